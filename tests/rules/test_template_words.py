"""A template's milestone in words."""

import pytest

from partnerships.rules.plan import Dependency
from partnerships.rules.template_words import (
    say_applies,
    say_condition,
    say_dependency,
    say_length,
    say_owners,
    say_when,
)
from partnerships.rules.words import Anchor, OwnerRole, Route
from tests.rules.rows import row

CHURCH, PFI = {"fact": "church"}, {"fact": "pfi"}


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        (None, "Always"),
        (CHURCH, "Church school: yes"),
        ({"not": CHURCH}, "Church school: no"),
        ({"fact": "church", "is": ["no"]}, "Church school: no"),
        ({"any": [CHURCH, PFI]}, "Church school: yes, or PFI contract: yes"),
        ({"all": [CHURCH, {"not": PFI}]}, "Church school: yes, and PFI contract: no"),
        (
            {"all": [CHURCH, {"any": [PFI, {"fact": "nursery"}]}]},
            "Church school: yes, and (PFI contract: yes, or Nursery: yes)",
        ),
        ({"not": {"any": [CHURCH, PFI]}}, "not (Church school: yes, or PFI contract: yes)"),
        ({"any": [CHURCH, None]}, "Church school: yes, or always"),
        (
            {"fact": "order_basis", "is": ["s4_1_b"]},
            "Basis of the order: Intervention power, section 4(1)(b)",
        ),
    ],
)
def test_a_condition_in_words(condition, said):
    assert say_condition(condition) == said


def test_when_it_is_due_by_route():
    of = row("CON-01", days={Route.VOLUNTARY: -84, Route.TRANSFER: 0}, conditions={Route.ORDER: PFI})
    assert say_when(of, Route.VOLUNTARY) == "12 weeks before conversion"
    assert say_when(of, Route.TRANSFER) == "On the day of transfer"
    assert say_when(of, Route.ORDER) == "Not in this route"
    assert say_applies(of, Route.VOLUNTARY) == "Always"
    assert say_applies(of, Route.ORDER) == ""
    after = row("PAR-04", anchor=Anchor.PARTNERSHIP_START, days={Route.ORDER: 10})
    assert say_when(after, Route.ORDER) == "10 days after the partnership starts"


def test_what_it_waits_for_names_the_routes_where_it_is_not_all():
    titles = {"CON-06": "Close the consultation"}
    assert say_dependency(Dependency("CON-06"), titles) == "CON-06 Close the consultation"
    some = Dependency("CON-06", frozenset({Route.TRANSFER, Route.VOLUNTARY}))
    assert say_dependency(some, titles) == "CON-06 Close the consultation (voluntary conversion, transfer)"
    assert say_dependency(Dependency("ZZZ-1"), titles) == "ZZZ-1 which is not in the template"


def test_lengths_and_owners():
    assert (say_length(42), say_length(10), say_length(None)) == ("6 weeks", "10 days", "")
    assert say_owners(row("CON-01", owners=(OwnerRole.GB, OwnerRole.DFE))) == (
        "Governing body or single-academy trust board, DfE"
    )
