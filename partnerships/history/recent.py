"""What happened in many projects since a moment, in words: the same few queries however much it was."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, Max, OuterRef, Q, QuerySet, Subquery, Value, When

from partnerships.history.rows import KINDS, Change
from partnerships.history.words import Names, details, headline
from partnerships.models import User
from partnerships.models.project import ProjectQuerySet

SYSTEM = "Trust Tracker"


@dataclass(frozen=True)
class RecentKey:
    """One call in one project, or (`one` is its history_id) one row that was written outside any action."""

    call: uuid.UUID | None
    one: int
    kind: str
    project: int

    @property
    def key(self) -> tuple[object, int]:
        return self.call or (self.kind, self.one), self.project


@dataclass(frozen=True)
class RecentEntry:
    """One call in one project, in words. `details` has a line for each thing when there are several."""

    project: int
    at: dt.datetime
    who: str
    what: str
    why: str
    details: list[str]

    @property
    def sentence(self) -> str:
        return f"{self.who} {self.what}"


def calls_since(
    projects: ProjectQuerySet, *, since: dt.datetime, without: User, most: int
) -> list[RecentKey]:
    """The newest calls in these projects after `since`, newest first, but for those of one person; one query."""
    inside = projects.order_by().values("pk")
    first, *others = [_calls(kind, inside, since, without) for kind in KINDS]
    # One call may stand here once for each table that it changed.
    found = first.union(*others, all=True).order_by("-at")[: most * 2]
    keys = {key.key: key for *values, _at in found for key in [RecentKey(*values)]}
    return list(keys.values())[:most]


def tell(keys: Sequence[RecentKey]) -> list[RecentEntry]:
    """These calls in words, in the order given; two queries a table at most, and none for a table without rows."""
    if not keys:
        return []
    changes: dict[tuple[object, int], list[Change]] = {}
    for kind in KINDS:
        for key, change in _changes(kind, keys):
            changes.setdefault(key, []).append(change)
    names = Names.of(change for each in changes.values() for change in each)
    return [_entry(key, changes[key.key], names) for key in keys if key.key in changes]


def _calls(kind: str, inside: QuerySet[Any, Any], since: dt.datetime, without: User) -> QuerySet[Any, Any]:
    path = KINDS[kind].path
    rows = _history(kind).filter(history_date__gt=since, **{f"{path}__in": inside})
    grouped: QuerySet[Any, Any] = (
        rows.exclude(history_user_id=without.pk)
        .order_by()
        .annotate(
            one=Case(When(call=None, then=F("history_id")), default=Value(0)), kind=Value(kind), where=F(path)
        )
        .values("call", "one", "kind", "where")
        .annotate(at=Max("history_date"))
        .values_list("call", "one", "kind", "where", "at")
    )
    return grouped


def _changes(kind: str, keys: Sequence[RecentKey]) -> Iterable[tuple[tuple[object, int], Change]]:
    """What these calls did to one table: for each thing, its last row of the call and the row before the call."""
    path = KINDS[kind].path
    wanted = Q(
        call__in={key.call for key in keys if key.call}, **{f"{path}__in": {key.project for key in keys}}
    )
    alone = Q(history_id__in=[key.one for key in keys if key.one and key.kind == kind])
    earlier = (
        _history(kind)
        .filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
        .order_by("-history_id")
    )
    rows = list(
        _history(kind)
        .filter(wanted | alone)
        .annotate(before_id=Subquery(earlier.values("history_id")[:1]))
        .select_related("history_user")
        .order_by("history_id")
    )
    before = _history(kind).in_bulk([row.before_id for row in rows if row.before_id], field_name="history_id")
    together: dict[tuple[tuple[object, int], int], list[Any]] = {}
    for row in rows:
        key = (row.call or (kind, row.history_id), getattr(row, path))
        together.setdefault((key, row.id), []).append(row)
    for (key, _), of_one in together.items():
        first, last = of_one[0], of_one[-1]
        type_ = "-" if last.history_type == "-" else first.history_type
        yield key, Change(kind, last, before.get(first.before_id), type_)


def _history(kind: str) -> QuerySet[Any]:
    every: QuerySet[Any] = KINDS[kind].model.history.all()  # type: ignore[attr-defined]  # every kind is tracked
    return every


def _entry(key: RecentKey, changes: list[Change], names: Names) -> RecentEntry:
    last = max((change.row for change in changes), key=lambda row: row.history_date)
    return RecentEntry(
        project=key.project,
        at=last.history_date,
        who=str(last.history_user) if last.history_user else SYSTEM,
        what=headline(changes[0].row.action, changes, names),
        why=next((c.row.history_change_reason for c in changes if c.row.history_change_reason), ""),
        details=details(changes, names) if len(changes) > 1 else [],
    )
