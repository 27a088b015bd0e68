"""Days and months as teams write them, and what each leaves open."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.rules.workbook.asking import plain
from partnerships.rules.workbook.dates import when_at_start
from partnerships.rules.workbook.when import When

TODAY = date(2026, 11, 22)


def read(text: str, *, day_first: bool = True) -> tuple[When, str] | None:
    return when_at_start(plain(text).lower(), day_first=day_first)


def when(text: str, *, day_first: bool = True) -> When:
    found = read(text, day_first=day_first)
    assert found is not None
    return found[0]


@pytest.mark.parametrize(
    "text",
    [
        "3/9/27", "03.09.2027", "2027-09-03", "3rd September 2027", "3 Sept 27", "3-Sep-27", "Fri 3 Sept 2027",
        "Friday, 3rd of September 2027", "September 3, 2027", "46633", "2027-09-03T00:00:00", "3/9/27 10:15",
        "w/e 3 September 2027", "3 / 9 / 2027",
    ],
)  # fmt: skip
def test_days(text: str) -> None:
    assert (when(text).day, read(text)) == (date(2027, 9, 3), (when(text), ""))


@pytest.mark.parametrize(
    "text",
    [
        "Sept 27",
        "Sep-27",
        "09/2027",
        "9/27",
        "Sept. 2027",
        "September 2027",
        "2027-09",
        "sept ’27",
        "9.2027",
        "Sep 2027",
    ],
)
def test_months(text: str) -> None:
    assert when(text).month == date(2027, 9, 1)


@pytest.mark.parametrize(
    ("text", "month", "day"),
    [
        ("3 March", 3, 3),
        ("3/3", 3, 3),
        ("3rd March", 3, 3),
        ("March 3", 3, 3),
        ("dec 25th", 12, 25),
        ("13/2", 2, 13),
    ],
)
def test_a_day_may_have_no_year(text: str, month: int, day: int) -> None:
    assert when(text).yearless == (month, day)


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("Autumn 2027", [(2027, 9), (2027, 10), (2027, 11), (2027, 12)]),
        ("Autumn term 27", [(2027, 9), (2027, 10), (2027, 11), (2027, 12)]),
        ("Spring 27/28", [(2028, 1), (2028, 2), (2028, 3), (2028, 4)]),
        ("Summer term 2028", [(2028, 5), (2028, 6), (2028, 7), (2028, 8)]),
        ("Spring 2", [(2027, n) for n in (1, 2, 3, 4)] + [(2028, n) for n in (1, 2, 3, 4)]),
        ("Q3 2027", [(2027, 7), (2027, 8), (2027, 9)]),
        ("March–April 2027", [(2027, 3), (2027, 4)]),
        ("Dec/Jan 28", [(2027, 12), (2028, 1)]),
        ("Sept 27 or Jan 28", [(2027, 9), (2028, 1)]),
        ("September", [(2027, 9), (2028, 9)]),
        ("2027/28", [(2027, n) for n in range(9, 13)] + [(2028, n) for n in range(1, 9)]),
        ("2027", [(2027, n) for n in range(1, 13)]),
    ],
)  # fmt: skip
def test_what_may_be_several_months(text: str, months: list[tuple[int, int]]) -> None:
    assert when(text).months(TODAY) == tuple(date(year, month, 1) for year, month in months)


@pytest.mark.parametrize(
    ("text", "part"),
    [("end of March 2027", "end"), ("by the end of March 2027", "end"), ("mid-March 2027", "mid"),
     ("Early March 2027", "early"), ("late March 2027", "late")],
)  # fmt: skip
def test_a_part_of_a_month(text: str, part: str) -> None:
    assert (when(text).month, when(text).part) == (date(2027, 3, 1), part)


@pytest.mark.parametrize(
    ("text", "near", "monday"),
    [
        ("w/c 3 March", date(2027, 2, 1), date(2027, 3, 1)),
        ("wc 3/3", date(2028, 6, 1), date(2028, 2, 28)),
        ("w/c Mon 3rd March 25", date(2027, 2, 1), date(2025, 3, 3)),
        ("week commencing 3 March 2027", date(2020, 1, 1), date(2027, 3, 1)),
    ],
)
def test_a_week_is_its_monday(text: str, near: date, monday: date) -> None:
    found = when(text).settled(near=near)
    assert found.day == monday
    assert found.how_taken(monday).startswith(f"“{text[:3]}")


def test_a_year_that_is_not_said_is_the_nearest_and_not_after_the_latest() -> None:
    assert when("3 March").settled(near=TODAY).day == date(2027, 3, 3)
    assert when("3 March").settled(near=TODAY, latest=TODAY).day == date(2026, 3, 3)
    assert when("29 Feb").settled(near=TODAY).day == date(2028, 2, 29)


@pytest.mark.parametrize(
    "text", ["30 February 2027", "31/4/27", "32/1/27", "13/13/27", "31 April", "1/1/1999"]
)
def test_a_day_that_there_is_not(text: str) -> None:
    assert when(text).why_wrong == f"“{text}” is no day"


def test_thirteen_can_only_be_a_day() -> None:
    found = when("3/14/27")
    assert (found.day, found.turned) == (date(2027, 3, 14), True)
    assert when("14/3/27", day_first=False).day == date(2027, 3, 14)
    assert when("3/9/27", day_first=False).day == date(2027, 3, 9)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("12-14 March 2027", [date(2027, 3, 12), date(2027, 3, 14)]),
        ("12th and 14th March 2027", [date(2027, 3, 12), date(2027, 3, 14)]),
        ("3/3/27 - 5/3/27", [date(2027, 3, 3), date(2027, 3, 5)]),
        ("3 March – 15 April 2027", [date(2027, 3, 3), date(2027, 4, 15)]),
    ],
)
def test_a_range_is_several_days(text: str, days: list[date]) -> None:
    assert (when(text).days, list(when(text).among)) == (True, days)


def test_words_after_a_day_are_left() -> None:
    found = read("3/3/27 – chased LA")
    assert found is not None
    assert found[1] == " - chased la"
    found = read("3/3/27 - may slip")
    assert found is not None
    assert (found[0].day, found[1]) == (date(2027, 3, 3), " - may slip")


@pytest.mark.parametrize("text", ["", "soon", "maybe", "marching", "12", "1 of 3", "decided", "sent"])
def test_what_is_no_time(text: str) -> None:
    assert read(text) is None


@given(st.text(max_size=30) | st.text("0123456789/.- tofandsepmarjnSept", max_size=20))
def test_any_text_is_read_or_passed_over(text: str) -> None:
    found = read(text)
    if found is not None and not found[0].wrong:
        settled = found[0].settled(near=TODAY)
        assert settled.day or settled.month or settled.months(TODAY) or settled.wrong


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.booleans())
def test_every_day_is_read_in_every_common_form(day: date, day_first: bool) -> None:
    written = [
        f"{day:%Y-%m-%d}",
        f"{day.day} {day:%B %Y}",
        f"{day:%d-%b-%Y}",
        f"{day:%A} {day.day} {day:%b %Y}",
    ]
    written.append(f"{day:%d/%m/%y}" if day_first else f"{day:%m/%d/%y}")
    assert [when(text, day_first=day_first).day for text in written] == [day] * 5
