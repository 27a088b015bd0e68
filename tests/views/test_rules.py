"""The page of a project's rules, a manager's reason, what rows and header say, and the csv."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator

import pytest
import time_machine
from django.urls import reverse

from partnerships.actions.milestones import Progress, log_progress
from partnerships.actions.rules import accept_broken_rule
from partnerships.models import Group, Milestone, Project, RuleAcceptance, School, User
from tests.conftest import signed_in
from tests.helpers import assert_queries_do_not_grow, query_count
from tests.plans import TODAY, code, planned

DAY = dt.date(2027, 3, 5)
WHY = "“Close the consultation”, which has to come first, is not done."


@pytest.fixture
def on_the_day() -> Iterator[None]:
    with time_machine.travel(f"{TODAY} 09:00"):
        yield


@pytest.fixture
def plan(on_the_day: None, manager: User, school: School, trust: Group) -> Project:
    return planned(manager, school, trust)


@pytest.fixture
def waiting(plan: Project, editor: User) -> Milestone:
    log_progress(by=editor, milestone=code(plan, "LEG-18"), progress=Progress("done", done_on=DAY))
    return code(plan, "LEG-18")


def page(user: User, name: str, *args: object) -> str:
    response = signed_in(user).get(reverse(name, args=args))
    assert response.status_code == 200
    return response.content.decode()


def test_every_rule_says_how_it_stands_why_and_by_which_source(
    plan: Project, waiting: Milestone, viewer: User
) -> None:
    shown = page(viewer, "rule-list", plan.pk)
    assert "The consultation is over before the funding agreement is signed" in shown
    assert "which has to come first, is not done." in shown
    assert "https://www.legislation.gov.uk/uksi/2006/246/regulation/11" in shown
    assert "1 rule broken" in shown
    assert reverse("milestone-detail", args=[waiting.pk]) in shown
    assert "What a manager is asked" in shown, "a viewer is not asked for a reason"


def test_a_manager_finds_what_waits_and_lets_it_count(
    plan: Project, waiting: Milestone, manager: User
) -> None:
    client = signed_in(manager)
    assert "Needs your reason" in page(manager, "your-work")
    assert "Needs a manager’s reason" in page(manager, "project-detail", plan.pk)
    url = reverse("milestone-rules", args=[waiting.pk])
    asked = client.get(url).context["form"]
    data = {"rule": asked["rule"].value(), "version": asked["version"].value()}
    refused = client.post(url, data | {"why": " "})
    assert "Enter the reason" in refused.content.decode()
    response = client.post(url, data | {"why": "DfE agreed in writing"})
    assert response.url == reverse("milestone-detail", args=[waiting.pk])
    waiting.refresh_from_db()
    assert waiting.status == "done"
    assert "DfE agreed in writing" in page(manager, "rule-list", plan.pk)
    assert "Needs your reason" not in page(manager, "your-work")


def test_a_reason_for_a_row_that_somebody_changed_meanwhile_is_not_saved(
    plan: Project, waiting: Milestone, manager: User, editor: User
) -> None:
    log_progress(by=editor, milestone=waiting, progress=Progress("done", done_on=dt.date(2027, 3, 4)))
    data = {"rule": "consultation_before_agreement", "version": waiting.version, "why": "Agreed"}
    response = signed_in(manager).post(reverse("milestone-rules", args=[waiting.pk]), data)
    assert "Somebody else changed this milestone meanwhile" in response.content.decode()
    assert not RuleAcceptance.objects.exists()


def test_who_logs_is_told_at_once_that_it_waits_and_why(plan: Project, editor: User) -> None:
    row = code(plan, "LEG-18")
    data = {"status": "done", "done_on": "2027-03-05", "version": row.version}
    shown = signed_in(editor).post(reverse("milestone-log", args=[row.pk]), data, follow=True)
    said = " ".join(shown.content.decode().split())
    assert "breaks a rule, needs a manager’s reason" in said
    assert "It does not count yet." in said
    assert WHY in said
    assert "Done today" not in said.split('id="log"')[0], "there is nothing left to tick"


def test_in_place_it_is_said_aloud(plan: Project, editor: User) -> None:
    row = code(plan, "LEG-18")
    url = reverse("milestone-done", args=[row.pk])
    response = signed_in(editor).post(url, {"version": row.version}, headers={"HX-Request": "true"})
    assert "does not count before a manager" in response["HX-Trigger"]
    assert "Does not count yet" in response.content.decode()
    assert "1 rule broken" in response.content.decode(), "the header's count comes along"


def test_rows_warn_of_what_is_about_to_break(plan: Project, editor: User) -> None:
    log_progress(by=editor, milestone=code(plan, "LEG-10"), progress=Progress("done", done_on=DAY))
    shown = page(editor, "milestone-detail", code(plan, "LEG-10").pk)
    assert "Complete the land questionnaire and title plans" in shown
    assert "What the rules say" in shown


def test_the_csv_has_a_row_for_each_thing_that_a_rule_says(
    plan: Project, waiting: Milestone, manager: User
) -> None:
    accept_broken_rule(by=manager, milestone=waiting, rule="consultation_before_agreement", why="=DfE agreed")
    response = signed_in(manager).get(reverse("rule-csv", args=[plan.pk]))
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    (accepted,) = [row for row in rows if row["State"] == "Broken, accepted"]
    assert (accepted["Reason given"], accepted["Reason given by"]) == ("'=DfE agreed", "Mona Manager")
    assert len({row["Rule"] for row in rows}) == 12


def test_the_status_filter_offers_what_waits(plan: Project, waiting: Milestone, viewer: User) -> None:
    response = signed_in(viewer).get(reverse("report-milestones"), {"status": "held"})
    assert "Done, needs a manager’s reason" in response.content.decode()
    assert response.context["total"] == 1


def test_queries_do_not_grow_with_what_is_broken(plan: Project, manager: User, editor: User) -> None:
    log_progress(by=editor, milestone=code(plan, "LEG-18"), progress=Progress("done", done_on=DAY))
    url = reverse("rule-list", args=[plan.pk])
    query_count(signed_in(manager), url)
    one = query_count(signed_in(manager), url)
    for each in ("LEG-21", "LEG-10", "OPS-04", "APP-02", "LEG-16", "LEG-17"):
        log_progress(by=editor, milestone=code(plan, each), progress=Progress("done", done_on=DAY))
    accept_broken_rule(
        by=manager, milestone=code(plan, "LEG-18"), rule="consultation_before_agreement", why="Agreed"
    )
    assert query_count(signed_in(manager), url) <= one + 1, "the reasons that were given"


def test_queries_of_your_work_do_not_grow_with_what_waits(
    on_the_day: None, manager: User, editor: User, trust: Group
) -> None:
    from tests.factories import SchoolFactory

    def add(number: int) -> None:
        for _ in range(number):
            project = planned(manager, SchoolFactory(), trust)
            log_progress(by=editor, milestone=code(project, "LEG-18"), progress=Progress("done", done_on=DAY))

    assert_queries_do_not_grow(signed_in(manager), reverse("your-work"), add)
