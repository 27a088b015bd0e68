from partnerships.rules.facts import FACTS, facts_for
from partnerships.rules.words import Route


def test_every_fact_is_a_question_with_words_of_its_own():
    for key, fact in FACTS.items():
        assert fact.key == key
        assert fact.question.endswith("?")
        assert fact.label
        assert fact.help.endswith(".")
        assert fact.routes
        assert "unknown" not in fact.values
    assert len({fact.label for fact in FACTS.values()}) == len(FACTS)
    assert len({fact.question for fact in FACTS.values()}) == len(FACTS)


def test_questions_are_asked_only_in_the_routes_where_they_matter():
    transfer = {fact.key for fact in facts_for(Route.TRANSFER)}
    voluntary = {fact.key for fact in facts_for(Route.VOLUNTARY)}
    assert {"fresh_start", "outgoing_trust_closes", "land_moves"} <= transfer - voluntary
    assert {"la_land", "sacre_wanted"} <= voluntary - transfer
    assert "order_basis" in {fact.key for fact in facts_for(Route.ORDER)} - voluntary
    assert {fact.key for fact in facts_for(None)} == transfer & voluntary


def test_nobody_is_asked_a_derived_fact():
    assert FACTS["has_partnership"].derived
    assert all(FACTS["has_partnership"] not in facts_for(route) for route in [*Route, None])


def test_answers_are_said_in_words():
    assert FACTS["pfi"].label_of("yes") == "Yes"
    assert FACTS["pfi"].label_of("") == FACTS["pfi"].label_of("unknown") == "Not known yet"
    assert "section 4(1)(b)" in FACTS["order_basis"].label_of("s4_1_b")
    assert FACTS["order_basis"].label_of("unknown") == "Not known yet"
    assert FACTS["order_basis"].label_of("s9") == "s9"


def test_a_question_can_stand_inside_a_sentence():
    assert FACTS["pfi"].inline == "does the school have a PFI contract?"
