"""The home page: what is late, due and waiting of one person's own, and the projects that they lead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from partnerships.models import Group, Milestone, Project, User
from partnerships.models.forecast import standing_so
from partnerships.models.milestone import MilestoneQuerySet
from partnerships.permissions import May
from partnerships.reports.holds import not_counted_words
from partnerships.reports.plan_rows import Row
from partnerships.reports.project_list import ProjectRow, project_rows
from partnerships.rules.saying import counted, say_day
from partnerships.rules.words import Rating, Route

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
class LedProject:
    """A project that this person leads: its line, and whether and why it opens later than planned."""

    row: ProjectRow

    @property
    def later_words(self) -> str:
        """ "On current pace 1 March 2027"; empty where it opens as planned, or nothing is worked out."""
        stored = self.row.forecast
        if stored is None or not stored.months_late or stored.month is None:
            return ""
        older = f" (as of {say_day(stored.made_on)})" if self.row.is_forecast_older else ""
        return f"On current pace {say_day(stored.month)}{older}"

    @property
    def why_later(self) -> str:
        """The stored reason without both dates, which stand beside it; empty where `later_words` are."""
        stored = self.row.forecast
        if stored is None or not self.later_words:
            return ""
        dates, _, why = stored.reason.partition(": ")
        why = why or dates
        return why[:1].upper() + why[1:]


@dataclass(frozen=True)
class Standing:
    """One part of a trust's line; `name` says which list it leads to ("red", "later", "late")."""

    name: str
    words: str


@dataclass(frozen=True)
class TrustLine:
    """A trust's live projects that this person may see: how many, how they stand, what is late in them."""

    trust: Group
    projects: int
    red: int
    later: int
    # Milestones, not projects.
    late: int

    @property
    def parts(self) -> list[Standing]:
        """ "3 of 31 live projects are red", "2 open later than planned", "8 milestones are late"; without zeros."""
        of = f" of {counted(self.projects, 'live project')}"
        found = []
        if self.red:
            found.append(Standing("red", f"{self.red:,}{of} {'is' if self.red == 1 else 'are'} red"))
        if self.later:
            opens = "opens" if self.later == 1 else "open"
            found.append(Standing("later", f"{self.later:,}{'' if found else of} {opens} later than planned"))
        if self.late:
            whole = "" if found else f" in {counted(self.projects, 'live project')}"
            are = "is" if self.late == 1 else "are"
            found.append(Standing("late", f"{counted(self.late, 'milestone')} {are} late{whole}"))
        return found


@dataclass(frozen=True)
class YourWork:
    """What the page shows. `trusts` is filled for people who lead nothing: they watch the whole."""

    late: Section
    # Done against a rule in the trusts in which this person may give the reason.
    held: Section
    due: Section
    # Without what stands under `late`; `waiting_late` is how many those are.
    waiting: Section
    waiting_late: int
    projects: list[LedProject]
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
    are_late = mine.late(on=today)
    late = section("late", are_late.order_by("due_on", "pk"))
    held = section("held", _waits_for(user).order_by("done_on", "pk"))
    due = section("due", mine.due_within(DUE_DAYS, on=today).order_by("due_on", "pk"))
    waits = mine.waiting_longest()
    waiting = section("waiting", waits.exclude(pk__in=are_late.order_by().values("pk")))
    there = keys or held.total or late.total or due.total or waiting.total
    own = bool(there) or mine.to_do().of_live_projects().exists()
    return YourWork(
        late=late,
        held=held,
        due=due,
        waiting=waiting,
        waiting_late=waits.order_by().count() - waiting.total,
        projects=_led(keys[: ALL_SHOWN if show == "projects" else SHOWN], today),
        projects_total=len(keys),
        projects_late=Milestone.objects.filter(project__in=keys).late(on=today).count(),
        trusts=[] if keys else _trust_lines(user, today),
        has_own=own,
        has_projects=own or Project.objects.visible_to(user).live().exists(),
        on_hold=not_counted_words(Project.objects.visible_to(user)),
    )


def _led(keys: list[int], today: dt.date) -> list[LedProject]:
    return [LedProject(row) for row in project_rows(keys, today=today)]


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
    counts = live.tallied_by_trust()
    plans = Milestone.objects.filter(project__in=live.values("pk")).in_plan()
    late = {
        each["project__trust_id"]: each["late"] for each in plans.tallied_by("project__trust_id", on=today)
    }
    red = standing_so(live, rating=Rating.RED, on=today).tallied_by_trust()
    later = standing_so(live, later=True, on=today).tallied_by_trust()
    trusts = sorted((each.trust for each in user.roles.values()), key=lambda trust: trust.name)
    return [
        TrustLine(trust, number, red.get(trust.pk, 0), later.get(trust.pk, 0), late.get(trust.pk, 0))
        for trust in trusts
        if (number := counts.get(trust.pk, 0))
    ]
