"""Columns of the csv of a project's decisions."""

from __future__ import annotations

from typing import Any

from partnerships.exports._csv import Column


def _evidence(row: Any) -> str:
    evidence = row.decision.evidence
    return (evidence.url or evidence.file_name) if evidence else ""


def _consultation(row: Any) -> str:
    return row.decision.consultation.title if row.decision.consultation else ""


def _report(row: Any) -> str:
    return f"Version {row.decision.response_report.number}" if row.decision.response_report else ""


COLUMNS = (
    Column("Day", lambda row: row.decision.decided_on),
    Column("Who decided", lambda row: row.body),
    Column("Decision", lambda row: row.outcome),
    Column("Reason", lambda row: row.decision.reason),
    Column("Interests declared", lambda row: row.decision.interests),
    Column("Basis of the order", lambda row: row.basis),
    Column("Approved by a minister", lambda row: row.decision.minister_approved_on),
    Column("Letter sent", lambda row: row.decision.letter_sent_on),
    Column("After the consultation", _consultation),
    Column("Response document", _report),
    Column("How the responses were considered", lambda row: row.decision.considered),
    Column("Votes for", lambda row: row.decision.votes_for),
    Column("Votes against", lambda row: row.decision.votes_against),
    Column("Abstentions", lambda row: row.decision.votes_abstained),
    Column("Evidence", _evidence),
    Column("Conditions", lambda row: "; ".join(each.title for each in row.conditions)),
    Column("Conditions met", lambda row: row.met if row.conditions else None),
    Column("Milestone", lambda row: row.decision.milestone.title if row.decision.milestone else ""),
    Column("Recorded by", lambda row: str(row.decision.recorded_by or "")),
)
