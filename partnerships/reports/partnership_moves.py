"""What other dates of a Trust Partnership would do to its project's plan, before anybody saves them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from partnerships.actions.partnership_dates import left_undone, route_after
from partnerships.actions.plans import PlanChange, anchors_of, answers_of, due_date_of, logged
from partnerships.actions.projects import preview_route
from partnerships.actions.templates import template_rows
from partnerships.models import Milestone, Partnership, Project
from partnerships.reports.calendar import calendar_for
from partnerships.reports.partnership import facts_of_partnership
from partnerships.reports.partnership_page import COLOURS
from partnerships.rules.joining import Placed, PlanMove, plan_move
from partnerships.rules.partnership import (
    Event,
    Expectation,
    Extended,
    PartnershipFacts,
    expectations_of,
    warnings_of,
)
from partnerships.rules.partnership.entering import Ending
from partnerships.rules.partnership_words import PartnershipOutcome
from partnerships.rules.plan import PlannedMilestone, build_plan, in_plan
from partnerships.rules.words import Anchor, Applies, Phase, Rating, Route

_ANCHORS = (Anchor.PARTNERSHIP_START.value, Anchor.PARTNERSHIP_END.value)


@dataclass(frozen=True)
class DatesTried:
    """Other dates, and what they would mean.

    `gained` and `lost` are titles: termly reviews repeat up to the end. `said` are what the rules would say of the
    partnership's length, `new_warnings` what they would warn of and do not yet.
    """

    starts_on: dt.date | None
    ends_on: dt.date | None
    move: PlanMove
    gained: list[tuple[str, dt.date | None]]
    lost: list[str]
    rating: Rating
    said: list[str]
    new_warnings: list[str]

    @property
    def colour(self) -> str:
        """The colour of the rating's tag."""
        return COLOURS[self.rating]


def try_dates(
    partnership: Partnership,
    *,
    starts_on: dt.date | None,
    ends_on: dt.date | None,
    extension: Extended | None = None,
    today: dt.date,
) -> DatesTried:
    """What these dates would do to the plan, and how they would be judged; nothing is changed."""
    project = partnership.project
    planned = _planned(project, starts_on, ends_on)
    existing = {(each.code, each.occurrence): each for each in _existing(project)}
    facts = facts_of_partnership(partnership)
    tried = replace(facts, starts_on=starts_on, ends_on=ends_on)
    if extension is not None:
        tried = replace(tried, extensions=(*facts.extensions, extension))
    judged = expectations_of(tried, today=today)[list(Expectation).index(Expectation.TIME_LIMITED)]
    return DatesTried(
        starts_on=starts_on,
        ends_on=ends_on,
        move=plan_move(_placed(existing.values(), planned), today=today),
        gained=[
            (each.title, each.due) for key, each in planned.items() if _is_gained(each, existing.get(key))
        ],
        lost=[each.title for key, each in existing.items() if _is_lost(each, key not in planned)],
        rating=judged.rating,
        said=judged.evidence,
        new_warnings=_new_warnings(facts, tried, today),
    )


@dataclass(frozen=True)
class EndTried:
    """What ending it so would do: the route and plan of the project afterwards, and what of its own is left undone."""

    route: Route | None
    change: PlanChange | None
    moot: list[str]
    missed: list[str]


def try_end(partnership: Partnership, ending: Ending) -> EndTried:
    """What this end would do to the project; nothing is changed. `route` and `change` are None where it stays."""
    assert ending.on is not None
    moot, missed = left_undone(partnership, ending.on)
    decides = PartnershipOutcome(ending.outcome).goes_on
    route = route_after(partnership, ending.outcome)
    other = route if route and route != partnership.project.route else ""
    return EndTried(
        route=Route(other) if other else None,
        change=preview_route(partnership.project, other) if other else None,
        moot=[each.title for each in moot if not (decides and each.code == Event.DECIDED)],
        missed=[each.title for each in missed if not (decides and each.code == Event.DECIDED)],
    )


def _planned(
    project: Project, starts_on: dt.date | None, ends_on: dt.date | None
) -> Mapping[tuple[str, int], PlannedMilestone]:
    """What the plan would have of what is counted from the partnership, by code and occurrence."""
    anchors = replace(anchors_of(project), partnership_start=starts_on, partnership_end=ends_on)
    route = Route(project.route) if project.route else None
    rows = build_plan(
        template_rows(project.template), route, answers_of(project), anchors, calendar_for(project)
    )
    return {(each.code, each.occurrence): each for each in rows if each.anchor.value in _ANCHORS}


def _existing(project: Project) -> Iterable[Milestone]:
    rows = project.milestones.filter(anchor__in=_ANCHORS).exclude(code="")
    return rows.with_evidence_there().in_plan_order()


def _placed(
    rows: Iterable[Milestone], planned: Mapping[tuple[str, int], PlannedMilestone]
) -> Iterable[Placed]:
    for each in rows:
        by_plan = planned.get((each.code, each.occurrence))
        if each.in_plan and by_plan is not None:
            yield Placed(
                key=each.pk,
                title=each.title,
                part=Phase(each.phase).part,
                was=each.due_on,
                now=due_date_of(each, by_plan)[0],
                code=each.code,
                happened=each.has_happened,
                fixed=each.fixed_on is not None,
                fixed_reason=each.fixed_reason,
            )


def _is_gained(planned: PlannedMilestone, there: Milestone | None) -> bool:
    if planned.verdict.applies == Applies.NO:
        return False
    return there is None or (not there.in_plan and there.override != "no")


def _is_lost(there: Milestone, gone: bool) -> bool:
    """Whether it leaves the plan: not where something was logged on it."""
    stays = in_plan(Applies.NO, there.override, there.status, logged=logged(there))
    return gone and there.in_plan and not stays


def _new_warnings(facts: PartnershipFacts, tried: PartnershipFacts, today: dt.date) -> list[str]:
    now = {each.sentence for each in warnings_of(facts, today=today)}
    return [each.sentence for each in warnings_of(tried, today=today) if each.sentence not in now]
