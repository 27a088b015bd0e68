"""The joining month: which one, its reasons, and a milestone's own fixed date."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from django import forms
from django.forms.boundfield import BoundField

from partnerships.actions.fixed_dates import fix_date_problems
from partnerships.actions.joining import (
    correct_reason_problems,
    joining_direction,
    joining_month_problems,
    joining_reason_problems,
)
from partnerships.forms.base import GovForm, SeenVersion
from partnerships.forms.fields import GovDateField, MonthField
from partnerships.forms.projects import REASON, ProjectForm
from partnerships.models import Milestone, Project
from partnerships.rules.joining_reasons import reasons_for
from partnerships.rules.problems import Problem
from partnerships.rules.words import Route

MOST_WORDS = 1000


class ChooseMonthForm(GovForm, forms.Form):
    """The first step: which month. It travels in the address and saves nothing."""

    method = "get"
    submit_label = "Show what would change"

    month = MonthField(
        label="Month",
        required=False,
        help_text="Schools join on the first of a month. A month in the past is fine.",
    )
    confirmed = forms.BooleanField(
        label="This month is confirmed",
        required=False,
        help_text="All sides have agreed to it, usually at DfE’s kick-off meeting",
    )

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        self.project = project
        super().__init__(*args, **kwargs)
        self.fields["month"].label = f"{project.event.capitalize()} month"

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.add_problems(
                joining_month_problems(
                    project=self.project, month=data.get("month"), confirmed=data["confirmed"]
                )
            )
        return data


class AskedReason(NamedTuple):
    """One reason to tick, with the box for its words."""

    code: str
    label: str
    chosen: bool
    words: BoundField


class JoiningForm(ProjectForm):
    """The second step: the reasons for the month that was chosen, each with words of its own, and saving."""

    reasons = forms.MultipleChoiceField(label="Why does it change?", required=False)
    why = forms.CharField(
        label="What is there to say about it?", required=False, max_length=MOST_WORDS, widget=REASON
    )

    def __init__(
        self, *args: Any, project: Project, month: dt.date | None, confirmed: bool, **kwargs: Any
    ) -> None:
        self.month, self.confirmed = month, confirmed
        direction = joining_direction(project=project, month=month, confirmed=confirmed)
        self.allowed = reasons_for(direction, Route(project.route) if project.route else None)
        super().__init__(*args, project=project, **kwargs)
        reasons = self.fields["reasons"]
        assert isinstance(reasons, forms.MultipleChoiceField)
        reasons.choices = [(each.value, each.label) for each in self.allowed]
        for each in self.allowed:
            self.fields[f"text_{each.value}"] = forms.CharField(
                label=f"Say more: {each.label}",
                required=False,
                max_length=MOST_WORDS,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        del self.fields["why" if self.allowed else "reasons"]
        self.helper.mark_optional = not self.allowed
        self.helper.form_tag = False

    def asked(self) -> list[AskedReason]:
        """The reasons in their order, with what was typed."""
        chosen = self["reasons"].value() or [] if self.allowed else []
        return [
            AskedReason(each.value, each.label, each.value in chosen, self[f"text_{each.value}"])
            for each in self.allowed
        ]

    def given(self) -> dict[str, str]:
        """The reasons that were ticked, {code: words}."""
        data = self.cleaned_data
        return {code: data.get(f"text_{code}", "") for code in data.get("reasons", [])}

    def problems(self, data: dict[str, Any]) -> list[str]:
        found = joining_month_problems(project=self.project, month=self.month, confirmed=self.confirmed)
        return [*found, *self._not_ticked(data)] or joining_reason_problems(
            project=self.project, month=self.month, confirmed=self.confirmed, reasons=self.given()
        )

    def _not_ticked(self, data: dict[str, Any]) -> list[str]:
        """Words beside a reason that is not ticked: without script every box is there to write in, and none is lost."""
        return [
            Problem(
                f"Tick “{each.label}”, or empty the box beside it: you wrote something there.",
                about="reasons",
            )
            for each in self.allowed
            if each.value not in data["reasons"] and data.get(f"text_{each.value}", "").strip()
        ]


class CorrectReasonForm(GovForm, forms.Form):
    submit_label = "Save the corrected words"

    text = forms.CharField(label="Words", max_length=MOST_WORDS, widget=REASON)

    def clean_text(self) -> str:
        text = str(self.cleaned_data["text"])
        for problem in correct_reason_problems(text=text):
            raise forms.ValidationError(problem)
        return text


class FixDateForm(SeenVersion, GovForm, forms.Form):
    """A date to which a milestone is fixed, and why."""

    submit_label = "Fix the date"

    on = GovDateField(label="Fixed date", required=False)
    reason = forms.CharField(
        label="Why is it fixed?", required=False, max_length=MOST_WORDS, widget=REASON,
        help_text="For example: the governing body meets on that day. Everybody on the project reads it.",
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, milestone: Milestone, **kwargs: Any) -> None:
        self.milestone = milestone
        if milestone.fixed_on:
            self.submit_label = "Save the date"
        super().__init__(*args, **kwargs)
        self.initial["version"] = milestone.version
        self.helper.mark_optional = False

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("version") not in (None, self.milestone.version):
            self.add_error(
                None, "Somebody else changed this milestone while you had this page open. Save again."
            )
            self.now_at(self.milestone.version)
        elif not self.errors:
            problems = fix_date_problems(
                milestone=self.milestone, on=data.get("on"), reason=data.get("reason", "")
            )
            self.add_problems(problems)
        return data


class TryMonthsForm(GovForm, forms.Form):
    """Up to four months to look at side by side. It travels in the address and saves nothing."""

    method = "get"
    submit_label = "Compare"

    a = MonthField(label="First month", required=False, nothing_chosen="None")
    b = MonthField(label="Second month", required=False, nothing_chosen="None")
    c = MonthField(label="Third month", required=False, nothing_chosen="None")
    d = MonthField(label="Fourth month", required=False, nothing_chosen="None")

    def months(self) -> list[dt.date]:
        """The months that were entered, each once, in their order."""
        data = self.cleaned_data if self.is_valid() else {}
        found = [data.get(name) for name in ("a", "b", "c", "d")]
        return list(dict.fromkeys(month for month in found if month is not None))
