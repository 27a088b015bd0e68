"""Starting a project, and logging an enquiry."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from partnerships.actions.projects import lead_problems, start_project_problems
from partnerships.forms.base import GovForm
from partnerships.forms.fields import MonthField
from partnerships.forms.projects import ROUTE_HINTS
from partnerships.forms.trust_field import TrustField
from partnerships.models import Group, School, User
from partnerships.rules.words import Route


class SchoolSearch(GovForm, forms.Form):
    """The picker: words of a name, a URN, a LAESTAB or a postcode."""

    submit_label = "Search"
    method = "get"

    q = forms.CharField(
        label="Search for the school",
        required=False,
        help_text="Words of its name, its URN, LAESTAB or postcode",
    )


def schools_named(text: str, most: int = 10) -> list[School]:
    """The schools that these words may mean, open ones first; none for no words."""
    return list(School.objects.search(text).not_closed().open_first()[:most]) if text.strip() else []


def offer_trusts(form: forms.Form, trusts: Sequence[Group]) -> None:
    """Radios of the trusts in which the person may start a project; no question where it is one."""
    field = form.fields["trust"]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = Group.objects.filter(pk__in=[trust.pk for trust in trusts])
    if len(trusts) == 1:
        field.initial, field.required, field.widget = trusts[0].pk, False, forms.HiddenInput()


class StartForm(GovForm, forms.Form):
    """Everything but the school is on one page, and most of it is filled in already."""

    submit_label = "Start the project"

    trust = forms.ModelChoiceField(
        Group.objects.none(), label="Incoming trust", widget=forms.RadioSelect, empty_label=None
    )
    route = forms.ChoiceField(
        label="Route", required=False, widget=forms.RadioSelect,
        choices=[*Route.choices(), ("", "Not known yet: begin with exploring")],
    )  # fmt: skip
    outgoing_trust = TrustField(label="Outgoing trust, for a transfer", required=False)
    joining_month = MonthField(
        label="Joining month",
        required=False,
        help_text="Leave empty if there is no date yet. A month in the past is fine.",
    )
    joining_confirmed = forms.BooleanField(
        label="This month is confirmed",
        required=False,
        help_text="Its plan is then kept as the first agreed one",
    )
    lead = forms.ModelChoiceField(User.objects.none(), label="Lead", required=False, empty_label="Nobody yet")
    confidential = forms.BooleanField(
        label="Confidential", required=False, help_text="Only you, the lead and people you name can see it"
    )

    def __init__(self, *args: Any, by: User, school: School, trusts: Sequence[Group], **kwargs: Any) -> None:
        self.by, self.school, self.trusts = by, school, trusts
        super().__init__(*args, **kwargs)
        offer_trusts(self, trusts)
        self.fields["route"].option_hints = ROUTE_HINTS  # type: ignore[attr-defined]  # read by the template pack
        known = (
            f"GIAS has {school.trust.name}. Leave empty to take it." if school.trust else "GIAS names none."
        )
        self.fields["outgoing_trust"].help_text = f"Its name, UID or TRN. {known}"
        lead = self.fields["lead"]
        assert isinstance(lead, forms.ModelChoiceField)
        lead.queryset = User.objects.who_may_log(*(trust.pk for trust in trusts))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        data["trust"] = data.get("trust") or (self.trusts[0] if len(self.trusts) == 1 else None)
        if self.errors or data["trust"] is None:
            return data
        problems = start_project_problems(
            by=self.by,
            school=self.school,
            trust=data["trust"],
            route=data["route"],
            joining_month=data.get("joining_month"),
            joining_confirmed=data["joining_confirmed"],
            outgoing_trust=data.get("outgoing_trust"),
        )
        self.add_problems(problems)
        for problem in lead_problems(data.get("lead"), data["trust"]):
            self.add_error("lead", problem)
        return data


class EnquiryForm(GovForm, forms.Form):
    """Two fields: which school, and what was said. Where the words fit several schools, they are offered."""

    submit_label = "Log the enquiry"

    school = forms.CharField(label="School", help_text="Its name or URN", max_length=200)
    said = forms.CharField(
        label="What was said?", max_length=5000, error_messages={"required": "Enter what was said"},
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Who got in touch, when, and what they asked. Notes can be asked for under freedom of information.",
    )  # fmt: skip
    trust = forms.ModelChoiceField(
        Group.objects.none(), label="Which trust was asked?", widget=forms.RadioSelect, empty_label=None
    )
    urn = forms.ChoiceField(label="Which of these schools?", required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, by: User, trusts: Sequence[Group], **kwargs: Any) -> None:
        self.by, self.trusts = by, trusts
        super().__init__(*args, **kwargs)
        offer_trusts(self, trusts)
        self.candidates: list[School] = []
        if self.is_bound:
            self.candidates = schools_named(str(self.data.get("school", "")))
        urn = self.fields["urn"]
        assert isinstance(urn, forms.ChoiceField)
        urn.choices = [
            (str(each.urn), f"{each.name}, {each.town or each.la_name} (URN {each.urn})")
            for each in self.candidates
        ]
        if len(self.candidates) < 2:
            urn.widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        data["trust"] = data.get("trust") or (self.trusts[0] if len(self.trusts) == 1 else None)
        data["found"] = self._found(data)
        if data["found"] is None or data["trust"] is None or self.errors:
            return data
        self.add_problems(start_project_problems(by=self.by, school=data["found"], trust=data["trust"]))
        return data

    def _found(self, data: dict[str, Any]) -> School | None:
        if not data.get("school"):
            return None
        if len(self.candidates) == 1:
            return self.candidates[0]
        if not self.candidates:
            self.add_error("school", "No school has that name or URN. Check it, or search under Schools.")
        elif not data.get("urn"):
            self.add_error("urn", "Several schools have these words. Choose one, or enter more of the name.")
        return next((each for each in self.candidates if str(each.urn) == data.get("urn")), None)
