"""Activities of a partnership: hours, days, and how much is teaching and learning."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from partnerships.rules.activities import (
    Entry,
    Worked,
    activity_problems,
    days_of,
    is_teaching,
    read_hours,
    say_hours,
    say_number,
    totals_of,
    whole_percent,
)
from partnerships.rules.partnership_words import ActivityKind, ServiceArea

TODAY = dt.date(2026, 11, 22)
ENTRY = Entry(on=TODAY, kind="training", focus="Phonics", hours=Decimal(3))


@pytest.mark.parametrize(
    ("kind", "area", "counts"),
    [
        ("training", "", True),
        ("mentoring", "", True),
        ("staff", "", True),
        ("governance", "", False),
        ("other", "", False),
        ("training", "finance", False),  # training in a finance system
        ("other", "curriculum", True),
        ("governance", "leadership", True),
        ("nonsense", "", False),
        ("training", "nonsense", True),
    ],
)
def test_the_service_decides_what_is_teaching_else_the_kind(kind: str, area: str, counts: bool) -> None:
    assert is_teaching(kind, area) is counts


def test_four_areas_and_five_kinds_are_teaching_and_learning() -> None:
    assert [area.value for area in ServiceArea if is_teaching("other", area.value)] == [
        "teaching", "curriculum", "leadership", "inclusion",
    ]  # fmt: skip
    assert [kind.value for kind in ActivityKind if not is_teaching(kind.value)] == ["governance", "other"]


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("3", "3"), ("1.5", "1.5"), ("1,5", "1.5"), ("1:30", "1.5"), ("0:45", "0.75"), ("3 hours", "3"),
        ("1 hour", "1"), ("2h", "2"), (" 6.5 ", "6.5"), ("0", "0"), ("1:20", "1.33"), ("2.005", "2.01"),
    ],
)  # fmt: skip
def test_hours_are_read_as_people_write_them(typed: str, hours: str) -> None:
    assert read_hours(typed) == Decimal(hours)


def test_no_hours_are_none() -> None:
    assert read_hours("  ") is None


@pytest.mark.parametrize(
    "typed", ["lots", "-1", "1:70", "1:5", "1e3", "NaN", "=3*2", "3 days", "1.2.3", "12345"]
)
def test_anything_else_is_no_number_of_hours(typed: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  (of whatever words; the form says how to write it)
        read_hours(typed)


@pytest.mark.parametrize(
    ("hours", "days"),
    [("6.5", "1.0"), ("0", "0.0"), ("13", "2.0"), ("3.25", "0.5"), ("1", "0.2"), ("100", "15.4")],
)
def test_six_and_a_half_hours_are_a_day(hours: str, days: str) -> None:
    assert days_of(Decimal(hours)) == Decimal(days)


def test_what_was_worked_adds_up() -> None:
    totals = totals_of(
        [
            Worked("training", "", Decimal(6), 2),
            Worked("training", "finance", Decimal(2)),
            Worked("governance", "", Decimal("1.5")),
        ],
        without_hours=1,
    )
    assert (totals.count, totals.hours, totals.teaching, totals.without_hours) == (
        4,
        Decimal("9.5"),
        Decimal(6),
        1,
    )
    assert totals.teaching_percent == 63
    assert totals_of([]).teaching_percent is None
    assert totals_of([Worked("training", "", Decimal(0))]).teaching_percent is None


@pytest.mark.parametrize(
    ("part", "whole", "percent"),
    [("1", "3", 33), ("2", "3", 67), ("999", "1000", 99), ("5", "5", 100), ("0", "5", 0), ("0", "0", None)],
)
def test_what_is_not_quite_all_is_not_100_percent(part: str, whole: str, percent: int | None) -> None:
    assert whole_percent(Decimal(part), Decimal(whole)) == percent


def test_numbers_are_said_without_empty_zeros() -> None:
    assert [say_number(Decimal(each)) for each in ("3.00", "0.75", "1240.50", "10")] == [
        "3",
        "0.75",
        "1,240.5",
        "10",
    ]
    assert (say_number(None), say_hours(None)) == ("", "")
    assert [say_hours(Decimal(each)) for each in ("1.00", "1.50")] == ["1 hour", "1.5 hours"]


@pytest.mark.parametrize(
    ("entry", "about"),
    [
        (replace(ENTRY, on=None), "on"),
        (replace(ENTRY, on=TODAY + dt.timedelta(days=1)), "on"),
        (replace(ENTRY, on=dt.date(1089, 1, 1)), "on"),
        (replace(ENTRY, kind=""), "kind"),
        (replace(ENTRY, kind="party"), "kind"),
        (replace(ENTRY, focus="  "), "focus"),
        (replace(ENTRY, focus="x" * 201), "focus"),
        (replace(ENTRY, our_people="x" * 201), "our_people"),
        (replace(ENTRY, hours=Decimal("-0.5")), "hours"),
        (replace(ENTRY, hours=Decimal("200.5")), "hours"),
    ],
)
def test_what_is_wrong_is_said_beside_it(entry: Entry, about: str) -> None:
    assert [each.about for each in activity_problems(entry, today=TODAY)] == [about]


def test_an_activity_may_leave_out_all_but_day_kind_and_focus() -> None:
    assert activity_problems(Entry(on=TODAY, kind="other", focus="Visit"), today=TODAY) == []
    assert activity_problems(replace(ENTRY, hours=Decimal(200)), today=TODAY) == []


def test_the_same_activity_is_known_however_it_is_spelt() -> None:
    again = replace(ENTRY, focus="  PHONICS ", hours=None, our_people="Sara")
    assert again.same_as == ENTRY.same_as
    assert replace(ENTRY, kind="other").same_as != ENTRY.same_as
