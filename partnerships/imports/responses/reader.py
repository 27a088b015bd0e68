"""Opens a file of responses, or text pasted from a spreadsheet: rows of text, whatever wrote them.

csv and tsv in UTF-8, UTF-16 or Windows-1252, parted by commas, semicolons, tabs or bars, and xlsx. Sizes are checked
before anything is unpacked, and rows counted while they are read.
"""

from __future__ import annotations

from collections.abc import Iterator

from partnerships.actions._core import Refused
from partnerships.imports.responses.workbook import rows_of_workbook
from partnerships.imports.spreadsheets.guard import is_zip
from partnerships.imports.spreadsheets.text import records_of
from partnerships.rules.response_columns import is_second_heading
from partnerships.rules.response_mapping import Sheet
from partnerships.rules.saying import counted
from partnerships.rules.workbook.headings import once_each

LARGEST_MB = 20
MOST_ROWS = 50_000
MOST_COLUMNS = 200
LONGEST_CELL = 100_000
NOT_A_TABLE = (
    "This is not a table that can be read. Choose the csv or Excel file that the form gave, or copy its rows with "
    "their headings from a spreadsheet."
)
OLD_EXCEL = "This is a file of an old Excel. Open it, save it as .xlsx or csv, and choose that."
_OLD_EXCEL_BYTES = b"\xd0\xcf\x11\xe0"


def read_sheet(data: bytes) -> Sheet:
    """The table in these bytes. Raises `Refused` for what is too large, empty, or no table."""
    if len(data) > LARGEST_MB * 1024 * 1024:
        raise Refused(f"This file is larger than {LARGEST_MB} MB. Part it into several.")
    if data.startswith(_OLD_EXCEL_BYTES):
        raise Refused(OLD_EXCEL)
    return _sheet(rows_of_workbook(data) if is_zip(data) else records_of(data, not_a_table=NOT_A_TABLE))


def _sheet(records: Iterator[list[str]]) -> Sheet:
    headings: list[str] = []
    rows: list[tuple[int, list[str]]] = []
    for number, record in enumerate(records, 1):
        cells = [cell.replace("\xa0", " ").strip() for cell in record]
        if not any(cells):
            continue
        if not headings:
            headings = _headings(cells)
        elif not rows and is_second_heading(cells):
            continue
        else:
            rows.append((number, _as_wide(cells, len(headings), number)))
            if len(rows) > MOST_ROWS:
                raise Refused(f"This file has more than {counted(MOST_ROWS, 'row')}. Part it into several.")
    if not headings:
        raise Refused("There is nothing in it.")
    if not rows:
        raise Refused("It has headings, and no rows under them.")
    return Sheet(headings, rows)


def _headings(cells: list[str]) -> list[str]:
    """Each heading once: an empty one by its place, a second of the same name by its number."""
    while cells and not cells[-1]:
        cells.pop()
    if len(cells) > MOST_COLUMNS:
        raise Refused(f"This file has more than {MOST_COLUMNS} columns. Remove those that are not needed.")
    names = (" ".join(cell.split())[:200] or f"Column {place}" for place, cell in enumerate(cells, 1))
    return once_each(names)


def _as_wide(cells: list[str], width: int, number: int) -> list[str]:
    if any(cells[width:]):
        raise Refused(
            f"Row {number} has more cells than there are headings. Check that the first row holds the headings, and "
            "that text with separators in it stands in quotation marks."
        )
    if any(len(cell) > LONGEST_CELL for cell in cells):
        raise Refused(f"Row {number} has a cell of more than {LONGEST_CELL:,} characters.")
    return [*cells[:width], *[""] * (width - len(cells))]
