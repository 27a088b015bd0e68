"""Changing a project as a whole: route, joining month, lead, confidentiality, end."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from partnerships.actions._core import who_changed
from partnerships.actions.plans import start_from_here_problems
from partnerships.actions.projects import (
    change_route_problems,
    end_project_problems,
    lead_problems,
    reopen_project_problems,
)
from partnerships.forms.base import GovForm, SeenVersion
from partnerships.forms.fields import GovDateField
from partnerships.forms.trust_field import TrustField
from partnerships.models import Milestone, Project, User
from partnerships.rules.words import EndOutcome, Route

REASON = forms.Textarea(attrs={"rows": 3})
ROUTE_HINTS = {
    Route.VOLUNTARY.value: "The governing body of a maintained school applies",
    Route.ORDER.value: "DfE makes an order without waiting for an application",
    Route.TRANSFER.value: "An academy moves from one trust to another",
}


class ProjectForm(SeenVersion, GovForm, forms.Form):
    """A form about one project; its problems are those of the action behind it."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        self.project = project
        super().__init__(*args, **kwargs)
        self.initial["version"] = project.version

    def problems(self, data: dict[str, Any]) -> list[str]:
        """What stands in the way of what was entered."""
        return []

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("version") not in (None, self.project.version):
            self.add_problems([self._changed_meanwhile()])
            self.now_at(self.project.version)
        elif not self.errors:
            self.add_problems(self.problems(data))
        return data

    def _changed_meanwhile(self) -> str:
        who = who_changed(self.project)
        return f"{who} changed this project while you had this page open. Check what it says now, then save again."


class RouteForm(ProjectForm):
    """Which route; the first submit shows what the plan gains and loses, the second changes it."""

    submit_label = ""

    route = forms.ChoiceField(label="Route", choices=Route.choices(), widget=forms.RadioSelect)
    outgoing_trust = TrustField(
        label="Outgoing trust, for a transfer", required=False,
        help_text="Its name, UID or TRN. Leave empty to take the school’s trust in GIAS.",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["route"].option_hints = ROUTE_HINTS  # type: ignore[attr-defined]  # read by the template pack
        self.helper.form_tag = False

    def problems(self, data: dict[str, Any]) -> list[str]:
        if data["route"] == self.project.route and not data.get("outgoing_trust"):
            return ["This is the route already. Choose another one, or leave it as it is."]
        return change_route_problems(
            project=self.project, route=data["route"], outgoing_trust=data.get("outgoing_trust")
        )


class LeadForm(ProjectForm):
    submit_label = "Save the lead"

    lead = forms.ModelChoiceField(
        User.objects.none(), label="Lead", required=False, empty_label="Nobody yet",
        help_text="Somebody of the trust who may log progress",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lead = self.fields["lead"]
        assert isinstance(lead, forms.ModelChoiceField)
        lead.queryset = User.objects.who_may_log(self.project.trust_id)

    def problems(self, data: dict[str, Any]) -> list[str]:
        return lead_problems(data.get("lead"), self.project.trust)


class ConfidentialForm(ProjectForm):
    """One button; its words say which way, and the form carries it: pressed twice, it still goes that way."""

    confidential = forms.TypedChoiceField(
        choices=[("yes", "Yes"), ("no", "No")], coerce=lambda value: value == "yes", widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        self.submit_label = "Let all of the trust see it" if project.confidential else "Make it confidential"
        super().__init__(*args, project=project, **kwargs)
        self.fields["confidential"].initial = "no" if project.confidential else "yes"


class EndForm(ProjectForm):
    submit_label = "End the project"

    outcome = forms.ChoiceField(
        label="How did it end?", choices=EndOutcome.choices(), widget=forms.RadioSelect
    )
    on = GovDateField(label="Date it ended", help_text="Today or earlier")
    why = forms.CharField(
        label="Reason", max_length=2000, widget=REASON, help_text="It stays in the reports."
    )

    def problems(self, data: dict[str, Any]) -> list[str]:
        return end_project_problems(
            project=self.project, outcome=data["outcome"], on=data["on"], reason=data["why"]
        )


class ReopenForm(ProjectForm):
    submit_label = "Reopen the project"
    by: User  # set by the view: what may be said depends on what this person sees

    why = forms.CharField(label="Why is it reopened?", required=False, max_length=1000, widget=REASON)

    def problems(self, data: dict[str, Any]) -> list[str]:
        return reopen_project_problems(by=self.by, project=self.project)


class StartFromHereForm(ProjectForm):
    """Where to start from: a date or a milestone. The first submit shows what it marks, the second marks it."""

    submit_label = ""

    before = GovDateField(label="Everything due before this date", required=False)
    milestone = forms.ModelChoiceField(
        Milestone.objects.none(), label="Or everything before this milestone", required=False,
        empty_label="Choose a milestone", help_text="If you choose one, it counts instead of the date",
    )  # fmt: skip
    done_on = GovDateField(
        label="Date it was done", required=False, help_text="Leave empty if it is not known"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        milestone = self.fields["milestone"]
        assert isinstance(milestone, forms.ModelChoiceField)
        milestone.queryset = self.project.milestones.to_do().order_by("due_on", "position", "pk")
        self.helper.form_tag = False

    def clean_milestone(self) -> Milestone | None:
        """The date comes filled in with today; a milestone that is chosen replaces it."""
        chosen: Milestone | None = self.cleaned_data["milestone"]
        if chosen is not None:
            self.cleaned_data["before"] = None
        return chosen

    def problems(self, data: dict[str, Any]) -> list[str]:
        return start_from_here_problems(
            before=data.get("before"),
            milestone=data.get("milestone"),
            done_on=data.get("done_on"),
            today=timezone.localdate(),
        )
