"""How a project stands before each of the three, from the database; and who has signed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from partnerships.models import Milestone, Project, SignOff
from partnerships.reports.checks import situation_of
from partnerships.rules.readiness import Condition, Readiness, Standing, readiness
from partnerships.rules.words import Gate, Status


def standing_of(project: Project, *, today: dt.date) -> Standing:
    """One project as the rules of readiness see it: four queries."""
    rows = Milestone.objects.filter(project=project, in_plan=True).order_by("position", "occurrence", "pk")
    plan = list(rows.values_list("pk", "title", "status", "decision_id"))
    every = [(Condition(title, status == Status.DONE, pk), decision) for pk, title, status, decision in plan]
    return Standing(
        situation=situation_of(project, today),
        joining_month=project.joining_month,
        joining_confirmed=project.joining_confirmed,
        opened_on=project.opened_on,
        on_hold_since=project.on_hold_since,
        trust_ukprn=project.trust.ukprn,
        conditions=[each for each, decision in every if decision is not None],
        unfinished=[each for each, _decision in every if not each.met],
    )


def readiness_of(project: Project, gate: Gate, *, today: dt.date) -> Readiness:
    """How the project stands before one of the three."""
    return readiness(gate, standing_of(project, today=today))


@dataclass(frozen=True)
class ReadyFor:
    """One of the three on the page. `signed` is the sign-off that stands; `earlier` those that were withdrawn."""

    found: Readiness
    signed: SignOff | None
    earlier: list[SignOff]

    @property
    def gate(self) -> Gate:
        return self.found.gate

    @property
    def unfinished_when_signed(self) -> list[str]:
        """What was signed all the same."""
        return [each["says"] for each in self.signed.items if not each["holds"]] if self.signed else []


def ready_page(project: Project, *, today: dt.date) -> list[ReadyFor]:
    """The three, each with its items and who signed; five queries."""
    standing = standing_of(project, today=today)
    signed = list(SignOff.objects.filter(project=project).select_related("signed_by", "withdrawn_by"))
    return [_ready_for(readiness(gate, standing), signed) for gate in Gate]


def _ready_for(found: Readiness, signed: list[SignOff]) -> ReadyFor:
    mine = [each for each in signed if each.gate == found.gate]
    return ReadyFor(
        found,
        next((each for each in mine if each.withdrawn_at is None), None),
        [each for each in mine if each.withdrawn_at is not None],
    )
