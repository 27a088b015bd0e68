"""Which history rows belong together, and what each was before."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, Max, Model, OuterRef, Q, QuerySet, Subquery, Value, When

from partnerships.models import Contact, Milestone, Note, Partnership, Project, ProjectAccess, ProjectFact


@dataclass(frozen=True)
class Kind:
    """One tracked table of a project: how its history finds the project, and what people call it."""

    model: type[Model]
    label: str
    path: str = "project_id"


KINDS: dict[str, Kind] = {
    "project": Kind(Project, "Project, dates and route", "id"),
    "milestones": Kind(Milestone, "Milestones"),
    "facts": Kind(ProjectFact, "Answers"),
    "notes": Kind(Note, "Notes"),
    "contacts": Kind(Contact, "Contacts"),
    "partnership": Kind(Partnership, "Partnership"),
    "people": Kind(ProjectAccess, "People named"),
}


@dataclass(frozen=True)
class CallKey:
    """One call on a project, or (`one` is its history_id) one row that was written outside any action."""

    call: uuid.UUID | None
    one: int
    kind: str
    at: dt.datetime
    user_id: int | None = None

    @property
    def key(self) -> object:
        return self.call or (self.kind, self.one)


@dataclass(frozen=True)
class Change:
    """What one call did to one object: how it is after (`row`) and how it was (`before`, None when it is new)."""

    kind: str
    row: Any
    before: Any
    type: str

    def differs(self, field: str) -> bool:
        return self.before is not None and getattr(self.before, field) != getattr(self.row, field)


def calls_of(
    project_pk: int,
    *,
    kinds: Iterable[str] = tuple(KINDS),
    who: int | None = None,
    milestone_pk: int | None = None,
) -> list[CallKey]:
    """Every call on a project (or on one milestone and its notes), newest first; one query."""
    wanted = ("milestones", "notes") if milestone_pk is not None else tuple(kinds)
    first, *others = [_calls(kind, project_pk, who, milestone_pk) for kind in wanted]
    newest: dict[object, CallKey] = {}
    for call, one, kind, at, user_id in first.union(*others, all=True) if others else first:
        key = CallKey(call, one, kind, at, user_id)
        if key.key not in newest or newest[key.key].at < at:
            newest[key.key] = key
    return sorted(newest.values(), key=lambda key: key.at, reverse=True)


def changes_of(
    project_pk: int, keys: Sequence[CallKey], *, milestone_pk: int | None = None
) -> dict[object, list[Change]]:
    """What these calls changed, by the key of the call; two queries a table at most."""
    found: dict[object, list[Change]] = {}
    wanted = ("milestones", "notes") if milestone_pk is not None else tuple(KINDS)
    for kind in wanted:
        rows = list(_rows(kind, project_pk, keys, milestone_pk))
        earlier = _earlier(kind, rows)
        together: dict[tuple[object, int], list[Any]] = {}
        for row in rows:
            together.setdefault((row.call or (kind, row.history_id), row.id), []).append(row)
        for (key, _), of_one in together.items():
            found.setdefault(key, []).append(_change(kind, of_one, earlier))
    return found


def _history(kind: str) -> QuerySet[Any]:
    every: QuerySet[Any] = KINDS[kind].model.history.all()  # type: ignore[attr-defined]  # every kind is tracked
    return every


def _in_project(kind: str, project_pk: int, milestone_pk: int | None) -> QuerySet[Any]:
    history = _history(kind)
    if milestone_pk is None:
        return history.filter(**{KINDS[kind].path: project_pk})
    of_one = {"id": milestone_pk} if kind == "milestones" else {"milestone_id": milestone_pk}
    return history.filter(project_id=project_pk, **of_one)


def _calls(kind: str, project_pk: int, who: int | None, milestone_pk: int | None) -> QuerySet[Any, Any]:
    rows = _in_project(kind, project_pk, milestone_pk)
    if who is not None:
        rows = rows.filter(history_user_id=who)
    grouped: QuerySet[Any, Any] = (
        rows.order_by()
        .annotate(one=Case(When(call=None, then=F("history_id")), default=Value(0)), kind=Value(kind))
        .values("call", "one", "kind", "history_user_id")
        .annotate(at=Max("history_date"))
        .values_list("call", "one", "kind", "at", "history_user_id")
    )
    return grouped


def _rows(kind: str, project_pk: int, keys: Sequence[CallKey], milestone_pk: int | None) -> QuerySet[Any]:
    of_calls = Q(call__in=[key.call for key in keys if key.call])
    alone = Q(history_id__in=[key.one for key in keys if key.one and key.kind == kind])
    before = (
        _history(kind)
        .filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
        .order_by("-history_id")
    )
    rows: QuerySet[Any] = (
        _in_project(kind, project_pk, milestone_pk)
        .filter(of_calls | alone)
        .annotate(before_id=Subquery(before.values("history_id")[:1]))
        .select_related("history_user")
        .order_by("history_id")
    )
    return rows


def _earlier(kind: str, rows: Iterable[Any]) -> dict[int, Any]:
    ids = [row.before_id for row in rows if row.before_id is not None]
    if not ids:
        return {}
    return {row.history_id: row for row in _history(kind).filter(history_id__in=ids)}


def _change(kind: str, rows: Sequence[Any], earlier: dict[int, Any]) -> Change:
    first, last = rows[0], rows[-1]
    kind_of_change = "-" if last.history_type == "-" else first.history_type
    return Change(kind, last, earlier.get(first.before_id) if first.before_id else None, kind_of_change)
