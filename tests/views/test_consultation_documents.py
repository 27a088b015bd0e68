"""Pages of a consultation's papers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from partnerships.models import (
    Consultation,
    ConsultationDocument,
    Project,
    User,
)
from tests.conftest import signed_in
from tests.factories import (
    ConsultationDocumentFactory,
)
from tests.views._consultation_records import TODAY, at, exported, opened
from tests.views._project import page


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    with time_machine.travel(f"{TODAY} 09:00"):
        yield


@pytest.fixture
def consultation(project: Project) -> Consultation:
    return opened(project)


def paper(**given: Any) -> dict[str, Any]:
    told = {"kind": "consultation", "title": "Joining", "language": "English", "format": "standard"}
    return told | {"in_force_from": "2026-11-02"} | given


def test_a_paper_is_added_a_newer_version_too_and_the_day_says_which_is_in_force(
    consultation: Consultation, editor: User, viewer: User
) -> None:
    client = signed_in(editor)
    file = SimpleUploadedFile("joining.pdf", b"%PDF-1.4 %%EOF")
    assert client.post(at("document-add", consultation), paper(file=file)).status_code == 302
    first = ConsultationDocument.objects.get()
    version = {"in_force_from": "2026-11-10", "url": "https://trust.example/two"}
    assert client.post(at("document-version", first), version).status_code == 302
    url = at("document-list", consultation)
    assert "Changed while people were answering: version 2" in page(viewer, url)

    def in_force(day: str) -> str:
        text = " ".join(page(viewer, f"{url}?on={day}").split())
        before = text.partition("<strong>(in force)</strong>")[0]
        return before.rpartition(">Version ")[2][:1] if "(in force)" in text else ""

    assert (in_force("2026-11-01"), in_force("2026-11-05"), in_force("2026-11-10")) == ("", "1", "2")
    client.post(at("document-withdraw", ConsultationDocument.objects.get(number=2)), {"on": "2026-11-12"})
    assert (in_force("2026-11-11"), in_force("2026-11-12")) == ("2", "")
    got = signed_in(viewer).get(reverse("evidence-download", args=[first.evidence_id]))
    assert got.headers["Content-Disposition"].startswith("attachment")
    rows = exported(viewer, at("document-csv", consultation) + "?kind=consultation")
    assert [(row["Version"], row["File or link"]) for row in rows] == [
        ("1", "joining.pdf"),
        ("2", "https://trust.example/two"),
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"kind": ""}, "Choose what kind of document it is"),
        ({"title": ""}, "Enter what it is called"),
        ({"in_force_from": ""}, "Enter the day from which people could read it"),
        ({"url": ""}, "Choose a file or enter a link"),
        ({"url": "ftp://trust.example"}, "https://"),
        ({"title": "There already"}, "Add a new version of it instead"),
    ],
)
def test_what_is_wrong_with_a_paper_is_said(
    consultation: Consultation, editor: User, change: dict[str, str], said: str
) -> None:
    ConsultationDocumentFactory(consultation=consultation, title="There already")
    data = paper(url="https://trust.example/one") | change
    text = signed_in(editor).post(at("document-add", consultation), data).content.decode()
    assert said in text
    assert ConsultationDocument.objects.count() == 1


def test_one_click_marks_a_version_as_public_twice_pressed_too(
    consultation: Consultation, editor: User
) -> None:
    document = ConsultationDocumentFactory(consultation=consultation)
    for _ in range(2):
        signed_in(editor).post(at("document-public", document), {"public": "yes"})
        assert ConsultationDocument.objects.get().public is True
    signed_in(editor).post(at("document-public", document), {"public": "no"})
    assert ConsultationDocument.objects.get().public is False


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("language=Polish", 1),
        ("format=easy_read", 1),
        ("kind=letter", 1),
        ("q=joining", 3),
        ("kind=nonsense", 4),
    ],
)
def test_papers_are_searched_and_filtered(
    consultation: Consultation, viewer: User, query: str, found: int
) -> None:
    for given in ({}, {"language": "Polish"}, {"format": "easy_read"}):
        ConsultationDocumentFactory(consultation=consultation, title="Joining", **given)
    ConsultationDocumentFactory(consultation=consultation, title="To parents", kind="letter")
    assert f"{found} document" in page(viewer, f"{at('document-list', consultation)}?{query}")
