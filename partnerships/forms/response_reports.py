"""The response document and the public page: what is added, when it is published, where it can be read."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from partnerships.actions.consultation_shares import share_problems
from partnerships.actions.response_reports import Wording, publish_report_problems, report_problems
from partnerships.forms.base import GovForm, SeenVersion
from partnerships.forms.fields import GovDateField
from partnerships.models import Consultation, ResponseReport
from partnerships.rules.sharing import LONGEST


class ResponseReportForm(GovForm, forms.Form):
    """A new version, or one that is made again before it is published."""

    submit_label = "Make the document"

    introduction = forms.CharField(
        label="Introduction", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Thank people, say who decides and when. Figures, themes and answers follow by themselves.",
    )  # fmt: skip
    quotes = forms.CharField(
        label="Comments to quote", required=False, max_length=400,
        help_text="Numbers of responses, such as 3, 17. Leave empty to quote nothing. Groups are named, people never.",
    )  # fmt: skip
    checked = forms.BooleanField(
        label="I have read the comments, and nobody can be recognised in them", required=False
    )
    # When the version was made that the person saw.
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(
        self, *args: Any, consultation: Consultation, report: ResponseReport | None = None, **kwargs: Any
    ) -> None:
        self.consultation = consultation
        if report is not None:
            numbers = report.content.get("quoted", [])
            told = {
                "introduction": report.introduction,
                "quotes": ", ".join(map(str, numbers)),
                "checked": bool(numbers),
                "seen": report.made_at.isoformat(),
            }
            kwargs["initial"] = told | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)

    @property
    def wording(self) -> Wording:
        """What was entered."""
        data = self.cleaned_data
        return Wording(data["introduction"], data["quotes"], data["checked"])

    @property
    def seen_at(self) -> dt.datetime | None:
        """When the version was made that the person saw; None where the form does not say."""
        try:
            return dt.datetime.fromisoformat(self.cleaned_data["seen"])
        except ValueError:
            return None

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.add_problems(report_problems(self.wording, consultation=self.consultation))
        return data


class PublishForm(GovForm, forms.Form):
    """The day on which a version is published."""

    submit_label = "Publish this version"

    on = GovDateField(label="Published on", help_text="Today or earlier")

    def __init__(self, *args: Any, report: ResponseReport, **kwargs: Any) -> None:
        self.report = report
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.add_problems(publish_report_problems(report=self.report, on=data["on"]))
        return data


class ShareForm(SeenVersion, GovForm, forms.Form):
    """The address of a public page: one that nobody can guess, or a name."""

    submit_label = "Open the public page"

    how = forms.ChoiceField(
        label="Which address?",
        choices=[("secret", "One that nobody can guess"), ("name", "A name that is easy to write down")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose which address the page gets"},
    )
    name = forms.CharField(
        label="Name", required=False, max_length=LONGEST,
        help_text="For example the school’s. Letters, digits and hyphens; anybody can guess it.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": "govuk-input--width-20"}),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, consultation: Consultation, **kwargs: Any) -> None:
        self.consultation = consultation
        if consultation.shared:
            self.submit_label = "Change the address"
        kwargs["initial"] = {"how": "secret", "version": consultation.version}
        super().__init__(*args, **kwargs)

    @property
    def wanted(self) -> str:
        """The chosen name; empty for an address that nobody can guess."""
        return str(self.cleaned_data["name"]).strip() if self.cleaned_data["how"] == "name" else ""

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if self.errors:
            return data
        if data["how"] == "name" and not self.wanted:
            self.add_error("name", "Enter the name that the address ends with.")
        else:
            self.add_problems(share_problems(self.consultation, name=self.wanted))
        return data
