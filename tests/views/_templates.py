"""A draft, somebody who keeps it, and what a page of theirs shows."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from partnerships.actions.template_drafts import start_draft
from partnerships.models import Group, PlanTemplate, User
from tests.conftest import signed_in

pytestmark = pytest.mark.django_db
EVERYWHERE = "voluntary,order,transfer"


def shipped() -> PlanTemplate:
    return PlanTemplate.objects.get(trust=None, version=1)


@pytest.fixture
def draft(administrator: User, trust: Group) -> PlanTemplate:
    return start_draft(by=administrator, trust=trust, name="Ours", source=shipped())


@pytest.fixture
def keeper(administrator: User) -> Client:
    return signed_in(administrator)


def page(client: Client, name: str, *args: Any, **query: Any) -> str:
    return client.get(reverse(name, args=args), query).content.decode()


def fields(client: Client, name: str, pk: int) -> dict[str, Any]:
    """What a browser would send of the form as it stands."""
    form = client.get(reverse(name, args=[pk])).context["form"]
    sent = {}
    for bound in form:
        value = bound.value()
        if value not in (None, "", []):
            sent[bound.html_name] = value
    return sent
