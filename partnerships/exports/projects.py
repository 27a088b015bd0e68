"""The list of projects as a csv."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import islice

from partnerships.exports._csv import Column
from partnerships.models.project import ProjectQuerySet
from partnerships.reports.project_list import ProjectRow, project_rows
from partnerships.rules.words import EndOutcome

_BATCH = 200


def _outcome(row: ProjectRow) -> str:
    return EndOutcome(row.project.outcome).label if row.project.outcome else ""


COLUMNS = (
    Column("URN", lambda row: row.project.school_id),
    Column("LAESTAB", lambda row: row.project.school.laestab),
    Column("School", lambda row: row.project.school.name),
    Column("Local authority", lambda row: row.project.school.la_name),
    Column("Region", lambda row: row.project.school.region_name),
    Column("Trust", lambda row: row.project.trust.name),
    Column(
        "Outgoing trust", lambda row: row.project.outgoing_trust.name if row.project.outgoing_trust else ""
    ),
    Column("Route", lambda row: row.route_words),
    Column("Joining month", lambda row: row.project.joining_month),
    Column("Joining month confirmed", lambda row: row.project.joining_confirmed),
    Column("First agreed month", lambda row: row.project.first_agreed_month),
    Column("Months later than first agreed", lambda row: row.months_slipped),
    Column("Days until opening", lambda row: row.days),
    Column("Rating", lambda row: row.rating.label if row.rating else ""),
    Column("Why this rating", lambda row: row.rating_words),
    Column("Rated by hand", lambda row: bool(row.rating and row.project.rated_by_hand)),
    Column("Forecast opening", lambda row: row.forecast.month if row.forecast else None),
    Column("Months later than planned", lambda row: row.forecast.months_late if row.forecast else None),
    Column("Forecast made on", lambda row: row.forecast.made_on if row.forecast else None),
    Column("Lead", lambda row: str(row.project.lead or "")),
    Column("Phase reached", lambda row: row.reached_words),
    Column("Milestones done", lambda row: row.project.done_count),
    Column("Milestones in the plan", lambda row: row.project.plan_count),
    Column("Milestones late", lambda row: row.project.late_count),
    Column("Next milestone", lambda row: row.project.next_title),
    Column("Next milestone due", lambda row: row.project.next_due),
    Column("Confidential", lambda row: row.project.confidential),
    Column("On hold since", lambda row: row.project.on_hold_since),
    Column("Started", lambda row: row.project.started_on),
    Column("Opened", lambda row: row.project.opened_on),
    Column("Academy URN", lambda row: row.project.academy_id),
    Column("Academy name", lambda row: row.project.academy_name),
    Column("Ended", lambda row: row.project.ended_on),
    Column("Outcome", _outcome),
)


def export_rows(found: ProjectQuerySet, *, today: dt.date) -> Iterator[ProjectRow]:
    """The projects found, in their order, with progress; two hundred are held at a time."""
    keys = iter(found.values_list("pk", flat=True))
    while batch := list(islice(keys, _BATCH)):
        yield from project_rows(batch, today=today)
