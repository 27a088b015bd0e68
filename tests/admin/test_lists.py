"""Lists of the admin: as many queries for ten rows as for one, search, filters, dates and csv."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client

from partnerships.models import (
    Group,
    GroupMembership,
    Milestone,
    Note,
    Project,
    School,
    SchoolLink,
    User,
)
from tests.admin._rows import MAKE
from tests.admin.conftest import MODELS, address, exports
from tests.conftest import signed_in
from tests.factories import (
    MilestoneFactory,
    NoteFactory,
    ProjectFactory,
    SchoolFactory,
    UserFactory,
)
from tests.helpers import assert_queries_do_not_grow


@pytest.mark.parametrize("model", MODELS, ids=[model._meta.model_name for model in MODELS])
def test_a_lists_queries_do_not_grow_with_its_rows(model: type[Model], manager: User, trust: Group) -> None:
    client = signed_in(manager)
    make = MAKE[model]

    for page in ("changelist", "csv") if exports(model) else ("changelist",):
        assert_queries_do_not_grow(client, address(page, model), lambda n: [make(trust) for _ in range(n)])


def test_a_projects_form_and_a_history_do_not_grow(manager: User, project: Project) -> None:
    client = signed_in(manager)
    owner = UserFactory()

    def milestones(n: int) -> None:
        for _ in range(n):
            MilestoneFactory(project=project, owner=owner)

    assert_queries_do_not_grow(client, address("change", Project, project.pk), milestones)

    def changes(n: int) -> None:
        for number in range(n):
            project.lead = UserFactory()
            project.enquiry = str(number)
            project.save()

    assert_queries_do_not_grow(client, address("history", Project, project.pk), changes)


def test_a_picker_does_not_ask_more_for_more_rows(manager: User, trust: Group) -> None:
    url = "/admin/autocomplete/?app_label=partnerships&model_name=note&field_name=project&term=brackenholt"

    assert_queries_do_not_grow(
        signed_in(manager), url, lambda n: [ProjectFactory(trust=trust) for _ in range(n)]
    )


def listed(client: Client, model: type[Model], query: str) -> set[Any]:
    answer = client.get(f"{address('changelist', model)}?{query}")
    assert answer.status_code == 200, query
    return set(answer.context["cl"].result_list)


def test_schools_are_found_by_the_products_own_search_and_filtered(manager: User) -> None:
    hill = SchoolFactory(name="Hill School", la_name="Northmoor")
    sea = SchoolFactory(name="Sea School", phase_code="4", phase_name="Secondary")
    client = signed_in(manager)

    assert listed(client, School, "q=hill") == {hill}
    assert listed(client, School, f"q={sea.urn}") == {sea}
    assert listed(client, School, "la=Northmoor") == {hill}
    assert listed(client, School, "phase=2") == {hill}
    assert listed(client, School, "gone=no") == {hill, sea}
    assert listed(client, School, "gone=yes") == set()


def test_projects_are_filtered_searched_and_found_by_month(manager: User, trust: Group) -> None:
    live = ProjectFactory(trust=trust, school__name="Hill School")
    ended = ProjectFactory(trust=trust, ended_on="2026-01-01", outcome="other", joining_month="2026-09-01")
    client = signed_in(manager)

    assert listed(client, Project, "ended=no") == {live}
    assert listed(client, Project, "ended=yes") == {ended}
    assert listed(client, Project, "q=hill") == {live}
    assert listed(client, Project, "route__exact=voluntary") == {live, ended}
    assert listed(client, Project, "joining_month__year=2026") == {ended}
    assert listed(client, Project, "o=4") == {live, ended}


def test_lists_of_one_project_are_reached_from_it(manager: User, trust: Group) -> None:
    note, other = NoteFactory(project__trust=trust), NoteFactory(project__trust=trust)
    client = signed_in(manager)
    form = client.get(address("change", Project, note.project_id))

    for _, url in form.context["related"]:
        assert client.get(url).status_code == 200
    assert listed(client, Note, f"project={note.project_id}") == {note}
    assert listed(client, Note, "") == {note, other}


def test_schools_whose_record_has_not_arrived_are_listed_and_exported(manager: User) -> None:
    place = GroupMembership.objects.create(school_id=799_999, group_id=69_999)
    link = SchoolLink.objects.create(school_id=799_999, other_id=799_998, link_type="Successor")
    client = signed_in(manager)

    for model, row in ((GroupMembership, place), (SchoolLink, link)):
        assert listed(client, model, "") == {row}
        assert client.get(address("change", model, row.pk)).status_code == 200
        assert "799999" in _csv(client.get(address("csv", model)))[1]
        assert listed(client, model, "q=799999") == {row}
        assert listed(client, model, "q=nowhere") == set()


@pytest.mark.parametrize("model", MODELS)
def test_any_text_can_be_searched_for(administrator: User, model: type[Model]) -> None:
    client = signed_in(administrator)
    for text in ("a " * 1500, "-" * 3000, "9" * 5000, "9" * 20, "a\0b", "%_\\", "()", "é’"):
        assert client.get(address("changelist", model), {"q": text}).status_code == 200, text[:10]


def _csv(answer: Any) -> list[list[str]]:
    assert answer["Content-Type"].startswith("text/csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_the_csv_holds_what_the_list_found_in_words_and_without_secrets(manager: User, trust: Group) -> None:
    wanted = MilestoneFactory(project__trust=trust, title="=SUM(A1)", status="in_progress", owner=manager)
    MilestoneFactory(project__trust=trust, title="Other")
    client = signed_in(manager)

    rows = _csv(client.get(f"{address('csv', Milestone)}?q=sum"))

    assert len(rows) == 2
    row = dict(zip(*rows, strict=True))
    assert row["Title"] == "'=SUM(A1)"
    assert row["Status"] == "In progress"
    assert row["Due"] == "2027-06-09"
    assert row["Project: school"] == wanted.project.school.name
    assert (row["Owner: name"], row["Owner: e-mail"]) == (manager.name, manager.email)
    for model in filter(exports, MODELS):
        heading = " ".join(_csv(client.get(address("csv", model)))[0]).lower()
        assert "password" not in heading
        assert "secret" not in heading


def test_the_csv_of_ticked_rows_holds_those_only(manager: User, trust: Group) -> None:
    first, second = NoteFactory(project__trust=trust), NoteFactory(project__trust=trust)
    sent = {"action": "export_csv", "index": "0", "_selected_action": [second.pk]}

    rows = _csv(signed_in(manager).post(address("changelist", Note), sent))

    assert [row[0] for row in rows[1:]] == [str(second.pk)]
    assert first.pk != second.pk


def test_history_shows_what_changed_from_what_to_what(manager: User, project: Project) -> None:
    client = signed_in(manager)
    project.route = "order"
    project.save()

    page = client.get(address("history", Project, project.pk)).content.decode()

    assert "Voluntary conversion" in page
    assert "Academy order (sponsored)" in page
    assert "Brackenholt Primary School" in page
