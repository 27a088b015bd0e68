"""Pages of promises: of one project, over all of them, and on Your work."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from partnerships.models import Group, Project, Promise, User
from tests.conftest import signed_in
from tests.factories import (
    EvidenceFactory,
    GuidanceFactory,
    ProjectFactory,
    PromiseFactory,
    SchoolFactory,
    UserFactory,
)
from tests.helpers import assert_queries_do_not_grow

TODAY = dt.date(2027, 3, 10)
FORM = {"what": "A library", "made_on": "2027-01-05", "made_to": "Parents", "check_when": "year_after"}


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    with time_machine.travel(f"{TODAY} 09:00"):
        yield


def listed(user: User, project: Project) -> str:
    return signed_in(user).get(reverse("promise-list", args=[project.pk])).content.decode()


def exported(user: User, name: str, *args: Any, **query: str) -> list[dict[str, str]]:
    response = signed_in(user).get(reverse(name, args=args), query)
    return list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))


def test_a_promise_is_added_and_seen(project: Project, editor: User, viewer: User) -> None:
    assert "No promises to check" in listed(viewer, project)
    assert signed_in(editor).post(reverse("promise-add", args=[project.pk]), FORM).status_code == 302
    text = listed(viewer, project)
    for words in (
        "A library",
        "Promised to Parents, 5 January 2027",
        "Nobody yet",
        "one year after opening, September 2028 as it stands",
    ):
        assert words in text
    assert "Check<span" not in text
    assert "Check<span" in listed(editor, project)


@pytest.mark.parametrize(
    ("opened", "month", "said"),
    [
        (None, None, "one year after opening, no date yet"),
        (None, dt.date(2027, 9, 1), "September 2028 as it stands"),
        (dt.date(2027, 2, 1), dt.date(2027, 1, 1), "one year after opening, 1 February 2028"),
    ],
)
def test_a_year_after_opening_follows_the_project(
    trust: Group, viewer: User, opened: dt.date | None, month: dt.date | None, said: str
) -> None:
    project = ProjectFactory(trust=trust, opened_on=opened, joining_month=month)
    PromiseFactory(project=project, check_when="year_after", check_on=None)
    assert said in listed(viewer, project)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"what": ""}, "Enter what was promised"),
        ({"made_on": ""}, "Enter when it was promised"),
        ({"made_on": "2027-03-11"}, "today or earlier"),
        ({"check_when": "day"}, "Enter the day on which it is checked"),
        ({"check_when": ""}, "Choose when it is checked"),
        ({"owner_role": "EST", "owner": "@editor"}, "not both"),
    ],
)
def test_what_is_wrong_is_said_and_kept(
    project: Project, editor: User, change: dict[str, str], said: str
) -> None:
    data = FORM | {"made_to": "My <parents>"} | change
    data = {key: str(editor.pk) if value == "@editor" else value for key, value in data.items()}
    text = signed_in(editor).post(reverse("promise-add", args=[project.pk]), data).content.decode()
    assert said in text
    assert "My &lt;parents&gt;" in text
    assert not Promise.objects.exists()


def test_a_check_says_whether_it_was_kept(project: Project, editor: User, viewer: User) -> None:
    promise = PromiseFactory(project=project, what="A library", check_on=dt.date(2027, 3, 1))
    assert "Check 9 days late" in listed(viewer, project)
    url = reverse("promise-check", args=[promise.pk])
    data = {"kept": "partly", "checked_on": "2027-03-09", "version": "1"}
    assert "Enter what was found" in signed_in(editor).post(url, data).content.decode()
    data |= {"finding": "Shelves without books", "url": "https://files.trust.example/photo"}
    assert signed_in(editor).post(url, data).status_code == 302
    text = listed(viewer, project)
    for words in (
        "1 kept in part",
        "Checked 9 March 2027:",
        "Shelves without books",
        "https://files.trust.example/photo",
    ):
        assert words in text
    assert "days late" not in text
    signed_in(editor).post(reverse("promise-uncheck", args=[promise.pk]))
    assert "Check 9 days late" in listed(viewer, project)


@pytest.mark.parametrize(
    ("name", "data"), [("promise-edit", FORM), ("promise-check", {"kept": "yes", "checked_on": "2027-03-09"})]
)
def test_a_change_over_an_unseen_one_is_told(
    project: Project, editor: User, name: str, data: dict[str, str]
) -> None:
    promise = PromiseFactory(project=project, version=3)
    url = reverse(name, args=[promise.pk])
    told = signed_in(editor).post(url, data | {"version": "2"}).content.decode()
    assert "changed this promise while you were editing" in told
    assert 'name="version" value="3"' in told
    assert signed_in(editor).post(url, data | {"version": "3"}).status_code == 302


def test_removing_asks_why(project: Project, editor: User) -> None:
    promise = PromiseFactory(project=project)
    url = reverse("promise-remove", args=[promise.pk])
    assert "Enter why it is removed" in signed_in(editor).post(url, {"why": ""}).content.decode()
    signed_in(editor).post(url, {"why": "Twice"})
    assert not Promise.objects.exists()


def test_guidance_on_promises_stands_on_the_page(project: Project, viewer: User) -> None:
    GuidanceFactory(title="Promises kept", about=["partnership.promises"])
    assert "Promises kept" in listed(viewer, project)


@pytest.fixture
def several(project: Project, trust: Group, other_trust: Group, manager: User) -> Project:
    """Promises due, to come, kept and not; and others unseen."""
    PromiseFactory(project=project, what="Mice", check_on=dt.date(2027, 4, 1), owner_role="EST")
    led = ProjectFactory(
        trust=trust,
        lead=manager,
        school=SchoolFactory(name="Wrackley School"),
        opened_on=dt.date(2026, 3, 10),
    )
    PromiseFactory(project=led, what="=Library", check_when="year_after", check_on=None, owner=manager)
    PromiseFactory(project=led, what="Kept", kept="yes", checked_on=dt.date(2027, 1, 1))
    PromiseFactory(project=led, what="Broken", kept="no", checked_on=dt.date(2027, 2, 1), finding="None")
    ended = ProjectFactory(trust=trust, ended_on=TODAY, outcome="other")
    PromiseFactory(project=ended, what="Ended", check_on=dt.date(2027, 1, 2))
    PromiseFactory(project=ProjectFactory(trust=trust, confidential=True), what="Secret")
    PromiseFactory(project=ProjectFactory(trust=other_trust), what="Elsewhere")
    return led


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["'=Library", "Mice", "Broken", "Kept"]),
        ({"q": "wrackley"}, ["'=Library", "Broken", "Kept"]),
        ({"q": "mice"}, ["Mice"]),
        ({"trust": "@trust"}, ["'=Library", "Mice", "Broken", "Kept"]),
        ({"owner": "@manager"}, ["'=Library"]),
        ({"owner": "none"}, ["Broken", "Kept"]),
        ({"owner": "role-EST"}, ["Mice"]),
        ({"owner": "me"}, []),
        ({"due": "yes"}, ["'=Library"]),
        ({"due": "yes", "projects": "all"}, ["Ended", "'=Library"]),
        ({"kept": "open"}, ["'=Library", "Mice"]),
        ({"kept": "checked"}, ["Broken", "Kept"]),
        ({"kept": "no"}, ["Broken"]),
        ({"q": "secret"}, []),
    ],
)
def test_the_report_over_all_projects(
    several: Project, viewer: User, manager: User, trust: Group, query: dict[str, str], found: list[str]
) -> None:
    known = {"@trust": str(trust.pk), "@manager": str(manager.pk)}
    asked = {key: known.get(value, value) for key, value in query.items()}
    assert [row["Promise"] for row in exported(viewer, "report-promises-csv", **asked)] == found
    text = signed_in(viewer).get(reverse("report-promises"), asked).content.decode()
    count = len(found)
    assert (f"{count} promise{'' if count == 1 else 's'} found" if count else "No promises found") in text
    assert "Secret" not in text.replace('value="secret"', "")
    assert "Elsewhere" not in text


def test_mine_are_also_those_of_my_job_and_of_projects_i_lead(
    several: Project, manager: User, trust: Group
) -> None:
    manager.memberships.update(job="EST")
    PromiseFactory(project=several, what="By the lead", owner_role="TL")
    PromiseFactory(project=ProjectFactory(trust=trust), what="By another lead", owner_role="TL")
    rows = exported(manager, "report-promises-csv", owner="me")
    assert {row["Promise"] for row in rows} == {"'=Library", "Mice", "By the lead"}


def test_the_reports_page_leads_to_it(viewer: User) -> None:
    assert reverse("report-promises") in signed_in(viewer).get(reverse("report-index")).content.decode()


def test_the_csv_of_a_project(several: Project, viewer: User) -> None:
    rows = exported(viewer, "promise-csv", several.pk)
    assert [(row["Promise"], row["To be checked"], row["Kept"]) for row in rows] == [
        ("'=Library", "2027-03-10", ""),
        ("Broken", "2027-11-03", "Not kept"),
        ("Kept", "2027-11-03", "Kept"),
    ]


def test_your_work_shows_whose_check_is_due(
    project: Project, editor: User, viewer: User, trust: Group
) -> None:
    def home(user: User) -> str:
        return signed_in(user).get(reverse("your-work")).content.decode()

    assert "Promises to check" not in home(editor)
    PromiseFactory(project=project, owner=editor, what="Library", check_on=TODAY)
    PromiseFactory(project=project, owner=editor, what="Later", check_on=TODAY + dt.timedelta(days=1))
    PromiseFactory(
        project=project, owner=editor, what="Checked", check_on=TODAY, kept="yes", checked_on=TODAY
    )
    PromiseFactory(project=project, what="Nobody’s", check_on=TODAY)
    hidden = ProjectFactory(trust=trust, confidential=True)
    PromiseFactory(project=hidden, owner=editor, what="Hidden", check_on=TODAY)
    ended = ProjectFactory(trust=trust, ended_on=TODAY, outcome="other")
    PromiseFactory(project=ended, owner=editor, what="Over", check_on=TODAY)
    text = home(editor)
    text = text[text.index('aria-labelledby="promises"') :].split("</section>")[0]
    assert "Library" in text
    assert not any(words in text for words in ("Later", "Checked", "Nobody’s", "Hidden", "Over"))
    assert "Promises to check" not in home(viewer)


def test_lists_ask_as_much_for_ten_as_for_one(project: Project, editor: User) -> None:
    def add(count: int) -> None:
        for _ in range(count):
            about = ProjectFactory(trust=project.trust, lead=UserFactory())
            for each in (project, about):
                shown = EvidenceFactory(project=each)
                PromiseFactory(project=each, owner=editor, check_on=TODAY)
                PromiseFactory(project=each, kept="yes", checked_on=TODAY, evidence=shown)

    for url in (
        reverse("promise-list", args=[project.pk]),
        reverse("promise-csv", args=[project.pk]),
        reverse("report-promises"),
        reverse("report-promises-csv"),
    ):
        assert_queries_do_not_grow(signed_in(editor), url, add)
