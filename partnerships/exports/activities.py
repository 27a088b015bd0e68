"""Columns of the csv of activities. The first are those that can be read in again."""

from __future__ import annotations

from partnerships.exports._csv import Column
from partnerships.rules.activity_csv import COLUMNS as READ_IN

_NAMED = dict(
    zip(
        READ_IN,
        (
            lambda row: row.activity.on,
            lambda row: row.kind,
            lambda row: row.activity.focus,
            lambda row: row.activity.our_people,
            lambda row: row.activity.their_people,
            lambda row: row.activity.hours,
            lambda row: row.activity.changed,
            lambda row: row.activity.service.what if row.activity.service else "",
        ),
        strict=True,
    )
)
COLUMNS = (
    *(Column(heading, getter) for heading, getter in _NAMED.items()),
    Column("Teaching and learning", lambda row: row.teaching),
    Column("Evidence", lambda row: (row.evidence.url or row.evidence.file_name) if row.evidence else ""),
)
