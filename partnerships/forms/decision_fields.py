"""What recording and correcting a decision ask for alike."""

from __future__ import annotations

from typing import Any

from django import forms

from partnerships.actions.decisions import After, Shown
from partnerships.actions.evidence import Given
from partnerships.forms.base import GovForm
from partnerships.forms.evidence import file_field, link_field
from partnerships.forms.fields import GovDateField
from partnerships.models import Consultation, Evidence, Project, ResponseReport
from partnerships.rules.decisions import NONE_DECLARED, Deciding, conditions_in
from partnerships.rules.words import OrderBasis

NONE, SOME = "none", "some"
MOST_VOTES = 32767


def votes_field(label: str) -> forms.IntegerField:
    """A number of votes, or nothing where none were counted."""
    attrs = {"class": "govuk-input--width-3", "inputmode": "numeric"}
    widget = forms.NumberInput(attrs=attrs)
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=MOST_VOTES, widget=widget)


class ReportChoice(forms.ModelChoiceField[ResponseReport]):
    """Versions of response documents, each with its consultation."""

    def label_from_instance(self, obj: ResponseReport) -> str:
        return f"{obj.consultation.title}, version {obj.number}"


class DecisionFields(GovForm, forms.Form):
    """What recording and correcting a decision share."""

    decided_on = GovDateField(label="Day of the decision", help_text="Today or earlier")
    reason = forms.CharField(
        label="Reason",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Needed unless it was approved. It can be asked for under freedom of information.",
    )
    declared = forms.ChoiceField(
        label="Were interests declared?",
        choices=[(NONE, "None was declared"), (SOME, "Yes")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether interests were declared"},
    )
    interests = forms.CharField(
        label="Which interests, and what was done about them?",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="For example “The chair’s partner works for the trust; she left the room.”",
    )
    order_basis = forms.ChoiceField(
        label="Power the order is made under (Academies Act 2010)",
        required=False,
        choices=[("", "Not an order"), *OrderBasis.choices()],
        help_text="For DfE’s approval of a conversion; its letter names the section",
    )
    minister_approved_on = GovDateField(label="A minister approved it on", required=False)
    letter_sent_on = GovDateField(label="The letter was sent on", required=False)
    existing = forms.ModelChoiceField(
        Evidence.objects.none(),
        label="Or evidence that is kept already",
        required=False,
        empty_label="None of these",
    )

    consultation = forms.ModelChoiceField(
        Consultation.objects.none(),
        label="Which consultation does it follow?",
        required=False,
        empty_label="None of these",
    )
    response_report = ReportChoice(
        ResponseReport.objects.none(),
        label="Which response document was read?",
        required=False,
        empty_label="None of these",
    )
    considered = forms.CharField(
        label="How were the responses considered?",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Needed after a consultation. For example “All governors had the response document a week before; "
        "admissions and the uniform were discussed.”",
    )
    votes_for = votes_field("Votes for")
    votes_against = votes_field("Votes against")
    votes_abstained = votes_field("Abstentions")

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.project = project
        self._offer_consultations()
        self.fields["file"] = file_field(label="Minute or letter")
        self.fields["url"] = link_field()
        existing = self.fields["existing"]
        assert isinstance(existing, forms.ModelChoiceField)
        existing.queryset = Evidence.objects.standing().filter(project=project)
        if project.route == "transfer":
            for name in ("order_basis", "minister_approved_on", "letter_sent_on"):
                del self.fields[name]

    def _offer_consultations(self) -> None:
        """Those of the project; where it has none, nothing about them is asked."""
        consultation, report = self.fields["consultation"], self.fields["response_report"]
        assert isinstance(consultation, forms.ModelChoiceField)
        assert isinstance(report, forms.ModelChoiceField)
        consultation.queryset = self.project.consultations.all()
        report.queryset = self.project.response_reports.select_related("consultation")
        if not consultation.queryset.exists():
            for name in ("consultation", "response_report", "considered"):
                del self.fields[name]
        elif not report.queryset.exists():
            del self.fields["response_report"]

    @property
    def after(self) -> After:
        """The consultation that it follows."""
        return After(self.cleaned_data.get("consultation"), self.cleaned_data.get("response_report"))

    @property
    def deciding(self) -> Deciding:
        """The decision as it was entered."""
        data = self.cleaned_data
        said = NONE_DECLARED if data.get("declared") == NONE else data.get("interests") or ""
        return Deciding(
            body=data.get("body") or "",
            outcome=data.get("outcome") or "",
            decided_on=data.get("decided_on"),
            reason=data.get("reason") or "",
            interests=said,
            order_basis=data.get("order_basis") or "",
            minister_approved_on=data.get("minister_approved_on"),
            letter_sent_on=data.get("letter_sent_on"),
            conditions=conditions_in(data.get("conditions") or ""),
            considered=data.get("considered") or "",
            votes_for=data.get("votes_for"),
            votes_against=data.get("votes_against"),
            votes_abstained=data.get("votes_abstained"),
        )

    @property
    def shown(self) -> Shown:
        """What shows it."""
        data = self.cleaned_data
        given = Given(url=data.get("url") or "", file=data.get("file"))
        return Shown(given=given, existing=data.get("existing"))

    def weighing_fields(self) -> list[str]:
        """What is asked about a consultation, and the votes."""
        asked = ("consultation", "response_report", "considered")
        return [name for name in asked if name in self.fields]

    def vote_fields(self) -> list[str]:
        return ["votes_for", "votes_against", "votes_abstained"]

    def evidence_fields(self) -> list[str]:
        return ["file", "url", "existing"]

    def basis_fields(self) -> list[str]:
        return [name for name in ("order_basis",) if name in self.fields]

    def revoking_fields(self) -> list[str]:
        return [name for name in ("minister_approved_on", "letter_sent_on") if name in self.fields]
