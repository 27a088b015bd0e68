"""The pages about schools that join together."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse

from partnerships.actions.groups import make_group
from partnerships.actions.projects import set_confidential
from partnerships.models import Group, Project, ProjectGroup, School, User
from tests.conftest import signed_in
from tests.factories import MilestoneFactory, ProjectFactory, ProjectGroupFactory, SchoolFactory
from tests.helpers import assert_queries_do_not_grow
from tests.plans import code, planned

LIST = "/groups/"


@pytest.fixture
def client(manager: User) -> Client:
    return signed_in(manager)


@pytest.fixture
def group(manager: User, trust: Group, school: School) -> ProjectGroup:
    pair = [planned(manager, each, trust) for each in (school, SchoolFactory(name="Aldermere School"))]
    return make_group(by=manager, trust=trust, name="Two rivers federation", kind="federation", projects=pair)


def member(group: ProjectGroup, name: str) -> Project:
    return Project.objects.get(group=group, school__name=name)


def test_the_list_counts_what_one_sees(
    client: Client, group: ProjectGroup, manager: User, editor: User
) -> None:
    page = client.get(LIST)
    html = page.content.decode()
    assert "1 group found" in html
    assert "Two rivers federation" in html
    (row,) = page.context["rows"]
    assert (row.schools, row.live) == (2, 2)
    set_confidential(by=manager, project=member(group, "Aldermere School"), confidential=True)
    (row,) = signed_in(editor).get(LIST).context["rows"]
    assert row.schools == 1
    assert client.get(f"{LIST}?q=rivers&kind=federation").context["total"] == 1
    assert client.get(f"{LIST}?kind=merger").context["total"] == 0
    lines = b"".join(client.get("/groups.csv").streaming_content).decode("utf-8-sig").splitlines()
    assert lines[1].startswith("Two rivers federation,Federation,Harrowmere Learning Trust,2,2,")


def test_a_group_of_which_one_sees_no_project_is_not_there(
    group: ProjectGroup, manager: User, editor: User
) -> None:
    for project in Project.objects.filter(group=group):
        set_confidential(by=manager, project=project, confidential=True)
    client = signed_in(editor)
    assert client.get(LIST).context["total"] == 0
    assert client.get(f"{LIST}{group.pk}/").status_code == 404
    assert group.name not in client.get("/projects/").content.decode()
    assert group.name not in client.get("/reports/milestones/").content.decode()


def test_queries_do_not_grow(client: Client, trust: Group) -> None:
    group = ProjectGroupFactory(trust=trust)

    def add_groups(n: int) -> None:
        for _ in range(n):
            MilestoneFactory(project=ProjectFactory(trust=trust, group=ProjectGroupFactory(trust=trust)))

    def add_members(n: int) -> None:
        for _ in range(n):
            MilestoneFactory(project=ProjectFactory(trust=trust, group=group), code="CON-14")

    assert_queries_do_not_grow(client, LIST, add_groups)
    assert_queries_do_not_grow(client, f"{LIST}{group.pk}/", add_members)


def test_a_group_is_added_filled_changed_and_removed(client: Client, trust: Group) -> None:
    project = ProjectFactory(trust=trust)
    made = client.post(f"{LIST}add/", {"name": "Rivers", "kind": "other"})
    group = ProjectGroup.objects.get()
    url = f"{LIST}{group.pk}/"
    assert made["Location"] == url
    assert "No schools yet" in client.get(url).content.decode()
    client.post(f"{url}projects/add/", {"project": project.pk})
    assert project.school.name in client.get(url).content.decode()
    client.post(f"{url}change/", {"name": "Two rivers", "kind": "merger", "version": "1"})
    late = client.post(f"{url}change/", {"name": "X", "kind": "merger", "version": "1"})
    assert "changed this group while you were editing it" in late.content.decode()
    assert "Take its projects out" in client.post(f"{url}remove/").content.decode()
    client.post(f"{url}projects/{project.pk}/remove/")
    said = [text for _at, _who, text in client.get(url).context["history"]]
    assert said == [
        "renamed it from “Rivers” to “Two rivers”; said that it is: trust that is merging",
        "made the group “Rivers”",
    ]
    client.post(f"{url}remove/")
    assert not ProjectGroup.objects.exists()


def test_a_name_is_there_once(client: Client, group: ProjectGroup) -> None:
    html = client.post(f"{LIST}add/", {"name": "two rivers FEDERATION", "kind": "other"}).content.decode()
    assert "This name cannot be used. Choose another one." in html


def test_what_is_shared_is_chosen_from_the_plans(client: Client, group: ProjectGroup) -> None:
    url = f"{LIST}{group.pk}/shared/"
    html = client.get(url).content.decode()
    assert "Usually shared" in html
    assert 'value="OPN-01"' not in html
    client.post(url, {"legal": ["LEG-01"], "version": "1"})
    group.refresh_from_db()
    assert group.shared_codes == ["LEG-01"]
    assert "done at 0 of 2" in client.get(f"{LIST}{group.pk}/").content.decode()


def test_the_form_to_log_says_where_else_it_goes(client: Client, group: ProjectGroup) -> None:
    project = member(group, "Brackenholt Primary School")
    row = code(project, "CON-14")
    html = client.get(f"/milestones/{row.pk}/").content.decode()
    assert "Shared with 1 other school: Aldermere School." in html
    assert "Shared with" not in client.get(f"/milestones/{code(project, 'LEG-01').pk}/").content.decode()
    plan = client.get(f"/projects/{project.pk}/?show=plan").content.decode()
    assert "Done once for Two rivers federation" in plan
    in_place = client.get(f"/milestones/{row.pk}/log/", headers={"HX-Request": "true"}).content.decode()
    assert "Shared with 1 other school" in in_place

    done = client.post(f"/milestones/{row.pk}/done/", {"version": row.version})
    assert code(member(group, "Aldermere School"), "CON-14").status == "done"
    page = client.get(done["Location"])
    assert page.context["can_undo"]
    client.post(f"/projects/{project.pk}/undo/", {"call": page.context["saved_entry"].call})
    assert code(member(group, "Aldermere School"), "CON-14").status == "not_started"


def test_a_project_is_put_into_a_group_and_out_of_it(
    client: Client, group: ProjectGroup, trust: Group
) -> None:
    project = ProjectFactory(trust=trust)
    url = reverse("project-group", args=[project.pk])
    assert "Two rivers federation" in client.get(url).content.decode()
    client.post(url, {"group": str(group.pk)})
    project.refresh_from_db()
    assert project.group == group
    assert "Two rivers federation" in client.get(f"/projects/{project.pk}/").content.decode()
    client.post(url, {"group": "none"})
    project.refresh_from_db()
    assert project.group is None
    assert client.post(url, {"group": "999"}).status_code == 200


def test_lists_and_the_report_are_filtered_by_group(
    client: Client, group: ProjectGroup, trust: Group
) -> None:
    MilestoneFactory(project=ProjectFactory(trust=trust), title="Elsewhere")
    assert client.get(f"/projects/?group={group.pk}").context["total"] == 2
    report = client.get(f"/reports/milestones/?group={group.pk}")
    assert "Elsewhere" not in report.content.decode()
    assert "Group: Two rivers federation" in report.context["form"].in_words()
    text = b"".join(client.get(f"{LIST}{group.pk}/projects.csv").streaming_content).decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(text)))) == 3
