import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.rules.conditions import ALWAYS, condition_problems, decide, facts_in
from partnerships.rules.words import Applies

YES, NO, UNKNOWN = Applies.YES, Applies.NO, Applies.UNKNOWN
OPPOSITE = {YES: NO, NO: YES, UNKNOWN: UNKNOWN}
PFI, CHURCH, LGPS = {"fact": "pfi"}, {"fact": "church"}, {"fact": "lgps"}
BY_INTERVENTION = {"fact": "order_basis", "is": ["s4_1_b", "s4_A1"]}

KEYS = ["pfi", "church", "lgps", "nursery"]
leaves = st.sampled_from(KEYS).map(lambda key: {"fact": key}) | st.just(BY_INTERVENTION)
conditions = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"all": parts})
        | st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"any": parts})
        | inner.map(lambda part: {"not": part})
    ),
    max_leaves=8,
)
answers = st.fixed_dictionaries(
    {},
    optional={key: st.sampled_from(["yes", "no", "unknown", ""]) for key in KEYS}
    | {"order_basis": st.sampled_from(["s4_1_a", "s4_1_b", "unknown"])},
)


@pytest.mark.parametrize(
    ("condition", "given_answers", "applies", "because", "ask"),
    [
        (None, {}, YES, (), ()),
        ({}, {"pfi": "no"}, YES, (), ()),
        (PFI, {"pfi": "yes"}, YES, ("pfi",), ()),
        (PFI, {"pfi": "no"}, NO, ("pfi",), ()),
        (PFI, {}, UNKNOWN, (), ("pfi",)),
        (PFI, {"pfi": ""}, UNKNOWN, (), ("pfi",)),
        (BY_INTERVENTION, {"order_basis": "s4_1_b"}, YES, ("order_basis",), ()),
        (BY_INTERVENTION, {"order_basis": "s4_1_a"}, NO, ("order_basis",), ()),
        ({"not": PFI}, {"pfi": "no"}, YES, ("pfi",), ()),
        ({"not": PFI}, {}, UNKNOWN, (), ("pfi",)),
        ({"all": [PFI, CHURCH]}, {"pfi": "yes", "church": "yes"}, YES, ("pfi", "church"), ()),
        ({"all": [PFI, CHURCH]}, {"church": "no"}, NO, ("church",), ()),
        ({"all": [PFI, CHURCH]}, {"pfi": "yes"}, UNKNOWN, (), ("church",)),
        ({"any": [PFI, CHURCH]}, {"pfi": "yes"}, YES, ("pfi",), ()),
        ({"any": [PFI, CHURCH]}, {"pfi": "no"}, UNKNOWN, (), ("church",)),
        ({"any": [PFI, CHURCH]}, {"pfi": "no", "church": "no"}, NO, ("pfi", "church"), ()),
        ({"all": [{"any": [PFI, CHURCH]}, LGPS]}, {"pfi": "yes", "lgps": "no"}, NO, ("lgps",), ()),
    ],
)
def test_a_condition_is_decided_in_three_values(condition, given_answers, applies, because, ask):
    verdict = decide(condition, given_answers)
    assert (verdict.applies, verdict.because, verdict.ask) == (applies, because, ask)


@given(conditions, answers, answers)
def test_learning_more_never_turns_a_decision_round(condition, known, more):
    before = decide(condition, known)
    settled = {key: value for key, value in known.items() if value not in ("", "unknown")}
    after = decide(condition, more | settled)
    assert before.applies in (UNKNOWN, after.applies)


@given(st.lists(conditions, min_size=1, max_size=4), answers)
def test_not_all_is_any_not(parts, known):
    not_all = decide({"not": {"all": parts}}, known)
    any_not = decide({"any": [{"not": part} for part in parts]}, known)
    assert not_all == any_not


@given(conditions, answers)
def test_not_turns_yes_and_no_and_leaves_unknown(condition, known):
    assert decide({"not": condition}, known).applies == OPPOSITE[decide(condition, known).applies]
    assert decide({"not": {"not": condition}}, known) == decide(condition, known)


@given(st.lists(conditions, min_size=2, max_size=4), answers)
def test_order_does_not_matter(parts, known):
    for name in ("all", "any"):
        one, other = decide({name: parts}, known), decide({name: parts[::-1]}, known)
        assert one.applies == other.applies
        assert set(one.because) == set(other.because)
        assert set(one.ask) == set(other.ask)


@given(conditions, answers)
def test_the_reasons_alone_give_the_same_decision(condition, known):
    verdict = decide(condition, known)
    if verdict.applies == UNKNOWN:
        assert verdict.ask
        assert all(known.get(key, "") in ("", "unknown") for key in verdict.ask)
        assert not verdict.because
    else:
        assert not verdict.ask
        assert decide(condition, {key: known[key] for key in verdict.because}).applies == verdict.applies


@given(conditions, answers)
def test_when_everything_is_answered_nothing_is_unknown(condition, known):
    full = dict.fromkeys(KEYS, "no") | {"order_basis": "s4_1_a"}
    full |= {key: value for key, value in known.items() if value not in ("", "unknown")}
    assert decide(condition, full).applies != UNKNOWN


@given(conditions)
def test_well_formed_conditions_pass_and_survive_json(condition):
    assert condition_problems(condition) == []
    assert json.loads(json.dumps(condition)) == condition
    assert set(facts_in(condition)) <= {*KEYS, "order_basis"}


def test_facts_in_names_each_fact_once():
    assert facts_in({"any": [PFI, {"not": CHURCH}, {"all": [PFI, LGPS]}]}) == ("pfi", "church", "lgps")
    assert facts_in(None) == ()


@pytest.mark.parametrize("condition", [None, {}])
def test_no_condition_is_always(condition):
    assert condition_problems(condition) == []
    assert decide(condition, {}) == ALWAYS


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("pfi", "must be an object"),
        ([PFI], "must be an object"),
        (True, "must be an object"),
        ({"fact": "moat"}, "no fact named 'moat'"),
        ({"fact": ["pfi"]}, "no fact named"),
        ({"fact": "pfi", "all": []}, "has one of"),
        ({"all": [PFI], "any": [PFI]}, "has one of"),
        ({"some": [PFI]}, "this one has some"),
        ({"all": []}, "at least one condition"),
        ({"any": PFI}, "needs a list"),
        ({"not": {"any": [{"fact": "moat"}]}}, "no fact named 'moat'"),
        ({"fact": "order_basis"}, "choice of answers"),
        ({"fact": "order_basis", "is": []}, "at least one value"),
        ({"fact": "order_basis", "is": "s4_1_a"}, "at least one value"),
        ({"fact": "order_basis", "is": ["s4_1_a", "s9"]}, "'s9' is not an answer"),
        ({"fact": "pfi", "is": [["yes"]]}, "is not an answer"),
    ],
)
def test_a_badly_made_condition_is_named(condition, said):
    (problem,) = condition_problems(condition)
    assert said in problem


def test_a_bottomless_condition_is_refused():
    deep = PFI
    for _ in range(50):
        deep = {"not": deep}
    assert condition_problems(deep) == ["The condition is nested too deeply."]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["fact", "is", "all", "any", "not", "x"]), inner, max_size=3)
    ),
    max_leaves=10,
)


@given(json_values, answers)
def test_whatever_passes_the_check_can_be_decided(value, known):
    if not condition_problems(value):
        assert decide(value, known).applies in Applies
