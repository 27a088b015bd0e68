"""One school: its facts and where each is from, its groups, its earlier and later records, its projects."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
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
from tests.views._schools import text


@pytest.fixture
def client(viewer: User) -> Client:
    return signed_in(viewer)


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
