"""A risk: what could go wrong, whose it is, and the lists of risks."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from partnerships.actions.risks import Said, close_risk_problems, risk_problems
from partnerships.forms._filters import FilterForm, OptionField, search_box
from partnerships.forms.base import GovForm, SeenVersion
from partnerships.forms.fields import GovDateField
from partnerships.forms.project_lists import lead_choices, trust_choices
from partnerships.models import Decision, Project, Risk, User
from partnerships.models.decision import RiskQuerySet
from partnerships.models.project import ProjectQuerySet
from partnerships.rules.words import Level, OwnerRole, Phase, RiskSource

_FIELDS = ("what", "likelihood", "effect", "mitigation", "source", "owner", "owner_role", "review_on")
_FOI = "It can be asked for under freedom of information."


class RiskForm(SeenVersion, GovForm, forms.Form):
    """A new risk, or a change of one."""

    submit_label = "Save the risk"

    what = forms.CharField(
        label="What could go wrong?", max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Enter what could go wrong"}, help_text=_FOI,
    )  # fmt: skip
    likelihood = forms.ChoiceField(
        label="How likely is it?", choices=Level.choices(),
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--inline"}),
        error_messages={"required": "Choose how likely it is"},
    )  # fmt: skip
    effect = forms.ChoiceField(
        label="How bad would its effect be?", choices=Level.choices(),
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--inline"}),
        error_messages={"required": "Choose how bad its effect would be"},
    )  # fmt: skip
    mitigation = forms.CharField(
        label="What is done about it?",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    source = forms.ChoiceField(label="Found in", choices=RiskSource.choices())
    owner = forms.ModelChoiceField(
        User.objects.none(), label="Owner", required=False, empty_label="Nobody in person"
    )
    owner_role = forms.ChoiceField(
        label="Or a role", required=False, choices=[("", "None"), *OwnerRole.choices()]
    )
    review_on = GovDateField(
        label="Look at it again on", required=False, help_text="Its owner sees it on Your work from that day"
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, project: Project, risk: Risk | None = None, **kwargs: Any) -> None:
        self.project = project
        if risk is not None:
            told = {name: getattr(risk, name) for name in _FIELDS} | {"version": risk.version}
            kwargs["initial"] = told | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        owner = self.fields["owner"]
        assert isinstance(owner, forms.ModelChoiceField)
        owner.queryset = User.objects.in_trust(project.trust_id)

    @property
    def said(self) -> Said:
        """The risk as it was entered."""
        return Said(**{name: self.cleaned_data[name] for name in _FIELDS})

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.add_problems(risk_problems(self.said, project=self.project))
        return data


class RiskCloseForm(GovForm, forms.Form):
    submit_label = "Close the risk"

    why = forms.CharField(
        label="Why is it closed?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Enter why it is closed"},
        help_text=f"It has passed, it was dealt with, or it happened. {_FOI}",
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.add_problems(close_risk_problems(why=data["why"]))
        return data


class RiskMilestoneForm(GovForm, forms.Form):
    """What is to be done about a risk, as a milestone; with a decision, as its condition."""

    submit_label = "Make it a milestone"

    title = forms.CharField(
        label="What is to be done?", max_length=200, error_messages={"required": "Enter what is to be done"}
    )
    phase = forms.ChoiceField(label="Part of the plan", choices=Phase.choices())
    due_on = GovDateField(label="Due", required=False, help_text="Leave empty if there is no date yet")
    decision = forms.ModelChoiceField(
        Decision.objects.none(), label="Condition of a decision", required=False, empty_label="None"
    )

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        decision = self.fields["decision"]
        assert isinstance(decision, forms.ModelChoiceField)
        decision.queryset = project.decisions.all()
        if not decision.queryset.exists():
            del self.fields["decision"]


class RiskFilter(FilterForm):
    """The list over all projects. `projects` are those that the person may see."""

    q = search_box("School, URN or words of the risk")
    trust = OptionField(label="Trust")
    lead = OptionField(label="Lead")
    serious = OptionField(label="How serious", choices=[("yes", "Serious only")])
    review = OptionField(label="Review", choices=[("due", "Due or late")])
    show = OptionField(
        label="Show", any_label="Open", choices=[("closed", "Closed"), ("all", "Open and closed")]
    )

    def __init__(
        self, *args: Any, user: User, projects: ProjectQuerySet, today: dt.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.offer("trust", trust_choices(user))
        self.offer("lead", lead_choices(projects))

    def apply(self, queryset: Any) -> RiskQuerySet:
        found: RiskQuerySet = queryset.search(self.chosen("q")) if self.chosen("q") else queryset
        if trust := self.chosen("trust"):
            found = found.filter(project__trust_id=int(trust))
        if lead := self.chosen("lead"):
            found = found.filter(project__in=Project.objects.led_by(lead).order_by().values("pk"))
        if self.chosen("serious"):
            found = found.serious()
        if self.chosen("review"):
            found = found.review_due(on=self.today)
        if self.chosen("show") == "closed":
            found = found.closed()
        elif not self.chosen("show"):
            found = found.open()
        return found
