"""Columns of the csv of a partnership's services, of its measures, and of a project's reviews."""

from __future__ import annotations

from partnerships.exports._csv import Column
from partnerships.rules.partnership_words import Domain

SERVICES = (
    Column("Service", lambda row: row.service.what),
    Column("About", lambda row: row.area),
    Column("Teaching and learning", lambda row: row.teaching),
    Column("Who delivers it", lambda row: row.service.delivered_by),
    Column("Days planned", lambda row: row.service.days_planned),
    Column("Days given", lambda row: row.days_given),
    Column("Hours logged", lambda row: row.hours),
    Column("Activities", lambda row: row.times),
    Column("How it is measured", lambda row: row.service.measure),
)
MEASURES = (
    Column("Measure", lambda row: row.what),
    Column("At the start", lambda row: row.baseline),
    Column("Aim", lambda row: row.aim),
    Column("Latest", lambda row: row.now),
    Column("Measured", lambda row: row.now_on),
)


def _found(domain: Domain, name: str) -> Column:
    def read(row: object) -> str:
        each = next(each for each in row.domains if each.domain is domain)  # type: ignore[attr-defined]  # a ReviewRow
        return each.rating if name == "rating" else (each.finding.text if each.finding else "")

    return Column(f"{domain.label}: rating" if name == "rating" else domain.label, read)


REVIEWS = (
    Column("Review", lambda row: row.kind),
    Column("Day", lambda row: row.held_on),
    Column("Who was there", lambda row: row.review.present),
    Column("Rating", lambda row: row.rating),
    Column("What was found", lambda row: row.review.findings),
    Column("What happens next", lambda row: row.review.next_steps),
    *(_found(domain, name) for domain in Domain for name in ("rating", "text")),
    Column("Evidence", lambda row: (row.evidence.url or row.evidence.file_name) if row.evidence else ""),
)
