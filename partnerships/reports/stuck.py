"""Projects that are stuck: nobody has done anything for some time, or something waits for an answer for too long.

A trust says from when (`ChasingLimits`). Projects on hold or ended are never stuck.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from partnerships.history import Entry
from partnerships.history.recent import last_by_people, tell
from partnerships.models import ChasingLimits, Milestone, Project
from partnerships.models.project import ProjectQuerySet
from partnerships.rules.activity import NOT_WORK
from partnerships.rules.saying import counted
from partnerships.rules.words import Status


@dataclass(frozen=True)
class Limits:
    """Days without activity, and days of waiting, beyond which a project is stuck."""

    quiet: int = ChasingLimits._meta.get_field("quiet_days").default
    waiting: int = ChasingLimits._meta.get_field("waiting_days").default


@dataclass(frozen=True)
class Wait:
    """Something that waits for too long."""

    pk: int
    title: str
    on: str
    since: dt.date


@dataclass(frozen=True)
class StuckRow:
    """One stuck project: why, since when, and what was last done by whom."""

    project: Project
    limits: Limits
    today: dt.date
    waits: list[Wait]
    last: Entry | None

    @property
    def active_on(self) -> dt.date:
        """The day on which somebody last did anything; the project's first where nobody has."""
        return _active_on(self.project)

    @property
    def quiet_days(self) -> int:
        return (self.today - self.active_on).days

    @property
    def is_quiet(self) -> bool:
        return self.quiet_days > self.limits.quiet

    @property
    def since(self) -> dt.date:
        """Since when it is stuck: the oldest of its reasons."""
        days = [wait.since for wait in self.waits] + ([self.active_on] if self.is_quiet else [])
        return min(days, default=self.active_on)

    @property
    def why(self) -> list[str]:
        """A sentence for each reason."""
        said = [f"No activity for {counted(self.quiet_days, 'day')}"] if self.is_quiet else []
        if self.waits:
            longest = self.waits[0]
            days = counted((self.today - longest.since).days, "day")
            said.append(f"“{longest.title}” waits for {longest.on} for {days}")
        if len(self.waits) > 1:
            others = len(self.waits) - 1
            said.append(
                f"{counted(others, 'other milestone')} {'waits' if others == 1 else 'wait'} too long as well"
            )
        return said


def all_limits() -> dict[int, Limits]:
    """What each trust has set, by its UID; those that are not in it have the usual limits."""
    rows = ChasingLimits.objects.values_list("trust_id", "quiet_days", "waiting_days")
    return {trust: Limits(quiet, waiting) for trust, quiet, waiting in rows}


def stuck_among(projects: ProjectQuerySet, *, on: dt.date) -> ProjectQuerySet:
    """Those of these projects that are stuck on that day; one query for the limits, none for itself."""
    limits = all_limits()
    usual = ~Q(trust_id__in=list(limits)) & _stuck(Limits(), on)
    for trust, of_trust in limits.items():
        usual |= Q(trust_id=trust) & _stuck(of_trust, on)
    return projects.going_on().filter(usual)


def _stuck(limits: Limits, on: dt.date) -> Q:
    first_quiet = on - dt.timedelta(days=limits.quiet)
    # Active on a day means at any time of it, here.
    moment = timezone.make_aware(dt.datetime.combine(first_quiet, dt.time.min))
    quiet = Q(forecast__active_at__lt=moment) | Q(forecast__active_at=None, started_on__lt=first_quiet)
    waiting = Milestone.objects.filter(
        project=OuterRef("pk"),
        in_plan=True,
        status=Status.WAITING,
        waiting_since__lt=on - dt.timedelta(days=limits.waiting),
    )
    return quiet | Q(Exists(waiting.order_by()))


def longest_quiet_first(projects: ProjectQuerySet) -> ProjectQuerySet:
    """The order of the list."""
    return projects.order_by(F("forecast__active_at").asc(nulls_first=True), "school__name", "pk")


def stuck_rows(keys: Sequence[int], *, today: dt.date) -> list[StuckRow]:
    """The lines of these stuck projects, in the order of the keys; the same few queries however many they are."""
    limits = all_limits()
    projects = Project.objects.filter(pk__in=keys).with_names().select_related("forecast").in_bulk()
    waits = _waits(projects, limits, today)
    last = last_done(keys)
    return [
        StuckRow(
            projects[key],
            limits.get(projects[key].trust_id, Limits()),
            today,
            waits.get(key, []),
            last.get(key),
        )
        for key in keys
        if key in projects
    ]


def _waits(
    projects: Mapping[int, Project], limits: Mapping[int, Limits], today: dt.date
) -> dict[int, list[Wait]]:
    rows = Milestone.objects.filter(project__in=list(projects)).waiting_longest()
    found: dict[int, list[Wait]] = {}
    for pk, project, title, on, since in rows.values_list(
        *("pk", "project_id", "title", "waiting_on", "waiting_since")
    ):
        longest = limits.get(projects[project].trust_id, Limits()).waiting
        if since is not None and (today - since).days > longest:
            found.setdefault(project, []).append(Wait(pk, title, on, since))
    return found


def last_done(keys: Collection[int]) -> dict[int, Entry]:
    """What a person last did in each of these projects, in words."""
    return dict(tell(list(last_by_people(keys, without=NOT_WORK))))


def export_rows(keys: Iterable[int], *, today: dt.date, batch: int = 200) -> Iterable[StuckRow]:
    """The lines of these projects, a few hundred at a time."""
    every = list(keys)
    for start in range(0, len(every), batch):
        yield from stuck_rows(every[start : start + batch], today=today)


def _active_on(project: Project) -> dt.date:
    forecast = getattr(project, "forecast", None)
    at = forecast.active_at if forecast is not None else None
    return timezone.localdate(at) if at is not None else project.started_on
