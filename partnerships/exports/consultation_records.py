"""Columns of the csv of a consultation's groups, meetings, questions and papers."""

from __future__ import annotations

from partnerships.exports._csv import Column
from partnerships.rules.consultation_words import Audience, DocumentFormat, DocumentKind

GROUPS = (
    Column("Group", lambda row: str(row.group)),
    Column("Kind of group", lambda row: Audience(row.group.audience).label),
    Column("Needed", lambda row: row.needed_words),
    Column("People", lambda row: row.group.size),
    Column("Told", lambda row: row.group.told_on),
    Column("How", lambda row: row.how_words),
    Column("By whom", lambda row: row.group.told_by),
    Column("Told after it opened", lambda row: row.told_late),
    Column("Reminded", lambda row: row.group.reminded_on),
    Column("Left out", lambda row: row.group.left_out),
    Column("Why", lambda row: row.group.reason),
)
MEETINGS = (
    Column("Date", lambda row: row.meeting.on),
    Column("Time", lambda row: row.meeting.at.strftime("%H:%M") if row.meeting.at else ""),
    Column("For", lambda row: row.audience_words),
    Column("Place", lambda row: row.meeting.place),
    Column("Online", lambda row: row.meeting.online),
    Column("State", lambda row: row.state_words),
    Column("How many came", lambda row: row.meeting.attendance),
    Column("Outside the window", lambda row: row.outside),
    Column("Questions", lambda row: len(row.questions)),
    Column("Without an answer", lambda row: row.unanswered),
    Column("Note", lambda row: row.meeting.note),
)
QUESTIONS = (
    Column("Meeting", lambda row: row.meeting.on),
    Column("For", lambda row: Audience(row.meeting.audience).label),
    Column("Question", lambda row: row.question),
    Column("Answer", lambda row: row.answer),
    Column("Answered", lambda row: row.answered_on),
)
DOCUMENTS = (
    Column("Document", lambda row: row.title),
    Column("Kind", lambda row: DocumentKind(row.kind).label),
    Column("Language", lambda row: row.language),
    Column("Format", lambda row: DocumentFormat(row.format).label),
    Column("Version", lambda row: row.number),
    Column("In force from", lambda row: row.in_force_from),
    Column("Withdrawn", lambda row: row.withdrawn_on),
    Column("Public", lambda row: row.public),
    Column("File or link", lambda row: row.evidence.file_name or row.evidence.url),
)
