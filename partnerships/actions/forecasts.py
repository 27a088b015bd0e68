"""Keeps what is worked out about each project, its forecast and rating, as new as the last change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.utils import timezone

from partnerships.actions._core import action
from partnerships.models import Project, ProjectForecast
from partnerships.models._tracking import current_call
from partnerships.models.people import User
from partnerships.reports.activity import last_active
from partnerships.reports.forecast import Outlook, outlooks
from partnerships.rules.activity import NOT_WORK

_WORKED_OUT = ("made_on", "month", "months_late", "reason", "chain", "chase", "rating", "rating_reasons")


@action
def refresh_forecasts(
    *, by: User | None = None, projects: Collection[int], on: dt.date, active_at: dt.datetime | None = None
) -> int:
    """Works the forecasts of these projects out as of `on` and stores them; returns how many.

    `active_at` is when somebody did something in all of them; without it, history is asked. The rows are locked
    before the plans are read, so that of two that work out the same project the second reads what the first wrote.
    """
    keys = sorted(Project.objects.filter(pk__in=projects).values_list("pk", flat=True))
    _lock(keys, on)
    active = dict.fromkeys(keys, active_at) if active_at else last_active(keys)
    rows = [_row(each, active.get(key)) for key, each in sorted(outlooks(keys, today=on).items())]
    ProjectForecast.objects.bulk_create(
        rows,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["project"],
        update_fields=[*_WORKED_OUT, "active_at"],
    )
    return len(rows)


def settle_forecasts(projects: frozenset[int]) -> None:
    """Run at the end of whatever touched these projects (`at_the_end`)."""
    call = current_call.get()
    by_person = call is not None and call.by is not None and call.action not in NOT_WORK
    now = timezone.now() if by_person else None
    refresh_forecasts(by=None, projects=projects, on=timezone.localdate(), active_at=now)


def _lock(keys: Collection[int], on: dt.date) -> None:
    """Makes the rows where there are none yet, and holds them all until the transaction ends."""
    mine = ProjectForecast.objects.filter(pk__in=keys).order_by("pk")
    if len(mine.select_for_update(of=("self",), no_key=True).values_list("pk")) < len(keys):
        new = [ProjectForecast(project_id=key, made_on=on) for key in keys]
        ProjectForecast.objects.bulk_create(new, batch_size=500, ignore_conflicts=True)
        len(mine.select_for_update(of=("self",), no_key=True).values_list("pk"))


def _row(outlook: Outlook, active_at: dt.datetime | None) -> ProjectForecast:
    found, rated = outlook.forecast, outlook.rated
    return ProjectForecast(
        project_id=outlook.project_id,
        made_on=outlook.today,
        active_at=active_at,
        month=found.opening if found else None,
        months_late=found.months_late if found else 0,
        reason=outlook.words,
        chain=outlook.keys_of(found.holding.keys) if found else [],
        chase=outlook.keys_of(found.chase) if found else [],
        rating=rated.rating if rated else "",
        rating_reasons=list(rated.reasons) if rated else [],
    )
