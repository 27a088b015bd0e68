"""What the cells of a joining date say."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.rules.workbook import cells
from partnerships.rules.workbook.meanings import MonthSaid, NotUnderstood
from partnerships.rules.workbook.table import Cell
from partnerships.rules.workbook.words import LEAVE_OUT, Asks

TODAY = date(2026, 11, 22)
SEPTEMBER = date(2027, 9, 1)


def said(text: str, day: date | None = None) -> MonthSaid | None:
    return cells.month(Cell(text, day), day_first=True, today=TODAY)


def asked(text: str, day: date | None = None) -> NotUnderstood:
    with pytest.raises(NotUnderstood) as found:
        said(text, day)
    assert found.value.asks is Asks.MONTH
    return found.value


@pytest.mark.parametrize(
    ("text", "confirmed", "note"),
    [
        ("1/9/27", None, ""),
        ("1 September 2027", None, ""),
        ("Sept 27", None, ""),
        ("Sep-27", None, ""),
        ("2027-09", None, ""),
        ("from Sept 27", None, ""),
        ("Sept 27?", False, ""),
        ("1 Sept 2027 (tbc)", False, ""),
        ("TBC (Sept 27)", False, ""),
        ("provisional 1/9/27", False, ""),
        ("target: Sept 27", False, ""),
        ("Sept 27 - not confirmed", False, ""),
        ("Sept 27 confirmed", True, ""),
        ("confirmed: Sept 27", True, ""),
        ("Sept 27 tbc – LA slow", False, "LA slow"),
        ("Sept 27, was April", None, "was April"),
    ],
)
def test_a_month_and_whether_it_is_certain(text: str, confirmed: bool | None, note: str) -> None:
    assert said(text) == MonthSaid(SEPTEMBER, confirmed, note=note)


def test_a_day_of_the_spreadsheet_is_its_month() -> None:
    assert said("", SEPTEMBER) == MonthSaid(SEPTEMBER)
    assert said("") is None


@pytest.mark.parametrize(
    "text", ["TBC", "?", "-", "not known", "date TBC", "Not yet confirmed", "unknown", "none"]
)
def test_no_month_yet(text: str) -> None:
    assert said(text) == MonthSaid(None)


def test_words_beside_no_month_are_a_note() -> None:
    assert said("TBC – after Ofsted") == MonthSaid(None, note="after Ofsted")
    assert said("note: after Ofsted") == MonthSaid(None, note="after Ofsted")


@pytest.mark.parametrize(
    ("text", "says", "months"),
    [
        ("3 March 2027", "not the first of a month", ["2027-03", "2027-04"]),
        ("mid Sept 2027", "not the first of a month", ["2027-09", "2027-10"]),
        ("w/c 1 March 2027", "not the first of a month", ["2027-03", "2027-04"]),
        ("Autumn 2027", "one of several months", ["2027-09", "2027-10", "2027-11", "2027-12"]),
        ("March–April 2027", "one of several months", ["2027-03", "2027-04"]),
        ("September", "does not say which year", ["2027-09", "2028-09"]),
        ("1 Sept", "does not say which year", ["2027-09", "2028-09"]),
        ("30/2/27", "“30/2/27” is no day", []),
        ("soon", "“soon” is no month", []),
        ("n/a", "“n/a” is no month", []),
    ],
)
def test_what_is_no_single_month_is_asked(text: str, says: str, months: list[str]) -> None:
    wrong = asked(text)
    assert says in wrong.says
    assert [value for value, _ in wrong.options][: len(months)] == months
    assert "tbc" in [value for value, _ in wrong.options]


def test_a_day_of_the_spreadsheet_that_is_no_first_is_asked() -> None:
    assert asked("", date(2027, 12, 31)).options[:2] == (
        ("2027-12", "December 2027"),
        ("2028-01", "January 2028"),
    )


def test_a_month_that_the_spreadsheet_made_a_day_of_is_offered() -> None:
    options = asked("27-Sep", date(2026, 9, 27)).options
    assert [value for value, _ in options][:3] == ["2027-09", "2026-09", "2026-10"]
    assert asked("27/09/2026", date(2026, 9, 27)).options[0][0] == "2026-09"


def test_a_month_somewhere_in_the_words_is_offered() -> None:
    assert asked("not before Sept 2028").options[0] == ("2028-09", "September 2028")


@given(st.text(max_size=40) | st.text("sept 2027tbc/-–?()mid1", max_size=20))
def test_any_text_is_understood_or_asked_and_what_is_offered_is_understood(text: str) -> None:
    try:
        found = said(text)
    except NotUnderstood as wrong:
        for value, _ in wrong.options:
            assert value in (LEAVE_OUT, "note") or said(value) is not None
    else:
        assert found is None or found.month is None or found.month.day == 1
