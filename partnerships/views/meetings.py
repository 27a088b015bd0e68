"""Meetings of a consultation: the list with what was asked there, adding, changing, calling off, answering."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, View

from partnerships.actions._core import Refused
from partnerships.actions.consultation_steps import log_step
from partnerships.actions.meetings import (
    add_meeting,
    add_questions,
    call_off_meeting,
    change_meeting,
    change_question,
    reinstate_meeting,
    remove_question,
)
from partnerships.exports._csv import csv_response
from partnerships.exports.consultation_records import MEETINGS, QUESTIONS
from partnerships.forms.meetings import MeetingFilter, MeetingForm, QuestionForm, QuestionsForm
from partnerships.forms.people import ConfirmForm
from partnerships.models import Consultation, ConsultationStep, Meeting, MeetingQuestion, Project
from partnerships.permissions import May
from partnerships.reports.consultation_records import (
    meeting_rows,
    meetings_of,
    meetings_to_log,
    questions_of,
)
from partnerships.rules.saying import counted, say_day
from partnerships.views._base import RunsAction
from partnerships.views._consultation_records import OneClick, RecordsPage

PER_PAGE = 50


class MeetingsPage(RecordsPage):
    part = "meetings"
    list_name = "meeting-list"
    checks = ("meetings",)

    @property
    def window_words(self) -> str:
        """ "from 2 November 2026 until 11 December 2026", as far as it is known; empty while neither day is."""
        opens, closes = self.window
        first = f"from {say_day(opens)}" if opens else ""
        return f"{first} until {say_day(closes)}".strip() if closes else first

    @cached_property
    def filter(self) -> MeetingFilter:
        return MeetingFilter(self.request.GET, today=self.today)

    @cached_property
    def found(self) -> QuerySet[Meeting]:
        return self.filter.apply(meetings_of(self.consultation))


class MeetingList(MeetingsPage, TemplateView):
    template_name = "meetings/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = Paginator(self.found, PER_PAGE).get_page(self.request.GET.get("page"))
        query = self.request.GET.copy()
        query.pop("page", None)
        here = [self.consultation.pk]
        return super().get_context_data(
            page=page,
            total=page.paginator.count,
            rows=meeting_rows(page.object_list, today=self.today, window=self.window),
            filter=self.filter,
            worries=self.worrying(),
            unanswered=questions_of(self.consultation).filter(answer="").count(),
            asked=questions_of(self.consultation).exists(),
            to_log=meetings_to_log(self.consultation, self.today),
            csv_url=f"{reverse('meeting-csv', args=here)}?{query.urlencode()}",
            questions_csv_url=reverse("meeting-questions-csv", args=here),
            clear_url=self.list_url,
            **kwargs,
        )


class MeetingCsv(MeetingsPage, View):
    def get(self, request: HttpRequest, **kwargs: Any) -> StreamingHttpResponse:
        name = f"meetings-{self.project.school_id}-{self.today:%Y-%m-%d}.csv"
        return csv_response(name, MEETINGS, meeting_rows(self.found, today=self.today, window=self.window))


class MeetingQuestionsCsv(MeetingsPage, View):
    """Every question and answer, to publish as one set."""

    def get(self, request: HttpRequest, **kwargs: Any) -> StreamingHttpResponse:
        name = f"questions-and-answers-{self.project.school_id}-{self.today:%Y-%m-%d}.csv"
        return csv_response(name, QUESTIONS, questions_of(self.consultation).iterator(chunk_size=500))


class MeetingAdd(RunsAction, MeetingsPage, FormView[MeetingForm]):
    template_name = "meetings/add.html"
    form_class = MeetingForm
    may = May.KEEP_CONSULTATION

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"today": self.today}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(known_window=self.window_words, **kwargs)

    def act(self, form: Any) -> None:
        add_meeting(by=self.user, consultation=self.consultation, gathering=form.gathering)


class MeetingsLogged(OneClick, MeetingsPage):
    """One click: the step of the meetings is done, on the day of the last one."""

    may = May.KEEP_CONSULTATION
    saved_message = "The step of the meetings is logged as done."

    def run(self) -> None:
        offered = meetings_to_log(self.consultation, self.today)
        if offered is None:
            raise Refused("There is nothing to log: meetings are to come, or the step is done already.")
        step = ConsultationStep.objects.get(pk=offered[0])
        log_step(by=self.user, step=step, done_on=offered[1])


class OneMeeting(MeetingsPage):
    """A page about one meeting; the gate is that of its project."""

    may = May.KEEP_CONSULTATION

    @cached_property
    def meeting(self) -> Meeting:
        mine = Meeting.objects.visible_to(self.user).with_project().select_related("consultation")
        row: Meeting = get_object_or_404(mine, pk=self.kwargs["pk"])
        row.consultation.project = row.project
        return row

    @cached_property
    def consultation(self) -> Consultation:
        return self.meeting.consultation

    @cached_property
    def project(self) -> Project:
        return self.meeting.project

    def get_success_url(self) -> str:
        return f"{super().get_success_url()}#meeting-{self.meeting.pk}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(meeting=self.meeting, **kwargs)


class MeetingEdit(RunsAction, OneMeeting, FormView[MeetingForm]):
    template_name = "meetings/edit.html"
    form_class = MeetingForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"today": self.today, "meeting": self.meeting}

    def act(self, form: Any) -> None:
        change_meeting(
            by=self.user,
            meeting=self.meeting,
            gathering=form.gathering,
            expected_version=form.cleaned_data["version"],
        )


class MeetingCallOff(OneClick, OneMeeting):
    saved_message = "The meeting is called off. It can be put back."

    def run(self) -> None:
        call_off_meeting(by=self.user, meeting=self.meeting)


class MeetingReinstate(OneClick, OneMeeting):
    saved_message = "The meeting stands again."

    def run(self) -> None:
        reinstate_meeting(by=self.user, meeting=self.meeting)


class MeetingQuestionsAdd(RunsAction, OneMeeting, FormView[QuestionsForm]):
    """Several questions at once."""

    template_name = "meetings/questions.html"
    form_class = QuestionsForm
    saved_message = ""

    def act(self, form: Any) -> None:
        added = add_questions(by=self.user, meeting=self.meeting, asked=form.asked)
        waiting = sum(not each.answer for each in added)
        said = f"{counted(len(added), 'question')} saved."
        messages.success(self.request, f"{said} {waiting} wait for an answer." if waiting else said)


class OneQuestion(MeetingsPage):
    """A page about one question; the gate is that of its project."""

    may = May.KEEP_CONSULTATION

    @cached_property
    def question(self) -> MeetingQuestion:
        mine = MeetingQuestion.objects.visible_to(self.user).with_project()
        mine = mine.select_related("meeting__consultation")
        row: MeetingQuestion = get_object_or_404(mine, pk=self.kwargs["pk"])
        row.meeting.consultation.project = row.project
        return row

    @cached_property
    def consultation(self) -> Consultation:
        return self.question.meeting.consultation

    @cached_property
    def project(self) -> Project:
        return self.question.project

    def get_success_url(self) -> str:
        return f"{super().get_success_url()}#meeting-{self.question.meeting_id}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(question=self.question, meeting=self.question.meeting, **kwargs)


class MeetingQuestionEdit(RunsAction, OneQuestion, FormView[QuestionForm]):
    template_name = "meetings/question.html"
    form_class = QuestionForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"question": self.question}

    def act(self, form: Any) -> None:
        change_question(
            by=self.user,
            question=self.question,
            asked=form.asked,
            expected_version=form.cleaned_data["version"],
        )


class MeetingQuestionRemove(RunsAction, OneQuestion, FormView[ConfirmForm]):
    template_name = "meetings/question_remove.html"
    form_class = ConfirmForm
    saved_message = "The question is removed."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"label": "Remove the question"}

    def act(self, form: Any) -> None:
        remove_question(by=self.user, question=self.question)
