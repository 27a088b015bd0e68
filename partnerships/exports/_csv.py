"""The one way in which this product writes csv: streamed, typed, and safe to open in a spreadsheet.

An export is one list of columns and an iterator of rows:

    COLUMNS = (Column("URN", "urn"), Column("Trust", "trust__name"), Column("Route", "route", dict(CHOICES)))
    return csv_response("schools.csv", COLUMNS, rows_of(queryset, COLUMNS))

where every column names a field of the database (the quick way: no objects are made), or

    COLUMNS = (Column("Milestone", lambda row: row.title), Column("Days late", days_late))
    return csv_response("milestones.csv", COLUMNS, rows)

where every column is a function of the row, and `rows` any iterator such as `queryset.iterator(2000)`.
The heading row leaves before the first row is asked for; the rows are never held together in memory.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

BOM = "\ufeff"
# A spreadsheet takes a cell that begins with one of these for a formula.
_FORMULA_STARTS = frozenset("=+-@\t\r")
# Written as they are: the csv module gives numbers as digits and dates in ISO form, None as nothing.
_TYPED = frozenset({int, float, Decimal, dt.date, type(None)})
_ROWS_A_CHUNK = 500
_ROWS_A_FETCH = 2000


@dataclass(frozen=True)
class Column:
    """One column of an export. `getter` is a path of the database ("trust__name") or a function of the row.

    `words` says what a stored value is called on screen; a value it does not know is written as it is.
    """

    heading: str
    getter: str | Callable[[Any], Any]
    words: Mapping[Any, str] | None = None


def rows_of(queryset: QuerySet[Any], columns: Sequence[Column]) -> Iterator[tuple[Any, ...]]:
    """The rows of columns that all name fields: read as they are sent, by a server-side cursor on PostgreSQL.

    The database is asked when the first row is. Raises TypeError for a column that is a function.
    """
    paths = [column.getter for column in columns if isinstance(column.getter, str)]
    if len(paths) != len(columns):
        raise TypeError("rows_of() needs columns that name fields; give csv_response() your own rows instead")
    values = queryset.values_list(*paths)

    def rows() -> Iterator[tuple[Any, ...]]:
        yield from values.iterator(chunk_size=_ROWS_A_FETCH)

    return rows()


def csv_response(filename: str, columns: Sequence[Column], rows: Iterable[Any]) -> StreamingHttpResponse:
    """A download of `rows` in UTF-8 with a byte order mark, which Excel needs to read accents.

    Rows are tuples in the order of the columns (from `rows_of`) where the columns name fields, else what the
    columns' functions read. Nobody's cache keeps it, and nginx passes it on as it comes.
    """
    response = StreamingHttpResponse(_chunks(columns, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, filename)
    response["Cache-Control"] = "private, no-store"
    response["X-Accel-Buffering"] = "no"
    return response


def cell(value: Any) -> Any:
    """What is written for a value: text made harmless, truths as yes or no, moments in local time."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, dt.datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return local.isoformat(timespec="seconds")
    if isinstance(value, int | float | Decimal | dt.date | None):
        return value
    text = str(value)
    return f"'{text}" if text[:1] in _FORMULA_STARTS else text


def _chunks(columns: Sequence[Column], rows: Iterable[Any]) -> Iterator[bytes]:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)

    def taken() -> bytes:
        text = buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
        return text.encode()

    buffer.write(BOM)
    writer.writerow([cell(column.heading) for column in columns])
    yield taken()
    cells = _cells(columns, rows)
    while batch := list(islice(cells, _ROWS_A_CHUNK)):
        writer.writerows(batch)
        yield taken()


def _cells(columns: Sequence[Column], rows: Iterable[Any]) -> Iterator[list[Any]]:
    """Every row as safe cells. Ordinary text and numbers, nearly all there is, pass without a call."""
    for row in _values(columns, rows):
        yield [
            value
            if (kind := value.__class__) in _TYPED or (kind is str and value[:1] not in _FORMULA_STARTS)
            else cell(value)
            for value in row
        ]


def _values(columns: Sequence[Column], rows: Iterable[Any]) -> Iterable[Sequence[Any]]:
    named = [isinstance(column.getter, str) for column in columns]
    if any(named) and not all(named):
        raise TypeError("either all columns of an export name fields, or none does")
    worded = [(place, column.words) for place, column in enumerate(columns) if column.words is not None]
    if all(named):
        return _in_words(rows, worded) if worded else rows
    read = [column.getter for column in columns if callable(column.getter)]
    values: Iterable[Sequence[Any]] = ([get(row) for get in read] for row in rows)
    return _in_words(values, worded) if worded else values


def _in_words(
    rows: Iterable[Sequence[Any]], worded: list[tuple[int, Mapping[Any, str]]]
) -> Iterator[Sequence[Any]]:
    for row in rows:
        values = list(row)
        for place, words in worded:
            values[place] = words.get(values[place], values[place])
        yield values
