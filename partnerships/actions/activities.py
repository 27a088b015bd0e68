"""The log of what trust and school did together: one activity, or several at once after a visit or from a csv."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone

from partnerships.actions._core import (
    Refused,
    action,
    create_many,
    for_change,
    must_have_seen,
    refuse_if,
)
from partnerships.actions._files import no_file_left_behind
from partnerships.actions._shown import NOT_SHOWN, Shown, keep_shown, shown_problems
from partnerships.actions.partnership_records import open_partnership
from partnerships.models import Partnership, PartnershipActivity
from partnerships.models.people import User
from partnerships.rules.activities import Entry, activity_problems
from partnerships.rules.activity_csv import MOST_ROWS
from partnerships.rules.problems import Problem


class LoggedMeanwhile(Refused):
    """Some of the activities have been logged since they were looked through."""


def add_activities_problems(
    *, partnership: Partnership, entries: Sequence[Entry], shown: Shown = NOT_SHOWN
) -> list[Problem]:
    """What stands in the way of logging these; where there are several, each problem names its activity."""
    if not entries:
        return [Problem("Enter at least one activity.")]
    if len(entries) > MOST_ROWS:
        return [Problem(f"Add at most {MOST_ROWS} activities at once.")]
    today, services = timezone.localdate(), set(partnership.services.values_list("pk", flat=True))
    problems = []
    for number, entry in enumerate(entries, 1):
        wrong = activity_problems(entry, today=today)
        if entry.service is not None and entry.service not in services:
            wrong.append(Problem("Choose a service of this partnership.", about="service"))
        several = f"Activity {number}: " if len(entries) > 1 else ""
        problems += [Problem(f"{several}{each}", about="" if several else each.about) for each in wrong]
    return problems + shown_problems(partnership.project, None, shown)


@no_file_left_behind
@action
def add_activities(
    *,
    by: User,
    partnership: Partnership,
    entries: Sequence[Entry],
    shown: Shown = NOT_SHOWN,
    unless_logged: Sequence[Entry] = (),
) -> list[PartnershipActivity]:
    """Logs one activity or several, all or none; the evidence, if any, is that of each of them.

    Raises LoggedMeanwhile where one of `unless_logged` is in the log already: two people, or two clicks.
    """
    partnership = open_partnership(by, partnership)
    refuse_if(add_activities_problems(partnership=partnership, entries=entries, shown=shown))
    there = logged_already(partnership) if unless_logged else set()
    if again := sum(each.same_as in there for each in unless_logged):
        raise LoggedMeanwhile(
            f"{again} of these {'is' if again == 1 else 'are'} in the log by now. Look again."
        )
    evidence = keep_shown(by, partnership.project, shown)
    rows = [
        _fill(PartnershipActivity(partnership=partnership, project=partnership.project), entry)
        for entry in entries
    ]
    for row in rows:
        row.evidence = evidence
    return create_many(rows)


def logged_already(partnership: Partnership) -> set[tuple[dt.date | None, str, str]]:
    """What the log holds, as `Entry.same_as` compares it."""
    rows = partnership.activities.order_by().values_list("on", "kind", "focus")
    return {Entry(on=on, kind=kind, focus=focus).same_as for on, kind, focus in rows}


def change_activity_problems(
    *, activity: PartnershipActivity, to: Entry, shown: Shown = NOT_SHOWN
) -> list[Problem]:
    """What is wrong with the corrected activity."""
    return add_activities_problems(partnership=activity.partnership, entries=[to], shown=shown)


@no_file_left_behind
@action
def change_activity(
    *,
    by: User,
    activity: PartnershipActivity,
    to: Entry,
    shown: Shown = NOT_SHOWN,
    without_evidence: bool = False,
    expected_version: int | None = None,
) -> PartnershipActivity:
    """Corrects an activity. New evidence takes the place of the old; `without_evidence` lets go of it."""
    open_partnership(by, activity.partnership)
    fresh = for_change(PartnershipActivity, activity.pk)
    must_have_seen(fresh, expected_version, what="this activity")
    refuse_if(change_activity_problems(activity=fresh, to=to, shown=shown))
    if not shown.is_empty:
        fresh.evidence = keep_shown(by, fresh.project, shown)
    elif without_evidence:
        fresh.evidence = None
    fresh.version += 1
    _fill(fresh, to).save()
    return fresh


@action
def remove_activity(*, by: User, activity: PartnershipActivity) -> None:
    """Removes an activity that was logged by mistake. Its evidence stays with the project."""
    open_partnership(by, activity.partnership)
    fresh = for_change(PartnershipActivity, activity.pk)
    fresh.delete()


def _fill(row: PartnershipActivity, entry: Entry) -> PartnershipActivity:
    assert entry.on is not None  # the problems say so before
    row.on, row.kind, row.focus = entry.on, entry.kind, entry.focus.strip()
    row.our_people, row.their_people = entry.our_people.strip(), entry.their_people.strip()
    row.hours, row.changed, row.service_id = entry.hours, entry.changed.strip(), entry.service
    return row
