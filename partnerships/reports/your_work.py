"""The home page: what is late, due and waiting of one person's own, and the projects that they lead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from partnerships.models import Group, Milestone, Project, User
from partnerships.models.milestone import MilestoneQuerySet
from partnerships.permissions import May
from partnerships.reports.holds import not_counted_words
from partnerships.reports.plan_rows import Row
from partnerships.reports.project_list import ProjectRow, project_rows
from partnerships.rules.words import Route

DUE_DAYS = 14
# Rows of a section before "show all"; and what "show all" stops at.
SHOWN, ALL_SHOWN = 8, 500


@dataclass(frozen=True)
class WorkRow:
    """One milestone that is this person's, with its project."""

    row: Row
    project: Project
    can_log: bool


@dataclass(frozen=True)
class Section:
    """A part of the page: the first rows, and how many there are in all. `name` opens it in the address."""

    name: str
    rows: list[WorkRow]
    total: int

    @property
    def hidden(self) -> int:
        return self.total - len(self.rows)


@dataclass(frozen=True)
class TrustLine:
    """A trust's live projects that this person may see: how many, and what is late in them."""

    trust: Group
    projects: int
    late: int


@dataclass(frozen=True)
class YourWork:
    """What the page shows. `trusts` is filled for people with nothing of their own: they watch the whole."""

    late: Section
    # Done against a rule in the trusts in which this person may give the reason.
    held: Section
    due: Section
    waiting: Section
    projects: list[ProjectRow]
    projects_total: int
    # Late in the projects this person leads, whoever is to do it.
    projects_late: int
    trusts: list[TrustLine]
    has_own: bool
    has_projects: bool
    # "3 projects on hold are not counted as late or due soon."; empty for none.
    on_hold: str


def your_work(user: User, *, today: dt.date, show: str = "") -> YourWork:
    """Reads the page; `show` names the section that is wanted whole ("late", "due", "waiting", "projects")."""
    mine = Milestone.objects.visible_to(user).mine(user)
    leads = Project.objects.visible_to(user).live().filter(lead=user).in_joining_order()
    keys = list(leads.values_list("pk", flat=True))
    section = _section_maker(user, today, show)
    late = section("late", mine.late(on=today).order_by("due_on", "pk"))
    held = section("held", _waits_for(user).order_by("done_on", "pk"))
    due = section("due", mine.due_within(DUE_DAYS, on=today).order_by("due_on", "pk"))
    waiting = section("waiting", mine.waiting_longest())
    there = keys or held.total or late.total or due.total or waiting.total
    own = bool(there) or mine.to_do().of_live_projects().exists()
    return YourWork(
        late=late,
        held=held,
        due=due,
        waiting=waiting,
        projects=project_rows(keys[: ALL_SHOWN if show == "projects" else SHOWN], today=today),
        projects_total=len(keys),
        projects_late=Milestone.objects.filter(project__in=keys).late(on=today).count(),
        trusts=[] if own else _trust_lines(user, today),
        has_own=own,
        has_projects=own or Project.objects.visible_to(user).live().exists(),
        on_hold=not_counted_words(Project.objects.visible_to(user)),
    )


def _waits_for(user: User) -> MilestoneQuerySet:
    """What waits for this person's name and reason: a manager's, in the trusts in which they are one."""
    return (
        Milestone.objects.visible_to(user)
        .held()
        .filter(project__trust_id__in=user.trusts_where(May.ACCEPT_BROKEN_RULE))
    )


def _section_maker(user: User, today: dt.date, show: str) -> Callable[[str, MilestoneQuerySet], Section]:
    def section(name: str, milestones: MilestoneQuerySet) -> Section:
        many = ALL_SHOWN if show == name else SHOWN
        wanted = milestones.select_related("owner", "owner_contact", "waiting_contact", "project__school")
        first = [_work_row(each, user, today) for each in wanted[:many]]
        return Section(name, first, milestones.order_by().count())

    return section


def _work_row(milestone: Milestone, user: User, today: dt.date) -> WorkRow:
    project = milestone.project
    route = Route(project.route) if project.route else None
    row = Row(milestone, today, route, {}, on_hold=project.is_on_hold)
    return WorkRow(row, project, user.may(May.LOG_PROGRESS, project))


def _trust_lines(user: User, today: dt.date) -> list[TrustLine]:
    live = Project.objects.visible_to(user).live()
    plans = Milestone.objects.filter(project__in=live.values("pk")).in_plan()
    late = {
        each["project__trust_id"]: each["late"] for each in plans.tallied_by("project__trust_id", on=today)
    }
    trusts = sorted((each.trust for each in user.roles.values()), key=lambda trust: trust.name)
    counts = live.tallied_by_trust()
    return [TrustLine(trust, counts.get(trust.pk, 0), late.get(trust.pk, 0)) for trust in trusts]
