"""The pass over a plan from today: what is late pushes what waits for it, room to spare absorbs.

`Network` orders a plan once; `finishes` and `opening` are then loops over lists of whole numbers (days as ordinals), so
that a simulation can run them thousands of times with lengths of its own. What it means is in `rules.forecast`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from partnerships.rules.dates import next_month
from partnerships.rules.deadlines import Deadlines, OpenMonth, first_open_month
from partnerships.rules.template_check import find_circle

# A milestone that does not say how long it takes is given the time between the latest it waits for and itself, but at
# most so many days. In the shipped template half of these gaps are five weeks or less; the others (the academy's name
# after 11 weeks, policies after 24) are room to begin late, not work. What really takes longer than four weeks, a
# consultation or DfE's decision, says so in the template. A larger number makes every slip at the start of a plan an
# opening that is missed; and since no gap is ever stretched, a plan in time is forecast to stay so.
MOST_DAYS = 28
NEVER = date.max.toordinal()


class PlanCircle(ValueError):
    """Milestones that wait for each other, so that none can be first; `titles` names them."""

    def __init__(self, titles: Sequence[str]) -> None:
        self.titles = list(titles)
        super().__init__("These milestones wait for each other in a circle: " + ", ".join(titles) + ".")


@dataclass(frozen=True, slots=True)
class Step:
    """One milestone of a plan. Only what is in the plan is given.

    `waits_for` are the keys of those it really waits for (`plan.effective_dependencies`). `done_on` may be unknown
    for what is done. `takes` and `place` are days: how long it usually takes, where the template says so; and its
    place counted from joining, where it has one. A `blocking` one must be finished at least `least_before` days
    before opening. `fixed` marks a date that a person has set for good.
    """

    key: str
    title: str
    planned: date | None = None
    done: bool = False
    done_on: date | None = None
    waits_for: tuple[str, ...] = ()
    takes: int | None = None
    place: int | None = None
    blocking: bool = False
    least_before: int = 1
    fixed: bool = False

    @property
    def follows_opening(self) -> bool:
        """Whether its place in the template is the day of opening or after it."""
        return self.place is not None and self.place >= 0


class Network:
    """A plan in an order in which each step comes after those it waits for. Raises PlanCircle where there is none."""

    def __init__(self, steps: Sequence[Step]) -> None:
        self.steps = _ordered(steps)
        index = {step.key: n for n, step in enumerate(self.steps)}
        self.before = [tuple(index[key] for key in step.waits_for if key in index) for step in self.steps]
        self.takes = [
            usual_days(step, [self.steps[n] for n in before])
            for step, before in zip(self.steps, self.before, strict=True)
        ]
        self._planned = [_ordinal(step.planned) for step in self.steps]
        # The day for what is done, 0 where it is not known; None for what is to do.
        self._done = [_ordinal(step.done_on) if step.done else None for step in self.steps]
        self._blocking = [n for n, step in enumerate(self.steps) if step.blocking and not step.done]
        self._dated = {
            step.key: n for n, step in enumerate(self.steps) if not step.done and not step.follows_opening
        }

    def finishes(
        self, today: int, takes: Sequence[int] | None = None, floors: Sequence[int] | None = None
    ) -> list[int]:
        """The day on which each step is finished: its day when done (0 where unknown), else the latest of its planned
        date, today, and the finish of what it waits for plus the days it takes.

        `takes` and `floors` replace the plan's own lengths and dates.
        """
        lengths = self.takes if takes is None else takes
        earliest = self._planned if floors is None else floors
        found: list[int] = []
        for done, floor, before, days in zip(self._done, earliest, self.before, lengths, strict=True):
            if done is not None:
                found.append(done)
                continue
            at = max(floor, today)
            for each in before:
                at = max(at, found[each] + days)
            found.append(at)
        return found

    def opening(
        self, finishes: Sequence[int], today: int, planned: date | None, deadlines: Deadlines | None = None
    ) -> OpenMonth | None:
        """The first month, not before the planned one, in which all that must be finished before opening is.

        A month for which DfE's deadline of something unfinished lies before its finish is passed over. None where
        there is neither a planned month nor anything to count from.
        """
        if planned is None and not self._blocking:
            return None
        needed = max((finishes[n] + self.steps[n].least_before for n in self._blocking), default=0)
        in_time = planned is not None and needed <= planned.toordinal()
        month = planned if planned is not None and in_time else first_on_or_after(needed, today)
        return first_open_month(month, deadlines or {}, {key: finishes[n] for key, n in self._dated.items()})

    def can_start(self, n: int) -> bool:
        """Whether this step is to do, and everything that it waits for is done."""
        return not self.steps[n].done and all(self.steps[each].done for each in self.before[n])

    def latest(self, month: date, deadlines: Mapping[str, date] | None = None) -> list[int]:
        """The last day on which each step may be finished for the school to open in this month; NEVER where the
        opening does not wait for it."""
        last = [NEVER] * len(self.steps)
        for n in range(len(self.steps) - 1, -1, -1):
            step = self.steps[n]
            if step.done:
                continue
            if step.blocking:
                last[n] = min(last[n], month.toordinal() - step.least_before)
            if step.key in self._dated and step.key in (deadlines or {}):
                last[n] = min(last[n], (deadlines or {})[step.key].toordinal())
            for each in self.before[n] if last[n] < NEVER else ():
                last[each] = min(last[each], last[n] - self.takes[n])
        return last


def usual_days(step: Step, before: Sequence[Step]) -> int:
    """How many days a step takes: what its template says, else the gap in the plan, 0 to MOST_DAYS.

    The gap is counted between planned dates, or between places in the template while there are none; 0 where neither
    tells. What follows the opening begins with it, not with what was finished before.
    """
    if step.takes is not None:
        return step.takes
    dates = [each.planned for each in before if each.planned is not None]
    places = [each.place for each in before if each.place is not None]
    if step.planned is not None and dates:
        gap = (step.planned - max(dates)).days
    elif step.planned is None and step.place is not None and places:
        gap = step.place - max(places)
    else:
        return 0
    if step.place is not None and step.place >= 0:
        gap = min(gap, step.place)
    return min(max(gap, 0), MOST_DAYS)


def first_on_or_after(*days: int) -> date:
    """The first of a month that is not before any of these days."""
    last = date.fromordinal(max(days))
    return last if last.day == 1 else next_month(last)


def _ordinal(day: date | None) -> int:
    return 0 if day is None else day.toordinal()


def _ordered(steps: Sequence[Step]) -> tuple[Step, ...]:
    """The steps, each after those it waits for and else as given."""
    by_key = {step.key: step for step in steps}
    waits = {step.key: [key for key in step.waits_for if key in by_key] for step in steps}
    left = {key: len(befores) for key, befores in waits.items()}
    after: dict[str, list[str]] = {key: [] for key in by_key}
    for key, befores in waits.items():
        for each in befores:
            after[each].append(key)
    ready = [key for key, count in left.items() if not count]
    for key in ready:  # grows while it is read
        for each in after[key]:
            left[each] -= 1
            if not left[each]:
                ready.append(each)
    if len(ready) < len(by_key):
        raise PlanCircle([by_key[key].title for key in find_circle(waits)])
    return tuple(by_key[key] for key in ready)
