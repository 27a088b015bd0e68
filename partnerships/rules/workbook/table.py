"""A sheet as it was read: headings, and cells with what a spreadsheet itself knows of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple


class Cell(NamedTuple):
    """One cell: its text without spaces at either end, the day where the workbook has one, and its colour."""

    text: str = ""
    day: date | None = None
    # As six hexadecimal digits, "92D050"; empty where it has none, or white.
    fill: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.text and not self.fill


class Row(NamedTuple):
    """One row under the headings, with its number as the spreadsheet counts; as wide as the headings."""

    number: int
    cells: list[Cell]


@dataclass(frozen=True)
class Table:
    """One sheet of a workbook, or a csv file as a whole (whose name is empty)."""

    name: str
    # Each once: an empty one is "Column C", a second of the same name "Notes (2)".
    headings: list[str]
    # The number of the row that holds them, the last of them where they take two.
    heading_row: int
    rows: list[Row]
    # The letters of each heading's column, "A" to "GR", so that a cell can be named.
    letters: list[str] = field(default_factory=list)
    # Cells with a formula of which the file keeps no result: they read as empty.
    formulas_without_result: int = 0

    def name_of_cell(self, row: int, heading: str) -> str:
        """ "C12": where a person finds the cell in the spreadsheet."""
        place = self._places.get(heading, len(self.letters))
        return f"{self.letters[place] if place < len(self.letters) else ''}{row}"

    def written(self, row: int, heading: str) -> str:
        """What stands in a cell; empty where there is none."""
        place = self._places.get(heading)
        return self._rows[row].cells[place].text if place is not None and row in self._rows else ""

    @cached_property
    def _places(self) -> dict[str, int]:
        return {heading: place for place, heading in enumerate(self.headings)}

    @cached_property
    def _rows(self) -> dict[int, Row]:
        return {row.number: row for row in self.rows}


@dataclass(frozen=True)
class Glance:
    """One sheet of a workbook, told so that a person can choose."""

    name: str
    rows: int
    columns: int
    hidden: bool = False
    first_cells: list[str] = field(default_factory=list)
