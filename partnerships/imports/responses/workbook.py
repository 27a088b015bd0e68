"""The first sheet of an xlsx, read a row at a time."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from typing import Any

import openpyxl

from partnerships.actions._core import Refused

# Rows repeat themselves, so an honest sheet unpacks to ten times its size, not to a thousand.
LARGEST_UNPACKED_MB = 100
WIDEST = 400
# The last row that Excel knows. A few bytes can name one far beyond it, and every row up to there would be made.
LAST_ROW = 1_048_576
DAMAGED = "This Excel file is damaged or locked with a password. Open it, save it again, and choose that."


def is_workbook(data: bytes) -> bool:
    return data.startswith(b"PK\x03\x04")


def rows_of_workbook(data: bytes) -> Iterator[list[str]]:
    """Every row of the first sheet, as text; dates in ISO form. Raises `Refused` for what is no sound workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(each.file_size for each in archive.infolist()) > LARGEST_UNPACKED_MB * 1024 * 1024:
                raise Refused("This Excel file is too large. Save it as csv, and choose that.")
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        for row in book.worksheets[0].iter_rows(values_only=True, max_col=WIDEST, max_row=LAST_ROW):
            yield [] if row.count(None) == len(row) else [_text(cell) for cell in row]
    except Refused:
        raise
    except (
        Exception
    ) as wrong:  # openpyxl lets through whatever a damaged part raises: KeyError, ParseError, …
        raise Refused(DAMAGED) from wrong


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, dt.datetime | dt.date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
