"""Handing a project, or all the work of somebody who leaves, over to somebody else, with a note that both see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from partnerships.actions._core import NotAllowed, action, for_change, lock_projects, refuse_if, require
from partnerships.actions.owners import Owner, able_to_give, give, save_given
from partnerships.actions.projects import change_lead, lead_problems
from partnerships.models import HandOver, Milestone, Project
from partnerships.models.people import User
from partnerships.permissions import May
from partnerships.rules.problems import Problem

NO_NOTE = "Enter a note: what whoever takes over needs to know."


def hand_over_problems(*, project: Project, to: User | None, note: str) -> list[str]:
    """What stands in the way of this hand-over."""
    problems = _note_problems(note)
    if to is None:
        problems.append(Problem("Choose who takes the project over.", about="to"))
    elif to.pk == project.lead_id:
        problems.append(Problem(f"{to} leads this project already.", about="to"))
    else:
        problems += [Problem(each, about="to") for each in lead_problems(to, project.trust)]
    return problems


def _note_problems(note: str) -> list[str]:
    return [] if note.strip() else [Problem(NO_NOTE, about="note")]


@action
def hand_over_project(
    *, by: User, project: Project, to: User, note: str, with_milestones: bool = False
) -> HandOver:
    """Gives the project to a new lead with a note; with the open milestones in the old lead's own name, if wanted.

    On a confidential project the new lead is named, as with `change_lead`, which stays for first leads and corrections.
    """
    project = for_change(Project, project.pk)
    require(by.may(May.CHANGE_PROJECT, project))
    refuse_if(hand_over_problems(project=project, to=to, note=note))
    before = project.lead
    changed = change_lead(by=by, project=project, lead=to)
    if with_milestones and before is not None:
        _give_all(_open_of(before, [changed]), to)
    return HandOver.objects.create(project=changed, from_user=before, to_user=to, note=note.strip(), by=by)


@dataclass(frozen=True)
class Work:
    """What one person can pass on of another's: projects led, open milestones in their name; and why some stay."""

    projects: list[Project]
    milestones: list[Milestone]
    left_out: list[tuple[int, str]]

    @property
    def is_empty(self) -> bool:
        return not (self.projects or self.milestones)


def work_to_pass_on(*, by: User, person: User, to: User | None = None) -> Work:
    """A person's work as far as `by` sees it and may change it; with `to`, as far as that person can take it on.

    What `by` cannot see is neither named nor counted.
    """
    live = Project.objects.visible_to(by).live().with_names()
    led = list(live.filter(lead=person).in_joining_order())
    projects = [each for each in led if by.may(May.CHANGE_PROJECT, each)]
    left_out = [(len(led) - len(projects), "Projects that you may not change.")] if led != projects else []
    if to is not None:
        able = [each for each in projects if not lead_problems(to, each.trust)]
        if len(able) < len(projects):
            why = f"Projects of trusts in which {to} cannot lead: a lead must be an editor or more there."
            left_out.append((len(projects) - len(able), why))
        projects = able
    rows = Milestone.objects.filter(project__in=live.order_by().values("pk"), owner=person).to_do()
    wanted = list(rows.with_project().order_by("project__school__name", "due_on", "pk"))
    taken = {each.pk for each in projects}
    sorted_ = able_to_give(by=by, milestones=wanted, owner=Owner(person=to), led=taken)
    left_out += [(count, f"Milestones: {why[0].lower()}{why[1:]}") for count, why in sorted_.left_out]
    return Work(projects, sorted_.able, left_out)


def hand_over_work_problems(*, by: User, person: User, to: User | None, note: str) -> list[str]:
    """What stands in the way of handing over all that this person has."""
    problems = _note_problems(note)
    if to is None:
        return [*problems, Problem("Choose who takes the work over.", about="to")]
    if to.pk == person.pk:
        return [*problems, Problem("Choose somebody else: this is who hands over.", about="to")]
    if work_to_pass_on(by=by, person=person, to=to).is_empty:
        nothing = f"There is nothing that you can hand over from {person} to {to}."
        problems.append(Problem(nothing, about="to"))
    return problems


@action
def hand_over_work(*, by: User, person: User, to: User, note: str) -> Work:
    """Hands over, in one step, the projects this person leads and the open milestones in their name."""
    found = work_to_pass_on(by=by, person=person, to=to)
    lock_projects([*(each.pk for each in found.projects), *(each.project_id for each in found.milestones)])
    refuse_if(hand_over_work_problems(by=by, person=person, to=to, note=note))
    work = work_to_pass_on(by=by, person=person, to=to)
    for project in work.projects:
        hand_over_project(by=by, project=project, to=to, note=note)
    _give_all([each.pk for each in work.milestones], to)
    return work


@action
def read_hand_over(*, by: User, hand_over: HandOver) -> HandOver:
    """The new lead has read the note; it leaves Your work."""
    hand_over = for_change(HandOver, hand_over.pk)
    if hand_over.to_user_id != by.pk:
        raise NotAllowed("Only the new lead marks this note as read.")
    require(by.may(May.SEE, hand_over.project))
    if hand_over.read_at is None:
        hand_over.read_at = timezone.now()
        hand_over.save()
    return hand_over


def _open_of(person: User, projects: Sequence[Project]) -> list[int]:
    rows = Milestone.objects.filter(project__in=projects, owner=person).to_do()
    return list(rows.values_list("pk", flat=True))


def _give_all(keys: Sequence[int], to: User) -> None:
    """Gives these milestones to a person who may have them."""
    of_these = Milestone.objects.filter(pk__in=keys).order_by()
    lock_projects(of_these.values_list("project_id", flat=True))
    locked = Milestone.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=keys)
    rows = list(locked.order_by("project_id", "pk"))
    for row in rows:
        give(row, to)
    save_given(rows)
