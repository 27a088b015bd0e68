"""Pages of consultations: what a project needs, the working list, the window, the register, Your work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnerships.actions.consultation_steps import log_step
from partnerships.actions.consultation_window import plan_window
from partnerships.actions.consultations import start_consultation, stop_consultation
from partnerships.models import Consultation, ConsultationStep, Decision, Group, Project, School, User
from partnerships.rules.consultation_words import StepKind
from partnerships.rules.words import Status
from tests.actions.test_consultations import CLOSES, OPENS, SAID, TUPE
from tests.conftest import signed_in
from tests.factories import (
    ConsultationFactory,
    ConsultationStepFactory,
    ProjectFactory,
    ResponseFactory,
    SchoolFactory,
)
from tests.plans import TODAY, code, planned


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def school(db: None) -> School:
    return SchoolFactory(name="Brackenholt Primary School", type_code="01", religious_character="None")


@pytest.fixture
def project(manager: User, school: School, trust: Group) -> Project:
    return planned(manager, school, trust)


@pytest.fixture
def consultation(project: Project, manager: User) -> Consultation:
    return start_consultation(by=manager, project=project, kind="statutory", said=SAID)


@pytest.fixture
def client(editor: User) -> Client:
    return signed_in(editor)


def page(client: Client, name: str, *args: object, **query: str) -> str:
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def step(consultation: Consultation, kind: str) -> ConsultationStep:
    return consultation.steps.select_related("milestone").get(kind=kind)


def test_projectconsultations_says_which_kinds_are_asked_for_and_why(
    project: Project, client: Client, manager: User
) -> None:
    text = page(client, "project-consultations", project.pk)
    assert "The governing body applies, so it has to consult" in text
    assert "The local authority employs the staff of a community" in text
    assert "section 5(1)" in text
    assert "Start it" not in text
    assert f"{reverse('consultation-start', args=[project.pk])}?kind=statutory" in page(
        signed_in(manager), "project-consultations", project.pk
    )


def test_projectconsultations_lists_those_there_are_with_what_to_keep_apart(
    project: Project, consultation: Consultation, client: Client, manager: User
) -> None:
    tupe = start_consultation(by=manager, project=project, kind="tupe", said=TUPE)
    plan_window(by=manager, consultation=consultation, opens_on=OPENS, closes_on=CLOSES)
    plan_window(by=manager, consultation=tupe, opens_on=dt.date(2027, 2, 1), closes_on=CLOSES)
    text = page(client, "project-consultations", project.pk)
    assert "Opens on 15 March 2027" in text
    assert "Next: Plan and stakeholder list" in text
    assert text.count("are open at the same time, from 15 March 2027 to 25 April 2027") == 1
    assert "before the resolution to join" in text


def test_consultationstart_makes_it_and_leads_to_its_list(project: Project, manager: User) -> None:
    url = f"{reverse('consultation-start', args=[project.pk])}?kind=tupe"
    client = signed_in(manager)
    assert "Representatives of every union" in client.get(url).content.decode()
    answer = client.post(url, {"title": "TUPE", "led_by": "local_authority", "methods": ["email", "meeting"]})
    made = Consultation.objects.get()
    assert answer.url == reverse("consultation-detail", args=[made.pk])
    assert (made.kind, made.methods) == ("tupe", ["email", "meeting"])


def test_consultationstart_asks_why_somebody_else_leads(project: Project, manager: User) -> None:
    url = f"{reverse('consultation-start', args=[project.pk])}?kind=tupe"
    text = signed_in(manager).post(url, {"title": "Ours", "led_by": "trust"}).content.decode()
    assert "usually led by the local authority" in text
    assert 'value="Ours"' in text
    assert signed_in(manager).get(f"{url}x").status_code == 404


def test_consultationdetail_shows_the_list_and_how_it_stands(
    consultation: Consultation, client: Client
) -> None:
    ResponseFactory.create_batch(2, consultation=consultation)
    text = page(client, "consultation-detail", consultation.pk)
    assert "0 of 10 groups told" in text
    assert "Open the consultation" in text  # the milestone that its opening is
    assert "Record the decision" in text
    assert "Is it fair?" in text
    assert "Web form, letter" in text


def test_a_tick_takes_one_click_and_is_the_milestones(
    consultation: Consultation, project: Project, client: Client
) -> None:
    opening = step(consultation, StepKind.OPENING)
    assert opening.milestone is not None
    url = reverse("consultation-step-done", args=[opening.pk])
    answer = client.post(url, {"version": opening.milestone.version})
    assert answer.url == reverse("consultation-detail", args=[consultation.pk]) + f"#step-{opening.pk}"
    assert code(project, "CON-04").done_on == TODAY
    late = client.post(url, {"version": opening.milestone.version}).content.decode()
    assert "Edda Editor changed this step while you were editing it" in late
    client.post(reverse("consultation-step-reopen", args=[opening.pk]))
    assert code(project, "CON-04").status == Status.NOT_STARTED


def test_a_wrong_day_is_said_beside_it(consultation: Consultation, client: Client) -> None:
    url = reverse("consultation-step-done", args=[step(consultation, StepKind.NOTICE).pk])
    text = client.post(url, {"done_on": "2027-03-11"}).content.decode()
    assert "cannot be in the future" in text
    assert step(consultation, StepKind.NOTICE).done_on is None


def test_consultationwindow_says_what_would_change_before_it_saves(
    consultation: Consultation, project: Project, client: Client
) -> None:
    was = code(project, "CON-04").due_on
    days = {"opens_on": OPENS.isoformat(), "closes_on": CLOSES.isoformat()}
    text = page(client, "consultation-window", consultation.pk, **days)
    assert "15 March 2027, fixed" in text
    assert "42 days" in text
    assert code(project, "CON-04").due_on == was
    url = reverse("consultation-window", args=[consultation.pk])
    client.post(url, days | {"version": str(consultation.version)})
    assert code(project, "CON-04").due_on == OPENS
    again = client.post(url, days | {"version": str(consultation.version)}).content.decode()
    assert "changed this consultation while you were editing it" in again


def test_consultationwindow_says_what_is_wrong_with_the_days(
    consultation: Consultation, client: Client
) -> None:
    days = {"opens_on": CLOSES.isoformat(), "closes_on": OPENS.isoformat()}
    text = page(client, "consultation-window", consultation.pk, **days)
    assert "It cannot close before it opens" in text
    assert "What this window would change" not in text


def test_consultationwindow_points_out_milestones_that_no_longer_fit(
    consultation: Consultation, project: Project, client: Client
) -> None:
    late = (code(project, "CON-07").due_on or TODAY) + dt.timedelta(7)
    days = {"opens_on": "2026-12-01", "closes_on": late.isoformat()}
    assert "before the consultation closes" in page(client, "consultation-window", consultation.pk, **days)


def test_own_steps_are_added_changed_left_out_and_removed(consultation: Consultation, client: Client) -> None:
    client.post(
        reverse("consultation-step-add", args=[consultation.pk]), {"title": "Radio talk", "why": "Asked for"}
    )
    own = step(consultation, StepKind.OWN)
    client.post(
        reverse("consultation-step-edit", args=[own.pk]),
        {"title": "Interview", "note": "Noon", "due_on": "2027-04-01", "version": own.version},
    )
    assert "Interview" in page(client, "consultation-detail", consultation.pk)
    stale = client.post(
        reverse("consultation-step-edit", args=[own.pk]), {"title": "X", "note": "", "version": own.version}
    ).content.decode()
    assert "Edda Editor changed this step" in stale
    client.post(reverse("consultation-step-leave-out", args=[own.pk]), {"why": "No time"})
    assert "No time" in page(client, "consultation-detail", consultation.pk)
    client.post(reverse("consultation-step-take-up", args=[own.pk]))
    client.post(reverse("consultation-step-remove", args=[own.pk]), {"why": "A slip"})
    assert "Interview" not in page(client, "consultation-detail", consultation.pk)


def test_a_stopped_consultation_is_read_and_no_more(
    consultation: Consultation, client: Client, manager: User
) -> None:
    signed_in(manager).post(reverse("consultation-stop", args=[consultation.pk]), {"why": "Called off"})
    text = page(client, "consultation-detail", consultation.pk)
    assert "Called off" in text
    assert "Done today" not in text
    answer = client.post(reverse("consultation-step-done", args=[step(consultation, StepKind.NOTICE).pk]))
    assert "This consultation was stopped" in answer.content.decode()


def test_the_plan_that_gained_a_milestone_is_tied_in_one_click(
    project: Project, client: Client, manager: User
) -> None:
    first = start_consultation(by=manager, project=project, kind="statutory", said=SAID)
    second = start_consultation(by=manager, project=project, kind="statutory", said=SAID)
    assert "None of its steps is a milestone" in page(client, "consultation-detail", second.pk)
    stop_consultation(by=manager, consultation=first, why="Called off")
    assert "Make them one" in page(client, "consultation-detail", second.pk)
    client.post(reverse("consultation-tie", args=[second.pk]))
    assert step(second, StepKind.OPENING).milestone == code(project, "CON-04")


def test_the_decision_is_recorded_from_the_consultation(
    consultation: Consultation, project: Project, client: Client, manager: User
) -> None:
    for kind, day in ((StepKind.OPENING, dt.date(2027, 1, 11)), (StepKind.CLOSING, dt.date(2027, 2, 21))):
        log_step(by=manager, step=step(consultation, kind), done_on=day)
    url = reverse("decision-add", args=[project.pk])
    query = {"body": "governing_body", "consultation": consultation.pk, "next": "/"}
    text = client.get(url, query).content.decode()
    assert f'<option value="{consultation.pk}" selected>' in text
    sent = {
        "body": "governing_body", "outcome": "changes", "decided_on": "2027-03-08", "declared": "none",
        "reason": "The uniform stays", "consultation": consultation.pk, "considered": "",
        "votes_for": "9", "votes_against": "1",
    }  # fmt: skip
    assert "Say how the responses were considered" in client.post(url, sent).content.decode()
    client.post(url, sent | {"considered": "Read by all"})
    decision = Decision.objects.get()
    assert (decision.consultation, decision.votes_for) == (consultation, 9)
    for name, key in (
        ("consultation-detail", consultation.pk),
        ("milestone-detail", code(project, "CON-12").pk),
        ("decision-list", project.pk),
    ):
        assert "Approved with changes" in page(client, name, key)


def test_a_decision_is_corrected_without_losing_its_consultation(
    consultation: Consultation, project: Project, client: Client, editor: User
) -> None:
    decision = Decision.objects.create(
        project=project, body="governing_body", decided_on=TODAY, outcome="approved", recorded_by=editor,
        interests="None declared", consultation=consultation, considered="Read",
    )  # fmt: skip
    url = reverse("decision-edit", args=[decision.pk])
    assert f'<option value="{consultation.pk}" selected>' in client.get(url).content.decode()
    sent = {
        "decided_on": "2027-03-09",
        "declared": "none",
        "consultation": consultation.pk,
        "considered": "Read aloud",
    }
    client.post(url, sent | {"version": decision.version})
    decision.refresh_from_db()
    assert (decision.consultation, decision.considered) == (consultation, "Read aloud")


def test_a_milestones_page_leads_to_its_consultation(
    consultation: Consultation, project: Project, client: Client
) -> None:
    text = page(client, "milestone-detail", code(project, "CON-04").pk)
    assert f"{reverse('consultation-detail', args=[consultation.pk])}#step-" in text
    assert "a consultation" not in page(client, "milestone-detail", code(project, "CON-11").pk)
    assert "a consultation that is not kept here yet" in page(
        client, "milestone-detail", code(project, "OPS-04").pk
    )


def test_consultationlist_finds_by_kind_state_leader_and_month(
    consultation: Consultation, project: Project, client: Client, manager: User, other_trust: Group
) -> None:
    plan_window(by=manager, consultation=consultation, opens_on=OPENS, closes_on=CLOSES)
    ConsultationFactory(title="Secret of others", project=ProjectFactory(trust=other_trust))
    tupe = start_consultation(by=manager, project=project, kind="tupe", said=TUPE)
    log_step(by=manager, step=step(tupe, StepKind.OPENING))
    everything = page(client, "consultation-list")
    assert "2 consultations found" in everything
    assert "Secret of others" not in everything
    for query, found in (
        ({"kind": "tupe"}, {tupe}),
        ({"state": "open"}, {tupe}),
        ({"state": "planned"}, {consultation}),
        ({"state": "stopped"}, set()),
        ({"attention": "yes"}, set()),
        ({"led_by": "governing_body"}, {consultation}),
        ({"opens_month": "3", "opens_year": "2027"}, {consultation, tupe}),
        ({"closes": "2027-04"}, {consultation}),
        ({"q": "harrowmere"}, {consultation}),
        ({"q": "brackenholt"}, {consultation, tupe}),
        ({"q": str(project.school_id)}, {consultation, tupe}),
        ({"trust": str(project.trust_id)}, {consultation, tupe}),
    ):
        answer = client.get(reverse("consultation-list"), query)
        assert {row.consultation for row in answer.context["rows"]} == found, query
    csv = b"".join(client.get(reverse("consultation-csv"), {"kind": "tupe"}).streaming_content).decode()
    assert "Local authority" in csv
    assert len(csv.splitlines()) == 2


def test_consultationlist_says_when_there_is_nothing(client: Client) -> None:
    assert "No consultations yet" in page(client, "consultation-list")
    assert "No consultations match" in page(client, "consultation-list", state="open")


def test_your_work_shows_what_closes_soon_and_what_was_to_open(
    consultation: Consultation, project: Project, manager: User, editor: User
) -> None:
    assert "Consultations to look at" not in page(signed_in(editor), "your-work")
    project.refresh_from_db()
    project.lead = editor
    project.save()
    plan_window(by=manager, consultation=consultation, opens_on=OPENS, closes_on=CLOSES)
    with time_machine.travel(OPENS + dt.timedelta(2), tick=False):
        assert "It was to open on 15 March 2027" in page(signed_in(editor), "your-work")
        log_step(by=manager, step=step(consultation, StepKind.OPENING), done_on=OPENS)
    with time_machine.travel(CLOSES - dt.timedelta(3), tick=False):
        assert "Closes on 25 April 2027, in 3 days" in page(signed_in(editor), "your-work")
        assert "Consultations to look at" not in page(signed_in(manager), "your-work")


@pytest.mark.parametrize("name", ["consultation-list", "consultation-csv", "your-work"])
def test_the_register_and_your_work_ask_no_more_for_ten(
    name: str, trust: Group, editor: User, client: Client
) -> None:
    def made(count: int) -> int:
        for _ in range(count):
            mine = ConsultationFactory(project=ProjectFactory(trust=trust, lead=editor))
            ConsultationStepFactory(consultation=mine, kind="opening", due_on=TODAY - dt.timedelta(1))
            ResponseFactory(consultation=mine)
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(reverse(name))
            b"".join(answer) if answer.streaming else answer.content
        return len(asked)

    made(1)
    once = made(1)
    assert made(9) <= once


def test_the_working_list_asks_no_more_for_ten_steps(consultation: Consultation, client: Client) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            page(client, "consultation-detail", consultation.pk)
        return len(queries)

    ConsultationStepFactory(consultation=consultation)
    asked()
    once = asked()
    ConsultationStepFactory.create_batch(9, consultation=consultation)
    assert asked() == once


def test_a_projects_page_asks_no_more_for_ten(project: Project, client: Client) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            page(client, "project-consultations", project.pk)
        return len(queries)

    ConsultationFactory(project=project)
    asked()
    once = asked()
    ConsultationFactory.create_batch(9, project=project)
    assert asked() == once


def test_an_editor_is_told_that_the_public_page_is_open_and_loses_nothing(
    client: Client, project: Project
) -> None:
    shared = ConsultationFactory(project=project, shared=True, share_name="joining", title="As it was")
    assert "what is saved is public at once. Ask a manager" in page(client, "consultation-edit", shared.pk)
    answer = client.post(
        reverse("consultation-edit", args=[shared.pk]), {"title": "Typed", "led_by": shared.led_by}
    )
    text = answer.content.decode()
    assert answer.status_code == 200
    assert text.count("what is saved is public at once. Ask a manager") > 1
    assert 'value="Typed"' in text
    shared.refresh_from_db()
    assert shared.title == "As it was"
