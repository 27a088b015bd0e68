"""The list of groups of schools as a csv. The projects of one are exported as the list of projects is."""

from __future__ import annotations

from partnerships.exports._csv import Column

COLUMNS = (
    Column("Group", lambda row: row.group.name),
    Column("Kind", lambda row: row.kind_words),
    Column("Trust", lambda row: row.group.trust.name),
    Column("Projects", lambda row: row.schools),
    Column("Live projects", lambda row: row.live),
    Column("Milestones done", lambda row: row.done),
    Column("Milestones in the plans", lambda row: row.plan),
    Column("Milestones late", lambda row: row.late),
)
