"""Handing a project, or all of somebody's work, over."""

from __future__ import annotations

from typing import Any

from django import forms

from partnerships.actions.hand_overs import hand_over_problems, hand_over_work_problems
from partnerships.forms.base import GovForm
from partnerships.forms.milestones import NOTE_HINT, NOTE_LENGTH
from partnerships.forms.projects import ProjectForm
from partnerships.models import User
from partnerships.permissions import May


def note_field() -> forms.CharField:
    """What whoever takes over needs to know."""
    return forms.CharField(
        label="Note",
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=f"What is going on, who is waiting for what, what to do first. Both of you see it. {NOTE_HINT}",
        error_messages={"required": "Enter a note: what whoever takes over needs to know."},
    )


class HandOverForm(ProjectForm):
    """One project to a new lead."""

    submit_label = "Hand the project over"

    to = forms.ModelChoiceField(
        User.objects.none(), label="New lead", empty_label="Choose who",
        error_messages={"required": "Choose who takes the project over."},
    )  # fmt: skip
    note = note_field()
    with_milestones = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to, lead = self.fields["to"], self.project.lead
        assert isinstance(to, forms.ModelChoiceField)
        able = User.objects.who_may_log(self.project.trust_id)
        to.queryset = able if lead is None else able.exclude(pk=lead.pk)
        if lead is None:
            del self.fields["with_milestones"]
        else:
            label = f"Also give them the open milestones that are in {lead}’s own name"
            self.fields["with_milestones"].label = label
            self.fields["with_milestones"].initial = True

    def problems(self, data: dict[str, Any]) -> list[str]:
        return hand_over_problems(project=self.project, to=data["to"], note=data["note"])


class HandOverWorkForm(GovForm, forms.Form):
    """All that somebody has to somebody else."""

    submit_label = ""

    to = forms.ModelChoiceField(
        User.objects.none(), label="Who takes it over?", empty_label="Choose who",
        error_messages={"required": "Choose who takes the work over."},
    )  # fmt: skip
    note = note_field()

    def __init__(self, *args: Any, by: User, person: User, **kwargs: Any) -> None:
        self.by, self.person = by, person
        super().__init__(*args, **kwargs)
        to = self.fields["to"]
        assert isinstance(to, forms.ModelChoiceField)
        trusts = by.trusts_where(May.CHANGE_PROJECT)
        to.queryset = User.objects.who_may_log(*trusts).exclude(pk=person.pk)
        self.helper.form_tag = False

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            found = hand_over_work_problems(by=self.by, person=self.person, to=data["to"], note=data["note"])
            self.add_problems(found)
        return data
