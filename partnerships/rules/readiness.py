"""Ready to apply, to open, to close: what must hold, what had better, and whether it does. Plain data in and out.

What must hold before a project closes is what DfE's own system asks before it lets one be completed
(DFE-Digital/complete-conversions-transfers-changes, Models/ProjectCompletion): for a conversion a confirmed date that
has passed, the day it opened, conditions met, the trust's UKPRN, not on hold; for a transfer also authority to proceed
and the declaration of expenditure. The other two lists are what the law and DfE's guides want done by then: consents
and consultation before an application (Academies Act 2010, sections 3 and 5), DfE's confirmation, sealed agreements
and the school's checklist before opening (DfE's guide to converting, steps 4 and 5).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from partnerships.rules.checks import Situation, Step, check_rules
from partnerships.rules.saying import say_day, say_month
from partnerships.rules.words import Gate, Route, Word


class Target(Word):
    """Where an item is dealt with."""

    MILESTONE = "milestone", "Open the milestone"
    JOINING = "joining", "Joining date"
    ROUTE = "route", "Route"
    OPENING = "opening", "Opening"
    HOLD = "hold", "Hold"
    TRUST = "trust", "The trust in GIAS"
    RULES = "rules", "Rules"


@dataclass(frozen=True)
class Item:
    """One thing that must hold (blocking) or had better hold (advisory). `key` is a milestone's, for its link."""

    says: str
    holds: bool
    blocking: bool = True
    # What is missing, or since when it holds; empty where `says` is enough.
    detail: str = ""
    target: Target | None = None
    key: int | None = None


@dataclass(frozen=True)
class Condition:
    """A condition of a decision, which is a milestone of the plan."""

    title: str
    met: bool
    key: int | None = None


@dataclass(frozen=True)
class Standing:
    """One project as it is today. `unfinished` is everything in its plan that is not done, in order."""

    situation: Situation
    joining_month: dt.date | None = None
    joining_confirmed: bool = False
    opened_on: dt.date | None = None
    on_hold_since: dt.date | None = None
    trust_ukprn: str = ""
    conditions: Sequence[Condition] = ()
    unfinished: Sequence[Condition] = ()


@dataclass(frozen=True)
class Readiness:
    """How a project stands before one of the three. `why_not` says why the question does not arise."""

    gate: Gate
    items: list[Item] = field(default_factory=list)
    why_not: str = ""

    @property
    def missing(self) -> list[Item]:
        """What blocks."""
        return [each for each in self.items if each.blocking and not each.holds]

    @property
    def advised(self) -> list[Item]:
        """What is unfinished and does not block; signing needs a reason then."""
        return [each for each in self.items if not each.blocking and not each.holds]

    @property
    def holding(self) -> list[Item]:
        return [each for each in self.items if each.holds]

    @property
    def is_ready(self) -> bool:
        """Whether somebody may sign."""
        return not self.why_not and not self.missing


# By route: what must be done, and what had better be. A milestone that is not applicable asks for nothing.
_APPLY = {
    Route.VOLUNTARY: (
        ("CON-07", "CON-08", "CON-09", "CON-10", "CON-11", "CON-12", "CON-14"),
        ("EXP-03", "EXP-08", "APP-01", "CON-15"),
    ),
    Route.TRANSFER: (
        ("CON-08", "CON-10", "CON-11", "CON-13", "CON-14"),
        ("CON-07", "EXP-03", "EXP-08", "CON-15"),
    ),
}
_OPEN_MUST = (
    *("LEG-19", "LEG-21", "OPS-12", "OPS-05", "OPS-06", "OPS-07", "OPS-09", "OPS-10", "OPS-14", "OPS-23"),
)  # fmt: skip
_OPEN_HAD_BETTER = (
    *("OPS-08", "OPS-16", "OPS-17", "OPS-18", "OPS-20", "OPS-22", "OPS-24", "OPS-25", "OPS-26"),
)
_CLOSE_TRANSFER = ("LEG-19", "PST-07")
# The same for all routes together, by what it is asked before.
BLOCKING: Mapping[Gate, frozenset[str]] = {
    Gate.APPLY: frozenset(code for must, _had_better in _APPLY.values() for code in must),
    Gate.OPEN: frozenset(_OPEN_MUST),
    Gate.CLOSE: frozenset(_CLOSE_TRANSFER),
}
NOT_BLOCKING: Mapping[Gate, frozenset[str]] = {
    Gate.APPLY: frozenset(code for _must, had_better in _APPLY.values() for code in had_better),
    Gate.OPEN: frozenset(_OPEN_HAD_BETTER),
}


def readiness(gate: Gate, standing: Standing) -> Readiness:
    """How the project stands before this one; what is missing and blocks comes first, what holds last."""
    if why_not := _why_not(gate, standing):
        return Readiness(gate, why_not=why_not)
    items = list(_ITEMS[gate](standing))
    return Readiness(gate, sorted(items, key=lambda each: (each.holds, not each.blocking)))


def _why_not(gate: Gate, standing: Standing) -> str:
    route = standing.situation.route
    if gate is Gate.APPLY and route is Route.ORDER:
        return "An academy order is made without an application."
    return "" if route is not None else "Choose the route first: what has to be ready depends on it."


def _applying(standing: Standing) -> Iterator[Item]:
    assert standing.situation.route is not None
    must, had_better = _APPLY[standing.situation.route]
    yield _not_on_hold(standing)
    yield from _done(standing, must, blocking=True)
    yield from _done(standing, had_better, blocking=False)
    yield _has_a_month(standing)


def _opening(standing: Standing) -> Iterator[Item]:
    yield _not_on_hold(standing)
    yield _confirmed(standing)
    yield from _done(standing, _OPEN_MUST, blocking=True)
    yield _no_hard_rule_broken(standing)
    yield from _conditions(standing)
    yield from _done(standing, _OPEN_HAD_BETTER, blocking=False)


def _closing(standing: Standing) -> Iterator[Item]:
    yield _not_on_hold(standing)
    yield _confirmed(standing, passed=True)
    yield _opened(standing)
    yield from _conditions(standing)
    yield _ukprn(standing)
    must = _CLOSE_TRANSFER if standing.situation.route is Route.TRANSFER else ()
    yield from _done(standing, must, blocking=True)
    named = {step.key for step in _steps(standing, must)} | {each.key for each in standing.conditions}
    for each in standing.unfinished:
        if each.key not in named:
            yield Item(each.title, False, False, "Not done", Target.MILESTONE, each.key)


_ITEMS: dict[Gate, Callable[[Standing], Iterable[Item]]] = {
    Gate.APPLY: _applying,
    Gate.OPEN: _opening,
    Gate.CLOSE: _closing,
}


def _steps(standing: Standing, codes: Iterable[str]) -> list[Step]:
    found = (standing.situation.step(code) for code in codes)
    return [each for each in found if each is not None]


def _done(standing: Standing, codes: Iterable[str], *, blocking: bool) -> Iterator[Item]:
    for step in _steps(standing, codes):
        yield Item(
            step.title,
            step.counts,
            blocking,
            _when(step, standing.situation.today),
            Target.MILESTONE,
            step.key,
        )


def _when(step: Step, today: dt.date) -> str:
    if step.counts:
        return f"Done on {say_day(step.done_on)}" if step.done_on else "Done before tracking began"
    if step.happened:
        return "Done against a rule; it counts once a manager has given a reason"
    if step.due_on is None:
        return "Not done"
    late = (today - step.due_on).days
    said = f"Due on {say_day(step.due_on)}"
    return f"{said}: {late} day{'' if late == 1 else 's'} late" if late > 0 else said


def _not_on_hold(standing: Standing) -> Item:
    since = standing.on_hold_since
    return Item(
        "The project is not on hold",
        since is None,
        True,
        f"On hold since {say_day(since)}" if since else "",
        Target.HOLD,
    )


def _has_a_month(standing: Standing) -> Item:
    month = standing.joining_month
    said = f"Planned for {say_month(month)}" if month else "No date yet"
    return Item("There is a joining date", month is not None, False, said, Target.JOINING)


def _confirmed(standing: Standing, *, passed: bool = False) -> Item:
    month, says = standing.joining_month, "The joining date is confirmed"
    holds = month is not None and standing.joining_confirmed
    detail = (
        "No date yet" if month is None else say_day(month) if holds else f"{say_day(month)} is provisional"
    )
    if passed:
        says += " and has passed"
        if holds and month is not None and month > standing.situation.today:
            holds, detail = False, f"{say_day(month)} is still to come"
    return Item(says, holds, True, detail, Target.JOINING)


def _opened(standing: Standing) -> Item:
    day = standing.opened_on
    return Item(
        "The day it opened is recorded",
        day is not None,
        True,
        f"Opened on {say_day(day)}" if day else "",
        Target.OPENING,
    )


def _ukprn(standing: Standing) -> Item:
    there = standing.trust_ukprn
    said = f"UKPRN {there}" if there else "GIAS gives none: load its latest download of groups"
    return Item("The trust’s UKPRN is known", bool(there), True, said, Target.TRUST)


def _conditions(standing: Standing) -> Iterator[Item]:
    if not standing.conditions:
        yield Item("Every condition of the decisions is met", True, True, "No conditions are recorded")
    for each in standing.conditions:
        yield Item(f"Condition met: {each.title}", each.met, True, "", Target.MILESTONE, each.key)


def _no_hard_rule_broken(standing: Standing) -> Item:
    broken = [each for each in check_rules(standing.situation) if each.needs_reason]
    said = " ".join(dict.fromkeys(each.sentence for each in broken))
    return Item("No rule is broken without a manager’s reason", not broken, True, said, Target.RULES)
