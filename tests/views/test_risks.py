"""Pages of risks: of one project, over all of them, and on Your work."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from partnerships.models import Group, Project, Risk, User
from tests.conftest import signed_in
from tests.factories import (
    DecisionFactory,
    MilestoneFactory,
    ProjectFactory,
    RiskFactory,
    SchoolFactory,
    UserFactory,
)
from tests.helpers import assert_queries_do_not_grow

TODAY = dt.date(2027, 3, 10)
FORM = {"what": "RAAC in the hall", "likelihood": "high", "effect": "high", "source": "due_diligence_1"}


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    with time_machine.travel(f"{TODAY} 09:00"):
        yield


def listed(user: User, project: Project) -> str:
    return signed_in(user).get(reverse("risk-list", args=[project.pk])).content.decode()


def report(user: User, **query: str) -> str:
    return signed_in(user).get(reverse("report-risks"), query).content.decode()


def exported(user: User, name: str, *args: Any, **query: str) -> list[dict[str, str]]:
    response = signed_in(user).get(reverse(name, args=args), query)
    return list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))


def test_a_risk_is_added_and_seen(project: Project, editor: User, viewer: User) -> None:
    assert "No open risks" in listed(viewer, project)
    url = reverse("risk-add", args=[project.pk])
    assert signed_in(editor).post(url, FORM | {"review_on": "2027-03-01"}).status_code == 302
    text = listed(viewer, project)
    for words in (
        "RAAC in the hall",
        "Serious",
        "Review 9 days late",
        "Found in stage 1 due diligence",
        "Nobody yet",
    ):
        assert words in text
    assert "Make it a milestone" not in text
    assert "Make it a milestone" in listed(editor, project)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"what": ""}, "Enter what could go wrong"),
        ({"likelihood": ""}, "Choose how likely it is"),
        ({"effect": "x"}, "Select a valid choice"),
        ({"owner_role": "EST", "owner": "@editor"}, "not both"),
        ({"review_on": "soon"}, "must include"),
    ],
)
def test_what_is_wrong_is_said_and_kept(
    project: Project, editor: User, change: dict[str, str], said: str
) -> None:
    data = FORM | {"mitigation": "My <plan>"} | change
    data = {key: str(editor.pk) if value == "@editor" else value for key, value in data.items()}
    text = signed_in(editor).post(reverse("risk-add", args=[project.pk]), data).content.decode()
    assert said in text
    assert "My &lt;plan&gt;" in text
    assert not Risk.objects.exists()


def test_a_change_over_an_unseen_one_is_told(project: Project, editor: User) -> None:
    risk = RiskFactory(project=project, version=3)
    url = reverse("risk-edit", args=[risk.pk])
    told = signed_in(editor).post(url, FORM | {"version": "2"}).content.decode()
    assert "changed this risk while you were editing" in told
    assert 'name="version" value="3"' in told
    assert signed_in(editor).post(url, FORM | {"version": "3"}).status_code == 302


def test_closing_asks_why_and_reopening_is_one_click(project: Project, editor: User) -> None:
    risk = RiskFactory(project=project)
    close = reverse("risk-close", args=[risk.pk])
    assert "Enter why it is closed" in signed_in(editor).post(close, {"why": ""}).content.decode()
    signed_in(editor).post(close, {"why": "None was found"})
    text = listed(editor, project)
    assert "1 closed" in text
    assert "None was found" in text
    signed_in(editor).post(reverse("risk-reopen", args=[risk.pk]))
    assert Risk.objects.open().get() == risk


def test_a_risk_is_made_a_milestone_once(project: Project, editor: User) -> None:
    risk = RiskFactory(project=project, mitigation="Survey the hall")
    url = reverse("risk-milestone", args=[risk.pk])
    assert 'value="Survey the hall"' in signed_in(editor).get(url).content.decode()
    signed_in(editor).post(url, {"title": "Survey the hall", "phase": "CON"})
    assert "In the plan:" in listed(editor, project)
    assert "is a milestone already" in signed_in(editor).get(url).content.decode()


def test_a_condition_is_chosen_among_the_project_s_decisions(
    project: Project, editor: User, trust: Group
) -> None:
    risk, decision = RiskFactory(project=project), DecisionFactory(project=project)
    DecisionFactory(project=ProjectFactory(trust=trust))
    url = reverse("risk-milestone", args=[risk.pk])
    assert signed_in(editor).get(url).content.decode().count("Trust board: Approved") == 1
    signed_in(editor).post(url, {"title": "Survey", "phase": "CON", "decision": decision.pk})
    assert decision.conditions.get().title == "Survey"


@pytest.fixture
def several(project: Project, trust: Group, other_trust: Group, manager: User) -> Project:
    """A small, reviewed risk on the project; a grave one on a project that a manager leads; and others unseen."""
    RiskFactory(project=project, what="Mice", likelihood="low", effect="low", review_on=dt.date(2027, 4, 1))
    led = ProjectFactory(trust=trust, lead=manager, school=SchoolFactory(name="Wrackley School"))
    RiskFactory(project=led, what="=RAAC", likelihood="high", effect="high", review_on=dt.date(2027, 3, 1))
    RiskFactory(project=led, what="Flood", closed_on=dt.date(2027, 1, 1), closed_reason="Dry")
    RiskFactory(project=ProjectFactory(trust=trust, confidential=True), what="Secret")
    RiskFactory(project=ProjectFactory(trust=other_trust), what="Elsewhere")
    RiskFactory(project=ProjectFactory(trust=trust, ended_on=TODAY, outcome="other"), what="Ended")
    return led


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["'=RAAC", "Mice"]),
        ({"q": "wrackley"}, ["'=RAAC"]),
        ({"q": "mice"}, ["Mice"]),
        ({"trust": "@trust"}, ["'=RAAC", "Mice"]),
        ({"lead": "@lead"}, ["'=RAAC"]),
        ({"lead": "none"}, ["Mice"]),
        ({"serious": "yes"}, ["'=RAAC"]),
        ({"review": "due"}, ["'=RAAC"]),
        ({"show": "closed"}, ["Flood"]),
        ({"show": "all"}, ["'=RAAC", "Mice", "Flood"]),
        ({"q": "secret"}, []),
    ],
)
def test_the_report_over_all_projects(
    several: Project, viewer: User, manager: User, trust: Group, query: dict[str, str], found: list[str]
) -> None:
    known = {"@trust": str(trust.pk), "@lead": str(manager.pk)}
    asked = {key: known.get(value, value) for key, value in query.items()}
    assert [row["What could go wrong"] for row in exported(viewer, "report-risks-csv", **asked)] == found
    text = report(viewer, **asked)
    count = len(found)
    assert (f"{count} risk{'' if count == 1 else 's'} found" if count else "No risks found") in text
    assert "Secret" not in text.replace('value="secret"', "")
    assert "Elsewhere" not in text


def test_the_reports_page_leads_to_it(viewer: User) -> None:
    assert reverse("report-risks") in signed_in(viewer).get(reverse("report-index")).content.decode()


def test_the_csv_of_a_project(several: Project, viewer: User) -> None:
    rows = exported(viewer, "risk-csv", several.pk)
    assert [(row["What could go wrong"], row["How serious"], row["Closed"]) for row in rows] == [
        ("'=RAAC", "Serious", ""),
        ("Flood", "Watch", "2027-01-01"),
    ]


def test_your_work_shows_whose_review_is_due(
    project: Project, editor: User, viewer: User, trust: Group
) -> None:
    def home(user: User) -> str:
        return signed_in(user).get(reverse("your-work")).content.decode()

    assert "Risks to look at again" not in home(editor)
    RiskFactory(project=project, owner=editor, what="Asbestos", review_on=TODAY)
    RiskFactory(project=project, owner=editor, what="Later", review_on=TODAY + dt.timedelta(days=1))
    RiskFactory(project=project, what="Nobody’s", review_on=TODAY)
    hidden = ProjectFactory(trust=trust, confidential=True)
    RiskFactory(project=hidden, owner=editor, what="Hidden", review_on=TODAY)
    text = home(editor)
    text = text[text.index('aria-labelledby="reviews"') :].split("</section>")[0]
    assert "Risks to look at again" in text
    assert "Asbestos" in text
    assert not any(words in text for words in ("Later", "Nobody’s", "Hidden"))
    assert "Risks to look at again" not in home(viewer)


def test_lists_ask_as_much_for_ten_as_for_one(project: Project, editor: User) -> None:
    def add(count: int) -> None:
        for _ in range(count):
            about = ProjectFactory(trust=project.trust, lead=UserFactory())
            for each in (project, about):
                RiskFactory(
                    project=each, owner=editor, milestone=MilestoneFactory(project=each), review_on=TODAY
                )

    for url in (
        reverse("risk-list", args=[project.pk]),
        reverse("risk-csv", args=[project.pk]),
        reverse("report-risks"),
        reverse("report-risks-csv"),
    ):
        assert_queries_do_not_grow(signed_in(editor), url, add)
