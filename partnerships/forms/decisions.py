"""Recording a decision, correcting one, and removing one."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import HTML, Fieldset, Layout
from django import forms
from django.utils import timezone

from partnerships.actions.decisions import (
    After,
    Conditions,
    change_decision_problems,
    record_decision_problems,
    remove_decision_problems,
)
from partnerships.forms.base import GovForm, SeenVersion
from partnerships.forms.decision_fields import NONE, SOME, DecisionFields
from partnerships.forms.fields import GovDateField
from partnerships.models import Decision, User
from partnerships.rules.decisions import APPROVING, FINAL, LONGEST_CONDITION, NONE_DECLARED
from partnerships.rules.words import (
    DecisionBody,
    DecisionOutcome,
    OwnerRole,
    Phase,
)

OUTCOME_HINTS = {
    DecisionOutcome.CHANGES.value: "The proposal goes on, changed by what was heard. Say what changes.",
    DecisionOutcome.CONDITIONS.value: "Each condition becomes a milestone of the plan",
    DecisionOutcome.DEFERRED.value: "Not now: often more talks with those affected are asked for. Say what.",
    DecisionOutcome.DECLINED.value: "Rare and final",
    DecisionOutcome.WITHDRAWN.value: "The application or offer was taken back before it was decided",
    DecisionOutcome.REVOKED.value: "DfE takes back an academy order",
}


class DecisionForm(DecisionFields):
    """A decision to record. What is final is asked for a second time."""

    submit_label = "Record the decision"

    body = forms.ChoiceField(label="Who decided?", choices=DecisionBody.choices(), widget=forms.RadioSelect)
    outcome = forms.ChoiceField(
        label="What was decided?", choices=DecisionOutcome.choices(), widget=forms.RadioSelect
    )
    conditions = forms.CharField(
        label="Conditions",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=f"One on each line, at most {LONGEST_CONDITION} characters. Log it as done when it is met.",
    )
    phase = forms.ChoiceField(
        label="Part of the plan they belong to",
        required=False,
        choices=[("", "Where such conditions usually are"), *Phase.choices()],
    )
    due_on = GovDateField(label="Due", required=False, help_text="Leave empty if there is no date yet")
    owner = forms.ModelChoiceField(
        User.objects.none(), label="Owner", required=False, empty_label="Nobody in person"
    )
    owner_role = forms.ChoiceField(
        label="Owner’s role", required=False, choices=[("", "None"), *OwnerRole.choices()]
    )
    confirmed = forms.BooleanField(required=False, label="Yes, this is what was decided")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        outcome, owner = self.fields["outcome"], self.fields["owner"]
        assert isinstance(outcome, forms.ChoiceField)
        assert isinstance(owner, forms.ModelChoiceField)
        outcome.option_hints = OUTCOME_HINTS  # type: ignore[attr-defined]  # read by the template pack
        if self.project.route == "transfer":
            outcome.choices = [each for each in DecisionOutcome.choices() if each[0] != "revoked"]
        owner.queryset = User.objects.in_trust(self.project.trust_id)
        self.final = str(self.data.get("outcome") or "") in {each.value for each in FINAL}
        self.helper.layout = self._layout()
        if self.final:
            self.helper.inputs[0].field_classes += " govuk-button--warning"

    def _layout(self) -> Layout:
        parts: list[Any] = ["body", "outcome", "decided_on", "reason", "declared", "interests"]
        if self.weighing_fields():
            parts += [Fieldset("After a consultation", *self.weighing_fields())]
        parts += [Fieldset("Votes, if they were counted", *self.vote_fields())]
        parts += [Fieldset("Evidence", *self.evidence_fields())]
        parts += [Fieldset("Conditions", "conditions", "phase", "due_on", "owner", "owner_role")]
        if self.basis_fields():
            parts += [Fieldset("Academy order", *self.basis_fields())]
            parts += [Fieldset("Only for a revoked order", *self.revoking_fields())]
        if self.final:
            parts += [HTML(WARNING), "confirmed"]
        return Layout(*parts)

    @property
    def where(self) -> Conditions:
        """Where the conditions go."""
        data = self.cleaned_data
        return Conditions(
            data.get("phase") or "", data.get("due_on"), data.get("owner"), data.get("owner_role") or ""
        )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.add_problems(
                record_decision_problems(
                    project=self.project,
                    deciding=self.deciding,
                    shown=self.shown,
                    today=timezone.localdate(),
                    after=self.after,
                )
            )
        if not self.errors and self.final and not data.get("confirmed"):
            self.add_error("confirmed", ASK_AGAIN)
        return data


ASK_AGAIN = (
    "This is final, so check it and tick the box. If you chose a file, choose it again: browsers forget it."
)
WARNING = (
    '<div class="govuk-warning-text"><span class="govuk-warning-text__icon" aria-hidden="true">!</span>'
    '<strong class="govuk-warning-text__text"><span class="govuk-visually-hidden">Warning</span>'
    "A decision like this is rare and final. Once it is recorded, you will be asked whether the project ends."
    "</strong></div>"
)


class DecisionEditForm(SeenVersion, DecisionFields):
    """Corrects words, days and evidence; who decided and what stay as they are."""

    submit_label = "Save the decision"

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, decision: Decision, **kwargs: Any) -> None:
        self.decision = decision
        kwargs["initial"] = self._initial(decision) | (kwargs.get("initial") or {})
        super().__init__(*args, project=decision.project, **kwargs)
        parts: list[Any] = ["version", "decided_on", "reason", "declared", "interests"]
        if self.weighing_fields():
            parts += [Fieldset("After a consultation", *self.weighing_fields())]
        parts += [Fieldset("Votes, if they were counted", *self.vote_fields())]
        asks = decision.body == DecisionBody.DFE and decision.outcome in APPROVING
        if asks and self.basis_fields():
            parts += self.basis_fields()
        if decision.outcome == DecisionOutcome.REVOKED:
            parts += self.revoking_fields()
        self.fields["existing"].label = "Or other evidence that is kept already"
        self.helper.layout = Layout(*parts, Fieldset("Other evidence", *self.evidence_fields()))

    def _initial(self, decision: Decision) -> dict[str, Any]:
        none = decision.interests == NONE_DECLARED
        return {
            "version": decision.version,
            "decided_on": decision.decided_on,
            "reason": decision.reason,
            "declared": NONE if none else SOME,
            "interests": "" if none else decision.interests,
            "order_basis": decision.order_basis,
            "minister_approved_on": decision.minister_approved_on,
            "letter_sent_on": decision.letter_sent_on,
            "consultation": decision.consultation_id,
            "response_report": decision.response_report_id,
            "considered": decision.considered,
            "votes_for": decision.votes_for,
            "votes_against": decision.votes_against,
            "votes_abstained": decision.votes_abstained,
        }

    @property
    def after_or_same(self) -> After | None:
        """The consultation that it follows; None where the form did not ask."""
        return self.after if "consultation" in self.fields else None

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.add_problems(
                change_decision_problems(
                    decision=self.decision,
                    deciding=self.deciding,
                    shown=self.shown,
                    today=timezone.localdate(),
                    after=self.after_or_same,
                )
            )
        return data


class DecisionRemoveForm(GovForm, forms.Form):
    submit_label = "Remove the decision"

    why = forms.CharField(
        label="Why is it removed?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Enter why it is removed"},
        help_text="For example that it was recorded twice. It stays in the history.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.inputs[0].field_classes += " govuk-button--warning"

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.add_problems(remove_decision_problems(why=data["why"]))
        return data
