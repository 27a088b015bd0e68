from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from partnerships.actions.changes import mark_changes_read
from partnerships.actions.milestones import Progress, log_progress, log_several
from partnerships.models import Group, Membership, Project, ProjectForecast, User
from partnerships.reports.changes import changes_for, saved_by
from partnerships.reports.your_work import SHOWN, TrustLine, your_work
from tests.factories import MilestoneFactory, ProjectFactory, ProjectForecastFactory

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
    assert work.waiting_late == 0


def test_what_is_late_is_not_told_again_as_waiting(editor: User, mine: Any) -> None:
    mine(title="late", due_on=day(-1), status="waiting", waiting_on="x", waiting_since=day(-9))

    work = your_work(editor, today=TODAY)

    assert (titles(work.late), titles(work.waiting), work.waiting_late) == (["late"], [], 1)


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


def test_who_leads_nothing_reads_how_the_trust_stands_in_one_line(
    viewer: User, editor: User, trust: Group
) -> None:
    late, red, held, secret = (
        ProjectFactory(trust=trust, **values)
        for values in ({}, {}, {"on_hold_since": day(-5)}, {"confidential": True})
    )
    ProjectForecastFactory(project=late, months_late=2, rating="amber")
    for each in (red, held, secret):
        ProjectForecastFactory(project=each, months_late=1, rating="red")
        MilestoneFactory(project=each, owner=viewer, due_on=day(-1))

    (line,) = your_work(viewer, today=TODAY).trusts
    Project.objects.filter(pk=red.pk).update(lead=editor)

    assert [part.words for part in line.parts] == [
        "1 of 3 live projects is red", "2 open later than planned", "1 milestone is late",
    ]  # fmt: skip
    assert your_work(editor, today=TODAY).trusts == []


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        (
            (31, 3, 2, 8),
            ["3 of 31 live projects are red", "2 open later than planned", "8 milestones are late"],
        ),
        ((31, 0, 1, 0), ["1 of 31 live projects opens later than planned"]),
        ((1, 0, 0, 1), ["1 milestone is late in 1 live project"]),
        ((31, 0, 0, 0), []),
    ],
)
def test_a_trusts_line_leaves_zeros_out(trust: Group, counts: Any, words: list[str]) -> None:
    assert [part.words for part in TrustLine(trust, *counts).parts] == words


def test_a_project_one_leads_says_when_and_why_it_opens_later(editor: User, trust: Group) -> None:
    project = ProjectFactory(trust=trust, lead=editor)
    ProjectForecastFactory(
        project=project,
        made_on=TODAY,
        month=dt.date(2027, 3, 1),
        months_late=2,
        reason="Planned 1 January 2027, on current pace 1 March 2027: “A: b” is 5 days late.",
    )

    def says() -> tuple[str, str]:
        (led,) = your_work(editor, today=TODAY).projects
        return led.later_words, led.why_later

    assert says() == ("On current pace 1 March 2027", "“A: b” is 5 days late.")
    ProjectForecast.objects.update(made_on=dt.date(2027, 3, 9))
    assert says()[0] == "On current pace 1 March 2027 (as of 9 March 2027)"
    Project.objects.update(on_hold_since=day(-5))
    assert says() == ("", "")
    Project.objects.update(on_hold_since=None)
    ProjectForecast.objects.update(months_late=0)
    assert says() == ("", "")
