"""Lines of history about consultations: their steps, groups, meetings, papers and response documents."""

from __future__ import annotations

from typing import Any

from partnerships.history.names import Names
from partnerships.history.records import became, fields_of, label_words, lost, quoted, told
from partnerships.history.rows import Change
from partnerships.history.values import day_words
from partnerships.models import (
    Consultation,
    ConsultationDocument,
    ConsultationStep,
    Meeting,
    MeetingQuestion,
    ResponseReport,
    Stakeholder,
)
from partnerships.rules.consultation_words import (
    Audience,
    Channel,
    ConsultationKind,
    DocumentFormat,
    DocumentKind,
    LedBy,
)

_CONSULTATION = fields_of(Consultation, labels={"shared": "whether its public page is open"})
_STEP = fields_of(ConsultationStep, labels={"due_on": "due date"}, without=("kind", "position"))
_GROUP = fields_of(
    Stakeholder,
    labels={"told_on": "day on which it was told", "told_how": "how it was told", "told_by": "who told it"},
)
_MEETING = fields_of(Meeting, labels={"audience": "for whom", "online": "whether it is online"})
_QUESTION = fields_of(MeetingQuestion, labels={"answered_on": "day of the answer"})
_DOCUMENT = fields_of(ConsultationDocument, labels={"public": "whether it is on the public page"})
_REPORT = fields_of(ResponseReport, without=("content", "made_at"))


def consultation_line(change: Change, names: Names) -> str:
    """A consultation started, changed, stopped, taken up again; its public page opened or closed."""
    row, what = change.row, quoted(change.row.title)
    if change.type == "+":
        kind = label_words(ConsultationKind(row.kind).label)
        return f"started the consultation {what}, {kind}, led by {_who_leads(row.led_by)}"
    if became(change, "stopped_on"):
        return f"stopped the consultation {what} on {day_words(row.stopped_on)}: {quoted(row.stopped_reason)}"
    if lost(change, "stopped_on"):
        return f"took the consultation {what} up again"
    if became(change, "shared"):
        return f"opened the public page of the consultation {what} at “{row.share_name}”"
    if lost(change, "shared"):
        return f"closed the public page of the consultation {what}"
    the = f"the consultation {what}"
    return told(change, names, a=the, the=the, fields=_CONSULTATION)


def _who_leads(led_by: str) -> str:
    return f"the {label_words(LedBy(led_by).label)}" if led_by != LedBy.BOTH_TRUSTS else "both trusts’ boards"


def step_line(change: Change, names: Names) -> str:
    """A step added, planned, done, left out or put back."""
    row = change.row
    of = f"of {names.consultation(row.consultation_id)}"
    the = f"the step {quoted(row.title)} {of}"
    if became(change, "done_on"):
        return f"marked {the} as done on {day_words(row.done_on)}"
    if lost(change, "done_on"):
        return f"marked {the} as not done"
    if became(change, "left_out_reason"):
        return f"left out {the}: {quoted(row.left_out_reason)}"
    if lost(change, "left_out_reason"):
        return f"put {the} back"
    return told(change, names, a=the, the=the, fields=_STEP)


def group_words(row: Any) -> str:
    """What a group is called: in the team's words, else by its kind."""
    return row.name or label_words(Audience(row.audience).label)


def stakeholder_line(change: Change, names: Names) -> str:
    """A group added, told, reminded, left out or put back."""
    row, who = change.row, quoted(group_words(change.row))
    if became(change, "told_on"):
        how = f", by {label_words(Channel(row.told_how).label)}" if row.told_how else ""
        by = f", by {row.told_by}" if row.told_by and not how else ""
        return f"recorded that {who} were told on {day_words(row.told_on)}{how}{by}"
    if became(change, "reminded_on"):
        return f"recorded that {who} were reminded on {day_words(row.reminded_on)}"
    if became(change, "left_out"):
        return f"left out the group {who}: {quoted(row.reason)}"
    if lost(change, "left_out"):
        return f"put the group {who} back"
    the = f"the group {who}"
    return told(change, names, a=the, the=the, fields=_GROUP)


def meeting_line(change: Change, names: Names) -> str:
    row = change.row
    of_it = f"meeting for {label_words(Audience(row.audience).label)} on {day_words(row.on)}"
    if became(change, "cancelled_on"):
        return f"called off the {of_it}"
    if lost(change, "cancelled_on"):
        return f"put the {of_it} on again"
    place = f", {row.place}" if row.place else ""
    return told(change, names, a=f"a {of_it}{place}", the=f"the {of_it}", fields=_MEETING)


def question_line(change: Change, names: Names) -> str:
    row, what = change.row, quoted(change.row.question)
    on = names.meetings.get(row.meeting_id)
    where = f"the meeting of {day_words(on)}" if on else "a meeting"
    if change.type == "+":
        said = f", answered {quoted(row.answer)}" if row.answer else ""
        return f"wrote down a question of {where}: {what}{said}"
    if became(change, "answer") and not change.before.answer:
        return f"answered {what} of {where}: {quoted(row.answer)}"
    return told(change, names, a=what, the=f"the question {what} of {where}", fields=_QUESTION)


def document_line(change: Change, names: Names) -> str:
    """A version of a paper added, changed or withdrawn."""
    row = change.row
    what = f"version {row.number} of {quoted(row.title)}{_edition(row)}"
    if change.type == "+":
        kind = label_words(DocumentKind(row.kind).label)
        return f"added {what}, {kind}, in force from {day_words(row.in_force_from)}"
    if became(change, "withdrawn_on"):
        return f"withdrew {what} on {day_words(row.withdrawn_on)}"
    if became(change, "public"):
        return f"put {what} on the public page"
    if lost(change, "public"):
        return f"took {what} off the public page"
    return told(change, names, a=what, the=what, fields=_DOCUMENT)


def _edition(row: Any) -> str:
    """ " (Welsh, large print)"; nothing for a standard one in English."""
    parts = [row.language] if row.language != "English" else []
    if row.format != DocumentFormat.STANDARD:
        parts.append(label_words(DocumentFormat(row.format).label))
    return f" ({', '.join(parts)})" if parts else ""


def report_line(change: Change, names: Names) -> str:
    row = change.row
    of = names.consultation(row.consultation_id)
    what = f"version {row.number} of the response document of {of}"
    if change.type == "+":
        return f"made {what}"
    if became(change, "published_on"):
        return f"published {what} on {day_words(row.published_on)}"
    if lost(change, "published_on"):
        return f"took {what} out of publication"
    return told(change, names, a=what, the=what, fields=_REPORT)
