"""What a text says of time, before the year and the day that it leaves open are known."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from partnerships.rules.saying import MONTHS, WEEKDAYS, say_day, say_month

_NAMES = re.compile(r"\b[a-z]{3,}")
_CAPITAL = {name[:3].lower() for name in (*MONTHS, *WEEKDAYS)} | {"aut", "spr", "sum"}


@dataclass(frozen=True)
class When:
    """One of `day`, `yearless`, `month`, `month_numbers`, `among` and `wrong` is there."""

    # As it is written, in small letters.
    said: str = ""
    day: date | None = None
    # A month and day without a year.
    yearless: tuple[int, int] | None = None
    # A whole month, as its first day.
    month: date | None = None
    # A month, or the months of a term, of which the year is not said.
    month_numbers: tuple[int, ...] = ()
    # Firsts of months of which only one is meant; with `days`, days.
    among: tuple[date, ...] = ()
    days: bool = False
    # "early", "mid", "late" or "end" of the month.
    part: str = ""
    # The day stands for its week.
    week: bool = False
    # Day and month are read the other way round than in the other cells, since otherwise it would be no day.
    turned: bool = False
    # Why it is none, as a clause: "“30 February 2027” is no day".
    wrong: str = ""

    @property
    def why_wrong(self) -> str:
        """Why it is none, as a sentence without its full stop."""
        words = with_capitals(self.wrong)
        return words[:1].upper() + words[1:]

    @property
    def is_day(self) -> bool:
        return self.day is not None or self.yearless is not None

    @property
    def written(self) -> str:
        """As it is written, with capitals where names have them."""
        return with_capitals(self.said)

    def on_day(self, day: int) -> When:
        """The same month with another day; nothing of a text that is no day."""
        try:
            if self.day is not None:
                return When(day=self.day.replace(day=day))
        except ValueError:
            return When(wrong=f"{day} {say_month(self.day)} is no day" if self.day else "")
        return When(yearless=(self.yearless[0], day)) if self.yearless else When()

    def settled(self, *, near: date, latest: date | None = None) -> When:
        """With the year nearest to `near` for a day that has none, not after `latest`; of a week its Monday."""
        when = self
        if when.yearless is not None:
            days = _days_of(*when.yearless, near)
            days = [each for each in days if latest is None or each <= latest]
            if not days:
                return replace(when, yearless=None, wrong=f"“{when.written}” is no day")
            when = replace(when, day=min(days, key=lambda each: (abs(each - near), near - each)))
        if when.week and when.day is not None:
            when = replace(when, day=when.day - timedelta(days=when.day.weekday()))
        return when

    def months(self, today: date) -> tuple[date, ...]:
        """The firsts of the months that may be meant: one, several, or none."""
        if self.month is not None:
            return (self.month,)
        if self.day is not None:
            return (self.day.replace(day=1),)
        if self.month_numbers:
            return _coming(self.month_numbers, today)
        numbers = (self.yearless[0],) if self.yearless else ()
        return _coming(numbers, today) or tuple(dict.fromkeys(each.replace(day=1) for each in self.among))

    def how_taken(self, day: date) -> str:
        """What was taken for granted for this day to be meant, as a sentence; empty for nothing."""
        if self.week:
            return f"“{self.written}” is taken as {WEEKDAYS[day.weekday()]} {say_day(day)}."
        if self.yearless is not None or self.turned:
            return f"“{self.written}” is taken as {say_day(day)}."
        if self.month is not None:
            return f"“{self.written}” is taken as {say_day(day)}, the last day of the month."
        return ""


def either(one: When, other: When) -> When | None:
    """Two days, or two months, of which only one can be meant; None where one is a day and the other is not."""
    if one.wrong or other.wrong or one.is_day != other.is_day:
        return None
    if one.is_day:
        if other.day is None:
            return When(wrong="there are two days in it")
        first = one.day or _with_year(one.yearless, other.day.year)
        return When(among=(first, other.day), days=True) if first else None
    if other.month_numbers:
        return When(wrong="there are two months in it")
    later = (other.month,) if other.month else other.among
    sooner = (one.month,) if one.month else one.among
    if one.month_numbers:
        year = later[0].year
        sooner = tuple(date(year - (number > later[0].month), number, 1) for number in one.month_numbers)
    return When(among=tuple(dict.fromkeys((*sooner, *later))))


def end_of_month(month: date) -> date:
    """The last day of this day's month."""
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def with_capitals(words: str) -> str:
    """A text in small letters, with capitals for months, weekdays and terms."""
    return _NAMES.sub(lambda found: _capital(found[0]), words)


def _coming(numbers: tuple[int, ...], today: date) -> tuple[date, ...]:
    """Months of these numbers, in the year that they come next and the year after."""
    first = today.year + (bool(numbers) and max(numbers) < today.month)
    return tuple(date(first + more, number, 1) for more in (0, 1) for number in numbers)


def _days_of(month: int, day: int, near: date) -> list[date]:
    found = (_with_year((month, day), year) for year in range(near.year - 4, near.year + 5))
    return [each for each in found if each is not None]


def _with_year(month_and_day: tuple[int, int] | None, year: int) -> date | None:
    try:
        return date(year, *month_and_day) if month_and_day else None
    except ValueError:
        return None


def _capital(name: str) -> str:
    return name.capitalize() if name[:3] in _CAPITAL else name
