from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from partnerships.actions.changes import mark_changes_read
from partnerships.actions.milestones import Progress, log_progress, log_several
from partnerships.models import Group, Membership, Project, User
from partnerships.reports.changes import changes_for, saved_by
from partnerships.reports.your_work import SHOWN, your_work
from tests.factories import MilestoneFactory, ProjectFactory

TODAY = dt.date(2027, 3, 10)


def day(offset: int) -> dt.date:
    return TODAY + dt.timedelta(days=offset)


@pytest.fixture
def mine(project: Project, editor: User) -> Any:
    """Makes milestones that are the editor's own."""
    return lambda **values: MilestoneFactory(project=project, owner=editor, **values)


def titles(section: Any) -> list[str]:
    return [item.row.milestone.title for item in section.rows]


def test_late_oldest_first_then_due_then_waiting_longest_first(editor: User, mine: Any) -> None:
    mine(title="a little late", due_on=day(-1))
    mine(title="very late", due_on=day(-50))
    mine(title="today", due_on=day(0))
    mine(title="in two weeks", due_on=day(14))
    mine(title="beyond", due_on=day(15))
    mine(title="short wait", due_on=day(40), status="waiting", waiting_on="x", waiting_since=day(-2))
    mine(title="long wait", due_on=day(60), status="waiting", waiting_on="x", waiting_since=day(-20))
    mine(title="done", due_on=day(-9), status="done", done_on=day(-9))

    work = your_work(editor, today=TODAY)

    assert titles(work.late) == ["very late", "a little late"]
    assert titles(work.due) == ["today", "in two weeks"]
    assert titles(work.waiting) == ["long wait", "short wait"]


def test_mine_is_by_job_where_nobody_is_named(
    editor: User, viewer: User, trust: Group, project: Project
) -> None:
    Membership.objects.filter(user=editor, trust=trust).update(job="HRD")
    MilestoneFactory(project=project, title="for HR", owner_roles="HRD", due_on=day(-1))
    MilestoneFactory(
        project=project, title="for HR, but given away", owner_roles="HRD", owner=viewer, due_on=day(-1)
    )

    assert titles(your_work(User.objects.get(pk=editor.pk), today=TODAY).late) == ["for HR"]


def test_a_long_section_shows_the_first_and_says_how_many(editor: User, mine: Any) -> None:
    for n in range(SHOWN + 3):
        mine(title=f"{n}", due_on=day(-100 + n))

    short, whole = your_work(editor, today=TODAY).late, your_work(editor, today=TODAY, show="late").late

    assert (len(short.rows), short.total, short.hidden) == (SHOWN, SHOWN + 3, 3)
    assert (len(whole.rows), whole.hidden) == (SHOWN + 3, 0)


def test_somebody_with_nothing_of_their_own_sees_how_their_trust_stands(
    viewer: User, project: Project
) -> None:
    MilestoneFactory(project=project, due_on=day(-1))
    ended = ProjectFactory(trust=project.trust, ended_on=day(-1), outcome="other", end_reason="x")
    MilestoneFactory(project=ended, due_on=day(-1))

    work = your_work(viewer, today=TODAY)

    assert not work.has_own
    assert [(line.trust, line.projects, line.late) for line in work.trusts] == [(project.trust, 1, 1)]


def test_confidential_projects_leave_no_trace(viewer: User, editor: User, trust: Group) -> None:
    secret = ProjectFactory(trust=trust, confidential=True, lead=editor)
    MilestoneFactory(project=secret, owner=editor, due_on=day(-1))

    for person in (viewer, editor):  # the editor leads it but is not named on it
        work = your_work(person, today=TODAY)
        assert (work.late.total, work.projects_total, work.has_projects) == (0, 0, False)
        assert all((line.projects, line.late) == (0, 0) for line in work.trusts)


# What changed


def test_changes_of_others_are_told_once_a_call(
    editor: User, manager: User, outsider: User, project: Project
) -> None:
    rows = MilestoneFactory.create_batch(3, project=project)
    log_several(by=editor, milestones=rows, progress=Progress("done"))
    log_progress(by=manager, milestone=rows[0], progress=Progress("in_progress"), note="Not signed after all")
    now = timezone.now()

    seen = changes_for(manager, now=now)

    assert [line.entry.who for line in seen.lines if line.entry.who != "Trust Tracker"] == ["Edda Editor"]
    (by_editor,) = [line for line in seen.lines if line.entry.who == "Edda Editor"]
    assert by_editor.entry.what.startswith("marked 3 milestones as done")
    assert len(by_editor.entry.details) == 3
    assert by_editor.project == project
    assert changes_for(outsider, now=now).total == 0
    other = [
        line.entry.what for line in changes_for(editor, now=now).lines if line.entry.who == "Mona Manager"
    ]
    assert len(other) == 1
    assert "Not signed after all" in other[0]


def test_read_changes_stay_read_and_newer_ones_come(editor: User, manager: User, project: Project) -> None:
    first, second = MilestoneFactory.create_batch(2, project=project)
    log_progress(by=editor, milestone=first, progress=Progress("done"))
    until = timezone.now()
    log_progress(by=editor, milestone=second, progress=Progress("in_progress"))

    mark_changes_read(by=manager, until=until)
    mark_changes_read(by=manager, until=until - dt.timedelta(days=3))  # an old page marks nothing unread

    assert manager.changes_seen_at == until
    (line,) = changes_for(manager, now=timezone.now()).lines
    assert second.title in line.entry.sentence


def test_read_cannot_be_marked_into_the_future(manager: User) -> None:
    mark_changes_read(by=manager, until=timezone.now() + dt.timedelta(days=9))

    assert manager.changes_seen_at is not None
    assert manager.changes_seen_at <= timezone.now()


def test_changes_of_a_confidential_project_are_for_those_named(
    viewer: User, editor: User, trust: Group
) -> None:
    secret = ProjectFactory(trust=trust, confidential=True)
    log_progress(by=editor, milestone=MilestoneFactory(project=secret), progress=Progress("done"))

    assert changes_for(viewer, now=timezone.now()).total == 0


def test_only_ones_own_call_is_shown_as_saved(editor: User, manager: User, project: Project) -> None:
    milestone = log_progress(
        by=editor, milestone=MilestoneFactory(project=project), progress=Progress("done")
    )
    call = milestone.history.first().call

    saved = saved_by(editor, call)

    assert saved is not None
    assert (saved.project, saved.can_undo) == (project, True)
    assert saved_by(manager, call) is None


def test_what_is_late_in_the_projects_one_leads_counts_whoever_is_to_do_it(
    editor: User, viewer: User, project: Project
) -> None:
    Project.objects.filter(pk=project.pk).update(lead=editor)
    MilestoneFactory(project=project, owner=viewer, due_on=day(-3))
    MilestoneFactory(project=ProjectFactory(trust=project.trust), due_on=day(-3))

    work = your_work(User.objects.get(pk=editor.pk), today=TODAY)

    assert (work.late.total, work.projects_late) == (0, 1)
