from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from partnerships.models import (
    RegisterFile,
    User,
)
from tests.conftest import signed_in
from tests.factories import GroupFactory, SchoolFactory
from tests.helpers import assert_queries_do_not_grow
from tests.views._schools import text


@pytest.fixture
def client(viewer: User) -> Client:
    return signed_in(viewer)


def listed(client: Client, **query: Any) -> list[str]:
    """Names on the list of schools, in its order."""
    response = client.get("/schools/", query)
    assert response.status_code == 200
    return [school.name for school in response.context["page"]]


def test_school_list_without_gias_says_who_can_load_it(client: Client, site_administrator: User) -> None:
    assert "Ask a site administrator" in text(client, "/schools/")
    page = text(signed_in(site_administrator), "/schools/")
    assert "Ask a site administrator" not in page
    assert "import_schools" in page or "Load a GIAS download" in page


def test_school_list_shows_open_schools_by_name_with_the_total(client: Client) -> None:
    SchoolFactory(name="Brackenholt School")
    SchoolFactory(name="Ashcombe School", status_code="3", status_name="Open, but proposed to close")
    SchoolFactory(name="Closed School", status_code="2", status_name="Closed")
    SchoolFactory(name="Gone School", gone_on=dt.date(2024, 6, 17))
    assert listed(client) == ["Ashcombe School", "Brackenholt School"]
    assert "2 schools found" in text(client, "/schools/")


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("2", ["Closed School"]),
        ("gone", ["Gone School"]),
        ("all", ["Closed School", "Gone School", "Open School"]),
    ],
)
def test_school_list_offers_the_closed_and_the_gone(client: Client, status: str, expected: list[str]) -> None:
    SchoolFactory(name="Open School")
    SchoolFactory(name="Closed School", status_code="2", status_name="Closed")
    SchoolFactory(name="Gone School", gone_on=dt.date(2024, 6, 17))
    assert listed(client, status=status) == expected


@pytest.mark.parametrize(
    "query", ["brackenholt primary", "primary BRACK", "josephs", "joseph's", "joseph\u2019s", "900123", "941/2345",
              "9412345", "WM3 4CD", "wm34cd", "wm3", "10012345"],
)  # fmt: skip
def test_school_list_is_searched_by_words_and_numbers(client: Client, query: str) -> None:
    SchoolFactory(
        urn=900_123, name="St Joseph's Brackenholt Primary School", la_code="941", establishment_number="2345",
        postcode="WM3 4CD", ukprn="10012345",
    )  # fmt: skip
    SchoolFactory(name="Ottersea Junior School", establishment_number="9999", postcode="WM4 4CD")
    assert listed(client, q=query) == ["St Joseph's Brackenholt Primary School"]


def test_school_list_takes_percent_signs_and_underscores_as_they_are(client: Client) -> None:
    SchoolFactory(name="Brackenholt School")
    assert listed(client, q="%") == []
    assert listed(client, q="_arkfield") == []


def test_school_list_finds_a_closed_school_by_its_number(client: Client) -> None:
    SchoolFactory(urn=900_200, name="Old School", status_code="2", status_name="Closed")
    assert listed(client, q="900200") == ["Old School"]
    assert listed(client, q="Old School") == []
    assert "No open school matches" in text(client, "/schools/", q="Old School")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"phase": "4"}, ["B"]),
        ({"type_group": "10"}, ["B"]),
        ({"la": "Ottershire"}, ["B"]),
        ({"in_trust": "yes"}, ["B"]),
        ({"in_trust": "unknown"}, ["C"]),
        ({"type": "34"}, ["B"]),
        ({"region": "North West"}, ["B"]),
        ({"religious_character": "Church of England"}, ["B"]),
        ({"trust": "harrowmere"}, ["B"]),
        ({"trust": "TR77777"}, ["B"]),
        ({"phase": "4", "in_trust": "no"}, []),
    ],
)
def test_school_list_filters(client: Client, query: dict[str, str], expected: list[str]) -> None:
    harrowmere = GroupFactory(name="Harrowmere Schools Trust", group_id="TR77777")
    SchoolFactory(name="A")
    SchoolFactory(
        name="B", academy=True, phase_code="4", phase_name="Secondary", la_name="Ottershire", trust=harrowmere,
        region_name="North West", religious_character="Church of England",
    )  # fmt: skip
    SchoolFactory(name="C", in_trust="unknown")
    assert listed(client, **query) == expected


def test_school_list_opens_more_filters_where_one_is_used(client: Client) -> None:
    SchoolFactory()
    assert '<details class="govuk-details">' in text(client, "/schools/")
    assert '<details class="govuk-details" open>' in text(client, "/schools/", status="all")


def test_school_list_says_so_when_an_address_asks_for_what_is_not_there(client: Client) -> None:
    SchoolFactory()
    page = text(client, "/schools/", phase="77")
    assert "Choose one from the list" in page


def test_school_list_with_nothing_found_says_what_to_try(client: Client) -> None:
    SchoolFactory()
    page = text(client, "/schools/", q="zzzz")
    assert "No schools match" in page
    assert "Try fewer words" in page


def test_school_list_has_pages_of_50_and_a_page_too_far_is_the_last(client: Client) -> None:
    SchoolFactory.create_batch(51)
    assert len(listed(client)) == 50
    assert len(listed(client, page=2)) == 1
    assert len(listed(client, page=9999)) == 1
    assert len(listed(client, page="x")) == 50


def test_school_list_takes_at_most_8_queries_which_do_not_grow(client: Client) -> None:
    def add(count: int) -> None:
        SchoolFactory.create_batch(count, name="Brackenholt Primary", academy=True, trust=GroupFactory())

    url = "/schools/?q=brackenholt&phase=2&type_group=10"
    assert_queries_do_not_grow(client, url, add)
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
        asked = len(queries)
    assert 0 < asked <= 8


def test_school_list_offers_what_a_new_import_brought(client: Client) -> None:
    SchoolFactory(la_name="Westmarch")
    RegisterFile.objects.create(kind="schools", file_name="a.csv", applied_at=timezone.now())
    assert "Ottershire" not in text(client, "/schools/")
    SchoolFactory(la_name="Ottershire")
    RegisterFile.objects.create(kind="schools", file_name="b.csv", applied_at=timezone.now())
    assert "Ottershire" in text(client, "/schools/")


# -- the csv ----------------------------------------------------------------------------------------------------------


def test_school_csv_holds_what_the_list_holds(client: Client) -> None:
    SchoolFactory.create_batch(60, academy=True)
    SchoolFactory.create_batch(3)
    page = client.get("/schools/", {"type_group": "10", "page": "2"})
    assert page.context["csv_url"] == "/schools.csv?type_group=10"
    body = b"".join(client.get(page.context["csv_url"]).streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(body, newline="")))
    both = [
        school.urn
        for n in (1, 2)
        for school in client.get(f"/schools/?type_group=10&page={n}").context["page"]
    ]
    assert [int(row["URN"]) for row in rows] == both
    assert len(rows) == page.context["total"] == 60


def test_school_csv_writes_names_safely_and_dates_in_iso(client: Client) -> None:
    trust = GroupFactory(name="@Trust", uid=61_234)
    SchoolFactory(
        urn=900_300, name="=HYPERLINK(1)", la_code="941", establishment_number="2345", open_date=dt.date(2019, 9, 1),
        trust=trust, in_trust="yes", telephone="+44 1632",
    )  # fmt: skip
    body = b"".join(client.get("/schools.csv").streaming_content).decode("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(body, newline="")))
    assert row["Name"] == "'=HYPERLINK(1)"
    assert row["Trust"] == "'@Trust"
    assert row["Telephone"] == "'+44 1632"
    assert (row["URN"], row["LAESTAB"], row["Opened"]) == ("900300", "941/2345", "2019-09-01")
    assert (row["In a trust"], row["Trust UID"]) == ("In a trust", "61234")


@pytest.mark.parametrize("url", ["/schools/", "/schools.csv", "/trusts/", "/trusts.csv", "/search/?q=a"])
def test_pages_of_gias_ask_the_anonymous_to_sign_in(db: None, url: str) -> None:
    response = Client().get(url)
    assert response.status_code == 302
    assert "/account/login/" in response["Location"]
