"""How a school's project stands before a spreadsheet is brought in; of a new one, how its plan will begin."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from partnerships.rules.words import HAPPENED, Phase, Status
from partnerships.rules.workbook.reading import tidy
from partnerships.rules.workbook.steps import MilestoneRef


class StandingMilestone(NamedTuple):
    """One milestone as it stands, or as a plan would have it."""

    code: str
    title: str
    phase: Phase
    due_on: date | None = None
    occurrence: int = 1
    fixed_on: date | None = None
    status: str = Status.NOT_STARTED.value
    done_on: date | None = None
    waiting_on: str = ""
    in_plan: bool = True
    # A person has said that it does not apply.
    taken_out: bool = False

    @property
    def has_happened(self) -> bool:
        return self.status in HAPPENED

    @property
    def ref(self) -> MilestoneRef:
        return MilestoneRef(self.code, self.occurrence) if self.code else MilestoneRef(own_title=self.title)


class StandingContact(NamedTuple):
    """One contact as it stands."""

    role: str
    name: str
    organisation: str = ""
    email: str = ""
    telephone: str = ""
    pk: int | None = None


# What a plan would hold on a route and with a joining month: the template's milestones, first occurrences only.
PlanOf = Callable[[str, date | None], Sequence[StandingMilestone]]


def _nothing(_route: str, _month: date | None, _outgoing: int | None) -> Sequence[str]:
    return ()


@dataclass(frozen=True)
class Standing:
    """A project, as far as spreadsheets can change it; without `project_id`, one that would be started."""

    plan_of: PlanOf
    project_id: int | None = None
    version: int | None = None
    route: str = ""
    outgoing_id: int | None = None
    joining_month: date | None = None
    confirmed: bool = False
    # The newest month it ever had, where it has none now.
    last_known: date | None = None
    lead_id: int | None = None
    confidential: bool = False
    milestones: tuple[StandingMilestone, ...] = ()
    # Texts of notes with the milestone that they are on, or None.
    notes: frozenset[tuple[MilestoneRef | None, str]] = frozenset()
    contacts: tuple[StandingContact, ...] = ()
    # What is offered where the sheet names no route, with why: ("voluntary", "The school is maintained …").
    proposed: tuple[str, str] = ("", "")
    # What stands in the way of starting it on a route, with a month and an outgoing trust.
    start_problems: Callable[[str, date | None, int | None], Sequence[str]] = _nothing

    @property
    def is_new(self) -> bool:
        return self.project_id is None

    def with_plan(self, route: str, month: date | None) -> Plan:
        """Its milestones on this route and with this month, by code and, of the team's own, by tidied title."""
        if not self.is_new and (route, month) == (self.route, self.joining_month):
            return Plan(self.milestones)
        there = {(each.code, each.occurrence): each for each in self.milestones}
        planned = self.plan_of(route, month)
        own = [each for each in self.milestones if not each.code]
        return Plan([*(_kept(each, there.get((each.code, each.occurrence))) for each in planned), *own])


class Plan:
    """Milestones to be found by code or title."""

    def __init__(self, milestones: Sequence[StandingMilestone]) -> None:
        self.all = list(milestones)
        self.by_code = {each.code: each for each in milestones if each.code and each.occurrence == 1}
        self.own = {tidy(each.title): each for each in milestones if not each.code}


def _kept(planned: StandingMilestone, standing: StandingMilestone | None) -> StandingMilestone:
    """The milestone that is there already, due when the new plan says unless it is done or has a date of its own."""
    if standing is None:
        return planned
    stays = standing.has_happened or standing.fixed_on is not None
    in_plan = not standing.taken_out and (planned.in_plan or standing.status != Status.NOT_STARTED)
    return standing._replace(due_on=standing.due_on if stays else planned.due_on, in_plan=in_plan)
