"""Columns of the csv of consultations."""

from __future__ import annotations

from partnerships.exports._csv import Column

COLUMNS = (
    Column("School", lambda row: row.consultation.project.school.name),
    Column("URN", lambda row: row.consultation.project.school_id),
    Column("Trust", lambda row: row.consultation.project.trust.name),
    Column("Lead", lambda row: str(row.consultation.project.lead or "")),
    Column("Consultation", lambda row: row.consultation.title),
    Column("Kind", lambda row: row.kind),
    Column("Led by", lambda row: row.led_by),
    Column("How far", lambda row: row.state.label),
    Column("Opens", lambda row: row.consultation.opens_on),
    Column("Closes", lambda row: row.consultation.closes_on),
    Column("Responses", lambda row: row.consultation.response_count),
    Column("Next step", lambda row: row.next_step),
    Column("To look at", lambda row: " ".join(row.troubles)),
    Column("Stopped", lambda row: row.consultation.stopped_on),
    Column("Why it was stopped", lambda row: row.consultation.stopped_reason),
)
