"""Every part of our pages on one page, for looking and for testing; not there in production."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.views.generic import FormView

from partnerships.forms.base import GovForm
from partnerships.forms.fields import GovDateField, MonthField
from partnerships.views._base import SignedIn


class SampleForm(GovForm, forms.Form):
    """One field of every kind."""

    submit_label = "Save project"

    name = forms.CharField(label="Name of the school", help_text="As it stands in GIAS", max_length=100)
    email = forms.EmailField(label="E-mail address")
    password = forms.CharField(label="Password", widget=forms.PasswordInput)
    phase = forms.ChoiceField(
        label="Phase", choices=[("", "Choose a phase"), ("p", "Primary"), ("s", "Secondary")]
    )
    note = forms.CharField(
        label="Note", widget=forms.Textarea(attrs={"rows": 4}), max_length=500, required=False
    )
    route = forms.ChoiceField(
        label="Route",
        widget=forms.RadioSelect,
        choices=[("voluntary", "Voluntary conversion"), ("transfer", "Transfer")],
    )
    owners = forms.MultipleChoiceField(
        label="Whose turn is it?",
        widget=forms.CheckboxSelectMultiple,
        choices=[("la", "Local authority"), ("sol", "Solicitors"), ("dio", "Diocese")],
    )
    done_on = GovDateField(label="Done on", help_text="For example, 27 3 2027. Today or earlier.")
    joining = MonthField(
        label="Joining month", help_text="Choose “Not known yet” if nobody knows", required=False
    )
    plan = forms.FileField(label="Plan", help_text="PDF or Word, up to 10 MB")
    agreed = forms.BooleanField(
        label="The governing body has agreed", help_text="With the minutes to show it"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["route"].option_hints = {  # type: ignore[attr-defined]  # read by the template pack
            "voluntary": "The governing body applies for an academy order",
            "transfer": "The school is an academy already, in another trust",
        }
        self.helper.cancel_url = "#"


class FilterForm(GovForm, forms.Form):
    """A filter panel."""

    submit_label = "Apply filters"
    method = "get"

    q = forms.CharField(label="Search", required=False)
    trust = forms.ChoiceField(
        label="Trust", required=False, choices=[("", "Every trust"), ("1", "Amberley Learning Trust")]
    )
    late = forms.BooleanField(label="Late only", required=False)


class Styleguide(SignedIn, FormView[SampleForm]):
    """Shows the parts; posting its empty form shows every error."""

    template_name = "styleguide.html"
    form_class = SampleForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = Paginator(range(1234), 50).get_page(self.request.GET.get("page"))
        rows = [
            ("Brackenhurst Primary School", 900001, 12, 34, 81, "in_progress"),
            (
                "St Aldhelm’s Church of England Voluntary Controlled Junior School",
                900002,
                40,
                3,
                78,
                "waiting",
            ),
            ("Tarn View Academy", 900003, 0, 80, 80, "done"),
        ]
        return super().get_context_data(
            page=page,
            filters=FilterForm(),
            rows=rows,
            month=date(2027, 9, 1),
            due=date(2027, 7, 14),
            **kwargs,
        )

    def form_valid(self, form: SampleForm) -> Any:
        return self.form_invalid(form)
