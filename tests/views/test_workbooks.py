"""The list of spreadsheets, and choosing one."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from partnerships.actions.workbooks import say_reading
from partnerships.models import Group, User, Workbook
from partnerships.rules.workbook.reading import reading_of
from tests.conftest import signed_in
from tests.factories import MembershipFactory
from tests.factories.workbooks import WorkbookFactory
from tests.helpers import assert_queries_do_not_grow
from tests.views._workbooks import chosen

ROWS = "URN,School\n100001,Ashdown Primary\n"


def listed(user: User, **query: str) -> str:
    return signed_in(user).get(reverse("workbook-list"), query).content.decode()


def test_the_list_shows_what_was_brought_in_and_what_waits(manager: User, trust: Group) -> None:
    WorkbookFactory(trust=trust, state="applied", file_name="Pipeline.xlsx", sheet="Schools", created=23)
    WorkbookFactory(trust=trust, by=manager, file_name="Half.csv")
    WorkbookFactory(trust=trust, file_name="Of somebody else.csv")
    text = listed(manager)
    assert "1 spreadsheet found" in text
    assert "Pipeline.xlsx" in text
    assert "Half.csv, chosen on" in text
    assert "Of somebody else" not in text


def test_the_list_begins_with_the_two_ways(manager: User) -> None:
    text = listed(manager)
    assert "No spreadsheet has been brought in yet" in text
    assert "Bring in a spreadsheet" in text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "pipe"}, "Pipeline"),
        ({"q": "year 7"}, "Other"),
        ({"state": "undone"}, "Other"),
        ({"q": "nothing such"}, "No spreadsheets match"),
    ],
)
def test_the_list_is_searched_and_filtered(
    query: dict[str, str], found: str, manager: User, trust: Group
) -> None:
    names = {"Pipeline", "Other", "No spreadsheets match"}
    WorkbookFactory(trust=trust, state="applied", file_name="Pipeline.xlsx")
    WorkbookFactory(trust=trust, state="undone", file_name="Other.xlsx", sheet="Year 7")
    text = listed(manager, **query)
    assert {each for each in names if each in text} == {found}


def test_the_csv_holds_what_the_list_found(manager: User, trust: Group) -> None:
    WorkbookFactory(trust=trust, state="applied", file_name="Pipeline.xlsx", created=23)
    WorkbookFactory(trust=trust, state="applied", file_name="Other.xlsx")
    answer = signed_in(manager).get(reverse("workbook-csv"), {"q": "pipeline"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["File"], row["Trust"], row["Schools new"]) == ("Pipeline.xlsx", trust.name, "23")


def test_the_list_asks_no_more_for_ten_than_for_one(manager: User, trust: Group) -> None:
    def fill(count: int) -> None:
        WorkbookFactory.create_batch(count, trust=trust, state="applied")
        WorkbookFactory.create_batch(count, trust=trust, by=manager)

    assert_queries_do_not_grow(signed_in(manager), reverse("workbook-list"), fill)


def test_a_file_leads_to_its_columns(manager: User, trust: Group) -> None:
    workbook = chosen(signed_in(manager), ROWS)
    assert (workbook.file_name, workbook.rows, workbook.trust, workbook.by) == (
        "Pipeline.csv", 1, trust, manager,
    )  # fmt: skip


def test_rows_pasted_from_a_spreadsheet_are_taken(manager: User) -> None:
    signed_in(manager).post(reverse("workbook-new"), {"pasted": "URN\tSchool\r\n100001\tAshdown\r\n"})
    assert Workbook.objects.get().file_name == "Pasted rows"


def test_the_trust_is_asked_only_where_there_are_several(manager: User, trust: Group) -> None:
    url = reverse("workbook-new")
    assert "Which trust are the schools joining?" not in signed_in(manager).get(url).content.decode()
    second = MembershipFactory(user=manager, role="administrator").trust
    read_only = MembershipFactory(user=manager, role="editor").trust
    client = signed_in(manager)
    page = client.get(url).content.decode()
    assert "Which trust are the schools joining?" in page
    assert read_only.name not in page
    chosen(client, ROWS, trust=second.pk)
    assert Workbook.objects.get().trust == second
    client.post(url, {"pasted": ROWS, "trust": read_only.pk})
    client.post(url, {"pasted": ROWS})
    assert Workbook.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "Choose a file, or paste rows."),
        ({"pasted": "URN\tSchool\n"}, "no rows under them"),
        ({"pasted": "URN\n100001\n", "file": SimpleUploadedFile("a.csv", b"URN\n1\n")}, "not both"),
        ({"file": SimpleUploadedFile("a.xlsx", b"PK\x03\x04 but no more")}, "Error"),
    ],
)
def test_what_cannot_be_read_is_told_and_nothing_kept(
    data: dict[str, object], words: str, manager: User
) -> None:
    assert words in signed_in(manager).post(reverse("workbook-new"), data).content.decode()
    assert not Workbook.objects.exists()


def test_what_was_only_looked_at_is_given_up(
    manager: User, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    client = signed_in(manager)
    workbook = chosen(client, ROWS)
    assert f'action="{reverse("workbook-give-up", args=[workbook.pk])}"' in listed(manager)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse("workbook-give-up", args=[workbook.pk]), follow=True)
    assert "Pipeline.csv was given up and its file deleted." in answer.content.decode()
    assert not Workbook.objects.exists()


def test_one_goes_on_with_the_columns_or_once_they_were_told_with_the_preview(
    manager: User, trust: Group
) -> None:
    workbook = WorkbookFactory(trust=trust, by=manager)
    assert f'href="{reverse("workbook-columns", args=[workbook.pk])}">Go on' in listed(manager)
    say_reading(by=manager, workbook=workbook, reading=reading_of(workbook.reading), rows=1)
    assert f'href="{reverse("workbook-preview", args=[workbook.pk])}">Go on' in listed(manager)


def test_what_was_brought_in_is_not_given_up(manager: User, trust: Group) -> None:
    workbook = WorkbookFactory(trust=trust, by=manager, state="applied")
    client = signed_in(manager)
    answer = client.post(reverse("workbook-give-up", args=[workbook.pk]), follow=True)
    assert "has been brought in already" in answer.content.decode()
    for name in ("workbook-columns", "workbook-preview"):
        answer = client.get(reverse(name, args=[workbook.pk]))
        assert answer.headers["Location"] == reverse("workbook-detail", args=[workbook.pk])


def test_spreadsheets_are_offered_where_projects_start(manager: User, editor: User) -> None:
    for page in ("your-work", "project-list"):
        assert "Bring in a spreadsheet" in signed_in(manager).get(reverse(page)).content.decode()
        assert "Bring in a spreadsheet" not in signed_in(editor).get(reverse(page)).content.decode()
