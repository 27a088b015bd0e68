"""Schools that slipped out of a month: which month they left, when, for which one, why, and who moved them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import F, Q, QuerySet

from partnerships.models import JoiningChange, Project, User
from partnerships.models.project import NAMED_WITH, ProjectQuerySet
from partnerships.reports.joining_changes import ChangeRow, GivenReason, change_rows
from partnerships.rules.dates import months_between
from partnerships.rules.joining import say_month_shift

# Rows that are held at once while a csv is written.
_BATCH = 200


@dataclass(frozen=True)
class Slip:
    """One school that left one month. `to` is None for "not known yet"; `changes` are the moves behind it, in order."""

    project: Project
    left: dt.date
    to: dt.date | None
    changes: list[ChangeRow]

    @property
    def last(self) -> ChangeRow | None:
        return self.changes[-1] if self.changes else None

    @property
    def at(self) -> dt.datetime | None:
        """When it was last moved."""
        return self.last.change.at if self.last else None

    @property
    def who(self) -> str:
        """Everybody who moved it, each once."""
        return ", ".join(dict.fromkeys(row.who for row in self.changes))

    @property
    def reasons(self) -> list[GivenReason]:
        return [each for row in self.changes for each in row.reasons]

    @property
    def why(self) -> str:
        """All reasons in one line, for a csv."""
        return "; ".join(row.why for row in self.changes if row.why)

    @property
    def months(self) -> int | None:
        """How many months later it joins now; None while that is not known."""
        return None if self.to is None else months_between(self.left, self.to)

    @property
    def shift(self) -> str:
        return say_month_shift(self.left, self.to)


@dataclass(frozen=True)
class MonthLeft:
    """The rows of one month on this page."""

    month: dt.date
    rows: list[Slip]


def moves_out(user: User) -> QuerySet[JoiningChange]:
    """Every move out of a month to a later one or to none, of projects that this person sees, by the month left."""
    seen = JoiningChange.objects.visible_to(user).exclude(from_month=None)
    later = seen.filter(Q(to_month=None) | Q(to_month__gt=F("from_month")))
    return later.order_by("from_month", "project__school__name", "pk")


def slipped_projects(user: User) -> ProjectQuerySet:
    """What this person sees that joins later than first agreed, or nobody knows when."""
    seen = Project.objects.visible_to(user).exclude(first_agreed_month=None)
    later = seen.filter(Q(joining_month=None) | Q(joining_month__gt=F("first_agreed_month")))
    return later.order_by("first_agreed_month", "school__name", "pk")


def slips_of_moves(keys: Sequence[int]) -> list[Slip]:
    """One row for each of these moves, by their keys and in their order; three queries."""
    named = [f"project__{name}" for name in NAMED_WITH]
    found = JoiningChange.objects.filter(pk__in=keys).select_related("by", *named).in_bulk()
    return [
        Slip(row.change.project, row.change.from_month, row.change.to_month, [row])
        for row in change_rows(found[key] for key in keys)
        if row.change.from_month is not None
    ]


def slips_of_projects(keys: Sequence[int]) -> list[Slip]:
    """One row for each of these projects, with every move since it was first agreed; four queries."""
    projects = Project.objects.filter(pk__in=keys).with_names().in_bulk()
    changes = JoiningChange.objects.filter(project__in=keys).select_related("by").order_by("pk")
    moves: dict[int, list[ChangeRow]] = {key: [] for key in keys}
    agreed: set[int] = set()
    for row in change_rows(changes):
        change = row.change
        if change.project_id in agreed and change.from_month != change.to_month:
            moves[change.project_id].append(row)
        if change.confirmed:
            agreed.add(change.project_id)
    return [
        Slip(projects[key], first, projects[key].joining_month, moves[key])
        for key in keys
        if (first := projects[key].first_agreed_month) is not None
    ]


def by_month(rows: Sequence[Slip]) -> list[MonthLeft]:
    """The rows of one page under the month that was left."""
    return [MonthLeft(month, list(some)) for month, some in groupby(rows, key=lambda row: row.left)]


def stream(found: QuerySet[JoiningChange] | ProjectQuerySet, *, agreed: bool) -> Iterator[Slip]:
    """Every row of what was found, in its order, for a csv."""
    keys = list(found.values_list("pk", flat=True))
    read = slips_of_projects if agreed else slips_of_moves
    for start in range(0, len(keys), _BATCH):
        yield from read(keys[start : start + _BATCH])
