"""What tests of a project's pages share."""

from __future__ import annotations

from typing import Any

from django.test import Client

from partnerships.models import Milestone, Project
from tests.conftest import signed_in

HTMX = {"HTTP_HX_REQUEST": "true"}


def client_of(user: Any) -> Client:
    return signed_in(user)


def page(user: Any, address: str) -> str:
    """The page's text as this person sees it."""
    response = signed_in(user).get(address)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def home(project: Project) -> str:
    return f"/projects/{project.pk}/"


def at(milestone: Milestone, what: str = "") -> str:
    return f"/milestones/{milestone.pk}/{what}"
