"""What others changed in a person's projects since that person last marked the changes as read."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from partnerships.actions.undo import UNDOABLE, undo_problems
from partnerships.history import Entry, describe_call
from partnerships.history.recent import calls_since, tell
from partnerships.models import Milestone, Project, User
from partnerships.permissions import May

# Who has never marked anything sees the last week.
FIRST_DAYS = 7
SHOWN, ALL_SHOWN = 10, 200


@dataclass(frozen=True)
class ChangeLine:
    """One thing somebody did, and the project in which."""

    entry: Entry
    project: Project


@dataclass(frozen=True)
class Changes:
    """What the page shows of them. `total` stops at ALL_SHOWN; `marked` says whether `since` is the person's own."""

    since: dt.datetime
    marked: bool
    lines: list[ChangeLine]
    total: int

    @property
    def hidden(self) -> int:
        return self.total - len(self.lines)

    @property
    def total_words(self) -> str:
        return f"{self.total} or more" if self.total >= ALL_SHOWN else str(self.total)


def changes_for(user: User, *, now: dt.datetime, show_all: bool = False) -> Changes:
    """Changes in the projects this person may see, newest first, without the person's own."""
    since = user.changes_seen_at or now - dt.timedelta(days=FIRST_DAYS)
    visible = Project.objects.visible_to(user)
    keys = calls_since(visible, since=since, without=user, most=ALL_SHOWN)
    told = tell(keys if show_all else keys[:SHOWN])
    projects = visible.select_related("school").in_bulk({pk for pk, _entry in told})
    lines = [ChangeLine(entry, projects[pk]) for pk, entry in told if pk in projects]
    return Changes(since, user.changes_seen_at is not None, lines, len(keys))


@dataclass(frozen=True)
class Saved:
    """What a person has just done to a milestone, and whether it can be taken back here."""

    entry: Entry
    project: Project
    call: uuid.UUID
    can_undo: bool


def saved_by(user: User, call: uuid.UUID) -> Saved | None:
    """The person's own call on a milestone in words; None for any other."""
    rows = Milestone.history.filter(call=call, history_user_id=user.pk)
    row = rows.order_by("history_id").first()  # where it was logged; other schools of a group follow
    if row is None:
        return None
    project = Project.objects.visible_to(user).select_related("school").filter(pk=row.project_id).first()
    entry = describe_call(project, call) if project else None
    if project is None or entry is None:
        return None
    may = user.may(May.LOG_PROGRESS, project) and entry.action in UNDOABLE
    return Saved(entry, project, call, may and not undo_problems(project=project, call=call, by=user))
