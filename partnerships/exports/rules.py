"""How the rules stand in a project, as a csv; a row for each thing that a rule says."""

from __future__ import annotations

from partnerships.exports._csv import Column

COLUMNS = (
    Column("Rule", lambda row: row[0].rule.title),
    Column("State", lambda row: row[1].finding.state.label),
    Column("Why", lambda row: row[1].finding.sentence),
    Column("If broken", lambda row: row[0].strength_words),
    Column("Milestones", lambda row: "; ".join(step.title for step in row[1].steps)),
    Column("Last day", lambda row: row[1].finding.by),
    Column("Reason given", lambda row: row[1].acceptance.reason if row[1].acceptance else ""),
    Column("Reason given by", lambda row: str(row[1].acceptance.by or "") if row[1].acceptance else ""),
    Column("Reason given on", lambda row: row[1].acceptance.at if row[1].acceptance else None),
    Column("Source", lambda row: row[0].rule.source.words),
    Column("Source to read", lambda row: row[0].rule.source.url),
)
