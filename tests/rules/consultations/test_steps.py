from datetime import date

import pytest

from partnerships.data import shipped_template
from partnerships.rules.consultation_words import ConsultationKind, StepKind
from partnerships.rules.consultations.steps import (
    FAMILY_OF,
    STEPS,
    deciding_body,
    kinds_of_family,
    milestone_for,
    step_of,
    steps_of,
    usual_day,
)
from partnerships.rules.words import DecisionBody, Route

OPENS, CLOSES = date(2027, 3, 1), date(2027, 4, 11)


@pytest.mark.parametrize("kind", ConsultationKind)
def test_every_kind_has_a_list_with_a_window_and_each_step_once(kind):
    listed = [step.kind for step in steps_of(kind)]
    assert len(listed) == len(set(listed))
    assert listed.index(StepKind.OPENING) < listed.index(StepKind.CLOSING)
    assert StepKind.OWN not in listed


@pytest.mark.parametrize(
    ("kind", "step", "codes"),
    [
        (ConsultationKind.STATUTORY, StepKind.PLAN, ("CON-01",)),
        (ConsultationKind.STATUTORY, StepKind.OPENING, ("CON-04",)),
        (ConsultationKind.STATUTORY, StepKind.CLOSING, ("CON-06",)),
        (ConsultationKind.STATUTORY, StepKind.ANALYSIS, ()),
        (ConsultationKind.STATUTORY, StepKind.REPLY, ("CON-07",)),
        (ConsultationKind.ENGAGEMENT, StepKind.DECISION, ("CON-12", "CON-13")),
        (ConsultationKind.INFORMATION, StepKind.MEETINGS, ("CON-05",)),
        (ConsultationKind.FOUNDATION, StepKind.CONSULTED, ("CON-09",)),
        (ConsultationKind.FOUNDATION, StepKind.CONSENT, ("CON-10",)),
        (ConsultationKind.FOUNDATION, StepKind.OPENING, ()),
        (ConsultationKind.TUPE, StepKind.EMPLOYER, ("OPS-02",)),
        (ConsultationKind.TUPE, StepKind.OPENING, ("OPS-04",)),
        (ConsultationKind.TUPE, StepKind.CLOSING, ("OPS-05",)),
        (ConsultationKind.TUPE, StepKind.LIABILITY, ("OPS-06",)),
        (ConsultationKind.TUPE, StepKind.MEETINGS, ()),
    ],
)
def test_which_milestone_a_step_is(kind, step, codes):
    found = step_of(kind, step)
    assert found is not None
    assert found.codes == codes


def test_no_milestone_is_two_steps_and_kinds_that_share_some_are_one_family():
    for kind in ConsultationKind:
        mine = [code for step in STEPS[kind] for code in step.codes]
        assert len(mine) == len(set(mine))
        for other in ConsultationKind:
            theirs = {code for step in STEPS[other] for code in step.codes}
            assert bool(theirs & set(mine)) == (FAMILY_OF[kind] is FAMILY_OF[other])
    assert kinds_of_family(ConsultationKind.TUPE) == (ConsultationKind.TUPE,)
    assert ConsultationKind.ENGAGEMENT in kinds_of_family(ConsultationKind.STATUTORY)


@pytest.mark.parametrize(
    ("in_plan", "code"),
    [({"CON-12"}, "CON-12"), ({"CON-13", "CON-06"}, "CON-13"), ({"CON-06"}, ""), (set(), "")],
)
def test_a_step_is_the_first_of_its_milestones_that_the_plan_has(in_plan, code):
    decision = step_of(ConsultationKind.STATUTORY, StepKind.DECISION)
    assert decision is not None
    assert milestone_for(decision, in_plan) == code


@pytest.mark.parametrize(
    ("kind", "step", "opens", "closes", "day"),
    [
        (ConsultationKind.STATUTORY, StepKind.PLAN, OPENS, CLOSES, date(2027, 2, 1)),
        (ConsultationKind.STATUTORY, StepKind.LETTERS, OPENS, CLOSES, OPENS),
        (ConsultationKind.STATUTORY, StepKind.REMINDER, OPENS, CLOSES, date(2027, 4, 4)),
        (ConsultationKind.STATUTORY, StepKind.ANALYSIS, OPENS, CLOSES, date(2027, 4, 25)),
        # A window that is too short for it: the reminder does not come before the opening, nor the meetings after.
        (ConsultationKind.STATUTORY, StepKind.REMINDER, OPENS, date(2027, 3, 3), OPENS),
        (ConsultationKind.STATUTORY, StepKind.MEETINGS, OPENS, date(2027, 3, 3), date(2027, 3, 3)),
        (ConsultationKind.STATUTORY, StepKind.ANALYSIS, OPENS, None, None),
        (ConsultationKind.STATUTORY, StepKind.LETTERS, None, CLOSES, None),
    ],
)
def test_when_a_step_is_usually_due(kind, step, opens, closes, day):
    found = step_of(kind, step)
    assert found is not None
    assert usual_day(found, opens=opens, closes=closes) == day


@pytest.mark.parametrize("kind", ConsultationKind)
def test_the_usual_days_are_in_the_order_of_the_list(kind):
    due = [usual_day(step, opens=OPENS, closes=CLOSES) for step in steps_of(kind)]
    assert due == sorted(due)


def test_every_code_is_a_milestone_of_the_shipped_template():
    shipped = {row.code for row in shipped_template()}
    assert {code for steps in STEPS.values() for step in steps for code in step.codes} <= shipped


@pytest.mark.parametrize(
    ("kind", "route", "body"),
    [
        (ConsultationKind.STATUTORY, Route.VOLUNTARY, DecisionBody.GOVERNING_BODY),
        (ConsultationKind.STATUTORY, Route.ORDER, DecisionBody.GOVERNING_BODY),
        (ConsultationKind.ENGAGEMENT, Route.TRANSFER, DecisionBody.SAT_BOARD),
        (ConsultationKind.FOUNDATION, Route.VOLUNTARY, DecisionBody.DIOCESE),
        (ConsultationKind.TUPE, Route.VOLUNTARY, None),
        (ConsultationKind.INFORMATION, Route.ORDER, None),
    ],
)
def test_who_decides_after_it(kind, route, body):
    assert deciding_body(kind, route) == body
