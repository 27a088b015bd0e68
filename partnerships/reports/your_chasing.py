"""What a lead has to chase, for the home page: notes of hand-overs, stuck projects, answers from outside."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Min, Q
from django.utils import timezone

from partnerships.models import HandOver, Milestone, Project, User
from partnerships.models.project_records import ChildQuerySet
from partnerships.reports.owed import waits_for
from partnerships.reports.stuck import stuck_among
from partnerships.rules.saying import counted
from partnerships.rules.words import Party

STUCK_SHOWN = 5
# How long a project's page shows a note that has been read.
RECENT_DAYS = 30


@dataclass(frozen=True)
class Awaited:
    """What waits for one party in the projects that somebody leads."""

    party: Party
    count: int
    longest: int | None

    @property
    def words(self) -> str:
        """ "4, the longest for 35 days"."""
        if self.longest is None:
            return str(self.count)
        longest = counted(self.longest, "day")
        return f"1, for {longest}" if self.count == 1 else f"{self.count:,}, the longest for {longest}"


@dataclass(frozen=True)
class YourChasing:
    """The part of the page."""

    hand_overs: ChildQuerySet
    stuck: list[Project]
    stuck_total: int
    awaited: list[Awaited]


def your_chasing(user: User, *, today: dt.date) -> YourChasing:
    """As of today: a fixed number of queries."""
    led = Project.objects.visible_to(user).live().filter(lead=user)
    stuck = list(stuck_among(led, on=today).in_joining_order().select_related("school"))
    return YourChasing(
        hand_overs=unread_hand_overs(user),
        stuck=stuck[:STUCK_SHOWN],
        stuck_total=len(stuck),
        awaited=_awaited(user, today),
    )


def unread_hand_overs(user: User) -> ChildQuerySet:
    """Notes not read yet of projects that passed to this person, or that this person passed on."""
    mine = Q(to_user=user) | Q(from_user=user) | Q(by=user)
    found: ChildQuerySet = (
        HandOver.objects.visible_to(user)
        .filter(mine, read_at=None, project__ended_on=None)
        .select_related("project__school", "from_user", "to_user", "by")
    )
    return found


def recent_hand_over(project: Project, *, today: dt.date) -> HandOver | None:
    """The newest hand-over of a project, as long as its note is unread or of the last 30 days."""
    newest = HandOver.objects.filter(project=project).select_related("from_user", "to_user", "by").first()
    old = newest is not None and timezone.localdate(newest.at) < today - dt.timedelta(days=RECENT_DAYS)
    return None if newest is None or (old and newest.read_at is not None) else newest


def _awaited(user: User, today: dt.date) -> list[Awaited]:
    led = Project.objects.visible_to(user).going_on().filter(lead=user)
    rows = Milestone.objects.filter(project__in=led.values("pk"), in_plan=True)
    asked = {
        f"{what}_{party}": of(party)
        for party in Party
        for what, of in (
            ("count", lambda p: Count("pk", filter=waits_for(p))),
            ("since", lambda p: Min("waiting_since", filter=waits_for(p))),
        )
    }
    found = rows.aggregate(**asked)
    return [
        Awaited(party, count, (today - since).days if (since := found[f"since_{party}"]) else None)
        for party in Party
        if (count := found[f"count_{party}"])
    ]
