"""Columns of the csv of a project's evidence."""

from __future__ import annotations

from django.utils import timezone

from partnerships.exports._csv import Column


def _code(row: object) -> str:
    milestone = row.evidence.milestone  # type: ignore[attr-defined]  # an EvidenceRow
    return milestone.code if milestone else ""


COLUMNS = (
    Column("Part of the plan", lambda row: row.part),
    Column("Code", _code),
    Column("Milestone", lambda row: row.evidence.milestone.title if row.evidence.milestone else ""),
    Column("What it is", lambda row: row.evidence.name),
    Column("File", lambda row: row.evidence.file_name),
    Column("Link", lambda row: row.evidence.url),
    Column("Bytes", lambda row: row.evidence.size if row.evidence.is_file else None),
    Column("SHA-256", lambda row: row.evidence.sha256),
    Column("Added by", lambda row: str(row.evidence.added_by or "")),
    Column("Added", lambda row: timezone.localdate(row.evidence.added_at)),
    Column("Replaced", lambda row: row.replaced_words),
    Column("Removed or replaced", lambda row: row.gone_words),
)
