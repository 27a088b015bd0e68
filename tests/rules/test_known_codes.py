"""Which milestones Trust Tracker knows by their codes, and what a template without one loses."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from partnerships.data import shipped_template
from partnerships.rules.checks import MAY_NEED_A_REASON, RULES, consulting, days, ordering
from partnerships.rules.deadlines import USUAL
from partnerships.rules.decisions import MILESTONE_OF
from partnerships.rules.known_codes import say_lost, uses_of
from partnerships.rules.readiness import BLOCKING, NOT_BLOCKING
from partnerships.rules.reviews import CODE_OF
from partnerships.rules.ticked import TICKED_WITH


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("EXP-01", "ticked when a project is started with an enquiry"),
        ("OPN-01", "ticked when the opening is recorded"),
        ("OPN-02", "ticked when the academy’s URN is recorded"),
        ("CON-12", "ticked when this decision is recorded"),
        ("CON-12", "blocks “Ready to apply?” while it is not done"),
        ("PST-11", "ticked when this review is recorded: 100-day review"),
        ("OPS-08", "on the list of “Ready to open?”"),
        ("PST-07", "blocks “Ready to close the project?” while it is not done"),
        ("OPS-06", "this rule looks at it: “Employee liability information comes at least 28 days"),
        ("LEG-02", "DfE usually sets a deadline for it"),
    ],
)
def test_what_is_lost_without_a_milestone_is_said(code: str, words: str) -> None:
    said = say_lost(code, "Its title")
    assert said.startswith(f"Trust Tracker knows “Its title” by its code, {code}.")
    assert words in said


def test_a_milestone_of_the_trust_s_own_takes_nothing_along() -> None:
    assert (uses_of("OWN-01"), say_lost("OWN-01", "Visit")) == ([], "")


def test_a_rule_names_every_milestone_that_it_asks_for() -> None:
    asked = set()
    for module in (consulting, days, ordering):
        asked |= set(re.findall(r'"([A-Z]{3}-[0-9]{2})"', Path(module.__file__).read_text()))
    named = {code for rule in RULES for code in rule.codes}
    assert asked == named
    assert named >= MAY_NEED_A_REASON


def test_every_code_that_is_known_is_in_the_shipped_template() -> None:
    known = {*TICKED_WITH, *MILESTONE_OF.values(), *USUAL, *(code for rule in RULES for code in rule.codes)}
    known |= set(CODE_OF.values())
    for codes in (*BLOCKING.values(), *NOT_BLOCKING.values()):
        known |= codes
    shipped = {row.code for row in shipped_template()}
    assert known <= shipped
    assert all(uses_of(code) for code in known)
