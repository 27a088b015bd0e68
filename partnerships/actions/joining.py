"""When a school joins: set, move, confirm or take away the month, for reasons that are kept for ever."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from partnerships.actions._core import (
    action,
    create_many,
    explain,
    for_change,
    lock_project,
    refuse_if,
    require,
    who_was_faster,
)
from partnerships.actions.plans import sync_plan
from partnerships.models import FirstAgreedDate, JoiningChange, JoiningReason, Project
from partnerships.models._tracking import current_call
from partnerships.models.people import User
from partnerships.permissions import May
from partnerships.rules.joining_reasons import Direction, direction_of, reason_problems, say_reasons
from partnerships.rules.problems import Problem
from partnerships.rules.routes import joining_problems
from partnerships.rules.words import Route


def joining_direction(*, project: Project, month: dt.date | None, confirmed: bool) -> Direction:
    """Which way this would move the project's joining month; it decides which reasons may be given."""
    return direction_of(
        project.joining_month, month, last_known=_last_known_month(project), confirmed_now=confirmed
    )


def _last_known_month(project: Project) -> dt.date | None:
    if project.joining_month is not None:
        return project.joining_month
    months = project.joining_changes.order_by("-pk").values_list("to_month", "from_month")
    return next((to or start for to, start in months if to or start), None)


def joining_month_problems(*, project: Project, month: dt.date | None, confirmed: bool) -> list[str]:
    """What stands in the way of this joining month, whatever its reasons.

    Months in the past are allowed: things are entered late, and DfE dropped its own rule against them.
    """
    problems = [Problem(each, about="month") for each in joining_problems(month)]
    if month is None and confirmed:
        problems.append(Problem("Enter the month that is confirmed.", about="month"))
    if month == project.joining_month and confirmed == project.joining_confirmed:
        already = f"This is already the {project.event} date" if month else "There is no date yet already"
        problems.append(Problem(f"{already}. Choose another month, or leave it as it is.", about="month"))
    return list(problems)


def joining_reason_problems(
    *, project: Project, month: dt.date | None, confirmed: bool, reasons: Mapping[str, str]
) -> list[str]:
    """What is wrong with the reasons, {code: words}, for moving to this month."""
    direction = joining_direction(project=project, month=month, confirmed=confirmed)
    return reason_problems(direction, Route(project.route) if project.route else None, reasons)


@action
def set_joining_month(
    *,
    by: User,
    project: Project,
    month: dt.date | None,
    confirmed: bool = False,
    reasons: Mapping[str, str] | None = None,
    why: str = "",
    expected_version: int | None = None,
) -> Project:
    """Sets, moves, confirms or takes away the joining month; the change itself is kept for ever.

    `reasons` are {code of rules.joining_reasons: its words}, at least one for every move. `why` is what one may say
    of a first month or a confirmation.
    """
    project = for_change(Project, project.pk)
    require(by.may(May.CHANGE_PROJECT, project))
    refuse_if(who_was_faster(project, expected_version, what="this project"))
    given = {code: words.strip() for code, words in (reasons or {}).items()}
    refuse_if(joining_month_problems(project=project, month=month, confirmed=confirmed))
    refuse_if(joining_reason_problems(project=project, month=month, confirmed=confirmed, reasons=given))
    explain(say_reasons(given))
    before = project.joining_month
    project.joining_month, project.joining_confirmed = month, confirmed
    project.version += 1
    first_agreed = mark_first_agreed(project)
    project.save()
    record_joining(project, by, before, why=why, reasons=given)
    sync_plan(by=by, project=project)
    if first_agreed:
        keep_first_agreed(project)
    return project


def record_joining(
    project: Project,
    by: User,
    before: dt.date | None,
    *,
    why: str = "",
    reasons: Mapping[str, str] | None = None,
) -> None:
    """Adds the row that tells of the change from `before` to what the project has now. For actions only."""
    call = current_call.get()
    change = JoiningChange.objects.create(
        project=project,
        by=by,
        from_month=before,
        to_month=project.joining_month,
        confirmed=project.joining_confirmed,
        why=why.strip(),
        call=call.id if call else None,
    )
    given = (reasons or {}).items()
    create_many(
        [JoiningReason(project=project, change=change, reason=code, text=text) for code, text in given]
    )


def mark_first_agreed(project: Project) -> bool:
    """Gives the project its first agreed month where this is the first confirmed one; the caller saves it."""
    if not project.joining_confirmed or project.first_agreed_month is not None:
        return False
    project.first_agreed_month = project.joining_month
    return True


def keep_first_agreed(project: Project) -> None:
    """Keeps when every milestone of the plan is due now, as the first confirmed plan. For actions only, once."""
    FirstAgreedDate.objects.bulk_create(
        FirstAgreedDate(
            project=project,
            milestone=each,
            code=each.code,
            occurrence=each.occurrence,
            title=each.title,
            due_on=each.due_on,
        )
        for each in project.milestones.in_plan().in_plan_order()
    )


def may_correct(by: User, reason: JoiningReason) -> bool:
    """Whether these are this person's own words, on a project that they may still change."""
    return reason.change.by_id == by.pk and by.may(May.CHANGE_PROJECT, reason.project)


def correct_reason_problems(*, text: str) -> list[str]:
    """What is wrong with the corrected words."""
    return [] if text.strip() else [Problem("Enter the words of the reason.", about="text")]


@action
def correct_joining_reason(*, by: User, reason: JoiningReason, text: str) -> JoiningReason:
    """Corrects the words of a reason that one has given. Which reason it was stays, and history keeps the old words."""
    lock_project(reason.project_id)
    reason = for_change(JoiningReason, reason.pk)
    require(may_correct(by, reason))
    refuse_if(correct_reason_problems(text=text))
    reason.text = text.strip()
    reason.save()
    return reason
