"""Pages of decisions."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from partnerships.models import Decision, Group, Project, School, User
from tests.conftest import signed_in
from tests.evidence_files import EXE, pdf
from tests.factories import DecisionFactory, EvidenceFactory, MilestoneFactory
from tests.helpers import assert_queries_do_not_grow
from tests.plans import TODAY, code, planned

APPROVED = {"body": "trust_board", "outcome": "approved", "decided_on": "2027-03-01", "declared": "none"}


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    with time_machine.travel(f"{TODAY} 09:00"):
        yield


@pytest.fixture
def plan(manager: User, school: School, trust: Group) -> Project:
    return planned(manager, school, trust)


def add(user: User, project: Project, data: dict[str, Any]) -> Any:
    return signed_in(user).post(reverse("decision-add", args=[project.pk]), data, follow=True)


def listed(user: User, project: Project) -> str:
    return signed_in(user).get(reverse("decision-list", args=[project.pk])).content.decode()


def test_a_decision_is_recorded_with_its_minute_and_seen_in_both_places(
    plan: Project, editor: User, viewer: User
) -> None:
    assert "No decisions yet" in listed(viewer, plan)
    answer = add(editor, plan, APPROVED | {"file": pdf()})
    assert "“Trust board gives its final approval” shows it too" in answer.content.decode()
    for text in (listed(viewer, plan), milestone_page(viewer, plan, "CON-14")):
        assert "Trust board, 1 March 2027" in text
        assert "None declared" in text
        assert "Minute of the trust board" in text


def milestone_page(user: User, plan: Project, row: str) -> str:
    url = reverse("milestone-detail", args=[code(plan, row).pk])
    return signed_in(user).get(url).content.decode()


def test_a_deciding_milestone_offers_to_record_its_decision(
    plan: Project, editor: User, viewer: User
) -> None:
    link = f"{reverse('decision-add', args=[plan.pk])}?body=governing_body"
    assert link in milestone_page(editor, plan, "CON-12")
    assert link not in milestone_page(viewer, plan, "CON-12")
    assert "Record the decision" not in milestone_page(editor, plan, "CON-01")
    form = signed_in(editor).get(link).content.decode()
    assert 'value="governing_body" checked' in " ".join(form.split())
    row = code(plan, "CON-12")
    logged = signed_in(editor).post(
        reverse("milestone-log", args=[row.pk]),
        {"status": "done", "version": row.version},
        HTTP_HX_REQUEST="true",
    )
    assert "Record the decision" in logged.content.decode()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"body": ""}, "Answer “Who decided?”"),
        ({"declared": ""}, "Say whether interests were declared"),
        ({"decided_on": "2027-03-11"}, "cannot be in the future"),
        ({"outcome": "deferred"}, "Enter the reason"),
        ({"outcome": "conditions"}, "Enter the conditions"),
        ({"body": "dfe"}, "Choose the power the order is made under"),
        ({"file": pdf("a.pdf", EXE)}, "is not a PDF inside"),
        ({"url": "http://x.example"}, "begins with https://"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_lost(
    plan: Project, editor: User, change: dict[str, Any], said: str
) -> None:
    text = add(editor, plan, APPROVED | {"interests": "My <words>"} | change).content.decode()
    assert said in text
    assert "My &lt;words&gt;" in text
    assert not Decision.objects.exists()


def test_interests_that_were_declared_are_named(plan: Project, editor: User) -> None:
    assert (
        "Say which interests were declared"
        in add(editor, plan, APPROVED | {"declared": "some"}).content.decode()
    )
    add(editor, plan, APPROVED | {"declared": "some", "interests": "The chair left the room"})
    assert Decision.objects.get().interests == "The chair left the room"


def test_what_is_final_is_confirmed_with_a_red_button_and_offers_the_end(
    plan: Project, editor: User, manager: User
) -> None:
    declined = APPROVED | {"outcome": "declined", "reason": "The deficit"}
    asked = add(editor, plan, declined).content.decode()
    assert "govuk-button--warning" in asked
    assert "This is final" in asked
    assert not Decision.objects.exists()
    add(editor, plan, declined | {"confirmed": "on"})
    assert Decision.objects.get().outcome == "declined"
    assert "End the project</a>, or leave it open" not in listed(editor, plan)
    offered = listed(manager, plan)
    assert "End the project</a>, or leave it open" in offered
    end = signed_in(manager).get(
        reverse("project-end", args=[plan.pk]),
        {"outcome": "declined_trust", "on": "2027-03-01", "why": "The deficit"},
    )
    assert "The deficit" in end.content.decode()


def test_conditions_show_how_many_are_met(plan: Project, editor: User, viewer: User) -> None:
    add(editor, plan, APPROVED | {"outcome": "conditions", "conditions": "Sign the lease\nFinish the survey"})
    assert "0 of 2 conditions met" in listed(viewer, plan)
    row = plan.milestones.get(title="Sign the lease")
    signed_in(editor).post(reverse("milestone-done", args=[row.pk]))
    assert "1 of 2 conditions met" in listed(viewer, plan)
    text = signed_in(viewer).get(reverse("milestone-detail", args=[row.pk])).content.decode()
    assert "A condition of" in text


def test_a_transfer_is_not_asked_about_orders(
    manager: User, editor: User, trust: Group, other_trust: Group
) -> None:
    from tests.factories import SchoolFactory

    academy = SchoolFactory(academy=True, trust=other_trust)
    transfer = planned(manager, academy, trust, route="transfer", outgoing_trust=other_trust)
    form = signed_in(editor).get(reverse("decision-add", args=[transfer.pk])).content.decode()
    assert "Power the order is made under" not in form
    assert "Order revoked" not in form
    add(editor, transfer, APPROVED | {"body": "dfe"})
    assert Decision.objects.get().milestone.code == "APP-04"


def test_correcting_is_for_who_recorded_it_and_managers(plan: Project, editor: User, manager: User) -> None:
    mine, theirs = DecisionFactory(project=plan, recorded_by=editor), DecisionFactory(project=plan)
    url = reverse("decision-edit", args=[mine.pk])
    assert signed_in(editor).get(reverse("decision-edit", args=[theirs.pk])).status_code == 403
    data = {"decided_on": "2026-09-30", "declared": "some", "interests": "The chair", "version": mine.version}
    assert signed_in(editor).post(url, data).status_code == 302
    mine.refresh_from_db()
    assert (mine.interests, mine.decided_on) == ("The chair", dt.date(2026, 9, 30))
    stale = signed_in(manager).post(url, data | {"interests": "Nobody"})
    assert "changed this decision while you were editing" in stale.content.decode()
    assert f'name="version" value="{mine.version}"' in stale.content.decode()


def test_the_csv_has_what_the_list_has(plan: Project, viewer: User) -> None:
    decision = DecisionFactory(project=plan, evidence=EvidenceFactory(project=plan), reason="=1+1")
    MilestoneFactory(project=plan, decision=decision, title="Sign", code="", status="done", done_on=TODAY)
    response = signed_in(viewer).get(reverse("decision-csv", args=[plan.pk]))
    (row,) = csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig")))
    assert row == row | {
        "Who decided": "Trust board", "Decision": "Approved", "Reason": "'=1+1", "Conditions": "Sign",
        "Conditions met": "1", "Evidence": decision.evidence.url,
    }  # fmt: skip


def test_the_list_asks_as_much_for_ten_as_for_one(project: Project, manager: User) -> None:
    def add_rows(count: int) -> None:
        for _ in range(count):
            decision = DecisionFactory(
                project=project,
                evidence=EvidenceFactory(project=project),
                milestone=MilestoneFactory(project=project),
            )
            MilestoneFactory(project=project, decision=decision)

    assert_queries_do_not_grow(signed_in(manager), reverse("decision-list", args=[project.pk]), add_rows)
    assert_queries_do_not_grow(signed_in(manager), reverse("decision-csv", args=[project.pk]), add_rows)
