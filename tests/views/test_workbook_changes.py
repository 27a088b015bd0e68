"""What is done with a spreadsheet afterwards: its file's day, deleting it, bringing another sheet in, undoing."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from partnerships.actions.notes import write_note
from partnerships.imports.workbooks.uploads import receive
from partnerships.models import Group, Project, User, Workbook
from tests.conftest import signed_in
from tests.factories import SchoolFactory, WorkbookFactory, shipped_template
from tests.imports.workbooks.looked_at import brought_in
from tests.imports.workbooks.messy import xlsx

pytestmark = pytest.mark.django_db


def two_sheets() -> bytes:
    return xlsx(
        {
            "Schools": [["URN", "School", "Joining date"], ["100001", "Ashdown Primary", "Sept 2027"]],
            "Contacts": [
                ["URN", "School", "Role", "Name"],
                ["100001", "Ashdown Primary", "Headteacher", "Jo Holt"],
            ],
        }
    )


@pytest.fixture
def workbook(trust: Group, manager: User) -> Workbook:
    return WorkbookFactory(
        trust=trust,
        by=manager,
        state="applied",
        file_name="Pipeline.xlsx",
        sheet="Schools",
        data=two_sheets(),
    )


def sent(user: User, workbook: Workbook, name: str, **data: str) -> Any:
    return signed_in(user).post(reverse(name, args=[workbook.pk]), data, follow=True)


def test_the_day_of_the_file_is_changed(manager: User, workbook: Workbook) -> None:
    day = timezone.localdate() + dt.timedelta(days=30)
    shown = sent(manager, workbook, "workbook-file-day", day=day.isoformat()).content.decode()
    assert "The day is changed" in shown
    assert f"Mona Manager changed the day on which the file is deleted to {day:%-d %B %Y}" in shown
    workbook.refresh_from_db()
    assert workbook.delete_file_on == day


@pytest.mark.parametrize(("days", "says"), [(0, "Enter a day ahead"), (4000, "within 6 years")])
def test_a_day_that_cannot_be_is_said(days: int, says: str, manager: User, workbook: Workbook) -> None:
    day = timezone.localdate() + dt.timedelta(days=days)
    response = sent(manager, workbook, "workbook-file-day", day=day.isoformat())
    assert says in response.content.decode()
    assert "Error:" in response.content.decode()


def test_the_file_is_deleted_now_and_its_page_stays(
    manager: User, workbook: Workbook, django_capture_on_commit_callbacks: Any
) -> None:
    name = workbook.stored.name
    with django_capture_on_commit_callbacks(execute=True):
        shown = sent(manager, workbook, "workbook-file-delete").content.decode()
    assert "The file is deleted. What it brought in stays." in shown
    assert "Mona Manager deleted the file" in shown
    assert not default_storage.exists(name)
    assert "no longer kept" in sent(manager, workbook, "workbook-file-delete").content.decode()


def test_another_sheet_of_the_file_is_offered_and_looked_at(manager: User, workbook: Workbook) -> None:
    page = signed_in(manager).get(reverse("workbook-detail", args=[workbook.pk])).content.decode()
    assert "Bring in “Contacts”<" in page
    url = reverse("workbook-next", args=[workbook.pk])
    signed_in(manager).post(url, {"sheet": "Contacts"})
    new = Workbook.objects.exclude(pk=workbook.pk).get()
    assert (new.sheet, new.state, new.by, new.trust_id) == ("Contacts", "read", manager, workbook.trust_id)
    assert new.stored.name != workbook.stored.name


def test_a_sheet_that_came_in_is_not_offered_again(manager: User, workbook: Workbook) -> None:
    WorkbookFactory(
        trust=workbook.trust, state="applied", sheet="Contacts", data=two_sheets(), sha256=workbook.sha256
    )
    page = signed_in(manager).get(reverse("workbook-detail", args=[workbook.pk])).content.decode()
    assert "Bring in “Contacts”" not in page


@pytest.mark.parametrize("lost", [True, False])
def test_a_sheet_of_a_file_that_is_gone_is_refused(lost: bool, manager: User, workbook: Workbook) -> None:
    default_storage.delete(workbook.stored.name)
    if not lost:
        Workbook.objects.filter(pk=workbook.pk).update(stored="")
    assert "no longer kept" in sent(manager, workbook, "workbook-next", sheet="Contacts").content.decode()


def test_a_sheet_that_is_not_there_is_refused(manager: User, workbook: Workbook) -> None:
    shown = sent(manager, workbook, "workbook-next", sheet="Budget").content.decode()
    assert "There is no sheet “Budget” in this file" in shown
    assert Workbook.objects.count() == 1


@pytest.fixture
def project(trust: Group, manager: User) -> Project:
    """Started by what the sheet says, through the action that its page runs."""
    school = SchoolFactory(urn=100001, name="Ashdown Primary")
    shipped_template()
    looked_at = receive(two_sheets(), "Pipeline.xlsx", trust=trust, by=manager, sheet="Schools")
    brought_in(looked_at, manager)
    return Project.objects.get(school=school)


def test_undoing_asks_and_then_deletes_what_was_started(manager: User, project: Project) -> None:
    workbook = Workbook.objects.get()
    url = reverse("workbook-undo", args=[workbook.pk])
    asked = signed_in(manager).get(url).content.decode()
    assert "1 project that it started" in asked
    assert "Ashdown Primary" in asked
    shown = sent(manager, workbook, "workbook-undo").content.decode()
    assert "“Pipeline.xlsx” was undone" in shown
    assert "Mona Manager undid it" in shown
    assert not Project.objects.exists()


def test_what_stands_in_the_way_of_undoing_is_said(manager: User, editor: User, project: Project) -> None:
    write_note(by=editor, project=project, text="Ring the head")
    workbook = Workbook.objects.get()
    asked = signed_in(manager).get(reverse("workbook-undo", args=[workbook.pk])).content.decode()
    assert "Cannot be undone" in asked
    assert "Ashdown Primary" in asked
    assert "Undo all of it</button>" not in asked
    sent(manager, workbook, "workbook-undo")
    assert Project.objects.filter(pk=project.pk).exists()
