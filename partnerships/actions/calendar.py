"""Keeping DfE's deadlines. Every plan that a deadline is about follows in the same call."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import IntegrityError, transaction

from partnerships.actions._core import (
    Refused,
    action,
    create_many,
    for_change,
    lock_projects,
    refuse_if,
    require,
    save_many,
    who_was_faster,
)
from partnerships.actions.plans import anchors_with
from partnerships.models import DfeDeadline, Group, Milestone, Partnership, Project
from partnerships.models.people import User
from partnerships.permissions import May
from partnerships.reports.calendar import calendars_for, deadline_titles
from partnerships.rules.calendar import due_of
from partnerships.rules.dates import is_first_of_month
from partnerships.rules.problems import Problem
from partnerships.rules.saying import say_day, say_month
from partnerships.rules.words import Anchor, Applies

# DfE's deadlines for a month lie in the three years before it and the two after; anything else is a slip of the pen.
_EARLIEST, _LATEST = dt.timedelta(days=3 * 366), dt.timedelta(days=2 * 366)


@dataclass(frozen=True)
class Moved:
    """What a change of deadlines moved, as far as the person who made it sees the projects."""

    milestones: int = 0
    projects: int = 0


def may_keep_deadlines(by: User, trust_id: int | None) -> bool:
    """A trust's administrators keep its own deadlines, site administrators those that all trusts share."""
    return by.may(May.SITE_MANAGE_CALENDAR) if trust_id is None else by.may(May.MANAGE_CALENDAR, trust_id)


def source_problems(url: str) -> list[str]:
    """What is wrong with the link to where DfE says so; none is allowed."""
    if not url:
        return []
    try:
        URLValidator(schemes=["https"])(url)
    except ValidationError:
        return [Problem("Enter a link that begins with https://.", about="source_url")]
    return []


def deadline_problems(*, month: dt.date, code: str, on: dt.date, titles: Mapping[str, str]) -> list[str]:
    """What is wrong with a deadline. `titles` are the milestones that can have one, by code."""
    if code not in titles:
        return [Problem(f"“{code}” is no milestone that can have a deadline.", about="code")]
    if not is_first_of_month(month):
        return [Problem("A school joins on the first of a month. Enter a month and a year.", about="month")]
    if not month - _EARLIEST <= on <= month + _LATEST:
        return [
            Problem(
                f"{say_day(on)} is years away from {say_month(month)}. Check the deadline of “{titles[code]}”.",
                about="on",
            )
        ]
    return []


@action
def set_deadlines(
    *,
    by: User,
    trust: Group | None,
    month: dt.date,
    dates: Mapping[str, dt.date | None],
    source_url: str = "",
) -> Moved:
    """Sets a month's deadlines by code, for one trust or (None) for all; None takes a deadline away.

    What `dates` does not name stays. `source_url` is where DfE says so; empty leaves the links as they are. Every
    live project that joins in the month follows, whoever sees it.
    """
    trust_id = trust.pk if trust else None
    require(may_keep_deadlines(by, trust_id))
    titles = deadline_titles(trust_id)
    wrong = [
        each
        for code, on in dates.items()
        if on is not None
        for each in deadline_problems(month=month, code=code, on=on, titles=titles)
    ]
    refuse_if(source_problems(source_url) + wrong)
    if trust is not None:
        for_change(Group, trust.pk)  # a month may have no rows yet to wait for
    rows = DfeDeadline.objects.select_for_update(of=("self",)).filter(trust=trust, opening_month=month)
    there = {row.code: row for row in rows.filter(code__in=dates)}
    changed = {
        code
        for code, on in dates.items()
        if (there[code].on if code in there else None) != on
        or (on and source_url and code in there and there[code].source_url != source_url)
    }
    _write(trust, month, {code: dates[code] for code in changed}, there, source_url)
    return _follow(by, trust_id, month, changed)


def _write(
    trust: Group | None,
    month: dt.date,
    dates: Mapping[str, dt.date | None],
    there: Mapping[str, DfeDeadline],
    source_url: str,
) -> None:
    new, old = [], []
    for code, on in dates.items():
        row = there.get(code)
        if on is None:
            if row is not None:
                row.delete()
        elif row is None:
            new.append(DfeDeadline(trust=trust, opening_month=month, code=code, on=on, source_url=source_url))
        else:
            row.on, row.source_url, row.version = on, source_url or row.source_url, row.version + 1
            old.append(row)
    try:
        with transaction.atomic():
            create_many(new)
    except IntegrityError as taken:  # the deadlines that all share have no trust on which two could wait
        raise Refused(
            "Somebody else has just entered deadlines for this month. Open the page again to see them."
        ) from taken
    save_many(old, ["on", "source_url", "version"])


@action
def change_deadline(
    *, by: User, deadline: DfeDeadline, on: dt.date, source_url: str, expected_version: int | None = None
) -> Moved:
    """Moves one deadline or changes its link, which may be emptied."""
    deadline = _open_deadline(by, deadline)
    refuse_if(who_was_faster(deadline, expected_version))
    titles = {deadline.code: deadline.code, **deadline_titles(deadline.trust_id)}
    problems = deadline_problems(month=deadline.opening_month, code=deadline.code, on=on, titles=titles)
    refuse_if(source_problems(source_url) + problems)
    deadline.on, deadline.source_url, deadline.version = on, source_url, deadline.version + 1
    deadline.save()
    return _follow(by, deadline.trust_id, deadline.opening_month, {deadline.code})


@action
def remove_deadline(*, by: User, deadline: DfeDeadline) -> Moved:
    """Takes one deadline away; the milestones fall back to a shared one, or to their place in the plan."""
    deadline = _open_deadline(by, deadline)
    deadline.delete()
    return _follow(by, deadline.trust_id, deadline.opening_month, {deadline.code})


def _open_deadline(by: User, deadline: DfeDeadline) -> DfeDeadline:
    fresh = for_change(DfeDeadline, deadline.pk)
    require(may_keep_deadlines(by, fresh.trust_id))
    return fresh


def _follow(by: User, trust_id: int | None, month: dt.date, codes: Iterable[str]) -> Moved:
    """Brings the milestones with these codes in step, of all live projects that join in the month.

    The same dates as `sync_plan` gives, without building every plan: a shared deadline may be about hundreds.
    """
    rows = list(_concerned(trust_id, month, codes))
    projects = {row.project_id: row.project for row in rows}
    calendars = calendars_for(projects.values())
    partnerships = {each.project_id: each for each in Partnership.objects.filter(project__in=projects)}
    moved, differing = [], []
    for row in rows:
        anchors = anchors_with(row.project, partnerships.get(row.project_id))
        due = due_of(row.code, anchors.of(Anchor(row.anchor)), row.days, calendars[row.project_id])
        if (row.due_on, row.due_by) != (due.on, due.by or ""):
            moved += [row] if row.due_on != due.on and row.in_plan else []
            row.due_on, row.due_by, row.version = due.on, due.by or "", row.version + 1
            differing.append(row)
    save_many(differing, ["due_on", "due_by", "version"])
    seen = set(
        Project.objects.visible_to(by)
        .filter(pk__in={row.project_id for row in moved})
        .values_list("pk", flat=True)
    )
    return Moved(sum(row.project_id in seen for row in moved), len(seen))


def _concerned(trust_id: int | None, month: dt.date, codes: Iterable[str]) -> Iterable[Milestone]:
    """What has not happened and has no date of its own; rows that their route or template no longer has stay."""
    projects = Project.objects.live().filter(joining_month=month)
    mine = projects if trust_id is None else projects.filter(trust=trust_id)
    keys = list(mine.order_by("pk").values_list("pk", flat=True))
    lock_projects(keys)
    rows = (
        Milestone.objects.select_for_update(of=("self",), no_key=True)
        .filter(code__in=list(codes), occurrence=1, fixed_on=None)
        .filter(project__in=keys, project__joining_month=month, project__ended_on=None)
        .select_related("project")
        .order_by("project", "position", "occurrence", "pk")
    )
    gone = ({"route"}, {"template"})
    return [
        row
        for row in rows
        if not row.has_happened and not (row.applies == Applies.NO and set(row.because) in gone)
    ]
