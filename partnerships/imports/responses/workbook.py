"""The first sheet of an xlsx, read a row at a time."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.parsers import expat

import openpyxl

from partnerships.actions._core import Refused

# Rows repeat themselves, so an honest sheet unpacks to ten times its size, not to a thousand.
LARGEST_UNPACKED_MB = 100
# Cells are read a row at a time; all else (shared texts first, two elements each) is held at once, a few bytes or not.
MOST_ELEMENTS = 500_000
_CELLS = frozenset({"row", "c", "v", "f", "is"})
_AT_ONCE = 1024 * 1024
WIDEST = 400
# The last row that Excel knows. A few bytes can name one far beyond it, and every row up to there would be made.
LAST_ROW = 1_048_576
TOO_LARGE = "This Excel file is too large. Save it as csv, and choose that."
DAMAGED = "This Excel file is damaged or locked with a password. Open it, save it again, and choose that."


def is_workbook(data: bytes) -> bool:
    return data.startswith(b"PK\x03\x04")


def rows_of_workbook(data: bytes) -> Iterator[list[str]]:
    """Every row of the first sheet, as text; dates in ISO form. Raises `Refused` for what is no sound workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(each.file_size for each in archive.infolist()) > LARGEST_UNPACKED_MB * 1024 * 1024:
                raise Refused(TOO_LARGE)
            _refuse_too_many_elements(archive)
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        for row in book.worksheets[0].iter_rows(values_only=True, max_col=WIDEST, max_row=LAST_ROW):
            yield [] if row.count(None) == len(row) else [_text(cell) for cell in row]
    except Refused:
        raise
    except (
        Exception
    ) as wrong:  # openpyxl lets through whatever a damaged part raises: KeyError, ParseError, …
        raise Refused(DAMAGED) from wrong


def _refuse_too_many_elements(archive: zipfile.ZipFile) -> None:
    """Counts in every part, as the file itself says which of them holds what. Whatever is no XML is no matter."""
    seen, before = 0, ""

    def count(name: str, _attributes: object) -> None:
        nonlocal seen, before
        local = name.rpartition(":")[2]
        seen += local not in _CELLS and not (local == "t" and before == "is")  # a cell's own text
        before = local
        if seen > MOST_ELEMENTS:
            raise Refused(TOO_LARGE)

    for each in archive.infolist():
        parser = expat.ParserCreate()
        parser.StartElementHandler = count
        with archive.open(each) as part:
            try:
                while data := part.read(_AT_ONCE):
                    parser.Parse(data)
            except expat.ExpatError:
                continue


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, dt.datetime | dt.date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
