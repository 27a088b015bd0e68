"""Columns of the csv of fit and of promises."""

from __future__ import annotations

from partnerships.exports._csv import Column
from partnerships.reports.fit import FitLine
from partnerships.reports.promises import PromiseRow


def _evidence(line: FitLine) -> str:
    if line.answer is not None:
        shown = line.answer.evidence
        return (shown.url or shown.file_name) if shown is not None else ""
    return line.usual.url if line.usual is not None else ""


def _promise_evidence(row: PromiseRow) -> str:
    shown = row.promise.evidence
    return (shown.url or shown.file_name) if shown is not None else ""


def _given(line: FitLine, name: str) -> object:
    given = line.answer or line.usual
    return "" if given is None else getattr(given, name)


FIT = (
    Column("Part", lambda line: line.question.section.label),
    Column("Question", lambda line: line.question.words),
    Column("Topic", lambda line: line.question.title),
    Column("Answered by", lambda line: line.question.side.label),
    Column("State", lambda line: line.state_words),
    Column("Answer", lambda line: line.text),
    Column("Recorded by", lambda line: str(_given(line, "answered_by") or "")),
    Column("On", lambda line: _given(line, "answered_on")),
    Column("Evidence", _evidence),
    Column("Source of the question", lambda line: line.question.source),
)
PROMISES = (
    Column("School", lambda row: row.promise.project.school.name),
    Column("URN", lambda row: row.promise.project.school_id),
    Column("Promise", lambda row: row.promise.what),
    Column("Made to", lambda row: row.promise.made_to),
    Column("Made on", lambda row: row.promise.made_on),
    Column("Owner", lambda row: row.owner_words),
    Column("To be checked", lambda row: row.day),
    Column("Check due", lambda row: row.due_words),
    Column("Kept", lambda row: row.kept_words),
    Column("Checked on", lambda row: row.promise.checked_on),
    Column("What was found", lambda row: row.promise.finding),
    Column("Evidence", _promise_evidence),
)
PROMISES_OVER_ALL = (
    Column("Trust", lambda row: row.promise.project.trust.name),
    Column("Lead", lambda row: str(row.promise.project.lead or "")),
    *PROMISES,
)
