"""Columns of the csv of one consultation's responses. Who sent them is never exported."""

from __future__ import annotations

from partnerships.exports._csv import Column

COLUMNS = (
    Column("Number", lambda row: row.response.number),
    Column("Came in", lambda row: row.response.received_on),
    Column("Group", lambda row: row.audience),
    Column("How it came in", lambda row: row.channel),
    Column("For or against", lambda row: row.stance),
    Column("Comment", lambda row: row.response.comment),
    Column("Themes", lambda row: "; ".join(row.themes)),
    Column("Needs a reply", lambda row: row.response.needs_reply),
    Column("Replied", lambda row: row.response.replied_on),
    Column("Repeats response", lambda row: row.repeats),
    Column("Removed", lambda row: row.response.removed_on),
    Column("Why it was removed", lambda row: row.response.removed_reason),
)
