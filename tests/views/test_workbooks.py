"""The list of spreadsheets, and choosing one."""

from __future__ import annotations

import csv
import io

import pytest
from django.urls import reverse

from partnerships.models import Group, User
from tests.conftest import signed_in
from tests.factories.workbooks import WorkbookFactory
from tests.helpers import assert_queries_do_not_grow


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
