"""A consultation in its window, on a day of it, and its pages' csv."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Any

from django.urls import reverse

from partnerships.models import (
    Consultation,
    Project,
    User,
)
from tests.conftest import signed_in
from tests.factories import (
    ConsultationFactory,
    ConsultationStepFactory,
)

TODAY = dt.date(2026, 11, 16)


def opened(project: Project) -> Consultation:
    """From 2 November to 11 December 2026."""
    made: Consultation = ConsultationFactory(project=project)
    ConsultationStepFactory(
        consultation=made, kind="opening", title="Opens", due_on=None, done_on=dt.date(2026, 11, 2)
    )
    ConsultationStepFactory(consultation=made, kind="closing", title="Closes", due_on=dt.date(2026, 12, 11))
    return made


def at(name: str, thing: Any) -> str:
    return reverse(name, args=[thing.pk])


def exported(user: User, url: str) -> list[dict[str, str]]:
    response = signed_in(user).get(url)
    return list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))
