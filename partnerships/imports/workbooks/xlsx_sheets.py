"""The sheets of an Excel file: values as people see them, days, colours. No formula is worked out, no link followed."""

from __future__ import annotations

import io
from collections.abc import Generator, Iterator, Mapping
from typing import Any

from openpyxl.reader.excel import ExcelReader
from openpyxl.utils import range_boundaries
from openpyxl.worksheet._reader import INLINE_STRING, ROW_TAG, VALUE_TAG, WorkSheetParser
from openpyxl.xml.functions import iterparse

from partnerships.actions._core import Refused
from partnerships.imports.spreadsheets.guard import DAMAGED, look_through
from partnerships.imports.spreadsheets.parts import Part
from partnerships.imports.workbooks.limits import FARTHEST_ROW, MOST_READ, MOST_SHEETS, WIDEST
from partnerships.imports.workbooks.raw import EMPTY, NumberedRow, RawSheet
from partnerships.imports.workbooks.styles import Styles
from partnerships.rules.workbook.headings import Span
from partnerships.rules.workbook.table import Cell

_BOOK = "xl/workbook.xml"
_STRICT = b"purl.oclc.org/ooxml"
STRICT = "This is a “Strict Open XML” file. Open it in Excel, save it as “Excel Workbook (.xlsx)”, and choose that."
# Excel allows 31; other programs more.
_LONGEST_NAME = 100
# Headings are merged in their first rows; merged cells further down are no matter.
_MOST_SPANS = 2_000

_TEXT_TAG = INLINE_STRING.replace("}is", "}t")


def xlsx_sheets(data: bytes) -> list[RawSheet]:
    """The sheets in their order. Raises `Refused` for what is too large, damaged or no workbook."""
    parts = look_through(data, most_read=MOST_READ)
    try:
        sheets = _sheets(data, parts)
    except Refused:
        raise
    except Exception as wrong:  # whatever openpyxl lets through of a damaged part: KeyError, ParseError, …
        raise Refused(DAMAGED) from wrong
    if len(sheets) > MOST_SHEETS:
        raise Refused(
            f"This file has more than {MOST_SHEETS} sheets. Save those that you need in a file of their own."
        )
    if not sheets:
        raise Refused("This Excel file has no sheet with cells.")
    return sheets


def _sheets(data: bytes, parts: Mapping[str, Part]) -> list[RawSheet]:
    reader = _Reader(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    if _BOOK in reader.valid_files and _STRICT in reader.archive.read(_BOOK)[:4_000]:
        raise Refused(STRICT)
    reader.read()
    book: Any = reader.wb
    # Two sheets that are one, or a name longer than Excel allows: nobody's file, and read many times over.
    paths = [sheet._worksheet_path for sheet in book.worksheets]
    if len(set(paths)) < len(paths) or any(len(sheet.title) > _LONGEST_NAME for sheet in book.worksheets):
        raise Refused(DAMAGED)
    styles = Styles(book)
    return [
        _sheet(reader, sheet, parts.get(sheet._worksheet_path, Part()), styles) for sheet in book.worksheets
    ]


class _Reader(ExcelReader):
    """Reads what cells need, and nothing else: no properties, no sheets that are charts."""

    def read_properties(self) -> None:
        pass

    def read_custom(self) -> None:
        pass

    def read_chartsheet(self, sheet: Any, rel: Any) -> None:
        pass


def _sheet(reader: Any, sheet: Any, part: Part, styles: Styles) -> RawSheet:
    return RawSheet(
        name=sheet.title,
        row_count=part.rows,
        column_count=part.last_column,
        rows=lambda: _rows(reader, sheet, part, styles),
        last_row=part.last_row,
        hidden=sheet.sheet_state != "visible",
        merged=[span for text in part.merged[:_MOST_SPANS] if (span := _span(text))],
        formulas_without_result=part.formulas_without_result,
    )


def _span(text: str) -> Span | None:
    try:
        left, top, right, bottom = range_boundaries(text)
    except (ValueError, TypeError):
        return None
    return Span(top, left, bottom, right) if left and top and right and bottom else None


class _Rows(WorkSheetParser):
    """Only the rows, each emptied when the next is read; what stands around them is not read."""

    def parse(self) -> Generator[Any, None, None]:
        for _, element in iterparse(self.source):
            if element.tag == ROW_TAG:
                if any(map(len, element)):
                    yield self.parse_row(element)
                    self.row_dimensions.clear()
                else:  # no cell of it has a value
                    self.row_counter = int(element.get("r", self.row_counter + 1))
                element.clear()

    def parse_cell(self, element: Any) -> dict[str, Any]:
        # A text of one piece in the cell itself, as other programs than Excel write them, without the long way round.
        if element.get("t") == "inlineStr":
            pieces = list(element.iterfind(f"{INLINE_STRING}/*"))
            if len(pieces) == 1 and pieces[0].tag == _TEXT_TAG:
                element.set("t", "str")
                element.append(pieces[0])
                pieces[0].tag = VALUE_TAG
        return super().parse_cell(element)


def _rows(reader: Any, sheet: Any, part: Part, styles: Styles) -> Iterator[NumberedRow]:
    before = 0
    try:
        with reader.archive.open(sheet._worksheet_path) as source:
            parser = _Rows(
                source,
                reader.shared_strings,
                data_only=True,
                epoch=reader.wb.epoch,
                date_formats=reader.wb._date_formats,
                timedelta_formats=reader.wb._timedelta_formats,
            )
            for number, told in parser.parse():
                if number > min(part.last_row, FARTHEST_ROW):
                    return
                if number <= before:
                    raise Refused(DAMAGED)
                before = number
                cells = _cells(told, styles)
                if any(cell.text for cell in cells):
                    yield number, cells
    except Refused:
        raise
    except Exception as wrong:
        raise Refused(DAMAGED) from wrong


def _cells(told: list[dict[str, Any]], styles: Styles) -> list[Cell]:
    """Up to the last cell that has something, with empty ones between."""
    cells: list[Cell] = []
    for each in told:
        value, style, column = each["value"], each["style_id"], each["column"]
        if column > WIDEST or (value is None and not style):
            continue
        cell = styles.cell(value, style)
        if cell is EMPTY:
            continue
        while len(cells) < column - 1:
            cells.append(EMPTY)
        if len(cells) < column:
            cells.append(cell)
    return cells
