from __future__ import annotations

import csv
import datetime as dt
import io
import re

import pytest
from django.test import Client
from django.utils import timezone

from partnerships.models import Group, Project, ProjectAccess, User
from partnerships.views.reports import ReportMilestones
from tests.conftest import signed_in
from tests.factories import MilestoneFactory, NoteFactory, ProjectFactory, SchoolFactory
from tests.helpers import assert_queries_do_not_grow

TODAY = timezone.localdate()


def day(offset: int) -> dt.date:
    return TODAY + dt.timedelta(days=offset)


@pytest.fixture
def client(viewer: User) -> Client:
    return signed_in(viewer)


@pytest.fixture
def plans(trust: Group) -> list[Project]:
    """Three projects of 40 milestones each: done, late, due soon, waiting, not applicable, without a date."""
    projects = []
    for n, month in enumerate((dt.date(2031, 9, 1), dt.date(2031, 9, 1), None)):
        project = ProjectFactory(trust=trust, school=SchoolFactory(name=f"School {n}"), joining_month=month)
        for k in range(40):
            done, waiting = k % 5 == 0, k % 7 == 3
            MilestoneFactory(
                project=project,
                phase=("EXP", "CON", "APP", "LEG", "OPS")[k % 5],
                due_on=day(k * 3 - 60) if k % 11 else None,
                status="done" if done else "waiting" if waiting else "not_started",
                done_on=day(-3) if done else None,
                waiting_on="" if done or not waiting else "the LA",
                in_plan=k % 13 != 6,
            )
        projects.append(project)
    return projects


def rows_of_csv(client: Client, query: str = "") -> list[dict[str, str]]:
    text = b"".join(client.get(f"/reports/milestones.csv{query}").streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def table_sums(html: str) -> list[int]:
    """Found, done, late, due in 30 days and waiting, added up over the phases of the page's table."""
    table = html.split('id="phases"')[1].split("</table>")[0]
    rows = [[int(n) for n in re.findall(r'tt-number">([\d,]+)</td>', row)] for row in table.split("<tr")[2:]]
    *phases, total = rows
    sums = [sum(column) for column in zip(*phases, strict=True)]
    assert sums == total
    return sums


@pytest.mark.usefixtures("plans")
@pytest.mark.parametrize(
    "query",
    [
        "",
        "?status=late",
        "?status=not_applicable",
        "?part=apply",
        "?late_by=20",
        "?status=waiting",
        "?q=School+1",
        "?include_ended=on",
    ],
)
def test_figures_on_screen_in_print_and_in_the_csv_agree(client: Client, query: str) -> None:
    rows = rows_of_csv(client, query)
    everything = client.get(f"/reports/milestones/{query}{'&' if query else '?'}rows=all")
    html = everything.content.decode()

    in_30_days = [row for row in rows if row["Due"] and row["Status"] not in ("Done", "Not applicable")]
    counted = [
        len(rows),
        sum(row["Status"] == "Done" for row in rows),
        sum(bool(row["Days late"]) for row in rows),
        sum(day(0) <= dt.date.fromisoformat(row["Due"]) <= day(30) for row in in_30_days),
        sum(row["Status"] == "Waiting" for row in rows),
    ]
    assert rows
    assert table_sums(html) == counted
    assert list(everything.context["tally"]) == counted
    on_screen = [
        row for month in everything.context["groups"] for school in month.schools for row in school.rows
    ]
    assert [row.title for row in on_screen] == [row["Milestone"] for row in rows]
    assert html.count('data-label="Owner"') == len(rows)


@pytest.mark.usefixtures("plans")
def test_pages_hold_a_hundred_rows_and_totals_of_everything(client: Client) -> None:
    first, second = client.get("/reports/milestones/"), client.get("/reports/milestones/?page=2")

    assert (len(first.context["page"]), len(second.context["page"])) == (100, 11)
    assert first.context["tally"] == second.context["tally"]
    assert "School 2 continues on the next page" in first.content.decode()
    assert "continued" in second.content.decode()
    assert "Show all 111 on one page" in first.content.decode()


def test_too_many_rows_are_not_put_on_one_page(
    client: Client, plans: list[Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("partnerships.views.reports.PRINTABLE", 110)

    response = client.get("/reports/milestones/?rows=all")

    assert len(response.context["page"]) == ReportMilestones.per_page
    assert "Show all" not in response.content.decode()


def test_a_row_shows_lateness_owner_and_newest_note(client: Client, project: Project) -> None:
    late = MilestoneFactory(project=project, title="Sign the lease", due_on=day(-12), owner_roles="SOL,LA")
    NoteFactory(project=project, milestone=late, text="Chased today")

    html = client.get("/reports/milestones/?status=late").content.decode()

    for words in ("Sign the lease", "12 days late", "Solicitors, Local authority", "Chased today"):
        assert words in html


def test_print_says_what_was_asked_by_whom_and_when(client: Client, project: Project) -> None:
    MilestoneFactory(project=project, due_on=day(-12), phase="LEG")

    html = client.get(
        "/reports/milestones/?status=late&part=legal&late_by=3&due_to=2040-01-31"
    ).content.decode()

    for words in (
        "Made by Vera Viewer",
        "Status: Late",
        "Phase: Legal documents",
        "Late by at least: 3 days",
        "Due to: 31 January 2040",
        "Live projects only",
    ):
        assert words in html


def test_a_link_may_lead_to_one_project_that_the_person_sees(
    client: Client, project: Project, outsider: User
) -> None:
    MilestoneFactory(project=project)
    ours = client.get(f"/reports/milestones/?project={project.pk}")
    theirs = signed_in(outsider).get(f"/reports/milestones/?project={project.pk}")

    assert ours.context["total"] == 1
    assert theirs.context["total"] == 0
    assert project.school.name not in theirs.content.decode()


def test_confidential_projects_are_in_no_row_count_option_or_csv(
    client: Client, manager: User, editor: User, outsider: User, trust: Group
) -> None:
    secret = ProjectFactory(
        trust=trust, confidential=True, lead=editor, school=SchoolFactory(name="Secret School")
    )
    MilestoneFactory(project=secret, title="Secret step")
    ProjectAccess.objects.create(project=secret, user=manager)

    for person in (client, signed_in(outsider)):
        html = person.get(f"/reports/milestones/?project={secret.pk}").content.decode()
        assert not any(word in html for word in ("Secret", "Edda"))
        assert "Edda" not in person.get("/reports/milestones/").content.decode()
        assert rows_of_csv(person) == []
    assert len(rows_of_csv(signed_in(manager))) == 1


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("due_from=2031-05-02&due_to=2031-05-01", "The last date must be the same as the first or later."),
        ("late_by=0", "greater than or equal to 1"),
        ("due_from=yesterday", "date"),
        ("part=rocket", "Choose one from the list"),
        ("project=99999999999999999999", "Choose one from the list"),
    ],
)
def test_what_is_asked_wrongly_is_said_and_not_used(
    client: Client, project: Project, query: str, words: str
) -> None:
    MilestoneFactory(project=project)

    response = client.get(f"/reports/milestones/?{query}")

    assert response.status_code == 200
    assert words in response.content.decode()
    assert response.context["tally"].found <= 1


def test_a_new_person_reads_that_there_is_nothing_yet(client: Client) -> None:
    assert "There is nothing to report yet" in client.get("/reports/milestones/").content.decode()
    assert "No milestones match" in client.get("/reports/milestones/?status=late").content.decode()


def test_report_index_leads_to_each_question(client: Client) -> None:
    html = client.get("/reports/").content.decode()

    for href in re.findall(r'href="(/reports/milestones/[^"]*|/projects/[^"]*)"', html):
        assert client.get(href.replace("&amp;", "&")).status_code == 200


def test_queries_do_not_grow(client: Client, trust: Group) -> None:
    def add(count: int) -> None:
        for _ in range(count):
            project = ProjectFactory(trust=trust)
            NoteFactory(project=project, milestone=MilestoneFactory(project=project, due_on=day(-1)))

    for url in ("/reports/milestones/", "/reports/milestones/?rows=all", "/reports/milestones.csv"):
        assert_queries_do_not_grow(client, url, add)


def test_what_is_in_a_persons_own_name_is_found_when_they_have_left(
    client: Client, editor: User, project: Project
) -> None:
    MilestoneFactory(project=project, title="Edda's own", owner=editor)
    MilestoneFactory(project=project, title="Anybody's")
    User.objects.filter(pk=editor.pk).update(is_active=False)

    response = client.get(f"/reports/milestones/?owner={editor.pk}&status=to_do")

    assert response.context["total"] == 1
    assert "Owner in person: Edda Editor" in response.content.decode()
    assert [row["Milestone"] for row in rows_of_csv(client, f"?owner={editor.pk}")] == ["Edda's own"]


def test_where_all_found_is_late_nothing_is_said_of_what_is_done(client: Client, project: Project) -> None:
    MilestoneFactory.create_batch(2, project=project, due_on=day(-12))
    MilestoneFactory(project=project, status="done", done_on=day(-3))

    assert "1 school, 2 milestones late" in client.get("/reports/milestones/?status=late").content.decode()
    assert "1 school, 1 of 3 milestones done, 2 late" in client.get("/reports/milestones/").content.decode()
