"""The first sheet of an xlsx, read a row at a time."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from typing import Any

import openpyxl

from partnerships.actions._core import Refused
from partnerships.imports.spreadsheets.guard import DAMAGED, look_through
from partnerships.imports.spreadsheets.parts import LAST_ROW

WIDEST = 400


def rows_of_workbook(data: bytes) -> Iterator[list[str]]:
    """Every row of the first sheet, as text; dates in ISO form. Raises `Refused` for what is no sound workbook."""
    look_through(data)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        for row in book.worksheets[0].iter_rows(values_only=True, max_col=WIDEST, max_row=LAST_ROW):
            yield [] if row.count(None) == len(row) else [_text(cell) for cell in row]
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
