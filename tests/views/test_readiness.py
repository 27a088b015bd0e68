"""The page of the three questions, signing and withdrawing in the browser, and the csv."""

from __future__ import annotations

import csv
import io

import pytest

from partnerships.models import Project, SignOff, User
from tests.conftest import signed_in
from tests.factories import MilestoneFactory, ProjectFactory, SignOffFactory
from tests.helpers import assert_queries_do_not_grow

pytestmark = pytest.mark.django_db


@pytest.fixture
def bare(project: Project) -> Project:
    """May be signed as ready to apply at once, but for a date and one question to the trust."""
    MilestoneFactory(project=project, code="EXP-03", phase="EXP", title="Answer the school’s questions")
    return project


def text(user: User, url: str) -> str:
    response = signed_in(user).get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_the_page_shows_the_three_with_what_is_missing_and_links(bare: Project, manager: User) -> None:
    page = text(manager, f"/projects/{bare.pk}/ready/")
    for question in ("Ready to apply?", "Ready to open?", "Ready to close the project?"):
        assert question in page
    assert f'href="/projects/{bare.pk}/opening/">The day it opened is recorded</a>' in page
    milestone = bare.milestones.get()
    assert f'href="/milestones/{milestone.pk}/">Answer the school’s questions</a>' in page
    assert "gate" not in page.lower().replace("navigat", "").replace("delegat", "").replace("investigat", "")


def test_a_manager_signs_with_a_reason_and_withdraws(bare: Project, manager: User) -> None:
    client = signed_in(manager)
    url = f"/projects/{bare.pk}/ready/apply/"
    assert "Unfinished, does not stand in the way" in text(manager, url)
    refused = client.post(url, {"why": ""}).content.decode()
    assert "Enter why it is signed all the same" in refused
    done = client.post(url, {"why": "They are written"}, follow=True).content.decode()
    assert "Mona Manager signed off “ready to apply”" in done
    assert "Although 1 item was unfinished: They are written" in done
    signed = SignOff.objects.get()
    client.post(f"/sign-offs/{signed.pk}/withdraw/", {"why": "Not yet after all"})
    assert "Mona Manager withdrew it on" in text(manager, f"/projects/{bare.pk}/ready/")


def test_what_blocks_cannot_be_signed_on_the_page(bare: Project, manager: User) -> None:
    url = f"/projects/{bare.pk}/ready/close/"
    page = text(manager, url)
    assert "Must hold, and does not yet" in page
    assert "<textarea" not in page
    signed_in(manager).post(url, {"why": "All the same"})
    assert not SignOff.objects.exists()
    assert signed_in(manager).get(f"/projects/{bare.pk}/ready/nonsense/").status_code == 404


def test_others_read_and_are_offered_nothing_to_sign(bare: Project, viewer: User) -> None:
    SignOffFactory(project=bare, gate="open")
    page = text(viewer, f"/projects/{bare.pk}/ready/")
    assert "Signed off by" in page
    assert "Withdraw" not in page
    assert f"/projects/{bare.pk}/ready/apply/" not in page
    assert f'href="/projects/{bare.pk}/opening/"' not in page


def test_the_csv_has_every_item_of_the_three(bare: Project, viewer: User) -> None:
    response = signed_in(viewer).get(f"/projects/{bare.pk}/ready.csv")
    data = b"".join(response.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(data)))
    assert {row["Ready for"] for row in rows} == {
        "Ready to apply?", "Ready to open?", "Ready to close the project?"
    }  # fmt: skip
    asked = next(row for row in rows if row["What"] == "Answer the school’s questions")
    assert (asked["Holds"], asked["Must hold"]) == ("No", "No")


def test_queries_do_not_grow_with_the_plan_or_the_signatures(project: Project, manager: User) -> None:
    def add(number: int) -> None:
        MilestoneFactory.create_batch(number, project=project)
        for each in SignOffFactory.create_batch(number, project=project, signed_by=manager):
            SignOff.objects.filter(pk=each.pk).update(withdrawn_at=each.signed_at, withdrawn_by=manager)
            SignOff.objects.filter(pk=each.pk).update(withdrawn_reason="x")

    def one_at_a_time(number: int) -> None:
        for _ in range(number):
            add(1)

    assert_queries_do_not_grow(signed_in(manager), f"/projects/{project.pk}/ready/", one_at_a_time)


def test_ending_a_project_lists_what_is_unfinished(bare: Project, manager: User) -> None:
    page = text(manager, f"/projects/{bare.pk}/end/")
    assert "To end as opened and finished, these must hold first" in page
    assert "1 milestone of the plan is not done" in page
    answer = signed_in(manager).post(
        f"/projects/{bare.pk}/end/", {"outcome": "completed", "on": "2026-01-01", "why": "Done"}
    )
    assert "It is not ready to close" in answer.content.decode()


def test_the_list_of_projects_is_filtered_by_what_is_signed(bare: Project, manager: User) -> None:
    SignOffFactory(project=bare, gate="open")
    other = ProjectFactory(trust=bare.trust)
    withdrawn = SignOffFactory(project=other, gate="open")
    SignOff.objects.filter(pk=withdrawn.pk).update(withdrawn_at=withdrawn.signed_at)
    page = text(manager, "/projects/?ready=open")
    assert bare.school.name in page
    assert other.school.name not in page
