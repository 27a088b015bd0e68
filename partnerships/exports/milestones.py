"""The milestone report as a csv: the rows of the page, with more columns."""

from __future__ import annotations

from partnerships.exports._csv import Column

COLUMNS = (
    Column("Joining month", lambda row: row.project.joining_month),
    Column("School", lambda row: row.project.school),
    Column("URN", lambda row: row.project.urn),
    Column("LAESTAB", lambda row: row.project.laestab),
    Column("Local authority", lambda row: row.project.la_name),
    Column("Region", lambda row: row.project.region_name),
    Column("Trust", lambda row: row.project.trust),
    Column("Route", lambda row: row.project.route_words),
    Column("Lead", lambda row: row.project.lead),
    Column("Phase", lambda row: row.part.label),
    Column("Code", lambda row: row.code),
    Column("Milestone", lambda row: row.title),
    Column("Status", lambda row: row.status_words),
    Column("Due", lambda row: row.due_on),
    Column("Done", lambda row: row.done_on),
    Column("Done before tracking began", lambda row: row.done_before_tracking),
    Column("Days late", lambda row: row.days_late or None),
    Column("Owner", lambda row: row.owner_words),
    Column("Owner kind", lambda row: row.owner_kind),
    Column("Owner’s party", lambda row: row.owner_party),
    Column("Owner’s contact", lambda row: row.owner_contact),
    Column("Waiting for", lambda row: row.waiting_on),
    Column("Waiting for party", lambda row: row.waiting_party_words),
    Column("Waiting for contact", lambda row: row.waiting_contact),
    Column("Waiting since", lambda row: row.waiting_since),
    Column("May apply", lambda row: row.may_apply),
    Column("Why not applicable", lambda row: row.why_not_words),
    Column("Note", lambda row: row.note),
    Column("Evidence", lambda row: row.evidence),
    Column("Joining month confirmed", lambda row: row.project.joining_confirmed),
    Column("Confidential", lambda row: row.project.confidential),
    Column("Opened", lambda row: row.project.opened_on),
    Column("Academy URN", lambda row: row.project.academy_urn),
    Column("Academy name", lambda row: row.project.academy),
    Column("Project on hold since", lambda row: row.project.on_hold_since),
    Column("Project ended", lambda row: row.project.ended_on),
)
