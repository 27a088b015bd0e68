"""What is worked out from the counts of a consultation's responses: shares, small groups, days and weeks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from partnerships.rules.dates import first_of_month
from partnerships.rules.saying import MONTHS, counted, say_day, say_month

# A group with fewer responses than this is not broken down in what is published, so that nobody can be picked out.
SMALL = 5
# A window of up to so many days is shown by day, of up to so many weeks by week, a longer one by month.
MOST_DAYS = 21
MOST_WEEKS = 26
MOST_MONTHS = 24

Tally = Mapping[str, int]


def shares(counts: Sequence[int]) -> list[int]:
    """Each as a whole percentage of the sum, a half rounded up: equal counts have equal shares, so that the shares may
    add to a little more or less than 100. Nothing counted gives zeros.
    """
    whole = sum(counts)
    return [(count * 200 + whole) // (2 * whole) if whole else 0 for count in counts]


@dataclass(frozen=True)
class Line:
    """What one group (or channel) said: responses by stance. `merged` names the small ones put together in it.

    A line that is still small says how many responses there were, and no more: its `counts` are empty.
    """

    key: str
    total: int
    counts: Tally = field(default_factory=dict)
    merged: tuple[str, ...] = ()

    @property
    def is_broken_down(self) -> bool:
        return bool(self.counts)


TOGETHER = "together"


def lines_of(cells: Mapping[str, Tally]) -> list[Line]:
    """Every group with what it said, the largest first; of equal ones as they came."""
    found = [Line(key, sum(counts.values()), dict(counts)) for key, counts in cells.items()]
    return sorted((line for line in found if line.total), key=lambda line: -line.total)


def without_small(cells: Mapping[str, Tally]) -> list[Line]:
    """The same for what is published: groups of fewer than `SMALL` responses stand together in one line at the end.

    Where together they are still small, the smallest of the others joins them: a single small group could otherwise
    be worked out from the total. Where everything is small, nothing is broken down.
    """
    lines = lines_of(cells)
    small = [line for line in lines if line.total < SMALL]
    large = [line for line in lines if line.total >= SMALL]
    while large and small and sum(line.total for line in small) < SMALL:
        small.insert(0, large.pop())
    if not small:
        return large
    if len(small) == 1 and small[0].total >= SMALL:
        return [*large, *small]
    total, counts = sum(line.total for line in small), _sum([line.counts for line in small])
    names = tuple(line.key for line in small)
    return [*large, Line(TOGETHER, total, counts if total >= SMALL else {}, names)]


def _sum(tallies: Sequence[Tally]) -> dict[str, int]:
    keys = dict.fromkeys(key for tally in tallies for key in tally)
    return {key: sum(tally.get(key, 0) for tally in tallies) for key in keys}


@dataclass(frozen=True)
class Span:
    """Days that the picture over time counts as one: a day, a week (Monday on), a month, or all before or after."""

    label: str
    short: str
    count: int


def over_time(
    by_day: Mapping[dt.date, int], *, opens_on: dt.date | None, closes_on: dt.date | None
) -> tuple[str, list[Span]]:
    """("day", "week" or "month", the spans in order), from the opening to the closing, as far as they are known.

    What came earlier or later is counted in a span of its own, where there is any.
    """
    if not by_day:
        return "day", []
    first, last = _bounds(by_day, opens_on, closes_on)
    step = _step(first, last)
    starts = _starts(first, last, step)
    spans = [_span(by_day, start, after, step, first, last) for start, after in _pairs(starts, last)]
    before = sum(count for day, count in by_day.items() if day < first)
    after = sum(count for day, count in by_day.items() if day > last)
    if before:
        spans.insert(0, Span(f"Before {say_day(first)}", "Earlier", before))
    if after:
        spans.append(Span(f"After {say_day(last)}", "Later", after))
    return step, spans


def _bounds(
    by_day: Mapping[dt.date, int], opens_on: dt.date | None, closes_on: dt.date | None
) -> tuple[dt.date, dt.date]:
    first, last = opens_on or min(by_day), closes_on or max(by_day)
    if first > last:  # one of them is not known, and the responses lie on its other side
        first, last = min(by_day), max(by_day)
    # One day mistyped by years is no reason for a picture of hundreds of months.
    earliest = first_of_month(dt.date(max(last.year - MOST_MONTHS // 12, 1), last.month, 1))
    return max(first, earliest), last


def _step(first: dt.date, last: dt.date) -> str:
    days = (last - first).days + 1
    return "day" if days <= MOST_DAYS else "week" if days <= MOST_WEEKS * 7 else "month"


def _starts(first: dt.date, last: dt.date, step: str) -> list[dt.date]:
    """The first day of every span; the first of them is `first`, wherever it lies in its week or month."""
    starts = [first]
    while (following := _next(starts[-1], step)) <= last:
        starts.append(following)
    return starts


def _next(day: dt.date, step: str) -> dt.date:
    if step == "day":
        return day + dt.timedelta(days=1)
    if step == "week":
        return day + dt.timedelta(days=7 - day.weekday())
    return first_of_month(day.replace(day=1) + dt.timedelta(days=31))


def _pairs(starts: list[dt.date], last: dt.date) -> list[tuple[dt.date, dt.date]]:
    ends = [start - dt.timedelta(days=1) for start in starts[1:]]
    return list(zip(starts, [*ends, last], strict=True))


def _span(
    by_day: Mapping[dt.date, int], start: dt.date, end: dt.date, step: str, first: dt.date, last: dt.date
) -> Span:
    count = sum(number for day, number in by_day.items() if start <= day <= end)
    short = f"{start.day} {MONTHS[start.month - 1][:3]}"
    if step == "day":
        return Span(say_day(start), short, count)
    if step == "week":
        return Span(f"{say_day(start)} to {say_day(end)}", short, count)
    return Span(say_month(start), f"{MONTHS[start.month - 1][:3]} {start.year % 100:02d}", count)


def unique_words(counted_responses: int, duplicates: int) -> str:
    """ "120 responses are counted. 4 more are duplicates and are left out."."""
    said = f"{counted(counted_responses, 'response')} {'is' if counted_responses == 1 else 'are'} counted."
    if not duplicates:
        return said
    many = (
        "1 more is a duplicate and is" if duplicates == 1 else f"{duplicates:,} more are duplicates and are"
    )
    return f"{said} {many} left out."
