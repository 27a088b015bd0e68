"""A consultation: starting one, its words, its window, stopping it, and the register's filters."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from partnerships.actions.consultation_window import plan_window_problems
from partnerships.actions.consultations import (
    Said,
    change_consultation_problems,
    start_consultation_problems,
    stop_consultation_problems,
)
from partnerships.forms._filters import FilterForm, OptionField, search_box
from partnerships.forms.base import GovForm, SeenVersion
from partnerships.forms.fields import GovDateField, MonthField
from partnerships.forms.project_lists import trust_choices
from partnerships.models import Consultation, ConsultationStep, Project, User
from partnerships.models.consultation import ConsultationQuerySet
from partnerships.rules.consultation_words import Channel, ConsultationKind, LedBy
from partnerships.rules.consultations.state import ConsultationState

# Ways in which a response can come in; the others are ways to tell people.
RESPONSE_CHANNELS = [each for each in Channel.choices() if each[0] not in ("website", "notice")]
_FIELDS = ("title", "led_by", "question", "reason", "respond_to", "contact_point", "languages", "formats")


class _ConsultationFields(GovForm, forms.Form):
    """What starting and changing a consultation share."""

    title = forms.CharField(
        label="What is it called?", max_length=200, help_text="People outside read it on its public page"
    )
    led_by = forms.ChoiceField(label="Who leads it?", choices=LedBy.choices(), widget=forms.RadioSelect)
    question = forms.CharField(
        label="What is asked?",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="The question as people read it, for example “Should Brackenholt Primary School join the trust?”",
    )
    methods = forms.MultipleChoiceField(
        label="How can people respond?",
        required=False,
        choices=RESPONSE_CHANNELS,
        widget=forms.CheckboxSelectMultiple,
    )
    respond_to = forms.CharField(
        label="Where do responses go?",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Web form, e-mail and postal addresses, one on each line",
    )
    contact_point = forms.CharField(
        label="Whom can people ask?",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    languages = forms.CharField(
        label="Languages", required=False, max_length=200, help_text="For example “English, Polish”"
    )
    formats = forms.CharField(
        label="Accessible formats",
        required=False,
        max_length=200,
        help_text="For example “large print, easy read; others on request”",
    )
    reason = forms.CharField(
        label="Why is it held, or led, otherwise than asked for?",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Only where the rules do not ask for this kind, or name somebody else to lead it",
    )

    @property
    def said(self) -> Said:
        """The consultation as it was entered."""
        data = self.cleaned_data
        return Said(**{name: data[name] for name in _FIELDS}, methods=tuple(data["methods"]))


class ConsultationForm(_ConsultationFields):
    """A consultation to start; its kind is chosen before, and travels in the address."""

    submit_label = "Start the consultation"

    def __init__(self, *args: Any, project: Project, kind: str, **kwargs: Any) -> None:
        self.project, self.kind = project, kind
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.add_problems(start_consultation_problems(self.said, project=self.project, kind=self.kind))
        return data


class ConsultationEditForm(SeenVersion, _ConsultationFields):
    """Its words changed."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, consultation: Consultation, **kwargs: Any) -> None:
        self.consultation = consultation
        told = {name: getattr(consultation, name) for name in (*_FIELDS, "methods", "version")}
        kwargs["initial"] = told | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.add_problems(change_consultation_problems(self.said, consultation=self.consultation))
        return data


class ConsultationStopForm(GovForm, forms.Form):
    submit_label = "Stop the consultation"

    why = forms.CharField(
        label="Why is it stopped?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Enter why it is stopped"},
        help_text="It stays in the record and can be asked for under freedom of information.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.inputs[0].field_classes += " govuk-button--warning"

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.add_problems(stop_consultation_problems(why=data["why"]))
        return data


class _WindowFields(GovForm, forms.Form):
    opens_on = GovDateField(label="Opens", required=False)
    closes_on = GovDateField(
        label="Closes", required=False, help_text="The last day on which people can respond"
    )

    def __init__(self, *args: Any, steps: list[ConsultationStep], **kwargs: Any) -> None:
        self.steps = steps
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            opens, closes = data.get("opens_on"), data.get("closes_on")
            self.add_problems(plan_window_problems(steps=self.steps, opens_on=opens, closes_on=closes))
        return data


class ChooseWindowForm(_WindowFields):
    """The first step: which days. They travel in the address, and nothing is saved."""

    method = "get"
    submit_label = "Show what would change"


class WindowForm(SeenVersion, _WindowFields):
    """The second step: the same days, saved; the page carries them hidden."""

    submit_label = "Save this window"

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class ConsultationFilter(FilterForm):
    """The register of consultations."""

    q = search_box("School, URN or title")
    trust = OptionField(label="Trust")
    kind = OptionField(label="Kind", choices=ConsultationKind.choices())
    state = OptionField(label="How far", choices=ConsultationState.choices())
    attention = OptionField(label="To look at", choices=[("yes", "Closes within a week, or was to open")])
    led_by = OptionField(label="Led by", choices=LedBy.choices())
    opens = MonthField(label="Opens in", required=False, nothing_chosen="Any month")
    closes = MonthField(label="Closes in", required=False, nothing_chosen="Any month")
    more = ("led_by", "opens", "closes")

    def __init__(self, *args: Any, user: User, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.offer("trust", trust_choices(user))

    def apply(self, queryset: Any) -> ConsultationQuerySet:
        found: ConsultationQuerySet = queryset.search(self.chosen("q")) if self.chosen("q") else queryset
        if trust := self.chosen("trust"):
            found = found.filter(project__trust_id=int(trust))
        for name in ("kind", "led_by"):
            if self.chosen(name):
                found = found.filter(**{name: self.chosen(name)})
        if state := self.chosen("state"):
            found = found.in_state(state, on=self.today)
        if self.chosen("attention"):
            found = found.needing_attention(on=self.today)
        for name, column in (("opens", "opens_on"), ("closes", "closes_on")):
            if self.chosen(name):
                found = found.in_month(column, self.chosen(name))
        return found
