"""Decisions: recorded once, with what shows them, and the plan follows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest
import time_machine

from partnerships.actions._core import NotAllowed, Refused, RowChangedMeanwhile
from partnerships.actions.decisions import (
    Conditions,
    Shown,
    change_decision,
    decision_milestone,
    record_decision,
    remove_decision,
)
from partnerships.actions.evidence import Given, remove_evidence
from partnerships.actions.milestones import Progress, log_progress, mark_not_applicable
from partnerships.history import calls_of, entries_for, milestone_entries
from partnerships.models import Decision, Evidence, Group, Milestone, Project, School, User
from partnerships.rules.decisions import NONE_DECLARED, Deciding
from tests.evidence_files import EXE, pdf
from tests.factories import EvidenceFactory, ProjectFactory
from tests.plans import TODAY, code, planned

DAY = dt.date(2027, 3, 1)
FINE = Deciding("trust_board", "approved", DAY, interests=NONE_DECLARED)
ORDER = replace(FINE, body="dfe", order_basis="s4_1_b")


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    with time_machine.travel(f"{TODAY} 09:00"):
        yield


@pytest.fixture
def plan(manager: User, school: School, trust: Group) -> Project:
    return planned(manager, school, trust)


@pytest.fixture
def ordered(manager: User, school: School, trust: Group) -> Project:
    return planned(manager, school, trust, route="order")


def test_a_board_s_approval_is_its_milestone_too(plan: Project, editor: User) -> None:
    decision = record_decision(by=editor, project=plan, deciding=FINE, shown=Shown(Given(file=pdf())))
    row = code(plan, "CON-14")
    assert (row.has_happened, row.done_on, decision.milestone) == (True, DAY, row)
    assert (decision.recorded_by, decision.interests) == (editor, NONE_DECLARED)
    assert decision.evidence == row.evidence.get()


@pytest.mark.parametrize(
    ("body", "milestone"), [("governing_body", "CON-12"), ("trust_board", "CON-14"), ("dfe", "APP-04")]
)
def test_each_body_has_its_milestone_in_a_conversion(plan: Project, body: str, milestone: str) -> None:
    found = decision_milestone(plan, body)
    assert found is not None
    assert found.code == milestone


def test_a_milestone_that_is_not_in_the_plan_is_left_alone(plan: Project, editor: User) -> None:
    row = code(plan, "CON-14")
    mark_not_applicable(by=editor, milestone=row, why="Delegated")
    decision = record_decision(by=editor, project=plan, deciding=FINE)
    assert (decision.milestone, code(plan, "CON-14").status) == (None, "not_started")
    other = record_decision(by=editor, project=plan, deciding=replace(FINE, body="sat_board"))
    assert other.milestone is None


@pytest.mark.parametrize("outcome", ["deferred", "declined", "withdrawn"])
def test_what_is_not_approved_is_linked_and_logs_nothing(plan: Project, editor: User, outcome: str) -> None:
    decision = record_decision(
        by=editor, project=plan, deciding=replace(FINE, outcome=outcome, reason="The deficit")
    )
    assert decision.milestone == code(plan, "CON-14")
    assert code(plan, "CON-14").status == "not_started"


def test_a_day_that_was_logged_before_stays(plan: Project, editor: User) -> None:
    earlier = dt.date(2027, 2, 1)
    log_progress(by=editor, milestone=code(plan, "CON-14"), progress=Progress("done", done_on=earlier))
    record_decision(by=editor, project=plan, deciding=FINE)
    assert code(plan, "CON-14").done_on == earlier


def test_conditions_become_milestones_and_are_met_by_logging_them(plan: Project, editor: User) -> None:
    deciding = replace(FINE, outcome="conditions", conditions=("Sign the lease", "Finish the survey"))
    where = Conditions(phase="LEG", due_on=dt.date(2027, 6, 1), owner=editor, owner_role="EST")
    decision = record_decision(by=editor, project=plan, deciding=deciding, conditions=where)
    rows = list(decision.conditions.order_by("pk"))
    assert [(row.title, row.phase, row.due_on, row.owner, row.owner_roles, row.code) for row in rows] == [
        (title, "LEG", dt.date(2027, 6, 1), editor, "EST", "") for title in deciding.conditions
    ]
    log_progress(by=editor, milestone=rows[0], progress=Progress("done"))
    assert decision.conditions.filter(status="done").count() == 1


@pytest.mark.parametrize(("body", "phase"), [("trust_board", "APP"), ("dfe", "LEG")])
def test_conditions_have_a_sensible_place(plan: Project, editor: User, body: str, phase: str) -> None:
    deciding = replace(
        FINE,
        body=body,
        outcome="conditions",
        conditions=("Sign",),
        order_basis="s4_1_a" if body == "dfe" else "",
    )
    decision = record_decision(by=editor, project=plan, deciding=deciding)
    assert decision.conditions.get().phase == phase


def test_dfe_s_approval_answers_the_basis_of_the_order(ordered: Project, editor: User) -> None:
    record_decision(by=editor, project=ordered, deciding=ORDER)
    fact = ordered.facts.get(key="order_basis")
    assert (fact.answer, fact.answered_by, fact.source) == ("s4_1_b", editor, "person")
    decision = Decision.objects.get()
    saved = replace(ORDER, order_basis="s4_A1", decided_on=dt.date(2026, 6, 1))
    change_decision(by=editor, decision=decision, deciding=saved)
    assert ordered.facts.get(key="order_basis").answer == "s4_A1"


def test_a_route_that_does_not_ask_the_basis_is_not_answered(plan: Project, editor: User) -> None:
    record_decision(by=editor, project=plan, deciding=replace(ORDER, order_basis="s4_1_a"))
    assert not plan.facts.filter(key="order_basis").exists()


def test_revoking_needs_all_three_steps_and_no_hold(ordered: Project, editor: User) -> None:
    revoking = Deciding(
        "dfe", "revoked", DAY, reason="Improved", interests=NONE_DECLARED,
        minister_approved_on=dt.date(2027, 2, 1), letter_sent_on=dt.date(2027, 2, 3),
    )  # fmt: skip
    letter = Shown(Given(file=pdf("letter.pdf")))
    with pytest.raises(Refused, match="Keep the letter"):
        record_decision(by=editor, project=ordered, deciding=revoking)
    ordered.on_hold_since = DAY
    ordered.save()
    with pytest.raises(Refused, match="on hold"):
        record_decision(by=editor, project=ordered, deciding=revoking, shown=letter)
    ordered.on_hold_since = None
    ordered.save()
    decision = record_decision(by=editor, project=ordered, deciding=revoking, shown=letter)
    assert (decision.letter_sent_on, decision.evidence.name) == (dt.date(2027, 2, 3), "Decision letter")
    with pytest.raises(Refused, match="shows a decision"):
        remove_evidence(by=editor, evidence=decision.evidence)


def test_nothing_is_half_recorded(plan: Project, editor: User) -> None:
    deciding = replace(FINE, outcome="conditions", conditions=("Sign the lease", "x" * 201))
    count = Milestone.objects.count()
    for shown in (Shown(Given(file=pdf())), Shown(Given(file=pdf("a.pdf", EXE)))):
        with pytest.raises(Refused):
            record_decision(by=editor, project=plan, deciding=deciding, shown=shown)
    assert (Decision.objects.count(), Evidence.objects.count(), Milestone.objects.count()) == (0, 0, count)
    assert code(plan, "CON-14").status == "not_started"


def test_existing_evidence_of_the_project_can_show_it(plan: Project, editor: User, trust: Group) -> None:
    kept = EvidenceFactory(project=plan)
    assert (
        record_decision(by=editor, project=plan, deciding=FINE, shown=Shown(existing=kept)).evidence == kept
    )
    elsewhere = EvidenceFactory(project=ProjectFactory(trust=trust))
    with pytest.raises(Refused, match="of this project"):
        record_decision(by=editor, project=plan, deciding=FINE, shown=Shown(existing=elsewhere))
    with pytest.raises(Refused, match="not both"):
        record_decision(
            by=editor, project=plan, deciding=FINE, shown=Shown(Given(url="https://a.example/x"), kept)
        )


def test_who_recorded_it_corrects_it_and_so_do_managers(plan: Project, editor: User, manager: User) -> None:
    mine = record_decision(by=editor, project=plan, deciding=FINE)
    theirs = record_decision(by=manager, project=plan, deciding=FINE)
    interests = replace(FINE, interests="The chair is a trustee of both")
    assert change_decision(by=editor, decision=mine, deciding=interests).interests.startswith("The chair")
    assert change_decision(by=manager, decision=mine, deciding=FINE).interests == NONE_DECLARED
    with pytest.raises(NotAllowed):
        change_decision(by=editor, decision=theirs, deciding=interests)
    with pytest.raises(RowChangedMeanwhile, match="Mona Manager changed this decision"):
        change_decision(by=editor, decision=mine, deciding=interests, expected_version=1)


def test_a_manager_removes_what_was_recorded_by_mistake(plan: Project, editor: User, manager: User) -> None:
    deciding = replace(FINE, outcome="conditions", conditions=("Sign the lease",))
    shown = Shown(Given(file=pdf()))
    decision = record_decision(by=editor, project=plan, deciding=deciding, shown=shown)
    with pytest.raises(NotAllowed):
        remove_decision(by=editor, decision=decision, why="Twice")
    with pytest.raises(Refused, match="why it is removed"):
        remove_decision(by=manager, decision=decision, why=" ")
    remove_decision(by=manager, decision=decision, why="Recorded twice")
    assert not Decision.objects.exists()
    assert plan.milestones.get(title="Sign the lease").decision is None
    assert Evidence.objects.standing().count() == 1
    entry = entries_for(plan, calls_of(plan.pk)[:1])[0]
    assert entry.what == "removed the decision: Trust board, approved with conditions, 1 March 2027"
    assert entry.why == "Recorded twice"


def test_an_ended_project_takes_no_decisions(plan: Project, manager: User) -> None:
    plan.ended_on, plan.outcome = TODAY, "other"
    plan.save()
    with pytest.raises(NotAllowed):
        record_decision(by=manager, project=plan, deciding=FINE)


@pytest.mark.parametrize("role", ["viewer", "outsider", "site_administrator"])
def test_others_record_nothing(role: str, cast: dict[str, User], plan: Project) -> None:
    with pytest.raises(NotAllowed):
        record_decision(by=cast[role], project=plan, deciding=FINE)


def test_history_tells_a_decision_in_one_sentence(plan: Project, editor: User) -> None:
    deciding = replace(FINE, outcome="conditions", conditions=("Sign the lease",), reason="Subject to land")
    decision = record_decision(by=editor, project=plan, deciding=deciding)
    entry = entries_for(plan, calls_of(plan.pk)[:1])[0]
    assert entry.what.startswith(
        "recorded a decision: Trust board, approved with conditions, 1 March 2027, with 1 condition, "
        "which marked “Trust board gives its final approval” as "
    )
    assert entry.why == "Subject to land"
    change_decision(by=editor, decision=decision, deciding=replace(deciding, decided_on=dt.date(2027, 2, 1)))
    assert "day from 1 March 2027 to 1 February 2027" in entries_for(plan, calls_of(plan.pk)[:1])[0].what


def test_the_milestone_s_own_history_tells_its_part(plan: Project, editor: User) -> None:
    record_decision(by=editor, project=plan, deciding=FINE)
    newest = milestone_entries(code(plan, "CON-14"))[0]
    assert newest.sentence.startswith("Edda Editor marked “Trust board gives its final approval” as done")
