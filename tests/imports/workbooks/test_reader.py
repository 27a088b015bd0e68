"""A team's own spreadsheets are opened as they are: their sheets, headings, days, colours and oddities."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Color, PatternFill

from partnerships.actions._core import Refused
from partnerships.imports.workbooks.reader import Book, open_book
from partnerships.rules.workbook.table import Cell, Table
from tests.imports.workbooks import messy


def only(data: bytes, sheet: str | None = None, heading_row: int | None = None) -> Table:
    book = open_book(data, "Pipeline.xlsx")
    return book.table(book.best_sheet if sheet is None else sheet, heading_row)


def cells(table: Table, number: int) -> dict[str, Cell]:
    return dict(
        zip(table.headings, next(row.cells for row in table.rows if row.number == number), strict=True)
    )


@pytest.fixture(scope="module")
def pipeline() -> Book:
    return open_book(messy.pipeline(), "Pipeline 2027.xlsx")


def test_every_sheet_is_told_of_and_the_one_of_schools_is_chosen(pipeline: Book) -> None:
    assert [(glance.name, glance.hidden) for glance in pipeline.glances] == [
        (messy.PIPELINE_SHEET, False), ("Lists", True), (messy.CONTACTS_SHEET, False),
    ]  # fmt: skip
    assert pipeline.best_sheet == messy.PIPELINE_SHEET
    contacts = pipeline.glances[2]
    assert (contacts.rows, contacts.columns, contacts.first_cells[:3]) == (8, 7, ["School", "URN", "Role"])
    with pytest.raises(Refused, match="no sheet “Schools”"):
        pipeline.table("Schools")


def test_headings_in_two_merged_rows_under_a_logo_are_found(pipeline: Book) -> None:
    table = pipeline.table(messy.PIPELINE_SHEET)
    assert table.heading_row == messy.PIPELINE_HEADING_ROW
    assert table.headings[:6] == ["School", "URN", "LA", "Route", "Stage", "Joining date"]
    assert table.headings[7:12] == [
        "Legal: CTA agreed", "Legal: SFA signed", "Legal: TUPE consultation", "Land: Land questionnaire", "Land: Lease",
    ]  # fmt: skip
    # The column that only parts others is not there, and cells are still named as the person sees them.
    assert "H" not in table.letters
    assert table.name_of_cell(12, "Land: Land questionnaire") == "L12"
    assert pipeline.table(messy.PIPELINE_SHEET, table.heading_row) == table
    assert pipeline.table(messy.PIPELINE_SHEET, 5).headings[8] == "Column J"


def test_rows_keep_their_numbers_and_empty_ones_are_dropped(pipeline: Book) -> None:
    numbers = [row.number for row in pipeline.table(messy.PIPELINE_SHEET).rows]
    schools = range(messy.PIPELINE_FIRST_ROW, messy.PIPELINE_LAST_ROW + 1)
    assert numbers == [*schools, messy.PIPELINE_TOTALS_ROW, 33]
    assert len(schools) == 23


def test_days_are_days_and_their_text_says_what_the_sheet_shows(pipeline: Book) -> None:
    table = pipeline.table(messy.PIPELINE_SHEET)
    joining = {number: cells(table, number)["Joining date"] for number in (7, 8, 15, 18)}
    assert joining == {
        7: Cell("1 March 2027", dt.date(2027, 3, 1)),
        8: Cell("1/9/27"),
        15: Cell("April 2027", dt.date(2027, 4, 1)),
        # Somebody typed "Sept 27", and Excel made a day of it.
        18: Cell("27 September", dt.date(2026, 9, 27)),
    }


def test_colours_are_read_beside_text_and_without(pipeline: Book) -> None:
    table = pipeline.table(messy.PIPELINE_SHEET)
    assert cells(table, 8)["Legal: CTA agreed"] == Cell("", None, messy.GREEN)
    assert cells(table, 7)["Legal: SFA signed"] == Cell("in progress", None, messy.AMBER)
    assert cells(table, 9)["Land: Lease"].fill not in {"", "FFFFFF"}  # of the theme
    assert cells(table, 10)["Legal: SFA signed"] == Cell("w/c 3 March")  # white is none
    assert cells(table, 13)["Land: Lease"].is_empty


def test_one_milestone_a_row_is_read_as_it_stands() -> None:
    table = only(messy.milestones_down())
    assert (table.heading_row, len(table.rows)) == (3, 10)
    assert [cells(table, number)["School"].text[:7] for number in (4, 5, 9)] == ["Ashdown", "", "Fernhil"]
    assert cells(table, 4)["Completed"].day == dt.date(2026, 8, 10)


def test_a_board_list_of_windows_with_semicolons() -> None:
    book = open_book(messy.board_list_csv(), "Board.csv")
    assert (book.best_sheet, len(book.glances)) == ("", 1)
    table = book.table("")
    assert table.heading_row == 3
    assert cells(table, 4)["Comments"].text == "“On track”; £40k to find"
    assert cells(table, 7)["Comments"].text == "Café, pool\nand a caretaker’s house"
    assert [row.number for row in table.rows] == [4, 5, 6, 7, 8, 10]  # a cell of two lines is one row
    assert book.table("whatever the file was called") == table


def test_three_rows_of_headings_and_numbers_as_laestab() -> None:
    table = only(messy.planned_and_actual())
    assert table.headings[3:5] == ["Legal: CTA agreed: Planned", "Legal: CTA agreed: Actual"]
    assert [cells(table, number)["DfE no"].text for number in (4, 5)] == ["942/2008", "9422014"]


def test_unicode_text_with_tabs() -> None:
    assert only(messy.two_trusts()).headings == ["URN", "School", "Trust", "Route", "Joining"]


def test_formulas_show_their_last_result_and_are_never_worked_out() -> None:
    table = only(messy.with_formulas())
    assert [cell.text for cell in table.rows[0].cells] == [
        "100001", "Ashdown Primary School", "1 March 2027", "5", "35%",
    ]  # fmt: skip
    # An error is text; a day that points at an empty cell is none.
    assert [cell.text for cell in table.rows[1].cells] == ["100004", "#REF!", "", "5", "100%"]
    assert [cell.text for cell in table.rows[2].cells] == ["100005", "", "", "", "yes"]
    assert table.formulas_without_result == 2


def test_sheets_that_are_charts_are_passed_over() -> None:
    assert [glance.name for glance in open_book(messy.with_formulas(), "x").glances] == ["Summary", "Lists"]


def book_of(fill: Callable[[openpyxl.worksheet.worksheet.Worksheet], object]) -> bytes:
    book = openpyxl.Workbook()
    fill(book.active)
    into = io.BytesIO()
    book.save(into)
    return into.getvalue()


@pytest.mark.filterwarnings("ignore:Cell B2 is marked as a date")
@pytest.mark.parametrize(
    ("value", "number_format", "cell"),
    [
        (3.0, "General", Cell("3")),
        (0.1 + 0.2, "General", Cell("0.3")),
        (12, "000", Cell("012")),
        (0.125, "0.0%", Cell("12.5%")),
        (False, "General", Cell("no")),
        (
            dt.datetime(2027, 9, 1, 10, 15),
            "dd/mm/yyyy hh:mm",
            Cell("1 September 2027 10:15", dt.date(2027, 9, 1)),
        ),
        (dt.date(2027, 9, 1), '[$-809]dddd", "d mmmm yyyy', Cell("1 September 2027", dt.date(2027, 9, 1))),
        (dt.time(9, 30), "hh:mm", Cell("09:30")),
        ("\xa0 Legal\r\ndocs ", "General", Cell("Legal\ndocs")),
        # What a file can say and no database keeps: nothing at all, half a character.
        ("Le_x0000_gal_xD800_", "General", Cell("Legal")),
        ("=1+1", "General", Cell("")),
        (10**9, "dd/mm/yyyy", Cell("#VALUE!")),
        (CellRichText(["On ", TextBlock(InlineFont(b=True), "hold")]), "General", Cell("On hold")),
    ],
)
def test_values_are_read_as_people_see_them(value: object, number_format: str, cell: Cell) -> None:
    def fill(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        sheet.append(["School", "Value"])
        sheet.append(["Ashdown"])
        sheet["B2"].value = value
        sheet["B2"].number_format = number_format

    table = only(book_of(fill))
    # A column of which only the heading is known is a column all the same.
    assert table.rows[0].cells[1] == cell


@pytest.mark.parametrize(
    ("colour", "fill"),
    [
        (Color(rgb="FF92D050"), "92D050"),
        (Color(rgb="FFFFFFFF"), ""),
        (Color(indexed=10), "FF0000"),
        (Color(indexed=64), ""),
        (Color(theme=0), ""),
        (Color(theme=1), "000000"),
        (Color(theme=4), "4F81BD"),
        (Color(theme=4, tint=-0.25), "366092"),
        (Color(theme=4, tint=0.6), "B8CCE4"),
        (Color(theme=99), ""),
    ],
)
def test_colours_of_the_theme_and_the_old_palette(colour: Color, fill: str) -> None:
    def colours(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        sheet.append(["School", "Value"])
        sheet.append(["Ashdown"])
        sheet["B2"].fill = PatternFill("solid", fgColor=colour)

    found = only(book_of(colours)).rows[0].cells[1].fill
    assert len(found) == len(fill)
    # Excel rounds its tints in steps of its own.
    assert all(
        abs(int(found[at : at + 2] or "0", 16) - int(fill[at : at + 2] or "0", 16)) <= 1 for at in (0, 2, 4)
    )


def test_headings_come_once_each_and_columns_without_one_are_called_by_their_letter() -> None:
    table = only(messy.csv_of([["School", "", "Notes", "Notes", ""], ["Ashdown", "x", "y", "z", ""]]))
    assert table.headings == ["School", "Column B", "Notes", "Notes (2)"]
    assert table.letters == ["A", "B", "C", "D"]


def test_cells_beyond_the_headings_are_kept_under_their_letter() -> None:
    table = only(messy.xlsx({"S": [["School", "URN", "Route"], ["Ashdown", 1, "AO", None, "stray"]]}))
    assert table.headings == ["School", "URN", "Route", "Column E"]


def test_headings_said_again_on_each_page_are_no_rows() -> None:
    rows = [["School", "Stage"], ["Ashdown", "Legal"], ["School", "Stage"], ["Birch Lane", "Legal"]]
    assert [row.number for row in only(messy.xlsx({"S": rows})).rows] == [2, 4]


def test_a_hidden_sheet_is_chosen_only_where_all_else_is_empty() -> None:
    book = openpyxl.Workbook()
    book.create_sheet("Schools").append(["School", "URN"])
    book["Schools"].append(["Ashdown", 100001])
    book["Schools"].sheet_state = "veryHidden"
    assert open_book(messy.saved(book), "x").best_sheet == "Schools"
    book["Sheet"].append(["Notes"])
    book["Sheet"].append(["Ask Kim"])
    assert open_book(messy.saved(book), "x").best_sheet == "Sheet"
