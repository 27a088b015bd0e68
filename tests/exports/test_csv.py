from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.http import StreamingHttpResponse
from hypothesis import given
from hypothesis import strategies as st

from partnerships.exports._csv import BOM, Column, cell, csv_response, rows_of
from partnerships.models import School
from tests.factories import SchoolFactory

FORMULAS = "=+-@\t\r"
ONE = (Column("A", lambda row: row[0]), Column("B", lambda row: row[1]))


def written(response: StreamingHttpResponse) -> list[list[str]]:
    text = b"".join(response.streaming_content).decode("utf-8")
    assert text.startswith(BOM)
    return list(csv.reader(io.StringIO(text[1:], newline="")))


@given(st.text(max_size=20).filter(lambda text: "\0" not in text))
def test_any_text_is_read_back_as_it_was_or_made_harmless(text: str) -> None:
    rows = written(csv_response("x.csv", ONE, [(text, 1)]))
    assert rows == [["A", "B"], [f"'{text}" if text and text[0] in FORMULAS else text, "1"]]


@given(st.one_of(st.integers(), st.floats(allow_nan=False), st.decimals(allow_nan=False), st.dates()))
def test_numbers_and_dates_are_never_prefixed(value: object) -> None:
    assert cell(value) is value
    assert not written(csv_response("x.csv", ONE, [(value, 1)]))[1][0].startswith("'")


@pytest.mark.parametrize("text", ["=1+1", "+44 20", "-5", "@SUM(A1)", "\t=1", "\r=1", "-"])
def test_text_that_a_spreadsheet_would_run_is_prefixed(text: str) -> None:
    assert written(csv_response("x.csv", ONE, [(text, text)]))[1] == [f"'{text}", f"'{text}"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (-5, "-5"),
        (Decimal("-0.5"), "-0.5"),
        (None, ""),
        (True, "Yes"),
        (False, "No"),
        (dt.date(2027, 9, 1), "2027-09-01"),
        (dt.datetime(2027, 7, 1, 9, 30, tzinfo=dt.UTC), "2027-07-01T10:30:00+01:00"),
    ],
)
def test_values_keep_their_type(value: object, expected: str) -> None:
    assert written(csv_response("x.csv", ONE, [(value, "")]))[1][0] == expected


def test_headings_are_made_harmless_too() -> None:
    assert written(csv_response("x.csv", [Column("=A", str)], []))[0] == ["'=A"]


def test_the_heading_row_leaves_before_a_row_is_asked_for_and_rows_are_not_held() -> None:
    asked = 0

    def rows() -> Iterator[tuple[int, int]]:
        nonlocal asked
        for number in range(5000):
            asked += 1
            yield number, number

    stream = iter(csv_response("x.csv", ONE, rows()).streaming_content)
    assert next(stream).decode() == f"{BOM}A,B\r\n"
    assert asked == 0
    next(stream)
    assert asked <= 501


def test_the_file_has_its_name_and_nobody_keeps_it() -> None:
    response = csv_response("schools.csv", ONE, [])
    assert response["Content-Disposition"] == 'attachment; filename="schools.csv"'
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert "no-store" in response["Cache-Control"]


def test_columns_that_name_fields_are_read_from_the_database_in_words(db: None) -> None:
    SchoolFactory(urn=700_001, name="=Brackenholt", trust=None, in_trust="no")
    columns = [Column("URN", "urn"), Column("Name", "name"), Column("Trust", "in_trust", {"no": "None"})]
    rows = rows_of(School.objects.all(), columns)
    assert written(csv_response("x.csv", columns, rows)) == [
        ["URN", "Name", "Trust"],
        ["700001", "'=Brackenholt", "None"],
    ]


def test_mixing_the_two_kinds_of_columns_is_a_mistake(db: None) -> None:
    mixed = [Column("URN", "urn"), Column("Name", str)]
    with pytest.raises(TypeError):
        rows_of(School.objects.all(), mixed)
    with pytest.raises(TypeError):
        b"".join(csv_response("x.csv", mixed, [(1, 2)]).streaming_content)
