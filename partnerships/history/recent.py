"""What happened in many projects since a moment, in words: the same few queries however much it was."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import F, Max, Q, QuerySet, Value

from partnerships.history.entries import Entry, entry_of
from partnerships.history.kinds import KINDS
from partnerships.history.names import Names
from partnerships.history.rows import Change, history_of, kinds_of, one_a_call, read_changes
from partnerships.models import User
from partnerships.models.project import ProjectQuerySet

_PROJECTS_AT_ONCE = 500


@dataclass(frozen=True)
class RecentKey:
    """One call in one project, or (`one` is its history_id) one row that was written outside any action.

    `kinds` as in `rows.CallKey`.
    """

    call: uuid.UUID | None
    one: int
    kind: str
    project: int
    kinds: frozenset[str] = frozenset()

    @property
    def key(self) -> tuple[object, int]:
        return self.call or (self.kind, self.one), self.project


def calls_since(
    projects: ProjectQuerySet, *, since: dt.datetime, without: User, most: int
) -> list[RecentKey]:
    """The newest calls in these projects after `since`, newest first, but for those of one person; one query."""
    inside = projects.order_by().values("pk")
    first, *others = [
        one_a_call(
            kind,
            history_of(kind)
            .filter(history_date__gt=since, **{f"{table.path}__in": inside})
            .exclude(history_user_id=without.pk),
            table.path,
        )
        for kind, table in KINDS.items()
    ]
    # One call may stand here once for each table that it changed; of the last, some may be cut off.
    found = list(first.union(*others, all=True).order_by("-newest")[: most * 2])
    keys = {key.key: key for *values, _at in found for key in [RecentKey(*values)]}
    changed: dict[tuple[object, int], set[str]] = {}
    for *values, _at in found:
        key = RecentKey(*values)
        changed.setdefault(key.key, set()).add(key.kind)
    if len(found) == most * 2:
        return list(keys.values())[:most]
    return [replace(key, kinds=frozenset(changed[each])) for each, key in keys.items()][:most]


def last_by_people(
    projects: Collection[int], *, without: Collection[str] = ()
) -> dict[RecentKey, dt.datetime]:
    """The newest call of a person in each of these projects and its moment, but for the actions named in `without`.

    At most one query and one a table for five hundred projects; a project in which nobody did anything is left out.
    """
    found: dict[RecentKey, dt.datetime] = {}
    keys = list(projects)
    for start in range(0, len(keys), _PROJECTS_AT_ONCE):
        found |= _last_of(keys[start : start + _PROJECTS_AT_ONCE], without)
    return found


def _last_of(projects: Sequence[int], without: Collection[str]) -> dict[RecentKey, dt.datetime]:
    def by_people(kind: str) -> QuerySet[Any]:
        inside = {f"{KINDS[kind].path}__in": projects}
        return history_of(kind).filter(**inside).exclude(history_user=None).exclude(action__in=without)

    newest = [
        by_people(kind)
        .order_by()
        .annotate(project_key=F(table.path), of_kind=Value(kind))
        .values("project_key", "of_kind")
        .annotate(newest=Max("history_date"))
        .values_list("project_key", "of_kind", "newest")
        for kind, table in KINDS.items()
    ]
    last: dict[int, tuple[dt.datetime, str]] = {}
    for project, kind, at in newest[0].union(*newest[1:], all=True):
        if project not in last or last[project][0] < at:
            last[project] = (at, kind)
    found: dict[int, tuple[RecentKey, dt.datetime]] = {}
    for kind in dict.fromkeys(kind for _at, kind in last.values()):
        moments = {project: at for project, (at, where) in last.items() if where == kind}
        path = KINDS[kind].path
        rows = by_people(kind).filter(
            **{f"{path}__in": list(moments)}, history_date__in=list(moments.values())
        )
        for project, call, one, at in rows.values_list(path, "call", "history_id", "history_date"):
            if moments[project] == at:
                found[project] = (RecentKey(call, 0 if call else one, kind, project), at)
    return dict(found.values())


def tell(keys: Sequence[RecentKey]) -> list[tuple[int, Entry]]:
    """These calls in words, each with the key of its project, in the order given; two queries a table they changed."""
    if not keys:
        return []
    changes: dict[tuple[object, int], list[Change]] = {}
    of_calls = Q(call__in={key.call for key in keys if key.call})
    for kind in kinds_of(key.kinds for key in keys):
        table = KINDS[kind]
        inside = Q(**{f"{table.path}__in": {key.project for key in keys}})
        alone = Q(history_id__in=[key.one for key in keys if key.one and key.kind == kind])
        for change in read_changes(kind, history_of(kind).filter(of_calls & inside | alone)):
            changes.setdefault((change.key, getattr(change.row, table.path)), []).append(change)
    names = Names.of(change for each in changes.values() for change in each)
    return [(key.project, entry_of(changes[key.key], names)) for key in keys if key.key in changes]
