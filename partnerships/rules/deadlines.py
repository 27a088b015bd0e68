"""DfE's deadlines per opening month: which are missed, and which month is still open."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from partnerships.rules.dates import next_month

Deadlines = Mapping[date, Mapping[str, date]]  # opening month: milestone's code: DfE's deadline

# What goes to DfE, or waits for it: for these it sets a last day for each opening month. They stand first on the form
# for a month; any other milestone before or after opening may have one too.
USUAL = (
    *(
        "APP-02",
        "LEG-02",
        "LEG-03",
        "LEG-04",
        "LEG-06",
        "LEG-07",
        "LEG-10",
        "LEG-11",
        "LEG-12",
        "LEG-13",
        "LEG-14",
    ),
    *(
        "LEG-17",
        "LEG-18",
        "LEG-19",
        "LEG-20",
        "LEG-21",
        "OPS-07",
        "OPS-09",
        "OPS-11",
        "OPS-12",
        "OPS-21",
        "PST-07",
    ),
)


@dataclass(frozen=True)
class Ahead:
    """A milestone that has not happened yet, and the day on which it is to be done: its due date, or a later one that
    somebody expects."""

    code: str
    expected: date | None = None


@dataclass(frozen=True, slots=True)
class OpenMonth:
    """The first month that DfE's deadlines leave open; and, where they shut months before it, the last of these and
    what is done longest after its deadline there."""

    month: date
    shut: date | None = None
    shut_by: str = ""


def missed(deadline: date | None, expected: date | None, today: date) -> bool:
    """Whether what has not happened yet misses its deadline: the day has passed, or it is to be done after it.

    Without a deadline nothing is missed; the deadline's own day is in time.
    """
    return deadline is not None and bool(_most_missed({"": deadline}, {"": _finish(expected, today)}))


def first_open_month(first: date, months: Deadlines, finishes: Mapping[str, int]) -> OpenMonth:
    """The first month, `first` or later, none of whose deadlines is missed: the one rule of which month is open.

    `finishes` is what is still to do, by code, and the day (an ordinal) on which it is done at the earliest. A deadline
    that is not known yet shuts nothing, so a month for which DfE has said nothing is open.
    """
    month, shut, by = first, None, ""
    while worst := _most_missed(months.get(month, {}), finishes):
        shut, by = month, worst[1]
        month = next_month(month)
    return OpenMonth(month, shut, by)


def earliest_open_month(ahead: Iterable[Ahead], months: Deadlines, *, after: date, today: date) -> date:
    """The first month after `after` whose deadlines, as far as they are known, can still be kept."""
    finishes = {each.code: _finish(each.expected, today) for each in ahead}
    return first_open_month(next_month(after), months, finishes).month


def say_dates_unknown(month: date, codes: Iterable[str], months: Deadlines) -> str:
    """What is not known yet of a month that is open, in a sentence; empty where each of these codes has its date."""
    wanted, known = set(codes), months.get(month, {})
    if not known:
        return "It has no DfE dates yet."
    return "" if wanted <= set(known) else "Not all of its DfE dates are entered yet."


def _finish(expected: date | None, today: date) -> int:
    return max(expected or today, today).toordinal()


def _most_missed(deadlines: Mapping[str, date], finishes: Mapping[str, int]) -> tuple[int, str] | None:
    """By how many days the worst of these is missed, and its code; of equals the first. None when all are kept."""
    over = ((finishes[code] - day.toordinal(), code) for code, day in deadlines.items() if code in finishes)
    worst = max(over, key=lambda each: each[0], default=(0, ""))
    return worst if worst[0] > 0 else None
