from __future__ import annotations

import pytest
from django.test import Client

from partnerships.models import Group, Project, ProjectAccess, User
from tests.conftest import signed_in
from tests.factories import GroupFactory, ProjectFactory, SchoolFactory
from tests.helpers import assert_queries_do_not_grow


@pytest.fixture
def client(viewer: User) -> Client:
    return signed_in(viewer)


def text(client: Client, query: str) -> str:
    response = client.get("/search/", {"q": query})
    assert response.status_code == 200
    return response.content.decode()


def test_search_stands_in_the_header_of_every_page(client: Client) -> None:
    assert 'action="/search/"' in client.get("/trusts/").content.decode()


def test_search_for_nothing_says_what_can_be_typed(client: Client) -> None:
    assert "Nothing to search for yet" in text(client, "  ")
    assert "Nothing was found" in text(client, "zzzz")
    assert "Nothing was found" in text(client, "...")


def test_any_text_can_be_searched_for(administrator: User, trust: Group) -> None:
    client = signed_in(administrator)
    pages = (
        "/search/",
        "/schools/",
        "/trusts/",
        "/projects/",
        "/projects/start/",
        f"/trusts/{trust.pk}/people/",
    )
    for text in ("a " * 1500, "-" * 3000, "9" * 5000, "9" * 20, "a\0b", "%_\\", "()", "é’"):
        for page in pages:
            assert client.get(page, {"q": text}).status_code == 200, (page, text[:10])


def test_search_finds_schools_trusts_and_projects(client: Client, project: Project) -> None:
    GroupFactory(name="Brackenholt Schools Trust")
    results = client.get("/search/?q=brackenholt").context["results"]
    assert [school.name for school in results.schools.rows] == ["Brackenholt Primary School"]
    assert [trust.name for trust in results.trusts.rows] == ["Brackenholt Schools Trust"]
    assert results.projects.rows == [project]


def test_search_finds_projects_by_their_trusts(client: Client, project: Project, other_trust: Group) -> None:
    transfer = ProjectFactory(trust=project.trust, outgoing_trust=other_trust)
    assert client.get("/search/?q=moorland").context["results"].projects.rows == [transfer]


def test_search_puts_open_schools_first_and_leads_to_all_of_them(client: Client) -> None:
    SchoolFactory(name="Abbey School", status_code="2", status_name="Closed")
    SchoolFactory.create_batch(12, name="Abbey School")
    page = text(client, "abbey")
    assert 'href="/schools/?q=abbey&amp;status=all">Show all 13 schools' in page
    assert client.get("/schools/?q=abbey&status=all").context["total"] == 13
    rows = client.get("/search/?q=abbey").context["results"].schools.rows
    assert all(not school.is_closed for school in rows)


@pytest.mark.parametrize("query", ["900123", " 900123 ", "941/2345", "9412345"])
def test_search_for_a_number_leads_straight_to_the_open_school(client: Client, query: str) -> None:
    SchoolFactory(urn=900_122, la_code="941", establishment_number="2345", status_code="2", name="A")
    SchoolFactory(urn=900_123, la_code="941", establishment_number="2345", name="B")
    response = client.get("/search/", {"q": query})
    assert (response.status_code, response["Location"]) == (302, "/schools/900123/")


@pytest.mark.parametrize("query", ["TR54321", "07654321"])
def test_search_for_a_trusts_number_leads_straight_to_it(client: Client, query: str) -> None:
    GroupFactory(uid=4321, group_id="TR54321", companies_house_number="07654321")
    assert client.get("/search/", {"q": query})["Location"] == "/trusts/4321/"


def test_search_for_a_number_that_is_nobodys_shows_results(client: Client) -> None:
    assert "Nothing was found" in text(client, "999999")


@pytest.mark.parametrize("query", ["brackenholt", "harrowmere"])
def test_search_keeps_projects_from_other_trusts(
    cast: dict[str, User | None], project: Project, query: str
) -> None:
    for role in ("viewer", "editor", "manager", "administrator"):
        assert signed_in(cast[role]).get(f"/search/?q={query}").context["results"].projects.total == 1
    for role in ("outsider", "site_administrator"):
        response = signed_in(cast[role]).get(f"/search/?q={query}")
        assert response.context["results"].projects.total == 0
        assert f"/projects/{project.pk}/" not in response.content.decode()


def test_search_shows_confidential_projects_to_the_named_alone(
    cast: dict[str, User | None], trust: Group
) -> None:
    hidden = ProjectFactory(trust=trust, school=SchoolFactory(name="Quiet School"), confidential=True)
    viewer = cast["viewer"]
    assert viewer is not None
    ProjectAccess.objects.create(project=hidden, user=viewer)
    for role in cast:
        if role == "anonymous":
            continue
        seen = signed_in(cast[role]).get("/search/?q=quiet").context["results"].projects.total
        assert seen == (1 if role == "viewer" else 0), role


def test_search_takes_any_text(client: Client) -> None:
    for odd in ("'", '"', "%", "\\", "a" * 500, "\u0661\u0662\u0663\u0664\u0665\u0666", "\0", "'; --"):
        assert client.get("/search/", {"q": odd}).status_code == 200


def test_search_queries_do_not_grow(client: Client, trust: Group) -> None:
    def add(count: int) -> None:
        for _ in range(count):
            school = SchoolFactory(name="Abbey School", academy=True, trust=GroupFactory(name="Abbey Trust"))
            ProjectFactory(school=school, trust=trust)

    assert_queries_do_not_grow(client, "/search/?q=abbey", add)
