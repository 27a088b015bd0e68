"""Activities as csv: read from files and pasted cells, sorted out, and written so that they can be read again."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from partnerships.rules.activities import Entry
from partnerships.rules.activity_csv import (
    COLUMNS,
    LARGEST,
    MOST_ROWS,
    ActivityCsvError,
    Line,
    decode,
    read_activities,
    sort_out,
    write_activities,
)

TODAY = dt.date(2026, 11, 22)
SERVICES = {"Coaching": 7, "Maths & more": 8}


def lines(text: str) -> list[Line]:
    return read_activities(text, services=SERVICES, today=TODAY)


def test_every_column_is_read() -> None:
    text = ",".join(COLUMNS) + '\n14/10/2026,Mentoring,"Agenda, aims",Jo,Head,1:30,"Two\nlines",coaching\n'
    assert lines(text) == [
        Line(
            2,
            Entry(
                dt.date(2026, 10, 14),
                "mentoring",
                "Agenda, aims",
                "Jo",
                "Head",
                Decimal("1.50"),
                "Two\nlines",
                7,
            ),
            (),
            "14/10/2026 – Mentoring – Agenda, aims",
        )
    ]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_cells_may_be_parted_as_spreadsheets_part_them(mark: str) -> None:
    text = f"\ufeffKind{mark} date {mark}FOCUS{mark}Mood\nTraining{mark}2026-10-14{mark}Phonics{mark}good\n"
    (line,) = lines(text)
    assert line.entry == Entry(dt.date(2026, 10, 14), "training", "Phonics")


def test_what_is_wrong_is_said_of_its_line_and_empty_lines_are_passed_over() -> None:
    text = (
        "Date,Kind,Focus,Hours,Service\n"
        "31/2/2026,Training,A,,\n"
        ",,,,\n"
        "1/10/2026,Party,B,lots,Gone\n"
        "1/12/2026,Training,,,\n"
        "1/10/2026,Training,C,2,\n"
    )
    found = lines(text)
    assert [line.line for line in found] == [2, 4, 5, 6]
    assert [line.entry is None for line in found] == [True, True, True, False]
    assert found[0].problems == ("“31/2/2026” is no day. Write it as 14/10/2026 or 2026-10-14.",)
    assert [each.split(" ")[0] for each in found[1].problems] == ["“lots”", "There", "Choose"]
    assert found[2].problems == (
        "The day of an activity cannot be in the future.",
        "Enter the focus of the activity.",
    )


def test_the_line_of_what_follows_a_cell_of_several_lines_is_the_file_s() -> None:
    text = 'Date,Kind,Focus\n1/10/2026,Training,"a\nb\nc"\n1/10/2026,Nothing,d\n'
    assert [line.line for line in lines(text)] == [2, 5]


def test_formulas_are_text() -> None:
    (line,) = lines("Date,Kind,Focus,Hours\n1/10/2026,Training,=1+1,=2*3\n")
    assert line.entry is None
    (line,) = lines("Date,Kind,Focus\n1/10/2026,Training,=1+1\n")
    assert line.entry is not None
    assert line.entry.focus == "=1+1"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Not found: Date, Kind, Focus"),
        ("Day,Kind,Focus\n1/10/2026,Training,A", "Not found: Date"),
        ("Date,Kind,Focus\n\n", "no activity below"),
        ("Date,Kind,Focus\n1/10/2026,Training,\"A", "Line 2 cannot be read"),
        ("Date,Kind,Focus\n1/10/2026,Training,\0", "no CSV"),
        ("Date,Kind,Focus\n" + "1/10/2026,Training,A\n" * (MOST_ROWS + 1), "Add at most 500"),
        ("x" * (LARGEST + 1), "at most 500,000"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_as_a_whole_is_said(text: str, said: str) -> None:
    with pytest.raises(ActivityCsvError, match=said):
        lines(text)


def test_as_many_as_are_taken_at_once_are_taken() -> None:
    assert len(lines("Date,Kind,Focus\n" + "1/10/2026,Training,A\n" * MOST_ROWS)) == MOST_ROWS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_files_are_read_as_spreadsheets_save_them(encoding: str) -> None:
    assert "Café" in decode("Date,Kind,Focus\n1/10/2026,Training,Café\n".encode(encoding))


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"PK\x03\x04rest", "workbook"), (b"x" * (LARGEST + 1), "smaller"), (b"\x81\x8d\x8f", "no CSV")],
)
def test_what_is_no_csv_is_said(content: bytes, said: str) -> None:
    with pytest.raises(ActivityCsvError, match=said):
        decode(content)


def test_what_is_logged_already_is_pointed_out_and_so_is_the_same_line_twice() -> None:
    text = (
        "Date,Kind,Focus\n1/10/2026,Training,Phonics\n1/10/2026,Training,Maths\n1/10/2026,training, maths\n"
        "1/10/2026,Nothing,X\n"
    )
    read = sort_out(lines(text), logged={Entry(dt.date(2026, 10, 1), "training", "PHONICS").same_as})
    assert [line.line for line in read.new] == [3]
    assert [line.line for line in read.logged] == [2, 4]
    assert [line.line for line in read.refused] == [5]


def test_what_is_written_is_read_again() -> None:
    entry = Entry(
        dt.date(2026, 10, 14), "staff", "=SUM(A1)", "+44 team", '"quoted", and\nmore', Decimal("0.75"), "-", 8
    )
    text = write_activities([entry], services={8: "Maths & more"})
    assert "'=SUM(A1)" in text
    (line,) = lines(text)
    assert line.entry == entry
