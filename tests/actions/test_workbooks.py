"""A spreadsheet on its way in: who may do what with it, and what becomes of its file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from partnerships.actions import workbook_undo, workbooks
from partnerships.actions._core import NotAllowed, Refused
from partnerships.actions.workbook_undo import undo_workbook
from partnerships.actions.workbooks import (
    change_file_day,
    delete_due_files,
    delete_workbook_file,
    give_up_old_workbooks,
    give_up_workbook,
    keep_workbook,
    say_mends,
    say_reading,
)
from partnerships.models import Group, Project, User, Workbook
from partnerships.rules.workbook.plan import Candidate, SchoolPlan, WorkbookPlan
from partnerships.rules.workbook.reading import Mends, Reading, mends_of, reading_of
from partnerships.rules.workbook.steps import Start, Step
from tests.actions._writes import MANAGERS, actions_in
from tests.factories import (
    GroupFactory,
    ProjectFactory,
    SchoolFactory,
    WorkbookFactory,
    WorkbookProjectFactory,
)
from tests.imports.workbooks.looked_at import brought_in

pytestmark = pytest.mark.django_db

LATER = dt.date(2099, 1, 1)


def _plan() -> WorkbookPlan:
    school = SchoolFactory()
    start = Step(Start(), 2, "", "Project", "Started")
    return WorkbookPlan([SchoolPlan("a", "a", [2], Candidate(school.pk, school.name), steps=[start])])


Write = Callable[[User, Workbook], Any]
# Of what was only looked at: whoever chose it does them, nobody else.
BY_ITS_OWNER: dict[str, Write] = {
    "say_reading": lambda by, w: say_reading(by=by, workbook=w, reading=Reading(sheet="B"), rows=3),
    "say_mends": lambda by, w: say_mends(by=by, workbook=w, reading=Reading(), mends=Mends(left_out=[2])),
    "give_up_workbook": lambda by, w: give_up_workbook(by=by, workbook=w),
    "apply_workbook": lambda by, w: brought_in(w, by, _plan()),
}
# Of what was brought in.
BY_MANAGERS: dict[str, Write] = {
    "change_file_day": lambda by, w: change_file_day(
        by=by, workbook=w, day=timezone.localdate() + dt.timedelta(days=9)
    ),
    "delete_workbook_file": lambda by, w: delete_workbook_file(by=by, workbook=w),
    "undo_workbook": lambda by, w: undo_workbook(by=by, workbook=w),
}


def test_no_write_is_left_untried() -> None:
    of_nobody = {"delete_due_files", "give_up_old_workbooks"}
    tried = {*BY_ITS_OWNER, *BY_MANAGERS, "keep_workbook", *of_nobody}
    assert actions_in(workbooks, workbook_undo) - tried == set()


def test_managers_choose_spreadsheets_for_their_own_trust(cast: dict[str, User | None], trust: Group) -> None:
    for who, by in cast.items():
        if by is not None and who not in MANAGERS:
            with pytest.raises(NotAllowed):
                _keep(by, trust)
    assert _keep(cast["manager"], trust).trust == trust
    with pytest.raises(NotAllowed):
        _keep(cast["manager"], GroupFactory())


def _keep(by: User | None, trust: Group) -> Workbook:
    assert by is not None
    return keep_workbook(
        by=by, trust=trust, data=b"URN\n1\n", file_name="Pipeline.csv", sheet="", rows=1, reading=Reading()
    )


@pytest.mark.parametrize("name", BY_ITS_OWNER)
def test_what_is_only_looked_at_is_its_owners(
    name: str, cast: dict[str, User | None], trust: Group, manager: User
) -> None:
    workbook = WorkbookFactory(trust=trust, by=manager)
    for who, by in cast.items():
        if by is not None and who != "manager":
            with pytest.raises(NotAllowed):
                BY_ITS_OWNER[name](by, workbook)
    BY_ITS_OWNER[name](manager, workbook)


@pytest.mark.parametrize("name", BY_ITS_OWNER)
def test_who_manages_no_longer_goes_on_with_nothing(name: str, trust: Group, manager: User) -> None:
    workbook = WorkbookFactory(trust=trust, by=manager)
    manager.memberships.update(role="editor")
    with pytest.raises(NotAllowed):
        BY_ITS_OWNER[name](User.objects.get(pk=manager.pk), workbook)


@pytest.mark.parametrize("name", BY_MANAGERS)
def test_what_was_brought_in_is_the_managers_of_its_trust(
    name: str, cast: dict[str, User | None], trust: Group
) -> None:
    workbook = WorkbookFactory(trust=trust, state="applied")
    for who, by in cast.items():
        if by is not None and who not in MANAGERS:
            with pytest.raises(NotAllowed):
                BY_MANAGERS[name](by, workbook)
    BY_MANAGERS[name](cast["administrator"], workbook)  # type: ignore[arg-type]  # everybody of the cast is there


@pytest.mark.parametrize("name", BY_MANAGERS)
def test_what_touched_a_hidden_school_is_nobodys_who_does_not_see_it(
    name: str, trust: Group, manager: User
) -> None:
    hidden: Project = ProjectFactory(trust=trust, confidential=True)
    workbook = WorkbookProjectFactory(project=hidden).workbook
    with pytest.raises(NotAllowed):
        BY_MANAGERS[name](manager, workbook)


@pytest.mark.parametrize("state", ["applied", "undone"])
@pytest.mark.parametrize("name", BY_ITS_OWNER)
def test_nothing_more_is_said_of_what_was_brought_in(
    name: str, state: str, trust: Group, manager: User
) -> None:
    workbook = WorkbookFactory(trust=trust, by=manager, state=state)
    with pytest.raises(Refused, match="already"):
        BY_ITS_OWNER[name](manager, workbook)


def test_another_sheet_or_row_of_headings_forgets_what_was_said_of_rows(trust: Group, manager: User) -> None:
    workbook = WorkbookFactory(trust=trust, by=manager, sheet="A")
    kept = reading_of(workbook.reading)
    say_mends(by=manager, workbook=workbook, reading=kept, mends=Mends(left_out=[2]))

    same = say_reading(by=manager, workbook=workbook, reading=Reading(sheet="A", heading_row=1), rows=1)
    assert mends_of(same.mends).left_out == [2]

    other = say_reading(by=manager, workbook=workbook, reading=Reading(sheet="A", heading_row=4), rows=1)
    assert mends_of(other.mends).left_out == []


def test_what_is_given_up_leaves_no_file(
    trust: Group, manager: User, django_capture_on_commit_callbacks: Any
) -> None:
    workbook = WorkbookFactory(trust=trust, by=manager)
    name = workbook.stored.name
    with django_capture_on_commit_callbacks(execute=True):
        give_up_workbook(by=manager, workbook=workbook)
    assert not default_storage.exists(name)


def test_with_the_file_goes_every_word_of_its_cells(
    trust: Group, manager: User, django_capture_on_commit_callbacks: Any
) -> None:
    said = Reading(columns={"URN": "urn"}, words={"lead": {"jo": "id:1"}}).as_json()
    workbook = WorkbookFactory(
        trust=trust, state="applied", reading=said, mends={"cells": {"2": {"Notes": "secret"}}},
        not_in=[[2, "B2", "Notes", "secret", "No date"]],
    )  # fmt: skip
    name = workbook.stored.name

    with django_capture_on_commit_callbacks(execute=True):
        kept = delete_workbook_file(by=manager, workbook=workbook)

    kept.refresh_from_db()
    assert not default_storage.exists(name)
    assert (kept.mends, kept.not_in, bool(kept.stored), kept.delete_file_on) == ({}, [], False, None)
    assert reading_of(kept.reading).columns == {"URN": "urn"}
    assert "jo" not in str(kept.reading)
    with pytest.raises(Refused, match="no longer kept"):
        delete_workbook_file(by=manager, workbook=kept)


def test_a_files_day_is_ahead_and_not_for_ever(trust: Group, manager: User) -> None:
    workbook = WorkbookFactory(trust=trust, state="applied")
    for day in (timezone.localdate(), LATER):
        with pytest.raises(Refused):
            change_file_day(by=manager, workbook=workbook, day=day)


def test_files_go_on_their_day_whatever_became_of_the_spreadsheet(
    trust: Group, django_capture_on_commit_callbacks: Any
) -> None:
    day = dt.date(2027, 5, 21)
    due = WorkbookFactory(trust=trust, state="undone", delete_file_on=day)
    later = WorkbookFactory(trust=trust, state="applied", delete_file_on=day + dt.timedelta(days=1))

    with django_capture_on_commit_callbacks(execute=True):
        assert delete_due_files(by=None, on=day) == 1

    due.refresh_from_db()
    assert not due.stored
    assert default_storage.exists(later.stored.name)


def test_what_was_only_looked_at_goes_after_a_week(trust: Group) -> None:
    now = timezone.now()
    WorkbookFactory(trust=trust, uploaded_at=now - dt.timedelta(days=9))
    WorkbookFactory(trust=trust, uploaded_at=now)
    WorkbookFactory(trust=trust, uploaded_at=now - dt.timedelta(days=9), state="applied")

    assert give_up_old_workbooks(by=None, on=timezone.localdate()) == 1
    assert Workbook.objects.count() == 2


def test_nobody_runs_what_is_the_commands(trust: Group, administrator: User) -> None:
    for each in (delete_due_files, give_up_old_workbooks):
        with pytest.raises(NotAllowed):
            each(by=administrator, on=LATER)
