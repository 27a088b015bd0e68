"""When a promise is checked, and what is wrong with one."""

from __future__ import annotations

import datetime as dt

import pytest

from partnerships.rules.promises import (
    Promised,
    check_day,
    due_words,
    finding_problems,
    is_due,
    promise_problems,
    year_after,
)

TODAY = dt.date(2027, 3, 10)
DAY = dt.date


@pytest.mark.parametrize(
    ("day", "after"),
    [
        (DAY(2027, 9, 1), DAY(2028, 9, 1)),
        (DAY(2028, 2, 29), DAY(2029, 3, 1)),
        (DAY(2027, 2, 28), DAY(2028, 2, 28)),
        (DAY(2027, 12, 31), DAY(2028, 12, 31)),
    ],
)
def test_a_year_after(day: dt.date, after: dt.date) -> None:
    assert year_after(day) == after


@pytest.mark.parametrize(
    ("when", "on", "opened", "month", "checked"),
    [
        ("day", DAY(2027, 5, 1), None, None, DAY(2027, 5, 1)),
        ("day", DAY(2027, 5, 1), DAY(2026, 1, 1), DAY(2026, 1, 1), DAY(2027, 5, 1)),
        ("day", None, DAY(2026, 1, 1), None, None),
        ("year_after", None, None, DAY(2027, 9, 1), DAY(2028, 9, 1)),
        # The day on which it really opened goes before the month that was planned.
        ("year_after", None, DAY(2027, 11, 1), DAY(2027, 9, 1), DAY(2028, 11, 1)),
        ("year_after", None, None, None, None),
    ],
)
def test_the_day_of_the_check(when, on, opened, month, checked) -> None:
    assert check_day(when, on, opened_on=opened, joining_month=month) == checked


@pytest.mark.parametrize(
    ("day", "kept", "due", "words"),
    [
        (None, "", False, ""),
        (DAY(2027, 3, 11), "", False, ""),
        (TODAY, "", True, "Check today"),
        (DAY(2027, 3, 9), "", True, "Check 1 day late"),
        (DAY(2027, 2, 10), "", True, "Check 28 days late"),
        (DAY(2027, 2, 10), "no", False, ""),
    ],
)
def test_what_is_due(day: dt.date | None, kept: str, due: bool, words: str) -> None:
    assert is_due(day, TODAY, kept=kept) is due
    assert due_words(day, TODAY, kept=kept) == words


GOOD = {"what": "A library", "made_on": DAY(2027, 1, 5), "check_when": "day", "check_on": DAY(2027, 9, 1)}


@pytest.mark.parametrize(
    ("change", "about"),
    [
        ({}, []),
        ({"check_when": "year_after", "check_on": None}, []),
        ({"check_on": DAY(2027, 1, 5)}, []),
        ({"owner_role": "CFO"}, []),
        ({"has_owner": True}, []),
        ({"what": " "}, ["what"]),
        ({"what": "x" * 2001}, ["what"]),
        ({"made_on": None}, ["made_on"]),
        ({"made_on": TODAY}, []),
        ({"made_on": DAY(2027, 3, 11)}, ["made_on"]),
        ({"check_when": "never"}, ["check_when"]),
        ({"check_on": None}, ["check_on"]),
        ({"check_on": DAY(2027, 1, 4)}, ["check_on"]),
        ({"owner_role": "XYZ"}, ["owner_role"]),
        ({"owner_role": "CFO", "has_owner": True}, ["owner_role"]),
    ],
)
def test_what_is_wrong_with_a_promise(change: dict, about: list[str]) -> None:
    assert [each.about for each in promise_problems(Promised(**GOOD | change), today=TODAY)] == about


FOUND = {"kept": "yes", "finding": "", "checked_on": TODAY, "made_on": DAY(2027, 1, 5)}


@pytest.mark.parametrize(
    ("change", "about"),
    [
        ({}, []),
        ({"kept": "partly", "finding": "Half the shelves"}, []),
        ({"kept": ""}, ["kept"]),
        ({"kept": "maybe"}, ["kept"]),
        ({"kept": "partly"}, ["finding"]),
        ({"kept": "no", "finding": "  "}, ["finding"]),
        ({"checked_on": None}, ["checked_on"]),
        ({"checked_on": DAY(2027, 3, 11)}, ["checked_on"]),
        ({"checked_on": DAY(2027, 1, 4)}, ["checked_on"]),
        ({"checked_on": DAY(2027, 1, 5)}, []),
    ],
)
def test_what_is_wrong_with_a_check(change: dict, about: list[str]) -> None:
    assert [each.about for each in finding_problems(**FOUND | change, today=TODAY)] == about
