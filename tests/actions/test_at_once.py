"""Two people at the same moment: nobody's work is lost, and the second is told in a sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from threading import Thread
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone

from partnerships.actions._core import NotAllowed, Refused, lock_projects, one_call
from partnerships.actions.calendar import Moved, set_deadlines
from partnerships.actions.evidence import Given, add_evidence
from partnerships.actions.hand_overs import hand_over_work
from partnerships.actions.holds import hold_project
from partnerships.actions.joining import correct_joining_reason, set_joining_month
from partnerships.actions.milestones import Progress, log_progress
from partnerships.actions.notes import remove_contact
from partnerships.actions.owners import Owner, assign_milestone, assign_several
from partnerships.actions.plans import start_from_here
from partnerships.actions.projects import end_project, start_project
from partnerships.actions.register import remove_upload
from partnerships.actions.undo import undo
from partnerships.imports.gias.take_in import Request, taking_in
from partnerships.imports.gias.uploads import receive, reopen
from partnerships.models import (
    Contact,
    DfeDeadline,
    Group,
    JoiningReason,
    Milestone,
    Project,
    RegisterFile,
    School,
    User,
)
from partnerships.rules.counting import drain
from tests.actions._at_once import ONLY_POSTGRESQL, meanwhile
from tests.factories import ProjectFactory
from tests.imports.files import SCHOOLS, as_csv
from tests.imports.files import school as gias_school
from tests.plans import code, planned

pytestmark = ONLY_POSTGRESQL
LATER = {"land": "No titles yet"}


@pytest.fixture
def plan(manager: User, school: School, trust: Group) -> Project:
    return planned(manager, school, trust)


def test_start_from_here_keeps_what_was_being_logged(plan: Project, manager: User, editor: User) -> None:
    row = code(plan, "EXP-01")
    with meanwhile(lambda: start_from_here(by=manager, project=plan, before=dt.date(2027, 3, 10))):
        log_progress(by=editor, milestone=row, progress=Progress("done", done_on=dt.date(2026, 2, 3)))
    row.refresh_from_db()
    assert (row.done_on, row.done_before_tracking) == (dt.date(2026, 2, 3), False)


def test_a_moved_month_keeps_the_date_of_what_was_being_logged(
    plan: Project, manager: User, editor: User
) -> None:
    row = code(plan, "EXP-01")
    due, version = row.due_on, row.version
    with meanwhile(
        lambda: set_joining_month(by=manager, project=plan, month=dt.date(2028, 9, 1), reasons=LATER)
    ):
        log_progress(by=editor, milestone=row, progress=Progress("done"), note="With the chair")
    row.refresh_from_db()
    assert (row.status, row.due_on) == ("done", due)
    assert row.version == version + 1


def test_undo_sees_what_was_being_logged(plan: Project, manager: User, editor: User) -> None:
    row = log_progress(by=manager, milestone=code(plan, "EXP-01"), progress=Progress("in_progress"))
    call = row.history.latest("history_id").call
    with meanwhile(lambda: undo(by=manager, project=plan, call=call)) as outcome:
        log_progress(by=editor, milestone=row, progress=Progress("done"))
    assert "was changed again since" in str(outcome[0])
    row.refresh_from_db()
    assert row.status == "done"


def test_the_second_of_two_starts_is_told(manager: User, school: School, trust: Group) -> None:
    start = {"by": manager, "school": school, "trust": trust}
    with meanwhile(lambda: start_project(**start)) as outcome:
        start_project(**start)
    assert "already has a live project" in str(outcome[0])
    assert Project.objects.filter(school=school).count() == 1


def test_an_upload_that_is_being_taken_in_is_not_removed(site_administrator: User) -> None:
    data = as_csv(SCHOOLS, [gias_school(100_001)])
    upload = receive(SimpleUploadedFile("edubasealldata20260401.csv", data), by=site_administrator)
    request = Request(
        reopen(upload), downloaded_on=upload.downloaded_on, by=site_administrator, upload=upload
    )
    steps = taking_in(request, today=dt.date(2026, 5, 1))
    while next(steps).step != "Comparing":
        pass
    outcome: list[Any] = []

    def remove() -> None:
        try:
            remove_upload(by=site_administrator, upload=upload)
        except Refused as refused:
            outcome.append(refused)
        finally:
            connection.close()

    thread = Thread(target=remove)
    thread.start()
    thread.join(0.5)
    drain(steps)
    thread.join(10)
    assert "has been taken in" in str(outcome[0])
    assert RegisterFile.objects.get().stored.storage.exists(upload.stored.name)


def test_of_two_who_log_what_a_rule_rests_on_the_second_sees_the_first(plan: Project, editor: User) -> None:
    """Each alone would leave the agreement waiting for a reason that nobody needs to give, or counting wrongly."""
    closed, signed = code(plan, "CON-06"), code(plan, "LEG-18")
    with meanwhile(
        lambda: log_progress(
            by=editor, milestone=signed, progress=Progress("done", done_on=dt.date(2026, 3, 5))
        )
    ):
        log_progress(by=editor, milestone=closed, progress=Progress("done", done_on=dt.date(2026, 3, 1)))
    assert code(plan, "LEG-18").status == "done"
    with meanwhile(
        lambda: log_progress(
            by=editor, milestone=signed, progress=Progress("done", done_on=dt.date(2026, 3, 6))
        )
    ):
        log_progress(by=editor, milestone=closed, progress=Progress("in_progress"))
    assert code(plan, "LEG-18").status == "held"


def test_of_two_who_put_a_project_on_hold_one_does(plan: Project, manager: User) -> None:
    def hold() -> Project:
        return hold_project(by=manager, project=plan, since=dt.date(2026, 3, 1), why="Inspection")

    with meanwhile(hold) as outcome:
        hold()
    assert "on hold already" in str(outcome[0])
    assert plan.holds.count() == 1


def _keeps_evidence(row: Milestone, by: User) -> None:
    add_evidence(by=by, project=row.project, given=Given(url="https://files.example/minute"), milestone=row)


def _is_given(row: Milestone, by: User) -> None:
    assign_several(by=by, milestones=[row], owner=Owner(person=by))


def _is_handed_over(row: Milestone, by: User) -> None:
    hand_over_work(by=by, person=User.objects.get(milestones=row), to=by, note="All yours")


def _gets_a_deadline(row: Milestone, by: User) -> None:
    month = row.project.joining_month
    assert month is not None
    set_deadlines(by=by, trust=row.project.trust, month=month, dates={row.code: dt.date(2027, 1, 15)})


def _loses_its_contact(row: Milestone, by: User) -> None:
    contact = Contact.objects.create(project=row.project, role="la", name="Caroline Metcalf")
    Milestone.objects.filter(pk=row.pk).update(owner_contact=contact)
    remove_contact(by=by, contact=contact)


@pytest.mark.parametrize(
    "work", [_keeps_evidence, _is_given, _is_handed_over, _gets_a_deadline, _loses_its_contact]
)
def test_whoever_logs_meanwhile_waits_and_neither_is_turned_away(
    work: Callable[[Milestone, User], None],
    plan: Project,
    administrator: User,
    editor: User,
    failures: list[BaseException],
) -> None:
    """What was done that a rule rests on has the project settled, and so locked, at the end of each call."""
    log_progress(by=editor, milestone=code(plan, "LEG-18"), progress=Progress("done"))
    row = assign_milestone(by=editor, milestone=code(plan, "APP-02"), owner=editor)

    def log() -> None:
        try:
            log_progress(by=editor, milestone=row, progress=Progress("in_progress"))
        except BaseException as failure:
            failures.append(failure)
        finally:
            connection.close()

    thread = Thread(target=log)
    with one_call("log_several", by=administrator):
        work(code(plan, "APP-02"), administrator)
        thread.start()
        thread.join(0.5)
        assert thread.is_alive(), "it did not wait"
    thread.join(10)
    assert failures == []
    assert code(plan, "APP-02").status == "in_progress"


def test_two_who_enter_a_months_first_deadline_at_once_enter_one(plan: Project, administrator: User) -> None:
    month, dates = dt.date(2027, 9, 1), {"LEG-18": dt.date(2027, 5, 4)}

    def enter() -> Moved:
        return set_deadlines(by=administrator, trust=plan.trust, month=month, dates=dates)

    with meanwhile(enter) as outcome:
        enter()
    assert outcome == [Moved()], "the second found it there"
    assert DfeDeadline.objects.count() == 1


def test_the_second_to_enter_a_months_first_shared_deadline_is_told(site_administrator: User) -> None:
    month, dates = dt.date(2027, 9, 1), {"LEG-18": dt.date(2027, 5, 4)}

    def enter() -> Moved:
        return set_deadlines(by=site_administrator, trust=None, month=month, dates=dates)

    with meanwhile(enter) as outcome:
        enter()
    assert "Somebody else has just entered deadlines for this month" in str(outcome[0])
    assert DfeDeadline.objects.count() == 1


def test_who_corrects_a_reason_while_the_project_is_ended_corrects_nothing(
    plan: Project, manager: User
) -> None:
    set_joining_month(by=manager, project=plan, month=dt.date(2027, 11, 1), reasons=LATER)
    reason = JoiningReason.objects.get()

    def correct() -> JoiningReason:
        return correct_joining_reason(by=manager, reason=reason, text="Something else")

    with meanwhile(correct) as outcome:
        end_project(by=manager, project=plan, outcome="declined_dfe", on=timezone.localdate(), why="Declined")
    assert isinstance(outcome[0], NotAllowed)
    assert JoiningReason.objects.get().text == LATER["land"]


def test_who_hands_work_over_waits_for_its_projects_in_their_order(
    trust: Group, administrator: User, manager: User, editor: User, failures: list[BaseException]
) -> None:
    """Else each would wait for a project that the other holds, and one of them be turned away."""
    first = ProjectFactory(trust=trust, lead=manager, joining_month=dt.date(2028, 9, 1))
    second = ProjectFactory(trust=trust, lead=manager, joining_month=dt.date(2027, 9, 1))

    def hand_over() -> None:
        try:
            hand_over_work(by=administrator, person=manager, to=editor, note="All yours")
        except BaseException as failure:
            failures.append(failure)
        finally:
            connection.close()

    thread = Thread(target=hand_over)
    with one_call("log_several", by=administrator):
        lock_projects([first.pk])
        thread.start()
        thread.join(1)
        assert thread.is_alive(), "it did not wait"
        lock_projects([second.pk])
    thread.join(10)
    assert failures == []
    assert set(Project.objects.values_list("lead", flat=True)) == {editor.pk}


@pytest.fixture
def failures() -> list[BaseException]:
    """What went wrong in the other connection."""
    return []
