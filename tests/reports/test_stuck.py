"""Which projects are stuck, by each trust's own days, and what is said of them."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from partnerships.actions.notes import write_note
from partnerships.models import ChasingLimits, Group, Project, ProjectForecast, User
from partnerships.reports.stuck import stuck_among, stuck_rows
from tests.factories import MilestoneFactory, ProjectFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2027, 3, 10)


def stuck(on: dt.date = TODAY) -> list[Project]:
    return list(stuck_among(Project.objects.order_by("pk"), on=on))


def active(project: Project, days_ago: int) -> Project:
    at = dt.datetime.combine(TODAY - dt.timedelta(days=days_ago), dt.time(12), tzinfo=dt.UTC)
    ProjectForecast.objects.create(project=project, made_on=TODAY, active_at=at)
    return project


@pytest.mark.parametrize(("days", "is_stuck"), [(28, False), (29, True)])
def test_quiet_for_longer_than_the_trusts_days(trust: Group, days: int, is_stuck: bool) -> None:
    active(ProjectFactory(trust=trust), days)
    assert bool(stuck()) is is_stuck


@pytest.mark.parametrize(("days", "is_stuck"), [(21, False), (22, True)])
def test_waiting_for_longer_than_the_trusts_days(trust: Group, days: int, is_stuck: bool) -> None:
    project = active(ProjectFactory(trust=trust), 0)
    since = TODAY - dt.timedelta(days=days)
    MilestoneFactory(project=project, status="waiting", waiting_on="x", waiting_since=since)
    assert bool(stuck()) is is_stuck


def test_each_trust_has_its_own_days(trust: Group, other_trust: Group) -> None:
    ChasingLimits.objects.create(trust=trust, quiet_days=5, waiting_days=5)
    mine, _theirs = active(ProjectFactory(trust=trust), 6), active(ProjectFactory(trust=other_trust), 6)
    assert stuck() == [mine]


def test_on_hold_or_ended_is_never_stuck(trust: Group) -> None:
    active(ProjectFactory(trust=trust, on_hold_since=TODAY), 100)
    active(ProjectFactory(trust=trust, ended_on=TODAY, outcome="other"), 100)
    assert stuck() == []


def test_where_nobody_did_anything_the_start_counts(trust: Group) -> None:
    old = ProjectFactory(trust=trust, started_on=TODAY - dt.timedelta(days=29))
    ProjectFactory(trust=trust, started_on=TODAY - dt.timedelta(days=28))
    assert stuck() == [old]


def test_a_row_says_why_since_when_and_who_last_did_what(project: Project, editor: User) -> None:
    with time_machine.travel("2027-01-10 09:00", tick=False):
        write_note(by=editor, project=project, text="Rang the head")
    for title, since in (("Lease", dt.date(2027, 2, 1)), ("Map", dt.date(2027, 2, 3))):
        MilestoneFactory(
            project=project, title=title, status="waiting", waiting_on="the LA", waiting_since=since
        )
    [row] = stuck_rows([project.pk], today=TODAY)
    assert row.why == [
        "No activity for 59 days",
        "“Lease” waits for the LA for 37 days",
        "1 other milestone waits too long as well",
    ]
    assert row.since == dt.date(2027, 1, 10)
    assert row.last is not None
    assert "Edda Editor wrote a note: “Rang the head”" in row.last.sentence
