from datetime import date, timedelta

import pytest

from partnerships.rules.rating import Standing, override_problems, rate
from partnerships.rules.words import Rating

OPENING = date(2027, 9, 1)
TODAY = date(2027, 3, 10)


@pytest.mark.parametrize(
    ("standing", "rating", "words"),
    [
        (Standing(), "green", "Nothing is late, no rule warns."),
        (Standing(opening=OPENING), "green", "Nothing is late, no rule warns, and it is on pace for 1 September 2027."),
        (Standing(late=1, longest=6), "green", "1 milestone is 6 days late, which is little, no rule warns."),
        (Standing(late=1, longest=7), "amber", "1 milestone is 7 days late."),
        (Standing(late=1, longest=1), "green", "1 milestone is 1 day late, which is little, no rule warns."),
        (Standing(late=3, longest=1), "amber", "3 milestones are late, the longest by 1 day."),
        (Standing(late=9, longest=55), "amber", "9 milestones are late, the longest by 55 days."),
        (Standing(late=1, longest=56), "red", "1 milestone is 56 days late."),
        (Standing(late=10, longest=2), "red", "10 milestones are late, the longest by 2 days."),
        (
            Standing(months_late=1, opening=OPENING),
            "amber",
            "On current pace it opens on 1 September 2027, 1 month later than planned.",
        ),
        (
            Standing(months_late=2, opening=OPENING),
            "red",
            "On current pace it opens on 1 September 2027, 2 months later than planned.",
        ),
        (Standing(warned=("The name is due soon.",)), "amber", "A rule warns: The name is due soon."),
        (Standing(broken=("No consent.",)), "red", "A rule is broken: No consent."),
        (
            Standing(warned=("The name is due soon.",), late=12, longest=70, months_late=1, opening=OPENING),
            "red",
            "12 milestones are late, the longest by 70 days. A rule warns: The name is due soon. "
            "On current pace it opens on 1 September 2027, 1 month later than planned.",
        ),
    ],
)  # fmt: skip
def test_a_rating_is_as_bad_as_the_worst_and_says_why(standing, rating, words):
    rated = rate(standing)
    assert rated.rating == Rating(rating)
    assert rated.words == words


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({}, None),
        ({"rating": ""}, "rating"),
        ({"rating": "blue"}, "rating"),
        ({"reason": " "}, "reason"),
        ({"until": None}, "until"),
        ({"until": TODAY}, None),
        ({"until": TODAY - timedelta(days=1)}, "until"),
        ({"until": TODAY + timedelta(days=92)}, None),
        ({"until": TODAY + timedelta(days=93)}, "until"),
    ],
)
def test_overruling_needs_a_rating_a_reason_and_a_last_day_within_a_term(given, field):
    values = {"rating": "green", "reason": "The lease was agreed today.", "until": TODAY + timedelta(days=14)}
    problems = override_problems(**(values | given), today=TODAY)
    assert [each.about for each in problems] == ([field] if field else [])
