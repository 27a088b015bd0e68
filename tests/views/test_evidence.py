"""Pages of evidence, and the only way to a kept file."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from partnerships.actions.evidence import Given, add_evidence, remove_evidence, replace_evidence
from partnerships.models import Evidence, Milestone, Project, ProjectAccess, User
from tests.conftest import signed_in
from tests.evidence_files import EXE, HTML, PDF, pdf
from tests.factories import EvidenceFactory, MilestoneFactory, ProjectFactory
from tests.helpers import assert_queries_do_not_grow

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def kept(project: Project, editor: User) -> Evidence:
    return add_evidence(by=editor, project=project, given=Given("Minute", file=pdf("März 2027.pdf")))


@pytest.fixture
def milestone(project: Project) -> Milestone:
    return MilestoneFactory(project=project, evidence_wanted="Signed minute", title="Sign the lease")


def listed(user: User, project: Project, **query: str) -> str:
    return signed_in(user).get(reverse("evidence-list", args=[project.pk]), query).content.decode()


def download(user: User | None, kept: Evidence) -> Any:
    return signed_in(user).get(reverse("evidence-download", args=[kept.pk]))


@pytest.mark.parametrize(
    ("role", "status"),
    [("anonymous", 302), ("viewer", 200), ("editor", 200), ("manager", 200), ("administrator", 200),
     ("outsider", 404), ("site_administrator", 404)],
)  # fmt: skip
def test_who_may_download(role: str, status: int, cast: dict[str, User | None], kept: Evidence) -> None:
    assert download(cast[role], kept).status_code == status


def test_a_download_is_something_to_save_and_never_a_page(viewer: User, kept: Evidence) -> None:
    response = download(viewer, kept)
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''M%C3%A4rz%202027.pdf"
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "no-store" in response["Cache-Control"]
    assert int(response["Content-Length"]) == len(PDF)


def test_a_download_asks_who_is_named_on_a_confidential_project(
    project: Project, viewer: User, manager: User, kept: Evidence
) -> None:
    project.confidential = True
    project.save()
    ProjectAccess.objects.create(project=project, user=manager)
    assert (download(viewer, kept).status_code, download(manager, kept).status_code) == (404, 200)


def test_no_address_serves_the_folder_of_files(viewer: User, kept: Evidence, settings: Any) -> None:
    for path in (f"/media/{kept.stored.name}", f"/files/{kept.stored.name}", f"/static/{kept.stored.name}",
                 f"/{kept.stored.name}"):  # fmt: skip
        assert signed_in(viewer).get(path).status_code == 404
    assert not str(settings.MEDIA_ROOT).startswith(str(settings.STATIC_ROOT))


def test_what_was_removed_is_read_by_those_who_could_put_it_back(
    viewer: User, editor: User, kept: Evidence
) -> None:
    remove_evidence(by=editor, evidence=kept)
    assert (download(viewer, kept).status_code, download(editor, kept).status_code) == (404, 200)


def test_what_was_replaced_can_still_be_read(viewer: User, editor: User, kept: Evidence) -> None:
    replace_evidence(by=editor, evidence=kept, given=Given(url="https://files.trust.example/new"))
    assert download(viewer, kept).status_code == 200
    gone = listed(viewer, kept.project, show="gone")
    assert "Replaced by “https://files.trust.example/new”, Edda Editor" in gone
    assert "Replaced “März 2027.pdf”" in listed(viewer, kept.project)


def test_a_link_has_nothing_to_download_and_a_lost_file_is_told_of(viewer: User, kept: Evidence) -> None:
    assert download(viewer, EvidenceFactory(project=kept.project)).status_code == 404
    default_storage.delete(kept.stored.name)
    lost = download(viewer, kept)
    assert lost.status_code == 410
    assert "a backup may have it" in lost.content.decode()


def test_the_list_says_what_is_still_wanted(viewer: User, editor: User, project: Project) -> None:
    assert "No evidence yet" in listed(viewer, project)
    done = {
        "project": project,
        "status": "done",
        "done_on": "2026-10-01",
        "evidence_wanted": "Minute of the board",
    }
    MilestoneFactory(**done)
    shown = MilestoneFactory(**done, title="Shown already")
    EvidenceFactory(project=project, milestone=shown)
    MilestoneFactory(project=project, evidence_wanted="Not done")
    text = listed(editor, project)
    assert "1 done without evidence" in text
    assert "1 file or link found" in text
    assert ">Add it<" in text
    assert ">Add it<" not in listed(viewer, project)


def test_search_parts_and_csv_find_the_same(viewer: User, project: Project, milestone: Milestone) -> None:
    EvidenceFactory(project=project, milestone=milestone, name="Lease")
    EvidenceFactory(project=project, name="=Order")
    EvidenceFactory(project=project, name="Gone", removed_at=timezone.now())
    for query, names in (
        ({}, {"'=Order", "Lease"}),
        ({"q": "sign lease"}, {"Lease"}),
        ({"part": "legal"}, {"Lease"}),
        ({"part": "whole"}, {"'=Order"}),
        ({"show": "gone"}, {"Gone"}),
        ({"q": "nothing like it"}, set()),
    ):
        response = signed_in(viewer).get(reverse("evidence-csv", args=[project.pk]), query)
        text = b"".join(response.streaming_content).decode("utf-8-sig")
        assert {row["What it is"] for row in csv.DictReader(io.StringIO(text))} == names
        page = listed(viewer, project, **query)
        assert all(name.lstrip("'") in page for name in names)
        assert ("Nothing matches" in page) == (not names)


def test_a_file_is_added_to_a_milestone_and_shown_there(editor: User, milestone: Milestone) -> None:
    client, page = signed_in(editor), reverse("milestone-detail", args=[milestone.pk])
    url = reverse("milestone-evidence-add", args=[milestone.pk])
    assert "Up to 25 MB: PDF, Word" in client.get(url).content.decode()
    answer = client.post(url, {"file": pdf()}, follow=True)
    assert answer.redirect_chain[-1][0] == f"{page}#evidence"
    text = answer.content.decode()
    assert "“Signed minute” is kept" in text
    assert "minutes.pdf" in text
    assert "PDF, 69 bytes" in text.replace(f"{len(PDF)} bytes", "69 bytes")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [("a.pdf", EXE, "is not a PDF inside"), ("a.html", HTML, "must be one of"), ("a.pdf", b"", "is empty")],
)
def test_what_is_refused_says_what_to_do_and_saves_nothing(
    editor: User, milestone: Milestone, name: str, content: bytes, said: str
) -> None:
    url = reverse("milestone-evidence-add", args=[milestone.pk])
    answer = signed_in(editor).post(url, {"name": "My minute", "file": pdf(name, content)})
    text = answer.content.decode()
    assert said in text
    assert "My minute" in text
    assert not Evidence.objects.exists()


def test_the_same_file_elsewhere_in_the_project_is_told_of(
    editor: User, milestone: Milestone, kept: Evidence
) -> None:
    url = reverse("milestone-evidence-add", args=[milestone.pk])
    text = signed_in(editor).post(url, {"file": pdf("copy.pdf")}, follow=True).content.decode()
    assert "The same file is kept already, as “Minute”." in text


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_file_and_a_status_are_logged_in_one_go(
    editor: User, milestone: Milestone, headers: dict[str, str]
) -> None:
    url = reverse("milestone-log", args=[milestone.pk])
    answer = signed_in(editor).post(
        url, {"status": "done", "version": milestone.version, "evidence_file": pdf()}, **headers
    )
    assert answer.status_code == (200 if headers else 302)
    milestone.refresh_from_db()
    assert (milestone.status, milestone.evidence.get().file_name) == ("done", "minutes.pdf")
    refused = signed_in(editor).post(
        url,
        {"status": "in_progress", "version": milestone.version, "evidence_file": pdf("b.pdf", EXE)},
        **headers,
    )
    assert refused.status_code == 422
    assert "is not a PDF inside" in refused.content.decode()
    milestone.refresh_from_db()
    assert milestone.status == "done"


def test_removing_is_confirmed_and_putting_back_is_one_click(editor: User, kept: Evidence) -> None:
    client, url = signed_in(editor), reverse("evidence-remove", args=[kept.pk])
    assert "can be put back" in client.get(url).content.decode()
    assert Evidence.objects.standing().exists()
    client.post(url)
    assert not Evidence.objects.standing().exists()
    assert "Put back" in listed(editor, kept.project, show="gone")
    client.post(reverse("evidence-restore", args=[kept.pk]))
    assert Evidence.objects.standing().exists()


def test_replacing_twice_at_once_tells_the_second(editor: User, kept: Evidence) -> None:
    client, url = signed_in(editor), reverse("evidence-replace", args=[kept.pk])
    client.post(url, {"url": "https://files.trust.example/1"})
    second = client.post(url, {"url": "https://files.trust.example/2"})
    assert "has been replaced meanwhile" in second.content.decode()


def test_the_list_and_the_csv_ask_as_much_for_ten_as_for_one(
    viewer: User, project: Project, milestone: Milestone
) -> None:
    def add(count: int) -> None:
        for _ in range(count):
            older = EvidenceFactory(project=project, milestone=milestone)
            EvidenceFactory(project=project, milestone=milestone, replaces=older)

    for name in ("evidence-list", "evidence-csv"):
        assert_queries_do_not_grow(signed_in(viewer), reverse(name, args=[project.pk]), add)
    assert_queries_do_not_grow(signed_in(viewer), reverse("milestone-detail", args=[milestone.pk]), add)


def test_a_milestone_to_choose_is_one_of_the_project(editor: User, project: Project) -> None:
    elsewhere = MilestoneFactory(project=ProjectFactory(trust=project.trust))
    url = reverse("evidence-add", args=[project.pk])
    answer = signed_in(editor).post(url, {"url": "https://a.example/x", "milestone": elsewhere.pk})
    assert answer.status_code == 200
    assert not Evidence.objects.exists()
