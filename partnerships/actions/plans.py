"""Keeps a project's milestones in step with its template, route, facts and dates. Nothing logged is ever lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils import timezone

from partnerships.actions._core import Refused, action, create_many, for_change, refuse_if, require, save_many
from partnerships.actions.templates import template_rows
from partnerships.models import Milestone, Partnership, Project
from partnerships.models.people import User
from partnerships.permissions import May
from partnerships.reports.calendar import calendar_for
from partnerships.rules.plan import Anchors, PlannedMilestone, build_plan, in_plan
from partnerships.rules.words import Answer, Applies, DueBy, Phase, Route, Status

# What the rules decide about a milestone; everything else on it is the team's.
PLANNED_FIELDS = (
    "days",
    "due_on",
    "due_by",
    "applies",
    "because",
    "in_plan",
    "depends_on",
    "anchor",
    "position",
)


@dataclass(frozen=True)
class PlanChange:
    """What a change of route, dates or facts would do to a plan, as titles a person reads."""

    gained: list[str]
    lost: list[str]
    kept: int
    # (title, from, to) of every milestone whose due date changes.
    moved: list[tuple[str, dt.date | None, dt.date | None]]


def answers_of(project: Project) -> dict[str, str]:
    """Every answer known for the project, facts that follow from its records included."""
    answers = {fact.key: fact.answer for fact in project.facts.all()}
    has_partnership = Partnership.objects.filter(project=project).exists()
    answers["has_partnership"] = Answer.YES.value if has_partnership else Answer.NO.value
    return answers


def anchors_of(project: Project) -> Anchors:
    """The dates that the plan hangs on."""
    return anchors_with(project, Partnership.objects.filter(project=project).first())


def anchors_with(project: Project, partnership: Partnership | None) -> Anchors:
    """The same where the project's partnership, or that it has none, is known already."""
    return Anchors(
        joining=project.joining_month,
        partnership_start=partnership.starts_on if partnership else None,
        partnership_end=partnership.ends_on if partnership else None,
    )


def planned_for(
    project: Project, route: str | None = None, *, also: Mapping[str, str] | None = None
) -> list[PlannedMilestone]:
    """The plan as the rules have it now, for the project's route or for another one.

    `also` are answers, by fact key, that the project does not have yet.
    """
    chosen = project.route if route is None else route
    return build_plan(
        template_rows(project.template),
        Route(chosen) if chosen else None,
        answers_of(project) | dict(also or {}),
        anchors_of(project),
        calendar_for(project),
    )


def lock_plan(project: Project) -> None:
    """Makes whoever is logging on the project's milestones wait, so that what is read next is still so when saved.

    In the order in which `log_several` comes to them, lest the two wait for each other.
    """
    list(project.milestones.select_for_update(of=("self",), no_key=True).values_list("pk"))


@action
def sync_plan(*, by: User | None, project: Project) -> None:
    """Brings the project's milestones in step. Called by every action that changes what a plan rests on.

    Rows of the team's own have dates of their own and stay where they are.
    """
    lock_plan(project)
    existing = _existing(project)
    planned = {(each.code, each.occurrence): each for each in planned_for(project)}
    create_many([_new(project, each) for key, each in planned.items() if key not in existing])
    codes = (
        {row.code for row in template_rows(project.template)} if existing.keys() - planned.keys() else set()
    )
    differing = {
        key: _bring_in_step(m, planned.get(key), gone="route" if m.code in codes else "template")
        for key, m in existing.items()
    }
    changed = [m for key, m in existing.items() if differing[key]]
    for milestone in changed:
        milestone.version += 1
    # Only what differs somewhere: a moved month changes due dates alone, and a bulk update pays for every column.
    save_many(changed, [*sorted(set().union(*differing.values())), "version"])


def preview_plan(project: Project, *, route: str, also: Mapping[str, str]) -> PlanChange:
    """What this route, with these answers beside the project's own, would do to the plan; changes nothing."""
    existing = _existing(project)
    planned = {(each.code, each.occurrence): each for each in planned_for(project, route, also=also)}
    gained = [
        each.title
        for key, each in planned.items()
        if each.verdict.applies != Applies.NO
        and (key not in existing or not existing[key].in_plan)
        and not (key in existing and existing[key].override == "no")
    ]
    lost = [
        each.title for key, each in existing.items() if each.in_plan and not _stays(each, planned.get(key))
    ]
    moved = [
        (m.title, m.due_on, due_date_of(m, planned[key])[0])
        for key, m in existing.items()
        if key in planned and m.in_plan and m.due_on != due_date_of(m, planned[key])[0]
    ]
    now_in = sum(1 for each in existing.values() if each.in_plan)
    return PlanChange(gained=gained, lost=lost, kept=now_in - len(lost), moved=moved)


def _existing(project: Project) -> dict[tuple[str, int], Milestone]:
    """The project's milestones that come from a template, by code and occurrence."""
    rows = project.milestones.exclude(code="").with_evidence_there()
    return {(each.code, each.occurrence): each for each in rows}


def start_from_here_problems(
    *, before: dt.date | None, milestone: Milestone | None, done_on: dt.date | None, today: dt.date
) -> list[str]:
    """What is wrong with this place to start from."""
    problems = []
    if (before is None) == (milestone is None):
        problems.append("Choose a date or a milestone to start from.")
    if done_on is not None and done_on > today:
        problems.append("The date it was done cannot be in the future.")
    return problems


def earlier_rows(
    project: Project, *, before: dt.date | None = None, milestone: Milestone | None = None
) -> list[Milestone]:
    """What `start_from_here` would mark: everything not done before a date, or before a milestone.

    Where the milestone has no date, its place in the plan decides what comes before it.
    """
    earlier = project.milestones.to_do()
    if milestone is not None and milestone.due_on is not None:
        before = milestone.due_on
    if before is not None:
        earlier = earlier.filter(due_on__lt=before)
    elif milestone is not None:
        earlier = earlier.filter(position__lt=milestone.position)
    return list(earlier.order_by("due_on", "position", "pk"))


@action
def start_from_phase(
    *, by: User, project: Project, phase: Phase, but: Collection[int] = ()
) -> list[Milestone]:
    """Marks everything to do in the phases before this one as done before tracking, date unknown; returns it.

    `but` are keys of milestones that stay as they are.
    """
    project = for_change(Project, project.pk)
    require(by.may(May.LOG_PROGRESS, project))
    lock_plan(project)
    before = list(Phase)[: list(Phase).index(phase)]
    earlier = project.milestones.to_do().of_phases(before).exclude(pk__in=but)
    return _done_before_tracking(list(earlier.order_by("position", "pk")), None)


@action
def start_from_here(
    *,
    by: User,
    project: Project,
    before: dt.date | None = None,
    milestone: Milestone | None = None,
    done_on: dt.date | None = None,
    but: Collection[int] = (),
) -> list[Milestone]:
    """Marks everything before a date or a milestone as done before tracking began; returns what it marked.

    `done_on` is the day it was done, if known. `but` are keys of milestones that stay as they are. Undone in one step
    by `undo`.
    """
    project = for_change(Project, project.pk)
    require(by.may(May.LOG_PROGRESS, project))
    refuse_if(
        start_from_here_problems(
            before=before, milestone=milestone, done_on=done_on, today=timezone.localdate()
        )
    )
    if milestone is not None and milestone.project_id != project.pk:
        raise Refused("The milestone belongs to another project.")
    lock_plan(project)
    earlier = earlier_rows(project, before=before, milestone=milestone)
    return _done_before_tracking([each for each in earlier if each.pk not in but], done_on)


def _done_before_tracking(rows: list[Milestone], done_on: dt.date | None) -> list[Milestone]:
    for row in rows:
        row.status, row.done_on, row.done_before_tracking = Status.DONE, done_on, True
        row.waiting_on, row.waiting_since, row.waiting_party, row.waiting_contact = "", None, "", None
        row.version += 1
    waiting = ["waiting_on", "waiting_since", "waiting_party", "waiting_contact"]
    save_many(rows, ["status", "done_on", "done_before_tracking", *waiting, "version"])
    return rows


def logged(milestone: Milestone) -> bool:
    """Whether a person has put anything on it that must not disappear from view."""
    return (
        milestone.status != Status.NOT_STARTED
        or milestone.owner_id is not None
        or milestone.owner_contact_id is not None
        or _has_evidence(milestone)
    )


def _has_evidence(milestone: Milestone) -> bool:
    """As `with_evidence_there` read it along; asked now for a row that was fetched alone."""
    there: bool | None = getattr(milestone, "evidence_there", None)
    if there is None:
        there = milestone.pk is not None and milestone.evidence.standing().exists()
    return there


def decide_in_plan(milestone: Milestone) -> bool:
    """Whether the milestone is shown and counted, by the rules."""
    return in_plan(milestone.applies, milestone.override, milestone.status, logged=logged(milestone))


def due_date_of(milestone: Milestone, planned: PlannedMilestone) -> tuple[dt.date | None, str]:
    """When the milestone is due by this plan, and why on that day.

    What has happened keeps the day it was due on; a fixed date stays whatever the plan says.
    """
    if milestone.has_happened:
        return milestone.due_on, milestone.due_by
    if milestone.fixed_on is not None:
        return milestone.fixed_on, DueBy.FIXED.value
    return planned.due, planned.due_by.value if planned.due_by else ""


def _new(project: Project, planned: PlannedMilestone) -> Milestone:
    milestone = Milestone(
        project=project,
        code=planned.code,
        occurrence=planned.occurrence,
        title=planned.title,
        phase=planned.phase,
        owner_roles=",".join(planned.owners),
        evidence_wanted=planned.evidence,
        guidance=planned.guidance,
        takes_days=planned.takes_days,
        due_on=planned.due,
    )
    _apply(milestone, planned)
    return milestone


def _apply(milestone: Milestone, planned: PlannedMilestone) -> None:
    milestone.position, milestone.anchor, milestone.days = planned.position, planned.anchor, planned.days
    milestone.depends_on = list(planned.depends_on)
    milestone.applies = planned.verdict.applies
    milestone.because = list(planned.verdict.because or planned.verdict.ask)
    milestone.due_on, milestone.due_by = due_date_of(milestone, planned)
    milestone.in_plan = decide_in_plan(milestone)


def _bring_in_step(milestone: Milestone, planned: PlannedMilestone | None, *, gone: str) -> set[str]:
    """Applies the rules' view to the milestone; names the fields that this changed. `gone` says why it has no plan."""
    before = {name: getattr(milestone, name) for name in PLANNED_FIELDS}
    if planned is None:
        milestone.applies, milestone.because = Applies.NO, [gone]
        milestone.in_plan = decide_in_plan(milestone)
    else:
        _apply(milestone, planned)
    return {name for name, value in before.items() if getattr(milestone, name) != value}


def _stays(milestone: Milestone, planned: PlannedMilestone | None) -> bool:
    applies = planned.verdict.applies if planned else Applies.NO
    return in_plan(applies, milestone.override, milestone.status, logged=logged(milestone))
