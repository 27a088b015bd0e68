"""Pages on what others owe, what is stuck and how the work is spread, and the days of a trust."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.urls import reverse

from partnerships.models import ChasingLimits, Group, Project, ProjectAccess, User
from tests.conftest import signed_in
from tests.factories import ContactFactory, MilestoneFactory, ProjectFactory, SchoolFactory
from tests.helpers import assert_queries_do_not_grow
from tests.plans import TODAY
from tests.views._project import page

pytestmark = pytest.mark.django_db
LISTS = (
    "report-owed",
    "report-owed-csv",
    "report-stuck",
    "report-stuck-csv",
    "report-balance",
    "report-balance-csv",
)


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    with time_machine.travel(f"{TODAY} 09:00"):
        yield


def waiting(project: Project, title: str = "Send the lease") -> None:
    MilestoneFactory(
        project=project, title=title, status="waiting", waiting_on="the LA", waiting_party="la",
        waiting_since="2027-01-04", due_on=None,
    )  # fmt: skip


def text_of(user: User, name: str, query: str = "") -> str:
    response = signed_in(user).get(reverse(name) + query)
    assert response.status_code == 200
    return (b"".join(response.streaming_content) if response.streaming else response.content).decode()


@pytest.mark.parametrize("name", LISTS)
def test_queries_do_not_grow(name: str, trust: Group, editor: User) -> None:
    def add(number: int) -> None:
        for _ in range(number):
            project = ProjectFactory(trust=trust, lead=editor)
            ContactFactory(project=project, role="la", name=f"Officer {project.pk}")
            waiting(project)

    assert_queries_do_not_grow(signed_in(editor), reverse(name), add)


@pytest.mark.parametrize("name", LISTS)
def test_a_confidential_project_is_seen_by_the_named_alone(
    name: str, trust: Group, editor: User, viewer: User
) -> None:
    secret = ProjectFactory(
        trust=trust, confidential=True, school=SchoolFactory(name="Hush School"), lead=editor
    )
    ProjectAccess.objects.create(project=secret, user=editor)
    waiting(secret)
    words = "Edda Editor" if "balance" in name else "Hush School"
    assert words in text_of(editor, name)
    assert words not in text_of(viewer, name)


def test_owed_leads_from_the_party_to_a_letter_that_can_be_sent(project: Project, viewer: User) -> None:
    ContactFactory(project=project, role="la", name="Caroline Metcalf", email="c@la.example")
    waiting(project)
    listed = text_of(viewer, "report-owed", "?party=la")
    assert "1 milestone found" in listed
    link = listed.split('href="/reports/owed/letter/')[1].split('"')[0].replace("&amp;", "&")
    letter = page(viewer, f"/reports/owed/letter/{link}")
    assert "Dear Caroline Metcalf," in letter
    assert 'href="mailto:c@la.example?subject=' in letter
    assert "Nothing to send" in page(viewer, "/reports/owed/letter/?to=nobody")


def test_a_letter_takes_in_no_confidential_project_that_the_sender_cannot_see(
    trust: Group, project: Project, viewer: User
) -> None:
    waiting(project)
    secret = ProjectFactory(trust=trust, confidential=True, school=SchoolFactory(name="Hush School"))
    waiting(secret)
    link = text_of(viewer, "report-owed").split('href="/reports/owed/letter/')[1].split('"')[0]
    assert "Hush School" not in page(viewer, f"/reports/owed/letter/{link}&with={secret.pk}")


def test_stuck_projects_are_marked_and_filtered_in_the_list(
    project: Project, trust: Group, viewer: User
) -> None:
    waiting(project)
    ProjectFactory(trust=trust, started_on=TODAY, school=SchoolFactory(name="Lively School"))
    assert "Stuck</strong>" in page(viewer, "/projects/")
    only = page(viewer, "/projects/?stuck=yes")
    assert "Brackenholt Primary School" in only
    assert "Lively School" not in only
    assert "Lively School" in page(viewer, "/projects/?stuck=no")


def test_balance_links_lead_to_the_lists(project: Project, viewer: User) -> None:
    text = page(viewer, "/reports/balance/")
    assert "?lead=none&amp;joining_from=2027-09&amp;joining_to=2027-09" in text.replace(
        "&joining", "&amp;joining"
    )
    assert "1 project found" in page(viewer, "/projects/?lead=none&joining_from=2027-09&joining_to=2027-09")
    assert "No projects found" in page(viewer, "/projects/?joining_from=2027-10")


@pytest.mark.parametrize(
    ("quiet", "saved"), [("14", True), ("0", False), ("", False), ("1000", False), ("x", False)]
)
def test_the_days_are_saved_or_what_is_wrong_is_said(
    administrator: User, trust: Group, quiet: str, saved: bool
) -> None:
    response = signed_in(administrator).post(
        reverse("chasing-settings"), {"quiet_days": quiet, "waiting_days": "7"}, follow=True
    )
    assert ChasingLimits.objects.filter(trust=trust, quiet_days=14).exists() is saved
    assert ("Enter a number of days from 1 to 999." in response.content.decode()) is not saved


def test_your_work_says_what_a_lead_waits_for_and_what_is_stuck(project: Project, editor: User) -> None:
    Project.objects.filter(pk=project.pk).update(lead=editor)
    waiting(project)
    text = page(editor, "/")
    assert "Answers you wait for, in projects you lead" in text
    assert "1, for 65 days" in text
    assert 'href="/reports/stuck/?lead=' in text
