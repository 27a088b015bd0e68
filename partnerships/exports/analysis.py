"""Columns of the csv of an analysis, one line for each figure, and of the csv of themes with their answers."""

from __future__ import annotations

from collections.abc import Iterator

from partnerships.exports._csv import Column
from partnerships.reports.analysis import Analysis, Cell, Row
from partnerships.rules.consultation_words import Audience

# Table, row, column, responses, share in whole percent of the row (None where there is no such share).
Figure = tuple[str, str, str, int, int | None]

COLUMNS = (
    Column("Table", lambda figure: figure[0]),
    Column("Row", lambda figure: figure[1]),
    Column("Column", lambda figure: figure[2]),
    Column("Responses", lambda figure: figure[3]),
    Column("Share of the row in %", lambda figure: figure[4]),
)

THEME_COLUMNS = (
    Column("Theme", lambda row: row.theme.name),
    Column("Responses", lambda row: row.total),
    Column("Groups", lambda row: row.groups_words),
    Column("For", lambda row: row.stances[0].count),
    Column("Against", lambda row: row.stances[1].count),
    Column("Neutral", lambda row: row.stances[2].count),
    Column("Undecided", lambda row: row.stances[3].count),
    Column("What we heard", lambda row: row.theme.heard),
    Column("What changed", lambda row: row.theme.changed),
    Column("What did not change, and why", lambda row: row.theme.not_changed),
    Column("Answered", lambda row: row.theme.answered_on),
)


def figures(analysis: Analysis) -> Iterator[Figure]:
    """Every figure of the analysis, table by table."""
    yield "Counted", "Unique responses", "All", analysis.total, None
    yield "Counted", "Duplicates, left out", "All", analysis.duplicates, None
    yield from _cells("All responses", "All", analysis.overall)
    yield from _rows("By group", analysis.groups)
    yield from _rows("By channel", analysis.channels)
    for span in analysis.spans:
        yield f"By {analysis.step}", span.label, "All", span.count, None
    for row in analysis.themes:
        for line in row.groups:
            yield "Themes by group", row.theme.name, Audience(line.key).label, line.total, None
        yield from _cells("Themes", row.theme.name, row.stances)


def _rows(table: str, rows: list[Row]) -> Iterator[Figure]:
    for row in rows:
        yield from _cells(table, row.label, row.cells)


def _cells(table: str, label: str, cells: list[Cell]) -> Iterator[Figure]:
    for cell in cells:
        yield table, label, cell.stance.label, cell.count, cell.share
