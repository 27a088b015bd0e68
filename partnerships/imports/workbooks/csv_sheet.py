"""A csv or tsv file as the one sheet that it is."""

from __future__ import annotations

from partnerships.actions._core import Refused
from partnerships.imports.spreadsheets.text import records_of
from partnerships.imports.workbooks.limits import MOST_ROWS
from partnerships.imports.workbooks.raw import EMPTY, NumberedRow, RawSheet, clean
from partnerships.rules.saying import counted
from partnerships.rules.workbook.headings import LOOKED_AT
from partnerships.rules.workbook.table import Cell

NOT_A_TABLE = (
    "This is not a spreadsheet that can be read. Open it in Excel or whatever made it, save it as .xlsx or csv, and "
    "choose that."
)


def csv_sheet(data: bytes) -> RawSheet:
    """The sheet in these bytes, without a name. Raises `Refused` for what is no text or has too many rows."""
    rows: list[NumberedRow] = []
    width = 0
    for number, record in enumerate(records_of(data, not_a_table=NOT_A_TABLE), 1):
        texts = [clean(text) for text in record]
        if not any(texts):
            continue
        cells = [Cell(text) if text else EMPTY for text in texts]
        width = max(width, max(place for place, text in enumerate(texts, 1) if text))
        rows.append((number, cells))
        if len(rows) > MOST_ROWS + LOOKED_AT:
            raise Refused(f"This file has more than {counted(MOST_ROWS, 'row')}. Part it into several.")
    return RawSheet("", len(rows), width, lambda: iter(rows))
