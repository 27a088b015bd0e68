"""The forecast of one project's milestones as a csv."""

from __future__ import annotations

from partnerships.exports._csv import Column

COLUMNS = (
    Column("Code", lambda row: row.code),
    Column("Milestone", lambda row: row.title),
    Column("Done", lambda row: row.line.step.done),
    Column("Planned", lambda row: row.line.step.planned),
    Column("Fixed date", lambda row: row.line.step.fixed),
    Column("Done or forecast", lambda row: row.line.finish),
    Column("Days later than planned", lambda row: row.days_late),
    Column("Must be finished before opening", lambda row: row.line.step.blocking),
    Column("Days to spare", lambda row: row.line.room),
    Column("Holding the opening up", lambda row: row.line.holding and (row.line.room or 0) < 0),
    Column("To chase this week", lambda row: row.chased),
)
