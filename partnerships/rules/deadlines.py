"""DfE's deadlines per opening month: which are missed, and which month is still open."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

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


def missed(deadline: date | None, expected: date | None, today: date) -> bool:
    """Whether what has not happened yet misses its deadline: the day has passed, or it is to be done after it.

    Without a deadline nothing is missed; the deadline's own day is in time.
    """
    return deadline is not None and (deadline < today or (expected is not None and expected > deadline))


def earliest_open_month(
    ahead: Iterable[Ahead], months: Mapping[date, Mapping[str, date]], *, after: date, today: date
) -> date | None:
    """The first month after `after` of which every deadline can still be kept by what has not happened yet.

    `months` maps an opening month to its deadlines by code. Only months that have a deadline for each of these codes
    are considered: of others nobody can say yet that they are open. None where there is no such month.
    """
    waiting = list(ahead)
    for month in sorted(months):
        deadlines = months[month]
        if month > after and all(
            each.code in deadlines and not missed(deadlines[each.code], each.expected, today)
            for each in waiting
        ):
            return month
    return None
