"""The milestone report: what it finds, what it counts, and who sees what of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from partnerships.models import Group, Milestone, Project, ProjectAccess, User
from partnerships.reports.milestone_groups import school_groups
from partnerships.reports.milestones import MilestoneReport, Tally, Wanted
from partnerships.rules.words import Part
from tests.factories import (
    GroupFactory,
    MembershipFactory,
    MilestoneFactory,
    NoteFactory,
    ProjectFactory,
    SchoolFactory,
)

TODAY = dt.date(2027, 3, 10)


def day(offset: int) -> dt.date:
    return TODAY + dt.timedelta(days=offset)


def report(user: User, **wanted: Any) -> MilestoneReport:
    return MilestoneReport(user=user, wanted=Wanted(**wanted), today=TODAY)


def titles(user: User, **wanted: Any) -> list[str]:
    """What is found, in the report's order; the page and the stream must say the same."""
    asked = report(user, **wanted)
    streamed = [row.title for row in asked.stream()]
    assert [row.title for row in asked[0 : asked.count()]] == streamed
    assert asked.count() == len(streamed)
    return streamed


@pytest.fixture
def plan(project: Project) -> dict[str, Milestone]:
    """One milestone of each kind in a live project."""
    rows: dict[str, dict[str, Any]] = {
        "late": {"due_on": day(-10), "phase": "EXP", "owner_roles": "SOL"},
        "done": {
            "due_on": day(-20),
            "status": "done",
            "done_on": day(-25),
            "phase": "EXP",
            "owner_roles": "CEO,GB",
        },
        "before": {"due_on": day(-90), "status": "done", "done_before_tracking": True, "phase": "APP"},
        "today": {"due_on": day(0), "phase": "CON", "owner_roles": "GB"},
        "waiting": {"due_on": day(30), "status": "waiting", "waiting_on": "the diocese", "phase": "LEG"},
        "later": {"due_on": day(31), "status": "in_progress", "phase": "LEG"},
        "no date": {"due_on": None, "phase": "PST"},
        "not applicable": {"due_on": day(-40), "in_plan": False, "phase": "OPS"},
    }
    return {
        title: MilestoneFactory(project=project, title=title, position=n, **values)
        for n, (title, values) in enumerate(rows.items())
    }


@pytest.mark.usefixtures("plan")
@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ["late", "done", "before", "today", "waiting", "later", "no date"]),
        ({"status": "late"}, ["late"]),
        ({"status": "to_do"}, ["late", "today", "waiting", "later", "no date"]),
        ({"status": "done"}, ["done", "before"]),
        ({"status": "waiting"}, ["waiting"]),
        ({"status": "not_applicable"}, ["not applicable"]),
        ({"part": "apply"}, ["before", "today"]),
        ({"owner_role": "GB"}, ["done", "today"]),
        ({"late_by": 10}, ["late"]),
        ({"late_by": 11}, []),
        ({"due_from": day(0), "due_to": day(30)}, ["today", "waiting"]),
        ({"due_to": day(-20)}, ["done", "before"]),
        ({"joining_from": dt.date(2027, 9, 1), "status": "late"}, ["late"]),
        ({"joining_from": dt.date(2027, 10, 1)}, []),
        ({"joining_to": dt.date(2027, 8, 1)}, []),
        ({"search": "brackenholt", "status": "late"}, ["late"]),
        ({"search": "moor"}, []),
        ({"lead": "none", "status": "late"}, ["late"]),
    ],
)
def test_each_filter_finds_its_milestones(viewer: User, wanted: dict[str, Any], found: list[str]) -> None:
    assert titles(viewer, **wanted) == found


@pytest.mark.usefixtures("plan")
def test_counts_are_those_of_the_rows(viewer: User) -> None:
    asked = report(viewer)

    assert asked.total == Tally(found=7, done=2, late=1, soon=2, waiting=1)
    rows = list(asked.stream())
    assert asked.total.late == sum(bool(row.days_late) for row in rows)
    assert asked.total.done == sum(row.status_words == "Done" for row in rows)
    assert asked.by_part[Part.APPLY] == Tally(found=2, done=1, late=0, soon=1, waiting=0)
    assert list(asked.by_part) == [Part.EXPLORE, Part.APPLY, Part.LEGAL, Part.OPEN]


def test_a_row_says_what_is_known(viewer: User, plan: dict[str, Milestone]) -> None:
    NoteFactory(project=plan["late"].project, milestone=plan["late"], text="Old note")
    NoteFactory(project=plan["late"].project, milestone=plan["late"], text="Newest note")
    rows = {row.title: row for row in report(viewer).stream()}

    late = rows["late"]
    assert (late.days_late, late.owner_words, late.note) == (10, "Solicitors", "Newest note")
    assert rows["done"].when_words == "13 February 2027"
    assert rows["before"].when_words == "Before tracking began"
    assert rows["no date"].when_words == "No date yet"
    assert rows["waiting"].waiting_words == "Waiting for the diocese"


def test_projects_stand_by_joining_month_and_name_undated_last(viewer: User, trust: Group) -> None:
    for name, month in (
        ("Beck", None),
        ("Dale", dt.date(2027, 9, 1)),
        ("Ash", dt.date(2027, 9, 1)),
        ("Cove", dt.date(2027, 4, 1)),
    ):
        each = ProjectFactory(trust=trust, school=SchoolFactory(name=name), joining_month=month)
        MilestoneFactory(project=each, title=f"{name} 2", position=2)
        MilestoneFactory(project=each, title=f"{name} 1", position=1)

    assert titles(viewer) == [f"{n} {k}" for n in ("Cove", "Ash", "Dale", "Beck") for k in (1, 2)]


def test_pages_cut_anywhere_join_up_again_and_say_what_continues(viewer: User, trust: Group) -> None:
    for n in range(4):
        each = ProjectFactory(trust=trust, school=SchoolFactory(name=f"School {n}"))
        MilestoneFactory.create_batch(5, project=each)
    asked = report(viewer)
    everything = [row.pk for row in asked.stream()]

    pages = [asked[start : start + 3] for start in range(0, 21, 3)]

    assert [row.pk for page in pages for row in page] == everything
    second = school_groups(asked, pages[1], first=3)[0]
    assert [(s.goes_back, s.goes_on, len(s.rows)) for s in second.schools] == [
        (True, False, 2),
        (False, True, 1),
    ]
    assert second.words == "4 schools, 0 of 20 milestones done, 0 late"


def test_ended_projects_come_only_when_asked_and_are_never_late(viewer: User, trust: Group) -> None:
    ended = ProjectFactory(
        trust=trust, ended_on=day(-5), outcome="withdrawn_school", end_reason="They said no"
    )
    MilestoneFactory(project=ended, title="left behind", due_on=day(-30))

    assert titles(viewer) == []
    assert titles(viewer, include_ended=True) == ["left behind"]
    assert report(viewer, include_ended=True).total == Tally(found=1)
    assert [row.days_late for row in report(viewer, include_ended=True).stream()] == [0]
    assert titles(viewer, include_ended=True, status="late") == []


def test_nothing_of_another_trust_or_of_a_confidential_project_is_counted(
    viewer: User, manager: User, outsider: User, trust: Group
) -> None:
    secret = ProjectFactory(trust=trust, confidential=True)
    MilestoneFactory(project=secret, title="secret")
    ProjectAccess.objects.create(project=secret, user=manager)

    assert titles(manager) == ["secret"]
    for person in (viewer, outsider):
        assert titles(person) == []
        assert report(person).total == Tally()
        assert titles(person, project=secret.pk) == []


def test_filters_by_trust_and_lead(viewer: User, editor: User, trust: Group) -> None:
    second = GroupFactory()
    MembershipFactory(user=viewer, trust=second, role="viewer")
    MilestoneFactory(project=ProjectFactory(trust=trust, lead=editor), title="led")
    MilestoneFactory(project=ProjectFactory(trust=second), title="of the second")

    assert titles(viewer, trust=second.pk) == ["of the second"]
    assert titles(viewer, lead=str(editor.pk)) == ["led"]


def test_the_schools_of_a_page_have_the_progress_of_their_whole_plans(
    viewer: User, plan: dict[str, Milestone]
) -> None:
    asked = report(viewer, status="late")
    (school,) = asked.schools(asked[0:10])

    assert (school.done_count, school.plan_count, school.late_count) == (2, 7, 1)
    assert school.next_title == "today"
