"""A school's history tells what a spreadsheet brought, and from which rows."""

from __future__ import annotations

import pytest

from partnerships.actions.projects import start_project
from partnerships.actions.workbook_undo import undo_workbook
from partnerships.history import calls_of, entries_for
from partnerships.models import Group, Project, User
from tests.factories import SchoolFactory
from tests.history.conftest import latest
from tests.imports.workbooks.looked_at import brought_in, looked_at

pytestmark = pytest.mark.django_db
ONE = "URN,School,Route\n100001,Ashdown Primary,voluntary\n"
DOWN = (
    "URN,School,Milestone,Status\n100001,Ashdown Primary,EXP-02,done\n"
    "100001,Ashdown Primary,EXP-03,in progress\n100001,Ashdown Primary,EXP-04,in progress\n"
)


def test_a_project_that_a_spreadsheet_started(trust: Group, manager: User) -> None:
    SchoolFactory(urn=100_001)
    brought_in(looked_at(ONE, trust, manager), manager)

    entry = latest(Project.objects.get())

    assert entry.sentence.startswith(f"{manager} started the project from a spreadsheet, with ")
    assert entry.why == "From “Pipeline.csv”, row 2"


def test_what_a_spreadsheet_changed_and_that_it_was_undone(trust: Group, manager: User) -> None:
    project = start_project(by=manager, school=SchoolFactory(urn=100_001), trust=trust)
    workbook = brought_in(looked_at(DOWN, trust, manager), manager)

    entry = latest(project)
    assert entry.what == "brought in 3 changes from a spreadsheet"
    assert entry.why == "From “Pipeline.csv”, row 2, and 2 other rows"

    undo_workbook(by=manager, workbook=workbook)
    entry = entries_for(project, calls_of(project.pk)[:1])[0]
    assert (entry.what, entry.why) == (
        "undid what a spreadsheet had brought in, 3 changes",
        "The spreadsheet “Pipeline.csv” was undone",
    )
