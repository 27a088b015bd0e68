"""What a response needs, which say the same, and how long senders are kept."""

from __future__ import annotations

from datetime import date

import pytest

from partnerships.rules.consultation_words import STARTER_THEMES
from partnerships.rules.responses import (
    LONGEST_COMMENT,
    Again,
    Incoming,
    Sender,
    WhenAgain,
    delete_day_problems,
    fingerprint,
    months_later,
    offered_themes,
    response_problems,
    row_key,
    senders_kept_until,
    sort_out,
    theme_names,
    undo_import_problems,
)

TODAY = date(2027, 3, 10)
LETTER = "We are worried that the school will lose its link with the parish."
GOOD = {
    "received_on": date(2027, 3, 1), "audience": "parents", "channel": "web", "stance": "for", "comment": "Yes",
    "today": TODAY,
}  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (LETTER, LETTER, True),
        (LETTER, "  we ARE worried, that the school will lose its link with the parish!\n", True),
        (LETTER, LETTER.replace("parish", "council"), False),
        ("Nous sommes très inquiets pour notre école", "Nous sommes tres inquiets pour notre ecole", True),
    ],
)
def test_the_same_words_have_the_same_fingerprint(one: str, other: str, same: bool) -> None:
    assert (fingerprint("parents", one) == fingerprint("parents", other)) is same


def test_words_that_many_people_say_and_other_groups_are_no_duplicates() -> None:
    assert fingerprint("parents", "I agree with this") == fingerprint("parents", "") == ""
    assert fingerprint("parents", LETTER) != fingerprint("staff", LETTER)


@pytest.mark.parametrize(
    ("changed", "about"),
    [
        ({}, []),
        ({"received_on": None}, ["received_on"]),
        ({"received_on": date(2027, 3, 11)}, ["received_on"]),
        ({"received_on": TODAY}, []),
        ({"audience": ""}, ["audience"]),
        ({"channel": "fax"}, ["channel"]),
        ({"stance": ""}, ["stance"]),
        ({"comment": "x" * LONGEST_COMMENT}, []),
        ({"comment": "x" * (LONGEST_COMMENT + 1)}, ["comment"]),
        ({"themes": ["x" * 121]}, ["new_theme"]),
        ({"replied_on": date(2027, 2, 28)}, ["replied_on"]),
        ({"replied_on": date(2027, 3, 11)}, ["replied_on"]),
        ({"replied_on": date(2027, 3, 1)}, []),
        ({"stance": "", "audience": ""}, ["audience", "stance"]),
    ],
)
def test_what_is_wrong_with_a_response(changed: dict[str, object], about: list[str]) -> None:
    assert [each.about for each in response_problems(**{**GOOD, **changed})] == about


def incoming(
    row: int, comment: str = LETTER, *, email: str = "", name: str = "", audience: str = "parents"
) -> Incoming:
    sender = Sender(name=name, email=email)
    return Incoming(row, date(2027, 3, 1), audience, "web", "against", comment, sender=sender)


def test_duplicates_of_what_is_kept_and_within_the_file() -> None:
    rows = [incoming(2), incoming(3), incoming(4, "No"), incoming(5, "No"), incoming(6, audience="staff")]
    found = sort_out(rows, known={}, already=set(), when=WhenAgain.MARK)
    assert [each.row for each in found.new] == [2, 4, 5, 6]
    assert found.again == [Again(rows[1], earlier_row=2)]
    assert found.again[0].what == "row 2 of this file"
    kept = sort_out(rows, known={rows[0].fingerprint: 12}, already=set(), when=WhenAgain.MARK)
    assert [(each.incoming.row, each.what) for each in kept.again] == [(2, "response 12"), (3, "response 12")]


def test_one_letter_of_several_people_is_no_duplicate() -> None:
    people = [
        incoming(2, email="a@x.example"),
        incoming(3, email="b@x.example"),
        incoming(4, email="A@X.example"),
    ]
    found = sort_out(people, known={}, already=set(), when=WhenAgain.MARK)
    assert [each.row for each in found.new] == [2, 3]
    assert [each.incoming.row for each in found.again] == [4]
    assert len(sort_out([incoming(2), incoming(3)], known={}, already=set(), when=WhenAgain.COUNT).new) == 2


def test_rows_of_a_file_that_has_grown_came_in_already() -> None:
    before = {row_key(2, date(2027, 3, 1), "against", "No")}
    found = sort_out([incoming(2, "No"), incoming(3, "No")], known={}, already=before, when=WhenAgain.COUNT)
    assert [each.row for each in found.already] == [2]
    assert [each.row for each in found.new] == [3]


def test_names_of_themes_are_tidied_and_come_once() -> None:
    assert theme_names([" SEND ", "send", "", "School  name"]) == ["SEND", "School name"]
    offered = offered_themes(["Parking", "send"])
    assert offered[:2] == ["Parking", "send"]
    assert len(offered) == len(STARTER_THEMES) + 1


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2027, 3, 10), 6, date(2027, 9, 10)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
    ],
)
def test_months_later(day: date, months: int, then: date) -> None:
    assert months_later(day, months) == then


@pytest.mark.parametrize(
    ("closes", "until"),
    [
        (None, date(2027, 9, 10)),
        (date(2027, 4, 1), date(2027, 10, 1)),
        (date(2026, 4, 1), date(2027, 9, 10)),
    ],
)
def test_senders_are_kept_for_six_months_after_the_closing(closes: date | None, until: date) -> None:
    assert senders_kept_until(closes, TODAY) == until
    assert delete_day_problems(until, today=TODAY) == []


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (None, "Enter the day"),
        (TODAY, "must lie ahead"),
        (date(2029, 3, 11), "two years at most"),
        (date(2029, 3, 10), ""),
    ],
)
def test_the_day_on_which_senders_are_deleted(day: date | None, words: str) -> None:
    problems = delete_day_problems(day, today=TODAY)
    assert words in problems[0] if words else problems == []


def test_what_stands_in_the_way_of_undoing_an_import() -> None:
    assert undo_import_problems(changed=[], is_saved=True) == []
    assert undo_import_problems(changed=[], is_saved=False) == ["Only an import that is saved can be undone."]
    (one,) = undo_import_problems(changed=[7], is_saved=True)
    assert one.startswith("1 response of this import was changed since (number 7).")
    (many,) = undo_import_problems(changed=list(range(1, 13)), is_saved=True)
    assert "12 responses" in many
    assert "numbers 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 2 more" in many
