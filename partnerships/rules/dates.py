"""Date arithmetic of plans: whole days, no clock ("today" is an argument); working days are in `working_days`."""

import math
import re
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from partnerships.rules.saying import MONTHS, counted
from partnerships.rules.words import Anchor, Route

# A number with thousands of digits takes memory, and in the end fails; no plan has a million weeks.
_MOST_DIGITS_OF_WEEKS = 5


def days_from_weeks(weeks: Decimal | str) -> int:
    """Weeks as whole days; part of a day rounds to the earlier day (-2.5 is -18, 1.5 is 10).

    Raises ValueError when the text is not a number of weeks.
    """
    try:
        value = Decimal(str(weeks).strip())
    except InvalidOperation as error:
        raise ValueError(f"“{weeks}” is not a number of weeks.") from error
    if not value.is_finite() or value.adjusted() > _MOST_DIGITS_OF_WEEKS:
        raise ValueError(f"“{weeks}” is not a number of weeks.")
    return math.floor(value * 7)


def weeks_from_days(days: int) -> str:
    """The shortest number of weeks that `days_from_weeks` turns into these days (-18 is "-2.5")."""
    for places in (0, 1, 2):
        scale = 10**places
        weeks = Decimal(-((-days * scale) // 7)) / scale
        if days_from_weeks(weeks) == days:
            return f"{weeks:f}"
    raise AssertionError("two decimals of a week are finer than a day")


def due_date(anchor_date: date | None, days: int | None) -> date | None:
    """The day that lies `days` from the anchor; None when either is not known."""
    if anchor_date is None or days is None:
        return None
    return anchor_date + timedelta(days=days)


def first_of_month(day: date) -> date:
    """The first day of this day's month."""
    return day.replace(day=1)


def next_month(day: date) -> date:
    """The first day of the month after this day's."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def months_between(was: date, now: date) -> int:
    """Whole months from one first of a month to another; negative when `now` comes first."""
    return (now.year - was.year) * 12 + now.month - was.month


def is_first_of_month(day: date) -> bool:
    """Whether a school may join on this day: always the first of a month (DfE)."""
    return day.day == 1


def is_late(due: date | None, today: date, *, done: bool = False) -> bool:
    """Late from the day after the due date; nothing undated or done is late."""
    return not done and due is not None and due < today


def days_late(due: date | None, today: date, *, done: bool = False) -> int:
    """Whole days since the due date; 0 when not late."""
    if due is None or not is_late(due, today, done=done):
        return 0
    return (today - due).days


def days_until(day: date | None, today: date) -> int | None:
    """Whole days from today; negative when past, None without a date."""
    return None if day is None else (day - today).days


def say_days(days: int) -> str:
    """A length of time in words: "12 weeks", "1 week", "18 days". The sign is left out."""
    size = abs(days)
    if size and size % 7 == 0:
        return counted(size // 7, "week")
    return counted(size, "day")


def say_offset(days: int | None, anchor: Anchor, route: Route | None) -> str:
    """Where a milestone stands in the plan: "12 weeks before conversion"; empty when it has no place."""
    if days is None:
        return ""
    event = _event(anchor, route)
    if days == 0:
        return f"On the day {event[1]}"
    return f"{say_days(days)} {'before' if days < 0 else 'after'} {event[0]}"


def parse_month(text: str) -> date | None:
    """The first day of a month typed as "2027-09", "9/2027", "Sep 2027" or "1 September 2027".

    None for an empty text. Raises ValueError, with a sentence for the user, when it is no month
    or names another day than the first.
    """
    words = re.findall(r"[a-z]+|\d+", text.lower())
    if not text.strip():
        return None
    if len(words) == 3:
        words = _without_first_day(words)
    found = _month_and_year(words)
    if found is None:
        raise ValueError("Enter a month and a year, for example September 2027.")
    month, year = found
    return date(year, month, 1)


def _event(anchor: Anchor, route: Route | None) -> tuple[str, str]:
    if anchor is Anchor.PARTNERSHIP_START:
        return "the partnership starts", "the partnership starts"
    if anchor is Anchor.PARTNERSHIP_END:
        return "the partnership ends", "the partnership ends"
    if route is None:
        return "joining", "of joining"
    return route.event, f"of {route.event}"


def _without_first_day(words: list[str]) -> list[str]:
    day_last = len(words[0]) == 4
    day, rest = (words[2], words[:2]) if day_last else (words[0], words[1:])
    if day.isdigit() and int(day) != 1:
        raise ValueError("A school joins on the first of a month. Enter the month and the year only.")
    return rest


def _month_and_year(words: list[str]) -> tuple[int, int] | None:
    if len(words) != 2:
        return None
    month, year = words if len(words[1]) == 4 else reversed(words)
    number = int(month) if month.isdigit() else _month_named(month)
    if not (year.isdigit() and 1 <= number <= 12 and 1990 <= int(year) <= 2100):
        return None
    return number, int(year)


def _month_named(word: str) -> int:
    """1 to 12 from a name or its first three or more letters; 0 when it is none."""
    if len(word) < 3:
        return 0
    return next((n for n, name in enumerate(MONTHS, 1) if name.lower().startswith(word)), 0)
