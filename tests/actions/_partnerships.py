"""A partnership half-way, and how one stands, for tests of its actions."""

from __future__ import annotations

import datetime as dt

from partnerships.actions.partnerships import (
    record_event,
    start_partnership,
)
from partnerships.models import Partnership, Project, User
from partnerships.reports.partnership import facts_of_partnership
from partnerships.rules.partnership import state_of
from tests.plans import TODAY

START, END = dt.date(2026, 9, 1), dt.date(2027, 8, 31)


def half_way(plan: Project, manager: User) -> Partnership:
    """Half-way: agreed and signed before it began."""
    partnership = start_partnership(
        by=manager, school=plan.school, trust=plan.trust, starts_on=START, ends_on=END
    )
    for event, day in (("PAR-01", dt.date(2026, 7, 10)), ("PAR-03", dt.date(2026, 8, 20))):
        record_event(by=manager, partnership=partnership, event=event, on=day)
    return Partnership.objects.get()


def state(partnership: Partnership) -> str:
    return state_of(facts_of_partnership(Partnership.objects.get(pk=partnership.pk)), today=TODAY).value
