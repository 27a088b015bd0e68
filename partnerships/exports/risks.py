"""Columns of the csv of risks: of one project, and of all."""

from __future__ import annotations

from partnerships.exports._csv import Column
from partnerships.rules.words import Level, RiskSource

COLUMNS = (
    Column("School", lambda row: row.risk.project.school.name),
    Column("URN", lambda row: row.risk.project.school_id),
    Column("What could go wrong", lambda row: row.risk.what),
    Column("How serious", lambda row: row.serious_words),
    Column("Likelihood", lambda row: Level(row.risk.likelihood).label),
    Column("Effect", lambda row: Level(row.risk.effect).label),
    Column("What is done about it", lambda row: row.risk.mitigation),
    Column("Found in", lambda row: RiskSource(row.risk.source).label),
    Column("Owner", lambda row: row.owner_words),
    Column("Review", lambda row: row.risk.review_on),
    Column("Review late", lambda row: row.late_words),
    Column("Milestone", lambda row: row.risk.milestone.title if row.risk.milestone else ""),
    Column("Closed", lambda row: row.risk.closed_on),
    Column("Why it was closed", lambda row: row.risk.closed_reason),
)
OVER_ALL = (
    Column("Trust", lambda row: row.risk.project.trust.name),
    Column("Lead", lambda row: str(row.risk.project.lead or "")),
    Column("Joining month", lambda row: row.risk.project.joining_month),
    *COLUMNS,
)
