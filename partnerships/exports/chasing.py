"""What is owed, what is stuck and how the work is spread, as csv."""

from __future__ import annotations

from collections.abc import Iterator

from partnerships.exports._csv import Column
from partnerships.reports.balance import Balance, Load

OWED = (
    Column("Party", lambda row: row.recipient.party.label),
    Column("Organisation", lambda row: row.recipient.organisation),
    Column("Contact", lambda row: row.recipient.name),
    Column("E-mail address", lambda row: row.recipient.email),
    Column("Telephone", lambda row: row.recipient.telephone),
    Column("School", lambda row: row.project.school),
    Column("URN", lambda row: row.project.urn),
    Column("Trust", lambda row: row.project.trust),
    Column("Lead", lambda row: row.project.lead),
    Column("Joining month", lambda row: row.project.joining_month),
    Column("Milestone", lambda row: row.title),
    Column("Why", lambda row: "We are waiting" if row.waiting else "Theirs to do"),
    Column("Waiting for", lambda row: row.waiting_on),
    Column("Waiting since", lambda row: row.since),
    Column("Days waiting", lambda row: row.days_waiting),
    Column("Due", lambda row: row.due_on),
    Column("Days late", lambda row: row.days_late or None),
    Column("Confidential", lambda row: row.project.confidential),
)


STUCK = (
    Column("School", lambda row: row.project.school.name),
    Column("URN", lambda row: row.project.school_id),
    Column("Trust", lambda row: row.project.trust.name),
    Column("Lead", lambda row: str(row.project.lead) if row.project.lead else None),
    Column("Joining month", lambda row: row.project.joining_month),
    Column("Why", lambda row: "; ".join(row.why)),
    Column("Since", lambda row: row.since),
    Column("Days without activity", lambda row: row.quiet_days),
    Column("Last activity", lambda row: row.last.at if row.last else None),
    Column("By", lambda row: row.last.who if row.last else None),
    Column("What", lambda row: row.last.what if row.last else None),
    Column("Confidential", lambda row: row.project.confidential),
)

BALANCE = (
    Column("Lead", lambda row: row[0]),
    Column("Joining month", lambda row: row[1]),
    Column("Live projects", lambda row: row[2].projects),
    Column("Open milestones", lambda row: row[2].open),
    Column("Late", lambda row: row[2].late),
    Column("Due in 30 days", lambda row: row[2].soon),
)


def balance_rows(balance: Balance) -> Iterator[tuple[str, str, Load]]:
    """A row for each lead and column in which there is anything, and one for each lead's total."""
    for line in balance.leads:
        for column, load in line.columns:
            if load != Load():
                yield line.name, column.label, load
        yield line.name, "All", line.total
