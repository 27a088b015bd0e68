"""Starting a Trust Partnership, and the terms that it has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields as fields_of
from typing import Any

from crispy_forms.layout import Fieldset, Layout
from django import forms

from partnerships.actions._shown import Shown
from partnerships.actions.evidence import Given
from partnerships.actions.partnerships import Leads, change_partnership_problems, start_partnership_problems
from partnerships.forms.base import GovForm, SeenVersion
from partnerships.forms.evidence import file_field, link_field
from partnerships.forms.fields import GovDateField
from partnerships.models import Contact, Group, Partnership, School, User
from partnerships.rules.partnership.entering import Terms
from partnerships.rules.partnership_words import PartnershipKind, SlaStatus, Vat

FOI = "It can be asked for under freedom of information."
YES, NO, UNKNOWN = "yes", "no", ""
_TERMS = tuple(each.name for each in fields_of(Terms))


class PoundsField(forms.DecimalField):
    """Pounds as people type them: with or without the sign and commas."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-10"})
        super().__init__(max_digits=10, decimal_places=2, widget=widget, **kwargs)
        self.error_messages["invalid"] = "Enter the charge in pounds, for example 12,500"

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = value.replace("£", "").replace(",", "").strip()
        return super().to_python(value)


class PartnershipForm(SeenVersion, GovForm, forms.Form):
    """A form about one partnership; its problems are those of the action behind it."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        self.partnership = partnership
        super().__init__(*args, **kwargs)
        self.initial["version"] = partnership.version

    def problems(self, data: dict[str, Any]) -> Sequence[str]:
        """What stands in the way of what was entered."""
        return []

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.add_problems(self.problems(data))
        return data


class PartnershipStartForm(GovForm, forms.Form):
    """A start, an end and what it is for; everything else can follow."""

    submit_label = "Start the partnership"

    trust = forms.ModelChoiceField(
        Group.objects.none(), label="With which trust?", widget=forms.RadioSelect, empty_label=None
    )
    starts_on = GovDateField(label="Start", required=False, help_text="Leave empty if it is not known yet")
    ends_on = GovDateField(
        label="End",
        required=False,
        help_text="Usually 12 to 18 months after the start; leave empty if not known yet",
    )
    purpose = forms.CharField(
        label="What is it for?", required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=f"What the school hopes for, and what both would count as success. {FOI}",
    )  # fmt: skip
    trust_lead = forms.ModelChoiceField(
        User.objects.none(), label="Lead in the trust", required=False, empty_label="Nobody yet"
    )

    def __init__(self, *args: Any, by: User, school: School, trusts: Sequence[Group], **kwargs: Any) -> None:
        self.by, self.school, self.trusts = by, school, trusts
        super().__init__(*args, **kwargs)
        trust, lead = self.fields["trust"], self.fields["trust_lead"]
        assert isinstance(trust, forms.ModelChoiceField)
        assert isinstance(lead, forms.ModelChoiceField)
        trust.queryset = Group.objects.filter(pk__in=[each.pk for each in trusts])
        if len(trusts) == 1:
            trust.initial, trust.required, trust.widget = trusts[0].pk, False, forms.HiddenInput()
        lead.queryset = User.objects.who_may_log(*(each.pk for each in trusts))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        data["trust"] = data.get("trust") or (self.trusts[0] if len(self.trusts) == 1 else None)
        if not self.errors and data["trust"] is not None:
            self.add_problems(
                start_partnership_problems(
                    by=self.by,
                    school=self.school,
                    trust=data["trust"],
                    starts_on=data.get("starts_on"),
                    ends_on=data.get("ends_on"),
                    lead=data.get("trust_lead"),
                )
            )
        return data


class TermsForm(PartnershipForm):
    """The terms, in the order of DfE's model agreement: what it is, its limits, the charge, the signing, the people."""

    submit_label = "Save the terms"

    reference = forms.CharField(label="Your reference", required=False, max_length=60)
    kind = forms.ChoiceField(
        label="Kind of school", choices=PartnershipKind.choices(), widget=forms.RadioSelect
    )
    purpose = forms.CharField(
        label="What is it for?", required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=FOI,
    )  # fmt: skip
    extendable = forms.TypedChoiceField(
        label="Can it be extended?", required=False, widget=forms.RadioSelect, empty_value=None,
        choices=[(YES, "Yes"), (NO, "No"), (UNKNOWN, "Not said yet")], coerce=lambda value: value == YES,
    )  # fmt: skip
    latest_end = GovDateField(
        label="Latest end, extensions included",
        required=False,
        help_text="Leave empty if the agreement names none",
    )
    firewall = forms.CharField(
        label="How is it kept apart from a consultation on joining?", required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Needed where the two overlap: who works on which, who speaks about joining, what is not shared",
    )  # fmt: skip
    inspected_on = GovDateField(
        label="Ofsted inspected the school during it on",
        required=False,
        help_text="Leave empty if it did not",
    )

    charge = PoundsField(
        label="Charge, in pounds", required=False, help_text="For example 12,500. Enter 0 if it is free."
    )
    charge_basis = forms.CharField(
        label="What is the charge for?", required=False, max_length=200,
        help_text="For example “A year, for 30 days of support”",
    )  # fmt: skip
    vat = forms.ChoiceField(label="VAT", choices=Vat.choices())
    purchase_order = forms.CharField(label="Purchase order", required=False, max_length=60)
    charge_due_on = GovDateField(label="Charge due", required=False)
    charge_paid_on = GovDateField(label="Charge paid", required=False, help_text="Today or earlier")

    sla_status = forms.ChoiceField(
        label="How far has the service level agreement got?", choices=SlaStatus.choices(),
        help_text="That it is signed is recorded as an event, with its day",
    )  # fmt: skip

    rd_told_by = forms.CharField(
        label="Regional Director told by", required=False, max_length=120,
        help_text="When is recorded as an event, with its day",
    )  # fmt: skip
    la_told_on = GovDateField(label="Local authority told on", required=False)
    la_told_by = forms.CharField(label="Local authority told by", required=False, max_length=120)
    diocese_told_on = GovDateField(label="Diocese told on", required=False)
    diocese_told_by = forms.CharField(label="Diocese told by", required=False, max_length=120)

    trust_lead = forms.ModelChoiceField(
        User.objects.none(), label="Lead in the trust", required=False, empty_label="Nobody yet"
    )
    school_lead = forms.ModelChoiceField(
        Contact.objects.none(), label="Lead in the school", required=False, empty_label="Nobody yet",
        help_text="One of the project’s contacts",
    )  # fmt: skip

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        kwargs["initial"] = _told(partnership) | (kwargs.get("initial") or {})
        super().__init__(*args, partnership=partnership, **kwargs)
        self.fields["file"] = file_field(label="Signed agreement")
        self.fields["url"] = link_field()
        lead, contact = self.fields["trust_lead"], self.fields["school_lead"]
        assert isinstance(lead, forms.ModelChoiceField)
        assert isinstance(contact, forms.ModelChoiceField)
        lead.queryset = User.objects.who_may_log(partnership.trust_id)
        contact.queryset = partnership.project.contacts.all()
        self.helper.layout = Layout(
            "version",
            Fieldset("What it is", "reference", "kind", "purpose", "inspected_on"),
            Fieldset("Limits", "extendable", "latest_end", "firewall"),
            Fieldset(
                "Charge", "charge", "charge_basis", "vat", "purchase_order", "charge_due_on", "charge_paid_on"
            ),
            Fieldset("Service level agreement", "sla_status", "file", "url"),
            Fieldset(
                "Who was told", "rd_told_by", "la_told_on", "la_told_by", "diocese_told_on", "diocese_told_by"
            ),
            Fieldset("Who leads it", "trust_lead", "school_lead"),
        )

    @property
    def terms(self) -> Terms:
        """The terms as they were entered."""
        data: dict[str, Any] = {name: self.cleaned_data.get(name) for name in _TERMS}
        return Terms(**data)

    @property
    def leads(self) -> Leads:
        return Leads(self.cleaned_data.get("trust_lead"), self.cleaned_data.get("school_lead"))

    @property
    def shown(self) -> Shown:
        """The signed agreement, where one was handed in."""
        data = self.cleaned_data
        named = Given("Signed service level agreement", data.get("url") or "", data.get("file"))
        return Shown(given=named)

    def problems(self, data: dict[str, Any]) -> Sequence[str]:
        return change_partnership_problems(
            partnership=self.partnership, terms=self.terms, leads=self.leads, shown=self.shown
        )


def _told(partnership: Partnership) -> dict[str, Any]:
    """What the partnership has now, as the form shows it."""
    told = {name: getattr(partnership, name) for name in _TERMS}
    said = {True: YES, False: NO, None: UNKNOWN}[partnership.extendable]
    leads = {"trust_lead": partnership.trust_lead_id, "school_lead": partnership.school_lead_id}
    return told | leads | {"extendable": said}
