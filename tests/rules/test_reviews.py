"""Reviews: which milestones they are, and what a record of one needs."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from partnerships.data import shipped_template
from partnerships.rules.partnership_words import ReviewKind
from partnerships.rules.reviews import CODE_OF, Finding, Said, review_kind_of, review_problems

TODAY = dt.date(2026, 11, 22)
SAID = Said(held_on=TODAY, rating="green", findings="Attendance is up")


@pytest.mark.parametrize(
    ("code", "title"),
    [
        ("PAR-04", "starting point"), ("PAR-05", "termly review"), ("PAR-06", "midpoint"), ("PAR-07", "Decide"),
        ("PAR-08", "Close the partnership"), ("PST-04", "30-day review"), ("PST-11", "100-day review"),
        ("PST-10", "one-year review"),
    ],
)  # fmt: skip
def test_a_review_is_the_milestone_that_the_shipped_plan_calls_so(code: str, title: str) -> None:
    assert title in next(row.title for row in shipped_template() if row.code == code)
    kind = review_kind_of(code)
    assert kind is not None
    assert CODE_OF[kind] == code


def test_every_kind_but_another_review_is_a_milestone() -> None:
    assert set(ReviewKind) - set(CODE_OF) == {ReviewKind.OTHER}
    assert (review_kind_of("PAR-01"), review_kind_of("")) == (None, None)


@pytest.mark.parametrize(
    ("said", "about"),
    [
        (replace(SAID, held_on=None), "held_on"),
        (replace(SAID, held_on=TODAY + dt.timedelta(days=1)), "held_on"),
        (replace(SAID, findings=" "), "findings"),
        (replace(SAID, rating="", findings=""), "findings"),
        (replace(SAID, rating="blue"), "rating"),
        (replace(SAID, present="x" * 201), "present"),
        (replace(SAID, domains={"governance": Finding("red", " ")}), "text_governance"),
        (replace(SAID, domains={"education": Finding("blue", "Phonics")}), "rating_education"),
    ],
)
def test_what_is_missing_is_said_beside_it(said: Said, about: str) -> None:
    assert [each.about for each in review_problems(said, kind="termly", today=TODAY)] == [about]


@pytest.mark.parametrize(
    "said",
    [
        SAID,
        replace(SAID, rating=""),
        replace(SAID, findings="", domains={"education": Finding("", "Phonics daily")}),
        replace(SAID, domains={"education": Finding(), "governance": Finding("red", "No chair")}),
    ],
)
def test_what_was_found_may_stand_under_a_domain(said: Said) -> None:
    assert review_problems(said, kind="baseline", today=TODAY) == []


@pytest.mark.parametrize(
    ("kind", "opened_on", "refused"),
    [
        ("day_30", dt.date(2026, 12, 1), True),
        ("day_30", TODAY, False),
        ("day_30", None, False),
        ("closing", dt.date(2026, 12, 1), False),
    ],
)
def test_a_review_after_joining_is_not_held_before(
    kind: str, opened_on: dt.date | None, refused: bool
) -> None:
    found = review_problems(SAID, kind=kind, today=TODAY, opened_on=opened_on)
    assert [each.about for each in found] == (["held_on"] if refused else [])


def test_a_review_is_of_a_kind_that_there_is() -> None:
    assert [each.about for each in review_problems(SAID, kind="tea", today=TODAY)] == ["of"]
