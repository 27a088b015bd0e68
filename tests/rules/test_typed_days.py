"""Days typed into one box."""

from __future__ import annotations

import datetime as dt

import pytest

from partnerships.rules.typed_days import read_typed_day, write_day

TODAY = dt.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("14/10/2026", dt.date(2026, 10, 14)),
        (" 14.10.26 ", dt.date(2026, 10, 14)),
        ("14-10-2026", dt.date(2026, 10, 14)),
        ("14 oct 2026", dt.date(2026, 10, 14)),
        ("14 October 2026", dt.date(2026, 10, 14)),
        ("2026-10-14", dt.date(2026, 10, 14)),
        ("14/10", dt.date(2026, 10, 14)),
        ("22/11", TODAY),
        ("23/11", dt.date(2025, 11, 23)),
        ("14 Dec", dt.date(2025, 12, 14)),
        ("Yesterday", dt.date(2026, 11, 21)),
        ("today", TODAY),
        ("", None),
        ("  ", None),
    ],
)
def test_a_day_is_read_as_people_write_it(typed: str, meant: dt.date | None) -> None:
    assert read_typed_day(typed, today=TODAY) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "soon",
        "31/2/2026",
        "14/13/2026",
        "10/14/2026",
        "14/ab/2026",
        "1/1/0026",
        "2026",
        "٣/١٠/2026",
        "0/1/2026",
    ],
)
def test_anything_else_is_no_day(typed: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  (of whatever words; the form says how to write it)
        read_typed_day(typed, today=TODAY)


def test_what_is_written_is_read() -> None:
    assert write_day(dt.date(2026, 3, 1)) == "01/03/2026"
    assert read_typed_day("01/03/2026", today=TODAY) == dt.date(2026, 3, 1)
