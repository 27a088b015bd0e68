"""When a Trust Partnership starts and ends: moved, extended for a reason, ended with an outcome, taken up again."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from partnerships.actions._core import action, explain, refuse_if
from partnerships.actions.milestones import Progress, log_progress, mark_applicable, mark_not_applicable
from partnerships.actions.partnerships import event_milestone, open_partnership, save_partnership
from partnerships.actions.plans import sync_plan
from partnerships.actions.projects import change_route, change_route_problems
from partnerships.models import Milestone, Partnership, PartnershipExtension
from partnerships.models.people import User
from partnerships.reports.partnership import facts_of_partnership
from partnerships.rules.partnership import Event, PartnershipAct, may_act, state_of
from partnerships.rules.partnership.entering import (
    Ending,
    Terms,
    dates_problems,
    ending_problems,
    extension_problems,
)
from partnerships.rules.partnership_words import PartnershipOutcome
from partnerships.rules.problems import Problem
from partnerships.rules.saying import say_day
from partnerships.rules.words import Route, Status

_CODES = [event.value for event in Event]
# How the history and the plan say why a milestone of an ended partnership is not applicable any more.
_OVER = "The partnership ended on "


def change_dates_problems(
    *,
    partnership: Partnership,
    starts_on: dt.date | None,
    ends_on: dt.date | None,
    correction: bool = False,
) -> list[Problem]:
    """What is wrong with these dates.

    Once it runs a later end is an extension, unless the end was entered wrongly (`correction`).
    """
    problems = dates_problems(starts_on=starts_on, ends_on=ends_on, latest_end=partnership.latest_end)
    if (starts_on, ends_on) == (partnership.starts_on, partnership.ends_on):
        problems.append(
            Problem("These are its dates already. Change one of them, or leave them as they are.")
        )
    later = ends_on is not None and partnership.ends_on is not None and ends_on > partnership.ends_on
    if later and not correction and _may_extend(partnership):
        said = "It has begun, so a later end is an extension. Extend it, or say that this corrects a mistake."
        problems.append(Problem(said, about="ends_on"))
    return problems


def _may_extend(partnership: Partnership) -> bool:
    state = state_of(facts_of_partnership(partnership), today=timezone.localdate())
    return may_act(state, PartnershipAct.EXTEND)


@action
def change_partnership_dates(
    *,
    by: User,
    partnership: Partnership,
    starts_on: dt.date | None,
    ends_on: dt.date | None,
    correction: bool = False,
    why: str = "",
    expected_version: int | None = None,
) -> Partnership:
    """Sets or moves start and end; the milestones that are counted from them move along."""
    partnership = open_partnership(by, partnership, PartnershipAct.DATES, expected_version)
    refuse_if(
        change_dates_problems(
            partnership=partnership, starts_on=starts_on, ends_on=ends_on, correction=correction
        )
    )
    explain(why.strip())
    partnership.starts_on, partnership.ends_on = starts_on, ends_on
    save_partnership(partnership)
    sync_plan(by=by, project=partnership.project)
    return partnership


def extend_partnership_problems(
    *, partnership: Partnership, to_end: dt.date | None, agreed_on: dt.date | None, reason: str
) -> list[Problem]:
    """What is wrong with this extension."""
    terms = Terms(extendable=partnership.extendable, latest_end=partnership.latest_end)
    return extension_problems(
        to_end=to_end,
        ends_on=partnership.ends_on,
        terms=terms,
        agreed_on=agreed_on,
        reason=reason,
        today=timezone.localdate(),
    )


@action
def extend_partnership(
    *,
    by: User,
    partnership: Partnership,
    to_end: dt.date,
    agreed_on: dt.date,
    reason: str,
    expected_version: int | None = None,
) -> PartnershipExtension:
    """Moves its end later as an event with a reason, kept for ever; what is counted from the end moves along."""
    partnership = open_partnership(by, partnership, PartnershipAct.EXTEND, expected_version)
    refuse_if(
        extend_partnership_problems(
            partnership=partnership, to_end=to_end, agreed_on=agreed_on, reason=reason
        )
    )
    explain(reason.strip())
    assert partnership.ends_on is not None
    extension = PartnershipExtension.objects.create(
        project=partnership.project,
        partnership=partnership,
        from_end=partnership.ends_on,
        to_end=to_end,
        agreed_on=agreed_on,
        reason=reason.strip(),
        by=by,
    )
    partnership.ends_on = to_end
    save_partnership(partnership)
    sync_plan(by=by, project=partnership.project)
    return extension


def route_after(partnership: Partnership, outcome: str) -> str:
    """The route on which the project goes on after this outcome: its own where that fits, else the outcome's."""
    own = partnership.project.route
    if outcome == PartnershipOutcome.CONVERTING:
        return own if own in (Route.VOLUNTARY, Route.ORDER) else Route.VOLUNTARY.value
    if outcome == PartnershipOutcome.MERGING:
        return Route.TRANSFER.value
    return Route.ORDER.value if outcome == PartnershipOutcome.SUPERSEDED else own


def end_partnership_problems(*, partnership: Partnership, ending: Ending) -> list[Problem]:
    """What stands in the way of ending it so."""
    problems = ending_problems(ending, ends_on=partnership.ends_on, today=timezone.localdate())
    route = route_after(partnership, ending.outcome)
    if route and route != partnership.project.route:
        found = change_route_problems(project=partnership.project, route=route)
        problems += [Problem(each, about="outcome") for each in found]
    return problems


@action
def end_partnership(
    *, by: User, partnership: Partnership, ending: Ending, expected_version: int | None = None
) -> Partnership:
    """Ends it with what it led to. Where the school goes on to join, the project takes that route and its plan.

    What was due only afterwards leaves the plan; what was missed stays in it, as the record of what was not done.
    """
    partnership = open_partnership(by, partnership, PartnershipAct.END, expected_version)
    refuse_if(end_partnership_problems(partnership=partnership, ending=ending))
    assert ending.on is not None
    explain(ending.reason.strip())
    partnership.ended_on, partnership.outcome = ending.on, ending.outcome
    partnership.outcome_reason, partnership.learning = ending.reason.strip(), ending.learning.strip()
    partnership.paused_since, partnership.paused_reason = None, ""
    save_partnership(partnership)
    _log_what_the_end_is(by, partnership)
    _drop_what_is_moot(by, partnership)
    project, route = partnership.project, route_after(partnership, ending.outcome)
    if route and route != project.route:
        change_route(by=by, project=project, route=route)
    else:
        sync_plan(by=by, project=project)
    return partnership


def _log_what_the_end_is(by: User, partnership: Partnership) -> None:
    """Going on to join was decided, and what was learned closes it: one event in life is entered once."""
    events = [Event.DECIDED] if PartnershipOutcome(partnership.outcome).goes_on else []
    events += [Event.CLOSED] if partnership.learning else []
    for event in events:
        milestone = event_milestone(partnership, event)
        if milestone is not None and not milestone.has_happened:
            done = Progress(Status.DONE, done_on=partnership.ended_on)
            log_progress(by=by, milestone=milestone, progress=done)


def left_undone(partnership: Partnership, on: dt.date) -> tuple[list[Milestone], list[Milestone]]:
    """What an end on this day makes moot, being due only then or later, and what was missed before it.

    The closing report is neither: it is still to be written.
    """
    rows = partnership.project.milestones.to_do().filter(code__in=_CODES).exclude(code=Event.CLOSED.value)
    found = list(rows.in_plan_order())
    moot = [row for row in found if row.due_on is None or row.due_on >= on]
    return moot, [row for row in found if row not in moot]


def _drop_what_is_moot(by: User, partnership: Partnership) -> None:
    assert partnership.ended_on is not None
    moot, _missed = left_undone(partnership, partnership.ended_on)
    for row in moot:
        mark_not_applicable(by=by, milestone=row, why=f"{_OVER}{say_day(partnership.ended_on)}.")


def reopen_partnership_problems(*, partnership: Partnership, why: str) -> list[Problem]:
    """What stands in the way of taking it up again."""
    if partnership.ended_on is None:
        return [Problem("This partnership has not ended.")]
    return [] if why.strip() else [Problem("Enter why it is taken up again.", about="why")]


@action
def reopen_partnership(
    *, by: User, partnership: Partnership, why: str, expected_version: int | None = None
) -> Partnership:
    """Takes an ended partnership up again, as when its end was entered by mistake. The route stays as it is now."""
    partnership = open_partnership(by, partnership, PartnershipAct.REOPEN, expected_version)
    refuse_if(reopen_partnership_problems(partnership=partnership, why=why))
    partnership.ended_on, partnership.outcome, partnership.outcome_reason = None, "", ""
    save_partnership(partnership)
    dropped = partnership.project.milestones.filter(
        code__in=_CODES, override="no", override_reason__startswith=_OVER
    )
    for row in dropped.order_by("pk"):
        mark_applicable(by=by, milestone=row)
    sync_plan(by=by, project=partnership.project)
    return partnership
