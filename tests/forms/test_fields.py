"""Dates typed in parts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django import forms

from partnerships.forms.fields import GovDateField, MonthField


class Dates(forms.Form):
    on = GovDateField(label="Done on", required=False)
    month = MonthField(label="Joining month", required=False)


class Required(forms.Form):
    on = GovDateField(label="Done on", error_messages={"required": "Enter the day it was done"})
    month = MonthField(label="Joining month")


def typed(day: str, month: str, year: str) -> dict[str, str]:
    return {"on_day": day, "on_month": month, "on_year": year}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (typed("1", "9", "2027"), date(2027, 9, 1)),
        (typed(" 29 ", "02", "2028"), date(2028, 2, 29)),
        (typed("1", "sep", "2027"), date(2027, 9, 1)),
        (typed("1", "September", "2027"), date(2027, 9, 1)),
        (typed("", "", ""), None),
        ({"on": "2027-09-01"}, date(2027, 9, 1)),
        ({}, None),
    ],
)
def test_a_day_in_parts_becomes_a_date(data: dict[str, str], expected: date | None) -> None:
    form = Dates(data)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["on"] == expected


@pytest.mark.parametrize(
    ("data", "message", "parts"),
    [
        (typed("1", "", "2027"), "Done on must include a month", ("month",)),
        (typed("1", "", ""), "Done on must include a month and a year", ("month", "year")),
        (typed("31", "2", "2027"), "Done on must be a real date, for example 27 3 2027", ("day",)),
        (typed("x", "2", "2027"), "Done on must be a real date, for example 27 3 2027", ("day",)),
        (
            typed("1", "13", "2027"),
            "Month must be a number from 1 to 12, or a name such as March",
            ("month",),
        ),
        (
            typed("1", "ma", "2027"),
            "Month must be a number from 1 to 12, or a name such as March",
            ("month",),
        ),
        (typed("1", "3", "27"), "Year must be four numbers, for example 2027", ("year",)),
        (typed("9" * 20, "3", "2027"), "Done on must be a real date, for example 27 3 2027", ("day",)),
        (
            typed("1", "9" * 5000, "2027"),
            "Month must be a number from 1 to 12, or a name such as March",
            ("month",),
        ),
        (typed("1", "3", "9" * 5000), "Year must be four numbers, for example 2027", ("year",)),
        (typed("1", "3", "٢٠٢٧"), "Year must be four numbers, for example 2027", ("year",)),
        ({"on": "100% wrong"}, "Done on must include a day and a month", ("day", "month")),
    ],
)
def test_a_wrong_day_says_which_part_and_why(
    data: dict[str, str], message: str, parts: tuple[str, ...]
) -> None:
    form = Dates(data)

    assert form.errors["on"] == [message]
    assert form.errors.as_data()["on"][0].params == {"parts": parts}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"month_month": "9", "month_year": "2027"}, date(2027, 9, 1)),
        ({"month_month": "", "month_year": ""}, None),
        ({"month": "2027-09"}, date(2027, 9, 1)),
        ({"month": "2027-09-01"}, date(2027, 9, 1)),
        ({"month": "September 2027"}, date(2027, 9, 1)),
    ],
)
def test_a_month_becomes_its_first_day(data: dict[str, str], expected: date | None) -> None:
    form = Dates(data)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["month"] == expected


def test_a_month_from_a_link_must_be_the_first_day() -> None:
    assert not Dates({"month": "2027-09-02"}).is_valid()


def test_required_dates_ask_in_the_words_of_the_form_else_by_label() -> None:
    errors = Required({}).errors

    assert errors["on"] == ["Enter the day it was done"]
    assert errors["month"] == ["Enter a month for “Joining month”"]


@pytest.mark.parametrize(
    ("data", "changed"),
    [
        (typed("1", "9", "2027"), []),
        (typed("01", "09", "2027"), []),
        (typed("2", "9", "2027"), ["on"]),
        (typed("", "", ""), ["on"]),
        (typed("x", "9", "2027"), ["on"]),
    ],
)
def test_only_another_date_counts_as_changed(data: dict[str, Any], changed: list[str]) -> None:
    form = Dates(data, initial={"on": date(2027, 9, 1)})

    assert form.changed_data == changed
