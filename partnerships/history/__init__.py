"""History rows as sentences in the domain's words: who, when, what, from, to, why.

Every row that one action wrote carries its call, so that 64 moved dates are one sentence that opens. Callers pass
a project that the person may see: what is read here hangs on that project alone.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from partnerships.history.rows import KINDS, CallKey, Change, calls_of, changes_of
from partnerships.history.words import Names, details, headline
from partnerships.models import Milestone, Project, User

__all__ = ["KINDS", "CallKey", "Entry", "calls_of", "describe_call", "entries_for", "milestone_entries"]

SYSTEM = "Trust Tracker"


@dataclass(frozen=True)
class Entry:
    """One call in words. `sentence` begins with who; `details` has a line for each thing when there are several."""

    at: dt.datetime
    who: str
    what: str
    why: str
    action: str
    call: uuid.UUID | None
    details: list[str] = field(default_factory=list)

    @property
    def sentence(self) -> str:
        return f"{self.who} {self.what}"


def entries_for(project: Project, keys: Sequence[CallKey]) -> list[Entry]:
    """These calls in words, in the order given. The number of queries does not grow with the calls."""
    return _entries(keys, changes_of(project.pk, keys))


def milestone_entries(milestone: Milestone) -> list[Entry]:
    """What happened to one milestone, newest first; of a call that changed more, its own part."""
    keys = calls_of(milestone.project_id, milestone_pk=milestone.pk)
    return _entries(keys, changes_of(milestone.project_id, keys, milestone_pk=milestone.pk))


def describe_call(project: Project, call: uuid.UUID) -> Entry | None:
    """One call in words; None where the project has no such call."""
    keys = [CallKey(call, 0, "", dt.datetime.min.replace(tzinfo=dt.UTC))]
    found = _entries(keys, changes_of(project.pk, keys))
    return found[0] if found else None


def who_changed(project: Project) -> list[User]:
    """Everybody who ever changed anything on the project, by name."""
    return list(
        User.objects.filter(pk__in={key.user_id for key in calls_of(project.pk) if key.user_id}).order_by(
            "name"
        )
    )


def _entries(keys: Sequence[CallKey], changes: dict[object, list[Change]]) -> list[Entry]:
    names = Names.of([change for each in changes.values() for change in each])
    return [_entry(key, changes[key.key], names) for key in keys if changes.get(key.key)]


def _entry(key: CallKey, changes: list[Change], names: Names) -> Entry:
    last = max((change.row for change in changes), key=lambda row: row.history_date)
    action = changes[0].row.action
    return Entry(
        at=last.history_date,
        who=str(last.history_user) if last.history_user else SYSTEM,
        what=headline(action, changes, names),
        why=next((c.row.history_change_reason for c in changes if c.row.history_change_reason), ""),
        action=action,
        call=key.call,
        details=details(changes, names) if len(changes) > 1 else [],
    )
