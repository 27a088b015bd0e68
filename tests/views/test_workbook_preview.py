"""What a spreadsheet would do, on its page: seen, searched, mended and looked at again. Nothing goes in by that."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from partnerships.models import Group, Project, School, User, Workbook
from partnerships.views import workbook_preview
from tests.conftest import signed_in
from tests.factories import ProjectFactory, SchoolFactory
from tests.helpers import query_count
from tests.views._workbooks import chosen, preview_of, text_of

TODAY = dt.date(2026, 11, 23)
ROWS = (
    "URN,School,Local authority,Joining date,Land questionnaire,Notes\n"
    "100001,Ashdown Primary,,1/9/27,3/3/2026,Rang the chair\n"
    "100002,Beck Lane,,Autumn 2027,nearly,\n"
    ",St Mary’s,,Autumn 2027,nearly,\n"
    "999999,Nowhere,,,,\n"
)


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    with time_machine.travel(f"{TODAY} 09:00"):
        yield


@pytest.fixture
def client(manager: User) -> Client:
    return signed_in(manager)


@pytest.fixture(autouse=True)
def schools(db: None) -> None:
    for urn, name in (
        (100001, "Ashdown Primary School"), (100002, "Beck Lane School"),
        (100003, "St Mary’s School"), (100004, "St Mary’s School"),
    ):  # fmt: skip
        SchoolFactory(urn=urn, name=name, la_name="Westmarch" if urn == 100003 else "Estermoor")


@pytest.fixture
def workbook(client: Client) -> Workbook:
    return chosen(client, ROWS)


def seen(client: Client, workbook: Workbook, **query: str) -> str:
    return client.get(preview_of(workbook), query).content.decode()


def said(client: Client, workbook: Workbook, fields: dict[str, Any]) -> str:
    """The page as it stands after this was entered and saved."""
    return client.post(preview_of(workbook), fields, follow=True).content.decode()


def test_what_would_happen_is_told_and_nothing_is_saved(client: Client, workbook: Workbook) -> None:
    page = seen(client, workbook)
    assert "Nothing has gone in yet." in page
    assert "4 schools: 2 new here and 2 cannot go in. 2 cells are left out." in page
    assert "2 schools go in, 2 cells are left out." in page
    assert "Bring in 2 schools" in page
    assert "Rang the chair" in page
    assert reverse("school-detail", args=[100001]) in page
    assert not Project.objects.exists()


def test_a_word_is_asked_once_and_its_answer_holds_for_all_its_cells(
    client: Client, workbook: Workbook
) -> None:
    page = seen(client, workbook)
    assert page.count("Settle these words first") == 1
    assert page.count('name="word:month:autumn 2027"') == 1
    page = said(client, workbook, {"word:month:autumn 2027": "2027-10", "word:progress:nearly": "done"})
    assert "Settle these words first" not in page
    assert "joining October 2027" in page
    assert "Words that are settled (2)" in page
    assert "“autumn 2027” (a month): October 2027" in page
    page = said(client, workbook, {"again-word": "progress:nearly"})
    assert 'name="word:progress:nearly"' in page
    assert 'name="word:month:autumn 2027"' not in page


def test_a_person_who_was_chosen_is_told_by_name(client: Client, manager: User) -> None:
    workbook = chosen(client, "URN,Lead\n100001,MM\n")
    page = said(client, workbook, {"word:lead:mm": f"id:{manager.pk}"})
    assert "“mm” (a person): Mona Manager" in page
    assert "led by Mona Manager" in page


def test_one_cell_is_mended_alone_and_read_as_it_stands_again(client: Client, workbook: Workbook) -> None:
    page = said(client, workbook, {"cell-text:3:Land questionnaire": "", "cell:3:Land questionnaire": "done"})
    assert "for which you entered “done”" in page
    page = said(client, workbook, {"again-cell": "3:Land questionnaire"})
    assert "for which you entered" not in page


def test_what_was_entered_and_is_not_understood_stands_there_to_be_corrected(
    client: Client, workbook: Workbook
) -> None:
    cell = {"cell:3:Joining date": "", "cell-text:3:Joining date": "Zebra 2027"}
    assert 'value="Zebra 2027"' in said(client, workbook, cell)


def test_of_several_schools_one_is_chosen(client: Client, workbook: Workbook) -> None:
    page = seen(client, workbook)
    key = workbook_key(client, workbook, "St Mary")
    assert 'value="100003"' in page
    assert 'value="100004"' in page
    page = said(client, workbook, {f"school:{key}": "100004", f"school-text:{key}": ""})
    assert "4 schools: 3 new here and 1 cannot go in." in page
    assert f"{reverse('school-detail', args=[100004])}" in page


def workbook_key(client: Client, workbook: Workbook, called: str) -> str:
    schools = client.get(preview_of(workbook)).context["body"]["shown"].schools
    return str(next(each.plan.key for each in schools if called in each.name))


def test_a_school_is_named_by_its_urn_and_a_wrong_one_is_told_with_the_rest_kept(
    client: Client, workbook: Workbook
) -> None:
    key = workbook_key(client, workbook, "Nowhere")
    fields = {f"school-text:{key}": "123", "word:month:autumn 2027": "2027-10"}
    page = client.post(preview_of(workbook), fields).content.decode()
    assert "GIAS has no school with the URN “123”." in page
    assert "<title>Error: " in page
    assert 'value="123"' in page
    assert "joining October 2027" in page
    page = said(client, workbook, {f"school-text:{key}": "100003"})
    assert "3 new here" in page


def test_rows_are_left_out_and_taken_in_again(client: Client, workbook: Workbook) -> None:
    page = said(client, workbook, {"rows": "2,3,4,5", "out": "2"})
    assert "1 left out by you" in page
    assert "Bring in 1 school<" in page
    assert "2 new here" in said(client, workbook, {"rows": "2,3,4,5"})


def test_schools_are_filtered_and_searched(client: Client, workbook: Workbook) -> None:
    page = seen(client, workbook, show="new")
    assert "Ashdown Primary" in page
    assert "Nowhere" not in page
    page = seen(client, workbook, q="nowhere")
    assert "Ashdown Primary" not in page
    assert "No schools match" in seen(client, workbook, q="zebra")
    assert "All (4)" in seen(client, workbook, show="nonsense")


def test_what_was_saved_on_a_page_comes_back_to_that_page(client: Client, workbook: Workbook) -> None:
    here = f"{preview_of(workbook)}?show=new&q=beck"
    answer = client.post(here, {"word:progress:nearly": "done"})
    assert answer.headers["Location"] == here


def test_a_moved_month_asks_why(client: Client, trust: Group) -> None:
    school = School.objects.get(pk=100001)
    ProjectFactory(trust=trust, school=school, joining_month=dt.date(2027, 4, 1))
    workbook = chosen(client, "URN,Joining date\n100001,September 2027\n")
    page = seen(client, workbook)
    assert "The joining month moves" in page
    page = client.post(
        preview_of(workbook), {"reason:100001": "land", "reason-text:100001": ""}
    ).content.decode()
    assert "Say in words why the joining month of URN 100001 moves." in page
    page = said(client, workbook, {"reason:100001": "land", "reason-text:100001": "No titles"})
    assert "September 2027" in page
    assert "You said: Land: No titles" in page
    assert "1 school: 1 changed." in page


def test_many_rows_are_worked_out_with_a_count_that_moves(
    client: Client, workbook: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook_preview, "ROWS_AT_ONCE", 3)
    answer = client.get(preview_of(workbook))
    assert answer.streaming
    page = text_of(answer)
    assert "Schools compared: 4 of 4" in page
    assert page.index("Rows read") < page.index("4 schools: 2 new here")
    assert "</html>" in page


def test_a_sheet_that_names_no_school_says_what_to_do(client: Client) -> None:
    workbook = chosen(client, "URN,School,Notes\n,,Call them all back\n")
    page = seen(client, workbook)
    assert "No row of this sheet names a school" in page
    assert "Nothing would change, so there is nothing to bring in." in page
    assert "formaction" not in page


def test_as_many_queries_for_ten_schools_as_for_one(client: Client) -> None:
    SchoolFactory.create_batch(10)
    urns = list(School.objects.values_list("pk", flat=True).order_by("-pk")[:10])

    def cost(count: int) -> int:
        rows = "\n".join(f"{urn},1/9/27,done,JS" for urn in urns[:count])
        return query_count(
            client, preview_of(chosen(client, f"URN,Joining date,Land questionnaire,Lead\n{rows}\n"))
        )

    cost(1)
    assert cost(10) == cost(1)
