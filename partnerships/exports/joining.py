"""The changes of a project's joining month as a csv."""

from __future__ import annotations

from partnerships.exports._csv import Column

COLUMNS = (
    Column("When", lambda row: row.change.at),
    Column("From", lambda row: row.change.from_month),
    Column("To", lambda row: row.change.to_month),
    Column("Confirmed", lambda row: row.change.confirmed),
    Column("Reasons", lambda row: row.why),
    Column("Corrected", lambda row: any(each.corrected for each in row.reasons)),
    Column("By", lambda row: row.who),
)
