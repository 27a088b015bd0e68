from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Any

import pytest
from django.test import Client

from partnerships.models import Group, GroupMembership, Project, ProjectAccess, User
from tests.conftest import signed_in
from tests.factories import GroupFactory, ProjectFactory, SchoolFactory
from tests.helpers import assert_queries_do_not_grow


@pytest.fixture
def client(viewer: User) -> Client:
    return signed_in(viewer)


def listed(client: Client, **query: Any) -> list[str]:
    response = client.get("/trusts/", query)
    assert response.status_code == 200
    return [trust.name for trust in response.context["page"]]


def text(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def groups(trust: Group) -> None:
    GroupFactory(name="Closed Trust", status_name="Closed", status_code="CLOSED")
    GroupFactory(name="Ottersea Federation", type_code="01", type_name="Federation")
    GroupFactory(
        name="St Osyth's Trust", uid=4321, group_id="TR54321", companies_house_number="07654321", type_code="10",
        type_name="Single-academy trust",
    )  # fmt: skip


def test_trust_list_without_gias_says_who_can_load_it(site_administrator: User) -> None:
    assert "No schools or trusts have been loaded yet" in text(signed_in(site_administrator), "/trusts/")


def test_trust_list_shows_open_trusts_only(client: Client, groups: None) -> None:
    assert listed(client) == ["Harrowmere Learning Trust", "St Osyth's Trust"]


@pytest.mark.parametrize(
    "query", ["osyths", "st osyth's", "4321", "TR54321", "tr 54321", "07654321", "7654321"]
)
def test_trust_list_is_searched_by_words_and_numbers(client: Client, groups: None, query: str) -> None:
    assert listed(client, q=query) == ["St Osyth's Trust"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"type": "01"}, ["Ottersea Federation"]),
        ({"type": "10"}, ["St Osyth's Trust"]),
        ({"type": "all"}, ["Harrowmere Learning Trust", "Ottersea Federation", "St Osyth's Trust"]),
        ({"status": "closed"}, ["Closed Trust"]),
        ({"status": "all"}, ["Closed Trust", "Harrowmere Learning Trust", "St Osyth's Trust"]),
    ],
)
def test_trust_list_filters(client: Client, groups: None, query: dict[str, str], expected: list[str]) -> None:
    assert listed(client, **query) == expected


def test_trust_list_filters_by_size_and_counts_schools_that_are_not_closed(
    client: Client, trust: Group
) -> None:
    SchoolFactory.create_batch(2, academy=True, trust=trust)
    SchoolFactory(academy=True, trust=trust, status_code="2")
    SchoolFactory(academy=True, trust=trust, gone_on=dt.date(2024, 1, 1))
    GroupFactory(name="Empty Trust")
    assert listed(client, size="2-5") == [trust.name]
    assert listed(client, size="0") == ["Empty Trust"]
    assert listed(client, size="21") == []
    assert client.get("/trusts/", {"q": "harrowmere"}).context["page"][0].school_count == 2


def test_trust_list_with_nothing_found_offers_closed_trusts(client: Client, groups: None) -> None:
    assert "Look among closed trusts too" in text(client, "/trusts/?q=closed")
    assert "No trusts match" in text(client, "/trusts/?q=zzz&status=all")


def test_trust_list_queries_do_not_grow(client: Client) -> None:
    def add(count: int) -> None:
        for group in GroupFactory.create_batch(count):
            SchoolFactory(academy=True, trust=group)

    assert_queries_do_not_grow(client, "/trusts/", add)


def test_trust_csv_holds_what_the_list_holds(client: Client, groups: None) -> None:
    SchoolFactory(academy=True, trust_id=4321)
    body = b"".join(client.get("/trusts.csv?type=10").streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(body, newline="")))
    assert [row["Name"] for row in rows] == listed(client, type="10")
    assert (rows[0]["Companies House number"], rows[0]["Schools"]) == ("07654321", "1")


def test_trust_detail_lists_its_schools_with_the_day_they_joined(client: Client, trust: Group) -> None:
    academy = SchoolFactory(name="Brackenholt Academy", academy=True, trust=trust)
    SchoolFactory(name="Brackenholt Academy", academy=True, trust=trust)
    SchoolFactory(name="Closed Academy", academy=True, trust=trust, status_code="2")
    GroupMembership.objects.create(school=academy, group=trust, joined_on=dt.date(2019, 9, 1))
    page = text(client, f"/trusts/{trust.uid}/")
    assert "2 schools" in page
    assert "1 September 2019" in page
    assert "Not known" in page
    assert "1 closed school is still linked" in page


def test_trust_detail_of_a_federation_lists_its_members(client: Client) -> None:
    federation = GroupFactory(type_code="01", type_name="Federation")
    GroupMembership.objects.create(school=SchoolFactory(name="Member School"), group=federation)
    assert "Member School" in text(client, f"/trusts/{federation.uid}/")


def test_trust_detail_without_schools_says_so(client: Client, trust: Group) -> None:
    assert "no open school in this trust" in text(client, f"/trusts/{trust.uid}/")
    assert client.get("/trusts/99/").status_code == 404


def test_trust_detail_queries_do_not_grow(client: Client, trust: Group) -> None:
    def add(count: int) -> None:
        for school in SchoolFactory.create_batch(count, academy=True, trust=trust):
            ProjectFactory(school=school, trust=trust, outgoing_trust=GroupFactory())

    assert_queries_do_not_grow(client, f"/trusts/{trust.uid}/", add)


def test_trust_detail_shows_projects_to_the_incoming_trust_alone(
    cast: dict[str, User | None], trust: Group, other_trust: Group
) -> None:
    project = ProjectFactory(trust=trust, outgoing_trust=other_trust, route="transfer")
    name = project.school.name
    for uid in (trust.uid, other_trust.uid):
        assert name in text(signed_in(cast["viewer"]), f"/trusts/{uid}/")
        for role in ("outsider", "site_administrator"):
            page = text(signed_in(cast[role]), f"/trusts/{uid}/")
            assert name not in page, role
            assert "project with this trust" not in page, role


def test_trust_detail_does_not_count_confidential_projects(
    cast: dict[str, User | None], trust: Group, project: Project
) -> None:
    hidden = ProjectFactory(trust=trust, confidential=True)
    editor = cast["editor"]
    assert editor is not None
    ProjectAccess.objects.create(project=hidden, user=editor)
    assert "2 projects with this trust" in text(signed_in(editor), f"/trusts/{trust.uid}/")
    page = text(signed_in(cast["administrator"]), f"/trusts/{trust.uid}/")
    assert "1 project with this trust" in page
    assert hidden.school.name not in page


def test_trust_detail_leads_administrators_to_its_people(cast: dict[str, User | None], trust: Group) -> None:
    for role, may in (("administrator", True), ("manager", False), ("outsider", False)):
        assert signed_in(cast[role]).get(f"/trusts/{trust.uid}/").context["may_see_people"] is may
