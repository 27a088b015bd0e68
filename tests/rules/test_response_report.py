"""What a response document keeps, when it can be published, what can be quoted; themes and addresses in words."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from partnerships.rules.analysis import Span
from partnerships.rules.response_document import read_content
from partnerships.rules.response_report import (
    Standing,
    ThemeSaid,
    content_of,
    publish_problems,
    read_numbers,
)
from partnerships.rules.sharing import share_name_problems, tidy_name
from partnerships.rules.themes import answer_problems, joined, name_problems

OPEN, CLOSE, TODAY = dt.date(2026, 11, 2), dt.date(2026, 12, 11), dt.date(2027, 1, 20)
EMPTY = {
    "title": "Joining", "question": "", "school": "Brackenholt", "opens_on": None, "closes_on": None, "methods": [],
    "by_group": {}, "by_channel": {}, "step": "day", "spans": [], "duplicates": 0, "meetings": 0, "themes": [],
}  # fmt: skip


def standing(**said: Any) -> Standing:
    return Standing(**{**EMPTY, **said})


def test_what_is_kept_is_read_again_as_it_was() -> None:
    kept = content_of(
        standing(
            opens_on=OPEN,
            closes_on=CLOSE,
            methods=["web", "carrier pigeon"],
            by_group={"parents": {"for": 7}},
            by_channel={"web": {"for": 7}},
            step="week",
            spans=[Span("First week", "2 Nov", 7)],
            themes=[ThemeSaid("Land", {"parents": {"for": 6}}, "H", "C", "N")],
        )
    )
    told = read_content(json.loads(json.dumps(kept)))
    assert (told.opens_on, told.closes_on, told.methods, told.total) == (OPEN, CLOSE, ["Web form"], 7)
    assert told.spans == [Span("First week", "2 Nov", 7)]
    assert (told.themes[0].words, told.themes[0].not_changed) == ("6 responses: parents and carers 6", "N")
    assert told.all_told.cells[0][1:] == (7, 100)


def test_what_is_kept_tells_no_small_group_apart() -> None:
    """Neither in the tables nor in a theme: what is stored can be published as it is."""
    kept = content_of(
        standing(
            by_group={"parents": {"for": 20}, "la": {"against": 1}, "staff": {"for": 6, "against": 2}},
            by_channel={"web": {"for": 26, "against": 2}, "phone": {"against": 1}},
            themes=[
                ThemeSaid("Land", {"parents": {"for": 8}, "la": {"against": 1}}),
                ThemeSaid("Name", {"la": {"against": 1}}),
            ],
        )
    )
    assert [(line["label"], line["total"]) for line in kept["groups"]] == [
        ("Parents and carers", 20),
        ("Staff and local authority", 9),
    ]
    assert [(line["label"], line["total"]) for line in kept["channels"]] == [("Web form and telephone", 29)]
    assert [(line["label"], line["total"]) for line in kept["themes"][0]["from"]] == [
        ("Parents and carers and local authority", 9)
    ]
    assert kept["themes"][1]["from"] == []


def test_four_responses_in_all_are_not_broken_down_at_all() -> None:
    kept = content_of(standing(by_group={"parents": {"for": 3}, "staff": {"against": 1}}))
    assert kept["overall"] == {}
    assert [line["counts"] for line in kept["groups"]] == [{}]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, ""),
        ({"opens_on": OPEN}, "It opened on 2 November 2026."),
        ({"closes_on": CLOSE}, "It closed on 11 December 2026."),
        ({"opens_on": OPEN, "closes_on": CLOSE}, "It was open from 2 November 2026 to 11 December 2026."),
    ],
)
def test_the_window_in_words(said: dict[str, Any], words: str) -> None:
    assert read_content(content_of(standing(**said))).window_words == words


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, ""),
        ({"methods": ["web"]}, "People could respond by web form."),
        ({"methods": ["web", "email"], "meetings": 1},
         "People could respond by web form and e-mail. There was 1 meeting."),
        ({"meetings": 3}, "There were 3 meetings."),
    ],
)  # fmt: skip
def test_the_ways_in_words(said: dict[str, Any], words: str) -> None:
    assert read_content(content_of(standing(**said))).ways_words == words


@pytest.mark.parametrize(
    ("text", "numbers", "said"),
    [
        ("", [], ""),
        ("3", [3], ""),
        (" 3, 17;42 3 ", [3, 17, 42], ""),
        ("3-5", [], "“3-5” is not the number"),
        ("²", [], "is not the number"),
        ("123456789", [], "is not the number"),
        (" ".join(map(str, range(30))), list(range(30)), ""),
        (" ".join(map(str, range(31))), [], "at most 30"),
    ],
)
def test_numbers_of_responses(text: str, numbers: list[int], said: str) -> None:
    found, problems = read_numbers(text)
    assert found == numbers
    assert said in " ".join(problems)
    assert bool(problems) is bool(said)


@pytest.mark.parametrize(
    ("published", "on", "closes", "said"),
    [
        (None, TODAY, None, ""),
        (None, TODAY, CLOSE, ""),
        (None, CLOSE, CLOSE, ""),
        (None, CLOSE - dt.timedelta(days=1), CLOSE, "closes on 11 December 2026"),
        (None, None, CLOSE, "Enter the day"),
        (None, TODAY + dt.timedelta(days=1), CLOSE, "in the future"),
        (TODAY, TODAY, CLOSE, "was published on 20 January 2027"),
    ],
)
def test_when_a_version_can_be_published(
    published: dt.date | None, on: dt.date | None, closes: dt.date | None, said: str
) -> None:
    problems = publish_problems(published_on=published, today=TODAY, on=on, closes_on=closes)
    assert said in " ".join(problems)
    assert bool(problems) is bool(said)


@pytest.mark.parametrize(
    ("name", "tidy", "taken", "said"),
    [
        ("Brackenholt", "brackenholt", False, ""),
        (" Joining  Harrowmere ", "joining-harrowmere", False, ""),
        ("year-2027", "year-2027", False, ""),
        ("brackenholt", "brackenholt", True, "cannot be used"),
        ("abc", "abc", False, "4 to 60"),
        ("-school", "-school", False, "single hyphens"),
        ("school_name", "school_name", False, "single hyphens"),
        ("schule/ä", "schule/ä", False, "without accents"),
    ],
)
def test_names_of_public_pages(name: str, tidy: str, taken: bool, said: str) -> None:
    assert tidy_name(name) == tidy
    problems = share_name_problems(tidy, taken=taken)
    assert said in " ".join(problems)
    assert bool(problems) is bool(said)


@pytest.mark.parametrize(
    ("name", "others", "said"),
    [
        ("Land", [], ""),
        ("  ", [], "Enter what the theme is called"),
        ("x" * 120, [], ""),
        ("x" * 121, [], "at most 120"),
        ("LAND ", ["Land"], "“Land” is in the list already"),
    ],
)
def test_names_of_themes(name: str, others: list[str], said: str) -> None:
    problems = name_problems(name, others=others)
    assert said in " ".join(problems)
    assert bool(problems) is bool(said)


@pytest.mark.parametrize(
    ("heard", "changed", "not_changed", "about"),
    [
        ("H", "C", "", []),
        ("H", "", "N", []),
        ("H", "C", "N", []),
        ("H", " ", " ", ["changed"]),
        ("", "C", "", ["heard"]),
        ("", "", "", ["heard", "changed"]),
    ],
)
def test_answers_to_themes(heard: str, changed: str, not_changed: str, about: list[str]) -> None:
    found = answer_problems(heard=heard, changed=changed, not_changed=not_changed)
    assert [problem.about for problem in found] == about


@pytest.mark.parametrize(
    ("first", "second", "both"),
    [("", "", ""), ("A", "", "A"), ("", "B ", "B"), ("A", "B", "A\n\nB"), ("A", "A ", "A")],
)
def test_two_answers_become_one(first: str, second: str, both: str) -> None:
    assert joined(first, second) == both
