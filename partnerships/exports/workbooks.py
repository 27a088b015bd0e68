"""Columns of the csv of spreadsheets that were brought in, and of what one of them said and did not go in."""

from __future__ import annotations

from partnerships.exports._csv import Column

COLUMNS = (
    Column("File", lambda row: row.file_name),
    Column("Sheet", lambda row: row.sheet),
    Column("Trust", lambda row: row.trust.name),
    Column("State", lambda row: row.get_state_display()),
    Column("By", lambda row: str(row.by or "")),
    Column("Chosen", lambda row: row.uploaded_at),
    Column("Brought in", lambda row: row.applied_at),
    Column("Undone", lambda row: row.undone_at),
    Column("Rows", lambda row: row.rows),
    Column("Schools new", lambda row: row.created),
    Column("Schools changed", lambda row: row.changed),
    Column("Schools not brought in", lambda row: row.refused),
    Column("Cells left out", lambda row: row.cells_left_out),
    Column("File is deleted on", lambda row: row.delete_file_on),
)
NOT_IN_COLUMNS = (
    Column("Row", lambda row: row.row),
    Column("Cell", lambda row: row.cell),
    Column("Heading", lambda row: row.heading),
    Column("What it says", lambda row: row.text),
    Column("Why it did not go in", lambda row: row.why),
)
