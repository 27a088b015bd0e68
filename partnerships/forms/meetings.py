"""Meetings of a consultation and what was asked there."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.db.models import QuerySet

from partnerships.actions.meetings import LONGEST_PLACE, MOST_PEOPLE, Gathering, meeting_problems
from partnerships.forms._filters import FilterForm, OptionField, search_box
from partnerships.forms.base import GovForm, SeenVersion
from partnerships.forms.fields import GovDateField
from partnerships.forms.stakeholders import people_field
from partnerships.models import Meeting, MeetingQuestion
from partnerships.models._search import has_words
from partnerships.rules.consultation_words import Audience
from partnerships.rules.meeting_questions import LONGEST, Asked, question_problems, read_questions

_FIELDS = ("on", "audience", "at", "place", "online", "attendance", "note")
_FOR = [(value, label) for value, label in Audience.choices() if value != Audience.UNKNOWN]
_NO_NAMES = "Keep no names of those who asked: it can be asked for under freedom of information."


class MeetingForm(SeenVersion, GovForm, forms.Form):
    """A new meeting, or changes of one."""

    submit_label = "Save the meeting"

    on = GovDateField(label="Day", error_messages={"required": "Enter the day of the meeting"})
    at = forms.TimeField(
        label="Time", required=False,
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S", "%I:%M%p", "%I.%M%p", "%I%p"],
        widget=forms.TimeInput(format="%H:%M", attrs={"class": "govuk-input--width-5", "autocomplete": "off"}),
        help_text="For example 18:30", error_messages={"invalid": "Enter a time such as 18:30"},
    )  # fmt: skip
    audience = forms.ChoiceField(
        label="Whom is it for?",
        choices=[("", "Choose one"), *_FOR],
        error_messages={"required": "Choose whom the meeting is for"},
    )
    place = forms.CharField(label="Place", required=False, max_length=LONGEST_PLACE)
    online = forms.BooleanField(label="People can join online", required=False)
    attendance = people_field("How many came", most=MOST_PEOPLE)
    note = forms.CharField(
        label="Note", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Who spoke for the school and the trust, what was shown. Questions have a page of their own.",
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, today: dt.date, meeting: Meeting | None = None, **kwargs: Any) -> None:
        self.today = today
        if meeting is not None:
            told = {name: getattr(meeting, name) for name in _FIELDS} | {"version": meeting.version}
            kwargs["initial"] = told | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.fields["attendance"].help_text = "Leave empty until it was held"

    @property
    def gathering(self) -> Gathering:
        """The meeting as it was entered."""
        return Gathering(**{name: self.cleaned_data[name] for name in _FIELDS})

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.add_problems(meeting_problems(self.gathering, today=self.today))
        return data


class QuestionsForm(GovForm, forms.Form):
    """Several questions at once, typed or pasted."""

    submit_label = "Save the questions"

    questions = forms.CharField(
        label="Questions and answers", widget=forms.Textarea(attrs={"rows": 12}), max_length=200_000,
        error_messages={"required": "Enter what was asked"},
        help_text=(
            "One question on a line, its answer on the lines under it, then an empty line. "
            "Without empty lines, every line is a question that waits for its answer. " + _NO_NAMES
        ),
    )  # fmt: skip

    @property
    def asked(self) -> list[Asked]:
        return read_questions(self.cleaned_data["questions"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.add_problems(question_problems(self.asked))
        return data


class QuestionForm(SeenVersion, GovForm, forms.Form):
    """One question and its answer."""

    submit_label = "Save the answer"

    question = forms.CharField(
        label="Question", max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Enter what was asked"}, help_text=_NO_NAMES,
    )  # fmt: skip
    answer = forms.CharField(
        label="Answer", required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 5})
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, question: MeetingQuestion, **kwargs: Any) -> None:
        told = {"question": question.question, "answer": question.answer, "version": question.version}
        kwargs["initial"] = told | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)

    @property
    def asked(self) -> Asked:
        return Asked(self.cleaned_data["question"], self.cleaned_data["answer"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.add_problems(question_problems([self.asked], about="question"))
        return data


class MeetingFilter(FilterForm):
    """Words, whom for, and how it stands on this day."""

    q = search_box("Words of place, note, questions or answers")
    audience = OptionField(label="For", choices=_FOR)
    show = OptionField(
        label="Show",
        choices=[
            ("coming", "To come"),
            ("held", "Held"),
            ("unanswered", "With questions not answered"),
            ("off", "Called off"),
        ],
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def apply(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        found = queryset
        if words := self.chosen("q"):
            columns = ("place", "note", "questions__question", "questions__answer")
            there = Meeting.objects.filter(has_words(words.split(), *columns)).order_by().values("pk")
            found = found.filter(pk__in=there)
        if audience := self.chosen("audience"):
            found = found.filter(audience=audience)
        show = self.chosen("show")
        if show == "off":
            return found.exclude(cancelled_on=None)
        if show:
            found = found.filter(cancelled_on=None)
        if show == "coming":
            return found.filter(on__gt=self.today)
        if show == "held":
            return found.filter(on__lte=self.today)
        return found.filter(open_questions__gt=0) if show == "unanswered" else found
