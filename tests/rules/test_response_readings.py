"""What a person says of a file's columns and words: whose it is, and what of it is kept."""

from __future__ import annotations

from datetime import date

import pytest

from partnerships.rules.response_columns import Holds
from partnerships.rules.response_mapping import Asked, Reading, Sheet, asked_words, understand, with_words


def test_what_is_said_of_one_column_is_not_said_of_another_of_nearly_the_same_heading() -> None:
    sheet = Sheet(["1. Comment", "Comment", "For?"], [(2, ["Ann Archer, 3 Mill Lane", "Good", "Yes"])])
    reading = Reading(
        columns={"1. Comment": "name", "Comment": "comment", "For?": "stance"}, received_on="2026-11-02"
    )
    (row,) = understand(sheet, reading, themes=(), today=date(2026, 11, 22)).rows
    assert (row.comment, row.sender.name) == ("Good", "Ann Archer, 3 Mill Lane")
    turned = Reading(
        columns={"1. Comment": "comment", "Comment": "nothing"}, received_on="2026-11-02", stance="for"
    )
    (row,) = understand(sheet, turned, themes=(), today=date(2026, 11, 22)).rows
    assert row.comment == "Ann Archer, 3 Mill Lane"


@pytest.mark.parametrize(
    ("known", "word", "said", "kept"),
    [
        ({}, "ann archer", "", {}),  # refused anyway: nothing to keep
        ({}, "parent", "parents", {}),  # guessed anyway
        ({}, "zebra", "other", {"zebra": "other"}),
        ({}, "parent", "", {"parent": ""}),
        ({}, "parent", "staff", {"parent": "staff"}),
        ({"zebra": "other"}, "zebra", "", {}),
        ({"parent": ""}, "parent", "parents", {}),
        ({"zebra": "other"}, "ann archer", "", {"zebra": "other"}),
    ],
)
def test_only_what_would_not_be_guessed_of_a_word_is_kept(
    known: dict[str, str], word: str, said: str, kept: dict[str, str]
) -> None:
    asked = Asked(Holds.AUDIENCE, word, 1, "")
    assert with_words({"audience": known}, [(asked, said)]) == {"audience": kept}


def test_a_word_whose_rows_are_refused_is_not_guessed_again() -> None:
    sheet = Sheet(["Group", "For?"], [(2, ["Parent", "Yes"]), (3, ["Staff", "Yes"])])
    reading = Reading(
        columns={"Group": "audience", "For?": "stance"}, received_on="2026-11-02", words={"audience": {"parent": ""}}
    )  # fmt: skip
    found = understand(sheet, reading, themes=(), today=date(2026, 11, 22))
    assert [row.row for row in found.rows] == [3]
    assert [(each.row, each.reason[:8]) for each in found.refused] == [(2, "“Parent”")]
    assert [each.means for each in asked_words(sheet, reading)[Holds.AUDIENCE]] == ["", "staff"]
