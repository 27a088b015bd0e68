"""A project on hold counts nowhere as late, and is resumed with its joining month looked at again."""

from __future__ import annotations

import datetime as dt

import pytest

from partnerships.actions._core import NotAllowed, Refused
from partnerships.actions.holds import (
    hold_project,
    hold_project_problems,
    resume_project,
    resume_project_problems,
)
from partnerships.actions.milestones import Progress, log_progress
from partnerships.actions.projects import end_project, end_project_problems
from partnerships.history import describe_call
from partnerships.models import Hold, Milestone, Project, User
from tests.plans import JOINING, TODAY, code

SINCE = dt.date(2027, 3, 1)
LATER = dt.date(2027, 12, 1)


@pytest.fixture
def held(plan: Project, manager: User) -> Project:
    return hold_project(by=manager, project=plan, since=SINCE, why=" Inspection is due ")


def test_a_hold_says_since_when_why_and_by_whom(held: Project, manager: User) -> None:
    hold = held.holds.get()
    assert (hold.since, hold.reason, hold.by) == (SINCE, "Inspection is due", manager)
    assert (held.on_hold_since, held.is_on_hold, held.is_going_on) == (SINCE, True, False)


@pytest.mark.parametrize(
    ("since", "why", "problem"),
    [
        (TODAY + dt.timedelta(days=1), "Inspection", "cannot be in the future"),
        (SINCE, " ", "Enter why"),
    ],
)
def test_what_stands_in_the_way_of_a_hold(
    plan: Project, manager: User, since: dt.date, why: str, problem: str
) -> None:
    assert problem in hold_project_problems(project=plan, since=since, why=why)[0]
    with pytest.raises(Refused, match=problem):
        hold_project(by=manager, project=plan, since=since, why=why)
    assert not Hold.objects.exists()


def test_a_project_is_on_hold_once_at_a_time_and_not_before_it_was_resumed(
    held: Project, manager: User
) -> None:
    with pytest.raises(Refused, match="on hold already, since 1 March 2027"):
        hold_project(by=manager, project=held, since=SINCE, why="Again")
    resumed = resume_project(by=manager, project=held, month=JOINING, confirmed=False)
    with pytest.raises(Refused, match="resumed on 10 March 2027"):
        hold_project(by=manager, project=resumed, since=TODAY - dt.timedelta(days=1), why="Again")
    assert hold_project(by=manager, project=resumed, since=TODAY, why="Again").is_on_hold
    assert held.holds.count() == 2


def test_who_may_hold_and_resume(plan: Project, cast: dict[str, User | None]) -> None:
    for who in ("viewer", "editor", "outsider", "site_administrator"):
        with pytest.raises(NotAllowed):
            hold_project(by=cast[who], project=plan, since=SINCE, why="Inspection")
        with pytest.raises(NotAllowed):
            resume_project(by=cast[who], project=plan, month=JOINING, confirmed=False)
    held = hold_project(by=cast["administrator"], project=plan, since=SINCE, why="Inspection")
    assert not resume_project(by=cast["manager"], project=held, month=JOINING, confirmed=False).is_on_hold


def test_an_ended_project_is_neither_held_nor_resumed(plan: Project, manager: User) -> None:
    ended = end_project(by=manager, project=plan, outcome="declined_dfe", on=TODAY, why="Declined")
    with pytest.raises(NotAllowed):
        hold_project(by=manager, project=ended, since=SINCE, why="Inspection")
    assert "has ended" in hold_project_problems(project=ended, since=SINCE, why="Inspection")[0]


def test_nothing_on_hold_is_late_and_everything_still_is_to_do(plan: Project, manager: User) -> None:
    after = dt.date(2027, 12, 1)
    late = Milestone.objects.filter(project=plan).late(on=after).count()
    to_do = Milestone.objects.filter(project=plan).to_do().count()
    held = hold_project(by=manager, project=plan, since=SINCE, why="Inspection")
    assert late > 50
    assert not Milestone.objects.filter(project=plan).late(on=after).exists()
    assert not Project.objects.late(on=after).exists()
    assert Milestone.objects.filter(project=plan).to_do().count() == to_do
    (tally,) = plan.milestones.in_plan().tallied_by("project_id", on=after)
    assert tally["late"] == 0
    assert tally["found"] == to_do
    assert Project.objects.with_progress(on=after).get(pk=plan.pk).late_count == 0
    assert list(Project.objects.on_hold()) == [held]


def test_nothing_on_hold_is_due_soon(plan: Project, manager: User) -> None:
    before = code(plan, "LEG-18").due_on - dt.timedelta(days=10)
    soon = Milestone.objects.filter(project=plan).due_within(30, on=before).count()
    (tally,) = plan.milestones.in_plan().tallied_by("project_id", on=before)
    assert tally["soon"] == soon > 1
    assert list(Project.objects.going_on()) == [plan]

    hold_project(by=manager, project=plan, since=SINCE, why="Inspection")

    assert not Milestone.objects.filter(project=plan).due_within(30, on=before).exists()
    (tally,) = plan.milestones.in_plan().tallied_by("project_id", on=before)
    assert tally["soon"] == 0
    assert not Project.objects.going_on().exists()


def test_what_happens_on_hold_can_be_logged(held: Project, editor: User) -> None:
    assert log_progress(by=editor, milestone=code(held, "EXP-01"), progress=Progress("done")).is_done


def test_resuming_with_the_same_month_has_to_be_said_and_changes_nothing_else(
    held: Project, manager: User
) -> None:
    changes = held.joining_changes.count()
    resumed = resume_project(by=manager, project=held, month=JOINING, confirmed=False)
    assert (resumed.on_hold_since, resumed.joining_month) == (None, JOINING)
    assert held.joining_changes.count() == changes
    hold = held.holds.get()
    assert (hold.resumed_on, hold.resumed_by) == (TODAY, manager)


def test_resuming_with_another_month_needs_its_reason_and_moves_the_plan(
    held: Project, manager: User
) -> None:
    with pytest.raises(Refused, match="at least one reason"):
        resume_project(by=manager, project=held, month=LATER, confirmed=False)
    assert Project.objects.get(pk=held.pk).is_on_hold
    due = code(held, "LEG-18").due_on
    reasons = {"school": "The school asked for a term more"}
    resumed = resume_project(by=manager, project=held, month=LATER, confirmed=True, reasons=reasons)
    assert (resumed.joining_month, resumed.joining_confirmed, resumed.is_on_hold) == (LATER, True, False)
    assert code(held, "LEG-18").due_on > due
    assert held.joining_changes.latest("pk").reasons.get().text == reasons["school"]


def test_what_is_not_on_hold_cannot_be_resumed(plan: Project, manager: User) -> None:
    given = {"project": plan, "month": JOINING, "confirmed": False, "reasons": {}}
    assert resume_project_problems(**given) == ["This project is not on hold."]
    with pytest.raises(Refused, match="not on hold"):
        resume_project(by=manager, project=plan, month=JOINING, confirmed=False)


def test_a_project_on_hold_may_be_given_up_but_not_completed(held: Project, manager: User) -> None:
    problems = end_project_problems(project=held, outcome="completed", on=TODAY, reason="Open")
    assert "The project is not on hold" in problems[0], "which is not so"
    assert end_project_problems(project=held, outcome="withdrawn_school", on=TODAY, reason="No") == []
    ended = end_project(by=manager, project=held, outcome="withdrawn_school", on=TODAY, why="No")
    assert not Project.objects.on_hold().exists()
    assert ended.is_ended


def test_history_tells_of_hold_and_resumption(held: Project, manager: User) -> None:
    said = describe_call(held, held.history.latest("history_id").call)
    assert said is not None
    assert said.sentence == "Mona Manager put the project on hold since 1 March 2027: “Inspection is due”"
    same = resume_project(by=manager, project=held, month=JOINING, confirmed=False)
    said = describe_call(held, same.history.latest("history_id").call)
    assert said is not None
    assert said.sentence == "Mona Manager resumed the project, still joining in September 2027"
    again = hold_project(by=manager, project=same, since=TODAY, why="Again")
    moved = resume_project(
        by=manager, project=again, month=LATER, confirmed=False, reasons={"la": "Late committee"}
    )
    said = describe_call(held, moved.history.latest("history_id").call)
    assert said is not None
    assert "now joining in December 2027 (was September 2027)" in said.sentence
