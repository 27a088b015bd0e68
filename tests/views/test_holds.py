"""Putting a project on hold and resuming it on one page; what every list says meanwhile."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator

import pytest
import time_machine
from django.urls import reverse

from partnerships.actions.holds import hold_project
from partnerships.models import Group, Project, School, User
from tests.conftest import signed_in
from tests.plans import JOINING, TODAY, planned

SINCE = dt.date(2027, 3, 1)


@pytest.fixture
def on_the_day() -> Iterator[None]:
    with time_machine.travel(f"{TODAY} 09:00"):
        yield


@pytest.fixture
def plan(on_the_day: None, manager: User, school: School, trust: Group) -> Project:
    return planned(manager, school, trust, lead=manager, joining_month=dt.date(2027, 5, 1))


@pytest.fixture
def held(plan: Project, manager: User) -> Project:
    return hold_project(by=manager, project=plan, since=SINCE, why="The inspection is due")


def shown(user: User, name: str, *args: object, **query: str) -> str:
    response = signed_in(user).get(reverse(name, args=args), query)
    assert response.status_code == 200
    return response.content.decode()


def test_a_manager_puts_a_project_on_hold(plan: Project, manager: User) -> None:
    url = reverse("project-hold", args=[plan.pk])
    wrong = signed_in(manager).post(url, {"since": "2027-03-11", "why": ""})
    assert "cannot be in the future" in wrong.content.decode()
    assert "Enter why it is on hold" in wrong.content.decode()
    done = signed_in(manager).post(url, {"since": "2027-03-01", "why": "The inspection is due"}, follow=True)
    assert "put the project on hold since 1 March 2027" in done.content.decode()
    plan.refresh_from_db()
    assert plan.on_hold_since == SINCE


@pytest.mark.parametrize("name", ["project-detail", "note-list", "rule-list", "project-history"])
def test_every_page_of_the_project_says_so(held: Project, viewer: User, name: str) -> None:
    said = " ".join(shown(viewer, name, held.pk).split())
    assert "On hold since 1 March 2027:</strong> The inspection is due" in said
    assert "Mona Manager" in said
    assert "Not counted while on hold" in said
    assert "Resume the project" not in said, "a viewer cannot"


def test_lists_and_totals_leave_it_out_and_say_so(held: Project, manager: User) -> None:
    said = "1 project on hold is not counted as late or due soon."
    for name in ("project-list", "report-milestones", "your-work"):
        page = shown(manager, name)
        assert said in page, name
        assert ">On hold</strong>" in page, name
    report = signed_in(manager).get(reverse("report-milestones"))
    assert report.context["tally"].late == 0
    assert "days late" not in report.content.decode()
    assert signed_in(manager).get(reverse("your-work")).context["work"].projects_late == 0


@pytest.mark.parametrize(("hold", "found"), [("yes", 1), ("no", 1), ("", 2)])
@pytest.mark.parametrize("name", ["project-list", "report-milestones"])
def test_lists_filter_by_it(
    held: Project, manager: User, trust: Group, name: str, hold: str, found: int
) -> None:
    from tests.factories import MilestoneFactory, ProjectFactory

    other = ProjectFactory(trust=trust)
    MilestoneFactory(project=other)
    query = {"hold": hold} | ({"part": "legal"} if name == "report-milestones" else {})
    response = signed_in(manager).get(reverse(name), query)
    page = response.content.decode()
    assert (held.school.name + "<" in page) == (hold != "no")
    assert (other.school.name + "<" in page) == (hold != "yes")
    assert found == (held.school.name + "<" in page) + (other.school.name + "<" in page)


def test_the_csv_says_since_when(held: Project, manager: User) -> None:
    text = b"".join(signed_in(manager).get(reverse("project-csv")).streaming_content).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["On hold since"], row["Milestones late"]) == ("2027-03-01", "0")
    response = signed_in(manager).get(reverse("report-milestones-csv"))
    rows = list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))
    assert {(each["Project on hold since"], each["Days late"]) for each in rows} == {("2027-03-01", "")}


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ({}, "When does the school join now?"),
        ({"joining": "move"}, "Enter the month and the year."),
        ({"joining": "move", "month": "2027-09-01"}, "Choose at least one reason."),
        ({"joining": "move", "month": "2027-09-01", "reason": "school"}, "Say more about “School”."),
        ({"joining": "unknown"}, "Choose at least one reason."),
    ],
)
def test_resuming_asks_for_the_month_and_its_reason(
    held: Project, manager: User, data: dict[str, str], problem: str
) -> None:
    response = signed_in(manager).post(reverse("project-hold", args=[held.pk]), data)
    assert problem in response.content.decode()
    assert Project.objects.get(pk=held.pk).is_on_hold


@pytest.mark.parametrize(
    ("data", "month"),
    [
        ({"joining": "keep"}, dt.date(2027, 5, 1)),
        ({"joining": "move", "month": "2027-09-01", "reason": "school", "text": "It asked"}, JOINING),
        ({"joining": "unknown", "reason": "land", "text": "No titles"}, None),
    ],
)
def test_a_manager_resumes_with_this_month_another_or_none(
    held: Project, manager: User, data: dict[str, str], month: dt.date | None
) -> None:
    done = signed_in(manager).post(reverse("project-hold", args=[held.pk]), data, follow=True)
    held.refresh_from_db()
    assert (held.on_hold_since, held.joining_month) == (None, month)
    assert "resumed the project" in done.content.decode()
    assert held.holds.get().resumed_on == TODAY


def test_two_managers_who_both_resume_are_told(held: Project, manager: User) -> None:
    url = reverse("project-hold", args=[held.pk])
    version = signed_in(manager).get(url).context["form"]["version"].value()
    signed_in(manager).post(url, {"joining": "keep", "version": version})
    again = signed_in(manager).post(url, {"joining": "keep", "version": version}, follow=True)
    held.refresh_from_db()
    assert not held.is_on_hold
    assert "changed this project while you had this page open" in again.content.decode()
