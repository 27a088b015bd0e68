"""A promise, its check, and the lists of promises."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone

from partnerships.actions.promises import Said, check_problems, promise_problems, remove_promise_problems
from partnerships.forms._filters import FilterForm, OptionField, search_box
from partnerships.forms._shown import ShowsEvidence
from partnerships.forms.base import GovForm, SeenVersion
from partnerships.forms.fields import GovDateField
from partnerships.forms.project_lists import trust_choices
from partnerships.models import Project, Promise, User
from partnerships.models.fit import PromiseQuerySet
from partnerships.models.project_records import ChildQuerySet
from partnerships.rules.partnership_words import CheckPromise, Kept
from partnerships.rules.promises import LONGEST
from partnerships.rules.words import OwnerRole

_FIELDS = ("what", "made_to", "made_on", "owner", "owner_role", "check_when", "check_on")
_FOI = "It can be asked for under freedom of information."
NOBODY = "none"


class PromiseForm(SeenVersion, GovForm, forms.Form):
    """A new promise, or a change of one."""

    submit_label = "Save the promise"

    what = forms.CharField(
        label="What was promised?", max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Enter what was promised"},
        help_text=f"In the words that were used, so far as they are known. {_FOI}",
    )  # fmt: skip
    made_to = forms.CharField(
        label="To whom?", required=False, max_length=120,
        help_text="For example the governing body, staff, parents. No names.",
    )  # fmt: skip
    made_on = GovDateField(
        label="When?", help_text="Today or earlier", error_messages={"required": "Enter when it was promised"}
    )
    owner = forms.ModelChoiceField(
        User.objects.none(), label="Who sees that it is kept?", required=False, empty_label="Nobody in person"
    )
    owner_role = forms.ChoiceField(
        label="Or a role", required=False, choices=[("", "None"), *OwnerRole.choices()]
    )
    check_when = forms.ChoiceField(
        label="When is it checked?", choices=CheckPromise.choices(), widget=forms.RadioSelect,
        error_messages={"required": "Choose when it is checked"},
    )  # fmt: skip
    check_on = GovDateField(
        label="Day of the check",
        required=False,
        help_text="Only for a check on a day. Its owner sees it then.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, project: Project, promise: Promise | None = None, **kwargs: Any) -> None:
        self.project = project
        if promise is not None:
            told = {name: getattr(promise, name) for name in _FIELDS} | {"version": promise.version}
            kwargs["initial"] = told | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        owner = self.fields["owner"]
        assert isinstance(owner, forms.ModelChoiceField)
        owner.queryset = User.objects.in_trust(project.trust_id)

    @property
    def said(self) -> Said:
        """The promise as it was entered."""
        return Said(**{name: self.cleaned_data[name] for name in _FIELDS})

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.add_problems(promise_problems(self.said, project=self.project))
        return data


class PromiseCheckForm(SeenVersion, ShowsEvidence):
    """Whether a promise was kept."""

    submit_label = "Save the check"

    kept = forms.ChoiceField(
        label="Was it kept?", choices=Kept.choices(), widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it was kept"},
    )  # fmt: skip
    finding = forms.CharField(
        label="What was found?", required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=f"Needed unless it was kept: what is missing, and what is done about it. {_FOI}",
    )  # fmt: skip
    checked_on = GovDateField(
        label="Checked on",
        help_text="Today or earlier",
        error_messages={"required": "Enter the day of the check"},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, promise: Promise, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.promise = promise
        self.initial = {
            "kept": promise.kept,
            "finding": promise.finding,
            "checked_on": promise.checked_on or timezone.localdate(),
            "version": promise.version,
            **self.initial,
        }
        self.ask_for_evidence(promise.project, promise.evidence)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.add_problems(
                check_problems(
                    promise=self.promise,
                    kept=data["kept"],
                    finding=data["finding"],
                    checked_on=data["checked_on"],
                    shown=self.shown,
                )
            )
        return data


class PromiseRemoveForm(GovForm, forms.Form):
    submit_label = "Remove the promise"

    why = forms.CharField(
        label="Why is it removed?", max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Enter why it is removed"},
        help_text="For example that it was written down twice. It stays in the history.",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.inputs[0].field_classes += " govuk-button--warning"

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.add_problems(remove_promise_problems(why=data["why"]))
        return data


class PromiseFilter(FilterForm):
    """The list over all projects. `promises` are those that the person may see."""

    q = search_box("School, URN or words of the promise")
    trust = OptionField(label="Trust")
    owner = OptionField(label="Owner")
    due = OptionField(label="Check", choices=[("yes", "Due or late")])
    kept = OptionField(
        label="Kept?",
        any_label="Checked or not",
        choices=[("open", "Not checked yet"), ("checked", "Checked"), *Kept.choices()],
    )
    projects = OptionField(label="Projects", any_label="Live ones", choices=[("all", "Ended ones too")])

    def __init__(
        self, *args: Any, user: User, promises: ChildQuerySet, today: dt.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.today = user, today
        self.offer("trust", trust_choices(user))
        owners = User.objects.filter(promises__in=promises.order_by()).distinct().order_by("name", "email")
        roles = [(f"role-{role.value}", role.label) for role in OwnerRole]
        people = [(str(each.pk), str(each)) for each in owners]
        self.offer("owner", [("me", "Me"), *people, (NOBODY, "Nobody yet"), *roles])

    def apply(self, queryset: Any) -> PromiseQuerySet:
        found: PromiseQuerySet = queryset.search(self.chosen("q")) if self.chosen("q") else queryset
        if trust := self.chosen("trust"):
            found = found.filter(project__trust_id=int(trust))
        if owner := self.chosen("owner"):
            found = self._owned(found, owner)
        if self.chosen("due"):
            found = found.check_due(on=self.today)
        if not self.chosen("projects"):
            found = found.of_live_projects()
        return self._kept(found, self.chosen("kept"))

    def _owned(self, found: PromiseQuerySet, owner: str) -> PromiseQuerySet:
        if owner == "me":
            return found.owned_by(self.user)
        if owner == NOBODY:
            return found.filter(owner=None, owner_role="")
        if owner.startswith("role-"):
            return found.filter(owner=None, owner_role=owner.removeprefix("role-"))
        return found.filter(owner_id=int(owner))

    def _kept(self, found: PromiseQuerySet, kept: str) -> PromiseQuerySet:
        if kept == "open":
            return found.open()
        if kept == "checked":
            return found.checked()
        return found.filter(kept=kept) if kept else found
