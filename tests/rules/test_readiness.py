"""What must hold before each of the three: a project that may, and one thing wrong at a time."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from partnerships.rules.checks import Situation, Step
from partnerships.rules.readiness import Condition, Standing, readiness
from partnerships.rules.words import Gate, Route, Status

TODAY = dt.date(2027, 10, 1)
JOINING = dt.date(2027, 9, 1)
CODES = (
    *("CON-07", "CON-08", "CON-09", "CON-10", "CON-11", "CON-12", "CON-13", "CON-14", "CON-15", "CON-06"),
    *("EXP-03", "EXP-08", "APP-01", "LEG-19", "LEG-21", "OPS-05", "OPS-06", "OPS-07", "OPS-08", "OPS-09"),
    *("OPS-10", "OPS-12", "OPS-14", "OPS-16", "OPS-17", "OPS-18", "OPS-20", "OPS-22", "OPS-23", "OPS-24"),
    *("OPS-25", "OPS-26", "PST-07"),
)


def steps(**changes: dict[str, object]) -> dict[str, Step]:
    done = {
        code: Step(code, code, Status.DONE, done_on=dt.date(2027, 6, 1), key=n)
        for n, code in enumerate(CODES)
    }
    named = {code.replace("_", "-"): change for code, change in changes.items()}
    return {code: replace(step, **named.get(code, {})) for code, step in done.items()}


def standing(route: Route | None = Route.VOLUNTARY, **changes: object) -> Standing:
    milestones = changes.pop("steps", None) or steps()
    ready = Standing(
        situation=Situation(route, TODAY, joining=JOINING, steps=milestones),
        joining_month=JOINING,
        joining_confirmed=True,
        opened_on=JOINING,
        trust_ukprn="10012345",
    )
    return replace(ready, **changes)


def missing(gate: Gate, project: Standing) -> list[str]:
    return [each.says for each in readiness(gate, project).missing]


@pytest.mark.parametrize("gate", Gate)
@pytest.mark.parametrize("route", [Route.VOLUNTARY, Route.TRANSFER])
def test_with_everything_done_each_may_be_signed(gate: Gate, route: Route) -> None:
    found = readiness(gate, standing(route))
    assert found.is_ready
    assert not found.advised
    assert found.holding


NOT_DONE: dict[str, object] = {"status": Status.NOT_STARTED, "done_on": None}


@pytest.mark.parametrize(
    ("gate", "route", "code", "blocks"),
    [
        *((Gate.APPLY, Route.VOLUNTARY, code, True) for code in CODES[:6]),
        (Gate.APPLY, Route.VOLUNTARY, "CON-14", True),
        (Gate.APPLY, Route.VOLUNTARY, "APP-01", False),
        (Gate.APPLY, Route.TRANSFER, "CON-13", True),
        (Gate.APPLY, Route.TRANSFER, "CON-07", False),
        (Gate.APPLY, Route.TRANSFER, "CON-12", None),
        *(
            (Gate.OPEN, route, code, True)
            for route in Route
            for code in (
                "LEG-19",
                "LEG-21",
                "OPS-12",
                "OPS-05",
                "OPS-06",
                "OPS-07",
                "OPS-09",
                "OPS-10",
                "OPS-23",
            )
        ),
        (Gate.OPEN, Route.ORDER, "OPS-20", False),
        (Gate.CLOSE, Route.TRANSFER, "LEG-19", True),
        (Gate.CLOSE, Route.TRANSFER, "PST-07", True),
        (Gate.CLOSE, Route.VOLUNTARY, "PST-07", None),
    ],
)
def test_one_milestone_that_is_not_done(gate: Gate, route: Route, code: str, blocks: bool | None) -> None:
    found = readiness(gate, standing(route, steps=steps(**{code.replace("-", "_"): NOT_DONE})))
    assert [each.says for each in found.missing] == ([code] if blocks else [])
    assert [each.says for each in found.advised] == ([code] if blocks is False else [])


@pytest.mark.parametrize("gate", Gate)
def test_what_is_not_applicable_asks_for_nothing(gate: Gate) -> None:
    out = {code.replace("-", "_"): NOT_DONE | {"in_plan": False} for code in CODES}
    assert readiness(gate, standing(Route.TRANSFER, steps=steps(**out))).is_ready


@pytest.mark.parametrize(
    ("gates", "changes", "says"),
    [
        ({Gate.APPLY, Gate.OPEN, Gate.CLOSE}, {"on_hold_since": TODAY}, "The project is not on hold"),
        ({Gate.OPEN}, {"joining_confirmed": False}, "The joining date is confirmed"),
        ({Gate.CLOSE}, {"joining_confirmed": False}, "The joining date is confirmed and has passed"),
        (
            {Gate.CLOSE},
            {"joining_month": dt.date(2027, 11, 1)},
            "The joining date is confirmed and has passed",
        ),
        ({Gate.OPEN}, {"joining_month": None}, "The joining date is confirmed"),
        ({Gate.CLOSE}, {"opened_on": None}, "The day it opened is recorded"),
        ({Gate.CLOSE}, {"trust_ukprn": ""}, "The trust’s UKPRN is known"),
        (
            {Gate.OPEN, Gate.CLOSE},
            {"conditions": [Condition("Lease signed", False, 9)]},
            "Condition met: Lease signed",
        ),
    ],
)
def test_one_thing_that_does_not_hold(gates: set[Gate], changes: dict[str, object], says: str) -> None:
    for gate in Gate:
        found = missing(gate, standing(**changes))
        if gate in gates:
            assert found == [says]
        else:
            assert says not in found


def test_a_hard_rule_broken_without_a_reason_blocks_opening() -> None:
    late = {"status": Status.HELD, "done_on": dt.date(2027, 8, 25)}
    assert "No rule is broken without a manager’s reason" in missing(
        Gate.OPEN, standing(steps=steps(OPS_06=late))
    )


def test_an_order_needs_no_application_and_an_enquiry_a_route() -> None:
    order = readiness(Gate.APPLY, standing(Route.ORDER))
    assert (order.items, order.is_ready) == ([], False)
    assert "without an application" in order.why_not
    for gate in Gate:
        assert "Choose the route first" in readiness(gate, standing(None)).why_not


def test_what_is_missing_stands_first_and_unfinished_milestones_are_advice_once() -> None:
    project = standing(
        opened_on=None,
        conditions=[Condition("Lease signed", False, 90)],
        unfinished=[Condition("Lease signed", False, 90), Condition("Hold the 30-day review", False, 91)],
    )
    found = readiness(Gate.CLOSE, project)
    assert [each.says for each in found.items[:3]] == [
        "The day it opened is recorded",
        "Condition met: Lease signed",
        "Hold the 30-day review",
    ]
    assert [each.says for each in found.advised] == ["Hold the 30-day review"]


@pytest.mark.parametrize(
    ("due_on", "says"),
    [
        (None, "Not done"),
        (dt.date(2027, 3, 10), "Due on 10 March 2027"),
        (dt.date(2027, 3, 9), "Due on 9 March 2027: 1 day late"),
        (dt.date(2027, 2, 28), "Due on 28 February 2027: 10 days late"),
    ],
)
def test_an_unfinished_item_says_how_late_it_is(due_on: dt.date | None, says: str) -> None:
    project = standing()
    step = replace(project.situation.steps["CON-07"], status=Status.NOT_STARTED, done_on=None, due_on=due_on)
    situation = replace(
        project.situation, today=dt.date(2027, 3, 10), steps={**project.situation.steps, "CON-07": step}
    )
    found = readiness(Gate.APPLY, replace(project, situation=situation))
    assert [each.detail for each in found.items if each.key == step.key] == [says]
