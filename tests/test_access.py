"""Every address tried by every role. The tables, and how to add a line to them, are in tests/access."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django import DjangoDbBlocker

from partnerships.models import Group, Project, School, User
from tests.access.pages import PAGES
from tests.access.rows import ROLES, Row
from tests.access.things import things
from tests.access.writes import WRITES
from tests.conftest import signed_in, whole_cast
from tests.factories import GroupFactory, ProjectFactory, SchoolFactory

pytestmark = pytest.mark.django_db

# What belongs to a project: pages about these are tried with a confidential project too.
OF_A_PROJECT = {
    "held",
    "sign_off",
    "decision",
    "risk",
    "evidence",
    "removed_evidence",
    "kept_file",
    "proposal",
    "project",
    "milestone",
    "own_milestone",
    "note",
    "contact",
    "access",
    "reason",
    "hand_over",
    "consultation",
    "response",
    "gone_response",
    "answers",
    "saved_answers",
    "step",
    "own_step",
    "theme",
    "report",
    "shared",
    "share_name",
    "promise",
    "checked_promise",
    "partnered",
    "activity",
    "service",
    "measure",
    "review",
}


@dataclass
class Stage:
    """The cast with a school and a bare project, and the key of everybody's session."""

    trust: Group
    school: School
    project: Project
    cast: dict[str, User | None]
    sessions: dict[str, str] = field(default_factory=dict)

    def things(self, *, hidden: bool = False) -> dict[str, Any]:
        manager, administrator = self.cast["manager"], self.cast["administrator"]
        assert manager is not None
        assert administrator is not None
        return things(self.trust, self.school, self.project, manager, administrator, hidden=hidden)

    def client(self, role: str) -> Client:
        client = Client()
        if role in self.sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[role]
        return client


@pytest.fixture(scope="module")
def set_once(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Stage]:
    """Made and signed in once for all tests here; everything is taken back after the last."""
    with django_db_blocker.unblock(), transaction.atomic():
        trust, school = GroupFactory(name="Harrowmere Learning Trust"), SchoolFactory()
        made = Stage(trust, school, ProjectFactory(trust=trust, school=school), whole_cast(trust))
        for role, person in made.cast.items():
            if person is not None:
                made.sessions[role] = signed_in(person).cookies[settings.SESSION_COOKIE_NAME].value
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def stage(set_once: Stage, db: None) -> Stage:
    """Copies for one test, which may change them; what it does to rows is taken back too."""
    return copy.deepcopy(set_once)


def value(name: Any, about: dict[str, Any]) -> Any:
    """An argument or a form's value: "=text" as it stands, "@thing" and, for arguments, "thing" looked up."""
    return name[1:] if isinstance(name, str) and name.startswith("=") else about[str(name).lstrip("@")]


def answers(method: str, name: str, row: Row, stage: Stage, *, hidden: bool = False) -> dict[str, int]:
    """What each role is answered; whatever they wrote is undone before the next one tries."""
    about = stage.things(hidden=hidden)
    url = reverse(name, args=[value(thing, about) for thing in row.things])
    data = {
        key: value(each, about) if isinstance(each, str) and each.startswith("@") else each
        for key, each in row.data.items()
    }
    given = {}
    for role in ROLES:
        with transaction.atomic():
            client = stage.client(role)
            response = client.get(url) if method == "GET" else client.post(url, data)
            if response.streaming:
                b"".join(response.streaming_content)
            given[role] = response.status_code
            transaction.set_rollback(True)
    return given


def only_404(row: Row) -> dict[str, int]:
    """A hidden project is not there, for nobody; an address that takes no such request at all says 405."""
    answer = 405 if set(row.answers.values()) == {405} else 404
    return dict.fromkeys(ROLES, answer)


@pytest.mark.parametrize("name", PAGES)
def test_looking(name: str, stage: Stage) -> None:
    assert answers("GET", name, PAGES[name], stage) == PAGES[name].answers


@pytest.mark.parametrize("name", WRITES)
def test_writing(name: str, stage: Stage) -> None:
    assert answers("POST", name, WRITES[name], stage) == WRITES[name].answers


@pytest.mark.parametrize("name", [name for name, row in PAGES.items() if OF_A_PROJECT & set(row.things)])
def test_looking_at_a_hidden_project(name: str, stage: Stage) -> None:
    assert answers("GET", name, PAGES[name], stage, hidden=True) == only_404(PAGES[name])


@pytest.mark.parametrize("name", [name for name, row in WRITES.items() if OF_A_PROJECT & set(row.things)])
def test_writing_to_a_hidden_project(name: str, stage: Stage) -> None:
    assert answers("POST", name, WRITES[name], stage, hidden=True) == only_404(WRITES[name])


# Completeness. allauth's pages are in tests/views/test_sign_in.py, the admin's in tests/admin.


def our_addresses(patterns: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    """Addresses whose views are ours, without the admin and what replaces allauth's."""
    for each in patterns:
        if isinstance(each, URLResolver):
            if each.namespace != "admin":
                yield from our_addresses(each.url_patterns)
        elif not str(each.name).startswith(("account_", "mfa_")) and each.name != "styleguide":
            yield each


def takes_post(address: URLPattern) -> bool:
    return hasattr(getattr(address.callback, "view_class", None), "post")


def test_every_address_is_in_the_tables() -> None:
    addresses = list(our_addresses(get_resolver().url_patterns))
    unseen = sorted({str(each.name) for each in addresses} - set(PAGES))
    unwritten = sorted({str(each.name) for each in addresses if takes_post(each)} - set(WRITES))
    assert not unseen, f"Add a line to PAGES in tests/access (its __init__ says how) for: {unseen}"
    assert not unwritten, f"Add a line to WRITES in tests/access (its __init__ says how) for: {unwritten}"


def test_the_tables_name_only_addresses_that_exist() -> None:
    names = {each.name for each in our_addresses(get_resolver().url_patterns)}
    assert not (set(PAGES) | set(WRITES)) - names
