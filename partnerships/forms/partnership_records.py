"""Services and measures of a partnership."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from partnerships.actions.partnership_records import (
    MOST_DAYS,
    Measure,
    Service,
    measure_problems,
    service_problems,
)
from partnerships.forms.base import GovForm, SeenVersion
from partnerships.forms.fields import GovDateField
from partnerships.models import Partnership, PartnershipMeasure, PartnershipService
from partnerships.rules.partnership_words import ServiceArea

_SERVICE = ("area", "what", "delivered_by", "days_planned", "measure")
_MEASURE = ("what", "baseline", "aim", "now", "now_on")


class ServiceForm(SeenVersion, GovForm, forms.Form):
    """A service of the partnership, new or changed."""

    submit_label = "Save the service"

    what = forms.CharField(
        label="Service", max_length=200, error_messages={"required": "Enter the service"},
        help_text="As the agreement calls it, for example “Coaching for subject leaders”",
    )  # fmt: skip
    area = forms.ChoiceField(
        label="What is it about?",
        choices=ServiceArea.choices(),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what the service is about"},
        help_text="The first four count as teaching and learning, which partnerships are for",
    )
    delivered_by = forms.CharField(label="Who delivers it?", required=False, max_length=120)
    days_planned = forms.DecimalField(
        label="Days planned", required=False, min_value=0, max_value=MOST_DAYS, decimal_places=1,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "decimal"}),
        error_messages={
            "invalid": "Enter the days as a number, for example 12.5",
            "min_value": "Enter the days as a number from 0 to 999",
            "max_value": "Enter the days as a number from 0 to 999",
            "max_decimal_places": "Enter the days to one decimal place, for example 12.5",
        },
        help_text="Days given are counted from the hours of the activities logged for it",
    )  # fmt: skip
    measure = forms.CharField(label="How is it measured?", required=False, max_length=200)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        partnership: Partnership,
        service: PartnershipService | None = None,
        **kwargs: Any,
    ) -> None:
        self.partnership, self.service = partnership, service
        if service is not None:
            told = {name: getattr(service, name) for name in (*_SERVICE, "version")}
            kwargs["initial"] = told | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)

    @property
    def said(self) -> Service:
        """The service as it was entered."""
        return Service(**{name: self.cleaned_data[name] for name in _SERVICE})

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.add_problems(service_problems(self.said, partnership=self.partnership, but=self.service))
        return data


class MeasureForm(SeenVersion, GovForm, forms.Form):
    """A measure of the partnership, new or changed."""

    submit_label = "Save the measure"

    what = forms.CharField(
        label="What is measured?", max_length=200, error_messages={"required": "Enter what is measured"},
        help_text="For example “Pupils who reach the expected standard in phonics”",
    )  # fmt: skip
    baseline = forms.CharField(
        label="At the start", required=False, max_length=120, help_text="For example “61% in June 2026”"
    )
    aim = forms.CharField(required=False, max_length=120)
    now = forms.CharField(label="Latest", required=False, max_length=120)
    now_on = GovDateField(label="Measured on", required=False, help_text="Today or earlier")
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, measure: PartnershipMeasure | None = None, **kwargs: Any) -> None:
        if measure is not None:
            told = {name: getattr(measure, name) for name in (*_MEASURE, "version")}
            kwargs["initial"] = told | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)

    @property
    def said(self) -> Measure:
        """The measure as it was entered."""
        return Measure(**{name: self.cleaned_data[name] for name in _MEASURE})

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.add_problems(measure_problems(self.said, today=timezone.localdate()))
        return data
