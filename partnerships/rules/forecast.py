"""When will it really open? The forecast of one plan: dates, month, what holds it up, whom to chase."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from partnerships.rules.dates import months_between
from partnerships.rules.deadlines import Deadlines, OpenMonth
from partnerships.rules.network import NEVER, Network, Step

CHASED = 3


class Cause(StrEnum):
    """Why the first milestone of what is holding the opening up is forecast for its day."""

    LATE = "late"  # its planned date has passed
    FOLLOWS = "follows"  # something it waited for was done late
    FIXED = "fixed"  # a person gave it this date
    PLANNED = "planned"  # the plan has it on this day
    NO_DATE = "no_date"  # it has no date, and could be finished today


@dataclass(frozen=True, slots=True)
class Line:
    """One milestone, forecast.

    `finish` is its day when done (None where unknown), else the forecast. `room` is how many days it may be later
    than that without moving the planned opening (without a planned month, the forecast one); below 0 it moves it.
    None for what is done and for what the opening does not wait for.
    """

    step: Step
    finish: date | None
    room: int | None
    can_start: bool
    holding: bool


@dataclass(frozen=True, slots=True)
class Holding:
    """What is holding the opening up, or where there is least room: keys in the order of the work.

    `days` is how late the first of them is, or how late `after` was done; `waiting` counts the unfinished milestones
    that wait for the first.
    """

    keys: tuple[str, ...] = ()
    cause: Cause | None = None
    days: int = 0
    after: str = ""
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Shut:
    """A month passed over, the last of them: DfE's deadline for this milestone lies before its forecast."""

    month: date
    key: str
    deadline: date


@dataclass(frozen=True, slots=True)
class Forecast:
    """The forecast of one plan as of `today`. `opening` is None where there is nothing to count from.

    `room` is that of what is holding it up.
    """

    today: date
    planned: date | None
    opening: date | None
    lines: tuple[Line, ...] = ()
    holding: Holding = Holding()
    chase: tuple[str, ...] = ()
    room: int | None = None
    shut: Shut | None = None

    @property
    def months_late(self) -> int:
        """Whole months between the planned opening and the forecast one; 0 without a planned month."""
        if self.planned is None or self.opening is None:
            return 0
        return months_between(self.planned, self.opening)

    def line(self, key: str) -> Line:
        """The line of this milestone. Raises KeyError where it is not in the plan."""
        for each in self.lines:
            if each.step.key == key:
                return each
        raise KeyError(key)


def forecast(
    steps: Sequence[Step], *, planned: date | None, today: date, deadlines: Deadlines | None = None
) -> Forecast:
    """The forecast of a plan; its lines stand in the order given. Raises PlanCircle.

    `planned` is the joining month. `deadlines` are DfE's, by opening month and then by milestone.
    """
    network, now = Network(steps), today.toordinal()
    finishes = network.finishes(now)
    opening = network.opening(finishes, now, planned, deadlines)
    if opening is not None:
        finishes = _after_opening(network, finishes, now, planned, opening.month)
    target = planned or (opening.month if opening else None)
    last = network.latest(target, (deadlines or {}).get(target)) if target else [NEVER] * len(network.steps)
    rooms = [_room(*each) for each in zip(network.steps, finishes, last, strict=True)]
    chain = _chain(network, finishes, rooms, last, now)
    lines = {line.step.key: line for line in _lines(network, finishes, rooms, chain)}
    in_order = tuple(lines[step.key] for step in steps)
    return Forecast(
        today=today,
        planned=planned,
        opening=opening.month if opening else None,
        lines=in_order,
        holding=_holding(network, finishes, chain, now),
        chase=_chase(in_order),
        room=rooms[chain[0]] if chain else None,
        shut=_shut(opening, deadlines or {}),
    )


def _after_opening(
    network: Network, finishes: list[int], now: int, planned: date | None, month: date
) -> list[int]:
    """What stands on or after the joining day moves with the opening; what must be done before stays as it was."""
    if month == planned:
        return finishes
    moved = network.finishes(now, floors=[_floor(step, month) for step in network.steps])
    return [
        before if step.blocking else after
        for step, before, after in zip(network.steps, finishes, moved, strict=True)
    ]


def _floor(step: Step, month: date) -> int:
    planned = step.planned.toordinal() if step.planned else 0
    if step.fixed or step.place is None or not step.follows_opening:
        return planned
    return max(planned, month.toordinal() + step.place)


def _room(step: Step, finish: int, last: int) -> int | None:
    return None if step.done or last == NEVER else last - finish


Rooms = Sequence[int | None]


def _chain(
    network: Network, finishes: Sequence[int], rooms: Rooms, last: Sequence[int], now: int
) -> list[int]:
    """What is holding the opening up, first things first; in time, where there is least room of what can be done now.

    What is far ahead and planned for the last day it may be done has no room either, but says nothing of the pace.
    """
    least = min((room for room in rooms if room is not None), default=None)
    if least is None:
        return []
    return (
        _late_chain(network, finishes, rooms, now)
        if least < 0
        else _tight_chain(network, finishes, rooms, last)
    )


def _tight_chain(network: Network, finishes: Sequence[int], rooms: Rooms, last: Sequence[int]) -> list[int]:
    """From what can be done now and has least room, along what leaves it no more."""
    open_now = [
        (room, finishes[n], n) for n, room in enumerate(rooms) if room is not None and network.can_start(n)
    ]
    chain = [min(open_now)[2]]
    for n, before in enumerate(network.before):
        if chain[-1] in before and rooms[n] is not None and last[chain[-1]] == last[n] - network.takes[n]:
            chain.append(n)
    return chain


def _late_chain(network: Network, finishes: Sequence[int], rooms: Rooms, now: int) -> list[int]:
    """From the milestone with least room back along what decides each one's day."""
    at = min((room, -finishes[n], n) for n, room in enumerate(rooms) if room is not None)[2]
    chain = [at]
    while True:
        planned = network.steps[at].planned
        if planned is not None and planned.toordinal() == finishes[at] > now:
            break  # its own date is what is too late, whatever else fits
        drivers = [
            (rooms[n], finishes[n], n)
            for n in network.before[at]
            if rooms[n] is not None and finishes[n] + network.takes[at] == finishes[at]
        ]
        if not drivers:
            break
        at = min(drivers, key=lambda each: (each[0] or 0, each[1:]))[2]
        chain.append(at)
    return chain[::-1]


def _holding(network: Network, finishes: Sequence[int], chain: Sequence[int], now: int) -> Holding:
    if not chain:
        return Holding()
    first = chain[0]
    cause, days, after = _cause(network, finishes, first, now)
    waiting = {first}
    for n, before in enumerate(network.before):
        if not network.steps[n].done and not waiting.isdisjoint(before):
            waiting.add(n)
    keys = tuple(network.steps[n].key for n in chain)
    return Holding(keys, cause, days, after, waiting=len(waiting) - 1)


def _cause(network: Network, finishes: Sequence[int], at: int, now: int) -> tuple[Cause, int, str]:
    step, planned = network.steps[at], network.steps[at].planned
    if planned is not None and planned.toordinal() < now:
        return Cause.LATE, now - planned.toordinal(), ""
    for n in network.before[at]:
        before = network.steps[n]
        if before.done and finishes[n] + network.takes[at] == finishes[at] > now:
            late = (before.done_on - before.planned).days if before.done_on and before.planned else 0
            if late > 0:
                return Cause.FOLLOWS, late, before.title
    if planned is None:
        return Cause.NO_DATE, 0, ""
    return (Cause.FIXED if step.fixed else Cause.PLANNED), 0, ""


def _lines(network: Network, finishes: Sequence[int], rooms: Rooms, chain: Sequence[int]) -> list[Line]:
    return [
        Line(
            step,
            finish=date.fromordinal(finishes[n]) if finishes[n] else None,
            room=rooms[n],
            can_start=network.can_start(n),
            holding=n in chain,
        )
        for n, step in enumerate(network.steps)
    ]


def _chase(lines: Sequence[Line]) -> tuple[str, ...]:
    """What can be worked on now, least room first; what the opening does not wait for comes last."""
    open_now = [line for line in lines if line.can_start and line.finish is not None]
    open_now.sort(key=lambda line: (line.room is None, line.room or 0, line.finish))
    return tuple(line.step.key for line in open_now[:CHASED])


def _shut(opening: OpenMonth | None, deadlines: Deadlines) -> Shut | None:
    if opening is None or opening.shut is None:
        return None
    return Shut(opening.shut, opening.shut_by, deadlines[opening.shut][opening.shut_by])
