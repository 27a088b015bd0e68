"""What GIAS shows about projects' schools, as a csv."""

from __future__ import annotations

from collections.abc import Iterator

from partnerships.exports._csv import Column
from partnerships.models.standing import OpeningProposalQuerySet
from partnerships.reports.openings import Proposal, with_all

COLUMNS = (
    Column("URN", lambda each: each.row.project.school_id),
    Column("School", lambda each: each.row.project.school.name),
    Column("Trust", lambda each: each.row.project.trust.name),
    Column("Joining month", lambda each: each.row.project.joining_month),
    Column("What GIAS shows", lambda each: each.row.get_kind_display()),
    Column("Academy URN", lambda each: each.row.academy_id),
    Column("Academy name", lambda each: each.academy_name),
    Column("Opened", lambda each: each.row.opened_on),
    Column("Evidence", lambda each: " ".join(each.row.evidence)),
    Column("Download of", lambda each: each.row.file.downloaded_on if each.row.file else None),
    Column("State", lambda each: each.row.get_state_display()),
    Column("Answered by", lambda each: str(each.row.decided_by or "")),
    Column("Answered", lambda each: each.row.decided_at),
    Column("Why dismissed", lambda each: each.row.why),
)


def export_rows(found: OpeningProposalQuerySet) -> Iterator[Proposal]:
    """The proposals found, in their order."""
    for row in with_all(found).iterator(500):
        yield Proposal(row)
