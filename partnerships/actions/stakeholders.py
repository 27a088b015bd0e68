"""The groups of a consultation: added, told, reminded, and left out with a reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from partnerships.actions._consultation import open_consultation
from partnerships.actions._core import Refused, action, for_change, lock_project, must_have_seen, refuse_if
from partnerships.models import Consultation, Stakeholder
from partnerships.models.people import User
from partnerships.permissions import May
from partnerships.rules.consultation_words import Audience, Channel, Needed
from partnerships.rules.problems import Problem
from partnerships.rules.school_days import is_far

LONGEST_NAME = 120
MOST_PEOPLE = 10_000_000


@dataclass(frozen=True)
class Group:
    """A group as it was entered. `reason` says why the team added it."""

    audience: str
    name: str = ""
    size: int | None = None
    reason: str = ""
    told_on: dt.date | None = None
    told_how: str = ""
    told_by: str = ""
    reminded_on: dt.date | None = None


@dataclass(frozen=True)
class Telling:
    """How several groups were told or reminded at once."""

    on: dt.date | None
    how: str = ""
    by_whom: str = ""
    reminder: bool = False


def group_problems(
    group: Group, *, consultation: Consultation, today: dt.date, stakeholder: Stakeholder | None = None
) -> list[Problem]:
    """What is wrong with a new group, or with the changes of one that is in the list."""
    problems = []
    if not Audience.has(group.audience):
        problems.append(Problem("Choose the group.", about="audience"))
    if len(group.name.strip()) > LONGEST_NAME:
        problems.append(Problem(f"Use at most {LONGEST_NAME} characters for its name.", about="name"))
    if group.size is not None and not 0 <= group.size <= MOST_PEOPLE:
        problems.append(Problem("Enter how many people as a whole number.", about="size"))
    if group.told_how and not Channel.has(group.told_how):
        problems.append(Problem("Choose how it was told from the list.", about="told_how"))
    needs_reason = stakeholder is None or stakeholder.needed == Needed.ADDED
    if needs_reason and not group.reason.strip():
        problems.append(Problem("Enter why this group is added.", about="reason"))
    same = consultation.stakeholders.filter(audience=group.audience, name=group.name.strip())
    if same.exclude(pk=stakeholder.pk if stakeholder else None).exists():
        problems.append(Problem("This group is in the list already.", about="audience"))
    return problems + _day_problems(group, today)


def _day_problems(group: Group, today: dt.date) -> list[Problem]:
    problems = _past("told_on", "The day it was told", group.told_on, today)
    problems += _past("reminded_on", "The day it was reminded", group.reminded_on, today)
    if group.told_on is None and (group.told_how or group.told_by.strip()):
        problems.append(Problem("Enter the day on which it was told.", about="told_on"))
    if group.reminded_on is not None and (group.told_on is None or group.reminded_on < group.told_on):
        problems.append(
            Problem("A group is reminded after it was told. Check both days.", about="reminded_on")
        )
    return problems


def _past(about: str, what: str, day: dt.date | None, today: dt.date) -> list[Problem]:
    if day is None:
        return []
    if day > today:
        return [Problem(f"{what} cannot be in the future.", about=about)]
    return [Problem(f"{what} is too long ago. Check the year.", about=about)] if is_far(day, today) else []


@action
def add_stakeholder(*, by: User, consultation: Consultation, group: Group) -> Stakeholder:
    """Adds a group that the rules do not ask for, with why."""
    consultation = open_consultation(by, consultation, May.KEEP_CONSULTATION)
    refuse_if(group_problems(group, consultation=consultation, today=timezone.localdate()))
    row = Stakeholder(project=consultation.project, consultation=consultation, needed=Needed.ADDED)
    return _save(row, group)


@action
def change_stakeholder(
    *, by: User, stakeholder: Stakeholder, group: Group, expected_version: int | None = None
) -> Stakeholder:
    """Changes what is said of a group. Whether it must be asked stays as the rules said."""
    row = _open(by, stakeholder, expected_version)
    today = timezone.localdate()
    refuse_if(group_problems(group, consultation=row.consultation, today=today, stakeholder=row))
    row.version += 1
    return _save(row, group)


def tell_problems(telling: Telling, *, stakeholders: Sequence[Stakeholder], today: dt.date) -> list[Problem]:
    """What is wrong with telling these groups at once."""
    if not stakeholders:
        return [Problem("Tick the groups.")]
    problems = _past("on", "The day", telling.on, today)
    if telling.on is None:
        problems.append(Problem("Enter the day.", about="on"))
    if telling.how and not Channel.has(telling.how):
        problems.append(Problem("Choose how from the list.", about="how"))
    if out := [str(each) for each in stakeholders if each.left_out]:
        problems.append(Problem(f"Left out, so not told: {', '.join(out)}."))
    if telling.reminder and telling.on is not None:
        early = [each for each in stakeholders if each.told_on is None or each.told_on > telling.on]
        if early:
            named = ", ".join(str(each) for each in early)
            problems.append(Problem(f"Not told by that day, so not to be reminded: {named}."))
    return problems


@action
def tell_stakeholders(
    *, by: User, consultation: Consultation, stakeholders: Sequence[Stakeholder], telling: Telling
) -> list[Stakeholder]:
    """Logs that these groups were told, or reminded, on one day. Gives those that were not marked so already.

    Who was told before keeps the day of the first time; correct it on the group itself.
    """
    consultation = open_consultation(by, consultation, May.KEEP_CONSULTATION)
    keys = [each.pk for each in stakeholders]
    rows = list(consultation.stakeholders.select_for_update(of=("self",), no_key=True).filter(pk__in=keys))
    if len(rows) != len(set(keys)):
        raise Refused("A group that you ticked has been removed meanwhile. Look at the list again.")
    refuse_if(tell_problems(telling, stakeholders=rows, today=timezone.localdate()))
    changed = [row for row in rows if telling.reminder or row.told_on is None]
    for row in changed:
        if telling.reminder:
            row.reminded_on = telling.on
        else:
            row.told_on, row.told_how, row.told_by = telling.on, telling.how, _by_whom(telling)
        row.version += 1
        row.save()
    return changed


def _by_whom(telling: Telling) -> str:
    return telling.by_whom.strip()[:LONGEST_NAME]


def leave_out_problems(stakeholder: Stakeholder, *, why: str) -> list[Problem]:
    """What stands in the way of leaving this group out."""
    if stakeholder.left_out:
        return [Problem("This group is left out already.")]
    return [] if why.strip() else [Problem("Enter why this group is left out.", about="why")]


@action
def leave_out_stakeholder(*, by: User, stakeholder: Stakeholder, why: str) -> Stakeholder:
    """Leaves a group out, with why. What was logged of it stays."""
    row = _open(by, stakeholder)
    refuse_if(leave_out_problems(row, why=why))
    row.left_out, row.reason = True, why.strip()
    row.version += 1
    row.save()
    return row


@action
def take_stakeholder_back(*, by: User, stakeholder: Stakeholder) -> Stakeholder:
    """Takes a group that was left out back into the list."""
    row = _open(by, stakeholder)
    if not row.left_out:
        raise Refused("This group is in the list.")
    row.left_out = False
    # Why it was left out is history; why the team added it is still wanted.
    row.reason = row.reason if row.needed == Needed.ADDED else ""
    row.version += 1
    row.save()
    return row


def _open(by: User, stakeholder: Stakeholder, expected_version: int | None = None) -> Stakeholder:
    """The group as it is now, locked, if its consultation may be worked on and nobody was faster."""
    lock_project(stakeholder.project_id)
    fresh = for_change(Stakeholder, stakeholder.pk)
    fresh.consultation = open_consultation(by, fresh.consultation, May.KEEP_CONSULTATION)
    must_have_seen(fresh, expected_version, what="this group")
    return fresh


def _save(row: Stakeholder, group: Group) -> Stakeholder:
    row.audience, row.name, row.size = group.audience, group.name.strip(), group.size
    row.told_on, row.told_how, row.told_by = group.told_on, group.told_how, group.told_by.strip()
    row.reminded_on, row.reason = group.reminded_on, group.reason.strip()
    row.save()
    return row
