"""Conditions taken apart for a form, and put together again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.data import shipped_template
from partnerships.rules.conditions import condition_problems, decide
from partnerships.rules.template_terms import Joined, put_together, taken_apart, term_choices
from partnerships.rules.words import Route

CHURCH, PFI = {"fact": "church"}, {"fact": "pfi"}
BASIS = {"fact": "order_basis", "is": ["s4_1_b"]}


@pytest.mark.parametrize(
    ("condition", "shown"),
    [
        (None, (Joined.ALWAYS, ())),
        ({}, (Joined.ALWAYS, ())),
        (CHURCH, (Joined.ALL, ("church=yes",))),
        ({"not": CHURCH}, (Joined.ALL, ("church=no",))),
        ({"fact": "church", "is": ["no"]}, (Joined.ALL, ("church=no",))),
        (BASIS, (Joined.ALL, ("order_basis=s4_1_b",))),
        ({"not": BASIS}, (Joined.ALL, ("order_basis!=s4_1_b",))),
        (
            {"fact": "order_basis", "is": ["s4_1_b", "s4_A1"]},
            (Joined.ANY, ("order_basis=s4_1_b", "order_basis=s4_A1")),
        ),
        ({"any": [CHURCH, {"not": PFI}]}, (Joined.ANY, ("church=yes", "pfi=no"))),
        ({"all": [CHURCH, PFI]}, (Joined.ALL, ("church=yes", "pfi=yes"))),
        ({"all": [CHURCH, {"any": [PFI, BASIS]}]}, None),
        ({"not": {"any": [CHURCH, PFI]}}, None),
        ({"any": [CHURCH, None]}, None),
    ],
)
def test_a_condition_is_shown_as_terms_unless_it_is_nested(condition, shown):
    assert taken_apart(condition) == shown


def test_every_condition_of_the_shipped_template_can_be_shown():
    shown = [taken_apart(each) for row in shipped_template() for each in row.conditions.values()]
    assert shown
    assert None not in shown


@pytest.mark.parametrize("route", Route)
def test_every_term_offered_makes_a_sound_condition(route):
    for term, words in term_choices(route):
        condition = put_together(Joined.ALL, [term])
        assert condition_problems(condition) == [], words
        assert taken_apart(condition) == (Joined.ALL, (term,))


def test_questions_of_other_routes_are_not_offered():
    terms = {term for term, _ in term_choices(Route.TRANSFER)}
    assert "land_moves=yes" in terms
    assert "la_land=yes" not in terms
    assert "has_partnership=yes" in terms


def test_without_a_term_it_always_applies():
    assert put_together(Joined.ANY, []) is None
    assert put_together(Joined.ALWAYS, ["church=yes"]) is None
    assert put_together(Joined.ANY, ["church=yes", "church=yes"]) == CHURCH


terms = st.lists(st.sampled_from([term for term, _ in term_choices(Route.ORDER)]), min_size=1, max_size=4)
answers = st.dictionaries(
    st.sampled_from(["church", "pfi", "nursery", "order_basis"]),
    st.sampled_from(["yes", "no", "unknown", "s4_1_a", "s4_1_b"]),
)


@given(st.sampled_from([Joined.ALL, Joined.ANY]), terms, answers)
def test_what_is_put_together_and_taken_apart_decides_the_same(joined, chosen, known):
    condition = put_together(joined, chosen)
    again = put_together(*taken_apart(condition))
    assert decide(again, known) == decide(condition, known)
