"""What a download would change: its rows against the tables'."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from partnerships.imports.gias.rows import Key, RefusedRow, Row, Table
from partnerships.rules.saying import say_day

MOST_GONE = 0.02
"""More than this share gone needs a person's word: extracts of a part share the header of the whole."""


@dataclass(frozen=True)
class Changed:
    key: Key
    before: Row
    after: Row
    came_back: str = ""  # ISO date on which it had gone, if it had


@dataclass
class Difference:
    """Rows by what an import would do with them. `gone` are those that GIAS no longer has."""

    created: list[tuple[Key, Row]] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    unchanged: int = 0
    gone: list[Key] = field(default_factory=list)
    here: int = 0  # rows of ours, not gone before

    @property
    def too_many_gone(self) -> bool:
        return len(self.gone) > self.here * MOST_GONE


def compare(table: Table, existing: Iterator[Row], demo: dict[str, set[int]]) -> Difference:
    """Sorts the file's rows, taking them out of `table.rows`.

    `existing` gives key, day gone (ISO or None) and the table's delivered fields, one flat tuple a row, without
    demo rows. `demo` gives the keys of invented schools and groups by the fields that hold them.
    """
    _pass_over_demo(table, demo)
    found, width, rows, take = Difference(), len(table.kind.keys), table.rows, table.rows.pop
    for one in existing:
        key, was_gone, before = one[:width], one[width], one[width + 1 :]
        after = take(key, None)
        if was_gone is None:
            found.here += 1
        if after is None:
            if was_gone is None and key not in table.refused_keys:
                found.gone.append(key)
        elif after != before or was_gone is not None:
            found.changed.append(Changed(key, before, after, str(was_gone or "")))
        else:
            found.unchanged += 1
    found.created = list(rows.items())
    return found


def _pass_over_demo(table: Table, demo: dict[str, set[int]]) -> None:
    for place, column in enumerate(table.kind.keys):
        invented = demo.get(column.field)
        if not invented:
            continue
        for key in [key for key in table.rows if key[place] in invented]:
            del table.rows[key]
            table.refused.append(
                RefusedRow(table.lines[key], "This number belongs to an invented demo record.")
            )


def confirmations(difference: Difference, downloaded_on: dt.date | None, last: dt.date | None) -> list[str]:
    """What a person must confirm before this goes in, one sentence each."""
    needed = []
    if downloaded_on and last and downloaded_on < last:
        needed.append(
            f"This download is of {say_day(downloaded_on)}, older than the one of {say_day(last)} that is already in."
        )
    if difference.too_many_gone:
        share = 100 * len(difference.gone) / difference.here
        needed.append(
            f"{len(difference.gone):,} of {difference.here:,} rows ({share:.0f}%) are not in this file and would be "
            "marked as no longer in GIAS. It may be an extract of a part."
        )
    return needed
