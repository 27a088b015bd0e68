from __future__ import annotations

import datetime as dt

import pytest

from partnerships.rules.risks import review_words, risk_problems, seriousness, seriousness_words

TODAY = dt.date(2027, 3, 10)


@pytest.mark.parametrize(
    ("likelihood", "effect", "points", "words"),
    [
        ("low", "low", 1, "Small"),
        ("low", "medium", 2, "Small"),
        ("medium", "low", 2, "Small"),
        ("low", "high", 3, "Watch"),
        ("high", "low", 3, "Watch"),
        ("medium", "medium", 4, "Watch"),
        ("medium", "high", 6, "Serious"),
        ("high", "medium", 6, "Serious"),
        ("high", "high", 9, "Serious"),
    ],
)
def test_how_serious_a_risk_is(likelihood: str, effect: str, points: int, words: str) -> None:
    assert (seriousness(likelihood, effect), seriousness_words(likelihood, effect)) == (points, words)


@pytest.mark.parametrize(
    ("review_on", "closed", "words"),
    [
        (None, False, ""),
        (dt.date(2027, 3, 11), False, ""),
        (TODAY, False, "Review today"),
        (dt.date(2027, 3, 9), False, "Review 1 day late"),
        (dt.date(2027, 3, 1), False, "Review 9 days late"),
        (dt.date(2027, 3, 1), True, ""),
    ],
)
def test_whether_a_review_is_due(review_on: dt.date | None, closed: bool, words: str) -> None:
    assert review_words(review_on, TODAY, closed=closed) == words


FINE = {"what": "RAAC", "likelihood": "low", "effect": "high", "source": "due_diligence_1"}


@pytest.mark.parametrize(
    ("change", "about"),
    [
        ({}, []),
        ({"owner_role": "EST"}, []),
        ({"has_owner": True}, []),
        ({"what": " "}, ["what"]),
        ({"likelihood": "certain"}, ["likelihood"]),
        ({"effect": ""}, ["effect"]),
        ({"source": "gossip"}, ["source"]),
        ({"owner_role": "KING"}, ["owner_role"]),
        ({"owner_role": "EST", "has_owner": True}, ["owner_role"]),
    ],
)
def test_what_a_risk_needs(change: dict[str, object], about: list[str]) -> None:
    assert [problem.about for problem in risk_problems(**FINE | change)] == about
