"""Which history rows belong together, and what each was before."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Case, Count, F, Max, Min, OuterRef, Q, QuerySet, Subquery, Value, When

from partnerships.history.kinds import KINDS, OF_MILESTONE

# Rows of one table that are read of a call where the table may have thousands; of a call with more, they are counted.
MOST_ROWS = 30


@dataclass(frozen=True)
class CallKey:
    """One call on a project, or (`one` is its history_id) one row that was written outside any action.

    `kinds` are the tables that it changed, so that the others need not be asked; empty while that is not known.
    """

    call: uuid.UUID | None
    one: int
    kind: str
    at: dt.datetime
    user_id: int | None = None
    kinds: frozenset[str] = frozenset()

    @property
    def key(self) -> object:
        return self.call or (self.kind, self.one)


@dataclass(frozen=True)
class Change:
    """What one call did to one object: how it is after (`row`) and how it was (`before`, None when it is new).

    Of a call that wrote very many rows of a table, one change stands for all that were added, changed or removed:
    `count` says for how many, `row` is one of them.
    """

    kind: str
    row: Any
    before: Any
    type: str
    count: int = 1

    @property
    def key(self) -> object:
        """The call, as `CallKey.key` has it."""
        return self.row.call or (self.kind, self.row.history_id)

    def differs(self, field: str) -> bool:
        return self.before is not None and getattr(self.before, field) != getattr(self.row, field)

    @property
    def says_nothing(self) -> bool:
        """Whether the row was saved as it was: for its version, which history does not keep."""
        if self.type != "~" or self.before is None:
            return False
        return not any(self.differs(each.attname) for each in self.row.tracked_fields)


def calls_of(
    project_pk: int,
    *,
    kinds: Iterable[str] = tuple(KINDS),
    who: int | None = None,
    milestone_pk: int | None = None,
) -> list[CallKey]:
    """Every call on a project (or on one milestone and its notes), newest first; one query."""
    wanted = OF_MILESTONE if milestone_pk is not None else tuple(kinds)
    rows = rows_of(project_pk, wanted, who=who, milestone_pk=milestone_pk)
    first, *others = [one_a_call(kind, some, "history_user_id") for kind, some in rows.items()]
    newest: dict[object, CallKey] = {}
    changed: dict[object, set[str]] = {}
    for call, one, kind, user_id, at in first.union(*others, all=True) if others else first:
        key = CallKey(call, one, kind, at, user_id)
        changed.setdefault(key.key, set()).add(kind)
        if key.key not in newest or newest[key.key].at < at:
            newest[key.key] = key
    if len(rows) == len(KINDS):  # all tables were asked, so that what a call changed is known
        newest = {each: replace(key, kinds=frozenset(changed[each])) for each, key in newest.items()}
    return sorted(newest.values(), key=lambda key: key.at, reverse=True)


def rows_of(
    project_pk: int, kinds: Iterable[str], *, who: int | None = None, milestone_pk: int | None = None
) -> dict[str, QuerySet[Any]]:
    """The history rows of these tables in a project, or of one person there."""
    rows = {kind: _in_project(kind, project_pk, milestone_pk) for kind in kinds}
    if who is None:
        return rows
    return {kind: some.filter(history_user_id=who) for kind, some in rows.items()}


def changes_of(
    project_pk: int, keys: Sequence[CallKey], *, milestone_pk: int | None = None
) -> dict[object, list[Change]]:
    """What these calls changed, by the key of the call; two queries a table that they changed."""
    found: dict[object, list[Change]] = {}
    wanted = OF_MILESTONE if milestone_pk is not None else kinds_of(key.kinds for key in keys)
    of_calls = Q(call__in=[key.call for key in keys if key.call])
    for kind in wanted:
        alone = Q(history_id__in=[key.one for key in keys if key.one and key.kind == kind])
        rows = _in_project(kind, project_pk, milestone_pk).filter(of_calls | alone)
        for change in read_changes(kind, rows):
            found.setdefault(change.key, []).append(change)
    return found


def key_of_call(project_pk: int, call: uuid.UUID) -> CallKey:
    """The key of one call, with the tables of the project that it changed; one query."""
    first, *others = [
        _in_project(kind, project_pk, None)
        .filter(call=call)
        .order_by()
        .annotate(of_kind=Value(kind))
        .values_list("of_kind", flat=True)
        .distinct()
        for kind in KINDS
    ]
    changed = frozenset(first.union(*others, all=True))
    return CallKey(call, 0, "", dt.datetime.min.replace(tzinfo=dt.UTC), kinds=changed)


def kinds_of(changed: Iterable[frozenset[str]]) -> list[str]:
    """The tables to ask for calls that changed these; all of them where one call's are not known."""
    sets = list(changed)
    known = frozenset[str]().union(*sets) if all(sets) else frozenset(KINDS)
    return [kind for kind in KINDS if kind in known]


def history_of(kind: str) -> QuerySet[Any]:
    """Every history row of that table."""
    every: QuerySet[Any] = KINDS[kind].model.history.all()  # type: ignore[attr-defined]  # every kind is tracked
    return every


def one_a_call(kind: str, rows: QuerySet[Any], beside: str) -> QuerySet[Any, Any]:
    """(call, one, kind, `beside`, newest moment) for each call among these rows; `beside` is a column of theirs."""
    grouped: QuerySet[Any, Any] = (
        rows.order_by()
        .annotate(
            one=Case(When(call=None, then=F("history_id")), default=Value(0)),
            # Names that no column of a table has.
            of_kind=Value(kind),
            beside=F(beside),
        )
        .values("call", "one", "of_kind", "beside")
        .annotate(newest=Max("history_date"))
        .values_list("call", "one", "of_kind", "beside", "newest")
    )
    return grouped


def read_changes(kind: str, rows: QuerySet[Any]) -> Iterator[Change]:
    """What these history rows did, one change for each thing of each call; two queries, one where there is nothing.

    Two more for a table of which one call may have written thousands of rows: those are counted in the database.
    """
    if KINDS[kind].counted:
        crowds = _crowds(rows)
        rows = rows.exclude(call__in={each["call"] for each in crowds}) if crowds else rows
        yield from _counted(kind, crowds)
    before = history_of(kind).filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
    read = list(
        rows.annotate(before_id=Subquery(before.order_by("-history_id").values("history_id")[:1]))
        .select_related("history_user")
        .order_by("history_id")
    )
    ids = [row.before_id for row in read if row.before_id is not None]
    earlier = {row.history_id: row for row in history_of(kind).filter(history_id__in=ids)} if ids else {}
    together: dict[tuple[object, int], list[Any]] = {}
    for row in read:
        together.setdefault((row.call or row.history_id, row.id), []).append(row)
    for of_one in together.values():
        first, last = of_one[0], of_one[-1]
        how = "-" if last.history_type == "-" else first.history_type
        yield Change(kind, last, earlier.get(first.before_id), how)


def _crowds(rows: QuerySet[Any]) -> list[dict[str, Any]]:
    """Call, type and number of the rows of calls that wrote more than `MOST_ROWS` of them, and one of each."""
    found = list(
        rows.exclude(call=None)
        .order_by()
        .values("call", "history_type")
        .annotate(number=Count("id", distinct=True), one=Min("history_id"))
    )
    totals: dict[object, int] = {}
    for each in found:
        totals[each["call"]] = totals.get(each["call"], 0) + each["number"]
    return [each for each in found if totals[each["call"]] > MOST_ROWS]


def _counted(kind: str, crowds: Sequence[dict[str, Any]]) -> Iterator[Change]:
    ones = [each["one"] for each in crowds]
    rows = history_of(kind).filter(history_id__in=ones).select_related("history_user") if ones else ()
    by_id = {row.history_id: row for row in rows}
    for each in crowds:
        yield Change(kind, by_id[each["one"]], None, each["history_type"], each["number"])


def _in_project(kind: str, project_pk: int, milestone_pk: int | None) -> QuerySet[Any]:
    history = history_of(kind)
    if milestone_pk is None:
        return history.filter(**{KINDS[kind].path: project_pk})
    of_one = {"id": milestone_pk} if kind == "milestones" else {"milestone_id": milestone_pk}
    return history.filter(project_id=project_pk, **of_one)
