"""Rows of a download → values by key, column by column: one Python step a column, not one a cell.

A row with a bad value is refused with its line and reason; the others go on.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from partnerships.actions._core import Refused
from partnerships.imports.gias.kinds import Column, Kind, tidy_header
from partnerships.imports.gias.reader import Download
from partnerships.imports.gias.values import Value
from partnerships.rules.counting import Progress

Key = tuple[Value, ...]
Row = tuple[Value, ...]
_BLOCK = 5_000


@dataclass(frozen=True)
class RefusedRow:
    line: int
    reason: str


@dataclass
class Table:
    """What a file says: values of the delivered fields, by key."""

    kind: Kind
    fields: tuple[str, ...]  # delivered: present in the header and filled in at least one row
    rows: dict[Key, Row]
    refused: list[RefusedRow] = field(default_factory=list)
    refused_keys: set[Key] = field(default_factory=set)  # in the file, so not gone, though not understood
    lines: dict[Key, int] = field(default_factory=dict)


@dataclass
class _Cells:
    """The cells the product uses, as text: row by row, with line numbers."""

    rows: list[tuple[str, ...]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    short: list[int] = field(default_factory=list)  # places in `rows` of rows that miss a used cell
    refused: list[RefusedRow] = field(default_factory=list)


def read_table(download: Download, kind: Kind) -> Generator[Progress, None, Table]:
    """Reads the whole file. Raises `Refused` when it has no rows or cannot be read."""
    sources = _sources(download.header, (*kind.keys, *kind.columns))
    cells = yield from _cells(download, [index for _, indexes in sources for index in indexes])
    if not cells.rows and not cells.refused:
        raise Refused("This file has a header and no rows.")
    return _table(kind, sources, cells)


def _sources(header: Sequence[str], columns: Sequence[Column]) -> list[tuple[Column, list[int]]]:
    """The columns that the header names, each with its places; a field of parts needs all of them."""
    places: dict[str, int] = {}
    for index, name in enumerate(header):
        places.setdefault(tidy_header(name), index)
    found = []
    for column in columns:
        indexes = [places[tidy_header(name)] for name in column.headers if tidy_header(name) in places]
        if column.parts and len(indexes) == len(column.headers):
            found.append((column, indexes))
        elif indexes and not column.parts:
            found.append((column, indexes[:1]))
        elif column.required:
            raise Refused(f"This file lacks the column {column.headers[0]}.")
    return found


def _cells(download: Download, indexes: list[int]) -> Generator[Progress, None, _Cells]:
    cells, width, needed = _Cells(), len(download.header), max(indexes) + 1
    pick, reader = itemgetter(*indexes), download.reader()
    next(reader)
    last = reader.line_num
    try:
        for row in reader:
            line, last = last + 1, reader.line_num
            if len(row) != width:
                if not row:
                    continue
                if any(row[width:]):
                    cells.refused.append(
                        RefusedRow(line, f"The row has {len(row)} fields, the header {width}.")
                    )
                    continue
                if len(row) < needed:
                    cells.short.append(len(cells.rows))
                row = [*row, *[""] * (width - len(row))]
            cells.rows.append(pick(row))
            cells.lines.append(line)
            if not len(cells.rows) % _BLOCK:
                yield Progress("Reading", len(cells.rows), download.line_count)
    except csv.Error as wrong:
        raise Refused(
            f"This file stops being a csv at line {last + 1}. Download it again from GIAS."
        ) from wrong
    return cells


def _table(kind: Kind, sources: list[tuple[Column, list[int]]], cells: _Cells) -> Table:
    bad: dict[int, str] = {}
    # Whole files lack their last fields; a single short row is a torn one.
    if len(cells.short) < len(cells.rows):
        bad = dict.fromkeys(cells.short, "The row is shorter than the others: the file may be torn here.")
    texts = iter(list(zip(*cells.rows, strict=True)) or [()] * sum(len(indexes) for _, indexes in sources))
    cells.rows.clear()
    keys: list[list[Value]] = []
    fields: list[str] = []
    values: list[list[Value]] = []
    for column, indexes in sources:
        is_key = column in kind.keys
        parts = [next(texts) for _ in indexes]
        if not is_key and not any(map(any, parts)):
            continue
        text = _joined([list(map(str.strip, part)) for part in parts])
        if not is_key and not any(text):
            continue
        converted = _converted(column, text, _longest(kind, column), bad)
        if is_key:
            keys.append(converted)
        else:
            fields.append(column.field)
            values.append(converted)
    return _by_key(Table(kind, tuple(fields), {}, cells.refused), keys, values, cells.lines, bad)


def _joined(parts: list[list[str]]) -> list[str]:
    if len(parts) == 1:
        return parts[0]
    return [" ".join(filter(None, each)) for each in zip(*parts, strict=True)]


def _longest(kind: Kind, column: Column) -> int:
    return getattr(kind.model._meta.get_field(column.field), "max_length", None) or sys.maxsize


def _converted(column: Column, texts: list[str], longest: int, bad: dict[int, str]) -> list[Value]:
    """The column's values; the places of those that are none go to `bad` with the reason."""
    title = column.headers[0]
    wrong: dict[str, str] = {}
    cache: dict[str, Value] = {}
    if column.convert is None:
        if max(map(len, texts), default=0) > longest:
            too_long = {text for text in texts if len(text) > longest}
            wrong.update((text, f"{title}: it is longer than {longest} characters.") for text in too_long)
    else:
        for text in set(texts):
            try:
                cache[text] = column.convert(text)
            except ValueError as problem:
                wrong[text] = f"{title}: {problem}."
    if wrong:
        for place, text in enumerate(texts):
            if text in wrong:
                bad.setdefault(place, wrong[text])
    return list(texts) if column.convert is None else list(map(cache.get, texts))


def _by_key(
    table: Table, keys: list[list[Value]], values: list[list[Value]], lines: list[int], bad: dict[int, str]
) -> Table:
    all_keys = list(zip(*keys, strict=True))
    # A kind may deliver nothing but its keys: a membership without a joined date.
    all_values: list[Row] = list(zip(*values, strict=True)) if values else [()] * len(all_keys)
    if not bad and len(set(all_keys)) == len(all_keys):
        table.rows = dict(zip(all_keys, all_values, strict=True))
    else:
        for place, (key, row) in enumerate(zip(all_keys, all_values, strict=True)):
            reason = bad.get(place) or ("The same row is in the file twice." if key in table.rows else "")
            if not reason:
                table.rows[key] = row
                continue
            table.refused.append(RefusedRow(lines[place], reason))
            if None not in key:
                table.refused_keys.add(key)
    table.lines = dict(zip(all_keys, lines, strict=True))
    table.refused.sort(key=lambda each: each.line)
    return table
