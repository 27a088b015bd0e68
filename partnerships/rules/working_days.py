"""Working days in England and school holidays; days only, no clock."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from holidays import country_holidays

from partnerships.rules.saying import lower_first

_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True)
class Holiday:
    """A school holiday with its name ("Summer holiday"), from its first to its last day, both included."""

    name: str
    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@cache
def bank_holidays(year: int) -> Mapping[date, str]:
    """England's bank holidays of a year by day, substitute days included.

    Source: Banking and Financial Dealings Act 1971 and royal proclamations, as the `holidays` package keeps them. A
    single extra day, such as a coronation, is known once the package is updated.
    """
    return dict(country_holidays("GB", subdiv="ENG", years=year, language="en_GB").items())


def is_working_day(day: date) -> bool:
    """Whether offices in England work: Monday to Friday, no bank holiday."""
    return day.weekday() < _SATURDAY and day not in bank_holidays(day.year)


def working_day_until(day: date) -> date:
    """This day if it is a working day, else the working day before."""
    while not is_working_day(day):
        day -= _DAY
    return day


def working_day_from(day: date) -> date:
    """This day if it is a working day, else the working day after."""
    while not is_working_day(day):
        day += _DAY
    return day


def working_days_between(first: date, last: date) -> int:
    """How many working days there are from the first to the last day, both included; 0 when the last comes first."""
    return sum(is_working_day(day) for day in _days(first, last))


def holiday_on(day: date | None, holidays: Iterable[Holiday]) -> Holiday | None:
    """The school holiday in which this day falls, or None."""
    return None if day is None else next((holiday for holiday in holidays if day in holiday), None)


def say_holiday(holiday: Holiday) -> str:
    """ "in the summer holiday": the holiday's name inside a sentence."""
    name = holiday.name.strip()
    # Months and feasts keep their capital.
    common = name.split(" ", 1)[0].lower() in ("spring", "summer", "autumn", "winter", "half", "mid-term")
    return f"in the {lower_first(name) if common else name}"


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))
