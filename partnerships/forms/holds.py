"""Putting a project on hold, and resuming it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from partnerships.actions.holds import hold_project_problems, resume_project_problems
from partnerships.forms.fields import GovDateField, MonthField
from partnerships.forms.projects import REASON, ProjectForm
from partnerships.models import Project
from partnerships.rules.joining_reasons import Direction, reasons_for
from partnerships.rules.problems import Problem
from partnerships.rules.saying import say_month
from partnerships.rules.words import Route

KEEP, MOVE, UNKNOWN = "keep", "move", "unknown"


class HoldForm(ProjectForm):
    submit_label = "Put on hold"

    since = GovDateField(label="On hold since", help_text="Today or earlier")
    why = forms.CharField(
        label="Why is it on hold?", required=False, max_length=2000, widget=REASON,
        help_text="Every page of the project shows it, with your name.",
    )  # fmt: skip

    def problems(self, data: dict[str, Any]) -> list[str]:
        return list(hold_project_problems(project=self.project, since=data["since"], why=data["why"]))


class ResumeForm(ProjectForm):
    """Resuming asks for the joining month again; keeping it has to be said, and another one needs a reason."""

    submit_label = "Resume the project"

    joining = forms.ChoiceField(label="When does the school join now?", widget=forms.RadioSelect)
    month = MonthField(label="Another month", required=False)
    confirmed = forms.BooleanField(label="This month is confirmed", required=False)
    reason = forms.ChoiceField(label="Why does the month change?", required=False)
    text = forms.CharField(
        label="What is there to say about it?", required=False, max_length=1000, widget=REASON
    )

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, project=project, **kwargs)
        joining, reason = self.fields["joining"], self.fields["reason"]
        assert isinstance(joining, forms.ChoiceField)
        assert isinstance(reason, forms.ChoiceField)
        month = project.joining_month
        joining.choices = [
            (KEEP, f"Still in {say_month(month)}" if month else "Still no month"),
            (MOVE, "In another month, or the month is confirmed now"),
            *([(UNKNOWN, "The month is not known any more")] if month else []),
        ]
        route = Route(project.route) if project.route else None
        ways = (Direction.LATER, Direction.EARLIER, Direction.UNCONFIRMED)
        found = {each.value: each.label for way in ways for each in reasons_for(way, route)}
        reason.choices = [("", "Choose a reason"), *found.items()]
        reason.help_text = "Not needed for a first month, nor to confirm the month that it has"
        self.initial.setdefault("confirmed", False)

    @property
    def wanted(self) -> tuple[dt.date | None, bool]:
        """The month that was chosen, and whether it is confirmed."""
        data = self.cleaned_data
        if data["joining"] == KEEP:
            return self.project.joining_month, self.project.joining_confirmed
        return (data.get("month"), data["confirmed"]) if data["joining"] == MOVE else (None, False)

    @property
    def given(self) -> dict[str, str]:
        """The reason with its words; empty where none was chosen."""
        data = self.cleaned_data
        return {data["reason"]: data.get("text") or ""} if data.get("reason") else {}

    def problems(self, data: dict[str, Any]) -> list[str]:
        if data["joining"] == MOVE and data.get("month") is None:
            return [Problem("Enter the month and the year.", about="month")]
        month, confirmed = self.wanted
        given = {} if data["joining"] == KEEP else self.given
        found = resume_project_problems(project=self.project, month=month, confirmed=confirmed, reasons=given)
        return [Problem(each, about=_field(each)) for each in found]


def _field(problem: str) -> str:
    """The field of this form that the problem is about: the page of the joining month has a box for each reason."""
    about = getattr(problem, "about", "")
    return "text" if about.startswith("text_") else "reason" if about == "reasons" else about
