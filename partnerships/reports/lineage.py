"""A school's earlier and later records in GIAS, read as one school.

Converting gives a school a new URN; merging and splitting do too. GIAS links the records, usually from both ends,
sometimes from one only. Followed here in both directions, however long, and safe where links run in a circle.
"""

from __future__ import annotations

import datetime as dt
from collections import deque
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q

from partnerships.models import School, SchoolLink

# From one record to the next: its own link of this kind, or the other's link of the opposite kind.
_REACHED = """
    WITH RECURSIVE reached(urn) AS (
        SELECT CAST(%s AS integer)
        UNION
        SELECT CASE WHEN link.school_id = reached.urn THEN link.other_id ELSE link.school_id END
        FROM reached JOIN partnerships_schoollink link
        ON (link.school_id = reached.urn AND link.link_type LIKE %s)
        OR (link.other_id = reached.urn AND link.link_type LIKE %s)
        WHERE link.gone_on IS NULL
    )
"""
_BOTH_WAYS = f"""
    SELECT 'earlier', urn FROM ({_REACHED} SELECT urn FROM reached) AS before
    UNION ALL
    SELECT 'later', urn FROM ({_REACHED} SELECT urn FROM reached) AS after
"""  # noqa: S608  # put together from constants only
_EARLIER, _LATER = "Predecessor%", "Successor%"


@dataclass(frozen=True)
class Record:
    """One record of the school. `school` is None where GIAS names a URN that has not arrived."""

    urn: int
    name: str
    school: School | None
    step: int  # 0 is the page's own record, -1 the one before it, 1 the one after
    how: str  # "merged", "amalgamated", "split school"; empty for plain succession


@dataclass(frozen=True)
class Lineage:
    """The records before and after, in the order of time, and links of other kinds."""

    earlier: list[Record]
    later: list[Record]
    others: list[SchoolLink]

    @property
    def urns(self) -> list[int]:
        """The other records' URNs."""
        return [record.urn for record in (*self.earlier, *self.later)]

    @property
    def latest_open(self) -> Record | None:
        """The record that this school lives on in, if it has one that is open."""
        living = [each for each in self.later if each.school and not each.school.is_closed]
        return living[-1] if living else None


def lineage_of(school: School) -> Lineage:
    """Everything that came before and after this record; four queries, however long the chain."""
    earlier, later = _reached(school.urn)
    known = {school.urn} | earlier | later
    links = list(
        SchoolLink.objects.filter(gone_on=None)
        .filter(Q(school__in=known, other__in=known) | Q(school=school.urn))
        .order_by("established_on", "pk")
    )
    schools = School.objects.in_bulk([*known, *(link.other_id for link in links)])
    others = [link for link in links if link.school_id == school.urn and not _is_succession(link)]
    for link in others:
        link.other_name = schools[link.other_id].name if link.other_id in schools else link.other_name
    edges = [_edge(link) for link in links if _is_succession(link)]
    return Lineage(
        _records(school.urn, earlier, [(new, old, link) for old, new, link in edges], schools, -1),
        _records(school.urn, later - earlier, edges, schools, 1),
        others,
    )


def _reached(urn: int) -> tuple[set[int], set[int]]:
    with connection.cursor() as cursor:
        cursor.execute(_BOTH_WAYS, [urn, _EARLIER, _LATER, urn, _LATER, _EARLIER])
        rows = cursor.fetchall()
    return tuple({found for way, found in rows if way == wanted} - {urn} for wanted in ("earlier", "later"))  # type: ignore[return-value]  # a pair, as written


def _is_succession(link: SchoolLink) -> bool:
    return link.link_type.startswith(("Predecessor", "Successor"))


def _edge(link: SchoolLink) -> tuple[int, int, SchoolLink]:
    """(old, new, link), whichever end it is recorded at."""
    if link.link_type.startswith("Predecessor"):
        return link.other_id, link.school_id, link
    return link.school_id, link.other_id, link


def _records(
    start: int,
    wanted: set[int],
    edges: list[tuple[int, int, SchoolLink]],
    schools: dict[int, School],
    way: int,
) -> list[Record]:
    """The wanted records in the order of time; each as many steps away as its shortest way from `start`."""
    nexts: dict[int, list[tuple[int, SchoolLink]]] = {}
    for here, there, link in edges:
        nexts.setdefault(here, []).append((there, link))
    found: dict[int, Record] = {}
    queue = deque([(start, 0)])
    while queue:
        here, steps = queue.popleft()
        for there, link in nexts.get(here, []):
            if there in wanted and there not in found:
                found[there] = _record(there, link, schools.get(there), way * (steps + 1))
                queue.append((there, steps + 1))
    return sorted(found.values(), key=lambda record: (record.step, _opened(record), record.urn))


def _record(urn: int, link: SchoolLink, school: School | None, step: int) -> Record:
    name = school.name if school else link.other_name if link.other_id == urn else ""
    how = link.link_type.partition(" - ")[2].lower()
    return Record(urn, name or f"URN {urn}", school, step, how)


def _opened(record: Record) -> dt.date:
    return (record.school and record.school.open_date) or dt.date.min
