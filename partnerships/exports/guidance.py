"""Columns of the csv of guidance."""

from __future__ import annotations

from partnerships.exports._csv import Column

COLUMNS = (
    Column("Title", lambda row: row.guidance.title),
    Column("Publisher", lambda row: row.guidance.publisher),
    Column("Link", lambda row: row.guidance.url),
    Column("Published or updated", lambda row: row.guidance.published_on),
    Column("What it says", lambda row: row.guidance.says),
    Column("What rests on it", lambda row: "; ".join(row.about_words)),
    Column("Kept for", lambda row: row.whose),
    Column("Look at it again on", lambda row: row.guidance.review_on),
    Column("Review", lambda row: row.review_words),
    Column("Link tried on", lambda row: row.guidance.link_checked_on),
    Column("Link stale since", lambda row: row.guidance.link_failed_on),
    Column("Answer", lambda row: row.guidance.link_answer),
)
