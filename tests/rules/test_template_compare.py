"""What differs between two templates."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.data import shipped_template
from partnerships.rules.plan import Dependency
from partnerships.rules.template_compare import compare
from partnerships.rules.words import Anchor, OwnerRole, Phase, Route
from tests.rules.rows import row

WEEK = dict.fromkeys(Route, -7)


def rows(*codes: str):
    return [row(code, position=place) for place, code in enumerate(codes, 1)]


def test_a_template_does_not_differ_from_itself():
    same = compare(shipped_template(), shipped_template())
    assert same.is_same
    assert same.same == len(shipped_template())


def test_what_was_added_and_what_was_retired_are_told_in_order():
    found = compare(rows("CON-01", "CON-02", "CON-03"), rows("CON-09", "CON-02", "CON-08"))
    assert [each.code for each in found.added] == ["CON-09", "CON-08"]
    assert [each.code for each in found.retired] == ["CON-01", "CON-03"]
    assert (found.changed, found.same, found.is_same) == ((), 1, False)


@pytest.mark.parametrize(
    ("given", "what", "before", "after"),
    [
        ({"title": "Begin"}, "Title", "Do CON-01", "Begin"),
        ({"phase": Phase.APPLY}, "Phase", "Consult and decide", "Apply"),
        (
            {"days": {**WEEK, Route.ORDER: -84}},
            "Due, academy order (sponsored)",
            "1 week before conversion",
            "12 weeks before conversion",
        ),
        (
            {"days": {Route.VOLUNTARY: -7, Route.ORDER: -7}},
            "Due, transfer",
            "1 week before transfer",
            "Not in this route",
        ),
        ({"takes_days": 42}, "Usually takes", "", "6 weeks"),
        ({"repeat_days": 91}, "Repeats every", "", "13 weeks"),
        (
            {"conditions": {Route.TRANSFER: {"fact": "pfi"}}},
            "Applies, transfer",
            "Always",
            "PFI contract: yes",
        ),
        ({"owners": (OwnerRole.DFE,)}, "Owner", "", "DfE"),
        ({"evidence": "Minute"}, "Evidence", "", "Minute"),
        ({"guidance": "Ask early."}, "Guidance", "", "Ask early."),
        (
            {"depends_on": (Dependency("CON-02", frozenset({Route.ORDER})),)},
            "Waits for",
            "",
            "CON-02 Do CON-02 (academy order (sponsored))",
        ),
    ],
)
def test_a_change_has_before_and_after_in_words(given, what, before, after):
    one, two = row("CON-01", days=WEEK), row("CON-02", position=2)
    (change,) = compare([one, two], [replace(one, **given), two]).changed
    said = [(field.what, field.before, field.after) for field in change.fields]
    assert (what, before, after) in said
    assert change.row.code == "CON-01"


def test_a_new_anchor_shows_in_every_route():
    one = row("CON-01", days=WEEK)
    (change,) = compare([one], [replace(one, anchor=Anchor.PARTNERSHIP_END)]).changed
    assert [field.after for field in change.fields] == ["1 week before the partnership ends"] * 3


def test_a_new_title_of_what_it_waits_for_is_no_change_of_its_own():
    first, second = row("CON-01"), row("CON-02", "CON-01", position=2)
    found = compare([first, second], [replace(first, title="Begin"), second])
    assert [change.row.code for change in found.changed] == ["CON-01"]


def test_only_what_left_its_place_has_moved():
    found = compare(
        rows("CON-01", "CON-02", "CON-03", "CON-04"), rows("CON-02", "CON-03", "CON-05", "CON-01", "CON-04")
    )
    (change,) = found.changed
    (field,) = change.fields
    assert (change.row.code, field.what) == ("CON-01", "Place")
    assert (field.before, field.after) == ("First", "After CON-05 Do CON-05")


orders = st.permutations(["CON-01", "CON-02", "CON-03", "CON-04", "CON-05", "CON-06"])


@given(orders, orders)
def test_taken_out_what_moved_the_others_stand_as_before(before, after):
    moved = {change.row.code for change in compare(rows(*before), rows(*after)).changed}
    assert [each for each in before if each not in moved] == [each for each in after if each not in moved]
