"""One row per fact that a download changed; none for a first load, of a table or of a column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from partnerships.imports.gias import store
from partnerships.imports.gias.compare import Difference
from partnerships.imports.gias.rows import Key, Row
from partnerships.models import RegisterChange, RegisterFile

_FIELDS = ("file_id", "kind", "key", "other_key", "field", "before", "after")


def change_rows(
    file: RegisterFile, fields: tuple[str, ...], known: set[str], difference: Difference
) -> Iterator[Row]:
    """The rows as `RegisterChange` holds them.

    `known` are the fields that earlier files delivered: values of a column that comes for the first time are news
    of the file, not of 51,012 schools.
    """
    tracked = [(place, name) for place, name in enumerate(fields) if name in known]
    for each in difference.changed:
        start = _start(file, each.key)
        if each.came_back:
            yield (*start, "gone_on", each.came_back, "")
        for place, name in tracked:
            before, after = each.before[place], each.after[place]
            if before != after:
                yield (*start, name, _text(before), _text(after))
    for key in difference.gone:
        yield (*_start(file, key), "gone_on", "", str(file.downloaded_on))


def write_changes(rows: Iterable[Row]) -> None:
    """Saves rows that `change_rows` gives."""
    for _ in store.insert(RegisterChange, _FIELDS, rows):
        pass


def _start(file: RegisterFile, key: Key) -> Row:
    other = key[1] if len(key) > 1 else None
    return (file.pk, str(file.kind), key[0], other)


def _text(value: object) -> str:
    return "" if value is None else str(value)
