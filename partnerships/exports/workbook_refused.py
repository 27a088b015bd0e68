"""Columns of the csv of what a spreadsheet said and did not go in."""

from __future__ import annotations

from partnerships.exports._csv import Column

COLUMNS = (
    Column("Row", lambda row: row.row),
    Column("Cell", lambda row: row.cell),
    Column("Heading", lambda row: row.heading),
    Column("What it says", lambda row: row.text),
    Column("Why it did not go in", lambda row: row.why),
)
