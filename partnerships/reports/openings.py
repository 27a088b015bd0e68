"""What GIAS shows of live projects' schools, and the proposals that were made of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from partnerships.models import GroupMembership, OpeningProposal, Project, School, SchoolLink, User
from partnerships.models.project import NAMED_WITH
from partnerships.models.school import CLOSED_STATUS
from partnerships.permissions import May
from partnerships.rules.openings import Record, Shown, Succession, Watched, openings_shown
from partnerships.rules.saying import say_day
from partnerships.rules.words import ProposalKind

_BATCH = 2000
# Databases limit how many values one question may name.
_MOST_NAMED = 10_000
# The columns of a school that `Record` is made of, in its order.
_RECORD = (
    "urn", "name", "status_code", "type_code", "type_name", "type_group_code", "open_date", "close_date",
    "close_reason_name", "trust_id", "trust__name",
)  # fmt: skip


def openings_in_gias(*, today: dt.date) -> Iterator[Shown]:
    """What GIAS shows today of every live project; four queries, and projects are read as they are needed."""
    successions = _successions()
    yield from openings_shown(_watched(), successions, today=today)


@dataclass(frozen=True)
class Proposal:
    """One proposal as pages and exports show it."""

    row: OpeningProposal
    can_answer: bool = False

    @property
    def academy_name(self) -> str:
        """What GIAS calls the record that opened; empty where GIAS has it no longer."""
        try:
            return self.row.academy.name
        except School.DoesNotExist:
            return ""

    @property
    def question(self) -> str:
        """ "GIAS shows Brackenholt Academy (URN 700123) opened on 1 September 2026: record it?"."""
        name = (
            f"{self.academy_name} (URN {self.row.academy_id})"
            if self.academy_name
            else f"URN {self.row.academy_id}"
        )
        what = "in the trust since" if self.row.kind == ProposalKind.TRANSFERRED else "opened on"
        return f"GIAS shows {name} {what} {say_day(self.row.opened_on)}"

    @property
    def source(self) -> str:
        """ "The GIAS download of 21 March 2022"."""
        day = self.row.file.downloaded_on if self.row.file else None
        return f"The GIAS download of {say_day(day)}" if day else "A GIAS download"

    @property
    def against(self) -> str:
        """What the project says otherwise; empty where nothing differs."""
        project = self.row.project
        if project.opened_on is not None:
            urn = f", URN {project.academy_id}" if project.academy_id else ", without a URN"
            return f"Recorded is {say_day(project.opened_on)}{urn}."
        if project.joining_month and project.joining_month != self.row.opened_on:
            return f"The agreed date is {say_day(project.joining_month)}; it stays as it was agreed."
        return ""


def proposals_of(project: Project) -> list[Proposal]:
    """What waits for an answer on one project; one query, none for what has ended."""
    if project.is_ended:
        return []
    rows = OpeningProposal.objects.filter(project=project).waiting().select_related("academy", "file")
    found = [Proposal(row) for row in rows]
    for each in found:
        each.row.project = project
    return found


def proposals_for_work(user: User, *, most: int) -> tuple[list[Proposal], int]:
    """What waits for this person's answer or is of projects that they lead, newest first; and how many in all."""
    waiting = OpeningProposal.objects.for_work_of(user)
    found = proposals_shown(waiting.order_by("-made_at", "-pk")[: most + 1], user)
    return found[:most], len(found) if len(found) <= most else waiting.count()


def proposals_shown(rows: QuerySet[OpeningProposal], user: User) -> list[Proposal]:
    """These, as this person may answer them; one query."""
    return [Proposal(row, user.may(May.RECORD_OPENING, row.project)) for row in with_all(rows)]


def with_all(rows: QuerySet[OpeningProposal]) -> QuerySet[OpeningProposal]:
    """Reads along what is said of each."""
    named = (f"project__{name}" for name in NAMED_WITH)
    return rows.select_related("academy", "file", "decided_by", *named)


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
    """Links from live projects’ closed schools to later records, by the school’s URN, whichever end keeps them.

    The links are gone through once, here: databases without figures about them plan the joins very badly.
    """
    live = Project.objects.live().filter(school__status_code=CLOSED_STATUS, school__gone_on=None)
    closed = set(live.order_by().values_list("school_id", flat=True))
    if not closed:
        return {}
    plain: dict[tuple[int, int], bool] = {}
    before: dict[int, set[int]] = {}
    for old, new, kind in _links():
        before.setdefault(new, set()).add(old)
        if old in closed:
            plain[old, new] = plain.get((old, new), True) and kind in ("Successor", "Predecessor")
    records = _records({new for _old, new in plain})
    found: dict[int, list[Succession]] = {}
    for (old, new), is_plain in plain.items():
        if new in records:
            found.setdefault(old, []).append(Succession(old, records[new], is_plain, len(before[new])))
    return found


def _links() -> Iterator[tuple[int, int, str]]:
    """(old, new, kind) of every link of succession in GIAS."""
    rows = SchoolLink.objects.succession().order_by().values_list("school_id", "other_id", "link_type")
    for school, other, kind in rows.iterator(_BATCH):
        yield (school, other, kind) if kind.startswith("Successor") else (other, school, kind)


def _records(urns: set[int]) -> dict[int, Record]:
    """What GIAS says of these, by URN; those that it has no longer, or not yet, are left out."""
    found: dict[int, Record] = {}
    every = sorted(urns)
    for start in range(0, len(every), _MOST_NAMED):
        named = School.objects.filter(pk__in=every[start : start + _MOST_NAMED], gone_on=None)
        found |= {row[0]: _record(row) for row in named.order_by().values_list(*_RECORD)}
    return found
