"""Fills an empty database with the demonstration."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from partnerships.actions._core import one_call, refuse_if
from partnerships.actions.forecasts import refresh_forecasts
from partnerships.actions.groups import make_group
from partnerships.actions.openings import accept_opening, propose_openings
from partnerships.actions.rules import settle_rules
from partnerships.demo.backdate import Clock
from partnerships.demo.dates import load_dates
from partnerships.demo.engine import Engine
from partnerships.demo.people import load_people
from partnerships.demo.register import load_register, open_in_trust
from partnerships.demo.schools import SCHOOLS
from partnerships.demo.spreadsheets import load_spreadsheets
from partnerships.demo.stories import STORIES
from partnerships.demo.story import InGias
from partnerships.demo.told import load_told
from partnerships.demo.trusts import MAIN
from partnerships.models import Group, OpeningProposal, Project, RegisterFile, RegisterKind, User
from partnerships.rules.words import GroupKind


def is_empty() -> bool:
    """Whether nobody has worked here yet. Schools and trusts alone do not count."""
    return not User.objects.exists() and not Project.objects.exists()


def load_demo_problems() -> list[str]:
    """What stands in the way of loading the demonstration."""
    if not settings.DEMO_MODE and settings.MODE != "test":
        return [
            "Demo data is for demo mode only: its passwords are public. "
            "Set TRUST_TRACKER_MODE=demo, with a database of its own."
        ]
    if not is_empty():
        return [
            "There are people or projects in this database already. "
            "Demo data goes into an empty database only: use a new one."
        ]
    return []


@transaction.atomic
def load_demo(*, today: dt.date | None = None) -> int:
    """Loads people, schools, trusts and projects as of today; all or nothing. Returns the number of projects.

    Raises Refused outside demo mode and in a database where somebody has worked.
    """
    refuse_if(load_demo_problems())
    today = today or timezone.localdate()
    clock = Clock()
    load_register(today)
    people = load_people(clock, today)
    load_dates(clock, by=people["margaret"], trust=Group.objects.get(uid=MAIN), today=today)
    load_told(clock, by=people["margaret"], trust=Group.objects.get(uid=MAIN))
    projects = [Engine(story, people=people, clock=clock, today=today).run() for story in STORIES]
    _group(clock, people["priya"], projects)
    _open_schools(projects)
    propose_openings(by=None, file=_download(today))
    _accept_what_gias_shows(clock, people["priya"])
    projects += load_spreadsheets(clock, by=people["priya"], trust=Group.objects.get(uid=MAIN), today=today)
    keys = frozenset(project.pk for project in projects)
    with one_call("load_demo", by=None):
        settle_rules(keys)
    clock.set_in_time()
    refresh_forecasts(projects=keys, on=today)
    return len(projects)


def _group(clock: Clock, manager: User, projects: list[Project]) -> None:
    """Puts the schools that join together into their groups."""
    for name in sorted({story.group for story in STORIES if story.group}):
        urns = [story.urn for story in STORIES if story.group == name]
        members = [project for project in projects if project.school_id in urns]
        at = clock.now - dt.timedelta(days=30)
        trust, kind = members[0].trust, GroupKind.MERGER
        clock.play(at, make_group, by=manager, trust=trust, name=name, kind=kind, projects=members)


def _open_schools(projects: list[Project]) -> None:
    """Lets GIAS know of the schools that have joined; the project keeps the record it was started on."""
    for project in projects:
        opened = project.milestones.filter(code="OPN-01", status="done").first()
        if opened is not None and opened.done_on is not None:
            project.school.refresh_from_db()
            open_in_trust(project.school, project.trust, opened.done_on)


def _accept_what_gias_shows(clock: Clock, manager: User) -> None:
    accepted = [story.urn for story in STORIES if story.in_gias is InGias.ACCEPTED]
    for proposal in OpeningProposal.objects.filter(project__school__in=accepted):
        clock.play(clock.now - dt.timedelta(days=1), accept_opening, by=manager, proposal=proposal)


def _download(today: dt.date) -> RegisterFile:
    """The invented GIAS download in which the newest academies stand."""
    return RegisterFile.objects.create(
        kind=RegisterKind.SCHOOLS,
        file_name=f"invented-schools-{today:%Y%m%d}.csv",
        downloaded_on=today,
        applied_at=timezone.now(),
        unchanged_count=len(SCHOOLS),
    )
