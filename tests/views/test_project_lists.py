from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from partnerships.models import Group, Project, ProjectAccess, User
from tests.conftest import signed_in
from tests.factories import MembershipFactory, MilestoneFactory, ProjectFactory, SchoolFactory
from tests.helpers import assert_queries_do_not_grow

TODAY = timezone.localdate()
YESTERDAY = TODAY - dt.timedelta(days=1)


@pytest.fixture
def client(viewer: User) -> Client:
    return signed_in(viewer)


def made(trust: Group, name: str, *, la: str = "Westmarch", region: str = "North", **values: Any) -> Project:
    school = SchoolFactory(name=name, la_name=la, region_name=region)
    return ProjectFactory(trust=trust, school=school, **values)


def listed(client: Client, **query: Any) -> list[str]:
    """Schools on the list, in its order; the csv of the same query must hold the same."""
    response = client.get("/projects/", query)
    names = [row.project.school.name for group in response.context["groups"] for row in group.rows]
    assert names == [row["School"] for row in rows_of_csv(client, **query)]
    return names


def rows_of_csv(client: Client, **query: Any) -> list[dict[str, str]]:
    text = b"".join(client.get("/projects.csv", query).streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_projects_are_grouped_by_joining_month_with_subtotals(client: Client, trust: Group) -> None:
    made(trust, "Beck", joining_month=None)
    late = made(trust, "Ash", joining_month=dt.date(2031, 9, 1))
    made(trust, "Cove", joining_month=dt.date(2031, 9, 1), confidential=False)
    MilestoneFactory(project=late, due_on=YESTERDAY)

    page = client.get("/projects/").content.decode()

    assert listed(client) == ["Ash", "Cove", "Beck"]
    assert "2 projects, 0 of 1 milestones done, 1 late" in page
    assert page.index("September 2031") < page.index("No date yet")
    assert "until opening" in page
    assert "3 projects found" in page
    assert "Any month" in page
    assert "Not known yet" not in page


def test_a_phase_called_ready_to_open_is_not_taken_for_the_sign_off(client: Client, trust: Group) -> None:
    project = made(trust, "Ash", joining_month=dt.date(2031, 9, 1))
    MilestoneFactory(project=project, phase="OPS", status="in_progress")
    made(trust, "Beck", joining_month=None)
    page = client.get("/projects/").content.decode()
    assert "Phase: Ready to open" in page
    assert "Phase: Nothing started yet" not in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["Ash", "Beck"]),
        ({"q": "ash"}, ["Ash"]),
        ({"q": "zzz"}, []),
        ({"route": "transfer"}, ["Beck"]),
        ({"route": "none"}, []),
        ({"lead": "none"}, ["Beck"]),
        ({"late": "yes"}, ["Ash"]),
        ({"late": "no"}, ["Beck"]),
        ({"la": "Eastvale"}, ["Beck"]),
        ({"region": "South"}, ["Beck"]),
        ({"reached": "legal"}, ["Ash"]),
        ({"reached": "none"}, ["Beck"]),
        ({"confidential": "yes"}, []),
        ({"state": "ended"}, ["Cove"]),
        ({"state": "all"}, ["Ash", "Beck", "Cove"]),
    ],
)
def test_each_filter_finds_its_projects(
    client: Client, trust: Group, editor: User, query: dict[str, str], found: list[str]
) -> None:
    ash = made(trust, "Ash", lead=editor)
    MilestoneFactory(project=ash, phase="LEG", status="in_progress", due_on=YESTERDAY)
    made(trust, "Beck", la="Eastvale", region="South", route="transfer")
    cove = made(trust, "Cove", ended_on=YESTERDAY, outcome="other", end_reason="x")
    MilestoneFactory(project=cove, due_on=YESTERDAY)

    assert listed(client, **query) == found


def test_search_finds_by_urn_and_filters_by_lead(client: Client, trust: Group, editor: User) -> None:
    ash = made(trust, "Ash", lead=editor)
    made(trust, "Beck")

    assert listed(client, q=str(ash.school_id)) == ["Ash"]
    assert listed(client, lead=str(editor.pk)) == ["Ash"]


def test_a_confidential_project_leaves_no_trace(
    client: Client, trust: Group, manager: User, editor: User, outsider: User
) -> None:
    secret = made(trust, "Secret School", la="Secretshire", region="Hidden", confidential=True, lead=editor)
    ProjectAccess.objects.create(project=secret, user=manager)

    for person in (client, signed_in(outsider)):
        page = person.get("/projects/").content.decode()
        assert not any(word in page for word in ("Secret", "Hidden", "Edda"))
        assert rows_of_csv(person) == []
        assert listed(person, q="Secret") == []
    assert listed(signed_in(manager)) == ["Secret School"]
    assert "Confidential" in signed_in(manager).get("/projects/").content.decode()


def test_the_lists_total_goes_over_pages_and_the_month_continues(client: Client, trust: Group) -> None:
    for n in range(51):
        made(trust, f"School {n:02d}")

    first, second = (
        client.get("/projects/").content.decode(),
        client.get("/projects/?page=2").content.decode(),
    )

    assert "51 projects found" in first
    assert "continues on the next page" in first
    assert "Continued from the page before" in second
    assert "51 projects, 0 of 0 milestones done" in second


def test_only_those_who_may_start_are_offered_to(viewer: User, manager: User, trust: Group) -> None:
    made(trust, "Ash")

    assert not signed_in(viewer).get("/projects/").context["may_start"]
    assert signed_in(manager).get("/projects/").context["may_start"]


def test_what_an_address_asks_wrongly_is_reported_and_not_used(client: Client, trust: Group) -> None:
    made(trust, "Ash")

    response = client.get("/projects/?route=rocket&page=-1")

    assert response.status_code == 200
    assert "Choose one from the list" in response.content.decode()
    assert "1 project found" in response.content.decode()


def test_nobody_without_projects_meets_an_empty_page(client: Client) -> None:
    page = client.get("/projects/").content.decode()

    assert "There are no projects yet" in page
    assert "No projects match" in client.get("/projects/?q=x").content.decode()


def test_queries_do_not_grow(viewer: User, editor: User, trust: Group) -> None:
    second = MembershipFactory(user=viewer, role="viewer").trust

    def add(count: int) -> None:
        for n in range(count):
            each = ProjectFactory(trust=(trust, second)[n % 2], lead=editor if n else None)
            MilestoneFactory(project=each, due_on=YESTERDAY)

    assert_queries_do_not_grow(signed_in(viewer), "/projects/", add)
    assert_queries_do_not_grow(signed_in(viewer), "/projects.csv", add)
