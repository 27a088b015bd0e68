from datetime import date

import pytest

from partnerships.rules.holidays import (
    holiday_problems,
    in_force,
    list_problems,
    next_years,
    say_school_year,
    school_year,
    school_year_span,
)
from partnerships.rules.working_days import Holiday

AUTUMN = Holiday("October half term", date(2027, 10, 25), date(2027, 10, 29))
CHRISTMAS = Holiday("Christmas holiday", date(2027, 12, 20), date(2028, 1, 3))
SUMMER = Holiday("Summer holiday", date(2027, 7, 22), date(2027, 8, 31))


@pytest.mark.parametrize(
    ("day", "year"), [(date(2027, 8, 31), 2026), (date(2027, 9, 1), 2027), (date(2028, 1, 1), 2027)]
)
def test_a_school_year_begins_in_september(day, year):
    assert school_year(day) == year
    first, last = school_year_span(year)
    assert first <= day <= last
    assert say_school_year(2027) == "2027 to 2028"


def test_an_authoritys_own_list_goes_before_the_shared_one_in_its_school_years():
    own = [Holiday("Autumn break", date(2027, 10, 18), date(2027, 10, 29))]
    assert in_force(own, [AUTUMN, CHRISTMAS, SUMMER]) == [SUMMER, *own]
    assert in_force([], [CHRISTMAS, AUTUMN]) == [AUTUMN, CHRISTMAS]


@pytest.mark.parametrize(
    ("holiday", "said"),
    [
        (Holiday("", date(2027, 1, 4), date(2027, 1, 5)), ["Enter the holiday's name."]),
        (Holiday("A", date(2027, 1, 5), date(2027, 1, 4)), ["The last day must be on or after the first."]),
        (
            Holiday("A", date(2027, 1, 5), date(2027, 4, 5)),
            ["A school holiday is shorter than 10 weeks. Check the two days."],
        ),
        (
            Holiday("Autumn break", date(2027, 10, 29), date(2027, 11, 1)),
            [
                "“Autumn break” (29 October 2027 to 1 November 2027) overlaps “October half term” "
                "(25 October 2027 to 29 October 2027). Change one of them."
            ],
        ),
        (Holiday("A", date(2027, 10, 30), date(2027, 10, 31)), []),
    ],
)
def test_what_is_wrong_with_a_holiday_is_said_with_names(holiday, said):
    assert holiday_problems(holiday, [AUTUMN, CHRISTMAS]) == said


def test_a_list_names_every_pair_that_overlaps():
    other = Holiday("Winter break", date(2028, 1, 3), date(2028, 1, 7))
    (said,) = list_problems([other, AUTUMN, CHRISTMAS])
    assert "Winter break" in said
    assert "Christmas holiday" in said
    assert list_problems([AUTUMN, CHRISTMAS, SUMMER]) == []


def test_next_years_holidays_begin_on_the_same_day_of_the_week():
    (later,) = next_years([SUMMER])
    assert (later.first, later.last) == (date(2028, 7, 20), date(2028, 8, 29))
    assert later.first.weekday() == SUMMER.first.weekday()
