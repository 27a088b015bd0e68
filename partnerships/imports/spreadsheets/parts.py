"""One part of an xlsx, streamed: its elements are counted, its cells noted, and nothing of it is kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from xml.parsers import expat

from openpyxl.utils import column_index_from_string

# The last row and the last column that Excel knows. A few bytes can name one far beyond them.
LAST_ROW = 1_048_576
LAST_COLUMN = 16_384
# What a cell takes at most: itself, its value, its formula, a text of its own.
_A_CELL = 5
_IN_ROWS = frozenset({"row", "c", "v", "f", "is"})


class TooMuch(Exception):
    """More than any honest sheet holds."""


class NoSoundPart(Exception):
    """What no spreadsheet program writes."""


@dataclass
class Part:
    """What one sheet of the file holds."""

    # Rows with something in them; the number of the last of them, and of the last column.
    rows: int = 0
    last_row: int = 0
    last_column: int = 0
    # "A1:C1" as the file writes it.
    merged: list[str] = field(default_factory=list)
    # Cells with a formula of which no result is kept.
    formulas_without_result: int = 0


class Pass:
    """What the parser tells of one part, element by element.

    `hold` is called for each element that will be held in memory, `read` for each in a row, of which one is
    held at a time.
    """

    def __init__(self, *, may_be_sheet: bool, hold: Callable[[], None], read: Callable[[], None]) -> None:
        self._is_sheet, self._hold, self._read = may_be_sheet, hold, read
        self.part = Part()
        self._before = ""
        self._rows = 0
        # Of the row and the cell that are open.
        self._row = self._column = self._in_row = 0
        self._reference = ""
        self._row_has_value = self._has_value = self._has_formula = self._is_text = False
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.StartDoctypeDeclHandler = _refuse_doctype

    def feed(self, data: bytes) -> None:
        """Raises `expat.ExpatError`, `TooMuch` or `NoSoundPart`."""
        self._parser.Parse(data)

    def end(self) -> Part:
        self._parser.Parse(b"", True)
        self._end_row()
        return self.part

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if not self._before:
            self._is_sheet = self._is_sheet and local == "worksheet"
        own_text = local == "t" and self._before == "is"
        self._before = local
        if not self._is_sheet:
            self._hold()
        elif local in _IN_ROWS or own_text:
            self._inside(local, attributes)
        else:
            self._hold()
            self._parser.CharacterDataHandler = self._value if local == "t" else None
            if local == "mergeCell":
                self.part.merged.append(attributes.get("ref", ""))

    def _inside(self, local: str, attributes: dict[str, str]) -> None:
        self._read()
        if local == "row":
            self._start_row(attributes)
            return
        self._in_row += 1
        if self._in_row > LAST_COLUMN * _A_CELL:
            raise TooMuch
        if local == "c":
            self._start_cell(attributes)
        elif local == "f":
            self._has_formula = True
        else:
            self._parser.CharacterDataHandler = self._value

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._end_row()
        self._rows += 1
        if self._rows > LAST_ROW:
            raise TooMuch
        said = attributes.get("r", "")
        self._row = int(said) if said.isdecimal() and len(said) < 10 else self._row + 1
        self._in_row = self._column = 0

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._end_cell()
        self._column = _column(attributes.get("r", "").rstrip("0123456789")) or self._column + 1
        self._is_text = attributes.get("t") == "str"

    def _value(self, text: str) -> None:
        if not text.isspace():
            self._has_value = True
            self._parser.CharacterDataHandler = None

    def _end_cell(self) -> None:
        if self._has_value:
            self._row_has_value = True
            self.part.last_column = max(self.part.last_column, self._column)
        elif self._has_formula and not self._is_text:  # the result of a text may be none
            self.part.formulas_without_result += 1
        self._has_value = self._has_formula = False
        self._parser.CharacterDataHandler = None

    def _end_row(self) -> None:
        self._end_cell()
        if self._row_has_value:
            self.part.rows += 1
            self.part.last_row = self._row
        self._row_has_value = False


def _refuse_doctype(*_told: object) -> None:
    # What it declares can grow without end.
    raise NoSoundPart


@lru_cache(maxsize=1024)
def _column(letters: str) -> int:
    """The number of a column, 28 for "AB"; 0 for none."""
    return column_index_from_string(letters) if re.fullmatch(r"[A-Z]{1,3}", letters) else 0
