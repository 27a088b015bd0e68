"""Meetings of a consultation: planned, held, called off; who came, what was asked and what was answered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from partnerships.actions._consultation import open_consultation
from partnerships.actions._core import (
    Refused,
    action,
    create_many,
    for_change,
    lock_project,
    must_have_seen,
    refuse_if,
)
from partnerships.models import Consultation, Meeting, MeetingQuestion
from partnerships.models.people import User
from partnerships.permissions import May
from partnerships.rules.consultation_words import Audience
from partnerships.rules.meeting_questions import Asked, question_problems
from partnerships.rules.problems import Problem
from partnerships.rules.school_days import is_far

LONGEST_PLACE = 200
MOST_PEOPLE = 1_000_000


@dataclass(frozen=True)
class Gathering:
    """A meeting as it was entered; `attendance` once it was held."""

    on: dt.date | None
    audience: str
    at: dt.time | None = None
    place: str = ""
    online: bool = False
    attendance: int | None = None
    note: str = ""


def meeting_problems(gathering: Gathering, *, today: dt.date) -> list[Problem]:
    """What is wrong with a meeting as it was entered. One outside the window is allowed: the checks say so."""
    problems = []
    if gathering.on is None:
        problems.append(Problem("Enter the day of the meeting.", about="on"))
    elif is_far(gathering.on, today):
        problems.append(Problem("Check the year of the meeting.", about="on"))
    if not Audience.has(gathering.audience):
        problems.append(Problem("Choose whom the meeting is for.", about="audience"))
    if len(gathering.place.strip()) > LONGEST_PLACE:
        problems.append(Problem(f"Use at most {LONGEST_PLACE} characters for the place.", about="place"))
    if gathering.attendance is not None:
        if not 0 <= gathering.attendance <= MOST_PEOPLE:
            problems.append(Problem("Enter how many came as a whole number.", about="attendance"))
        elif gathering.on is not None and gathering.on > today:
            said = "The meeting has not been held yet. Leave empty how many came."
            problems.append(Problem(said, about="attendance"))
    return problems


@action
def add_meeting(*, by: User, consultation: Consultation, gathering: Gathering) -> Meeting:
    """Adds a meeting, to come or held."""
    consultation = open_consultation(by, consultation, May.KEEP_CONSULTATION)
    refuse_if(meeting_problems(gathering, today=timezone.localdate()))
    return _save(Meeting(project=consultation.project, consultation=consultation), gathering)


@action
def change_meeting(
    *, by: User, meeting: Meeting, gathering: Gathering, expected_version: int | None = None
) -> Meeting:
    """Changes a meeting: its day and place, how many came, what was noted."""
    row = _open(by, meeting, expected_version)
    refuse_if(meeting_problems(gathering, today=timezone.localdate()))
    row.version += 1
    return _save(row, gathering)


@action
def call_off_meeting(*, by: User, meeting: Meeting) -> Meeting:
    """Calls a meeting off. It stays in the list, and its questions with it."""
    row = _open(by, meeting)
    if row.cancelled_on is not None:
        raise Refused("This meeting is called off already.")
    if row.attendance is not None:
        raise Refused("This meeting was held: it says how many came. Empty that first.")
    row.cancelled_on = timezone.localdate()
    row.version += 1
    row.save()
    return row


@action
def reinstate_meeting(*, by: User, meeting: Meeting) -> Meeting:
    """Takes back that a meeting is called off."""
    row = _open(by, meeting)
    if row.cancelled_on is None:
        raise Refused("This meeting stands.")
    row.cancelled_on = None
    row.version += 1
    row.save()
    return row


@action
def add_questions(*, by: User, meeting: Meeting, asked: Sequence[Asked]) -> list[MeetingQuestion]:
    """Adds questions that were asked at a meeting; those with an answer count as answered today."""
    row = _open(by, meeting)
    refuse_if(question_problems(asked))
    today = timezone.localdate()
    return create_many(
        [
            MeetingQuestion(
                project=row.project,
                meeting=row,
                question=each.question.strip(),
                answer=each.answer.strip(),
                answered_on=today if each.answer.strip() else None,
            )
            for each in asked
        ]
    )


@action
def change_question(
    *, by: User, question: MeetingQuestion, asked: Asked, expected_version: int | None = None
) -> MeetingQuestion:
    """Changes a question or its answer. It is answered on the day on which an answer is first given."""
    row = _open_question(by, question, expected_version)
    refuse_if(question_problems([asked], about="question"))
    row.question, row.answer = asked.question.strip(), asked.answer.strip()
    if not row.answer:
        row.answered_on = None
    elif row.answered_on is None:
        row.answered_on = timezone.localdate()
    row.version += 1
    row.save()
    return row


@action
def remove_question(*, by: User, question: MeetingQuestion) -> None:
    """Removes a question that was entered by mistake; history keeps it."""
    _open_question(by, question).delete()


def _open(by: User, meeting: Meeting, expected_version: int | None = None) -> Meeting:
    """The meeting as it is now, locked, if its consultation may be worked on and nobody was faster."""
    lock_project(meeting.project_id)
    fresh = for_change(Meeting, meeting.pk)
    fresh.consultation = open_consultation(by, fresh.consultation, May.KEEP_CONSULTATION)
    must_have_seen(fresh, expected_version, what="this meeting")
    return fresh


def _open_question(
    by: User, question: MeetingQuestion, expected_version: int | None = None
) -> MeetingQuestion:
    lock_project(question.project_id)
    fresh = for_change(MeetingQuestion, question.pk)
    open_consultation(by, fresh.meeting.consultation, May.KEEP_CONSULTATION)
    must_have_seen(fresh, expected_version, what="this question")
    return fresh


def _save(row: Meeting, gathering: Gathering) -> Meeting:
    assert gathering.on is not None
    row.on, row.at, row.audience = gathering.on, gathering.at, gathering.audience
    row.place, row.online = gathering.place.strip(), gathering.online
    row.attendance, row.note = gathering.attendance, gathering.note.strip()
    row.save()
    return row
