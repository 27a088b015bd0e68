"""Signing that a project is ready, withdrawing it, and ending a project only when it may close."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine

from partnerships.actions._core import NotAllowed, Refused
from partnerships.actions.milestones import Progress, log_progress, log_several
from partnerships.actions.openings import record_opening
from partnerships.actions.projects import end_project
from partnerships.actions.sign_offs import sign_off, withdraw_sign_off
from partnerships.history import entries_for
from partnerships.history.rows import calls_of
from partnerships.models import Group, Milestone, Project, School, SignOff, User
from partnerships.reports.readiness import readiness_of
from partnerships.rules.words import Gate
from tests.plans import JOINING, code, planned

pytestmark = pytest.mark.django_db
TODAY = dt.date(2027, 10, 4)
TO_APPLY = ("CON-06", "CON-07", "CON-08", "CON-09", "CON-10", "CON-11", "CON-12", "CON-14")


@pytest.fixture(autouse=True)
def after_the_opening() -> Iterator[None]:
    with time_machine.travel(f"{TODAY} 09:00"):
        yield


@pytest.fixture
def plan(manager: User, school: School, trust: Group) -> Project:
    trust.ukprn = "10012345"
    trust.save()
    project = planned(manager, school, trust)
    Project.objects.filter(pk=project.pk).update(joining_confirmed=True)
    project.refresh_from_db()
    return project


def done(project: Project, by: User, *codes: str) -> None:
    rows = project.milestones.in_plan().filter(code__in=codes).order_by("position")
    log_several(by=by, milestones=list(rows), progress=Progress("done", done_on=dt.date(2027, 3, 1)))


def test_nothing_is_signed_while_something_that_must_hold_does_not(plan: Project, manager: User) -> None:
    with pytest.raises(Refused, match="Not yet: “Governing body resolves to convert”"):
        sign_off(by=manager, project=plan, gate="apply", why="We are in a hurry")
    assert not SignOff.objects.exists()


def test_what_is_unfinished_needs_a_reason_and_is_kept_with_the_name(plan: Project, manager: User) -> None:
    done(plan, manager, *TO_APPLY)
    with pytest.raises(Refused, match="Enter why it is signed all the same"):
        sign_off(by=manager, project=plan, gate="apply")
    signed = sign_off(by=manager, project=plan, gate="apply", why="The LA answers next week")
    assert (signed.signed_by, signed.reason) == (manager, "The LA answers next week")
    kept = {each["says"]: (each["holds"], each["blocking"]) for each in signed.items}
    assert kept["Governing body resolves to convert"] == (True, True)
    assert kept["Tell the local authority and ask for its process, fee and dates"] == (False, False)
    with pytest.raises(Refused, match="signed off already"):
        sign_off(by=manager, project=plan, gate="apply", why="Again")


def test_a_signature_is_withdrawn_with_a_reason_and_may_be_given_again(plan: Project, manager: User) -> None:
    done(plan, manager, *TO_APPLY)
    signed = sign_off(by=manager, project=plan, gate="apply", why="Soon")
    with pytest.raises(Refused, match="Enter why"):
        withdraw_sign_off(by=manager, signed=signed, why=" ")
    withdraw_sign_off(by=manager, signed=signed, why="The diocese objects")
    with pytest.raises(Refused, match="withdrawn already"):
        withdraw_sign_off(by=manager, signed=signed, why="Again")
    sign_off(by=manager, project=plan, gate="apply", why="It agrees now")
    said = [each.sentence for each in entries_for(plan, calls_of(plan.pk, kinds=["sign_offs"]))]
    assert said == [
        "Mona Manager signed off “ready to apply”",
        "Mona Manager withdrew the sign-off “ready to apply”",
        "Mona Manager signed off “ready to apply”",
    ]


def test_only_managers_sign_and_withdraw(
    plan: Project, manager: User, viewer: User, editor: User, outsider: User, site_administrator: User
) -> None:
    done(plan, manager, *TO_APPLY)
    signed = sign_off(by=manager, project=plan, gate="apply", why="Soon")
    for who in (viewer, editor, outsider, site_administrator):
        with pytest.raises(NotAllowed):
            sign_off(by=who, project=plan, gate="open", why="Soon")
        with pytest.raises(NotAllowed):
            withdraw_sign_off(by=who, signed=signed, why="No")


def test_a_hard_rule_broken_blocks_opening_until_a_manager_gives_a_reason(
    plan: Project, manager: User
) -> None:
    late = code(plan, "OPS-06")
    log_progress(by=manager, milestone=late, progress=Progress("done", done_on=dt.date(2027, 8, 25)))
    missing = [each.says for each in readiness_of(plan, Gate.OPEN, today=TODAY).missing]
    assert "No rule is broken without a manager’s reason" in missing
    assert late.title in missing


def test_a_project_ends_as_finished_only_when_it_may_close(plan: Project, manager: User) -> None:
    with pytest.raises(Refused, match="not ready to close: The day it opened is recorded"):
        end_project(by=manager, project=plan, outcome="completed", on=TODAY, why="All done")
    record_opening(by=manager, project=plan, opened_on=JOINING)
    found = readiness_of(Project.objects.get(pk=plan.pk), Gate.CLOSE, today=TODAY)
    assert not found.missing
    assert len(found.advised) == plan.milestones.to_do().count()
    ended = end_project(
        by=manager, project=plan, outcome="completed", on=TODAY, why="The rest is at the school"
    )
    assert ended.is_ended
    with pytest.raises(NotAllowed):
        sign_off(by=manager, project=plan, gate="close", why="Late")


def test_a_project_ends_otherwise_whatever_is_unfinished(plan: Project, manager: User) -> None:
    assert end_project(
        by=manager, project=plan, outcome="withdrawn_school", on=TODAY, why="New head"
    ).is_ended


def test_a_condition_that_is_not_met_blocks_opening_and_closing(plan: Project, manager: User) -> None:
    decision = plan.decisions.create(body="dfe", decided_on=JOINING, outcome="conditions")
    condition = Milestone.objects.create(
        project=plan, title="Settle the lease", phase="LEG", decision=decision, in_plan=True
    )
    for gate, blocked in ((Gate.APPLY, False), (Gate.OPEN, True), (Gate.CLOSE, True)):
        missing = [each.says for each in readiness_of(plan, gate, today=TODAY).missing]
        assert ("Condition met: Settle the lease" in missing) is blocked
    log_progress(by=manager, milestone=condition, progress=Progress("done"))
    assert "Condition met: Settle the lease" not in [
        each.says for each in readiness_of(plan, Gate.OPEN, today=TODAY).missing
    ]
