"""What stands around one milestone: what it waits for, and what waits for it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from partnerships.models import Milestone
from partnerships.reports.plan_rows import Row
from partnerships.rules.plan import effective_dependencies
from partnerships.rules.words import Route


@dataclass(frozen=True)
class Around:
    """Rows that must be done before a milestone, and rows that wait for it, each in the plan's order."""

    before: list[Row]
    after: list[Row]

    @property
    def open_before(self) -> int:
        """How many of what it waits for is not done."""
        return sum(not row.milestone.is_done for row in self.before)


def around(milestone: Milestone, today: dt.date) -> Around:
    """The neighbours of a milestone in its plan; what is not applicable passes on its own predecessors."""
    project = milestone.project
    route = Route(project.route) if project.route else None
    plan = list(project.milestones.exclude(code="").select_related("owner").in_plan_order())
    waits = {each.code: tuple(each.depends_on) for each in plan if each.occurrence == 1}
    really = effective_dependencies(waits, {each.code for each in plan if not each.in_plan})

    def row(each: Milestone) -> Row:
        return Row(each, today, route, {}, ended=project.is_ended)

    mine = set(really.get(milestone.code, ()))
    shown = [each for each in plan if each.in_plan and each.occurrence == 1 and each.pk != milestone.pk]
    first = milestone.occurrence == 1 and milestone.code != ""
    return Around(
        before=[row(each) for each in shown if each.code in mine],
        after=[row(each) for each in shown if first and milestone.code in really.get(each.code, ())],
    )
