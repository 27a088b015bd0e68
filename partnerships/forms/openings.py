"""Recording the day a school opened, answering what GIAS shows, and the filters of the list of proposals."""

from __future__ import annotations

from typing import Any

from django import forms

from partnerships.actions.openings import (
    correct_opening_problems,
    dismiss_opening_problems,
    opening_entry,
    record_opening_problems,
    withdraw_opening_problems,
)
from partnerships.forms._filters import FilterForm, OptionField, search_box
from partnerships.forms.fields import GovDateField
from partnerships.forms.projects import REASON, ProjectForm
from partnerships.models import OpeningProposal, Project
from partnerships.models.standing import OpeningProposalQuerySet
from partnerships.rules.opening_record import Entry

_State = OpeningProposal.State


class OpeningForm(ProjectForm):
    """The day and the URN. The first submit says what is unusual, if anything is; the second saves."""

    submit_label = ""

    opened_on = GovDateField(
        label="Day it opened", help_text="Usually the first of a month. Today or earlier"
    )
    academy_urn = forms.IntegerField(
        label="URN of the academy",
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric"}),
        error_messages={"invalid": "Enter the URN in figures, for example 123456"},
    )

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, project=project, **kwargs)
        self.helper.form_tag = False
        hint = "The new record’s six figures, as GIAS has them. Leave empty if it is not known yet"
        if project.route == "transfer":
            hint = "Only for a fresh start: a transfer keeps its URN"
        self.fields["academy_urn"].help_text = hint

    def problems(self, data: dict[str, Any]) -> list[str]:
        ask = record_opening_problems if self.project.opened_on is None else correct_opening_problems
        return ask(project=self.project, opened_on=data["opened_on"], academy_urn=data.get("academy_urn"))

    @property
    def entry(self) -> Entry:
        """What was entered, once it is valid."""
        data = self.cleaned_data
        return opening_entry(self.project, data["opened_on"], data.get("academy_urn"))


class WithdrawOpeningForm(ProjectForm):
    submit_label = "Take back the opening"

    why = forms.CharField(label="Why is it taken back?", max_length=1000, widget=REASON)

    def problems(self, data: dict[str, Any]) -> list[str]:
        return withdraw_opening_problems(project=self.project, why=data["why"])


class DismissOpeningForm(ProjectForm):
    """Why what GIAS shows is not this project's opening."""

    submit_label = "Dismiss"
    proposal: OpeningProposal  # set by the view

    why = forms.CharField(label="Why is this not the school’s opening?", max_length=1000, widget=REASON)

    def problems(self, data: dict[str, Any]) -> list[str]:
        return dismiss_opening_problems(proposal=self.proposal, why=data["why"])


class OpeningFilter(FilterForm):
    """What waits for an answer, unless asked otherwise."""

    q = search_box("School, URN, academy or trust")
    state = OptionField(
        label="State",
        any_label="Waiting for an answer",
        choices=[
            (_State.ACCEPTED.value, "Recorded"),
            (_State.DISMISSED.value, "Dismissed"),
            ("all", "All"),
        ],
    )

    def apply(self, queryset: OpeningProposalQuerySet) -> OpeningProposalQuerySet:
        state = self.chosen("state")
        found = (
            queryset.waiting() if not state else queryset if state == "all" else queryset.filter(state=state)
        )
        if self.chosen("q"):
            projects = Project.objects.search(self.chosen("q")).order_by().values("pk")
            found = found.filter(project__in=projects) | found.of_academy(self.chosen("q"))
        return found
