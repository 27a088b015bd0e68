"""What the local authority, the diocese, the solicitors and others outside the trust owe, over many projects.

Two things are owed: what somebody has logged as waiting for them, and what the plan or a person has given them and is
late or due soon. Projects on hold or ended ask nobody for anything.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from django.db.models import Q

from partnerships.models import Milestone, Project, User
from partnerships.models.milestone import SOON_DAYS, MilestoneQuerySet
from partnerships.models.project import ProjectQuerySet
from partnerships.reports.owed_contacts import AddressBook, Recipient
from partnerships.rules.dates import days_late
from partnerships.rules.parties import CONTACTS, OWNERS, party_of_contact, party_of_roles
from partnerships.rules.saying import counted, say_day
from partnerships.rules.words import Party, Status


@dataclass(frozen=True)
class OwedWanted:
    """What is asked for; nothing set means everything owed. `lead` is a person's key or "none"."""

    party: str = ""
    trust: int | None = None
    lead: str = ""
    joining_from: dt.date | None = None
    joining_to: dt.date | None = None


@dataclass(frozen=True, slots=True)
class OwedProject:
    """What a line says of its project."""

    pk: int
    school: str
    urn: int
    la_name: str
    diocese: str
    trust: str
    lead: str | None
    joining_month: dt.date | None
    confidential: bool


@dataclass(frozen=True, slots=True)
class OwedRow:
    """One thing that somebody outside owes."""

    pk: int
    project: OwedProject
    recipient: Recipient
    title: str
    due_on: dt.date | None
    waiting: bool
    waiting_on: str
    since: dt.date | None
    today: dt.date

    @property
    def days_waiting(self) -> int | None:
        return (self.today - self.since).days if self.waiting and self.since else None

    @property
    def days_late(self) -> int:
        return days_late(self.due_on, self.today, done=False)

    @property
    def since_words(self) -> str:
        """ "Since 3 February 2027, 35 days"; what it is where nobody has logged a wait."""
        if not self.waiting:
            return "Theirs to do"
        if self.since is None:
            return "Waiting"
        return f"Since {say_day(self.since)}, {counted(self.days_waiting or 0, 'day')}"

    @property
    def order(self) -> tuple[object, ...]:
        """By whom, then by school; what has waited longest first, then what is due first."""
        since, due = self.since or dt.date.max, self.due_on or dt.date.max
        return (
            *self.recipient.order,
            self.project.school.casefold(),
            self.project.pk,
            not self.waiting,
            since if self.waiting else due,
            due,
            self.pk,
        )


@dataclass(frozen=True)
class SchoolOwed:
    """What one recipient owes for one school."""

    project: OwedProject
    rows: list[OwedRow]


@dataclass(frozen=True)
class RecipientOwed:
    """What one recipient owes, as far as it stands on this page; `total`, `waiting` and `late` count all of it."""

    recipient: Recipient
    schools: list[SchoolOwed]
    total: int
    waiting: int
    late: int


def waits_for(party: Party) -> Q:
    """Milestones that wait for this party; what names none waits for somebody else."""
    named = Q(waiting_party=party)
    return Q(status=Status.WAITING) & (named | Q(waiting_party="") if party is Party.OTHER else named)


def belongs_to(party: Party) -> Q:
    """Milestones that are this party's: given to its contact, else by the first of their roles."""
    by_role = Q()
    for role in OWNERS[party]:
        by_role |= Q(owner_roles=role.value) | Q(owner_roles__startswith=f"{role.value},")
    contacts = [role.value for role in CONTACTS[party]]
    return Q(owner=None) & (Q(owner_contact__role__in=contacts) | Q(owner_contact=None) & by_role)


class OwedReport:
    """The answer for one person on one day. A list of rows in order, for pages and exports alike."""

    def __init__(self, *, user: User, wanted: OwedWanted, today: dt.date) -> None:
        self.user, self.wanted, self.today = user, wanted, today

    @cached_property
    def projects(self) -> ProjectQuerySet:
        """The projects asked about: live, not on hold, seen by this person."""
        wanted = self.wanted
        found = Project.objects.visible_to(self.user).going_on()
        if wanted.trust is not None:
            found = found.filter(trust_id=wanted.trust)
        if wanted.lead:
            found = found.led_by(wanted.lead)
        return found.joining_between(wanted.joining_from, wanted.joining_to)

    @cached_property
    def found(self) -> MilestoneQuerySet:
        """What is owed, in no order."""
        inside = Milestone.objects.filter(project__in=self.projects.order_by().values("pk")).to_do()
        parties = [Party(self.wanted.party)] if self.wanted.party else list(Party)
        soon = Q(due_on__lte=self.today + dt.timedelta(days=SOON_DAYS)) & ~Q(status=Status.WAITING)
        owed = Q()
        for party in parties:
            owed |= waits_for(party) | belongs_to(party) & soon
        return inside.filter(owed)

    @cached_property
    def rows(self) -> list[OwedRow]:
        """Everything owed, by recipient and school: three queries."""
        book = AddressBook.of(self.projects)
        projects = self._lines()
        values = self.found.order_by().values_list(
            *("pk", "project_id", "title", "due_on", "status", "waiting_on", "waiting_since"),
            *(
                "waiting_party",
                "waiting_contact_id",
                "owner_contact_id",
                "owner_contact__role",
                "owner_roles",
            ),
        )
        rows = []
        for pk, key, title, due_on, status, words, since, *whose in values:
            waiting = status == Status.WAITING
            project = projects[key]
            party, contact = _whose(waiting, *whose)
            recipient = book.recipient(project, party, contact, words if waiting else "")
            rows.append(OwedRow(pk, project, recipient, title, due_on, waiting, words, since, self.today))
        known = [replace(row, recipient=book.best(row.recipient)) for row in rows]
        return sorted(known, key=lambda row: row.order)

    def _lines(self) -> dict[int, OwedProject]:
        values = self.projects.order_by().values_list(
            *("pk", "school__name", "school_id", "school__la_name", "school__diocese_name", "trust__name"),
            *("lead__name", "joining_month", "confidential"),
        )
        return {row[0]: OwedProject(*row) for row in values}

    @cached_property
    def by_recipient(self) -> dict[str, list[OwedRow]]:
        """Everything each recipient owes, by the recipient's key."""
        found: dict[str, list[OwedRow]] = {}
        for row in self.rows:
            found.setdefault(row.recipient.key, []).append(row)
        return found

    def grouped(self, rows: Sequence[OwedRow]) -> list[tuple[Party, list[RecipientOwed]]]:
        """The rows of one page by party, recipient and school."""
        return [
            (party, list(self._recipients(of_party)))
            for party, of_party in groupby(rows, key=lambda row: row.recipient.party)
        ]

    def _recipients(self, rows: Iterable[OwedRow]) -> Iterator[RecipientOwed]:
        for recipient, some in groupby(rows, key=lambda row: row.recipient):
            everything = self.by_recipient[recipient.key]
            yield RecipientOwed(
                recipient,
                by_school(some),
                total=len(everything),
                waiting=sum(row.waiting for row in everything),
                late=sum(row.days_late > 0 for row in everything),
            )


def by_school(rows: Iterable[OwedRow]) -> list[SchoolOwed]:
    """Rows in order, school by school."""
    grouped = groupby(rows, key=lambda row: row.project.pk)
    schools = [list(some) for _pk, some in grouped]
    return [SchoolOwed(some[0].project, some) for some in schools]


def _whose(
    waiting: bool,
    waiting_party: str,
    waiting_contact: int | None,
    owner_contact: int | None,
    owner_contact_role: str | None,
    owner_roles: str,
) -> tuple[Party, int | None]:
    """The party that owes a milestone, and the key of its contact, if one is named."""
    if waiting:
        return Party(waiting_party or Party.OTHER), waiting_contact
    if owner_contact is not None and owner_contact_role:
        return party_of_contact(owner_contact_role) or Party.OTHER, owner_contact
    return party_of_roles(owner_roles.split(",")) or Party.OTHER, None
