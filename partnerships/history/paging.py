"""A project's calls a page at a time: a consultation's answers may have been typed in one by one, each a call."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, overload

from django.db.models import Case, F, QuerySet, Value, When

from partnerships.history.kinds import KINDS
from partnerships.history.rows import CallKey, calls_of, one_a_call, rows_of


@dataclass(frozen=True)
class Calls(Sequence[CallKey]):
    """Every call on a project, newest first, of which only the page that is asked for is read."""

    project_pk: int
    kinds: Iterable[str] = field(default_factory=lambda: tuple(KINDS))
    who: int | None = None

    def __len__(self) -> int:
        return self._total

    @cached_property
    def _total(self) -> int:
        """How many calls there are; one query."""
        first, *others = [
            rows.order_by()
            .annotate(
                one=Case(When(call=None, then=F("history_id")), default=Value(0)),
                of_kind=Case(When(call=None, then=Value(kind)), default=Value("")),
            )
            .values_list("call", "one", "of_kind")
            for kind, rows in rows_of(self.project_pk, self.kinds, who=self.who).items()
        ]
        every: QuerySet[Any, Any] = first.union(*others) if others else first.distinct()
        return every.count()

    def all(self) -> list[CallKey]:
        """All of them, for a file."""
        return calls_of(self.project_pk, kinds=self.kinds, who=self.who)

    @overload
    def __getitem__(self, part: int) -> CallKey: ...

    @overload
    def __getitem__(self, part: slice) -> list[CallKey]: ...

    def __getitem__(self, part: int | slice) -> CallKey | list[CallKey]:
        if isinstance(part, int):
            return self._page(part, part + 1)[0]
        start, stop, _ = part.indices(self._total)
        return self._page(start, stop)

    def _page(self, start: int, stop: int) -> list[CallKey]:
        found: dict[object, CallKey] = {}
        # A call stands once for each table that it changed: mostly two or three.
        most = stop * 4
        while stop > start:
            found = self._newest(most)
            if len(found) >= stop or most > stop * len(KINDS):
                break
            most *= 4
        return _with_kinds(self.project_pk, list(found.values())[start:stop])

    def _newest(self, most: int) -> dict[object, CallKey]:
        first, *others = [
            one_a_call(kind, rows, "history_user_id")
            for kind, rows in rows_of(self.project_pk, self.kinds, who=self.who).items()
        ]
        every = first.union(*others, all=True) if others else first
        found: dict[object, CallKey] = {}
        for call, one, kind, user_id, at in every.order_by("-newest")[:most]:
            key = CallKey(call, one, kind, at, user_id)
            found.setdefault(key.key, key)
        return found


def _with_kinds(project_pk: int, keys: list[CallKey]) -> list[CallKey]:
    """The same calls, each with all the tables of the project that it changed; one query."""
    calls = [key.call for key in keys if key.call]
    if not calls:
        return [replace(key, kinds=frozenset([key.kind])) for key in keys]
    first, *others = [
        rows.filter(call__in=calls)
        .order_by()
        .annotate(of_kind=Value(kind))
        .values_list("call", "of_kind")
        .distinct()
        for kind, rows in rows_of(project_pk, KINDS).items()
    ]
    changed: dict[object, set[str]] = {}
    for call, kind in first.union(*others, all=True):
        changed.setdefault(call, set()).add(kind)
    return [replace(key, kinds=frozenset(changed.get(key.call, {key.kind}))) for key in keys]


def people_of(project_pk: int) -> set[int]:
    """Keys of everybody who ever changed anything on the project; one query."""
    first, *others = [
        rows.exclude(history_user=None).order_by().values_list("history_user_id", flat=True).distinct()
        for rows in rows_of(project_pk, KINDS).values()
    ]
    return set(first.union(*others))
