"""How many days of a window are school days: term dates, bank holidays and weekends; days only, no clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from partnerships.rules.holidays import say_school_year, school_year, school_year_span
from partnerships.rules.saying import all_of, counted
from partnerships.rules.working_days import Holiday, holiday_on, is_working_day

_DAY = timedelta(days=1)
# No window that anybody means is longer; a slip of the year would otherwise count for ever.
LONGEST_DAYS = 3 * 366
_FAR_DAYS = 3653


@dataclass(frozen=True)
class WindowDays:
    """The days from `first` to `last`, both included. Those of weekends and bank holidays in term time are the rest.

    `holiday` counts every day inside a school holiday. `not_listed` are the school years that the window touches for
    which no term dates are known, by the year in which they began: then `school` is at most so many.
    """

    first: date
    last: date
    calendar: int
    school: int
    holiday: int
    not_listed: tuple[int, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether term dates are known for the whole of it."""
        return not self.not_listed

    @property
    def other(self) -> int:
        """Weekends and bank holidays in term time."""
        return self.calendar - self.school - self.holiday

    @property
    def mostly_holiday(self) -> bool:
        """More than half of its days lie in school holidays, as far as term dates are known."""
        return self.holiday * 2 > self.calendar

    @property
    def gap_words(self) -> str:
        """That term dates are missing, and for when; empty where none are."""
        if self.is_known:
            return ""
        years = all_of([say_school_year(year) for year in self.not_listed])
        return f"No term dates are entered for {years}."

    @property
    def words(self) -> str:
        """ "42 days: 25 school days, 5 in school holidays, 12 at weekends or on bank holidays"."""
        school = counted(self.school, "school day") if self.is_known else self._at_most
        parts = [school, f"{self.holiday} in school holidays"]
        parts += [f"{self.other} at weekends or on bank holidays"] if self.other else []
        return f"{counted(self.calendar, 'day')}: {', '.join(parts)}"

    @property
    def _at_most(self) -> str:
        return f"at most {counted(self.school, 'school day')}"


def window_days(first: date, last: date, holidays: Sequence[Holiday]) -> WindowDays | None:
    """The window counted; None where it ends before it begins, or is too long to be meant.

    `holidays` are those in force for the school's local authority in the whole school years that the window touches:
    a year in which none begins counts as one for which nobody has entered term dates. Training days of single schools
    are in no list, so they count as school days.
    """
    span = (last - first).days + 1
    if not 1 <= span <= LONGEST_DAYS:
        return None
    days = [first + n * _DAY for n in range(span)]
    listed = {school_year(each.first) for each in holidays}
    years = range(school_year(first), school_year(last) + 1)
    return WindowDays(
        first=first,
        last=last,
        calendar=span,
        school=sum(is_school_day(day, holidays) for day in days),
        holiday=sum(holiday_on(day, holidays) is not None for day in days),
        not_listed=tuple(year for year in years if year not in listed),
    )


def is_school_day(day: date, holidays: Sequence[Holiday]) -> bool:
    """Monday to Friday, no bank holiday, in no school holiday."""
    return is_working_day(day) and holiday_on(day, holidays) is None


def day_with_school_days(first: date, wanted: int, holidays: Sequence[Holiday]) -> date | None:
    """The first day on which so many school days have passed since `first`, itself included; None within no year."""
    counted_so_far = 0
    for n in range(366):
        day = first + n * _DAY
        counted_so_far += is_school_day(day, holidays)
        if counted_so_far >= wanted:
            return day
    return None


def is_far(day: date, today: date) -> bool:
    """More than ten years away: a slip of the year, whatever is dated."""
    return abs((day - today).days) > _FAR_DAYS


def years_touched(first: date, last: date) -> tuple[date, date]:
    """The first and last day of the whole school years that a window touches: what has to be read for it."""
    return school_year_span(school_year(first))[0], school_year_span(school_year(last))[1]
