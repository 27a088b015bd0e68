"""What a trust is made of, with and without one school more; and which trusts a school's faith allows."""

from __future__ import annotations

import pytest

from partnerships.rules.faith_limits import faith_limits
from partnerships.rules.trust_mix import Member, by_faith, by_kind, by_phase, first_of, size_of

PRIMARY = Member("Primary", "34", "Does not apply", 200)
SECONDARY = Member("Secondary", "34", "Church of England", 900)
SPECIAL = Member("Not applicable", "44", "", None)
PRU = Member("Not applicable", "14", "None", 40)


def told(lines: list) -> list[tuple[str, int, int]]:
    return [(line.name, line.now, line.then) for line in lines]


def test_by_phase_in_the_order_of_school_life() -> None:
    assert told(by_phase([SECONDARY, PRIMARY, PRIMARY], SPECIAL)) == [
        ("Primary", 2, 2), ("Secondary", 1, 1), ("Not applicable", 0, 1),
    ]  # fmt: skip
    assert told(by_phase([], Member("", "01", ""))) == [("Not given in GIAS", 0, 1)]


def test_by_kind_the_most_first() -> None:
    assert told(by_kind([PRIMARY, SECONDARY, PRU], SPECIAL)) == [
        ("Mainstream", 2, 2), ("Alternative provision", 1, 1), ("Special", 0, 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("character", "faith"),
    [
        ("Church of England", "Church of England"), ("Anglican", "Church of England"), ("Roman Catholic", "Catholic"),
        ("Sikh", "Another faith"), ("None", "No religious character"), ("Does not apply", "No religious character"),
        ("", "Not given in GIAS"),
    ],
)  # fmt: skip
def test_by_faith(character: str, faith: str) -> None:
    assert told(by_faith([], Member("Primary", "01", character))) == [(faith, 0, 1)]


def test_what_would_be_the_first_of_its_sort() -> None:
    assert first_of(by_phase([PRIMARY], SECONDARY)) == ["Secondary"]
    assert first_of(by_phase([PRIMARY], PRIMARY)) == []
    assert first_of(by_faith([PRIMARY], SPECIAL)) == []


def test_size_says_for_how_many_gias_is_silent() -> None:
    size = size_of([PRIMARY, SECONDARY, SPECIAL])
    assert (size.schools, size.pupils, size.untold) == (3, 1100, 1)


COFE, CATHOLIC, NONE = "Church of England", "Roman Catholic", "Does not apply"


@pytest.mark.parametrize(
    ("type_code", "character", "others", "limited", "said", "unsaid"),
    [
        # No answer without GIAS's.
        ("02", "", [COFE], None, ["does not give the school’s religious character"], []),
        # No church: no limit; foundations consent, and a trust of church schools is asked.
        ("01", NONE, [COFE, NONE], False, ["no religious character"], ["foundation", "articles"]),
        ("05", NONE, [NONE], False, ["foundation governors have to consent"], ["articles"]),
        ("01", "None", [COFE, CATHOLIC], False, ["Every school of the trust has a religious character"], []),
        ("01", "None", [], False, ["no religious character"], ["Every school"]),
        # Voluntary aided: a church majority. Voluntary controlled: either. One diocese's policy, so both say so.
        ("02", COFE, [COFE, NONE], True, ["voluntary aided", "majority", "vary", "1 of the trust’s 2"], ["minority"]),
        ("2", COFE, [NONE], True, ["majority", "The trust’s one school is not", "articles may have to change"], []),
        ("03", COFE, [COFE, COFE], True, ["majority or a minority", "vary", "2 of the trust’s 2 schools are"], []),
        ("02", CATHOLIC, [COFE], True, ["Catholic", "bishop", "one school is not Catholic"], []),
        ("02", CATHOLIC, [], True, ["GIAS shows no schools in the trust"], ["None of"]),
        # An academy's church agreement moves with it.
        ("34", COFE, [COFE], True, ["church supplemental agreement", "Dioceses vary"], ["voluntary"]),
        ("05", COFE, [COFE], True, ["the church’s policy bears"], ["voluntary"]),
        # Other faiths have bodies of their own.
        ("02", "Sikh", [NONE], True, ["Its religious character is Sikh", "Such bodies vary"], ["Dioceses"]),
        ("02", "Jewish", ["Jewish", NONE], True, ["1 of the trust’s 2 schools is"], []),
    ],
)  # fmt: skip
def test_limits_of_faith(
    type_code: str,
    character: str,
    others: list[str],
    limited: bool | None,
    said: list[str],
    unsaid: list[str],
) -> None:
    found = faith_limits(
        type_code=type_code, religious_character=character, diocese="Diocese of Westmarch", others=others
    )
    text = " ".join(found.sentences)
    assert found.limited is limited
    assert [words for words in said if words not in text] == []
    assert [words for words in unsaid if words in text] == []


@pytest.mark.parametrize(
    ("diocese", "asked"),
    [
        ("Diocese of Westmarch", "ask the Diocese of Westmarch"),
        ("Westmarch", "ask Westmarch"),
        ("Not applicable", "ask the diocese"),
        ("", "ask the diocese"),
    ],
)
def test_whom_to_ask(diocese: str, asked: str) -> None:
    found = faith_limits(type_code="02", religious_character=COFE, diocese=diocese)
    assert asked in " ".join(found.sentences)
