"""Whose a milestone is: a person's with an account, a role's in the trust, or somebody's outside it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from partnerships.actions._core import Refused, action, lock_projects, refuse_if, require, save_many
from partnerships.actions._milestone import ChangedMeanwhile, open_milestone, save_milestone
from partnerships.actions.plans import decide_in_plan
from partnerships.models import Contact, Milestone, Project, ProjectAccess
from partnerships.models.people import User
from partnerships.permissions import May
from partnerships.rules.parties import party_of_contact, roles_for
from partnerships.rules.problems import Problem
from partnerships.rules.saying import counted
from partnerships.rules.words import OwnerRole

OWNER_FIELDS = ("owner", "owner_contact", "owner_roles", "in_plan", "version")


@dataclass(frozen=True)
class Owner:
    """Whom a milestone is given to. A person goes before a contact, a contact before roles.

    `roles` None leaves the roles as they are: with neither person nor contact, it goes back to them.
    """

    person: User | None = None
    contact: Contact | None = None
    roles: tuple[str, ...] | None = None


class _Unchanged:
    """The owner stays who it is; None would give the milestone back to its roles."""


UNCHANGED = _Unchanged()


def owner_problems(owner: Owner | User | None, project: Project) -> list[str]:
    """A milestone belongs to somebody who sees the project, to a contact of it, or to nobody in person."""
    owner = _as_owner(owner)
    if owner.contact is not None and owner.contact.project_id != project.pk:
        return [Problem("This contact belongs to another project.", about="owner")]
    person = owner.person
    if person is None:
        return []
    if not person.may(May.SEE, project):
        return [Problem(f"{person} is not one of the trust's people.", about="owner")]
    if project.confidential and not ProjectAccess.objects.filter(project=project, user=person).exists():
        unnamed = f"{person} is not named on this confidential project. Name them on it first."
        return [Problem(unnamed, about="owner")]
    return []


def give(milestone: Milestone, owner: Owner | User | None) -> None:
    """Writes the owner into the milestone, unsaved.

    A person leaves the roles, to which it may go back. A contact brings those of the party it speaks for, so that the
    milestone is still theirs when the contact is removed.
    """
    owner = _as_owner(owner)
    milestone.owner = owner.person
    milestone.owner_contact = None if owner.person is not None else owner.contact
    if owner.roles is not None:
        milestone.owner_roles = ",".join(OwnerRole(code) for code in owner.roles)
    elif milestone.owner_contact is not None:
        party = party_of_contact(milestone.owner_contact.role)
        if party is not None:
            codes = [code for code in milestone.owner_roles.split(",") if code]
            milestone.owner_roles = ",".join(roles_for(party, codes))


@action
def assign_milestone(
    *,
    by: User,
    milestone: Milestone,
    owner: User | None = None,
    owner_contact: Contact | None = None,
    owner_roles: Sequence[str] | None = None,
    expected_version: int | None = None,
) -> Milestone:
    """Gives the milestone to a person of the trust, to one of the project's contacts, or back to its owner roles."""
    milestone = open_milestone(by, milestone, expected_version)
    wanted = Owner(owner, owner_contact, None if owner_roles is None else tuple(owner_roles))
    refuse_if(owner_problems(wanted, milestone.project))
    give(milestone, wanted)
    return save_milestone(milestone)


@dataclass(frozen=True)
class Sorted:
    """Milestones that can be given to somebody, and why others cannot: (how many, reason) each."""

    able: list[Milestone]
    left_out: list[tuple[int, str]]


def able_to_give(
    *, by: User, milestones: Iterable[Milestone], owner: Owner, led: Collection[int] = ()
) -> Sorted:
    """Which of these milestones this person can give to that owner. Each comes with its project.

    `led` are keys of projects that the new owner comes to lead in the same step, and so to be named on.
    """
    able: list[Milestone] = []
    reasons: dict[str, int] = {}
    problems: dict[int, str] = {}
    named = set(led) | set(
        ProjectAccess.objects.filter(user=owner.person).values_list("project_id", flat=True)
    )
    for milestone in milestones:
        project = milestone.project
        if project.pk not in problems:
            problems[project.pk] = _cannot(by, project, owner, named)
        why = problems[project.pk]
        if not why and (milestone.is_done or not milestone.in_plan):
            why = "Done already, or not applicable."
        if why:
            reasons[why] = reasons.get(why, 0) + 1
        else:
            able.append(milestone)
    return Sorted(able, [(count, why) for why, count in reasons.items()])


def _cannot(by: User, project: Project, owner: Owner, named: Collection[int]) -> str:
    """Why not, of the projects that are like this one; `named` are those on which the new owner is named."""
    if not by.may(May.LOG_PROGRESS, project):
        return "In projects that you cannot change."
    if owner.person is None:
        return ""
    if not owner.person.may(May.SEE, project):
        return f"In trusts that {owner.person} does not belong to."
    if project.confidential and project.pk not in named:
        return f"In confidential projects on which {owner.person} is not named."
    return ""


@action
def assign_several(
    *,
    by: User,
    milestones: Sequence[Milestone],
    owner: Owner,
    expected_versions: Mapping[int, int | None] | None = None,
) -> list[Milestone]:
    """Gives several milestones, of one project or of many, to one owner: one call; undone project by project.

    All or none: raises Refused where one of them cannot be given. `expected_versions` has the version each was seen
    in, by key.
    """
    lock_projects(each.project_id for each in milestones)
    locked = Milestone.objects.select_for_update(of=("self",), no_key=True).select_related("project")
    rows = list(locked.filter(pk__in=[each.pk for each in milestones]).order_by("project_id", "pk"))
    if not rows:
        raise Refused("Tick at least one milestone.")
    for project in {row.project_id: row.project for row in rows}.values():
        require(by.may(May.LOG_PROGRESS, project))
        refuse_if(owner_problems(owner, project))
    seen = expected_versions or {}
    for row in rows:
        if seen.get(row.pk) not in (None, row.version):
            raise ChangedMeanwhile(row)
        give(row, owner)
    save_given(rows)
    return rows


def save_given(rows: Sequence[Milestone]) -> None:
    """Saves the owners of these locked milestones, in bulk."""
    for row in rows:
        row.in_plan = decide_in_plan(row)
        row.version += 1
    save_many(rows, OWNER_FIELDS)


def leave_party(contact: Contact) -> int:
    """Takes a contact off the milestones that are theirs or wait for them; the party stays. Returns how many."""
    lock_projects([contact.project_id])
    theirs = Q(owner_contact=contact) | Q(waiting_contact=contact)
    rows = list(Milestone.objects.select_for_update(of=("self",), no_key=True).filter(theirs).order_by("pk"))
    for row in rows:
        row.owner_contact_id = None if row.owner_contact_id == contact.pk else row.owner_contact_id
        row.waiting_contact_id = None if row.waiting_contact_id == contact.pk else row.waiting_contact_id
        row.version += 1
    return save_many(rows, ["owner_contact", "waiting_contact", "version"])


def given_words(count: int, projects: int) -> str:
    """ "12 milestones in 3 projects"."""
    return f"{counted(count, 'milestone')} in {counted(projects, 'project')}"


def _as_owner(owner: Owner | User | None) -> Owner:
    return owner if isinstance(owner, Owner) else Owner(person=owner)
