"""What GIAS shows of live projects' schools, and the proposals that were made of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from partnerships.models import GroupMembership, Project, School, SchoolLink
from partnerships.rules.openings import Record, Shown, Succession, Watched, openings_shown

_BATCH = 2000
# The columns of a school that `Record` is made of, in its order.
_RECORD = (
    "urn", "name", "status_code", "type_code", "type_name", "type_group_code", "open_date", "close_date",
    "close_reason_name", "trust_id", "trust__name",
)  # fmt: skip


def openings_in_gias(*, today: dt.date) -> Iterator[Shown]:
    """What GIAS shows today of every live project; six queries, and the projects are read as they are needed."""
    successions = _successions()
    yield from openings_shown(_watched(), successions, today=today)


def record_of(school: School) -> Record:
    """What GIAS says of the school, as the rules read it."""
    values = (getattr(school, name) for name in _RECORD[:-1])
    return _record((*values, school.trust.name if school.trust else ""))


def _record(values: tuple[Any, ...]) -> Record:
    return Record(*(value if value is not None or place > 4 else "" for place, value in enumerate(values)))


def _watched() -> Iterator[Watched]:
    here = GroupMembership.objects.filter(school=OuterRef("school"), group=OuterRef("trust"), gone_on=None)
    live = (
        Project.objects.live()
        .filter(school__gone_on=None)
        .annotate(trust_since=Subquery(here.order_by("joined_on").values("joined_on")[:1]))
        .order_by("pk")
    )
    beside = (
        "pk",
        "route",
        "trust_id",
        "trust__name",
        "started_on",
        "trust_since",
        "opened_on",
        "academy_id",
    )
    columns = (*beside, *(f"school__{name}" for name in _RECORD))
    for row in live.values_list(*columns).iterator(_BATCH):
        pk, route, trust, trust_name, started, since, opened, academy = row[: len(beside)]
        recorded = (opened, academy) if opened else None
        yield Watched(pk, route, _record(row[len(beside) :]), trust, trust_name, started, since, recorded)


def _successions() -> dict[int, list[Succession]]:
    """Links from live projects' closed schools to later records, by the school's URN, from whichever end they are kept."""
    closed = School.objects.closed().filter(projects__in=Project.objects.live()).values("pk")
    ahead = _links("Successor").filter(school__in=closed)
    back = _links("Predecessor").filter(other__in=closed)
    later = School.objects.filter(gone_on=None).filter(
        Q(pk__in=ahead.values("other_id")) | Q(pk__in=back.values("school_id"))
    )
    records = {row[0]: _record(row) for row in later.order_by().values_list(*_RECORD)}
    before = _predecessors(later.order_by().values("pk"))
    found: dict[int, list[Succession]] = {}
    for (old, new), plain in _pairs(ahead, back).items():
        if new in records:
            found.setdefault(old, []).append(Succession(old, records[new], plain, len(before[new])))
    return found


def _links(kind: str) -> QuerySet[SchoolLink]:
    return SchoolLink.objects.filter(gone_on=None, link_type__startswith=kind)


def _pairs(ahead: QuerySet[SchoolLink], back: QuerySet[SchoolLink]) -> dict[tuple[int, int], bool]:
    """(old, new) of these links, and whether every one of them is plain succession."""
    plain: dict[tuple[int, int], bool] = {}
    for old, new, kind in (
        *ahead.values_list("school_id", "other_id", "link_type"),
        *back.values_list("other_id", "school_id", "link_type"),
    ):
        plain[old, new] = plain.get((old, new), True) and kind in ("Successor", "Predecessor")
    return plain


def _predecessors(later: QuerySet[School, Any]) -> dict[int, set[int]]:
    """The records that GIAS gives as earlier ones of each of these, of whatever kind."""
    before: dict[int, set[int]] = {}
    for new, old in (
        *_links("Predecessor").filter(school__in=later).values_list("school_id", "other_id"),
        *_links("Successor").filter(other__in=later).values_list("other_id", "school_id"),
    ):
        before.setdefault(new, set()).add(old)
    return before
