"""Questions and answers read from plain text."""

import pytest

from partnerships.rules.meeting_questions import LONGEST, MOST, Asked, question_problems, read_questions


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("", []),
        ("Why?", [Asked("Why?")]),
        ("Why?\r\nWhen?\n", [Asked("Why?"), Asked("When?")]),
        ("Why?\nBecause.\n\nWhen?", [Asked("Why?", "Because."), Asked("When?")]),
        ("Why?\n\n\n\nWhen?\n", [Asked("Why?"), Asked("When?")]),
        ("  Why?  \n Because. \n In time.\n \nWhen?", [Asked("Why?", "Because.\nIn time."), Asked("When?")]),
        # One question with its answer, told apart from two questions by an empty line at the end only.
        ("Why?\nBecause.\n\n", [Asked("Why?"), Asked("Because.")]),
    ],
)
def test_questions_are_read_with_their_answers(text, asked):
    assert read_questions(text) == asked


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ([], "Enter what was asked."),
        ([Asked(" ")], "Enter what was asked."),
        ([Asked("Why?")] * (MOST + 1), "101 questions at once are too many"),
        ([Asked("Why?", "x" * (LONGEST + 1))], "under 4,000 characters"),
        ([Asked("Why?")] * MOST, ""),
    ],
)
def test_what_is_wrong_with_questions(asked, said):
    found = question_problems(asked)
    assert said in found[0] if said else not found
    assert {each.about for each in found} <= {"questions"}
