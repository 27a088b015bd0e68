"""Opens a team's own spreadsheet, and gives each sheet as headings and rows.

csv and tsv in UTF-8, UTF-16 or Windows-1252, xlsx and xlsm. Formulas are not worked out, links not followed, macros
not run: what counts is what the file shows. A day's text leaves out the year where the sheet does.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from openpyxl.utils import get_column_letter

from partnerships.actions._core import Refused
from partnerships.imports.spreadsheets.guard import is_zip
from partnerships.imports.spreadsheets.parts import LAST_COLUMN
from partnerships.imports.workbooks.csv_sheet import csv_sheet
from partnerships.imports.workbooks.kinds import refuse_what_is_no_spreadsheet
from partnerships.imports.workbooks.limits import (
    FARTHEST_ROW,
    LARGEST_MB,
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    WIDEST,
)
from partnerships.imports.workbooks.raw import EMPTY, NumberedRow, RawSheet
from partnerships.imports.workbooks.xlsx_sheets import xlsx_sheets
from partnerships.rules.saying import counted
from partnerships.rules.workbook.headings import LOOKED_AT, Headings, find_headings, once_each
from partnerships.rules.workbook.table import Glance, Row, Table

NOTHING_IN_IT = "There is nothing in this file."
_FIRST_CELLS = 8
_LONGEST_FIRST_CELL = 60


def open_book(data: bytes, file_name: str) -> Book:
    """The spreadsheet in these bytes, whatever its name says. Raises `Refused` for what cannot be read."""
    if len(data) > LARGEST_MB * 1024 * 1024:
        raise Refused(
            f"This file is larger than {LARGEST_MB} MB. Delete the pictures and the sheets that are not needed, or "
            "part it into several."
        )
    if not data.strip():
        raise Refused(NOTHING_IN_IT)
    refuse_what_is_no_spreadsheet(data)
    return Book(file_name, xlsx_sheets(data) if is_zip(data) else [csv_sheet(data)])


@dataclass
class Book:
    """An opened spreadsheet."""

    file_name: str
    _sheets: list[RawSheet] = field(repr=False)

    @cached_property
    def _looked_at(self) -> list[tuple[Glance, float]]:
        return [_glance(sheet) for sheet in self._sheets]

    @property
    def glances(self) -> list[Glance]:
        """Every sheet, so that one can be chosen."""
        return [glance for glance, _ in self._looked_at]

    @property
    def best_sheet(self) -> str:
        """The sheet that looks most like a list of schools; a hidden one only where all else is empty."""
        return max(self._looked_at, key=lambda each: each[1])[0].name

    def table(self, sheet: str, heading_row: int | None = None) -> Table:
        """One sheet as headings and rows; its headings are found where the row is not given. Raises `Refused`."""
        raw = next((each for each in self._sheets if each.name == sheet), None)
        if raw is None and len(self._sheets) == 1 and not self._sheets[0].name:
            raw = self._sheets[0]
        if raw is None:
            raise Refused(f"There is no sheet “{sheet}” in this file. Choose one of those that there are.")
        return _table(raw, heading_row)


def _glance(sheet: RawSheet) -> tuple[Glance, float]:
    rows = list(islice(sheet.rows(), LOOKED_AT))
    found = find_headings(rows, sheet.merged)
    texts = [text for text in found.texts if text] if found else []
    first = [text if len(text) <= _LONGEST_FIRST_CELL else f"{text[:_LONGEST_FIRST_CELL]}…" for text in texts]
    under = max(sheet.row_count - len(found.rows), 0) if found else 0
    fit = len(texts) * math.log2(1 + under) + _names_schools(texts) - 10_000 * sheet.hidden
    glance = Glance(sheet.name, sheet.row_count, sheet.column_count, sheet.hidden, first[:_FIRST_CELLS])
    return glance, fit if under else fit - 100_000


def _names_schools(headings: Sequence[str]) -> int:
    """Much for a sheet of schools with their numbers or days, which a sheet of people has not."""
    said = " ".join(headings).casefold()
    words = ("urn", "school", "academy", "joining", "conversion", "transfer", "route", "stage", "lead")
    return sum(25 for word in words if word in said)


def _table(sheet: RawSheet, given: int | None) -> Table:
    _refuse_what_strays(sheet)
    rows = list(islice(sheet.rows(), MOST_ROWS + LOOKED_AT + 1))
    _refuse_long_cells(rows)
    if not rows:
        raise Refused(f"“{sheet.name}” is empty. Choose another sheet." if sheet.name else NOTHING_IN_IT)
    found = find_headings(rows, sheet.merged, given=given)
    if found is None:
        raise Refused(
            f"Row {given} is empty. Enter the number of the row that holds the headings."
            if given
            else f"{_named(sheet)} has no row that looks like headings. Write over each column what it holds, such as "
            "“School” or “Joining date”, and choose the file again."
        )
    under = _rows_under(rows, found)
    if not under:
        raise Refused(f"{_named(sheet)} has headings in row {found.rows[-1]}, and no rows under them.")
    if len(under) > MOST_ROWS:
        raise Refused(f"{_named(sheet)} has more than {counted(MOST_ROWS, 'row')}. Part it into several.")
    return _as_wide_as_needed(sheet, found, under)


def _named(sheet: RawSheet) -> str:
    return f"“{sheet.name}”" if sheet.name else "This file"


def _refuse_what_strays(sheet: RawSheet) -> None:
    if sheet.last_row > FARTHEST_ROW:
        raise Refused(
            f"{_named(sheet)} has something in row {sheet.last_row}. Delete the rows that are not needed; at most "
            f"{MOST_ROWS:,} can be read."
        )
    if sheet.column_count > WIDEST:
        raise Refused(
            f"{_named(sheet)} has something in column {_letters(sheet.column_count)}. Delete the columns that are not "
            f"needed; at most {MOST_COLUMNS} can be read."
        )


def _letters(column: int) -> str:
    """ "AB" of 28; the number itself beyond the last that a spreadsheet has."""
    return get_column_letter(column) if column <= LAST_COLUMN else str(column)


def _refuse_long_cells(rows: Sequence[NumberedRow]) -> None:
    for number, cells in rows:
        for place, cell in enumerate(cells, 1):
            if len(cell.text) > LONGEST_CELL:
                raise Refused(
                    f"Cell {get_column_letter(place)}{number} has more than {LONGEST_CELL:,} characters. Shorten it, "
                    "and choose the file again."
                )


def _rows_under(rows: Sequence[NumberedRow], found: Headings) -> list[NumberedRow]:
    """What stands under the headings; where they are said again, as on each printed page, that is no row."""
    last = found.rows[-1]
    said = next([cell.text for cell in cells] for number, cells in rows if number == last)
    return [
        (number, cells) for number, cells in rows if number > last and [cell.text for cell in cells] != said
    ]


def _as_wide_as_needed(sheet: RawSheet, found: Headings, rows: Sequence[NumberedRow]) -> Table:
    """Without the columns that have neither a heading nor a text under it."""
    used = {place for place, text in enumerate(found.texts) if text}
    for _, cells in rows:
        used.update(place for place, cell in enumerate(cells) if cell.text)
    places = sorted(used)
    if len(places) > MOST_COLUMNS:
        raise Refused(
            f"{_named(sheet)} has {len(places)} columns. Delete those that are not needed; at most {MOST_COLUMNS} can "
            "be read."
        )
    letters = [get_column_letter(place + 1) for place in places]
    names = [
        (found.texts[place] if place < len(found.texts) else "") or f"Column {letter}"
        for place, letter in zip(places, letters, strict=True)
    ]
    wide = [
        Row(number, [cells[place] if place < len(cells) else EMPTY for place in places])
        for number, cells in rows
    ]
    return Table(sheet.name, once_each(names), found.rows[-1], wide, letters, sheet.formulas_without_result)
