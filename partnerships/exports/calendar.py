"""DfE's deadlines and the school holidays as csv. The latter's first columns are those that can be read in again."""

from __future__ import annotations

from collections.abc import Mapping

from partnerships.exports._csv import Column


def deadline_columns(titles: Mapping[str, str]) -> tuple[Column, ...]:
    """`titles` are the milestones' by code."""
    return (
        Column("Opening month", lambda row: row.opening_month),
        Column("Code", lambda row: row.code),
        Column("Milestone", lambda row: titles.get(row.code, row.code)),
        Column("Deadline", lambda row: row.on),
        Column("Kept for", lambda row: row.trust.name if row.trust else "All trusts"),
        Column("Link", lambda row: row.source_url),
    )


def holiday_columns(authorities: Mapping[str, str]) -> tuple[Column, ...]:
    """`authorities` are their names by code."""
    return (
        Column("Local authority code", lambda row: row.la_code),
        Column("Name", lambda row: row.name),
        Column("First day", lambda row: row.first_day),
        Column("Last day", lambda row: row.last_day),
        Column(
            "Local authority",
            lambda row: (
                authorities.get(row.la_code, row.la_code)
                if row.la_code
                else "All without a list of their own"
            ),
        ),
    )
