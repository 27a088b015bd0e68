"""The working list of each kind of consultation: its steps in order, which milestones they are, and the usual gaps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from partnerships.rules.consultation_words import ConsultationKind, StepKind
from partnerships.rules.dates import due_date
from partnerships.rules.words import DecisionBody, Route, Word

OPENS, CLOSES = StepKind.OPENING, StepKind.CLOSING


class Family(Word):
    """Kinds that are the same milestones of the plan; one consultation of each family feeds it."""

    JOINING = "joining", "Consultation on joining"
    FOUNDATION = "foundation", "Foundation and consents"
    TUPE = "tupe", "TUPE"


FAMILY_OF: Mapping[ConsultationKind, Family] = {
    ConsultationKind.STATUTORY: Family.JOINING,
    ConsultationKind.ENGAGEMENT: Family.JOINING,
    ConsultationKind.INFORMATION: Family.JOINING,
    ConsultationKind.FOUNDATION: Family.FOUNDATION,
    ConsultationKind.TUPE: Family.TUPE,
}


def kinds_of_family(kind: ConsultationKind) -> tuple[ConsultationKind, ...]:
    """This kind, and those that are the same milestones."""
    return tuple(each for each, family in FAMILY_OF.items() if family is FAMILY_OF[kind])


@dataclass(frozen=True)
class Step:
    """One step of a working list.

    `codes` are the milestones that it may be, the first that the plan has; none makes it a step of the
    consultation's own. It is usually due `days` after the opening or the closing (`since`).
    """

    kind: StepKind
    since: StepKind
    days: int
    codes: tuple[str, ...] = ()
    title: str = ""

    @property
    def words(self) -> str:
        return self.title or self.kind.label


# The gaps are those of the shipped plan's milestones where a step is one; the others are usual practice.
_BEFORE = (
    Step(StepKind.PLAN, OPENS, -28, ("CON-01",)),
    Step(StepKind.DOCUMENT, OPENS, -14, ("CON-02",)),
    Step(StepKind.BRIEFING, OPENS, -7, ("CON-03",)),
    Step(StepKind.NOTICE, OPENS, 0),
    Step(StepKind.OPENING, OPENS, 0, ("CON-04",)),
    Step(StepKind.LETTERS, OPENS, 0),
    Step(StepKind.MEETINGS, OPENS, 21, ("CON-05",)),
    Step(StepKind.REMINDER, CLOSES, -7),
    Step(StepKind.CLOSING, CLOSES, 0, ("CON-06",)),
    Step(StepKind.ANALYSIS, CLOSES, 14),
    Step(StepKind.REPLY, CLOSES, 21, ("CON-07",)),
    Step(StepKind.EQUALITY, CLOSES, 21, ("CON-08",)),
)
_DECIDED = (
    Step(StepKind.CONSIDERATION, CLOSES, 28),
    Step(StepKind.DECISION, CLOSES, 35, ("CON-12", "CON-13")),
)
_FOUNDATION = (
    Step(StepKind.PLAN, OPENS, -14, title="Find out who has to be asked and who has to consent"),
    Step(StepKind.DOCUMENT, OPENS, -7, title="Letter to the foundation approved"),
    Step(StepKind.OPENING, OPENS, 0),
    Step(StepKind.LETTERS, OPENS, 0),
    Step(StepKind.REMINDER, CLOSES, -7),
    Step(StepKind.CLOSING, CLOSES, 0),
    Step(StepKind.CONSULTED, CLOSES, 0, ("CON-09",)),
    Step(StepKind.CONSENT, CLOSES, 28, ("CON-10",)),
)
_TUPE = (
    Step(StepKind.EMPLOYER, OPENS, -28, ("OPS-02",)),
    Step(StepKind.MEASURES, OPENS, -7, ("OPS-03",)),
    Step(StepKind.OPENING, OPENS, 0, ("OPS-04",)),
    Step(StepKind.LETTERS, OPENS, 0),
    Step(StepKind.MEETINGS, OPENS, 14),
    Step(StepKind.CLOSING, CLOSES, 0, ("OPS-05",)),
    Step(StepKind.REPLY, CLOSES, 7, title="Questions answered in writing"),
    Step(StepKind.LIABILITY, CLOSES, 21, ("OPS-06",)),
)
STEPS: Mapping[ConsultationKind, tuple[Step, ...]] = {
    ConsultationKind.STATUTORY: _BEFORE + _DECIDED,
    ConsultationKind.ENGAGEMENT: _BEFORE + _DECIDED,
    ConsultationKind.INFORMATION: _BEFORE,
    ConsultationKind.FOUNDATION: _FOUNDATION,
    ConsultationKind.TUPE: _TUPE,
}
# Milestones that are a step of some kind of consultation.
CODES = frozenset(code for steps in STEPS.values() for step in steps for code in step.codes)
# What a record of the window rests on: it may wait, but never be left out.
NEVER_LEFT_OUT = frozenset({OPENS, CLOSES})


def steps_of(kind: str) -> tuple[Step, ...]:
    """The working list of this kind of consultation, in order."""
    return STEPS[ConsultationKind(kind)]


def step_of(kind: str, step: str) -> Step | None:
    """This step of this kind's list; None for a team's own."""
    return next((each for each in steps_of(kind) if each.kind == step), None)


def milestone_for(step: Step, in_plan: Iterable[str]) -> str:
    """The code of the milestone that the step is, where the plan has one of its codes; else ""."""
    there = set(in_plan)
    return next((code for code in step.codes if code in there), "")


def usual_day(step: Step, *, opens: date | None, closes: date | None) -> date | None:
    """When a step is usually due in this window; None while the day that it is counted from is not known."""
    since = opens if step.since is OPENS else closes
    day = due_date(since, step.days)
    if day is None:
        return None
    if step.kind is StepKind.MEETINGS and closes is not None:
        return min(day, closes)
    return max(day, opens) if step.kind is StepKind.REMINDER and opens is not None else day


def deciding_body(kind: str, route: Route | None) -> DecisionBody | None:
    """Who decides after a consultation of this kind; None where nothing is decided after it."""
    if kind == ConsultationKind.FOUNDATION:
        return DecisionBody.DIOCESE
    if kind not in (ConsultationKind.STATUTORY, ConsultationKind.ENGAGEMENT):
        return None
    return DecisionBody.SAT_BOARD if route is Route.TRANSFER else DecisionBody.GOVERNING_BODY
