"""Taking back what was just done."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from partnerships.actions._core import Refused
from partnerships.actions.decisions import remove_decision
from partnerships.actions.evidence import Given
from partnerships.actions.facts import answer_fact
from partnerships.actions.joining import set_joining_month
from partnerships.actions.milestones import (
    Progress,
    add_own_milestone,
    log_progress,
    mark_not_applicable,
    remove_own_milestone,
)
from partnerships.actions.notes import remove_contact, write_note
from partnerships.actions.owners import assign_milestone
from partnerships.actions.risks import Said, add_risk, risk_to_milestone
from partnerships.actions.undo import undo
from partnerships.models import Milestone, Note, Project, School, User
from tests.factories import ContactFactory, DecisionFactory, ProjectFactory
from tests.plans import code


def call_of(row: Any) -> uuid.UUID:
    return row.history.first().call


def test_undo_puts_back_everything_that_was_logged(plan: Project, editor: User) -> None:
    row = code(plan, "EXP-01")
    log_progress(by=editor, milestone=row, progress=Progress("waiting", waiting_on="the LA"))
    link = Given(url="https://x.example/1")
    done = log_progress(by=editor, milestone=row, progress=Progress("done"), evidence=link)

    assert undo(by=editor, project=plan, call=call_of(done)) == 1
    now = code(plan, "EXP-01")
    assert (now.status, now.waiting_on, now.done_on) == ("waiting", "the LA", None)
    assert not row.evidence.standing().exists()
    assert now.version == done.version + 1


def test_undo_can_be_undone(plan: Project, editor: User) -> None:
    done = log_progress(by=editor, milestone=code(plan, "EXP-01"), progress=Progress("done"))
    undo(by=editor, project=plan, call=call_of(done))
    undo(by=editor, project=plan, call=call_of(code(plan, "EXP-01")))
    assert code(plan, "EXP-01").status == "done"


def test_undo_does_not_overwrite_what_came_later(plan: Project, editor: User, manager: User) -> None:
    done = log_progress(by=editor, milestone=code(plan, "EXP-01"), progress=Progress("done"))
    call = call_of(done)
    log_progress(by=manager, milestone=done, progress=Progress("in_progress"))
    with pytest.raises(Refused, match="changed again since"):
        undo(by=editor, project=plan, call=call)
    assert code(plan, "EXP-01").status == "in_progress"


def test_what_rests_on_the_project_is_not_undone_behind_its_back(plan: Project, manager: User) -> None:
    moved = set_joining_month(by=manager, project=plan, month=None, reasons={"land": "No titles"})
    with pytest.raises(Refused, match="nothing to undo"):
        undo(by=manager, project=plan, call=call_of(moved))
    said = answer_fact(by=manager, project=plan, key="pfi", answer="no")
    with pytest.raises(Refused, match="nothing to undo"):
        undo(by=manager, project=plan, call=call_of(said))


def test_undo_stays_inside_its_project(plan: Project, editor: User, school: School) -> None:
    done = log_progress(by=editor, milestone=code(plan, "EXP-01"), progress=Progress("done"))
    other = ProjectFactory(trust=plan.trust)
    with pytest.raises(Refused, match="nothing to undo"):
        undo(by=editor, project=other, call=call_of(done))
    with pytest.raises(Refused, match="nothing to undo"):
        undo(by=editor, project=plan, call=uuid.uuid4())


def test_an_added_row_goes_and_a_removed_one_comes_back_with_its_notes(plan: Project, editor: User) -> None:
    own = add_own_milestone(by=editor, project=plan, title="Visit", phase="EXP")
    note = write_note(by=editor, project=plan, milestone=own, text="Friday suits them")
    pk = own.pk
    remove_own_milestone(by=editor, milestone=own)
    undo(by=editor, project=plan, call=Milestone.history.filter(id=pk).first().call)
    assert Milestone.objects.get(pk=pk).title == "Visit"
    assert Note.objects.get(pk=note.pk).milestone_id == pk

    fresh = add_own_milestone(by=editor, project=plan, title="Second visit", phase="EXP")
    undo(by=editor, project=plan, call=call_of(fresh))
    assert not Milestone.objects.filter(pk=fresh.pk).exists()


def test_a_removed_row_comes_back_without_what_was_removed_meanwhile_and_its_risk_knows_it_again(
    plan: Project, manager: User
) -> None:
    risk = add_risk(by=manager, project=plan, said=Said(what="RAAC in the hall"))
    own = risk_to_milestone(by=manager, risk=risk, title="Survey").milestone
    assert own is not None
    contact, decision = ContactFactory(project=plan), DecisionFactory(project=plan)
    Milestone.objects.filter(pk=own.pk).update(decision=decision)
    assign_milestone(by=manager, milestone=own, owner_contact=contact)
    remove_own_milestone(by=manager, milestone=Milestone.objects.get(pk=own.pk))
    assert risk.history.first().action == "remove_own_milestone"
    removed = Milestone.history.filter(id=own.pk).first().call
    remove_contact(by=manager, contact=contact)
    remove_decision(by=manager, decision=decision, why="Twice")

    undo(by=manager, project=plan, call=removed)
    back = Milestone.objects.get(pk=own.pk)
    assert (back.title, back.owner_contact, back.decision) == ("Survey", None, None)
    risk.refresh_from_db()
    assert risk.milestone_id == own.pk


def test_ones_own_note_of_the_same_step_goes_too_and_anothers_stays(
    plan: Project, editor: User, manager: User
) -> None:
    mine = log_progress(
        by=editor, milestone=code(plan, "EXP-01"), progress=Progress("done"), note="Done by phone"
    )
    undo(by=editor, project=plan, call=call_of(mine))
    assert not Note.objects.standing().exists()

    theirs = log_progress(
        by=manager, milestone=code(plan, "EXP-02"), progress=Progress("done"), note="Met them"
    )
    undo(by=editor, project=plan, call=call_of(theirs))
    assert Note.objects.standing().get().text == "Met them"


def test_not_applicable_is_undone(plan: Project, editor: User) -> None:
    row = mark_not_applicable(by=editor, milestone=code(plan, "EXP-01"), why="Not here")
    undo(by=editor, project=plan, call=call_of(row))
    assert code(plan, "EXP-01").in_plan
