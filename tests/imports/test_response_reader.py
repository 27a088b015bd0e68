"""Files of responses as spreadsheets and forms really write them."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import openpyxl
import pytest

from partnerships.actions._core import Refused
from partnerships.imports.responses import reader
from partnerships.imports.responses.reader import read_sheet

ROWS = "Group,Comment\nParent,“Trust’s” café £5\nStaff,No\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings_are_known(encoding: str) -> None:
    sheet = read_sheet(ROWS.encode(encoding))
    assert sheet.headings == ["Group", "Comment"]
    assert sheet.rows[0] == (2, ["Parent", "“Trust’s” café £5"])


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_separators_and_line_ends_are_known(separator: str, ending: str) -> None:
    lines = [
        separator.join(cells)
        for cells in (["Group", "Why", "Day"], ["Parent", "x", "1/9/27"], ["Staff", "", ""])
    ]
    sheet = read_sheet(ending.join(lines).encode())
    assert sheet.rows == [(2, ["Parent", "x", "1/9/27"]), (3, ["Staff", "", ""])]


def test_commas_in_text_do_not_hide_the_separator() -> None:
    text = "Group;Comment\nParent;Good, but when, and who pays, and why\nStaff;Yes, if, and only if, asked\n"
    assert read_sheet(text.encode()).headings == ["Group", "Comment"]
    assert read_sheet(b"sep=|\nGroup|Comment\nParent|a;b;c\n").rows == [(2, ["Parent", "a;b;c"])]


def test_one_column_is_a_table_too() -> None:
    assert read_sheet(b"Comment\nI agree\n\nNo\n").rows == [(2, ["I agree"]), (4, ["No"])]
    with pytest.raises(Refused, match="more cells than there are headings"):
        read_sheet(b"Comment,Group\nI agree, mostly, yes\n")


def test_cells_with_lines_quotes_and_separators_stay_whole() -> None:
    sheet = read_sheet(b'Group,Comment\nParent,"First line\r\nsecond, ""quoted"""\nStaff,x\n')
    assert sheet.rows[0][1][1] == 'First line\nsecond, "quoted"'
    assert sheet.rows[1] == (3, ["Staff", "x"])


def test_blank_lines_are_passed_over_and_rows_keep_their_number() -> None:
    sheet = read_sheet(b"\n,,\nGroup,Comment,\nParent,x,\n,,\nStaff,y,\n")
    assert sheet.headings == ["Group", "Comment"]
    assert [number for number, _ in sheet.rows] == [4, 6]


def test_headings_come_once_each_and_empty_ones_are_named() -> None:
    sheet = read_sheet(b"Comment,,Comment,Day\nx,y,z,1/9/27\n")
    assert sheet.headings == ["Comment", "Column 2", "Comment (2)", "Day"]


def test_the_second_heading_of_surveymonkey_is_no_row() -> None:
    sheet = read_sheet(b"Respondent ID,Do you agree?,Why?\n,Response,Open-Ended Response\n118,Yes,x\n")
    assert sheet.rows == [(3, ["118", "Yes", "x"])]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "nothing in it"),
        (b"\n ,\n", "nothing in it"),
        (b"Group,Comment\n", "no rows under them"),
        (b'Group,Comment\nParent,"never closed\nStaff,x\n', "never closed"),
        (b'Group,Comment\nParent,"a" b\n', "not doubled"),
        (b"\xd0\xcf\x11\xe0 old", "old Excel"),
        (b"Group,Comment\na\0b,c\n", "not a table"),
        (b"PK\x03\x04 broken", "damaged or locked"),
        (b"Group,Comment\nParent," + b"x" * 100_001 + b"\n", "more than 100,000 characters"),
        (",".join(f"c{n}" for n in range(201)).encode() + b"\nx\n", "more than 200 columns"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words):
        read_sheet(data)


def test_too_large_and_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_ROWS", 3)
    assert len(read_sheet(b"Comment,Day\n" + b"a,1\n" * 3).rows) == 3
    with pytest.raises(Refused, match="more than 3 rows"):
        read_sheet(b"Comment,Day\n" + b"a,1\n" * 4)
    monkeypatch.setattr(reader, "LARGEST_MB", 0)
    with pytest.raises(Refused, match="larger than 0 MB"):
        read_sheet(b"Comment,Day\na,1\n")


def workbook(rows: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.create_sheet("Another").append(["not this"])
    into = io.BytesIO()
    book.save(into)
    return into.getvalue()


def test_the_first_sheet_of_a_workbook_is_read() -> None:
    day = dt.datetime(2027, 9, 1, 10, 15)
    sheet = read_sheet(
        workbook(
            [
                ["Completion time", "Score", "Why?"],
                [day, 4.0, "=1+1 is two"],
                [None, None, None],
                [day, 4.5, None],
            ]
        )
    )
    assert sheet.headings == ["Completion time", "Score", "Why?"]
    assert sheet.rows[0][0] == 2
    assert sheet.rows[0][1][:2] == ["2027-09-01T10:15:00", "4"]
    assert sheet.rows[1] == (4, ["2027-09-01T10:15:00", "4.5", ""])


def test_a_workbook_that_unpacks_to_very_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("partnerships.imports.spreadsheets.guard.LARGEST_UNPACKED_MB", 0)
    with pytest.raises(Refused, match="too large"):
        read_sheet(workbook([["a", "b"], ["c", "d"]]))
    monkeypatch.undo()
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        archive.writestr("readme.txt", "no workbook")
    with pytest.raises(Refused, match="damaged or locked"):
        read_sheet(into.getvalue())


@pytest.mark.parametrize("opening", ["<si><t/></si>", "<si><r/></si>", "<x:si xmlns:x='urn:x'/><si/>"])
@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/worksheets/any.bin"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_very_many_empty_texts_are_refused_before_they_are_read(
    monkeypatch: pytest.MonkeyPatch, opening: str, part: str, encoding: str
) -> None:
    monkeypatch.setattr("partnerships.imports.spreadsheets.guard.MOST_ELEMENTS", 2_000)
    monkeypatch.setattr("openpyxl.load_workbook", lambda *_args, **_how: pytest.fail("it was read"))
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(part, f"<sst>{opening * 1_001}</sst>".encode(encoding))
    with pytest.raises(Refused, match="too large"):
        read_sheet(into.getvalue())


def test_cells_are_no_texts_held_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("partnerships.imports.spreadsheets.guard.MOST_ELEMENTS", 2_000)
    sheet = read_sheet(workbook([["Score", "Why"], *[[place, "x"] for place in range(2_000)]]))
    assert len(sheet.rows) == 2_000


@pytest.mark.parametrize(
    ("headings", "told"),
    [
        ("A,A,A", ["A", "A (2)", "A (3)"]),
        ("A (2),A,A", ["A (2)", "A", "A (3)"]),
        ("A,A (2),A", ["A", "A (2)", "A (3)"]),
        ("Column 2,,x", ["Column 2", "Column 2 (2)", "x"]),
    ],
)
def test_no_two_columns_have_one_heading(headings: str, told: list[str]) -> None:
    assert read_sheet(f"{headings}\n1,2,3\n".encode()).headings == told


def test_rows_beyond_the_last_of_excel_are_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("partnerships.imports.responses.workbook.LAST_ROW", 6)
    book = openpyxl.Workbook()
    for place, text in {1: "Comment", 3: "The third row", 9: "One that no sheet has"}.items():
        book.active.cell(place, 1, text)
    into = io.BytesIO()
    book.save(into)
    assert read_sheet(into.getvalue()).rows == [(3, ["The third row"])]
