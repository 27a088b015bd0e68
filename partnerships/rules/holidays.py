"""School holidays: which list holds for a local authority, what a list must not have, and last year's for next year."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise

from partnerships.rules.saying import say_day
from partnerships.rules.working_days import Holiday

# A school year begins on 1 September in England (Education Act 1996, section 579: the school year).
_SEPTEMBER = 9
# Whole weeks, so that a holiday that begins on a Monday begins on a Monday again.
_A_YEAR = timedelta(weeks=52)
LONGEST_DAYS = 70


def school_year(day: date) -> int:
    """The calendar year in which this day's school year began: 2026 for 1 September 2026 to 31 August 2027."""
    return day.year if day.month >= _SEPTEMBER else day.year - 1


def school_year_span(year: int) -> tuple[date, date]:
    """The first and the last day of the school year that began in this calendar year."""
    return date(year, _SEPTEMBER, 1), date(year + 1, _SEPTEMBER, 1) - timedelta(days=1)


def say_school_year(year: int) -> str:
    """ "2026 to 2027"."""
    return f"{year} to {year + 1}"


def in_force(own: Iterable[Holiday], shared: Iterable[Holiday]) -> list[Holiday]:
    """The holidays of an authority, by day: its own list in the school years for which it has one, else the shared."""
    mine = list(own)
    listed = {school_year(each.first) for each in mine}
    rest = [each for each in shared if school_year(each.first) not in listed]
    return sorted([*mine, *rest], key=lambda each: each.first)


def holiday_problems(holiday: Holiday, others: Iterable[Holiday]) -> list[str]:
    """What is wrong with a holiday beside the others of the same list, in sentences."""
    problems = []
    if not holiday.name.strip():
        problems.append("Enter the holiday's name.")
    if holiday.last < holiday.first:
        problems.append("The last day must be on or after the first.")
    elif (holiday.last - holiday.first).days >= LONGEST_DAYS:
        problems.append(f"A school holiday is shorter than {LONGEST_DAYS // 7} weeks. Check the two days.")
    return problems + [
        _overlap(holiday, other)
        for other in others
        if other.first <= holiday.last and holiday.first <= other.last
    ]


def list_problems(holidays: Sequence[Holiday]) -> list[str]:
    """What is wrong with a whole list: each pair that overlaps, by name."""
    ordered = sorted(holidays, key=lambda each: each.first)
    return [_overlap(later, before) for before, later in pairwise(ordered) if later.first <= before.last]


def next_years(holidays: Iterable[Holiday]) -> list[Holiday]:
    """Last year's holidays as a first guess at next year's: 52 weeks later, on the same days of the week."""
    return [Holiday(each.name, each.first + _A_YEAR, each.last + _A_YEAR) for each in holidays]


def _overlap(one: Holiday, other: Holiday) -> str:
    return (
        f"“{one.name}” ({say_day(one.first)} to {say_day(one.last)}) overlaps “{other.name}” "
        f"({say_day(other.first)} to {say_day(other.last)}). Change one of them."
    )
