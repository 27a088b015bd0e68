"""A step of a consultation's working list: done on a day, its note, one of the team's own, left out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from partnerships.actions.consultation_steps import (
    LONGEST_TITLE,
    change_step_problems,
    leave_out_problems,
    log_step_problems,
    own_step_problems,
    remove_step_problems,
)
from partnerships.forms.base import GovForm, SeenVersion
from partnerships.forms.fields import GovDateField
from partnerships.models import ConsultationStep


class _StepForm(GovForm, forms.Form):
    def __init__(self, *args: Any, step: ConsultationStep, **kwargs: Any) -> None:
        self.step = step
        super().__init__(*args, **kwargs)


class StepDoneForm(SeenVersion, _StepForm):
    """Done today, unless another day is given."""

    submit_label = "Log it as done"

    done_on = GovDateField(label="Day it was done", required=False, help_text="Empty means today")
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            today = timezone.localdate()
            self.add_problems(log_step_problems(step=self.step, done_on=data.get("done_on"), today=today))
        return data


class StepAddForm(GovForm, forms.Form):
    submit_label = "Add the step"

    title = forms.CharField(
        label="What is to be done?",
        max_length=LONGEST_TITLE,
        error_messages={"required": "Enter what is to be done"},
    )
    why = forms.CharField(
        label="Why does this consultation need it?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Enter why this consultation needs it"},
    )
    due_on = GovDateField(label="Due", required=False, help_text="Leave empty if there is no date yet")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.add_problems(own_step_problems(title=data["title"], why=data["why"]))
        return data


class StepEditForm(SeenVersion, _StepForm):
    """Its note; its day where the plan does not keep it; the words of one of the team's own."""

    title = forms.CharField(label="What is to be done?", max_length=LONGEST_TITLE)
    due_on = GovDateField(label="Due", required=False, help_text="Leave empty if there is no date yet")
    note = forms.CharField(
        label="Note",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="It can be asked for under freedom of information.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, step: ConsultationStep, **kwargs: Any) -> None:
        told = {"title": step.title, "due_on": step.due_on, "note": step.note, "version": step.version}
        kwargs["initial"] = told | (kwargs.get("initial") or {})
        super().__init__(*args, step=step, **kwargs)
        if step.kind != "own":
            del self.fields["title"]
        if step.milestone_id is not None:
            del self.fields["due_on"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            title = data.get("title") or self.step.title
            self.add_problems(change_step_problems(step=self.step, title=title, due_on=data.get("due_on")))
        return data


class StepLeaveOutForm(_StepForm):
    submit_label = "Leave it out"

    why = forms.CharField(
        label="Why does this consultation do without it?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Enter why this consultation does without it"},
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.add_problems(leave_out_problems(step=self.step, why=data["why"]))
        return data


class StepRemoveForm(_StepForm):
    submit_label = "Remove the step"

    why = forms.CharField(
        label="Why is it removed?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Enter why it is removed"},
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.add_problems(remove_step_problems(step=self.step, why=data["why"]))
        return data
