"""From when a project counts as stuck."""

from __future__ import annotations

from partnerships.actions._core import action, for_change, refuse_if, require
from partnerships.models import ChasingLimits, Group
from partnerships.models.people import User
from partnerships.permissions import May
from partnerships.rules.problems import Problem

MOST_DAYS = 999


def chasing_limits_problems(*, quiet_days: int, waiting_days: int) -> list[str]:
    """What is wrong with these numbers of days."""
    days = {"quiet_days": quiet_days, "waiting_days": waiting_days}
    return [
        Problem(f"Enter a number of days from 1 to {MOST_DAYS}.", about=name)
        for name, value in days.items()
        if not 1 <= value <= MOST_DAYS
    ]


@action
def set_chasing_limits(*, by: User, trust: Group, quiet_days: int, waiting_days: int) -> ChasingLimits:
    """Sets from when the trust counts a project as stuck: days without activity, days of waiting for somebody."""
    require(by.may(May.MANAGE_CALENDAR, trust.pk))
    refuse_if(chasing_limits_problems(quiet_days=quiet_days, waiting_days=waiting_days))
    for_change(Group, trust.pk)  # two who save for the first time at once
    limits = ChasingLimits.objects.filter(trust=trust).first() or ChasingLimits(trust=trust)
    if limits.pk is None or (limits.quiet_days, limits.waiting_days) != (quiet_days, waiting_days):
        limits.quiet_days, limits.waiting_days = quiet_days, waiting_days
        limits.save()
    return limits
