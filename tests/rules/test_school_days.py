"""A window in calendar days, school days and holidays, and what is said where term dates are missing."""

from datetime import date

import pytest

from partnerships.rules.school_days import (
    LONGEST_DAYS,
    day_with_school_days,
    is_far,
    is_school_day,
    window_days,
    years_touched,
)
from partnerships.rules.working_days import Holiday

AUTUMN = Holiday("October half term", date(2026, 10, 26), date(2026, 10, 30))
CHRISTMAS = Holiday("Christmas holiday", date(2026, 12, 21), date(2027, 1, 1))
EASTER = Holiday("Easter holiday", date(2027, 3, 25), date(2027, 4, 9))
SUMMER = Holiday("Summer holiday", date(2027, 7, 22), date(2027, 9, 1))
YEAR = (AUTUMN, CHRISTMAS, EASTER, SUMMER)


@pytest.mark.parametrize(
    ("first", "last", "calendar", "school", "holiday", "other"),
    [
        # Two plain weeks of term.
        (date(2026, 11, 2), date(2026, 11, 15), 14, 10, 0, 4),
        # One day, a Monday; one day, a Sunday.
        (date(2026, 11, 2), date(2026, 11, 2), 1, 1, 0, 0),
        (date(2026, 11, 8), date(2026, 11, 8), 1, 0, 0, 1),
        # Across half term: its five days only, the weekends about it are not in the list.
        (date(2026, 10, 19), date(2026, 11, 8), 21, 10, 5, 6),
        # A bank holiday in term time is no school day: 3 May 2027 is the early May bank holiday.
        (date(2027, 5, 3), date(2027, 5, 7), 5, 4, 0, 1),
        # Bank holidays inside a school holiday count once.
        (date(2026, 12, 21), date(2027, 1, 1), 12, 0, 12, 0),
    ],
)
def test_days_are_counted_once_each(first, last, calendar, school, holiday, other):
    days = window_days(first, last, YEAR)
    assert (days.calendar, days.school, days.holiday, days.other) == (calendar, school, holiday, other)
    assert days.is_known


@pytest.mark.parametrize(
    ("first", "last", "mostly"),
    [
        (date(2026, 12, 14), date(2027, 1, 6), False),  # 12 of 24
        (date(2026, 12, 15), date(2027, 1, 6), True),  # 12 of 23
        (date(2026, 11, 2), date(2026, 11, 30), False),
    ],
)
def test_mostly_in_holidays_is_more_than_half(first, last, mostly):
    assert window_days(first, last, YEAR).mostly_holiday is mostly


def test_what_is_not_entered_is_said_by_school_year():
    days = window_days(date(2027, 7, 1), date(2027, 9, 30), ())
    assert days.not_listed == (2026, 2027)
    assert days.gap_words == "No term dates are entered for 2026 to 2027 and 2027 to 2028."
    assert days.words.startswith("92 days: at most ")
    # The summer holiday belongs to the school year in which it begins.
    assert window_days(date(2027, 7, 1), date(2027, 9, 30), YEAR).not_listed == (2027,)


def test_the_days_in_words():
    days = window_days(date(2026, 10, 19), date(2026, 11, 8), YEAR)
    assert days.words == "21 days: 10 school days, 5 in school holidays, 6 at weekends or on bank holidays"
    assert days.gap_words == ""
    assert window_days(date(2026, 11, 2), date(2026, 11, 2), YEAR).words == (
        "1 day: 1 school day, 0 in school holidays"
    )


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 11, 3), date(2026, 11, 2)),
        (date(2026, 1, 1), date(2126, 1, 1)),
    ],
)
def test_a_window_that_nobody_means_is_not_counted(first, last):
    assert window_days(first, last, YEAR) is None
    assert LONGEST_DAYS > 3 * 365


@pytest.mark.parametrize(
    ("first", "wanted", "day"),
    [
        (date(2026, 11, 2), 1, date(2026, 11, 2)),
        (date(2026, 11, 7), 1, date(2026, 11, 9)),
        (date(2026, 11, 2), 20, date(2026, 11, 27)),
        (date(2026, 10, 19), 6, date(2026, 11, 2)),
    ],
)
def test_the_day_on_which_enough_school_days_have_passed(first, wanted, day):
    assert day_with_school_days(first, wanted, YEAR) == day


def test_within_a_year_of_holidays_there_is_no_such_day():
    endless = [Holiday("Closed", date(2026, 1, 1), date(2030, 1, 1))]
    assert day_with_school_days(date(2026, 11, 2), 1, endless) is None


def test_a_school_day():
    assert is_school_day(date(2026, 11, 2), YEAR)
    assert not is_school_day(date(2026, 10, 26), YEAR)
    assert not is_school_day(date(2026, 12, 25), ())


def test_whole_school_years_are_read():
    assert years_touched(date(2027, 7, 1), date(2027, 9, 30)) == (date(2026, 9, 1), date(2028, 8, 31))


@pytest.mark.parametrize(
    ("day", "far"),
    [
        (date(2036, 11, 2), False),
        (date(2037, 1, 1), True),
        (date(1926, 11, 2), True),
        (date(2016, 12, 1), False),
    ],
)
def test_ten_years_away_is_a_slip_of_the_year(day, far):
    assert is_far(day, date(2026, 11, 2)) is far
