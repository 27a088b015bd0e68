import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.rules.facts import FACTS
from partnerships.rules.prefill import from_register
from partnerships.rules.register import KNOWN_TYPES, SchoolFacts


@pytest.mark.parametrize(
    ("school", "key", "answer"),
    [
        ({"religious_character": "Church of England"}, "church", "yes"),
        ({"religious_character": "Roman Catholic"}, "religious_character", "yes"),
        ({"religious_character": "Methodist"}, "church", "no"),
        ({"religious_character": "Methodist"}, "religious_character", "yes"),
        ({"religious_character": "Does not apply"}, "church", "no"),
        ({"religious_character": "Does not apply"}, "religious_character", "no"),
        ({"type_code": "01"}, "church", "no"),
        ({"type_code": "01"}, "religious_character", "no"),
        ({"type_code": "02"}, "church", None),
        ({"type_code": "34"}, "religious_character", None),
        ({"type_code": "2"}, "foundation", "yes"),
        ({"type_code": "03"}, "foundation", "yes"),
        ({"type_code": "07"}, "foundation", "no"),
        ({"type_code": "05"}, "foundation", None),
        ({"type_code": "05", "trust_flag": "1"}, "foundation", "yes"),
        ({"type_code": "12", "foundation_trust": "A learning trust"}, "foundation", "yes"),
        ({"type_code": "34", "trust_flag": "1"}, "foundation", None),
        ({"type_code": "01"}, "la_land", "yes"),
        ({"type_code": "03"}, "la_land", None),
        ({"type_code": "05"}, "own_freehold", "yes"),
        ({"type_code": "01"}, "own_freehold", None),
        ({"type_code": "14"}, "land_restriction", "no"),
        ({"type_code": "02"}, "land_restriction", None),
        ({"type_code": "7"}, "special_or_ap", "yes"),
        ({"type_code": "14"}, "special_or_ap", "yes"),
        ({"type_code": "01"}, "special_or_ap", "no"),
        ({"type_code": "77"}, "special_or_ap", None),
        ({"resourced_provision": "SEN unit"}, "sen_unit", "yes"),
        ({"resourced_provision": "Not applicable"}, "sen_unit", "no"),
        ({"resourced_provision": "Not applicable", "sen_unit_capacity": 8}, "sen_unit", "yes"),
        ({"resourced_provision_capacity": 0}, "sen_unit", None),
        ({"nursery_provision": "Has Nursery Classes"}, "nursery", "yes"),
        ({"nursery_provision": "No Nursery Classes"}, "nursery", "no"),
        ({"type_code": "15", "nursery_provision": "Not applicable"}, "nursery", "yes"),
        ({"federation_flag": "Supported by a federation"}, "federation", "yes"),
        ({"federation_flag": "Not under a federation"}, "federation", "no"),
        ({"type_code": "01"}, "childrens_centre", None),
    ],
)
def test_gias_answers_what_it_knows(school, key, answer):
    found = from_register(SchoolFacts(**school))
    assert found.get(key, (None, ""))[0] == answer


def test_a_blank_record_answers_nothing():
    assert from_register(SchoolFacts()) == {}


schools = st.builds(
    SchoolFacts,
    type_code=st.sampled_from([*sorted(KNOWN_TYPES), "", "99"]),
    religious_character=st.sampled_from(["", "Does not apply", "Church of England", "Hindu"]) | st.text(),
    nursery_provision=st.sampled_from(["", "Has Nursery Classes"]) | st.text(),
    resourced_provision=st.text(),
    sen_unit_capacity=st.none() | st.integers(0, 30),
    federation_flag=st.text(),
    trust_flag=st.sampled_from(["", "0", "1", "3"]),
)


@given(schools)
def test_every_answer_is_a_known_one_with_a_sentence(school):
    for key, (answer, reason) in from_register(school).items():
        assert answer in FACTS[key].values
        assert reason.endswith(".")
