from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.rules import dates
from partnerships.rules.words import Anchor, Route

TODAY = date(2027, 5, 10)
DAYS = st.dates(date(2000, 1, 1), date(2090, 1, 1))


@pytest.mark.parametrize(
    ("weeks", "days"),
    [("-2.5", -18), ("1.5", 10), ("0", 0), ("-78", -546), (" 4 ", 28), (Decimal("-3.5"), -25), ("0.5", 3)],
)
def test_weeks_become_whole_days_and_part_days_the_earlier_one(weeks, days):
    assert dates.days_from_weeks(weeks) == days


@pytest.mark.parametrize("weeks", ["", "soon", "NaN", "Infinity", "1,5", "1e99999999", "-1e9"])
def test_what_is_no_number_of_weeks_is_refused(weeks):
    with pytest.raises(ValueError, match="is not a number of weeks"):
        dates.days_from_weeks(weeks)


@given(st.integers(-5000, 5000))
def test_days_written_as_weeks_come_back_the_same(days):
    assert dates.days_from_weeks(dates.weeks_from_days(days)) == days


@given(st.integers(-200, 200))
def test_half_weeks_are_written_as_half_weeks(halves):
    weeks = Decimal(halves) / 2
    assert Decimal(dates.weeks_from_days(dates.days_from_weeks(weeks))) == weeks


@pytest.mark.parametrize(
    ("anchor", "days", "due"),
    [
        (date(2027, 9, 1), -84, date(2027, 6, 9)),
        (date(2027, 9, 1), 0, date(2027, 9, 1)),
        (date(2028, 3, 1), -1, date(2028, 2, 29)),
        (None, -84, None),
        (date(2027, 9, 1), None, None),
    ],
)
def test_due_date(anchor, days, due):
    assert dates.due_date(anchor, days) == due


@given(DAYS)
def test_the_first_of_a_month_is_in_that_month(day):
    first = dates.first_of_month(day)
    assert dates.is_first_of_month(first)
    assert (first.year, first.month) == (day.year, day.month)
    assert dates.is_first_of_month(day) == (day == first)


@pytest.mark.parametrize(
    ("due", "done", "late", "by"),
    [
        (TODAY, False, False, 0),
        (TODAY - timedelta(1), False, True, 1),
        (TODAY - timedelta(30), False, True, 30),
        (TODAY - timedelta(30), True, False, 0),
        (TODAY + timedelta(1), False, False, 0),
        (None, False, False, 0),
    ],
)
def test_lateness_begins_the_day_after_the_due_date(due, done, late, by):
    assert dates.is_late(due, TODAY, done=done) is late
    assert dates.days_late(due, TODAY, done=done) == by


@given(DAYS, DAYS, st.booleans())
def test_days_late_and_late_agree(due, today, done):
    assert (dates.days_late(due, today, done=done) > 0) == dates.is_late(due, today, done=done)


def test_days_until():
    assert dates.days_until(date(2027, 9, 1), date(2027, 8, 31)) == 1
    assert dates.days_until(date(2027, 9, 1), date(2027, 9, 2)) == -1
    assert dates.days_until(None, TODAY) is None


@pytest.mark.parametrize(
    ("days", "anchor", "route", "words"),
    [
        (-84, "joining", "voluntary", "12 weeks before conversion"),
        (-84, "joining", "order", "12 weeks before conversion"),
        (-84, "joining", "transfer", "12 weeks before transfer"),
        (-7, "joining", None, "1 week before joining"),
        (10, "joining", "voluntary", "10 days after conversion"),
        (1, "joining", "voluntary", "1 day after conversion"),
        (0, "joining", "transfer", "On the day of transfer"),
        (28, "partnership_start", "voluntary", "4 weeks after the partnership starts"),
        (-91, "partnership_end", None, "13 weeks before the partnership ends"),
        (0, "partnership_end", "order", "On the day the partnership ends"),
        (None, "joining", None, ""),
    ],
)
def test_an_offset_is_said_as_a_team_says_it(days, anchor, route, words):
    assert dates.say_offset(days, Anchor(anchor), route and Route(route)) == words


@pytest.mark.parametrize(
    "text",
    [
        *("2027-09", "09/2027", "9 2027", "2027-09-01", "01/09/2027", "2027 September"),
        *("Sep 2027", "sept 2027", "September 2027", "1 September 2027", " SEPTEMBER  2027 "),
    ],
)
def test_a_month_is_read_however_it_is_typed(text):
    assert dates.parse_month(text) == date(2027, 9, 1)


@pytest.mark.parametrize("text", ["", "  "])
def test_no_month_yet_is_an_answer(text):
    assert dates.parse_month(text) is None


@pytest.mark.parametrize(
    "text", ["13/2027", "September", "2027", "soon", "Se 2027", "09/27", "!", "1 2 3 4", "0 2027", "x y z"]
)
def test_what_is_no_month_is_refused_with_an_example(text):
    with pytest.raises(ValueError, match="for example September 2027"):
        dates.parse_month(text)


@pytest.mark.parametrize("text", ["15 September 2027", "2027-09-02", "31/08/2027"])
def test_another_day_than_the_first_is_refused(text):
    with pytest.raises(ValueError, match="first of a month"):
        dates.parse_month(text)


@given(st.text())
def test_any_text_is_a_month_or_a_plain_refusal(text):
    try:
        month = dates.parse_month(text)
    except ValueError as error:
        month, refusal = None, str(error)
    else:
        refusal = ""
    assert month is None or month.day == 1
    assert not refusal or "month" in refusal


@given(DAYS)
def test_a_month_printed_is_read_back(day):
    first = day.replace(day=1)
    assert dates.parse_month(f"{first:%B %Y}") == first
    assert dates.parse_month(f"{first:%Y-%m}") == first
