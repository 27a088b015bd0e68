"""What GIAS shows of live projects' schools, and the proposals that were made of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from partnerships.models import Group, GroupMembership, OpeningProposal, Project, School, SchoolLink, User
from partnerships.models.project import NAMED_WITH
from partnerships.permissions import May
from partnerships.rules.openings import Record, Shown, Succession, Watched, openings_shown
from partnerships.rules.register import is_closed
from partnerships.rules.saying import say_day
from partnerships.rules.words import ProposalKind

_BATCH = 2000
# Databases limit how many values one question may name.
_MOST_NAMED = 10_000
# The columns of a school that `Record` is made of, in its order; the trust's name comes behind them.
_RECORD = (
    "urn", "name", "status_code", "type_code", "type_name", "type_group_code", "open_date", "close_date",
    "close_reason_name", "trust_id",
)  # fmt: skip
_PROJECT = ("pk", "route", "school_id", "trust_id", "trust__name", "started_on", "opened_on", "academy_id")


def openings_in_gias(*, today: dt.date) -> Iterator[Shown]:
    """What GIAS shows today of every live project, in as many queries for many projects as for few.

    Each table is asked by itself, and put together here: within an import the database has no figures yet about the
    rows that it has just got, and plans joins of them very badly.
    """
    projects = list(Project.objects.live().order_by("pk").values_list(*_PROJECT))
    schools = _records({row[2] for row in projects})
    successions = _successions({urn for urn, each in schools.items() if is_closed(each.status_code)})
    yield from openings_shown(_watched(projects, schools), successions, today=today)


def _watched(projects: list[Any], schools: dict[int, Record]) -> Iterator[Watched]:
    """The projects whose schools GIAS still has."""
    since = _since({row[3] for row in projects})
    for pk, route, school, trust, trust_name, started, opened, academy in projects:
        if school in schools:
            recorded = (opened, academy) if opened else None
            joined = since.get((school, trust))
            yield Watched(pk, route, schools[school], trust, trust_name, started, joined, recorded)


def _since(trusts: set[int]) -> dict[tuple[int, int], dt.date | None]:
    """(school, trust) and the day from which GIAS has the school in that trust, where it gives one."""
    rows = GroupMembership.objects.filter(group__in=trusts, gone_on=None)
    return {
        (school, trust): day for school, trust, day in rows.values_list("school_id", "group_id", "joined_on")
    }


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
            return f"Recorded here: {say_day(project.opened_on)}{urn}."
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
    values = [getattr(school, name) for name in _RECORD]
    return Record(*[*values, school.trust.name if school.trust else ""])


def _successions(closed: set[int]) -> dict[int, list[Succession]]:
    """Links from these schools to later records, by the school’s URN, whichever end keeps them."""
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
    rows: list[Any] = []
    every = sorted(urns)
    for start in range(0, len(every), _MOST_NAMED):
        named = School.objects.filter(pk__in=every[start : start + _MOST_NAMED], gone_on=None)
        rows += named.order_by().values_list(*_RECORD)
    trusts = {row[-1] for row in rows if row[-1] is not None}
    names = dict(Group.objects.filter(pk__in=trusts).values_list("pk", "name")) if trusts else {}
    return {row[0]: Record(*[*row, names.get(row[-1], "")]) for row in rows}
