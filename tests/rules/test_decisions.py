"""What each decision needs, whose milestone it is, and how a project ends after it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from partnerships.rules.decisions import (
    MILESTONE_OF,
    NONE_DECLARED,
    Around,
    Deciding,
    body_of,
    conditions_in,
    decision_problems,
    ending_of,
)
from partnerships.rules.words import DecisionBody, EndOutcome, OrderBasis, Route

TODAY = dt.date(2027, 3, 10)
FINE = Deciding("trust_board", "approved", TODAY, interests=NONE_DECLARED)
REVOKED = replace(
    FINE, body="dfe", outcome="revoked", reason="The school improved", has_evidence=True,
    minister_approved_on=dt.date(2027, 3, 1), letter_sent_on=dt.date(2027, 3, 5),
)  # fmt: skip
ORDER, VOLUNTARY, TRANSFER = (Around(route=route) for route in (Route.ORDER, Route.VOLUNTARY, Route.TRANSFER))
DFE = replace(FINE, body="dfe")


def about(deciding: Deciding, around: Around = VOLUNTARY) -> list[str]:
    return [problem.about for problem in decision_problems(deciding, around, today=TODAY)]


@pytest.mark.parametrize(
    ("deciding", "around"),
    [
        (FINE, Around()),
        (replace(FINE, outcome="conditions", conditions=("Sign the lease",)), VOLUNTARY),
        (replace(FINE, outcome="deferred", reason="More talks"), VOLUNTARY),
        (replace(FINE, body="diocese"), TRANSFER),
        (replace(DFE, order_basis=OrderBasis.APPLICATION), VOLUNTARY),
        (replace(DFE, order_basis=OrderBasis.INTERVENTION), ORDER),
        (replace(DFE, order_basis=OrderBasis.SAVED_DUTY, decided_on=dt.date(2026, 6, 28)), ORDER),
        (DFE, TRANSFER),
        (DFE, Around()),
        (REVOKED, ORDER),
        (REVOKED, replace(VOLUNTARY, approved_by_dfe=True)),
        (replace(REVOKED, letter_sent_on=REVOKED.minister_approved_on), ORDER),
    ],
)
def test_what_can_be_recorded(deciding: Deciding, around: Around) -> None:
    assert about(deciding, around) == []


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"body": ""}, "body"),
        ({"body": "parents"}, "body"),
        ({"outcome": ""}, "outcome"),
        ({"outcome": "shelved"}, "outcome"),
        ({"decided_on": None}, "decided_on"),
        ({"decided_on": TODAY + dt.timedelta(days=1)}, "decided_on"),
        ({"interests": " "}, "interests"),
        *(({"outcome": each}, "reason") for each in ("deferred", "declined", "withdrawn")),
        ({"outcome": "conditions"}, "conditions"),
        ({"conditions": ("Sign the lease",)}, "conditions"),
        ({"outcome": "conditions", "conditions": ("x" * 201,)}, "conditions"),
        ({"outcome": "conditions", "conditions": ("Sign", "sign")}, "conditions"),
        ({"order_basis": OrderBasis.APPLICATION}, "order_basis"),
        ({"body": "dfe"}, "order_basis"),
        ({"body": "dfe", "order_basis": OrderBasis.INTERVENTION}, "order_basis"),
        ({"body": "dfe", "order_basis": OrderBasis.SAVED_DUTY}, "order_basis"),
        ({"body": "dfe", "outcome": "declined", "reason": "No", "order_basis": OrderBasis.APPLICATION}, "order_basis"),
    ],
)  # fmt: skip
def test_what_is_missing_is_named(change: dict[str, Any], wrong: str) -> None:
    assert about(replace(FINE, **change)) == [wrong]


@pytest.mark.parametrize(
    ("decided_on", "wrong"), [(dt.date(2026, 6, 28), []), (dt.date(2026, 6, 29), ["order_basis"])]
)
def test_the_duty_to_make_an_order_ended_on_29_june_2026(decided_on: dt.date, wrong: list[str]) -> None:
    assert about(replace(DFE, order_basis=OrderBasis.SAVED_DUTY, decided_on=decided_on), ORDER) == wrong


@pytest.mark.parametrize(
    ("change", "around", "wrong"),
    [
        ({"minister_approved_on": None}, ORDER, "minister_approved_on"),
        ({"letter_sent_on": None}, ORDER, "letter_sent_on"),
        ({"has_evidence": False}, ORDER, "file"),
        ({"reason": ""}, ORDER, "reason"),
        ({"minister_approved_on": TODAY + dt.timedelta(days=1), "letter_sent_on": TODAY + dt.timedelta(days=1)},
         ORDER, "minister_approved_on letter_sent_on"),
        ({"letter_sent_on": dt.date(2027, 2, 1)}, ORDER, "letter_sent_on"),
        ({"body": "trust_board"}, ORDER, "body"),
        ({}, VOLUNTARY, "outcome"),
        ({}, TRANSFER, "outcome"),
        ({}, replace(TRANSFER, approved_by_dfe=True), "outcome"),
        ({}, replace(ORDER, on_hold=True), ""),
        ({}, replace(ORDER, opened=True), ""),
    ],
)  # fmt: skip
def test_an_order_is_revoked_after_all_three_steps(
    change: dict[str, Any], around: Around, wrong: str
) -> None:
    assert about(replace(REVOKED, **change), around) == wrong.split(" ")


@pytest.mark.parametrize(
    ("body", "outcome", "ending"),
    [
        ("trust_board", "approved", None),
        ("dfe", "conditions", None),
        ("dfe", "deferred", None),
        ("dfe", "declined", EndOutcome.DECLINED_DFE),
        ("dfe", "revoked", EndOutcome.DECLINED_DFE),
        ("trust_board", "declined", EndOutcome.DECLINED_TRUST),
        ("governing_body", "declined", EndOutcome.DECLINED_GOVERNING_BODY),
        ("sat_board", "withdrawn", EndOutcome.WITHDRAWN_SCHOOL),
        ("trust_board", "withdrawn", EndOutcome.WITHDRAWN_TRUST),
        ("diocese", "declined", EndOutcome.OTHER),
    ],
)
def test_how_a_project_ends_after_a_decision(body: str, outcome: str, ending: EndOutcome | None) -> None:
    assert ending_of(body, outcome) is ending


def test_every_body_has_a_milestone_of_its_own() -> None:
    assert set(MILESTONE_OF) == set(DecisionBody)
    assert [body_of(code) for code in MILESTONE_OF.values()] == list(MILESTONE_OF)
    assert body_of("") is None
    assert body_of("LEG-01") is None


def test_conditions_are_lines_without_marks() -> None:
    text = "- Sign the lease\n\n • Finish the RAAC survey \r\n– Agree the deficit"
    assert conditions_in(text) == ("Sign the lease", "Finish the RAAC survey", "Agree the deficit")
    assert conditions_in(" \n") == ()


AFTER = replace(FINE, body="governing_body", after_consultation=True, considered="Read by all")


@pytest.mark.parametrize(
    ("deciding", "wrong"),
    [
        (AFTER, []),
        (replace(AFTER, considered=" "), ["considered"]),
        (replace(AFTER, outcome="declined", reason="No", considered=""), ["considered"]),
        # What is put off is not settled yet.
        (replace(AFTER, outcome="deferred", reason="More talks", considered=""), []),
        (replace(AFTER, after_consultation=False, considered=""), []),
        (replace(AFTER, outcome="changes", reason="The uniform stays"), []),
        (replace(AFTER, outcome="changes"), ["reason"]),
        (replace(DFE, outcome="changes", reason="x", order_basis=OrderBasis.APPLICATION), ["outcome"]),
        (replace(AFTER, votes_for=7, votes_against=4, votes_abstained=0), []),
        (replace(AFTER, votes_for=5, votes_against=5), []),
        (replace(AFTER, votes_for=4, votes_against=5), ["votes_for"]),
        (replace(AFTER, outcome="declined", reason="No", votes_for=6, votes_against=5), ["votes_for"]),
        (replace(AFTER, outcome="declined", reason="No", votes_for=5, votes_against=5), []),
        (replace(AFTER, votes_for=7), ["votes_against"]),
        (replace(AFTER, votes_against=7), ["votes_for"]),
        (replace(AFTER, votes_abstained=1), ["votes_for"]),
        (replace(AFTER, votes_for=-1, votes_against=0), ["votes_for", "votes_for"]),
    ],
)
def test_what_was_weighed_and_voted_fits_the_outcome(deciding: Deciding, wrong: list[str]) -> None:
    assert about(deciding) == wrong
