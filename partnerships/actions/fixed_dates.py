"""A milestone with a date of its own: it stays when the joining month moves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from partnerships.actions._core import action, for_change, refuse_if, require, save_many, who_was_faster
from partnerships.actions.plans import lock_plan, sync_plan
from partnerships.models import Milestone, Project
from partnerships.models.people import User
from partnerships.permissions import May
from partnerships.rules.problems import Problem


def fix_date_problems(*, milestone: Milestone, on: dt.date | None, reason: str) -> list[str]:
    """What stands in the way of fixing the milestone to this day. Days in the past are allowed."""
    if milestone.has_happened:
        return ["This milestone is done, so its date no longer moves."]
    if milestone.is_own_row:
        return ["This row is the team's own. Its date does not move; change the row instead."]
    problems = []
    if on is None:
        problems.append(Problem("Enter the date to which it is fixed.", about="on"))
    if not reason.strip():
        problems.append(Problem("Enter why the date is fixed.", about="reason"))
    if on is not None and (on, reason.strip()) == (milestone.fixed_on, milestone.fixed_reason):
        problems.append(Problem("The date is already fixed to this day.", about="on"))
    return list(problems)


@action
def fix_date(
    *,
    by: User,
    milestone: Milestone,
    on: dt.date | None,
    reason: str,
    expected_version: int | None = None,
) -> Milestone:
    """Fixes the milestone to this day: it no longer moves with the joining month."""
    project, milestone = _open(by, milestone, expected_version)
    refuse_if(fix_date_problems(milestone=milestone, on=on, reason=reason))
    return _set_fixed(by, project, milestone, on, reason)


@action
def fix_dates(*, by: User, project: Project, days: Mapping[int, tuple[dt.date, str]]) -> list[Milestone]:
    """Fixes several milestones of one project, {key: (day, why)}; the plan is worked out once."""
    project = for_change(Project, project.pk)
    require(by.may(May.LOG_PROGRESS, project))
    lock_plan(project)
    found = list(project.milestones.filter(pk__in=days).order_by("pk"))
    for each in found:
        on, reason = days[each.pk]
        refuse_if(fix_date_problems(milestone=each, on=on, reason=reason))
        each.fixed_on, each.fixed_reason, each.due_on = on, reason.strip(), on
        each.version += 1
    save_many(found, ["fixed_on", "fixed_reason", "due_on", "version"])
    sync_plan(by=by, project=project)
    return found


def unfix_date_problems(*, milestone: Milestone) -> list[str]:
    """What stands in the way of letting the date move again."""
    return [] if milestone.fixed_on is not None else ["The date of this milestone is not fixed."]


@action
def unfix_date(*, by: User, milestone: Milestone, expected_version: int | None = None) -> Milestone:
    """Lets the milestone's date follow the plan again."""
    project, milestone = _open(by, milestone, expected_version)
    refuse_if(unfix_date_problems(milestone=milestone))
    return _set_fixed(by, project, milestone, None, "")


def _open(by: User, milestone: Milestone, expected_version: int | None) -> tuple[Project, Milestone]:
    """Both as they are now, locked, if this person may log there and nobody was faster."""
    project = for_change(Project, milestone.project_id)
    require(by.may(May.LOG_PROGRESS, project))
    milestone = for_change(Milestone, milestone.pk)
    refuse_if(who_was_faster(milestone, expected_version, what="this milestone"))
    return project, milestone


def _set_fixed(
    by: User, project: Project, milestone: Milestone, on: dt.date | None, reason: str
) -> Milestone:
    milestone.fixed_on, milestone.fixed_reason = on, reason.strip()
    if on is not None:
        milestone.due_on = on
    milestone.version += 1
    milestone.save()
    sync_plan(by=by, project=project)
    milestone.refresh_from_db()
    return milestone
