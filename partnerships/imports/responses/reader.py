"""Opens a file of responses, or text pasted from a spreadsheet: rows of text, whatever wrote them.

csv and tsv in UTF-8, UTF-16 or Windows-1252, parted by commas, semicolons, tabs or bars, and xlsx. Sizes are checked
before anything is unpacked, and rows counted while they are read.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from itertools import count

from partnerships.actions._core import Refused
from partnerships.imports.responses.workbook import is_workbook, rows_of_workbook
from partnerships.rules.response_columns import is_second_heading
from partnerships.rules.response_mapping import Sheet
from partnerships.rules.saying import counted

LARGEST_MB = 20
MOST_ROWS = 50_000
MOST_COLUMNS = 200
LONGEST_CELL = 100_000
_SEPARATORS = ("\t", ";", ",", "|")
_LINES_LOOKED_AT = 20
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
    records = rows_of_workbook(data) if is_workbook(data) else _records(decoded(data))
    return _sheet(records)


def decoded(data: bytes) -> str:
    """The text, without a byte order mark. Raises `Refused` for what is no text."""
    encoding = (
        "utf-16"
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        else _encoding_without_mark(data)
    )
    try:
        text = data.decode(encoding, errors="replace" if encoding == "cp1252" else "strict")
    except UnicodeDecodeError as wrong:
        raise Refused(NOT_A_TABLE) from wrong
    if "\0" in text:
        raise Refused(NOT_A_TABLE)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _encoding_without_mark(data: bytes) -> str:
    # Excel's "Unicode text" without its mark: every second byte of English is nothing.
    start = data[:400]
    if start and start[1::2].count(0) > len(start) / 4:
        return "utf-16-le"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _records(text: str) -> Iterator[list[str]]:
    separator = ""
    if text[:4].lower() == "sep=":  # what Excel writes and reads to say so
        line, _, text = text.partition("\n")
        separator = line[4:5]
    separator = separator or _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    while True:
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as wrong:
            raise Refused(_where_it_broke(str(wrong), number + 1)) from wrong
        number += 1
        yield record


def _where_it_broke(why: str, row: int) -> str:
    if "unexpected end of data" in why or "field larger" in why:
        return (
            f"A quotation mark that opens in row {row} is never closed. Close it, and choose the file again."
        )
    return f"Row {row} has a quotation mark inside a cell that is not doubled. Mend it, and choose the file again."


def _separator(text: str) -> str:
    """What parts the cells: the separator that gives most columns, as often in the other rows as in the headings."""
    best, most = ",", 0.0
    sample = "\n".join(text.split("\n", 400)[:400])
    for separator in _SEPARATORS:
        widths = []
        try:
            for row in csv.reader(io.StringIO(sample, newline=""), delimiter=separator):
                if any(cell.strip() for cell in row):
                    widths.append(len(row))
                if len(widths) == _LINES_LOOKED_AT:
                    break
        except csv.Error:
            continue
        if not widths or max(widths) == 1:
            continue
        same = sum(width == widths[0] for width in widths) / len(widths)
        if (score := widths[0] * same) > most:
            best, most = separator, score
    return best


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
    found: list[str] = []
    for place, cell in enumerate(cells, 1):
        name = " ".join(cell.split())[:200] or f"Column {place}"
        found.append(next(each for each in _numbered(name) if each not in found))
    return found


def _numbered(name: str) -> Iterator[str]:
    """ "Comment", "Comment (2)", "Comment (3)" and so on."""
    yield name
    for number in count(2):
        yield f"{name} ({number})"


def _as_wide(cells: list[str], width: int, number: int) -> list[str]:
    if any(cells[width:]):
        raise Refused(
            f"Row {number} has more cells than there are headings. Check that the first row holds the headings, and "
            "that text with separators in it stands in quotation marks."
        )
    if any(len(cell) > LONGEST_CELL for cell in cells):
        raise Refused(f"Row {number} has a cell of more than {LONGEST_CELL:,} characters.")
    return [*cells[:width], *[""] * (width - len(cells))]
