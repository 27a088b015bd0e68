from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.data import shipped_template
from partnerships.rules.calendar import NO_CALENDAR, Calendar, Due, due_of, say_moved, takes_deadline
from partnerships.rules.plan import Anchors, build_plan, effective_dependencies
from partnerships.rules.words import Anchor, DueBy, Route
from tests.rules.rows import row

ROWS = shipped_template()
MONTHS = [date(2026 + n // 12, n % 12 + 1, 1) for n in range(11, 11 + 24)]


@pytest.mark.parametrize(
    ("anchor", "days", "on", "by"),
    [
        (date(2027, 9, 1), -84, date(2027, 6, 9), None),
        (date(2027, 9, 1), -4, date(2027, 8, 27), DueBy.WORKING_DAY),  # a Saturday
        (date(2027, 9, 1), -2, date(2027, 8, 27), DueBy.WORKING_DAY),  # the bank holiday of 30 August
        (date(2027, 9, 1), 3, date(2027, 9, 6), DueBy.WORKING_DAY),  # a Saturday, after opening
        (date(2028, 4, 1), 14, date(2028, 4, 18), DueBy.WORKING_DAY),  # Easter Saturday, to the Tuesday after
        (date(2028, 1, 1), 0, date(2028, 1, 1), None),  # opening stays, also on a 1 January
        (date(2027, 8, 1), 0, date(2027, 8, 1), None),  # and on a Sunday
        (None, -84, None, None),
        (date(2027, 9, 1), None, None, None),
    ],
)
def test_due_dates_keep_to_working_days_before_and_after_opening(anchor, days, on, by):
    assert due_of("LEG-01", anchor, days, NO_CALENDAR) == Due(on, by)


@pytest.mark.parametrize("deadline", [date(2027, 6, 30), date(2027, 7, 3), date(2027, 8, 30)])
def test_a_deadline_goes_before_the_plans_own_day_and_never_moves(deadline):
    calendar = Calendar({"LEG-18": deadline})
    assert due_of("LEG-18", date(2027, 9, 1), -28, calendar) == Due(deadline, DueBy.DEADLINE)
    assert due_of("LEG-17", date(2027, 9, 1), -28, calendar) == Due(date(2027, 8, 4))


def test_a_deadline_is_for_the_first_time_of_what_repeats():
    review = row("PAR-05", anchor=Anchor.PARTNERSHIP_START, days=dict.fromkeys(Route, 91), repeat_days=91)
    anchors = Anchors(None, date(2026, 9, 1), date(2027, 8, 31))
    plan = build_plan([review], Route.ORDER, {}, anchors, Calendar({"PAR-05": date(2026, 11, 29)}))
    assert [(each.due, each.due_by) for each in plan] == [
        (date(2026, 11, 29), DueBy.DEADLINE),
        (date(2027, 3, 2), None),
        (date(2027, 6, 1), None),
    ]


def test_without_a_route_a_deadline_dates_nothing():
    plan = build_plan(
        [row("EXP-01")], None, {}, Anchors(date(2027, 9, 1)), Calendar({"EXP-01": date(2027, 5, 1)})
    )
    assert [(each.due, each.due_by) for each in plan] == [(None, None)]


@pytest.mark.parametrize("route", list(Route))
@pytest.mark.parametrize("month", MONTHS)
def test_nothing_is_due_before_what_it_waits_for_in_any_route_and_month(route, month):
    plan = build_plan(ROWS, route, {}, Anchors(month))
    due = {each.code: each.due for each in plan if each.due is not None}
    waits = effective_dependencies({each.code: each.depends_on for each in plan}, set())
    early = [
        (code, before)
        for code, befores in waits.items()
        for before in befores
        if code in due and before in due and due[code] < due[before]
    ]
    assert early == []
    assert due["OPN-01"] == month
    assert len(due) > 60


@given(st.sampled_from(MONTHS), st.integers(-600, 400), st.integers(-600, 400))
def test_moving_to_working_days_keeps_the_order_of_a_plan(month, one, other):
    first, last = (due_of("X", month, days, NO_CALENDAR).on for days in sorted((one, other)))
    assert first <= last


@given(st.sampled_from(MONTHS), st.integers(-600, 400))
def test_what_is_due_before_opening_is_not_moved_past_it_and_the_other_way_round(month, days):
    due = due_of("X", month, days, NO_CALENDAR)
    place = month + timedelta(days=days)
    assert (due.on <= place) if days < 0 else (due.on >= place)
    assert (due.by is DueBy.WORKING_DAY) == (due.on != place)


def test_what_was_moved_says_from_where():
    assert say_moved(date(2025, 9, 1), -121) == "moved from Saturday 3 May"
    assert say_moved(None, -121) == ""


def test_dfe_sets_deadlines_for_what_counts_from_the_joining_date():
    assert takes_deadline(Anchor.JOINING, {Route.ORDER: -28})
    assert not takes_deadline(Anchor.JOINING, dict.fromkeys(Route, 0))
    assert not takes_deadline(Anchor.PARTNERSHIP_START, {Route.ORDER: -28})
