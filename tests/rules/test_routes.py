from datetime import date

import pytest

from partnerships.rules.register import SchoolFacts
from partnerships.rules.routes import propose_route, start_problems
from partnerships.rules.words import Route

MAINTAINED = SchoolFacts(type_code="01", type_name="Community school", status_code="1")
ACADEMY = SchoolFacts(type_code="34", type_name="Academy converter", status_code="1")
INDEPENDENT = SchoolFacts(type_code="11", type_name="Other independent school", status_code="1")
UNTYPED = SchoolFacts(status_code="1")
CLOSED = SchoolFacts(type_code="01", status_code="2")


@pytest.mark.parametrize(
    ("school", "route", "said"),
    [
        (
            MAINTAINED,
            Route.VOLUNTARY,
            "maintained by a local authority (GIAS lists this school as “Community",
        ),
        (ACADEMY, Route.TRANSFER, "already an academy"),
        (INDEPENDENT, None, "neither an academy nor maintained"),
        (UNTYPED, None, "does not say what type"),
        (CLOSED, None, "closed"),
    ],
)
def test_a_route_is_proposed_with_its_reason(school, route, said):
    proposal = propose_route(school)
    assert proposal.route is route
    assert said in proposal.why


@pytest.mark.parametrize(
    ("school", "route", "said"),
    [
        (ACADEMY, Route.VOLUNTARY, "already an academy"),
        (ACADEMY, Route.ORDER, "already an academy"),
        (MAINTAINED, Route.TRANSFER, "not an academy"),
        (INDEPENDENT, Route.TRANSFER, "not an academy"),
        (CLOSED, Route.VOLUNTARY, "closed"),
        (CLOSED, None, "closed"),
    ],
)
def test_a_route_that_does_not_fit_the_school_is_refused(school, route, said):
    (problem,) = start_problems(school=school, route=route)
    assert said in problem


@pytest.mark.parametrize("route", [*Route, None])
def test_a_school_of_no_known_type_is_never_refused(route):
    assert start_problems(school=UNTYPED, route=route) == []


@pytest.mark.parametrize(
    ("school", "route"),
    [(MAINTAINED, Route.VOLUNTARY), (MAINTAINED, Route.ORDER), (ACADEMY, Route.TRANSFER), (MAINTAINED, None)],
)
def test_what_fits_may_start(school, route):
    assert start_problems(
        school=school, route=route, incoming_trust=1, outgoing_trust=2, joining=date(2019, 9, 1)
    ) == []  # fmt: skip


def test_the_incoming_trust_must_not_be_the_outgoing_one():
    (problem,) = start_problems(school=ACADEMY, route=Route.TRANSFER, incoming_trust=7, outgoing_trust=7)
    assert "already in this trust" in problem
    assert start_problems(school=ACADEMY, route=Route.TRANSFER) == []


def test_the_joining_date_must_be_the_first_of_a_month():
    (problem,) = start_problems(school=MAINTAINED, route=None, joining=date(2027, 9, 2))
    assert "first of a month" in problem


def test_everything_that_stands_in_the_way_is_said_at_once():
    school = SchoolFacts(type_code="34", status_code="2")
    problems = start_problems(
        school=school, route=Route.ORDER, incoming_trust=1, outgoing_trust=1, joining=date(2027, 9, 15)
    )
    assert len(problems) == 4
