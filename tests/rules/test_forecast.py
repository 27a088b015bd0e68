from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.data import shipped_template
from partnerships.rules.dates import next_month
from partnerships.rules.forecast import Cause, forecast
from partnerships.rules.forecast_words import say_forecast
from partnerships.rules.network import MOST_DAYS, Network, PlanCircle, Step, usual_days
from partnerships.rules.plan import Anchors, build_plan, effective_dependencies
from partnerships.rules.words import Applies, Route

PLANNED = date(2027, 9, 1)
TODAY = date(2027, 6, 1)


def due(days):
    """A date that many days from the planned opening."""
    return PLANNED + timedelta(days=days)


def step(key, days=None, *waits_for, **given):
    """A milestone that is due so many days from opening and, being due before it, must be finished before it."""
    values = {"planned": None if days is None else due(days), "place": days}
    values["blocking"] = days is not None and days < 0
    return Step(key, given.pop("title", f"Do {key}"), waits_for=waits_for, **(values | given))


def done(key, days, on, *waits_for, **given):
    return step(key, days, *waits_for, done=True, done_on=on, **given)


def run(*steps, planned=PLANNED, today=TODAY, deadlines=None):
    return forecast(steps, planned=planned, today=today, deadlines=deadlines)


def finishes(*steps, **given):
    return {line.step.key: line.finish for line in run(*steps, **given).lines}


def real_plan(route=Route.VOLUNTARY, *, done_before=None):
    """The shipped plan of a school without a partnership; what is due before a day is done on its day."""
    rows = build_plan(shipped_template(), route, {"has_partnership": "no"}, Anchors(joining=PLANNED))
    left_out = [each.code for each in rows if each.verdict.applies is Applies.NO]
    waits = effective_dependencies({each.code: each.depends_on for each in rows}, left_out)
    kept = [each for each in rows if each.code not in left_out]
    return [
        step(
            each.code,
            each.days,
            *waits[each.code],
            title=each.title,
            done=done_before is not None and each.due < done_before,
            done_on=each.due if done_before is not None and each.due < done_before else None,
        )
        for each in kept
    ]


# Finish dates


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([step("A", -60)], due(-60)),  # still ahead: its planned date
        ([step("A", -100)], TODAY),  # late: today at the earliest
        ([step("A", -100, planned=None)], TODAY),  # no date
        ([done("A", -100, due(-95))], due(-95)),  # done: its day
        ([done("A", -100, None)], None),  # done before tracking, day unknown
        ([step("B", -110), step("A", -100, "B")], TODAY + timedelta(days=10)),  # late work pushes
        ([step("B", -110), step("A", -60, "B")], due(-60)),  # room to spare absorbs
        (
            [step("B", -110), step("A", -100, "B", takes=60)],
            TODAY + timedelta(days=60),
        ),  # the template's word
        (
            [step("B", -90), step("A", -80, "B", fixed=True, takes=0)],
            due(-80),
        ),  # a fixed date never comes earlier
        (
            [done("B", -110, due(-95)), step("A", -70, "B", takes=40)],
            due(-55),
        ),  # counted from the day it was done
        ([done("B", -110, None), step("A", -70, "B", takes=40)], due(-70)),  # an unknown day pushes nothing
        ([step("A", -60, "GONE")], due(-60)),  # waits for what is not in the plan
    ],
)
def test_a_milestone_is_finished_on(steps, expected):
    assert finishes(*steps)["A"] == expected


@pytest.mark.parametrize(
    ("own", "before", "days"),
    [
        (step("A", -20), [step("B", -30)], 10),
        (step("A", -20), [step("B", -90), step("C", -23)], 3),  # counted from the latest
        (step("A", -20), [step("B", -90)], MOST_DAYS),  # more is room to begin late
        (step("A", -20), [step("B", -10)], 0),  # planned out of order
        (step("A", -20, takes=42), [step("B", -30)], 42),  # the template says so
        (step("A", -20), [], 0),
        (step("A", -20, planned=None), [step("B", -30, planned=None)], 10),  # no dates yet: by their places
        (step("A"), [step("B")], 0),
        (step("A", 0), [step("B", -17)], 0),  # the opening itself
        (step("A", 10), [step("B", -17)], 10),  # begins with the opening
    ],
)
def test_how_long_a_milestone_takes(own, before, days):
    assert usual_days(own, before) == days


def test_what_comes_after_opening_moves_with_it():
    late = [step("A", -100), step("B", -95, "A", takes=100), step("OPEN", 0, "B"), step("REVIEW", 28, "OPEN")]
    found = run(*late)
    assert found.opening == date(2027, 10, 1)
    assert found.line("OPEN").finish == date(2027, 10, 1)
    assert found.line("REVIEW").finish == date(2027, 10, 29)


# The month


@pytest.mark.parametrize(
    ("steps", "opening"),
    [
        ([], PLANNED),
        ([step("A", -60)], PLANNED),
        ([step("A", -1)], PLANNED),
        ([step("A", -1, planned=due(0))], date(2027, 10, 1)),  # finished before opening, not on the day
        ([step("A", -28, least_before=28)], PLANNED),
        ([step("A", -28, planned=due(-27), least_before=28)], date(2027, 10, 1)),
        ([step("A", -42, planned=due(-39), least_before=40)], date(2027, 10, 1)),
        ([step("A", -42, planned=due(-8), least_before=40)], date(2027, 11, 1)),
        ([step("A", 10)], PLANNED),  # due after opening
        ([step("A", -60, blocking=False, planned=due(30))], PLANNED),  # the opening does not wait for it
        ([step("A", -60, blocking=False), step("B", -50, "A", takes=80)], date(2027, 10, 1)),
        ([done("A", -60, due(20))], PLANNED),  # done is done
    ],
)
def test_the_month_of_opening(steps, opening):
    assert run(*steps).opening == opening


def test_without_a_joining_month_the_plan_alone_decides():
    chain = [step("A", -60, planned=None), step("B", -40, "A", planned=None)]
    found = run(*chain, planned=None)
    assert found.opening == date(2027, 7, 1)
    assert found.months_late == 0
    assert found.line("B").room == 9  # until the last day before the first of July


def test_without_a_route_there_is_nothing_to_forecast():
    found = run(step("A"), planned=None)
    assert found.opening is None
    assert found.holding.keys == ()
    assert "choose a route" in say_forecast(found)


def test_a_month_that_has_passed_is_not_forecast_while_something_is_left():
    assert run(step("A", -3), today=date(2027, 9, 20)).opening == date(2027, 10, 1)
    assert run(step("A", -3), today=date(2027, 10, 1)).opening == date(2027, 11, 1)


# DfE's deadlines


@pytest.mark.parametrize(
    ("deadlines", "opening", "shut"),
    [
        ({}, PLANNED, None),
        ({PLANNED: {"A": due(-20)}}, PLANNED, None),  # kept on the day
        ({PLANNED: {"A": due(-21)}}, date(2027, 10, 1), PLANNED),
        (
            {PLANNED: {"A": due(-30)}, date(2027, 10, 1): {"A": due(-25)}},
            date(2027, 11, 1),
            date(2027, 10, 1),
        ),
        ({PLANNED: {"B": due(-90)}}, PLANNED, None),  # done, whenever that was
        ({PLANNED: {"AFTER": due(-90)}}, PLANNED, None),  # follows the opening
        ({PLANNED: {"ELSE": due(-90)}}, PLANNED, None),  # not in this plan
    ],
)
def test_a_month_whose_deadline_cannot_be_met_is_passed_over(deadlines, opening, shut):
    found = run(step("A", -20), done("B", -60, due(-50)), step("AFTER", 5), deadlines=deadlines)
    assert found.opening == opening
    assert (found.shut.month if found.shut else None) == shut


def test_a_missed_deadline_holds_the_opening_up_and_says_so():
    found = run(step("A", -20, title="Send the bank form"), deadlines={PLANNED: {"A": due(-25)}})
    assert found.holding.keys == ("A",)
    assert found.line("A").room == -5
    assert say_forecast(found) == (
        "Planned 1 September 2027, on current pace 1 October 2027: “Send the bank form” is not planned before "
        "12 August 2027; DfE’s deadline for “Send the bank form”, 7 August 2027, rules out 1 September 2027."
    )


# What is holding it up, room to spare, whom to chase


def late_land():
    """The land questionnaire is late, and the funding agreement waits for it."""
    return [
        done("LEG-01", -150, due(-150), title="Instruct solicitors"),
        step("LEG-03", -126, "LEG-01", title="Land questionnaire and title plans"),
        step("LEG-10", -63, "LEG-03", takes=60, title="Draft funding agreement"),
        step("LEG-18", -28, "LEG-10", title="Sign the funding agreement"),
        step("OPS-07", -42, "LEG-01", least_before=40, title="Academy's name"),
        step("OPN-01", 0, "LEG-18", title="The academy opens"),
        step("PST-01", 28, "OPN-01", title="Publish"),
    ]


def test_the_chain_runs_from_what_is_late_to_what_it_delays():
    found = run(*late_land())
    assert found.opening == date(2027, 9, 1)
    found = run(*late_land(), today=date(2027, 6, 8))
    assert found.opening == date(2027, 10, 1)
    assert found.holding.keys == ("LEG-03", "LEG-10", "LEG-18")
    assert [line.step.key for line in found.lines if line.holding] == ["LEG-03", "LEG-10", "LEG-18"]
    assert found.months_late == 1
    assert say_forecast(found) == (
        "Planned 1 September 2027, on current pace 1 October 2027: “Land questionnaire and title plans” is 41 days "
        "late and 4 milestones wait for it."
    )


def test_in_time_the_tightest_is_named():
    found = run(*late_land(), today=date(2027, 5, 1))
    assert found.opening == PLANNED
    assert found.holding.keys == ("OPS-07",)
    assert found.room == 2
    assert say_forecast(found) == (
        "Planned 1 September 2027, and on current pace it opens then: of what can be done now, “Academy's name” "
        "has the least room to spare, 2 days."
    )


def test_in_time_with_something_late_it_is_said_what_that_leaves():
    plan = [
        step("LEG-05", -56, title="Lease"),
        step("LEG-19", -21, "LEG-05", takes=3, title="Conditions met"),
    ]
    found = run(*plan, today=date(2027, 8, 27))
    assert found.opening == PLANNED
    assert say_forecast(found) == (
        "Planned 1 September 2027, and it can still open then: “Lease” is 51 days late and has 1 day to spare and "
        "1 milestone waits for it."
    )


def test_in_time_what_lies_far_ahead_on_its_last_day_is_not_named():
    plan = [
        step("A", -120, title="Begin"),
        step("B", -80, "A", takes=20, title="Go on"),
        step("C", -28, "B", least_before=28),
        step("D", -20, "B", takes=14),
    ]
    found = run(*plan, today=date(2027, 5, 1))
    assert found.line("C").room == 0
    assert found.holding.keys == ("A", "B", "C")
    assert found.room == 44  # from 4 May to 17 June: 20 days and 28 before the 28th day before opening


def test_room_to_spare_is_what_may_be_lost_before_the_planned_month_is():
    room = {line.step.key: line.room for line in run(*late_land(), today=date(2027, 6, 8)).lines}
    # Signed on 4 September at the earliest (8 June, 60 days, 28 days); 31 August is the last day.
    assert room == {
        "LEG-01": None, "LEG-03": -4, "LEG-10": -4, "LEG-18": -4, "OPS-07": 2, "OPN-01": None, "PST-01": None
    }  # fmt: skip


@pytest.mark.parametrize("lost", [0, 5, 12, 13, 40])
def test_losing_no_more_than_the_room_keeps_the_month(lost):
    def plan(extra):
        return [step("A", -60, takes=0), step("B", -20, "A", takes=20, planned=due(-20 + extra))]

    room = next(line.room for line in run(*plan(0)).lines if line.step.key == "B")
    assert room == 19
    assert (run(*plan(lost)).opening == PLANNED) == (lost <= room)


@pytest.mark.parametrize(
    ("steps", "cause", "words"),
    [
        (
            [step("A", -100), step("B", -5, "A", takes=95)],
            Cause.LATE,
            "“Do A” is 8 days late and 1 milestone waits for it.",
        ),
        (
            [done("A", -110, due(-93)), step("B", -5, "A", takes=95)],
            Cause.FOLLOWS,
            "“Do A” was done 17 days late, “Do B” follows it.",
        ),
        ([step("A", -5, planned=due(4), fixed=True)], Cause.FIXED, "“Do A” has the fixed date 5 September 2027."),
        ([step("A", -5, planned=due(4))], Cause.PLANNED, "“Do A” is not planned before 5 September 2027."),
        (
            [step("A", -50, planned=None), step("B", -5, "A", takes=95)],
            Cause.NO_DATE,
            "“Do A” comes first and 1 milestone waits for it.",
        ),
        (
            [step("A", -50), step("B", -5, "A", planned=due(4), fixed=True, takes=0)],
            Cause.FIXED,
            "“Do B” has the fixed date 5 September 2027.",
        ),
    ],
)  # fmt: skip
def test_the_reason_in_a_sentence(steps, cause, words):
    found = run(*steps)
    assert found.holding.cause is cause
    assert say_forecast(found) == f"Planned 1 September 2027, on current pace 1 October 2027: {words}"


def test_a_finished_plan_asks_for_the_opening_once_the_day_has_come():
    finished = [done("A", -60, due(-50))]
    assert say_forecast(run(*finished)).endswith("everything that must be done before opening is done.")
    assert say_forecast(run(*finished, today=PLANNED)) == (
        "Planned 1 September 2027: all that comes before opening is done. Record the opening."
    )


def test_what_to_chase_can_be_started_and_has_the_least_room():
    steps = [
        *late_land(),
        step("EXTRA", -10, title="Something on the side", blocking=False),
        step("FAR", -12, "LEG-01", title="Pack"),
    ]
    found = run(*steps, today=date(2027, 6, 8))
    assert found.chase == ("LEG-03", "OPS-07", "FAR")
    assert run(done("A", -60, due(-50))).chase == ()


def test_milestones_that_wait_for_each_other_are_named():
    circle = [
        step("A", -10, "C", title="Sign"),
        step("B", -9, "A", title="Seal"),
        step("C", -8, "B", title="Send"),
    ]
    with pytest.raises(PlanCircle, match="circle: Sign, Send, Seal") as raised:
        run(*circle, step("D", -5))
    assert raised.value.titles == ["Sign", "Send", "Seal"]


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


@pytest.mark.parametrize(
    ("day", "after"), [(date(2027, 12, 5), date(2028, 1, 1)), (PLANNED, date(2027, 10, 1))]
)
def test_the_month_after(day, after):
    assert next_month(day) == after
