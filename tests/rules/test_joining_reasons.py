"""Which reasons a change of the joining month may have."""

from __future__ import annotations

import datetime as dt

import pytest

from partnerships.rules.joining_reasons import (
    Direction,
    MoveReason,
    direction_of,
    label_of,
    reason_problems,
    reasons_for,
    say_reasons,
)
from partnerships.rules.words import Route

SEP, NOV = dt.date(2027, 9, 1), dt.date(2027, 11, 1)


@pytest.mark.parametrize(
    ("was", "now", "last_known", "confirmed", "direction"),
    [
        (None, SEP, None, False, Direction.FIRST),
        (None, SEP, None, True, Direction.FIRST),
        (SEP, SEP, SEP, True, Direction.CONFIRMED),
        (SEP, SEP, SEP, False, Direction.UNCONFIRMED),
        (SEP, NOV, SEP, True, Direction.LATER),
        (NOV, SEP, NOV, False, Direction.EARLIER),
        (SEP, None, SEP, False, Direction.LATER),
        # After "not known" the new month is compared with the last one that was known.
        (None, NOV, SEP, False, Direction.LATER),
        (None, SEP, NOV, True, Direction.EARLIER),
        (None, SEP, SEP, False, Direction.EARLIER),
    ],
)
def test_the_direction_of_a_change(
    was: dt.date | None,
    now: dt.date | None,
    last_known: dt.date | None,
    confirmed: bool,
    direction: Direction,
) -> None:
    assert direction_of(was, now, last_known=last_known, confirmed_now=confirmed) is direction


@pytest.mark.parametrize(
    ("direction", "route", "there", "missing"),
    [
        (Direction.EARLIER, Route.VOLUNTARY, {"faster", "error"}, {"la", "deferral"}),
        (Direction.EARLIER, None, {"faster", "error"}, {"la"}),
        (
            Direction.LATER,
            Route.VOLUNTARY,
            {"school", "deferral", "conditions", "error"},
            {"academy", "faster"},
        ),
        (Direction.LATER, Route.ORDER, {"school", "federation"}, {"outgoing_trust", "commercial"}),
        (
            Direction.LATER,
            Route.TRANSFER,
            {"academy", "outgoing_trust", "commercial"},
            {"school", "federation"},
        ),
        (
            Direction.LATER,
            None,
            {"school", "academy", "outgoing_trust", "commercial"},
            {"faster", "not_certain"},
        ),
        (Direction.UNCONFIRMED, Route.TRANSFER, {"not_certain", "error"}, {"la"}),
    ],
)
def test_reasons_by_route_and_direction(
    direction: Direction, route: Route | None, there: set[str], missing: set[str]
) -> None:
    codes = {reason.value for reason in reasons_for(direction, route)}
    assert there <= codes
    assert not missing & codes


@pytest.mark.parametrize("direction", [Direction.FIRST, Direction.CONFIRMED])
def test_a_first_month_and_a_confirmation_need_no_reason(direction: Direction) -> None:
    assert reasons_for(direction, Route.VOLUNTARY) == ()
    assert reason_problems(direction, Route.VOLUNTARY, {}) == []
    assert reason_problems(direction, Route.VOLUNTARY, {"la": "Asked"}) == [
        "This change needs no reason from the list."
    ]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Choose at least one reason."),
        ({"academy": "The head left"}, "Choose reasons from the list for this change."),
        ({"balloon": "Up"}, "Choose reasons from the list for this change."),
        ({"la": "  "}, "Say more about “Local authority”."),
        ({"la": "Asked", "land": ""}, "Say more about “Land”."),
    ],
)
def test_reasons_that_do_not_do(given: dict[str, str], said: str) -> None:
    assert reason_problems(Direction.LATER, Route.VOLUNTARY, given) == [said]


def test_every_reason_can_be_given_somewhere_and_fits_its_column() -> None:
    somewhere = {r for d in Direction for route in (None, *Route) for r in reasons_for(d, route)}
    assert somewhere == set(MoveReason)
    assert max(len(reason) for reason in MoveReason) <= 40


def test_reasons_in_one_line() -> None:
    assert say_reasons({"la": "Cabinet meets in May.", "land": "No titles"}) == (
        "Local authority: Cabinet meets in May. Land: No titles"
    )
    assert label_of("of an earlier list") == "of an earlier list"
