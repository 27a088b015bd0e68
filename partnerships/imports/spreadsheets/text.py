"""Tables as text: csv and tsv in UTF-8, UTF-16 or Windows-1252, parted by commas, semicolons, tabs or bars."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator

from partnerships.actions._core import Refused

_SEPARATORS = ("\t", ";", ",", "|")
_LINES_LOOKED_AT = 20


def records_of(data: bytes, *, not_a_table: str) -> Iterator[list[str]]:
    """Every record, blank lines too, so that they count as a spreadsheet counts. Raises `Refused`."""
    return _records(decoded(data, not_a_table=not_a_table))


def decoded(data: bytes, *, not_a_table: str) -> str:
    """The text, without a byte order mark. Raises `Refused(not_a_table)` for what is no text."""
    encoding = (
        "utf-16"
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        else _encoding_without_mark(data)
    )
    try:
        text = data.decode(encoding, errors="replace" if encoding == "cp1252" else "strict")
    except UnicodeDecodeError as wrong:
        raise Refused(not_a_table) from wrong
    if "\0" in text:
        raise Refused(not_a_table)
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
