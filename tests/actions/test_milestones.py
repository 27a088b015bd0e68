"""Logging progress, and the rows of a team's own."""

from __future__ import annotations

import datetime as dt

import pytest

from partnerships.actions._core import Refused
from partnerships.actions.evidence import Given
from partnerships.actions.milestones import (
    ChangedMeanwhile,
    Progress,
    add_own_milestone,
    change_own_milestone,
    log_progress,
    log_several,
    mark_applicable,
    mark_not_applicable,
    remove_own_milestone,
)
from partnerships.actions.notes import write_note
from partnerships.actions.owners import assign_milestone
from partnerships.actions.plans import start_from_here
from partnerships.models import Milestone, Note, Project, User
from tests.factories import MilestoneFactory
from tests.plans import TODAY, code


def test_done_is_today_unless_a_date_is_given(plan: Project, editor: User) -> None:
    first = log_progress(by=editor, milestone=code(plan, "EXP-01"), progress=Progress("done"))
    earlier = Progress("done", done_on=dt.date(2027, 2, 1))
    second = log_progress(by=editor, milestone=code(plan, "EXP-02"), progress=earlier)

    assert (first.done_on, second.done_on) == (TODAY, dt.date(2027, 2, 1))


def test_what_is_done_keeps_its_date_when_only_a_link_is_added(plan: Project, editor: User) -> None:
    start_from_here(by=editor, project=plan, before=dt.date(2100, 1, 1))
    link = Given(url="https://files.trust.example/minutes")
    row = log_progress(by=editor, milestone=code(plan, "EXP-01"), progress=Progress("done"), evidence=link)
    assert (row.done_on, row.done_before_tracking, row.evidence.get().url) == (None, True, link.url)


@pytest.mark.parametrize(
    ("progress", "said"),
    [
        (Progress("done", done_on=TODAY + dt.timedelta(days=1)), "cannot be in the future"),
        (Progress("waiting"), "Enter who you are waiting for"),
        (
            Progress("waiting", waiting_on="LA", waiting_since=TODAY + dt.timedelta(days=1)),
            "waiting since cannot",
        ),
        (Progress("finished"), "Choose a status"),
    ],
)
def test_what_cannot_be_logged(plan: Project, editor: User, progress: Progress, said: str) -> None:
    with pytest.raises(Refused, match=said):
        log_progress(by=editor, milestone=code(plan, "EXP-01"), progress=progress)
    assert code(plan, "EXP-01").status == "not_started"


def test_waiting_keeps_on_whom_and_since_when_until_something_else_is_logged(
    plan: Project, editor: User
) -> None:
    row = code(plan, "EXP-01")
    waiting = log_progress(by=editor, milestone=row, progress=Progress("waiting", waiting_on=" the LA "))
    assert (waiting.waiting_on, waiting.waiting_since) == ("the LA", TODAY)

    done = log_progress(by=editor, milestone=row, progress=Progress("done"))
    assert (done.waiting_on, done.waiting_since) == ("", None)
    again = log_progress(by=editor, milestone=row, progress=Progress("in_progress"))
    assert again.done_on is None


def test_evidence_is_a_secure_link(plan: Project, editor: User) -> None:
    row = code(plan, "EXP-01")
    for link in ("http://example.org", "javascript:alert(1)", "ftp://x"):
        with pytest.raises(Refused, match="https://"):
            log_progress(by=editor, milestone=row, progress=Progress("done"), evidence=Given(url=link))
    assert code(plan, "EXP-01").status == "not_started"
    given = Given(url="https://x.example/1")
    log_progress(by=editor, milestone=row, progress=Progress("done"), evidence=given)
    log_progress(by=editor, milestone=row, progress=Progress("in_progress"))
    assert [each.url for each in row.evidence.standing()] == ["https://x.example/1"]


def test_the_second_of_two_people_is_told_who_was_faster(plan: Project, editor: User, manager: User) -> None:
    seen = code(plan, "EXP-01")
    log_progress(by=manager, milestone=seen, progress=Progress("in_progress"), expected_version=seen.version)

    with pytest.raises(ChangedMeanwhile, match="Mona Manager"):
        log_progress(by=editor, milestone=seen, progress=Progress("done"), expected_version=seen.version)
    assert code(plan, "EXP-01").status == "in_progress"


def test_several_are_logged_together_or_not_at_all(plan: Project, editor: User, manager: User) -> None:
    rows = [code(plan, "EXP-01"), code(plan, "EXP-02")]
    versions = {row.pk: row.version for row in rows}
    log_progress(by=manager, milestone=rows[1], progress=Progress("in_progress"))

    with pytest.raises(ChangedMeanwhile):
        log_several(by=editor, milestones=rows, progress=Progress("done"), expected_versions=versions)
    assert code(plan, "EXP-01").status == "not_started"
    with pytest.raises(Refused, match="Tick at least one"):
        log_several(by=editor, milestones=[], progress=Progress("done"))


def test_not_applicable_needs_a_reason_and_can_be_taken_back(plan: Project, editor: User) -> None:
    row = code(plan, "EXP-01")
    with pytest.raises(Refused, match="Enter why"):
        mark_not_applicable(by=editor, milestone=row, why=" ")
    log_progress(by=editor, milestone=row, progress=Progress("waiting", waiting_on="the LA"))
    assert not mark_not_applicable(by=editor, milestone=row, why="They asked us").in_plan

    back = mark_applicable(by=editor, milestone=row)
    assert back.in_plan
    assert back.waiting_on == "the LA"


def test_overruling_the_answers_needs_a_reason(plan: Project, editor: User) -> None:
    row = plan.milestones.filter(applies="no").first()
    assert row is not None
    assert not row.in_plan
    with pytest.raises(Refused, match="Enter why it applies"):
        mark_applicable(by=editor, milestone=row)
    overruled = mark_applicable(by=editor, milestone=row, why="The governors want it")
    assert (overruled.in_plan, overruled.override) == (True, "yes")


def test_logging_puts_a_milestone_back_into_the_plan(plan: Project, editor: User) -> None:
    row = mark_not_applicable(by=editor, milestone=code(plan, "EXP-01"), why="Not here")
    done = log_progress(by=editor, milestone=row, progress=Progress("done"))
    assert (done.in_plan, done.override, done.override_reason) == (True, "", "")


def test_an_owner_belongs_to_the_trust(plan: Project, editor: User, outsider: User) -> None:
    row = code(plan, "EXP-01")
    assert assign_milestone(by=editor, milestone=row, owner=editor).owner == editor
    assert assign_milestone(by=editor, milestone=row, owner=None, owner_roles=["HT"]).owner_roles == "HT"
    with pytest.raises(Refused, match="not one of the trust"):
        assign_milestone(by=editor, milestone=row, owner=outsider)
    with pytest.raises(Refused, match="not one of the trust"):
        log_progress(by=editor, milestone=row, progress=Progress("done"), owner=outsider)
    with pytest.raises(Refused, match="not one of the trust"):
        add_own_milestone(by=editor, project=plan, title="Visit", phase="EXP", owner=outsider)


def test_a_row_of_ones_own_stands_where_it_was_put(plan: Project, editor: User) -> None:
    after = code(plan, "LEG-01")
    row = add_own_milestone(
        by=editor, project=plan, title=" Visit the site ", phase="LEG", after=after, owner_roles=["EST"]
    )
    assert (row.title, row.position, row.code, row.owner_roles) == (
        "Visit the site",
        after.position,
        "",
        "EST",
    )
    last = add_own_milestone(by=editor, project=plan, title="Thank everybody", phase="LEG")
    assert last.position == plan.milestones.filter(phase="LEG").order_by("-position")[0].position
    for wrong, said in (
        ({"title": " ", "phase": "LEG"}, "what is to be done"),
        ({"title": "x", "phase": "?"}, "part"),
    ):
        with pytest.raises(Refused, match=said):
            add_own_milestone(by=editor, project=plan, **wrong)
    with pytest.raises(Refused, match="another project"):
        add_own_milestone(by=editor, project=plan, title="x", phase="LEG", after=MilestoneFactory())


def test_only_rows_of_ones_own_are_reworded_or_removed(plan: Project, editor: User) -> None:
    own = add_own_milestone(by=editor, project=plan, title="Visit", phase="EXP")
    changed = change_own_milestone(by=editor, milestone=own, title="Visit twice", phase="CON", due_on=TODAY)
    assert (changed.title, changed.phase, changed.due_on) == ("Visit twice", "CON", TODAY)
    shipped = code(plan, "EXP-01")
    with pytest.raises(Refused, match="comes from the template"):
        change_own_milestone(by=editor, milestone=shipped, title="x", phase="EXP", due_on=None)
    with pytest.raises(Refused, match="not applicable instead"):
        remove_own_milestone(by=editor, milestone=shipped)


def test_notes_on_a_removed_row_stay_on_the_project(plan: Project, editor: User) -> None:
    own = add_own_milestone(by=editor, project=plan, title="Visit", phase="EXP")
    note = write_note(by=editor, project=plan, milestone=own, text="Friday suits them")
    remove_own_milestone(by=editor, milestone=own)
    assert not Milestone.objects.filter(pk=own.pk).exists()
    assert Note.objects.get(pk=note.pk).milestone is None
