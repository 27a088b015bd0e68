from datetime import date, timedelta

import pytest

from partnerships.rules.dates import next_month
from partnerships.rules.forecast import Cause
from partnerships.rules.forecast_words import say_forecast
from partnerships.rules.network import MOST_DAYS, PlanCircle, usual_days
from tests.rules.steps import PLANNED, TODAY, done, due, finishes, late_land, run, step

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


@pytest.mark.parametrize(
    ("day", "after"), [(date(2027, 12, 5), date(2028, 1, 1)), (PLANNED, date(2027, 10, 1))]
)
def test_the_month_after(day, after):
    assert next_month(day) == after
