"""Putting a project on hold, and resuming it with its joining month looked at again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.utils import timezone

from partnerships.actions._core import action, for_change, refuse_if, require
from partnerships.actions.joining import joining_month_problems, joining_reason_problems, set_joining_month
from partnerships.models import Hold, Project
from partnerships.models.people import User
from partnerships.permissions import May
from partnerships.rules.problems import Problem
from partnerships.rules.saying import say_day


def hold_project_problems(*, project: Project, since: dt.date, why: str) -> list[Problem]:
    """What stands in the way of putting the project on hold since this day."""
    problems = []
    if project.is_ended:
        problems.append(Problem("This project has ended. Reopen it first."))
    if project.on_hold_since is not None:
        problems.append(Problem(f"This project is on hold already, since {say_day(project.on_hold_since)}."))
    if since > timezone.localdate():
        problems.append(Problem("The day since which it is on hold cannot be in the future.", about="since"))
    last = project.holds.exclude(resumed_on=None).order_by("-resumed_on").first()
    if last is not None and last.resumed_on is not None and since < last.resumed_on:
        resumed = f"It was resumed on {say_day(last.resumed_on)}. Enter that day or a later one."
        problems.append(Problem(resumed, about="since"))
    if not why.strip():
        problems.append(Problem("Enter why it is on hold; every page of the project shows it.", about="why"))
    return problems


@action
def hold_project(*, by: User, project: Project, since: dt.date, why: str) -> Project:
    """Puts the project on hold. Nothing of it counts as late meanwhile; what happens can still be logged."""
    project = for_change(Project, project.pk)
    require(by.may(May.HOLD_PROJECT, project))
    refuse_if(hold_project_problems(project=project, since=since, why=why))
    Hold.objects.create(project=project, since=since, reason=why.strip(), by=by)
    project.on_hold_since = since
    project.version += 1
    project.save()
    return project


def resume_project_problems(
    *, project: Project, month: dt.date | None, confirmed: bool, reasons: Mapping[str, str]
) -> list[str]:
    """What stands in the way of resuming the project with this joining month.

    The month that it has may be kept; another one needs its reasons, as every change of the month does.
    """
    if not project.is_on_hold:
        return ["This project is not on hold."]
    if _keeps_the_month(project, month, confirmed):
        return []
    found = joining_month_problems(project=project, month=month, confirmed=confirmed)
    return found or joining_reason_problems(
        project=project, month=month, confirmed=confirmed, reasons=reasons
    )


@action
def resume_project(
    *,
    by: User,
    project: Project,
    month: dt.date | None,
    confirmed: bool,
    reasons: Mapping[str, str] | None = None,
) -> Project:
    """Takes the project off hold, with the joining month that it has or another one.

    `reasons` are {code of rules.joining_reasons: its words}, wanted where the month moves.
    """
    project = for_change(Project, project.pk)
    require(by.may(May.HOLD_PROJECT, project))
    given = dict(reasons or {})
    refuse_if(resume_project_problems(project=project, month=month, confirmed=confirmed, reasons=given))
    _end_hold(project, by)
    keeps = _keeps_the_month(project, month, confirmed)
    project.on_hold_since = None
    project.version += 1
    project.save()
    if keeps:
        return project
    return set_joining_month(by=by, project=project, month=month, confirmed=confirmed, reasons=given)


def _end_hold(project: Project, by: User) -> None:
    for hold in project.holds.filter(resumed_on=None):
        hold.resumed_on, hold.resumed_by = timezone.localdate(), by
        hold.save()


def _keeps_the_month(project: Project, month: dt.date | None, confirmed: bool) -> bool:
    return (month, confirmed) == (project.joining_month, project.joining_confirmed)
