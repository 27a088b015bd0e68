"""Consultations and responses in the admin: written by the same actions as on the pages."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import NoReverseMatch
from django.utils import timezone

from partnerships.actions.projects import end_project
from partnerships.models import (
    Consultation,
    ConsultationDocument,
    ConsultationStep,
    Meeting,
    MeetingQuestion,
    Project,
    Respondent,
    Response,
    ResponseImport,
    ResponseReport,
    ResponseTheme,
    Stakeholder,
    Theme,
    User,
)
from tests.admin._forms import change, errors
from tests.admin.conftest import Records, address
from tests.admin.test_writing_partnerships import added, removed
from tests.conftest import signed_in
from tests.factories import (
    ConsultationFactory,
    MembershipFactory,
    RespondentFactory,
    ResponseFactory,
    ResponseThemeFactory,
)


@pytest.fixture
def client(manager: User) -> Client:
    return signed_in(manager)


@pytest.fixture
def consultation(project: Project) -> Consultation:
    return ConsultationFactory(project=project, title="Joining")


def test_a_consultation_is_started_with_its_steps_and_groups(client: Client, project: Project) -> None:
    sent = {"project": project.pk, "kind": "statutory", "title": "Joining", "led_by": "governing_body"}
    assert "title" in errors(client.post(address("add", Consultation), {**sent, "title": ""}))
    row = added(client, Consultation, sent)
    assert row.steps.count() > 5
    assert row.stakeholders.exists()
    assert row.history.earliest().action == "start_consultation"
    url = address("change", row, row.pk)
    assert "reason" in errors(change(client, url, led_by="local_authority"))
    assert change(client, url, question="Shall we?").status_code == 302
    assert Consultation.objects.get().question == "Shall we?"


def test_steps_groups_and_meetings(client: Client, consultation: Consultation) -> None:
    of_it = {"consultation": consultation.pk}
    step = added(client, ConsultationStep, {**of_it, "title": "Leaflets", "note": "At the gate"})
    assert (step.kind, step.project) == ("own", consultation.project)
    assert change(client, address("change", step, step.pk), due_on="2026-11-02").status_code == 302
    group = added(client, Stakeholder, {**of_it, "audience": "feeders", "reason": "Two nurseries"})
    url = address("change", group, group.pk)
    assert "told_on" in errors(change(client, url, told_on="2999-01-01"))
    assert change(client, url, size="40").status_code == 302
    meeting = added(client, Meeting, {**of_it, "on": "2026-11-02", "audience": "parents"})
    assert change(client, address("change", meeting, meeting.pk), place="Hall").status_code == 302
    question = added(client, MeetingQuestion, {"meeting": meeting.pk, "question": "Uniform?"})
    assert change(client, address("change", question, question.pk), answer="It stays").status_code == 302
    assert MeetingQuestion.objects.get().answered_on is not None
    assert removed(client, question)
    assert {row.history.first().action for row in (step, group, meeting)} == {
        "change_step", "change_stakeholder", "change_meeting",
    }  # fmt: skip


def test_themes_and_responses(client: Client, consultation: Consultation) -> None:
    of_it = {"consultation": consultation.pk}
    theme = added(client, Theme, {**of_it, "name": "Uniform"})
    assert "name" in errors(client.post(address("add", Theme), {**of_it, "name": "uniform"}))
    sent = {**of_it, "received_on": "2026-11-02", "audience": "parents", "channel": "web", "stance": "for"}
    response = added(client, Response, {**sent, "comment": "Good"})
    ResponseThemeFactory(response=response, theme=theme)
    assert change(client, address("change", response, response.pk), stance="against").status_code == 302
    fresh = Response.objects.get()
    assert (fresh.number, fresh.stance, list(fresh.themes.all())) == (1, "against", [theme])
    assert client.post(address("delete", theme, theme.pk), {"post": "yes"}).status_code == 200
    assert Theme.objects.filter(pk=theme.pk).exists(), "a response is about it"
    url = address("change", theme, theme.pk)
    assert change(client, url, heard="They like it", not_changed="It stays").status_code == 302
    assert Theme.objects.get().answered_on is not None


def test_a_removed_response_is_only_read(client: Client, consultation: Consultation) -> None:
    row = ResponseFactory(consultation=consultation, removed_on="2026-11-20", removed_reason="Twice")
    assert client.post(address("change", row, row.pk), {"stance": "against"}).status_code == 403


def test_an_ended_project_takes_nothing(client: Client, manager: User, consultation: Consultation) -> None:
    end_project(
        by=manager, project=consultation.project, outcome="other", on=timezone.localdate(), why="It ended"
    )
    assert errors(client.post(address("add", Theme), {"consultation": consultation.pk, "name": "Pay"}))
    assert client.post(address("change", consultation, consultation.pk), {"title": "X"}).status_code == 403


@pytest.mark.parametrize(
    "model", [ConsultationDocument, ResponseReport, ResponseImport, ResponseTheme, Respondent]
)
def test_what_has_pages_of_its_own_is_only_read(model: type, client: Client, records: Records) -> None:
    row = records.of[model]
    assert client.get(address("add", model)).status_code == 403
    assert client.post(address("change", row, row.pk), {"title": "Else"}).status_code == 403
    assert client.post(address("delete", row, row.pk), {"post": "yes"}).status_code == 403


def test_who_sent_a_response_is_for_those_who_keep_its_consultation(
    client: Client, manager: User, records: Records
) -> None:
    mine = records.of[Respondent]
    elsewhere = RespondentFactory()
    MembershipFactory(user=manager, trust=elsewhere.project.trust, role="viewer")
    client = signed_in(User.objects.get(pk=manager.pk))
    assert client.get(address("change", Response, elsewhere.response_id)).status_code == 200
    assert client.get(address("change", Respondent, elsewhere.pk)).status_code == 404
    page = client.get(address("changelist", Respondent)).content.decode()
    assert mine.name in page
    assert elsewhere.name not in page


def test_who_sent_a_response_is_hidden_once_the_project_has_ended(
    client: Client, manager: User, consultation: Consultation
) -> None:
    row = RespondentFactory(response__consultation=consultation)
    assert client.get(address("change", row, row.pk)).status_code == 200
    end_project(
        by=manager, project=consultation.project, outcome="other", on=timezone.localdate(), why="It ended"
    )
    assert client.get(address("change", row, row.pk)).status_code == 404
    assert row.name not in client.get(address("changelist", Respondent)).content.decode()


def test_who_sent_a_response_cannot_be_taken_away_as_a_file(client: Client, records: Records) -> None:
    row = records.of[Respondent]
    with pytest.raises(NoReverseMatch):
        address("csv", Respondent)
    page = client.get(address("changelist", Respondent)).content.decode()
    assert "csv" not in page
    ticked = {"action": "export_csv", "index": "0", "_selected_action": [row.pk]}
    answer = client.post(address("changelist", Respondent), ticked)
    assert not answer.streaming
    assert "csv" not in answer["Content-Type"]
