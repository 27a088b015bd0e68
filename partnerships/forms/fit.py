"""Answering one question of fit; a trust's terms and its usual answers."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Submit
from django import forms
from django.utils import timezone

from partnerships.actions.fit import (
    NONE_YET,
    Terms,
    fit_problems,
    terms_problems,
    trust_answer_problems,
)
from partnerships.forms._shown import ShowsEvidence
from partnerships.forms.base import GovForm, SeenVersion
from partnerships.forms.fields import GovDateField
from partnerships.models import FitAnswer, Group, Project, TrustAnswer, TrustTerms
from partnerships.rules.fit import LONGEST_ANSWER, Question
from partnerships.rules.partnership_words import Reserves

_FOI = "It can be asked for under freedom of information."
_AREA = forms.Textarea(attrs={"rows": 6})


def _answer_field(question: Question) -> forms.CharField:
    return forms.CharField(
        label=question.words,
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=f"{question.hint} {_FOI}".strip(),
        error_messages={"required": "Enter the answer"},
    )


class FitForm(SeenVersion, ShowsEvidence):
    """One question; saved with the button that goes on to the next open one, or back to the page."""

    submit_label = ""

    answered_on = GovDateField(label="Day of the answer", help_text="Today or earlier")
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        project: Project,
        question: Question,
        answer: FitAnswer | None,
        usual: TrustAnswer | None,
        is_last: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.project, self.question = project, question
        fields = {"text": _answer_field(question), **self.fields}
        self.fields = fields
        start = answer.text if answer is not None else usual.text if usual is not None else ""
        self.initial = {
            "text": start,
            "answered_on": answer.answered_on if answer is not None else timezone.localdate(),
            "version": answer.version if answer is not None else NONE_YET,
            **self.initial,
        }
        self.ask_for_evidence(project, answer.evidence if answer is not None else None)
        self.helper.add_input(Submit("then", "Save" if is_last else "Save and go on"))
        if not is_last:
            back = Submit("back", "Save and go back", css_class="govuk-button--secondary")
            self.helper.add_input(back)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.add_problems(
                fit_problems(
                    project=self.project,
                    key=self.question.key,
                    text=data["text"],
                    answered_on=data["answered_on"],
                    shown=self.shown,
                )
            )
        return data


class TrustAnswerForm(SeenVersion, GovForm, forms.Form):
    """What the trust usually answers to one question."""

    answered_on = GovDateField(label="As of", help_text="The day from which this is the answer")
    url = forms.CharField(
        label="Link to what shows it", required=False, max_length=500, widget=forms.URLInput,
        help_text="A public page or document. Begins with https://",
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, question: Question, answer: TrustAnswer | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question = question
        self.fields = {"text": _answer_field(question), **self.fields}
        self.initial = {
            "text": answer.text if answer is not None else "",
            "url": answer.url if answer is not None else "",
            "answered_on": answer.answered_on if answer is not None else timezone.localdate(),
            "version": answer.version if answer is not None else NONE_YET,
            **self.initial,
        }

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.add_problems(
                trust_answer_problems(
                    key=self.question.key, text=data["text"], url=data["url"], answered_on=data["answered_on"]
                )
            )
        return data


class TermsForm(SeenVersion, GovForm, forms.Form):
    """What a trust asks of and offers to every school that joins."""

    submit_label = "Save the terms"

    charge_percent = forms.DecimalField(
        label="Central charge, as a percentage of income", required=False, max_digits=5, decimal_places=2,
        min_value=0, max_value=100, help_text="For example 5 or 4.75. Leave it empty where it is no percentage.",
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value", "max_digits", "max_decimal_places", "max_whole_digits"),
            "Enter the charge as a percentage from 0 to 100, for example 4.75",
        ),
    )  # fmt: skip
    charge_basis = forms.CharField(
        label="What is it worked out from, and what does it pay for?", required=False, widget=_AREA,
        help_text="For example the share of which grants, and which services come with it.",
    )  # fmt: skip
    capital = forms.CharField(
        label="How is money for buildings obtained and shared out?", required=False, widget=_AREA
    )
    reserves = forms.ChoiceField(
        label="What becomes of a school’s reserves?", choices=Reserves.choices(), widget=forms.RadioSelect
    )
    reserves_note = forms.CharField(
        label="More on reserves", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    delegation = forms.CharField(
        label="Scheme of delegation in brief", required=False, widget=_AREA,
        help_text="What local boards and headteachers decide, and what the trust keeps to itself.",
    )  # fmt: skip
    delegation_url = forms.CharField(
        label="Link to the scheme of delegation", required=False, max_length=500, widget=forms.URLInput,
        help_text="Begins with https://",
    )  # fmt: skip
    as_of = GovDateField(
        label="Agreed by the board on", required=False, help_text="Leave empty if it is not known"
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, trust: Group, terms: TrustTerms | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.trust = trust
        kept = terms or TrustTerms(version=NONE_YET)
        names = (*Terms.__dataclass_fields__, "version")
        self.initial = {**{name: getattr(kept, name) for name in names}, **self.initial}

    @property
    def terms(self) -> Terms:
        """The terms as they were entered."""
        return Terms(**{name: self.cleaned_data[name] for name in Terms.__dataclass_fields__})

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.add_problems(terms_problems(self.terms))
        return data
