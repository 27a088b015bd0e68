from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.data import shipped_template
from partnerships.rules.plan import (
    Anchors,
    Dependency,
    build_plan,
    effective_dependencies,
    in_plan,
)
from partnerships.rules.words import Anchor, Route
from partnerships.rules.working_days import working_day_from
from tests.rules.rows import row

JOINING = Anchors(joining=date(2027, 9, 1))
ROWS = shipped_template()
REVIEW = row(
    "PAR-05", anchor=Anchor.PARTNERSHIP_START, days=dict.fromkeys(Route, 91), repeat_days=91
)  # fmt: skip


def planned(rows, route=Route.VOLUNTARY, answers=None, anchors=JOINING):
    return build_plan(rows, route, answers or {}, anchors)


def codes(plan):
    return [milestone.code for milestone in plan]


def test_a_plan_has_the_rows_of_its_route_in_the_templates_order():
    rows = [
        row("OPN-01", position=3),
        row("LEG-01", position=2, days={Route.TRANSFER: -7}),
        row("EXP-01", position=1, days={Route.VOLUNTARY: -70, Route.ORDER: -7}),
    ]
    assert codes(planned(rows)) == ["EXP-01", "OPN-01"]
    assert codes(planned(rows, Route.TRANSFER)) == ["LEG-01", "OPN-01"]


def test_due_dates_are_counted_from_each_rows_own_anchor():
    anchors = Anchors(date(2027, 9, 1), date(2026, 9, 1), date(2027, 6, 30))
    rows = [
        row("LEG-01", days={Route.VOLUNTARY: -84}),
        row("PAR-01", anchor=Anchor.PARTNERSHIP_START, days={Route.VOLUNTARY: -42}),
        row("PAR-08", anchor=Anchor.PARTNERSHIP_END, days={Route.VOLUNTARY: 0}),
    ]
    assert [milestone.due for milestone in planned(rows, anchors=anchors)] == [
        date(2027, 6, 9),
        date(2026, 7, 21),
        date(2027, 6, 30),
    ]


@pytest.mark.parametrize("route", list(Route))
def test_without_dates_the_whole_plan_is_there_undated(route):
    plan = build_plan(ROWS, route, {}, Anchors())
    assert len(plan) == sum(route in each.days for each in ROWS)
    assert {milestone.due for milestone in plan} == {None}
    assert all(milestone.days is not None for milestone in plan)


def test_without_a_route_there_are_the_explore_rows_without_dates():
    plan = build_plan(ROWS, None, {}, JOINING)
    assert codes(plan) == [f"EXP-0{number}" for number in range(1, 10)]
    assert all(milestone.due is None and milestone.days is None for milestone in plan)
    assert {milestone.code: milestone.depends_on for milestone in plan}["EXP-05"] == ("EXP-07",)


def test_without_a_route_only_what_all_routes_agree_on_is_decided():
    one = row("EXP-01", conditions={Route.TRANSFER: {"fact": "church"}})
    (milestone,) = planned([one], None)
    assert (milestone.verdict.applies, milestone.verdict.ask) == ("unknown", ("church",))
    (milestone,) = planned([one], None, {"church": "yes"})
    assert milestone.verdict.applies == "yes"
    (milestone,) = planned([one], None, {"church": "no"})
    assert milestone.verdict.applies == "unknown"


def test_a_row_of_no_route_yet_simply_applies_in_explore():
    (milestone,) = planned([row("EXP-01", days={})], None)
    assert milestone.verdict.applies == "yes"


def test_rows_that_do_not_apply_stay_in_the_plan_with_their_reason():
    (milestone,) = planned(
        [row("LEG-09", conditions={Route.VOLUNTARY: {"fact": "pfi"}})], answers={"pfi": "no"}
    )
    assert (milestone.verdict.applies, milestone.verdict.because) == ("no", ("pfi",))


@pytest.mark.parametrize(
    ("end", "due"),
    [
        (None, [date(2026, 12, 1)]),
        (date(2027, 8, 31), [date(2026, 12, 1), date(2027, 3, 2), date(2027, 6, 1)]),
        (date(2027, 6, 2), [date(2026, 12, 1), date(2027, 3, 2), date(2027, 6, 1)]),
        (date(2027, 6, 1), [date(2026, 12, 1), date(2027, 3, 2)]),
        (date(2026, 10, 1), [date(2026, 12, 1)]),
    ],
)
def test_termly_reviews_repeat_until_the_partnership_ends(end, due):
    plan = planned([REVIEW], anchors=Anchors(None, date(2026, 9, 1), end))
    assert [milestone.due for milestone in plan] == due
    assert [milestone.occurrence for milestone in plan] == list(range(1, len(due) + 1))
    assert len({milestone.title for milestone in plan}) == len(due)


@pytest.mark.parametrize(("end", "times"), [(date(2027, 3, 8), 1), (date(2027, 3, 9), 2)])
def test_a_review_that_a_weekend_moves_to_the_end_falls_away(end, times):
    # The second falls on Saturday 6 March and is moved to Monday 8 March.
    assert len(planned([REVIEW], anchors=Anchors(None, date(2026, 9, 5), end))) == times


@given(st.integers(1, 1500))
def test_no_review_after_the_first_falls_on_or_after_the_end(length):
    start = date(2026, 9, 1)
    end = start + timedelta(days=length)
    plan = planned([REVIEW], anchors=Anchors(None, start, end))
    assert all(milestone.due < end for milestone in plan[1:])
    assert working_day_from(plan[-1].due + timedelta(days=91)) >= end


def test_dependencies_outside_the_route_are_dropped():
    rows = [
        row("EXP-01", days={Route.ORDER: 0}),
        row("EXP-02"),
        row(
            "CON-01",
            "EXP-01",
            depends_on=(Dependency("EXP-01"), Dependency("EXP-02", frozenset({Route.ORDER, Route.TRANSFER}))),
        ),
    ]
    waits = {route: planned(rows, route)[-1].depends_on for route in Route}
    assert waits == {Route.VOLUNTARY: (), Route.ORDER: ("EXP-01", "EXP-02"), Route.TRANSFER: ("EXP-02",)}


def test_a_prefix_binds_its_own_entry_only():
    waits = {route: {m.code: m.depends_on for m in planned(ROWS, route)} for route in Route}
    assert waits[Route.VOLUNTARY]["CON-10"] == ("EXP-09", "CON-09")
    assert waits[Route.TRANSFER]["CON-10"] == ("EXP-09",)
    assert waits[Route.ORDER]["CON-04"] == ("APP-05",)
    assert waits[Route.TRANSFER]["CON-04"] == ("CON-02",)
    assert waits[Route.ORDER]["LEG-16"] == ("LEG-15", "CON-14", "LEG-10")


@pytest.mark.parametrize(
    ("skipped", "expected"),
    [
        (set(), {"a": (), "b": ("a",), "c": ("b",), "d": ("b", "c")}),
        ({"b"}, {"a": (), "b": ("a",), "c": ("a",), "d": ("a", "c")}),
        ({"b", "c"}, {"a": (), "b": ("a",), "c": ("a",), "d": ("a",)}),
        ({"a", "b", "c"}, {"a": (), "b": (), "c": (), "d": ()}),
        ({"elsewhere"}, {"a": (), "b": ("a",), "c": ("b",), "d": ("b", "c")}),
    ],
)
def test_what_does_not_apply_passes_on_what_it_waits_for(skipped, expected):
    depends_on = {"a": ("gone",), "b": ("a",), "c": ("b",), "d": ("b", "c")}
    assert effective_dependencies(depends_on, skipped) == expected


@given(st.sampled_from(list(Route)), st.sets(st.sampled_from([each.code for each in ROWS])))
def test_nothing_waits_for_what_does_not_apply_and_order_is_kept(route, skipped):
    waits = {m.code: m.depends_on for m in build_plan(ROWS, route, {}, JOINING)}
    effective = effective_dependencies(waits, skipped)
    days = {each.code: each.days.get(route, 0) for each in ROWS if each.anchor is Anchor.JOINING}
    for code, befores in effective.items():
        assert not set(befores) & skipped
        assert all(days[before] <= days[code] for before in befores if before in days and code in days)


def test_a_circle_does_not_hang():
    circle = {"a": ("b",), "b": ("a",)}
    assert effective_dependencies(circle, {"a", "b"}) == {"a": (), "b": ()}


@pytest.mark.parametrize(
    ("applies", "override", "status", "logged", "expected"),
    [
        ("yes", None, "not_started", False, True),
        ("unknown", "", "not_started", False, True),
        ("no", None, "not_started", False, False),
        ("no", None, "done", False, True),
        ("no", None, "waiting", False, True),
        ("no", "", "in_progress", False, True),
        ("no", None, "not_started", True, True),
        ("no", "yes", "not_started", False, True),
        ("yes", "no", "not_started", False, False),
        ("yes", "no", "done", True, False),
    ],
)
def test_in_plan(applies, override, status, logged, expected):
    assert in_plan(applies, override, status, logged=logged) is expected
