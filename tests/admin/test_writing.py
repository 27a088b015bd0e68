"""The admin writes by the same actions as the pages: done with a history row, refused as an error of the form."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from partnerships.actions.projects import end_project
from partnerships.models import (
    Contact,
    Group,
    JoiningChange,
    Milestone,
    Note,
    Partnership,
    Project,
    ProjectFact,
    School,
    User,
)
from tests.admin._forms import change, errors, form_of
from tests.admin.conftest import Records, address
from tests.conftest import signed_in
from tests.factories import GroupFactory, MilestoneFactory, SchoolFactory


@pytest.fixture
def client(manager: User) -> Client:
    return signed_in(manager)


@pytest.fixture
def url(project: Project) -> str:
    return address("change", Project, project.pk)


def test_a_project_is_started_with_its_plan(client: Client, trust: Group, manager: User) -> None:
    school = SchoolFactory()

    answer = client.post(
        address("add", Project),
        {
            "school": school.pk,
            "trust": trust.pk,
            "route": "voluntary",
            "joining_month": "2027-09-01",
            "lead": manager.pk,
        },
    )

    project = Project.objects.get(school=school)
    assert answer.url == address("change", Project, project.pk)
    assert project.milestones.count() > 50
    assert project.history.get().action == "start_project"
    assert project.lead == manager


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"route": "transfer"}, "not an academy"),
        ({"joining_month": "2027-09-15"}, "first of a month"),
        ({"school": "again"}, "already has a live project"),
        ({"school": "closed"}, "closed"),
        ({"trust": "other"}, "valid choice"),
        ({"lead": "viewer"}, "cannot lead"),
        ({"school": "1"}, "valid choice"),
        ({"school": "x"}, "valid choice"),
        ({"outgoing_trust": "same", "route": "transfer", "school": "academy"}, "already in this trust"),
    ],
)
def test_a_project_that_may_not_start_is_an_error_of_the_form(
    fields: dict[str, str],
    sentence: str,
    client: Client,
    project: Project,
    trust: Group,
    other_trust: Group,
    viewer: User,
) -> None:
    values: dict[str, Any] = {
        "again": project.school_id,
        "closed": SchoolFactory(status_code="2", status_name="Closed").pk,
        "academy": SchoolFactory(academy=True).pk,
        "other": other_trust.pk,
        "same": trust.pk,
        "viewer": viewer.pk,
    }
    sent = {"school": SchoolFactory().pk, "trust": trust.pk, "route": "voluntary"}
    before = Project.objects.count()

    answer = client.post(
        address("add", Project),
        {**sent, **{name: values.get(value, value) for name, value in fields.items()}},
    )

    assert sentence in str(errors(answer))
    assert Project.objects.count() == before


def test_somebody_not_named_does_not_learn_why_a_project_cannot_start(
    client: Client, records: Records, trust: Group
) -> None:
    answer = client.post(address("add", Project), {"school": records.secret.school_id, "trust": trust.pk})

    assert "Ask one of your trust" in str(errors(answer))
    assert "already" not in str(errors(answer))


def test_the_joining_month_moves_by_its_action(client: Client, url: str, project: Project) -> None:
    answer = change(client, url, joining_month="2028-01-01", reason="land", why="No titles yet")

    assert answer.status_code == 302
    newest = JoiningChange.objects.filter(project=project).last()
    assert (newest.to_month, newest.why) == (dt.date(2028, 1, 1), "")
    assert list(newest.reasons.values_list("reason", "text")) == [("land", "No titles yet")]
    assert project.history.first().action == "set_joining_month"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"joining_month": "2027-09-15"}, "joining_month"),
        ({"joining_month": None, "joining_confirmed": "on"}, "joining_month"),
        ({"joining_month": "soon"}, "joining_month"),
        ({"route": "transfer"}, "route"),
        ({"route": "balloon"}, "route"),
        ({"outcome": "withdrawn_school", "ended_on": "2126-01-01", "end_reason": "x"}, "outcome"),
        ({"outcome": "withdrawn_school"}, "outcome"),
        ({"end_reason": "Because"}, "outcome"),
        ({"lead": "0"}, "lead"),
    ],
)
def test_a_change_of_a_project_that_breaks_a_rule_is_an_error_of_the_form(
    fields: dict[str, str], field: str, client: Client, url: str, project: Project
) -> None:
    before = Project.objects.values().get(pk=project.pk)

    assert field in errors(change(client, url, **fields))
    assert Project.objects.values().get(pk=project.pk) == before


def test_a_project_is_ended_then_only_reopened(client: Client, url: str, project: Project) -> None:
    end = {"outcome": "withdrawn_school", "ended_on": "2026-01-05", "end_reason": "Governors voted no"}
    assert change(client, url, **end).status_code == 302
    project.refresh_from_db()
    assert project.is_ended
    assert project.history.first().action == "end_project"

    assert set(client.get(url).context["adminform"].form.fields) == {"confidential", "reopen", "seen"}
    assert change(client, url, route="order", reopen="on").status_code == 302
    project.refresh_from_db()
    assert (project.is_ended, project.route) == (False, "voluntary")


def test_two_people_on_one_project_do_not_overwrite_each_other(
    client: Client, url: str, project: Project, administrator: User
) -> None:
    seen = form_of(client, url)
    change(
        signed_in(administrator),
        url,
        confidential=None,
        joining_month="2028-01-01",
        reason="land",
        why="Titles",
    )

    answer = client.post(url, {**seen, "joining_month": "2028-04-01"})

    assert "Ada Administrator changed this while you were editing it" in str(errors(answer))


def test_a_milestone_is_logged_assigned_and_left_out(client: Client, project: Project, manager: User) -> None:
    row = MilestoneFactory(project=project)
    url = address("change", Milestone, row.pk)

    assert change(client, url, status="done", note="Signed").status_code == 302
    row.refresh_from_db()
    assert (row.status, row.done_on) == ("done", timezone.localdate())
    assert row.notes.get().text == "Signed"
    assert row.history.first().action == "log_progress"

    assert (
        change(client, url, status="in_progress", owner=manager.pk, owner_roles=["TL", "CEO"]).status_code
        == 302
    )
    row.refresh_from_db()
    assert (row.status, row.done_on, row.owner, row.owner_roles) == ("in_progress", None, manager, "TL,CEO")

    assert change(client, url, override="no", override_reason="No land").status_code == 302
    row.refresh_from_db()
    assert row.override == "no"
    assert row.history.first().action == "mark_not_applicable"
    assert change(client, url, override="", override_reason="").status_code == 302


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"status": "done", "done_on": "2126-01-01"}, "done_on"),
        ({"status": "waiting"}, "waiting_on"),
        ({"status": "waiting", "waiting_on": "LA", "waiting_since": "2126-01-01"}, "waiting_since"),
        ({"status": "asleep"}, "status"),
        ({"done_on": "2026-01-01"}, "done_on"),
        ({"override": "no"}, "override_reason"),
        ({"owner": "outsider"}, "owner"),
    ],
)
def test_progress_that_breaks_a_rule_is_an_error_of_the_form(
    fields: dict[str, Any], field: str, client: Client, project: Project, outsider: User
) -> None:
    row = MilestoneFactory(project=project)
    fields = {name: outsider.pk if value == "outsider" else value for name, value in fields.items()}

    assert field in errors(change(client, address("change", Milestone, row.pk), **fields))
    assert row.history.count() == 1


def test_only_a_row_of_ones_own_is_added_renamed_and_removed(client: Client, project: Project) -> None:
    sent = {"project": project.pk, "title": "Photograph the sign", "phase": "OPS", "due_on": "2027-08-20"}
    assert client.post(address("add", Milestone), sent).status_code == 302
    row = Milestone.objects.get(title="Photograph the sign")
    assert change(client, address("change", Milestone, row.pk), title="Photograph it").status_code == 302
    assert client.post(address("delete", Milestone, row.pk), {"post": "yes"}).status_code == 302
    assert not Milestone.objects.filter(pk=row.pk).exists()
    assert Milestone.history.filter(id=row.pk).first().action == "remove_own_milestone"

    of_template = MilestoneFactory(project=project)
    assert client.post(address("delete", Milestone, of_template.pk), {"post": "yes"}).status_code == 403
    assert Milestone.objects.filter(pk=of_template.pk).exists()


def test_nothing_of_an_ended_project_is_changed(records: Records, administrator: User) -> None:
    today = timezone.localdate()
    end_project(by=administrator, project=records.project, outcome="other", on=today, why="Over")
    client = signed_in(administrator)

    for model in (Milestone, Contact, Note, ProjectFact, Partnership):
        row = records.of[model]
        assert client.get(address("change", model, row.pk)).status_code == 200
        assert client.post(address("change", model, row.pk), {}).status_code == 403, model
    answer = client.post(address("add", Note), {"project": records.project.pk, "text": "Late thought"})
    assert "do not have access" in str(errors(answer))


def test_a_note_is_changed_and_deleted_by_its_author_alone(
    client: Client, records: Records, administrator: User
) -> None:
    note = records.of[Note]
    url = address("change", Note, note.pk)
    assert client.get(url).status_code == 200
    assert client.post(url, {"text": "Rewritten"}).status_code == 403
    assert client.post(address("delete", Note, note.pk), {"post": "yes"}).status_code == 403

    author = signed_in(administrator)
    assert "text" in errors(author.post(url, {"text": " "}))
    assert author.post(url, {"text": "Rewritten"}).status_code == 302
    assert author.post(address("delete", Note, note.pk), {"post": "yes"}).status_code == 302
    note.refresh_from_db()
    assert (note.text, note.deleted_at is not None) == ("Rewritten", True)
    assert author.get(url).status_code == 404


def test_a_note_on_another_projects_milestone_is_refused(records: Records, administrator: User) -> None:
    elsewhere = records.secret.milestones.first()
    sent = {"project": records.project.pk, "milestone": elsewhere.pk, "text": "Hm"}

    assert "milestone" in errors(signed_in(administrator).post(address("add", Note), sent))


def test_contacts_are_added_changed_and_removed(client: Client, project: Project) -> None:
    sent = {"project": project.pk, "role": "la", "name": "Lee Marsh", "email": "lee@la.example"}
    assert client.post(address("add", Contact), sent).status_code == 302
    contact = Contact.objects.get(name="Lee Marsh")
    url = address("change", Contact, contact.pk)
    assert "email" in errors(change(client, url, email="nowhere"))
    assert change(client, url, name="Lee Moor").status_code == 302
    assert contact.history.first().action == "save_contact"
    assert client.post(address("delete", Contact, contact.pk), {"post": "yes"}).status_code == 302
    assert not Contact.objects.filter(pk=contact.pk).exists()


def test_facts_are_answered(client: Client, project: Project) -> None:
    sent = {"project": project.pk, "key": "pfi", "answer": "yes", "reason": "The head says so"}
    assert client.post(address("add", ProjectFact), sent).status_code == 302
    fact = ProjectFact.objects.get(project=project, key="pfi")
    assert fact.history.first().action == "answer_fact"
    url = address("change", ProjectFact, fact.pk)
    assert "answer" in errors(change(client, url, answer="s4_1_a"))
    assert "answer" in errors(change(client, url, answer="perhaps"))
    assert "key" in errors(client.post(address("add", ProjectFact), {**sent, "key": "has_partnership"}))
    assert change(client, url, answer="no").status_code == 302


def test_a_partnership_ends_after_it_starts(client: Client, records: Records) -> None:
    url = address("change", Partnership, records.of[Partnership].pk)

    assert "The partnership must end after it starts." in str(
        errors(change(client, url, starts_on="2027-01-01", ends_on="2026-01-01"))
    )
    again = client.post(address("add", Partnership), {"project": records.project.pk})
    assert "project" in errors(again)
    assert change(client, url, starts_on="2026-01-01", ends_on="2027-01-01").status_code == 302
    assert Partnership.history.first().action == "change_partnership_dates"


def test_what_the_database_refuses_last_is_an_error_of_the_form(
    client: Client, project: Project, trust: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when somebody else starts the same project between the check and the write."""
    monkeypatch.setattr("partnerships.actions.projects.start_project_problems", lambda **_: [])
    monkeypatch.setattr("partnerships.admin.projects.start_project_problems", lambda **_: [])
    monkeypatch.setattr("partnerships.admin._forms.RecordForm.validate_constraints", lambda _: None)
    monkeypatch.setattr("partnerships.admin.projects.StartForm.validate_unique", lambda _: None)

    answer = client.post(address("add", Project), {"school": project.school_id, "trust": trust.pk})

    assert "__all__" in errors(answer)
    assert Project.objects.filter(school=project.school_id).count() == 1


@pytest.mark.parametrize("model", [School, Group])
def test_gias_is_read_only(model: Any, site_administrator: User) -> None:
    row = SchoolFactory() if model is School else GroupFactory()
    client = signed_in(site_administrator)

    assert client.get(address("add", model)).status_code == 403
    assert client.post(address("change", model, row.pk), {"name": "Mine"}).status_code == 403
    assert client.post(address("delete", model, row.pk), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("ticked", ["9" * 20, "9" * 5000, "1\0", "x"])
def test_ticking_what_is_no_row_is_not_found(manager: User, ticked: str) -> None:
    data = {"action": "export_csv", "_selected_action": ticked, "index": "0"}
    for model in (Milestone, School):
        assert signed_in(manager).post(address("changelist", model), data).status_code == 404
