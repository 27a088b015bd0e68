"""The public page of a consultation: what anybody reads, and that nobody reads anything else."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import pytest
import time_machine
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from partnerships.models import Consultation, ConsultationDocument, Evidence, Project
from partnerships.rules.response_report import Standing, content_of
from tests.factories import (
    ConsultationDocumentFactory,
    ConsultationFactory,
    ConsultationStepFactory,
    EvidenceFactory,
    RespondentFactory,
    ResponseFactory,
    ResponseReportFactory,
)
from tests.helpers import assert_queries_do_not_grow

TODAY = dt.date(2026, 11, 20)
NAME = "joining-harrowmere"


@pytest.fixture(autouse=True)
def on_the_day(db: None) -> Iterator[None]:
    cache.clear()
    with time_machine.travel(f"{TODAY} 09:00"):
        yield


@pytest.fixture
def shared(project: Project) -> Consultation:
    shared = ConsultationFactory(
        project=project,
        share_name=NAME,
        shared=True,
        title="Should we join Harrowmere?",
        question="Should Brackenholt become an academy?",
        methods=["web", "letter"],
        respond_to="https://school.example/form",
        contact_point="office@school.example",
        languages="Polish",
        reason="Internal: the governors insisted",
    )
    ConsultationStepFactory(consultation=shared, kind="opening", due_on=dt.date(2026, 11, 2))
    ConsultationStepFactory(consultation=shared, kind="closing", due_on=dt.date(2026, 12, 11))
    return shared


def paper(shared: Consultation, **said: object) -> ConsultationDocument:
    """A public document, of a file, in force."""
    stored = default_storage.save("evidence/paper", ContentFile(b"%PDF-1.4 paper"))
    evidence = EvidenceFactory(
        project=shared.project,
        url="",
        stored=stored,
        file_name="paper.pdf",
        content_type="application/pdf",
        size=2048,
    )
    return ConsultationDocumentFactory(
        **{"consultation": shared, "title": "Our plans", "public": True, "evidence": evidence, **said}
    )


def published(shared: Consultation, **said: object) -> None:
    content = content_of(
        Standing(
            title=shared.title, question=shared.question, school="Brackenholt Primary School", opens_on=None,
            closes_on=None, methods=[], by_group={"parents": {"for": 9}}, by_channel={"web": {"for": 9}}, step="day",
            spans=[], duplicates=0, meetings=0, themes=[],
        )
    )  # fmt: skip
    ResponseReportFactory(
        **{
            "consultation": shared,
            "content": content,
            "introduction": "Thank you all",
            "published_on": TODAY,
            **said,
        }
    )


def get(path: str = "", name: str = NAME) -> HttpResponse:
    return Client().get(f"/c/{name}/{path}")


def read(path: str = "") -> str:
    response = get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_anybody_reads_title_question_dates_and_how_to_respond(shared: Consultation) -> None:
    text = read()
    for words in (
        "Brackenholt Primary School",
        "Should we join Harrowmere?",
        "Should Brackenholt become an academy?",
        "This consultation is open. It closes on 11 December 2026.",
        "You can respond by web form or letter.",
        "https://school.example/form",
        "office@school.example",
        "Polish",
    ):
        assert words in text


def test_nothing_else_is_on_it(shared: Consultation) -> None:
    response = ResponseFactory(consultation=shared, comment="A secret comment")
    RespondentFactory(response=response)
    paper(shared, title="Not for the public", public=False)
    text = read()
    for words in (
        "Internal",
        "A secret comment",
        "Sam Harker",
        "Not for the public",
        "Trust Tracker",
        "Sign in",
    ):
        assert words not in text
    links = re.findall(r'(?:href|src|action)="([^"]*)"', text)
    ours = [link for link in links if link.startswith("/") and not link.startswith("/static/")]
    assert ours == []
    assert "/projects/" not in text
    assert str(shared.project.school_id) not in text


@pytest.mark.parametrize(
    ("today", "said"),
    [
        ("2026-10-30", "This consultation opens on 2 November 2026 and closes on 11 December 2026."),
        ("2026-11-02", "This consultation is open. It closes on 11 December 2026."),
        ("2026-12-11", "This consultation is open. It closes on 11 December 2026."),
        ("2026-12-12", "This consultation opened on 2 November 2026 and closed on 11 December 2026."),
    ],
)
def test_the_dates_are_told_as_of_today(shared: Consultation, today: str, said: str) -> None:
    with time_machine.travel(f"{today} 09:00"):
        assert said in read()


def test_once_it_is_over_nobody_is_asked_to_respond(shared: Consultation) -> None:
    with time_machine.travel("2026-12-12 09:00"):
        text = read()
    assert "You can respond" not in text
    assert "office@school.example" in text


CLOSED = {
    "closed": {"shared": False},
    "stopped": {"stopped_on": TODAY, "stopped_reason": "An order"},
    "unknown": {"share_name": "somewhere-else"},
}


def _without_expiry(answer: HttpResponse) -> dict[str, str]:
    return {name: value for name, value in answer.headers.items() if name != "Expires"}


@pytest.mark.parametrize("why", [*CLOSED, "confidential", "ended"])
def test_every_address_is_gone_in_the_same_way(shared: Consultation, why: str) -> None:
    document = paper(shared)
    published(shared)
    paths = ("", f"documents/{document.pk}/", "response/", "response.docx")
    assert [get(path).status_code for path in paths] == [200] * 4
    if why == "confidential":
        Project.objects.filter(pk=shared.project_id).update(confidential=True)
    elif why == "ended":
        Project.objects.filter(pk=shared.project_id).update(ended_on=TODAY, outcome="other")
    else:
        Consultation.objects.filter(pk=shared.pk).update(**CLOSED[why])
    never = get(name="never-there")
    for path in paths:
        gone = get(path)
        assert gone.status_code == 404
        assert gone.content == never.content
        # It alone says when the answer was given.
        assert _without_expiry(gone) == _without_expiry(never)
    assert "Trust Tracker" not in never.content.decode()


def test_documents_are_downloads_that_run_nowhere(shared: Consultation) -> None:
    document = paper(shared)
    text = read()
    assert "Our plans" in text
    assert "(PDF, 2 KB)" in text
    response = get(f"documents/{document.pk}/")
    assert b"".join(response.streaming_content) == b"%PDF-1.4 paper"
    assert response["Content-Disposition"] == 'attachment; filename="paper.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]


def test_a_link_leads_on_without_telling_from_where(shared: Consultation) -> None:
    elsewhere = EvidenceFactory(project=shared.project, url="https://school.example/plans.pdf")
    document = paper(shared, evidence=elsewhere)
    assert "(school.example)" in read()
    response = get(f"documents/{document.pk}/")
    assert (response.status_code, response["Location"]) == (302, "https://school.example/plans.pdf")
    assert response["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize(
    "change",
    [
        {"public": False},
        {"withdrawn_on": TODAY},
        {"in_force_from": TODAY + dt.timedelta(days=1)},
    ],
)
def test_a_document_that_is_not_public_and_in_force_is_not_there(
    shared: Consultation, change: dict[str, object]
) -> None:
    document = paper(shared)
    ConsultationDocument.objects.filter(pk=document.pk).update(**change)
    assert get(f"documents/{document.pk}/").status_code == 404
    assert "Our plans" not in read()


def test_a_newer_version_replaces_the_older_one_also_where_it_is_not_public(shared: Consultation) -> None:
    old = paper(shared)
    paper(shared, number=2, in_force_from=dt.date(2026, 11, 10), public=False)
    assert get(f"documents/{old.pk}/").status_code == 404


def test_removed_replaced_and_lost_files_are_not_there(shared: Consultation) -> None:
    removed, replaced, lost = (paper(shared, title=title) for title in ("One", "Two", "Three"))
    Evidence.objects.filter(pk=removed.evidence_id).update(
        removed_at=dt.datetime(2026, 11, 19, tzinfo=dt.UTC)
    )
    EvidenceFactory(project=shared.project, replaces=replaced.evidence)
    Evidence.objects.filter(pk=lost.evidence_id).update(stored="evidence/nowhere")
    for document in (removed, replaced, lost):
        assert get(f"documents/{document.pk}/").status_code == 404


def test_a_document_of_another_consultation_is_not_there(shared: Consultation) -> None:
    other = ConsultationFactory(project=shared.project, share_name="another-one", shared=True)
    assert get(f"documents/{paper(other).pk}/").status_code == 404


def test_the_response_appears_once_it_is_published(shared: Consultation) -> None:
    published(shared, published_on=None)
    assert get("response/").status_code == get("response.docx").status_code == 404
    assert "The response" not in read()
    published(shared, introduction="The first")
    published(shared, published_on=None, introduction="A draft of more")
    assert "Read the response" in read()
    text = read("response/")
    assert "The first" in text
    assert "A draft of more" not in text
    assert "9 responses are counted." in text
    word = get("response.docx")
    assert word["Content-Disposition"].startswith("attachment")
    assert word.content.startswith(b"PK")


def test_no_search_engine_cache_or_other_site_learns_of_it(shared: Consultation) -> None:
    for response in (get(), get(name="never-there")):
        assert "noindex" in response["X-Robots-Tag"]
        assert "no-store" in response["Cache-Control"]
        assert response["Referrer-Policy"] == "no-referrer"
        assert not response.cookies
    assert '<meta name="robots" content="noindex, nofollow">' in read()


def test_it_only_answers_questions(shared: Consultation) -> None:
    assert Client().post(f"/c/{NAME}/").status_code == 405
    assert Client().head(f"/c/{NAME}/").status_code == 200


def test_too_many_requests_are_put_off(shared: Consultation, settings: object) -> None:
    settings.PUBLIC_PAGES_RATE = "3/5m/ip"
    assert [get().status_code for _ in range(4)] == [200, 200, 200, 429]
    put_off = get()
    assert "Wait a few minutes" in put_off.content.decode()
    assert put_off["Retry-After"]


def test_queries_do_not_grow_with_documents(shared: Consultation) -> None:
    paper(shared, title="First")
    assert_queries_do_not_grow(
        Client(),
        reverse("public-consultation", args=[NAME]),
        lambda n: [paper(shared, title=f"Paper {n} {each}") for each in range(n)],
    )
