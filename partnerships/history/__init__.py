"""History rows as sentences in the domain's words: who, when, what, from, to, why.

Every row that one action wrote carries its call, so that 64 moved dates are one sentence that opens. Callers pass
a project that the person may see: what is read here hangs on that project alone. `recent` asks many projects at once.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from partnerships.history.entries import Entry, entry_of
from partnerships.history.kinds import KINDS
from partnerships.history.names import Names
from partnerships.history.paging import Calls, people_of
from partnerships.history.rows import CallKey, Change, calls_of, changes_of, key_of_call
from partnerships.models import Milestone, Project, User

__all__ = [
    "KINDS",
    "CallKey",
    "Calls",
    "Entry",
    "calls_of",
    "describe_call",
    "entries_for",
    "milestone_entries",
    "who_changed",
]


def entries_for(project: Project, keys: Sequence[CallKey]) -> list[Entry]:
    """These calls in words, in the order given. The number of queries does not grow with the calls."""
    return _entries(keys, changes_of(project.pk, keys))


def milestone_entries(milestone: Milestone) -> list[Entry]:
    """What happened to one milestone, newest first; of a call that changed more, its own part."""
    keys = calls_of(milestone.project_id, milestone_pk=milestone.pk)
    return _entries(keys, changes_of(milestone.project_id, keys, milestone_pk=milestone.pk))


def describe_call(project: Project, call: uuid.UUID) -> Entry | None:
    """One call in words; None where the project has no such call."""
    key = key_of_call(project.pk, call)
    found = _entries([key], changes_of(project.pk, [key])) if key.kinds else []
    return found[0] if found else None


def who_changed(project: Project) -> list[User]:
    """Everybody who ever changed anything on the project, by name."""
    return list(User.objects.filter(pk__in=people_of(project.pk)).order_by("name"))


def _entries(keys: Sequence[CallKey], changes: dict[object, list[Change]]) -> list[Entry]:
    names = Names.of(change for each in changes.values() for change in each)
    return [entry_of(changes[key.key], names) for key in keys if changes.get(key.key)]
