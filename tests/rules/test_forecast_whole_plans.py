"""Forecasts of the shipped plan, and what is true of every plan there could be."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.rules.forecast import forecast
from partnerships.rules.forecast_words import say_forecast
from partnerships.rules.network import Network
from partnerships.rules.words import Route
from tests.rules.steps import PLANNED, TODAY, due, late_land, real_plan, run, step

# The shipped plan


@pytest.mark.parametrize("route", list(Route))
def test_the_shipped_plan_forecasts_its_own_dates_while_nothing_is_late(route):
    steps = real_plan(route)
    found = forecast(steps, planned=PLANNED, today=date(2025, 1, 1))
    assert found.opening == PLANNED
    assert all(line.finish == line.step.planned for line in found.lines)
    assert all(line.room is None or line.room >= 0 for line in found.lines)


@pytest.mark.parametrize("route", list(Route))
def test_a_plan_that_is_kept_opens_when_planned_and_one_that_stands_still_does_not(route):
    today = date(2027, 5, 1)
    assert forecast(real_plan(route, done_before=today), planned=PLANNED, today=today).opening == PLANNED
    still = forecast(real_plan(route, done_before=date(2027, 1, 1)), planned=PLANNED, today=today)
    assert still.opening > PLANNED
    assert still.line(still.holding.keys[0]).step.planned < today


def test_a_simulation_can_give_lengths_of_its_own():
    network = Network(late_land())
    now = TODAY.toordinal()
    plain = network.finishes(now)
    assert plain == network.finishes(now, takes=list(network.takes))
    longer = network.finishes(now, takes=[days + 70 for days in network.takes])
    assert network.opening(longer, now, PLANNED).month > network.opening(plain, now, PLANNED).month


# Whatever the plan


@st.composite
def plans(draw):
    """Up to 12 milestones, each waiting for some before it, done or not."""
    steps = []
    for n in range(draw(st.integers(1, 12))):
        days = draw(st.one_of(st.none(), st.integers(-200, 60)))
        waits = draw(st.lists(st.sampled_from(range(n)), max_size=3, unique=True)) if n else []
        finished = draw(st.booleans())
        steps.append(
            step(
                f"K{n}",
                days,
                *(f"K{each}" for each in waits),
                done=finished,
                done_on=draw(
                    st.one_of(st.none(), st.integers(-300, 0).map(lambda d: TODAY + timedelta(days=d)))
                )
                if finished
                else None,
                takes=draw(st.one_of(st.none(), st.integers(0, 90))),
                least_before=draw(st.sampled_from([1, 28, 40])),
            )
        )
    return steps


DEADLINES = st.dictionaries(
    st.sampled_from([PLANNED, date(2027, 10, 1), date(2027, 12, 1)]),
    st.dictionaries(st.sampled_from(["K0", "K3", "K7"]), st.integers(-120, 60).map(due)),
)


@given(plans(), DEADLINES)
def test_never_before_the_planned_month_and_always_a_first(steps, deadlines):
    opening = run(*steps, deadlines=deadlines).opening
    assert opening >= PLANNED
    assert opening.day == 1


@given(plans(), DEADLINES, st.integers(0, 200))
def test_time_that_passes_never_brings_the_opening_forward(steps, deadlines, days):
    later = run(*steps, deadlines=deadlines, today=TODAY + timedelta(days=days)).opening
    assert later >= run(*steps, deadlines=deadlines).opening


@given(plans(), DEADLINES, st.data())
def test_a_milestone_that_takes_longer_or_is_done_later_never_brings_it_forward(steps, deadlines, data):
    n = data.draw(st.sampled_from(range(len(steps))))
    network, now = Network(steps), TODAY.toordinal()
    longer = list(network.takes)
    longer[n] += data.draw(st.integers(0, 100))
    before = network.opening(network.finishes(now), now, PLANNED, deadlines).month
    assert network.opening(network.finishes(now, takes=longer), now, PLANNED, deadlines).month >= before


@given(plans(), st.data())
def test_undoing_a_milestone_never_brings_the_opening_forward(steps, data):
    n = data.draw(st.sampled_from(range(len(steps))))
    undone = [replace(each, done=False, done_on=None) if i == n else each for i, each in enumerate(steps)]
    assert run(*undone).opening >= run(*steps).opening


@given(plans())
def test_a_plan_that_is_done_opens_in_the_planned_month(steps):
    finished = [replace(each, done=True, done_on=each.done_on or TODAY) for each in steps]
    found = run(*finished)
    assert found.opening == PLANNED
    assert found.holding.keys == found.chase == ()


@given(plans(), DEADLINES)
def test_it_is_late_exactly_when_something_has_less_than_no_room(steps, deadlines):
    found = run(*steps, deadlines=deadlines)
    short = [line for line in found.lines if line.room is not None and line.room < 0]
    assert bool(found.months_late) == bool(short)
    assert all(found.line(key).room == found.room for key in found.holding.keys[:1])
    assert say_forecast(found)
