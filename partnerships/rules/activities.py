"""What trust and school do together under a partnership: its hours, and how much of it is teaching and learning."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from partnerships.rules.partnership_words import ActivityKind, ServiceArea
from partnerships.rules.problems import Problem

HOURS_A_DAY = Decimal("6.5")
"""1,265 hours of directed time over 195 days, rounded (School Teachers' Pay and Conditions Document)."""

MOST_HOURS = Decimal(200)
"""Of one activity: thirty people for a day. More is a slip of the pen."""

LONGEST = {"focus": 200, "our_people": 200, "their_people": 200, "changed": 5000}
_CALLED = {
    "focus": "the focus",
    "our_people": "the people from the trust",
    "their_people": "the people from the school",
    "changed": "what changed",
}
_CLOCK = re.compile(r"(\d{1,3}):(\d\d)", re.ASCII)
_NUMBER = re.compile(r"(\d{1,4}(?:[.,]\d{1,4})?) ?(?:h|hours?|hrs?)?", re.ASCII)
# The years that a date on a page may have, too.
FIRST_DAY = dt.date(1990, 1, 1)


@dataclass(frozen=True)
class Entry:
    """One activity as it was entered; `service` is the key of one of the partnership's services."""

    on: dt.date | None
    kind: str
    focus: str
    our_people: str = ""
    their_people: str = ""
    hours: Decimal | None = None
    changed: str = ""
    service: int | None = None

    @property
    def same_as(self) -> tuple[dt.date | None, str, str]:
        """What two entries of the same activity have in common, however they are spelt."""
        return self.on, self.kind, " ".join(self.focus.casefold().split())

    @property
    def hours_words(self) -> str:
        """ "3.5 hours"; empty where none are given."""
        return say_hours(self.hours)


@dataclass(frozen=True)
class Worked:
    """Hours of one kind of activity, for a service of this area ("" for none)."""

    kind: str
    area: str
    hours: Decimal
    count: int = 1


@dataclass(frozen=True)
class Totals:
    """Of a list of activities: how many, their hours, and the hours of teaching and learning among them."""

    count: int = 0
    hours: Decimal = Decimal(0)
    teaching: Decimal = Decimal(0)
    without_hours: int = 0

    @property
    def teaching_percent(self) -> int | None:
        """Share of the hours that is teaching and learning; None where no hours are logged."""
        return whole_percent(self.teaching, self.hours)


def is_teaching(kind: str, area: str = "") -> bool:
    """Whether an activity is teaching and learning, or the leadership of it, which is what partnerships are for.

    The service that it belongs to decides, if it has one: training in the new finance system is training, and finance.
    """
    if ServiceArea.has(area):
        return ServiceArea(area).is_teaching
    return ActivityKind.has(kind) and ActivityKind(kind).is_teaching


def totals_of(worked: Iterable[Worked], *, without_hours: int = 0) -> Totals:
    """Adds up what was worked."""
    rows = list(worked)
    return Totals(
        count=sum(each.count for each in rows),
        hours=sum((each.hours for each in rows), Decimal(0)),
        teaching=sum((each.hours for each in rows if is_teaching(each.kind, each.area)), Decimal(0)),
        without_hours=without_hours,
    )


def whole_percent(part: Decimal, whole: Decimal) -> int | None:
    """A share in whole percent; None of nothing. What is not quite all is never called 100."""
    if whole <= 0:
        return None
    share = int((100 * part / whole).to_integral_value(ROUND_HALF_UP))
    return min(share, 99) if part < whole else share


def days_of(hours: Decimal) -> Decimal:
    """Hours as days of 6.5 hours, to a tenth of a day."""
    return (hours / HOURS_A_DAY).quantize(Decimal("0.1"), ROUND_HALF_UP)


def say_number(number: Decimal | None) -> str:
    """ "3", "0.75", "1,240.5": without zeros that say nothing; empty for None."""
    if number is None:
        return ""
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def say_hours(hours: Decimal | None) -> str:
    """ "1 hour", "3.5 hours"; empty for None."""
    return "" if hours is None else f"{say_number(hours)} hour{'' if hours == 1 else 's'}"


def read_hours(text: str) -> Decimal | None:
    """Hours as people write them: "3", "1.5", "1,5", "1:30", "3 hours"; None for nothing. Raises ValueError."""
    words = text.strip().lower()
    if not words:
        return None
    clock, number = _CLOCK.fullmatch(words), _NUMBER.fullmatch(words)
    if clock and int(clock[2]) < 60:
        found = Decimal(clock[1]) + Decimal(clock[2]) / 60
    elif number:
        found = Decimal(number[1].replace(",", "."))
    else:
        raise ValueError(text)
    return found.quantize(Decimal("0.01"), ROUND_HALF_UP)


def activity_problems(entry: Entry, *, today: dt.date) -> list[Problem]:
    """What is wrong with an activity as it was entered."""
    problems = []
    if entry.on is None:
        problems.append(Problem("Enter the day of the activity.", about="on"))
    elif entry.on > today:
        problems.append(Problem("The day of an activity cannot be in the future.", about="on"))
    elif entry.on < FIRST_DAY:
        problems.append(Problem("Check the year of the activity.", about="on"))
    if not ActivityKind.has(entry.kind):
        kinds = ", ".join(kind.label for kind in ActivityKind)
        problems.append(Problem(f"Choose the kind of activity: {kinds}.", about="kind"))
    if not entry.focus.strip():
        problems.append(Problem("Enter the focus of the activity.", about="focus"))
    for name, most in LONGEST.items():
        if len(getattr(entry, name).strip()) > most:
            problems.append(Problem(f"Say {_CALLED[name]} in at most {most} characters.", about=name))
    if entry.hours is not None and not 0 <= entry.hours <= MOST_HOURS:
        problems.append(Problem(f"Enter the hours as a number from 0 to {MOST_HOURS}.", about="hours"))
    return problems
