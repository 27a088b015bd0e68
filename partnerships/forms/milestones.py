"""Logging progress: on one milestone, on several, and the rows of a team's own."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from partnerships.actions.evidence import Given, add_problems
from partnerships.actions.milestones import (
    Progress,
    log_progress_problems,
    not_applicable_problems,
    own_milestone_problems,
)
from partnerships.actions.owners import Owner
from partnerships.forms.base import GovForm, SeenVersion
from partnerships.forms.evidence import file_field, link_field
from partnerships.forms.fields import GovDateField
from partnerships.forms.owners import OwnerField, WaitedFor, WaitedForField, owner_value, waited_for_value
from partnerships.models import Milestone, Project, User
from partnerships.rules.numbers import whole_number
from partnerships.rules.words import OwnerRole, Phase, Status

NOT_APPLICABLE = "not_applicable"
_STATUSES = [
    (Status.NOT_STARTED.value, "Not started"),
    (Status.IN_PROGRESS.value, "In progress"),
    (Status.WAITING.value, "Waiting for somebody"),
    (Status.DONE.value, "Done"),
]
NOTE_HINT = "Notes can be asked for under freedom of information."
NOTE_LENGTH = 5000


class _ProgressFields(GovForm, forms.Form):
    """The answers that make a `Progress`, checked by the action's own rules."""

    status = forms.ChoiceField(
        label="Status",
        widget=forms.RadioSelect,
        choices=_STATUSES,
        error_messages={"required": "Choose a status."},
    )
    done_on = GovDateField(label="Date it was done", required=False, help_text="Today or earlier")
    waiting_on = forms.CharField(
        label="Who are you waiting for?", required=False, max_length=100,
        help_text="In your own words, or choose below",
    )  # fmt: skip
    waiting_for = WaitedForField(label="Contact or party")
    waiting_since = GovDateField(label="Waiting since", required=False, help_text="Today or earlier")
    note = forms.CharField(
        label="Note",
        required=False,
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=NOTE_HINT,
    )

    @property
    def progress(self) -> Progress:
        data = self.cleaned_data
        waited = data.get("waiting_for") or WaitedFor()
        return Progress(
            status=data["status"],
            done_on=data.get("done_on"),
            waiting_on=data.get("waiting_on") or "",
            waiting_since=data.get("waiting_since"),
            waiting_party=waited.party,
            waiting_contact=waited.contact,
        )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if "status" in data and Status.has(data["status"]):
            self.add_problems(log_progress_problems(self.progress, today=timezone.localdate()))
        return data


class MilestoneLogForm(SeenVersion, _ProgressFields):
    """What happened with one milestone. `version` is the one the person saw."""

    submit_label = "Save"
    # "Shared with 3 other schools": where else it will be logged.
    shared_words = ""

    why = forms.CharField(label="Why is it not applicable?", required=False, max_length=500)
    owner = OwnerField(label="Owner")
    evidence_file = file_field(label="Evidence: a file")
    evidence_url = link_field(label="Evidence: a link")
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, milestone: Milestone, **kwargs: Any) -> None:
        self.milestone = milestone
        kwargs.setdefault("initial", self._initial(milestone))
        kwargs.setdefault("auto_id", f"id_{milestone.pk}_%s")
        super().__init__(*args, **kwargs)
        self.helper.form_tag = False
        self._offer(milestone)

    def _initial(self, milestone: Milestone) -> dict[str, Any]:
        today = timezone.localdate()
        return {
            "status": Status.DONE.value if milestone.has_happened else milestone.status,
            "done_on": milestone.done_on or (None if milestone.has_happened else today),
            "waiting_for": waited_for_value(milestone),
            "waiting_on": milestone.waiting_on,
            "waiting_since": milestone.waiting_since or today,
            "owner": owner_value(milestone),
            "version": milestone.version,
        }

    def _offer(self, milestone: Milestone) -> None:
        status, owner, waiting_for = (self.fields[name] for name in ("status", "owner", "waiting_for"))
        assert isinstance(status, forms.ChoiceField)
        assert isinstance(owner, OwnerField)
        assert isinstance(waiting_for, WaitedForField)
        status.choices = [*_STATUSES, (NOT_APPLICABLE, "Not applicable here")]
        owner.offer(milestone.project, roles=milestone.owner_roles)
        waiting_for.offer(milestone.project)
        done_on = self.fields["done_on"]
        done_on.help_text = "Today or earlier. Leave empty for today."

    @property
    def is_not_applicable(self) -> bool:
        return bool(self.cleaned_data["status"] == NOT_APPLICABLE)

    @property
    def evidence(self) -> Given | None:
        """The file or link that was handed in, if one was."""
        data = self.cleaned_data
        given = Given(url=data.get("evidence_url") or "", file=data.get("evidence_file"))
        return None if given.is_empty else given

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("status") == NOT_APPLICABLE:
            for problem in not_applicable_problems(why=data.get("why") or ""):
                self.add_error("why", problem)
            if self.evidence is not None:
                self.add_error(None, "Evidence is added with another status, or on the milestone’s own page.")
        given = self.evidence
        if given is not None and not {"evidence_file", "evidence_url"} & set(self.errors):
            project = self.milestone.project
            for problem in add_problems(given, project=project, milestone=self.milestone):
                self.add_error(f"evidence_{problem.about}", problem)
        return data


class MilestonesLogForm(_ProgressFields):
    """The same progress for every ticked milestone. A tick's value is the milestone's key and version, "12-3"."""

    submit_label = "Log on the ticked milestones"
    is_giving = False

    to = OwnerField(label="Give to")

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        self.project = project
        # No status is chosen beforehand: a wrong press would mark everything ticked as done.
        kwargs.setdefault("initial", {"done_on": timezone.localdate()})
        kwargs.setdefault("auto_id", "id_several_%s")
        super().__init__(*args, **kwargs)
        status = self.fields["status"]
        assert isinstance(status, forms.ChoiceField)
        status.choices = [_STATUSES[3], _STATUSES[2], _STATUSES[1], _STATUSES[0]]
        status.widget.attrs["class"] = "govuk-radios--inline"
        self.helper.form_tag = self.helper.mark_optional = False
        to, waiting_for = self.fields["to"], self.fields["waiting_for"]
        assert isinstance(to, OwnerField)
        assert isinstance(waiting_for, WaitedForField)
        to.offer(project)
        waiting_for.offer(project)

    @property
    def ticked(self) -> dict[int, int | None]:
        """Version by key of every ticked row; None where the tick does not say which it saw."""
        if not isinstance(self.data, QueryDict):
            return {}
        pairs = [value.partition("-") for value in self.data.getlist("row")]
        numbers = [(whole_number(key), whole_number(seen)) for key, _, seen in pairs]
        return {key: seen for key, seen in numbers if key is not None}

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.ticked:
            self.add_error(None, "Tick at least one milestone.")
        return data


class MilestonesGiveForm(MilestonesLogForm):
    """The same bar, when its other button is pressed: to whom all ticked milestones are given."""

    is_giving = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"].required = False

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("to") == Owner():
            self.add_error("to", "Choose to whom you give them.")
        return data


class NotApplicableForm(GovForm, forms.Form):
    """Why a milestone is out of this plan."""

    submit_label = "Mark as not applicable"

    why = forms.CharField(
        label="Why is it not applicable?",
        max_length=500,
        error_messages={"required": "Enter why it is not applicable"},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class ApplicableForm(GovForm, forms.Form):
    """Puts a milestone back; a reason where the answers say that it does not apply."""

    submit_label = "Put it back into the plan"

    why = forms.CharField(label="Why does it apply?", required=False, max_length=500)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class OwnMilestoneForm(GovForm, SeenVersion):
    """A row of the team's own."""

    submit_label = "Save the milestone"

    title = forms.CharField(
        label="What is to be done?", max_length=200, error_messages={"required": "Enter what is to be done"}
    )
    phase = forms.ChoiceField(label="Part of the plan", choices=Phase.choices())
    due_on = GovDateField(label="Due", required=False, help_text="Leave empty if there is no date yet")
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if "title" in data and "phase" in data:
            for problem in own_milestone_problems(title=data["title"], phase=data["phase"]):
                self.add_error(None, problem)
        return data


class OwnMilestoneAddForm(OwnMilestoneForm):
    """A new row: also whose it is, and after which row it stands while it has no date."""

    submit_label = "Add the milestone"

    version = None  # type: ignore[assignment]  # Django's way to leave out a field: nobody has seen a new row
    owner = forms.ModelChoiceField(
        User.objects.none(), label="Owner", required=False, empty_label="Nobody in person"
    )
    owner_role = forms.ChoiceField(
        label="Owner’s role", required=False, choices=[("", "None"), *OwnerRole.choices()]
    )
    after = forms.ModelChoiceField(
        Milestone.objects.none(), label="After which milestone?", required=False,
        empty_label="At the end of its part of the plan",
        help_text="Decides its place while it has no date; with a date, it stands by its date",
    )  # fmt: skip

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner, after = self.fields["owner"], self.fields["after"]
        assert isinstance(owner, forms.ModelChoiceField)
        assert isinstance(after, forms.ModelChoiceField)
        owner.queryset = User.objects.in_trust(project.trust_id)
        after.queryset = project.milestones.in_plan().in_plan_order()

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        after = data.get("after")
        if after is not None and data.get("phase") and after.phase != data["phase"]:
            self.add_error(
                "after", f"“{after.title}” is in {Phase(after.phase).label}. Choose one of the same part."
            )
        return data

    @property
    def due(self) -> dt.date | None:
        found: dt.date | None = self.cleaned_data["due_on"]
        return found
