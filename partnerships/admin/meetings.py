"""Meetings of consultations, and what was asked there."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone

from partnerships.actions.meetings import (
    Gathering,
    add_meeting,
    add_questions,
    change_meeting,
    change_question,
    meeting_problems,
    remove_question,
)
from partnerships.admin._forms import VersionedForm
from partnerships.admin._lists import ParentFilter, ProjectFilter, ProjectTrustFilter, lists_of
from partnerships.admin._of_project import OF_PROJECT, OfProjectAdmin, Problems, about_fields
from partnerships.admin.consultations import OfConsultationAdmin
from partnerships.models import Meeting, MeetingQuestion, User
from partnerships.permissions import May
from partnerships.rules.meeting_questions import Asked, question_problems

_MEETING = ("on", "at", "audience", "place", "online", "attendance", "note")


def _gathering(data: dict[str, Any]) -> Gathering:
    return Gathering(**{name: data[name] for name in _MEETING})


class MeetingForm(VersionedForm):
    def problems(self, data: dict[str, Any]) -> Problems:
        return about_fields(meeting_problems(_gathering(data), today=timezone.localdate()))


@admin.register(Meeting)
class MeetingAdmin(OfConsultationAdmin):
    about = "Meetings held for a consultation, and how many came."
    list_display = ("on", "at", "audience", "place", "attendance", "consultation", "cancelled_on")
    search_fields = ("place", *OfConsultationAdmin.search_fields)
    list_filter = ("audience", "online", *OfConsultationAdmin.list_filter)
    date_hierarchy = "on"
    adds = changes = May.KEEP_CONSULTATION
    add_fields = ("consultation", *_MEETING)
    change_fields = _MEETING
    shown_fields = ("project", "consultation", "cancelled_on")
    add_form = change_form = MeetingForm

    def perform(self, by: User, form: Any, change: bool) -> Meeting:
        data = form.cleaned_data
        if change:
            version = data.get("seen")
            return change_meeting(
                by=by, meeting=form.instance, gathering=_gathering(data), expected_version=version
            )
        return add_meeting(by=by, consultation=data["consultation"], gathering=_gathering(data))

    def related(self, request: HttpRequest, obj: Any) -> list[tuple[str, str]]:
        return lists_of(obj, "meeting", {"Questions asked": "meetingquestion"})


class MeetingFilter(ParentFilter):
    title = "meeting"
    parameter_name = "meeting"
    model = Meeting


def _asked(data: dict[str, Any]) -> Asked:
    return Asked(data["question"], data["answer"])


class QuestionForm(VersionedForm):
    def problems(self, data: dict[str, Any]) -> Problems:
        return about_fields(question_problems([_asked(data)], about="question"))


@admin.register(MeetingQuestion)
class MeetingQuestionAdmin(OfProjectAdmin):
    section = "Consultations"
    about = "What was asked at meetings, and what was answered there or afterwards."
    reads_with = ("project__school", "project__trust", "meeting")
    list_display = ("question", "answer", "answered_on", "meeting", "project")
    search_fields = ("question", "answer", *OF_PROJECT)
    search_help_text = "Words of question, answer, school or trust, or a URN"
    list_filter = (MeetingFilter, ProjectFilter, ProjectTrustFilter)
    date_hierarchy = "answered_on"
    adds = changes = deletes = May.KEEP_CONSULTATION
    add_fields = ("meeting", "question", "answer")
    change_fields = ("question", "answer")
    shown_fields = ("project", "meeting", "answered_on")
    add_form = change_form = QuestionForm
    delete_button = "Remove this question"

    def perform(self, by: User, form: Any, change: bool) -> MeetingQuestion:
        data = form.cleaned_data
        if change:
            version = data.get("seen")
            return change_question(
                by=by, question=form.instance, asked=_asked(data), expected_version=version
            )
        return add_questions(by=by, meeting=data["meeting"], asked=[_asked(data)])[0]

    def remove(self, by: User, obj: MeetingQuestion, confirmed: bool) -> None:
        remove_question(by=by, question=obj)
