"""The decisions of one project: what was decided, what shows it, and how far its conditions are met."""

from __future__ import annotations

from dataclasses import dataclass

from partnerships.models import Decision, Milestone, Project
from partnerships.rules.decisions import ending_of
from partnerships.rules.saying import say_day
from partnerships.rules.words import DecisionBody, DecisionOutcome, EndOutcome, OrderBasis

_COLOURS = {
    DecisionOutcome.APPROVED: "green",
    DecisionOutcome.CONDITIONS: "teal",
    DecisionOutcome.DEFERRED: "yellow",
}


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
    found = project.decisions.select_related("evidence", "milestone", "recorded_by").prefetch_related(
        "conditions"
    )
    return [DecisionRow(each, list(each.conditions.all())) for each in found]


def decisions_on(milestone: Milestone) -> list[DecisionRow]:
    """The decisions that a milestone is, the newest first."""
    found = milestone.decided_by.select_related("evidence", "recorded_by").prefetch_related("conditions")
    return [DecisionRow(each, list(each.conditions.all())) for each in found]
