"""The decisions of one project: what was decided, what shows it, and how far its conditions are met."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from partnerships.models import Consultation, Decision, Milestone, Project
from partnerships.rules.consultation_words import StepKind
from partnerships.rules.decisions import MILESTONE_OF, ending_of
from partnerships.rules.numbers import whole_number
from partnerships.rules.saying import say_day
from partnerships.rules.words import DecisionBody, DecisionOutcome, EndOutcome, OrderBasis

_COLOURS = {
    DecisionOutcome.APPROVED: "green",
    DecisionOutcome.CONDITIONS: "teal",
    DecisionOutcome.CHANGES: "teal",
    DecisionOutcome.DEFERRED: "yellow",
}
# A decision is recorded, not ticked; consent may be either.
DECIDED_BY = frozenset({StepKind.DECISION, StepKind.CONSENT})
# What a line names.
_NAMED = ("evidence", "milestone", "recorded_by", "consultation", "response_report")


@dataclass(frozen=True)
class DecisionRow:
    """One decision with what its line says. `conditions` are the milestones that came of it."""

    decision: Decision
    conditions: list[Milestone]

    @property
    def body(self) -> str:
        return DecisionBody(self.decision.body).label

    @property
    def outcome(self) -> str:
        return DecisionOutcome(self.decision.outcome).label

    @property
    def colour(self) -> str:
        """The tag's colour; its words say the same."""
        return _COLOURS.get(DecisionOutcome(self.decision.outcome), "red")

    @property
    def basis(self) -> str:
        return OrderBasis(self.decision.order_basis).label if self.decision.order_basis else ""

    @property
    def met(self) -> int:
        """How many of its conditions are done and count."""
        return sum(each.is_done for each in self.conditions)

    @property
    def conditions_words(self) -> str:
        """ "1 of 3 conditions met"; empty without any."""
        count = len(self.conditions)
        return f"{self.met} of {count} condition{'' if count == 1 else 's'} met" if count else ""

    @property
    def votes_words(self) -> str:
        """ "9 for, 2 against, 1 abstained"; empty where no votes were recorded."""
        decision = self.decision
        if decision.votes_for is None:
            return ""
        away = f", {decision.votes_abstained} abstained" if decision.votes_abstained is not None else ""
        return f"{decision.votes_for} for, {decision.votes_against} against{away}"

    @property
    def revoked_words(self) -> str:
        """The two steps that came before a revoked order."""
        decision = self.decision
        if decision.minister_approved_on is None or decision.letter_sent_on is None:
            return ""
        minister, letter = say_day(decision.minister_approved_on), say_day(decision.letter_sent_on)
        return f"Approved by a minister on {minister}; letter sent on {letter}"

    @property
    def ending(self) -> EndOutcome | None:
        """How the project would end after it; None where it goes on."""
        return ending_of(self.decision.body, self.decision.outcome)


def decision_rows(project: Project) -> list[DecisionRow]:
    """Every decision, the newest first; the same few queries however many there are."""
    found = project.decisions.select_related(*_NAMED).prefetch_related("conditions")
    return [DecisionRow(each, list(each.conditions.all())) for each in found]


def decisions_on(milestone: Milestone) -> list[DecisionRow]:
    """The decisions that a milestone is, the newest first."""
    found = milestone.decided_by.select_related(*_NAMED).prefetch_related("conditions")
    return [DecisionRow(each, list(each.conditions.all())) for each in found]


def decisions_after(consultation: Consultation) -> list[DecisionRow]:
    """What was decided after a consultation, the newest first: for it, or on the milestone that its decision is."""
    kinds = [kind.value for kind in DECIDED_BY]
    tied = consultation.steps.filter(kind__in=kinds).exclude(milestone=None).values("milestone_id")
    every = Decision.objects.filter(project_id=consultation.project_id)
    found = (every.filter(consultation=consultation) | every.filter(milestone__in=tied)).select_related(
        *_NAMED
    )
    return [DecisionRow(each, list(each.conditions.all())) for each in found.prefetch_related("conditions")]


def known_of_consultation(project: Project, body: str, key: str) -> dict[str, Any]:
    """What a form to record a decision starts with: the consultation that the address names, or the one that the
    body's milestone belongs to, and the newest version of its response document.
    """
    mine = project.consultations.filter(stopped_on=None)
    number = whole_number(key)
    found = mine.filter(pk=number).first() if number is not None else None
    if found is None and DecisionBody.has(body):
        code = MILESTONE_OF[DecisionBody(body)]
        found = mine.filter(steps__milestone__code=code, steps__milestone__in_plan=True).first()
    if found is None:
        return {}
    return {"consultation": found.pk, "response_report": found.reports.values_list("pk", flat=True).first()}
