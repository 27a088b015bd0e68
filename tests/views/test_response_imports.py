"""Pages on which a file of responses is chosen, read, looked at, saved and undone."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from partnerships.forms.response_imports import name
from partnerships.models import Consultation, Project, Respondent, Response, ResponseImport, User
from partnerships.rules.response_columns import Holds
from partnerships.rules.response_mapping import Asked
from tests.conftest import signed_in
from tests.factories import ConsultationFactory, ConsultationStepFactory

TODAY = dt.date(2027, 3, 10)
LETTER = "We are worried that the school will lose its link with the parish."
FILE = (
    "Timestamp,Email Address,Are you a…,Do you support the proposal?,Comments,Shoe size\n"
    f'1/3/2027,ann@x.example,Parent,No,"{LETTER}",4\n'
    "2/3/2027,ben@x.example,Zebra,Yes,Good,5\n"
    f'3/3/2027,ann@x.example,Parent,No,"{LETTER}",4\n'
)


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    with time_machine.travel(f"{TODAY} 09:00"):
        yield


@pytest.fixture
def consultation(project: Project) -> Consultation:
    found: Consultation = ConsultationFactory(project=project)
    return found


@pytest.fixture
def client(editor: User) -> Client:
    return signed_in(editor)


def chosen(client: Client, consultation: Consultation, text: str = FILE) -> ResponseImport:
    file = SimpleUploadedFile("answers.csv", text.encode())
    answer = client.post(reverse("response-import", args=[consultation.pk]), {"file": file})
    upload = ResponseImport.objects.get(state="read")
    assert answer.url == reverse("response-import-columns", args=[upload.pk])
    return upload


def asked(client: Client, upload: ResponseImport) -> dict[str, Any]:
    """What the page of columns sends when nobody changes anything."""
    form = client.get(reverse("response-import-columns", args=[upload.pk])).context["form"]
    values = {field: form[field].value() for field in form.fields}
    return {field: value for field, value in values.items() if value not in (None, False)}


def streamed(client: Client, upload: ResponseImport) -> str:
    answer = client.post(reverse("response-import-preview", args=[upload.pk]))
    return b"".join(answer.streaming_content).decode()


def test_the_whole_way(client: Client, consultation: Consultation) -> None:
    upload = chosen(client, consultation)
    columns = reverse("response-import-columns", args=[upload.pk])
    page = client.get(columns).content.decode()
    assert "3 rows. Nothing is saved yet." in page
    assert "Not known: say what it means" in page
    assert "ann@x.example · ben@x.example" in page
    data = asked(client, upload)
    preview = client.post(columns, data, follow=True).content.decode()
    assert "Row 3: “Zebra” is no group that is known. Say what it means." in preview
    assert "Dropped, since they name people: Email Address." in preview
    assert "Columns left out: Shoe size." in preview
    assert "Row 4 has the same words as row 2 of this file" in preview
    assert "Save 2 responses" in preview
    (zebra,) = [name for name in client.get(columns).context["form"].fields if name.startswith("word_audience")
                and client.get(columns).context["form"].words[name].word == "zebra"]  # fmt: skip
    preview = client.post(columns, data | {zebra: "community"}, follow=True).content.decode()
    assert "Save 3 responses" in preview
    assert not Response.objects.exists()
    text = streamed(client, upload)
    assert "0 of 3 saved" in text
    assert "3 of 3 saved" in text
    assert "3 responses; 1 came before, 0 were refused. The file is deleted." in text
    assert Response.objects.get(number=2).audience == "community"
    assert not Respondent.objects.exists()
    assert "Not saved" in streamed(client, upload)
    assert Response.objects.count() == 3


def test_senders_are_kept_only_when_the_person_says_so(client: Client, consultation: Consultation) -> None:
    ConsultationStepFactory(consultation=consultation, kind="closing", due_on=dt.date(2027, 4, 1))
    upload = chosen(client, consultation)
    data = asked(client, upload)
    assert data["delete_on"] == "01/10/2027"
    columns = reverse("response-import-columns", args=[upload.pk])
    preview = client.post(columns, data | {"keep_senders": "on"}, follow=True).content.decode()
    assert "deleted on 1 October 2027" in preview
    wrong = client.post(columns, data | {"keep_senders": "on", "delete_on": "1/3/2027"}).content.decode()
    assert "must lie ahead" in wrong
    nobody = data | {"keep_senders": "on", "column_1": "nothing"}
    assert "No column is the name" in client.post(columns, nobody).content.decode()
    streamed(client, upload)
    assert sorted(Respondent.objects.values_list("email", flat=True)) == ["ann@x.example"] * 2


def test_new_words_are_asked_before_the_preview(client: Client, consultation: Consultation) -> None:
    upload = chosen(client, consultation)
    data = asked(client, upload) | {"column_2": "nothing", "column_5": "audience"}
    answer = client.post(reverse("response-import-columns", args=[upload.pk]), data, follow=True)
    assert "Some words of these columns are not known yet" in answer.content.decode()
    assert "“4”" in answer.content.decode()


def test_names_taken_for_groups_by_mistake_are_kept_nowhere(
    client: Client, consultation: Consultation
) -> None:
    rows = "From,For?,Day\nAnn Archer,Yes,1/3/2027\nBen Bell,zebra,1/3/2027\n"
    upload = chosen(client, consultation, rows)
    columns = reverse("response-import-columns", args=[upload.pk])
    wrong = asked(client, upload) | {"column_0": "audience", "column_1": "stance", "column_2": "received"}
    client.post(columns, wrong)  # whose words are then asked
    again = asked(client, upload)
    assert any(key.startswith("word_audience") for key in again)
    zebra = name(Asked(Holds.STANCE, "zebra", 1, ""))
    client.post(columns, again | {"column_0": "nothing", zebra: "against"})
    streamed(client, upload)
    upload.refresh_from_db()
    assert upload.mapping["words"]["stance"] == {"zebra": "against"}
    kept = f"{upload.mapping}{list(ResponseImport.history.values())}"
    assert "ann archer" not in kept.lower()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"column_0": "nothing"}, "Say which column is the day it came in"),
        ({"column_3": "nothing", "column_4": "nothing"}, "Say which column is for or against"),
        ({"column_4": "stance"}, "Only one column can be “For or against”"),
        ({"received_on": "11/3/2027"}, "The day cannot lie ahead"),
        ({"received_on": "soon"}, "is no day"),
    ],
)
def test_wrong_columns_are_told(
    changed: dict[str, str], words: str, client: Client, consultation: Consultation
) -> None:
    upload = chosen(client, consultation)
    data = asked(client, upload) | changed
    assert words in client.post(reverse("response-import-columns", args=[upload.pk]), data).content.decode()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "Choose a file, or paste rows."),
        ({"pasted": "Date\tGroup\n"}, "It has headings, and no rows under them."),
        ({"pasted": 'Date\tGroup\n1/3/27\t"open'}, "is never closed"),
    ],
)
def test_what_cannot_be_read_is_told(
    data: dict[str, str], words: str, client: Client, consultation: Consultation
) -> None:
    text = client.post(reverse("response-import", args=[consultation.pk]), data).content.decode()
    assert words in text
    assert not ResponseImport.objects.exists()


def test_a_file_and_pasted_rows_are_not_both_taken(client: Client, consultation: Consultation) -> None:
    both = {"file": SimpleUploadedFile("a.csv", FILE.encode()), "pasted": FILE}
    text = client.post(reverse("response-import", args=[consultation.pk]), both).content.decode()
    assert "not both" in text


def test_rows_pasted_from_a_spreadsheet_are_read(client: Client, consultation: Consultation) -> None:
    pasted = 'Date\tGroup\tFor or against\tComment\r\n1/3/2027\tParent\tFor\t"Two\r\nlines"\r\n'
    client.post(reverse("response-import", args=[consultation.pk]), {"pasted": pasted})
    upload = ResponseImport.objects.get()
    assert upload.file_name == "Pasted rows"
    streamed(client, upload)
    assert Response.objects.get().comment == "Two\nlines"


def test_a_file_is_given_up_or_left_for_later(
    client: Client, consultation: Consultation, django_capture_on_commit_callbacks: Any
) -> None:
    upload = chosen(client, consultation)
    assert "answers.csv was chosen by Edda Editor and is not saved yet" in (
        client.get(reverse("response-list", args=[consultation.pk])).content.decode()
    )
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("response-import-give-up", args=[upload.pk]))
    assert not ResponseImport.objects.exists()
    assert not default_storage.exists(str(upload.stored.name))


def test_a_lost_file_leads_back_with_a_sentence(client: Client, consultation: Consultation) -> None:
    upload = chosen(client, consultation)
    default_storage.delete(str(upload.stored.name))
    answer = client.get(reverse("response-import-preview", args=[upload.pk]), follow=True)
    assert "The file is no longer kept. Choose it again." in answer.content.decode()


def test_the_same_file_is_pointed_out_and_an_import_undone(
    client: Client, consultation: Consultation
) -> None:
    first = chosen(client, consultation)
    streamed(client, first)
    again = chosen(client, consultation)
    preview = client.get(reverse("response-import-preview", args=[again.pk])).content.decode()
    assert "This very file was saved on 10 March 2027." in preview
    assert re.search(r"earlier file</dt><dd>2<", preview)
    url = reverse("response-import-undo", args=[first.pk])
    assert "2 responses leave the list" in client.get(url).content.decode()
    client.post(reverse("response-replied", args=[Response.objects.get(number=1).pk]))
    assert "1 response of this import was changed since" in client.get(url).content.decode()
    assert "was changed since" in client.post(url, follow=True).content.decode()
    Response.objects.filter(number=1).update(version=1)
    assert "was undone" in client.post(url, follow=True).content.decode()
    assert not Response.objects.standing().exists()
