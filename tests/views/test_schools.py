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

from partnerships.actions.projects import set_confidential
from partnerships.models import (
    Group,
    GroupMembership,
    Project,
    ProjectAccess,
    RegisterChange,
    RegisterFile,
    School,
    SchoolLink,
    User,
)
from tests.conftest import signed_in
from tests.factories import GroupFactory, ProjectFactory, SchoolFactory
from tests.helpers import assert_queries_do_not_grow


@pytest.fixture
def client(viewer: User) -> Client:
    return signed_in(viewer)


def listed(client: Client, **query: Any) -> list[str]:
    """Names on the list of schools, in its order."""
    response = client.get("/schools/", query)
    assert response.status_code == 200
    return [school.name for school in response.context["page"]]


def text(client: Client, url: str, **query: Any) -> str:
    response = client.get(url, query)
    assert response.status_code == 200
    return response.content.decode()


# -- the list ---------------------------------------------------------------------------------------------------------


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


# -- one school -------------------------------------------------------------------------------------------------------


def test_school_detail_of_an_unknown_urn_is_not_found(client: Client) -> None:
    assert client.get("/schools/999999/").status_code == 404


def test_school_detail_of_a_bare_record_stands_up(client: Client) -> None:
    School.objects.create(urn=900_400, name="Bare School")
    page = text(client, "/schools/900400/")
    assert "Bare School" in page
    assert "Not known" in page
    assert "GIAS gives nothing for" in page


def test_school_detail_says_which_download_each_fact_is_from(client: Client) -> None:
    SchoolFactory(urn=900_401, phase_name="Primary", telephone="01632 960123")
    for day, fields in (
        (dt.date(2023, 1, 5), ["phase_name", "telephone"]),
        (dt.date(2024, 6, 17), ["phase_name"]),
    ):
        RegisterFile.objects.create(
            kind="schools",
            file_name=f"{day}.csv",
            downloaded_on=day,
            applied_at=timezone.now(),
            fields=fields,
        )
    # Looked at, never applied.
    seen = {"downloaded_on": dt.date(2025, 1, 1), "fields": ["phase_name"]}
    RegisterFile.objects.create(kind="schools", file_name="seen.csv", **seen)
    groups = client.get("/schools/900401/").context["facts"]
    dated = {fact.label: fact.dated for group in groups for fact in group.facts}
    assert dated["Phase"] == dt.date(2024, 6, 17)
    assert dated["Telephone"] == dt.date(2023, 1, 5)
    assert "GIAS, 17 June 2024" in text(client, "/schools/900401/")


def test_school_detail_shows_what_changed_between_downloads(client: Client, school: School) -> None:
    file = RegisterFile.objects.create(
        kind="schools", file_name="b.csv", downloaded_on=dt.date(2024, 6, 17), applied_at=timezone.now()
    )
    RegisterChange.objects.create(
        file=file, kind="schools", key=school.urn, field="status_name", before="Open", after="Closed"
    )
    page = text(client, f"/schools/{school.urn}/")
    assert "Download of 17 June 2024" in page
    assert "Status: Open → Closed" in page


def test_school_detail_tells_changes_in_words(client: Client, school: School, trust: Group) -> None:
    file = RegisterFile.objects.create(
        kind="schools", file_name="b.csv", downloaded_on=dt.date(2024, 6, 17), applied_at=timezone.now()
    )
    for kind, key, other, field, before, after in (
        ("schools", school.urn, None, "status_code", "1", "2"),
        ("schools", school.urn, None, "status_name", "Open", "Closed"),
        ("schools", school.urn, None, "close_date", "", "2024-05-31"),
        ("memberships", school.urn, trust.uid, "gone_on", "", "2024-06-17"),
        ("trusts", school.urn, None, "name", "Of a trust", "whose UID is this URN"),
    ):
        RegisterChange.objects.create(
            file=file, kind=kind, key=key, other_key=other, field=field, before=before, after=after
        )
    changes = client.get(f"/schools/{school.urn}/").context["changes"][0].changes
    assert [(change.label, change.before, change.after) for change in changes] == [
        ("Status", "Open", "Closed"),
        ("Closed", "", "31 May 2024"),
        (f"{trust.name}: Not in GIAS since", "", "17 June 2024"),
    ]


@pytest.mark.parametrize(
    ("website", "linked"),
    [
        ("www.brackenholt.example", True),
        ("https://brackenholt.example/", True),
        ("javascript:alert(1)", False),
        ("none yet", False),
    ],
)
def test_school_detail_links_to_web_addresses_only(client: Client, website: str, linked: bool) -> None:
    SchoolFactory(urn=900_402, website=website)
    page = text(client, "/schools/900402/")
    assert website in page
    assert ('rel="noopener noreferrer"' in page) is linked
    assert 'href="javascript' not in page


def test_school_detail_shows_trust_with_date_joined_and_other_groups(client: Client, trust: Group) -> None:
    academy = SchoolFactory(academy=True, trust=trust)
    sponsor = GroupFactory(name="Ottersea Sponsors", type_code="05", type_name="School sponsor")
    left = GroupFactory(name="Left Trust")
    GroupMembership.objects.create(school=academy, group=trust, joined_on=dt.date(2019, 9, 1))
    GroupMembership.objects.create(school=academy, group=sponsor, joined_on=dt.date(2018, 1, 1))
    GroupMembership.objects.create(school=academy, group=left, gone_on=dt.date(2024, 1, 1))
    GroupMembership.objects.create(school=academy, group_id=999_999)
    page = text(client, f"/schools/{academy.urn}/")
    assert "joined on 1 September 2019" in page
    assert "Ottersea Sponsors</a>, since 1 January 2018" in page
    assert "Left Trust" not in page


def test_school_detail_reads_earlier_and_later_records_as_one_school(client: Client) -> None:
    old = SchoolFactory(urn=900_500, name="Brackenholt Infant School", status_code="2", status_name="Closed")
    new = SchoolFactory(urn=900_501, name="Brackenholt Academy", academy=True)
    SchoolLink.objects.create(school=new, other=old, link_type="Predecessor")
    assert "The school is now <a" in text(client, f"/schools/{old.urn}/")
    assert "Brackenholt Infant School" in text(client, f"/schools/{new.urn}/")


def test_school_detail_queries_do_not_grow_with_links_groups_or_projects(
    client: Client, trust: Group
) -> None:
    school = SchoolFactory(urn=900_600, academy=True, trust=trust)
    last = [school]

    def add(count: int) -> None:
        for _ in range(count):
            earlier = SchoolFactory(status_code="2")
            SchoolLink.objects.create(school=last[0], other=earlier, link_type="Predecessor")
            last[0] = earlier
            ProjectFactory(school=earlier, trust=trust)
            GroupMembership.objects.create(school=school, group=GroupFactory())

    assert_queries_do_not_grow(client, "/schools/900600/", add)


def test_school_detail_offers_to_start_a_project_only_to_who_may(
    cast: dict[str, User | None], school: School
) -> None:
    for role in ("manager", "administrator", "outsider"):
        assert signed_in(cast[role]).get(f"/schools/{school.urn}/").context["may_start"], role
    for role in ("viewer", "editor", "site_administrator"):
        assert not signed_in(cast[role]).get(f"/schools/{school.urn}/").context["may_start"], role


def test_school_detail_opens_the_live_project_instead_of_starting_a_second(
    manager: User, editor: User, school: School, trust: Group
) -> None:
    project = ProjectFactory(trust=trust, school=school)
    link = f'<a class="govuk-button" href="/projects/{project.pk}/">Open the project</a>'
    said = signed_in(manager).get(f"/schools/{school.urn}/")
    assert link in said.content.decode()
    assert not said.context["may_start"]

    set_confidential(by=manager, project=project, confidential=True)
    hidden = signed_in(editor).get(f"/schools/{school.urn}/").content.decode()
    assert "Open the project" not in hidden


def test_school_detail_shows_projects_to_their_own_trust_alone(
    cast: dict[str, User | None], project: Project
) -> None:
    url = f"/schools/{project.school_id}/"
    for role in ("viewer", "editor", "manager", "administrator"):
        page = text(signed_in(cast[role]), url)
        assert "Projects of this school" in page, role
    for role in ("outsider", "site_administrator"):
        page = text(signed_in(cast[role]), url)
        assert "Projects of this school" not in page, role
        assert "Harrowmere Learning Trust" not in page, role


def test_school_detail_hides_a_confidential_project_from_all_but_the_named(
    cast: dict[str, User | None], trust: Group, school: School
) -> None:
    hidden = ProjectFactory(trust=trust, school=school, confidential=True)
    manager = cast["manager"]
    assert manager is not None
    ProjectAccess.objects.create(project=hidden, user=manager)
    url = f"/schools/{school.urn}/"
    assert "Projects of this school" in text(signed_in(manager), url)
    for role in ("viewer", "editor", "administrator", "outsider", "site_administrator"):
        assert "Projects of this school" not in text(signed_in(cast[role]), url), role


def test_school_detail_shows_a_project_begun_under_the_earlier_record(client: Client, trust: Group) -> None:
    old = SchoolFactory(urn=900_700, name="Brackenholt Primary", status_code="2")
    new = SchoolFactory(urn=900_701, academy=True)
    SchoolLink.objects.create(school=old, other=new, link_type="Successor")
    ProjectFactory(school=old, trust=trust)
    assert "started for Brackenholt Primary, URN 900700" in text(client, "/schools/900701/")


@pytest.mark.parametrize("url", ["/schools/", "/schools.csv", "/trusts/", "/trusts.csv", "/search/?q=a"])
def test_pages_of_gias_ask_the_anonymous_to_sign_in(db: None, url: str) -> None:
    response = Client().get(url)
    assert response.status_code == 302
    assert "/account/login/" in response["Location"]
