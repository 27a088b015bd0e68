"""What is read of projects and their milestones to forecast and rate them: plain values, no objects of the database."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from partnerships.models import Milestone, Project
from partnerships.rules.checks.days import LIABILITY_DAYS, NAME_DAYS
from partnerships.rules.network import Step
from partnerships.rules.plan import effective_dependencies
from partnerships.rules.saying import say_day
from partnerships.rules.words import HAPPENED, Anchor

# How many days before opening something must be finished; a day where nothing else is said.
LEAST_BEFORE: Mapping[str, int] = {"OPS-06": LIABILITY_DAYS, "OPS-07": NAME_DAYS}


class Row(NamedTuple):
    """What is read of a milestone."""

    project_id: int
    pk: int
    code: str
    occurrence: int
    position: int
    title: str
    anchor: str
    days: int | None
    due_on: dt.date | None
    fixed_on: dt.date | None
    takes_days: int | None
    depends_on: list[str]
    in_plan: bool
    status: str
    done_on: dt.date | None
    decision_id: int | None

    @property
    def key(self) -> str:
        """What the forecast calls it: its code, with the number of a later occurrence; else its own number."""
        if not self.code:
            return f"#{self.pk}"
        return self.code if self.occurrence == 1 else f"{self.code}/{self.occurrence}"

    @property
    def has_happened(self) -> bool:
        """Done, whether or not it counts already."""
        return self.status in HAPPENED

    @property
    def place(self) -> int | None:
        return self.days if self.anchor == Anchor.JOINING else None


class Line(NamedTuple):
    """What is read of a project."""

    pk: int
    trust_id: int
    joining_month: dt.date | None
    ended_on: dt.date | None
    on_hold_since: dt.date | None
    opened_on: dt.date | None

    @property
    def is_going_on(self) -> bool:
        """Neither ended nor on hold."""
        return self.ended_on is None and self.on_hold_since is None

    @property
    def why_none(self) -> str:
        """Why there is no forecast, in a sentence; empty where there is one."""
        if self.ended_on is not None:
            return "This project has ended, so there is no forecast."
        if self.opened_on is not None:
            return f"The school opened on {say_day(self.opened_on)}."
        if self.on_hold_since is not None:
            return (
                f"On hold since {say_day(self.on_hold_since)}: there is no forecast until the work resumes."
            )
        return ""


def steps_of(rows: Sequence[Row]) -> list[Step]:
    """The plan's milestones as the forecast takes them; what is not in the plan passes on what it waits for."""
    waits = {row.key: tuple(row.depends_on) for row in rows}
    really = effective_dependencies(waits, [row.key for row in rows if not row.in_plan])
    return [
        Step(
            key=row.key,
            title=row.title,
            planned=row.due_on or row.fixed_on,
            done=row.has_happened,
            done_on=row.done_on,
            waits_for=really[row.key],
            takes=row.takes_days,
            place=row.place,
            # A condition of a decision has no place in the template, and nothing opens before it is met.
            blocking=row.decision_id is not None or (row.place is not None and row.place < 0),
            least_before=LEAST_BEFORE.get(row.code, 1),
            fixed=row.fixed_on is not None,
        )
        for row in rows
        if row.in_plan
    ]


def read_lines(projects: Collection[int]) -> list[Line]:
    """These projects, those that are there: one query."""
    found = Project.objects.filter(pk__in=projects).order_by()
    return [Line(*row) for row in found.values_list(*Line._fields)]


def read_plans(projects: Collection[int]) -> Mapping[int, list[Row]]:
    """Their milestones in plan order, those that are not in the plan too: one query."""
    plans: dict[int, list[Row]] = defaultdict(list)
    found = Milestone.objects.filter(project__in=projects).order_by().values_list(*Row._fields)
    for row in map(Row._make, found.iterator(chunk_size=5000)):
        plans[row.project_id].append(row)
    for rows in plans.values():
        rows.sort(key=lambda row: (row.position, row.occurrence, row.pk))
    return plans
