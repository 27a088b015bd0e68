"""The page on which a person says what the columns of a spreadsheet hold, and which sheet is read."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnerships.models import User, Workbook
from tests.conftest import signed_in
from tests.helpers import query_count
from tests.imports.workbooks.messy import xlsx
from tests.views._workbooks import asked, chosen, columns_of, lose_file, preview_of

ROWS = (
    "URN,School,Joining date,Zebra,Land questionnaire,Head’s e-mail\n"
    "100001,Ashdown Primary,1/9/27,4,3/3/27,ann@x.example\n"
    "100002,Beck Lane,TBC,5,done,\n"
)


@pytest.fixture
def client(manager: User) -> Client:
    return signed_in(manager)


@pytest.fixture
def workbook(client: Client) -> Workbook:
    return chosen(client, ROWS)


def reading_of(workbook: Workbook) -> dict[str, str]:
    columns: dict[str, str] = Workbook.objects.get(pk=workbook.pk).reading["columns"]
    return columns


def test_each_column_shows_its_first_cells_and_what_it_is_taken_for(
    client: Client, workbook: Workbook
) -> None:
    page = client.get(columns_of(workbook)).content.decode()
    assert "Ashdown Primary · Beck Lane" in page
    assert '<option value="joining" selected>' in page
    assert "1 column is left out: Zebra." in page
    assert "Read as last time" not in page


def test_a_heading_that_may_be_one_of_several_milestones_says_which(client: Client) -> None:
    page = client.get(columns_of(chosen(client, "URN,TUPE consultation\n100001,18/1/27\n"))).content.decode()
    assert "It may be OPS-04 Open the TUPE consultation or OPS-05 Close the TUPE consultation." in page


def test_a_page_that_nobody_changes_keeps_what_was_guessed(client: Client, workbook: Workbook) -> None:
    before = reading_of(workbook)
    answer = client.post(columns_of(workbook), asked(client, workbook))
    assert answer.headers["Location"] == preview_of(workbook)
    assert reading_of(workbook) == before
    assert before["School"] == "school"


def test_columns_are_corrected_and_remembered_for_the_next_file(client: Client, workbook: Workbook) -> None:
    said = asked(client, workbook) | {
        "holds_3": "note",
        "holds_4": "milestone", "milestone_4": "leg-03 Complete the land questionnaire and title plans",
        "dates_4": "done",
        "holds_5": "contact", "contact_5": "headteacher: E-mail address",
        "planned": "leave",
    }  # fmt: skip
    client.post(columns_of(workbook), said)
    workbook.refresh_from_db()
    assert reading_of(workbook)["Zebra"] == "note"
    assert reading_of(workbook)["Land questionnaire"] == "milestone:LEG-03"
    assert reading_of(workbook)["Head’s e-mail"] == "contact:headteacher:email"
    assert workbook.reading["dates"] == {"Land questionnaire": "done"}
    assert workbook.reading["planned"] == "leave"
    again = chosen(client, ROWS)
    assert reading_of(again) == reading_of(workbook)
    assert "Read as last time, for 6 of 6 columns." in client.get(columns_of(again)).content.decode()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"holds_0": "nothing", "holds_1": "nothing"}, "Say which column is the URN"),
        ({"holds_3": "school"}, "Only one column can be “School’s name”."),
        ({"holds_3": "milestone"}, "Say which milestone “Zebra” is"),
        ({"holds_3": "milestone", "milestone_3": "Washing the zebra"}, "Washing the zebra"),
        ({"holds_3": "contact", "contact_3": "the zebra"}, "Say whose contact “Zebra” is"),
        ({"holds_3": ""}, "Choose what “Zebra” holds"),
    ],
)
def test_what_does_not_work_is_told_at_its_column(
    changed: dict[str, str], words: str, client: Client, workbook: Workbook
) -> None:
    before = reading_of(workbook)
    page = client.post(columns_of(workbook), asked(client, workbook) | changed).content.decode()
    assert "There is a problem" in page
    assert words in page
    for entered in changed.values():
        assert entered in page
    assert reading_of(workbook) == before


TWO_SHEETS = {
    "Schools": [["URN", "School", "Joining date"], [100001, "Ashdown", "Sept 2027"]],
    "Old": [["Kept by Kim"], [], ["URN", "Name of school"], [100002, "Beck Lane"], [100003, "Cold Ash"]],
}


def test_another_sheet_is_read_instead(client: Client) -> None:
    workbook = chosen(client, xlsx(TWO_SHEETS), "Two.xlsx")
    page = client.get(columns_of(workbook)).content.decode()
    assert "Sheet “Schools”: 1 row" in page
    said = asked(client, workbook) | {"holds_0": "nothing", "day_first": "no"}
    client.post(columns_of(workbook), said | {"look": "yes", "sheet": "Old", "heading_row": "1"})
    page = client.get(columns_of(workbook)).content.decode()
    assert "Sheet “Old”: 2 rows under the headings in row 3" in page
    workbook.refresh_from_db()
    assert (workbook.sheet, workbook.rows, workbook.reading["day_first"]) == ("Old", 2, False)
    # Of columns with the same heading it is kept what was said.
    assert reading_of(workbook)["URN"] == "nothing"


def test_other_headings_are_read_instead(client: Client) -> None:
    workbook = chosen(client, "Name,Number\nSchool,URN\nAshdown,100001\n")
    client.post(columns_of(workbook), {"look": "yes", "heading_row": "1"})
    assert set(reading_of(workbook)) == {"Name", "Number"}
    client.post(columns_of(workbook), {"look": "yes", "heading_row": "2"})
    assert set(reading_of(workbook)) == {"School", "URN"}


@pytest.mark.parametrize(
    ("row", "words"), [("zebra", "Enter the number of the row"), ("40", "Row 40 is empty")]
)
def test_a_row_that_has_no_headings_is_told(row: str, words: str, client: Client, workbook: Workbook) -> None:
    before = reading_of(workbook)
    page = client.post(columns_of(workbook), {"look": "yes", "heading_row": row}).content.decode()
    assert words in page
    assert f'value="{row}"' in page
    assert reading_of(workbook) == before


def test_a_file_that_is_lost_leads_to_the_list_with_a_sentence(client: Client, workbook: Workbook) -> None:
    lose_file(workbook)
    for url in (columns_of(workbook), preview_of(workbook)):
        answer = client.get(url, follow=True)
        assert answer.redirect_chain[-1][0] == reverse("workbook-list")
        assert "The file is no longer kept" in answer.content.decode()


def test_as_many_queries_for_ten_rows_as_for_one_and_two_hundred_columns_weigh_little(client: Client) -> None:
    few = chosen(client, "URN,School\n100001,Ashdown\n")
    query_count(client, columns_of(few))
    one = query_count(client, columns_of(few))
    headings = ",".join(["URN", "School", *(f"Heading {each}" for each in range(198))])
    rows = "\n".join(",".join(["100001", "Ashdown", *["some words"] * 198]) for _ in range(10))
    many = chosen(client, f"{headings}\n{rows}\n")
    with CaptureQueriesContext(connection) as queries:
        page = client.get(columns_of(many))
    assert page.status_code == 200
    assert len(queries) == one
    assert len(page.content) < 1_000_000
