"""A project's plan from the template: which milestones, when, after what, and whether they apply."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from partnerships.rules.calendar import NO_CALENDAR, Calendar, due_of
from partnerships.rules.conditions import ALWAYS, Condition, Verdict, decide
from partnerships.rules.words import Anchor, Applies, DueBy, OwnerRole, Phase, Route, Status

ALL_ROUTES = frozenset(Route)


@dataclass(frozen=True)
class Dependency:
    """A milestone that must be done first, in the routes it binds."""

    code: str
    routes: frozenset[Route] = ALL_ROUTES


@dataclass(frozen=True)
class TemplateRow:
    """One milestone of a template. `days` has an entry for each route the milestone is in."""

    code: str
    title: str
    phase: Phase
    anchor: Anchor
    days: Mapping[Route, int]
    position: int
    repeat_days: int | None = None
    conditions: Mapping[Route, Condition] = field(default_factory=dict)
    depends_on: tuple[Dependency, ...] = ()
    owners: tuple[OwnerRole, ...] = ()
    evidence: str = ""
    guidance: str = ""
    takes_days: int | None = None

    def in_route(self, route: Route | None) -> bool:
        """Whether the milestone can be in a plan of this route; without a route, only Explore can."""
        return self.phase is Phase.EXPLORE if route is None else route in self.days


@dataclass(frozen=True)
class Anchors:
    """The dates a plan hangs on; None where not known yet."""

    joining: date | None = None
    partnership_start: date | None = None
    partnership_end: date | None = None

    def of(self, anchor: Anchor) -> date | None:
        """The date of this anchor."""
        return {
            Anchor.JOINING: self.joining,
            Anchor.PARTNERSHIP_START: self.partnership_start,
            Anchor.PARTNERSHIP_END: self.partnership_end,
        }[anchor]


@dataclass(frozen=True)
class PlannedMilestone:
    """One milestone of one project, before anybody has logged anything on it.

    A repeated milestone has one of these for each occurrence, from 1. `days` and `due` are None
    without a route; `due` is None while the anchor's date is not known. `depends_on` holds codes
    (of a repeated milestone, its first occurrence is meant).
    """

    code: str
    occurrence: int
    title: str
    phase: Phase
    anchor: Anchor
    days: int | None
    due: date | None
    verdict: Verdict
    depends_on: tuple[str, ...]
    owners: tuple[OwnerRole, ...]
    evidence: str
    guidance: str
    position: int
    takes_days: int | None = None
    # Why it is due on that day, where it is not simply its place in the plan.
    due_by: DueBy | None = None


@dataclass(frozen=True)
class Progress:
    """How many milestones of a plan, or of a part of it, are done."""

    done: int = 0
    total: int = 0


def build_plan(
    rows: Iterable[TemplateRow],
    route: Route | None,
    answers: Mapping[str, str],
    anchors: Anchors,
    calendar: Calendar = NO_CALENDAR,
) -> list[PlannedMilestone]:
    """The milestones of the route, in the template's order; without a route, the Explore rows undated.

    Due dates keep to working days and to the calendar's deadlines.

    Rows that do not apply are there too, with their verdict: whoever stores the plan keeps them,
    so that a changed answer brings them back.
    """
    chosen = sorted((row for row in rows if row.in_route(route)), key=lambda row: row.position)
    codes = {row.code for row in chosen}
    return [
        _planned(row, occurrence, route, verdict_for(row, route, answers), codes, anchors, calendar)
        for row in chosen
        for occurrence in range(1, occurrences(row, route, anchors) + 1)
    ]


def verdict_for(row: TemplateRow, route: Route | None, answers: Mapping[str, str]) -> Verdict:
    """Whether the row applies. Without a route, only what all its routes agree on is decided."""
    if route is not None:
        return decide(row.conditions.get(route), answers)
    verdicts = [decide(row.conditions.get(each), answers) for each in Route if each in row.days]
    if not verdicts:
        return ALWAYS
    if len({verdict.applies for verdict in verdicts}) == 1:
        return verdicts[0]
    return Verdict(Applies.UNKNOWN, ask=tuple(dict.fromkeys(key for v in verdicts for key in v.ask)))


def occurrences(row: TemplateRow, route: Route | None, anchors: Anchors) -> int:
    """How often a repeated row stands in the plan: until the day before the partnership ends.

    Once while no end is known, and at least once. Rows that do not repeat stand once.
    """
    start, end = anchors.of(row.anchor), anchors.partnership_end
    if not row.repeat_days or route is None or start is None or end is None:
        return 1
    room = (end - start).days - 1 - row.days[route]
    times = max(1, room // row.repeat_days + 1)
    last = due_of(row.code, start, _days(row, route, times), NO_CALENDAR).on
    # A last one that only a weekend moves to the end, or past it, falls away.
    return times - 1 if times > 1 and last is not None and last >= end else times


def dependencies_in(row: TemplateRow, route: Route | None, codes: Iterable[str]) -> tuple[str, ...]:
    """The codes this row waits for in the route; entries outside the route are dropped."""
    binding = ALL_ROUTES if route is None else {route}
    known = set(codes)
    return tuple(dep.code for dep in row.depends_on if dep.code in known and binding <= dep.routes)


def effective_dependencies(
    depends_on: Mapping[str, Sequence[str]], not_applicable: Iterable[str]
) -> dict[str, tuple[str, ...]]:
    """What each milestone really waits for: one that is not applicable passes on its own predecessors.

    `depends_on` maps every code of the plan to the codes it waits for; the answer has the same keys.
    Codes that are not in the plan are dropped. Chains of any length are followed.
    """
    skipped = set(not_applicable)
    return {code: _follow(code, depends_on, skipped) for code in depends_on}


def in_plan(applies: str, override: str | None, status: str, *, logged: bool = False) -> bool:
    """Whether a milestone is shown and counted.

    A person's own yes or no wins (`override`, blank or None when nobody said). A milestone already
    logged stays, whatever the facts say later: `status` other than not started, or `logged` for
    what has a note or link only. Otherwise everything is in that is not known not to apply.
    """
    if override in (Applies.YES, Applies.NO):
        return override == Applies.YES
    return logged or status != Status.NOT_STARTED or applies != Applies.NO


def _days(row: TemplateRow, route: Route, occurrence: int) -> int:
    """How many days from its anchor the milestone stands, this time."""
    return row.days[route] + (occurrence - 1) * (row.repeat_days or 0)


def _planned(
    row: TemplateRow,
    occurrence: int,
    route: Route | None,
    verdict: Verdict,
    codes: set[str],
    anchors: Anchors,
    calendar: Calendar,
) -> PlannedMilestone:
    days = None if route is None else _days(row, route, occurrence)
    # A deadline is for one day: of a milestone that repeats, the first time is meant.
    due = due_of(row.code, anchors.of(row.anchor), days, calendar if occurrence == 1 else NO_CALENDAR)
    return PlannedMilestone(
        code=row.code,
        occurrence=occurrence,
        title=row.title if occurrence == 1 else f"{row.title} ({occurrence})",
        phase=row.phase,
        anchor=row.anchor,
        days=days,
        due=due.on,
        verdict=verdict,
        depends_on=dependencies_in(row, route, codes),
        owners=row.owners,
        evidence=row.evidence,
        guidance=row.guidance,
        position=row.position,
        takes_days=row.takes_days,
        due_by=due.by,
    )


def _follow(code: str, depends_on: Mapping[str, Sequence[str]], skipped: set[str]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    seen = {code}
    waiting = list(reversed(depends_on[code]))
    while waiting:
        before = waiting.pop()
        if before in seen or before not in depends_on:
            continue
        seen.add(before)
        if before in skipped:
            waiting.extend(reversed(depends_on[before]))
        else:
            found[before] = None
    return tuple(found)
