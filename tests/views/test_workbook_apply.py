"""Bringing a spreadsheet in from its preview: with a count that moves, all at once or not at all."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from partnerships.models import Group, Project, User, Workbook
from tests.conftest import signed_in
from tests.factories import ProjectFactory, SchoolFactory
from tests.imports.workbooks.messy import xlsx
from tests.views._workbooks import chosen, preview_of, text_of

TODAY = dt.date(2026, 11, 23)
ROWS = "URN,School,Joining date,Notes\n100001,Ashdown,1/9/27,Rang the chair\n100002,Beck Lane,Autumn 2027,\n"


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    with time_machine.travel(f"{TODAY} 09:00"):
        yield


@pytest.fixture(autouse=True)
def schools(db: None) -> None:
    SchoolFactory(urn=100001, name="Ashdown Primary School")
    SchoolFactory(urn=100002, name="Beck Lane School")


@pytest.fixture
def client(manager: User) -> Client:
    return signed_in(manager)


@pytest.fixture
def workbook(client: Client) -> Workbook:
    return chosen(client, ROWS)


def apply_of(workbook: Workbook) -> str:
    return reverse("workbook-apply", args=[workbook.pk])


def looked_at(client: Client, workbook: Workbook) -> dict[str, str]:
    """What the button of the preview sends when nothing is entered."""
    page = client.get(preview_of(workbook)).content.decode()
    found = re.search(r'name="seen" value="(\w+)"', page)
    assert found
    return {"seen": found[1], "rows": "2,3", "delete_file_on": "23/5/2027"}


def test_what_was_looked_at_is_brought_in_and_says_that_the_schools_are_here(
    client: Client, workbook: Workbook, trust: Group
) -> None:
    page = text_of(client.post(apply_of(workbook), looked_at(client, workbook)))
    assert "Schools brought in: 1 of 2" in page
    assert "Your 2 schools are here" in page
    assert reverse("workbook-detail", args=[workbook.pk]) in page
    assert set(Project.objects.values_list("school", "trust")) == {(100001, trust.pk), (100002, trust.pk)}
    workbook.refresh_from_db()
    assert (workbook.state, workbook.created, workbook.delete_file_on) == ("applied", 2, dt.date(2027, 5, 23))
    again = client.post(apply_of(workbook), {"seen": "x"})
    assert again.headers["Location"] == reverse("workbook-detail", args=[workbook.pk])


def test_six_months_are_offered_for_the_file(client: Client, workbook: Workbook) -> None:
    assert 'value="25/05/2027"' in client.get(preview_of(workbook)).content.decode()


def test_other_sheets_of_the_file_are_offered_next(client: Client) -> None:
    sheets = {"Schools": [["URN"], [100001]], "Contacts": [["URN", "Headteacher"], [100001, "Ann Archer"]]}
    workbook = chosen(client, xlsx(sheets), "Two.xlsx")
    Workbook.objects.filter(pk=workbook.pk).update(sheet="Schools", reading={"columns": {"URN": "urn"}})
    page = text_of(client.post(apply_of(workbook), looked_at(client, workbook)))
    assert "Bring in “Contacts”<" in page


@pytest.mark.parametrize(("day", "words"), [("soon", "is no day"), ("1/1/2020", "day ahead"), ("", "Enter")])
def test_a_wrong_day_is_told_and_nothing_goes_in(
    day: str, words: str, client: Client, workbook: Workbook
) -> None:
    page = text_of(client.post(apply_of(workbook), looked_at(client, workbook) | {"delete_file_on": day}))
    assert "There is a problem" in page
    assert words in page
    assert "Bring in 2 schools" in page
    assert not Project.objects.exists()


def test_what_was_entered_and_not_saved_is_saved_and_looked_at_first(
    client: Client, workbook: Workbook
) -> None:
    sent = looked_at(client, workbook) | {"word:month:autumn 2027": "2027-10"}
    answer = client.post(apply_of(workbook), sent, follow=True)
    assert answer.redirect_chain[-1][0] == preview_of(workbook)
    page = answer.content.decode()
    assert "What you entered is saved. Look at what would change now, then bring it in." in page
    assert "joining October 2027" in page
    assert not Project.objects.exists()


def test_what_changed_since_the_look_stops_it_and_nothing_is_lost(
    client: Client, workbook: Workbook, trust: Group
) -> None:
    sent = looked_at(client, workbook)
    ProjectFactory(trust=trust, school_id=100001)
    page = text_of(client.post(apply_of(workbook), sent))
    assert "Not brought in" in page
    assert "Something has changed since you looked." in page
    assert preview_of(workbook) in page
    assert Project.objects.count() == 1
    workbook.refresh_from_db()
    assert workbook.is_read_only


def test_an_address_without_a_click_leads_to_the_preview(client: Client, workbook: Workbook) -> None:
    answer = client.get(f"{apply_of(workbook)}?show=new")
    assert answer.headers["Location"] == f"{preview_of(workbook)}?show=new"
