"""A plan template as a file that reads back the same, and what differs between two as a list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from partnerships.exports._csv import Column
from partnerships.rules.plan import TemplateRow
from partnerships.rules.template_compare import Comparison
from partnerships.rules.template_csv import COLUMNS as NAMES
from partnerships.rules.template_csv import export_rows, harmless


def _cell(name: str) -> Callable[[Mapping[str, str]], Any]:
    def read(row: Mapping[str, str]) -> Any:
        text = row[name]
        if "weeks" in name:
            return Decimal(text) if text else None
        return harmless(text)

    return read


COLUMNS = tuple(Column(name, _cell(name)) for name in NAMES)


def template_lines(rows: Iterable[TemplateRow]) -> list[dict[str, str]]:
    """What `COLUMNS` write of a template."""
    return export_rows(rows)


DIFFERENCES = (
    Column("What happened", lambda row: row[0]),
    Column("Code", lambda row: row[1].code),
    Column("Milestone", lambda row: row[1].title),
    Column("Phase", lambda row: row[1].phase.label),
    Column("What", lambda row: row[2]),
    Column("Before", lambda row: row[3]),
    Column("After", lambda row: row[4]),
)


def difference_lines(found: Comparison) -> Iterator[tuple[str, TemplateRow, str, str, str]]:
    """What `DIFFERENCES` write of a comparison: one line for each milestone added or retired, and for each change."""
    yield from (("Added", row, "", "", "") for row in found.added)
    yield from (("Retired", row, "", "", "") for row in found.retired)
    for change in found.changed:
        yield from (("Changed", change.row, each.what, each.before, each.after) for each in change.fields)


FOLLOWERS = (
    Column("School", "school__name"),
    Column("URN", "school_id"),
    Column("Trust", "trust__name"),
    Column("Route", "route"),
    Column("Joining month", "joining_month"),
    Column("Follows", "template__name"),
    Column("Version", "template__version"),
)
