"""A spreadsheet and somebody else at the same moment: nobody's work is lost, and the second is told in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread
from typing import Any

import pytest
from django.db import connection

from partnerships.actions._core import Refused
from partnerships.actions.milestones import Progress, log_progress
from partnerships.actions.projects import start_project
from partnerships.actions.workbook_apply import applying
from partnerships.actions.workbook_undo import undo_workbook
from partnerships.imports.workbooks.planning import plan_of
from partnerships.models import Group, Project, School, User, Workbook
from partnerships.rules.words import Status
from tests.actions._at_once import ONLY_POSTGRESQL, meanwhile
from tests.factories import SchoolFactory
from tests.imports.workbooks.looked_at import brought_in, kept_until, looked_at

pytestmark = ONLY_POSTGRESQL
SHEET = "URN,EXP-02\n100001,in progress\n100002,in progress\n"


@pytest.fixture
def schools(db: None) -> list[School]:
    return [SchoolFactory(urn=100_001, name="Ashdown"), SchoolFactory(urn=100_002, name="Birch")]


@pytest.fixture
def workbook(trust: Group, manager: User, schools: list[School]) -> Workbook:
    return looked_at(SHEET, trust, manager)


def test_of_two_who_bring_the_same_in_one_does(workbook: Workbook, manager: User) -> None:
    plan = plan_of(workbook, by=manager)
    with meanwhile(lambda: brought_in(workbook, manager, plan)) as outcome:
        brought_in(workbook, manager, plan)
    assert "has been brought in already" in str(outcome[0])
    assert Project.objects.count() == 2


def test_what_somebody_logs_at_the_moment_is_not_overwritten(
    workbook: Workbook, trust: Group, manager: User, editor: User, schools: list[School]
) -> None:
    project = start_project(by=manager, school=schools[0], trust=trust)
    plan = plan_of(workbook, by=manager)
    row = project.milestones.get(code="EXP-02")
    with meanwhile(lambda: brought_in(workbook, manager, plan)) as outcome:
        log_progress(by=editor, milestone=row, progress=Progress(Status.DONE))
    assert "Ashdown has changed since you looked" in str(outcome[0])
    row.refresh_from_db()
    assert row.status == Status.DONE
    assert Project.objects.count() == 1


def test_two_sheets_with_the_same_schools_in_another_order_do_not_wait_for_each_other(
    workbook: Workbook, trust: Group, manager: User, administrator: User
) -> None:
    """Each would else hold the school that the other needs, and one of them be broken off."""
    head, first, second, _ = SHEET.split("\n")
    other = looked_at(f"{head}\n{second}\n{first}\n", trust, administrator)
    plan, others = plan_of(workbook, by=manager), plan_of(other, by=administrator)
    steps = applying(
        by=manager, workbook=workbook, plan=plan, seen=plan.fingerprint, delete_file_on=kept_until()
    )
    next(steps)
    outcome: list[Any] = []
    thread = Thread(target=_refused, args=[lambda: brought_in(other, administrator, others), outcome])
    thread.start()
    thread.join(0.5)
    assert thread.is_alive(), "it did not wait"
    for _ in steps:
        pass
    thread.join(10)
    assert "already has a live project" in str(outcome[0])
    assert Project.objects.count() == 2


def test_of_two_who_undo_it_one_does(workbook: Workbook, manager: User, administrator: User) -> None:
    done = brought_in(workbook, manager)
    with meanwhile(lambda: undo_workbook(by=administrator, workbook=done)) as outcome:
        undo_workbook(by=manager, workbook=done)
    assert "nothing to undo" in str(outcome[0])
    assert not Project.objects.exists()


def test_what_somebody_logs_while_it_is_undone_stays(workbook: Workbook, manager: User, editor: User) -> None:
    done = brought_in(workbook, manager)
    row = Project.objects.get(school=100_001).milestones.get(code="EXP-02")
    with meanwhile(lambda: undo_workbook(by=manager, workbook=done)) as outcome:
        log_progress(by=editor, milestone=row, progress=Progress(Status.DONE))
    assert "was changed by Edda Editor" in str(outcome[0])
    row.refresh_from_db()
    assert row.status == Status.DONE


def test_who_logs_while_it_is_undone_is_told_that_it_is_gone(
    workbook: Workbook, manager: User, editor: User
) -> None:
    done = brought_in(workbook, manager)
    row = Project.objects.get(school=100_001).milestones.get(code="EXP-02")

    def log() -> Any:
        return log_progress(by=editor, milestone=row, progress=Progress(Status.DONE))

    with meanwhile(log) as outcome:
        undo_workbook(by=manager, workbook=done)
    assert "has been removed meanwhile" in str(outcome[0])
    assert not Project.objects.exists()


def _refused(work: Callable[[], Any], outcome: list[Any]) -> None:
    try:
        outcome.append(work())
    except Refused as refused:
        outcome.append(refused)
    finally:
        connection.close()
