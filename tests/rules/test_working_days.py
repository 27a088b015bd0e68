from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.rules.working_days import (
    Holiday,
    bank_holidays,
    holiday_on,
    is_working_day,
    say_holiday,
    working_day_from,
    working_day_until,
    working_days_between,
)

DAYS = st.dates(date(2024, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("day", "name"),
    [
        # As gov.uk/bank-holidays lists them for England and Wales.
        (date(2026, 4, 3), "Good Friday"),
        (date(2026, 12, 28), "Boxing Day (observed)"),
        (date(2027, 12, 27), "Christmas Day (observed)"),
        (date(2027, 12, 28), "Boxing Day (observed)"),
        (date(2028, 1, 3), "New Year's Day (observed)"),
        (date(2028, 4, 17), "Easter Monday"),
    ],
)
def test_bank_holidays_of_england_with_their_substitute_days(day, name):
    assert bank_holidays(day.year)[day] == name
    assert not is_working_day(day)


def test_every_year_has_eight_bank_holidays_on_weekdays():
    for year in range(2026, 2041):
        assert sum(day.weekday() < 5 for day in bank_holidays(year)) == 8, year


@pytest.mark.parametrize("day", [date(2028, 1, 2), date(2027, 11, 30), date(2027, 3, 17), date(2027, 7, 12)])
def test_what_scotland_or_northern_ireland_keep_is_no_holiday_in_england(day):
    assert day not in bank_holidays(day.year)


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [
        (date(2027, 9, 1), date(2027, 9, 1), date(2027, 9, 1)),
        (date(2027, 5, 1), date(2027, 4, 30), date(2027, 5, 4)),  # Saturday before the bank holiday of 3 May
        (date(2027, 3, 28), date(2027, 3, 25), date(2027, 3, 30)),  # Easter Sunday
        (date(2027, 12, 26), date(2027, 12, 24), date(2027, 12, 29)),
        (date(2028, 1, 1), date(2027, 12, 31), date(2028, 1, 4)),  # over the turn of the year
    ],
)
def test_the_working_day_before_and_after(day, before, after):
    assert (working_day_until(day), working_day_from(day)) == (before, after)


@given(DAYS)
def test_a_day_is_moved_to_the_nearest_working_day_on_that_side(day):
    until, later = working_day_until(day), working_day_from(day)
    assert until <= day <= later
    assert is_working_day(until)
    assert is_working_day(later)
    assert working_days_between(until, later) == (1 if is_working_day(day) else 2)


@given(DAYS, DAYS)
def test_moving_keeps_the_order_of_days(one, other):
    first, last = sorted((one, other))
    assert working_day_until(first) <= working_day_until(last)
    assert working_day_from(first) <= working_day_from(last)


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (date(2027, 9, 6), date(2027, 9, 10), 5),
        (date(2027, 9, 4), date(2027, 9, 5), 0),
        (date(2027, 12, 24), date(2028, 1, 4), 5),
        (date(2027, 9, 10), date(2027, 9, 6), 0),
        (date(2027, 9, 6), date(2027, 9, 6), 1),
    ],
)
def test_working_days_between_count_both_ends(first, last, days):
    assert working_days_between(first, last) == days


def test_both_ends_belong_to_a_holiday():
    summer = Holiday("Summer holiday", date(2027, 7, 22), date(2027, 8, 31))
    days = [summer.first - timedelta(days=1), summer.first, summer.last, summer.last + timedelta(days=1)]
    assert [holiday_on(day, [summer]) for day in days] == [None, summer, summer, None]
    assert holiday_on(None, [summer]) is None


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Summer holiday", "in the summer holiday"),
        ("Christmas holiday", "in the Christmas holiday"),
        ("October half term", "in the October half term"),
        ("INSET week", "in the INSET week"),
    ],
)
def test_a_holiday_inside_a_sentence(name, said):
    assert say_holiday(Holiday(name, date(2027, 7, 22), date(2027, 8, 31))) == said
