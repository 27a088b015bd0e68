"""What tests of a spreadsheet's pages share: one that somebody chose, and what its pages send."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from partnerships.models import Workbook


def chosen(client: Client, data: bytes | str, name: str = "Pipeline.csv", **told: Any) -> Workbook:
    """A file, given to the page that takes one."""
    file = SimpleUploadedFile(name, data.encode() if isinstance(data, str) else data)
    answer = client.post(reverse("workbook-new"), {"file": file, **told})
    workbook = Workbook.objects.read_only().latest("pk")
    assert answer.headers["Location"] == columns_of(workbook)
    return workbook


def columns_of(workbook: Workbook) -> str:
    return reverse("workbook-columns", args=[workbook.pk])


def preview_of(workbook: Workbook) -> str:
    return reverse("workbook-preview", args=[workbook.pk])


def asked(client: Client, workbook: Workbook) -> dict[str, Any]:
    """What the page of columns sends when nobody changes anything."""
    form = client.get(columns_of(workbook)).context["form"]
    return {name: form[name].value() or "" for name in form.fields}


def text_of(answer: Any) -> str:
    """An answer's page, at once or in pieces."""
    pieces = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return str(pieces.decode())


def lose_file(workbook: Workbook) -> None:
    workbook.stored.storage.delete(str(workbook.stored.name))
    assert not workbook.stored.storage.exists(str(workbook.stored.name))
