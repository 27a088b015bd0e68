"""Schools that slipped out of a month, as a csv."""

from __future__ import annotations

from partnerships.exports._csv import Column

COLUMNS = (
    Column("Month left", lambda row: row.left),
    Column("School", lambda row: row.project.school.name),
    Column("URN", lambda row: row.project.school_id),
    Column("Trust", lambda row: row.project.trust.name),
    Column("Lead", lambda row: str(row.project.lead or "")),
    Column("Moved to", lambda row: row.to),
    Column("Months later", lambda row: row.months),
    Column("Moved on", lambda row: row.at),
    Column("By", lambda row: row.who),
    Column("Reasons", lambda row: row.why),
    Column("First agreed month", lambda row: row.project.first_agreed_month),
    Column("Joining month now", lambda row: row.project.joining_month),
    Column("Confidential", lambda row: row.project.confidential),
    Column("Project ended", lambda row: row.project.ended_on),
)
