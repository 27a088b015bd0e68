"""Every page of the admin, for every model and every role."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.db import transaction
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from partnerships.models import Group, Note, Project, ProjectAccess, School, User
from tests.admin.conftest import MODELS, Records, address, exports, records_of
from tests.conftest import signed_in, whole_cast
from tests.factories import GroupFactory, SchoolFactory

UNTRACKED = {
    "registerfile",
    "registerchange",
    "groupmembership",
    "schoollink",
    "joiningchange",
    "firstagreeddate",
    "projectforecast",
    "respondent",
    "workbookproject",
}

As = Callable[[str], Client]


@pytest.fixture(scope="module")
def made_once(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[tuple[Records, dict[str, str]]]:
    """The records, and the key of everybody's session; everything is taken back after the last test."""
    with django_db_blocker.unblock(), transaction.atomic():
        trust, school = GroupFactory(name="Harrowmere Learning Trust"), SchoolFactory()
        cast = {role: person for role, person in whole_cast(trust).items() if person is not None}
        sessions = {
            role: signed_in(person).cookies[settings.SESSION_COOKIE_NAME].value
            for role, person in cast.items()
        }
        yield records_of(trust, school, cast["administrator"], cast["editor"]), sessions
        transaction.set_rollback(True)


@pytest.fixture
def records(made_once: tuple[Records, dict[str, str]], db: None) -> Records:
    """Copies for one test, which may change them; what it does to rows is taken back too."""
    return copy.deepcopy(made_once[0])


@pytest.fixture
def as_(made_once: tuple[Records, dict[str, str]], db: None) -> As:
    """A browser in which the person of that role is signed in already."""

    def client(role: str) -> Client:
        browser = Client()
        browser.cookies[settings.SESSION_COOKIE_NAME] = made_once[1][role]
        return browser

    return client


def test_every_model_of_ours_is_there_and_nobody_elses() -> None:
    from django.apps import apps
    from django.contrib import admin

    ours = {
        model
        for model in apps.get_app_config("partnerships").get_models()
        if "Historical" not in model.__name__
    }

    assert set(admin.site._registry) == ours


@pytest.mark.parametrize("role", ["manager", "administrator"])
def test_those_who_may_open_the_admin_read_every_page(role: str, records: Records, as_: As) -> None:
    client = as_(role)

    assert client.get(reverse("admin:index")).status_code == 200
    for model in MODELS:
        row = records.of[model]
        listed = client.get(address("changelist", model))
        assert listed.status_code == 200
        if listed.context["cl"].result_count <= 50:  # all on one page
            assert address("change", model, row.pk) in listed.content.decode()
        assert client.get(address("change", model, row.pk)).status_code == 200
        if exports(model):
            assert client.get(address("csv", model)).status_code == 200
        if model._meta.model_name not in UNTRACKED:
            assert client.get(address("history", model, row.pk)).status_code == 200


def test_a_page_is_forbidden_to_those_who_read_or_log_only(records: Records, as_: As) -> None:
    clients = {role: as_(role) for role in ("viewer", "editor")}
    for model in MODELS:
        row = records.of[model]
        for role, client in clients.items():
            pages = ["changelist", "csv", "add", "change", "delete"]
            for page in pages if exports(model) else set(pages) - {"csv"}:
                args = (row.pk,) if page in ("change", "delete") else ()
                assert client.get(address(page, model, *args)).status_code == 403, (role, page)
        assert signed_in(None).get(address("changelist", model)).status_code == 302


@pytest.mark.parametrize("role", ["outsider", "site_administrator", "manager"])
def test_rows_of_a_project_one_may_not_see_are_nowhere(role: str, records: Records, as_: As) -> None:
    client = as_(role)
    for model, row in records.hidden.items():
        rows = [row] if role == "manager" else [row, records.of[model]]
        _assert_not_listed(client, model, rows)
        for each in rows:
            _assert_not_reached(client, model, each)


def _assert_not_listed(client: Client, model: type[Model], rows: list[Model]) -> None:
    listed = client.get(address("changelist", model)).content.decode()
    texts = [listed]
    if exports(model):
        texts.append(b"".join(client.get(address("csv", model)).streaming_content).decode())
    for text in texts:
        assert "Quince Hill" not in text
        assert not [row for row in rows if address("change", model, row.pk) in text]
    if not exports(model):
        return
    ticked = {"action": "export_csv", "index": "0", "_selected_action": [row.pk for row in rows]}
    answer = client.post(address("changelist", model), ticked)
    assert len(b"".join(answer.streaming_content).decode().splitlines()) == 1


def _assert_not_reached(client: Client, model: type[Model], row: Model) -> None:
    assert client.get(address("change", model, row.pk)).status_code == 404
    if model._meta.model_name not in UNTRACKED:
        assert client.get(address("history", model, row.pk)).status_code == 404
    assert client.get(address("delete", model, row.pk)).status_code == 404
    assert client.post(address("delete", model, row.pk), {"post": "yes"}).status_code == 404
    assert client.post(address("change", model, row.pk), {"text": "x"}).status_code in (403, 404)
    assert model._default_manager.filter(pk=row.pk).exists()


def test_people_of_other_trusts_are_nowhere(records: Records, as_: As) -> None:
    client = as_("outsider")
    for model, row in records.of.items():
        if model._meta.model_name not in ("user", "membership", "invitation"):
            continue
        assert client.get(address("change", model, row.pk)).status_code == 404
        assert "Edda Editor" not in client.get(address("changelist", model)).content.decode()


@pytest.mark.parametrize("role", ["outsider", "site_administrator", "manager"])
def test_typing_in_a_picker_finds_no_row_one_may_not_see(role: str, records: Records, as_: As) -> None:
    asks = {"app_label": "partnerships", "model_name": "note", "term": "Quince"}
    for name in ("project", "milestone"):
        answer = as_(role).get(reverse("admin:autocomplete"), {**asks, "field_name": name})
        found = json.loads(answer.content)["results"]
        assert str(records.secret.pk) not in [each["id"] for each in found if name == "project"]
        assert all("Quince Hill" not in each["text"] for each in found)
        assert all(each["text"] != f"Quince row {records.secret.pk}" for each in found)


def test_a_picker_finds_what_one_may_see(records: Records, as_: As) -> None:
    asks = {"app_label": "partnerships", "model_name": "note", "field_name": "project", "term": "quince hill"}

    answer = as_("administrator").get(reverse("admin:autocomplete"), asks)

    assert json.loads(answer.content)["results"] == [
        {"id": str(records.secret.pk), "text": str(records.secret)}
    ]


@pytest.mark.parametrize(
    ("model", "lookup"),
    [
        (School, "projects__isnull=False"),
        (School, "projects__confidential__exact=1"),
        (Group, "projects__isnull=False"),
        (User, "password__startswith=a"),
        (User, "named_on__isnull=False"),
        (Project, "named_people__user=1"),
    ],
)
def test_an_address_cannot_ask_what_the_page_does_not(
    model: type[Model], lookup: str, records: Records, as_: As
) -> None:
    assert as_("manager").get(f"{address('changelist', model)}?{lookup}").status_code == 400


def test_a_form_does_not_take_a_project_one_may_not_see(records: Records, as_: As) -> None:
    answer = as_("manager").post(address("add", Note), {"project": records.secret.pk, "text": "Let me in"})

    assert answer.status_code == 200
    assert "project" in answer.context["adminform"].form.errors
    assert not Note.objects.filter(text="Let me in").exists()
    assert "Quince Hill" not in answer.content.decode()


def test_djangos_own_log_of_the_admin_stays_empty(records: Records, as_: As) -> None:
    as_("manager").post(address("add", Note), {"project": records.project.pk, "text": "Spoke to the head"})

    assert Note.objects.filter(text="Spoke to the head").exists()
    assert not LogEntry.objects.exists()


def test_someone_no_longer_named_loses_the_record_but_not_the_page(records: Records, as_: As) -> None:
    access = records.hidden[ProjectAccess]
    other = as_("administrator")

    answer = other.post(address("delete", access, access.pk), {"post": "yes"})

    assert answer.status_code == 200
    assert "only person named" in answer.content.decode()


def test_addresses_that_make_no_sense_are_not_errors_of_ours(records: Records, as_: As) -> None:
    client = as_("manager")

    assert client.get(address("change", Project, "x")).status_code == 404
    assert client.get(address("history", Project, "x")).status_code == 404
    assert client.get(address("delete", Note, "x")).status_code == 404
    assert client.get(f"{address('changelist', Note)}?project=x&trust=y&p=99").status_code == 200
    assert client.get(f"{address('csv', Project)}?route__exact=nothing").status_code == 200
    assert client.get(reverse("admin:app_list", args=["partnerships"])).status_code == 302
    assert client.get(reverse("admin:password_change")).status_code == 302


@pytest.mark.parametrize("number", ["9" * 30, "²", "-1", "0", "%00"])
def test_numbers_that_name_nothing_are_not_errors_of_ours(number: str, as_: As) -> None:
    client = as_("manager")

    for model in (Project, School, Note, User):
        assert client.get(f"/admin/partnerships/{model._meta.model_name}/{number}/change/").status_code == 404
        assert (
            client.get(f"/admin/partnerships/{model._meta.model_name}/{number}/history/").status_code == 404
        )
    for query in (f"project={number}", f"trust={number}", f"q={number}", f"p={number}", f"o={number}"):
        assert client.get(f"{address('changelist', Note)}?{query}").status_code in (200, 302), query
        assert client.get(f"{address('changelist', School)}?q={number}").status_code == 200
    asks = "app_label=partnerships&model_name=note&field_name=project"
    assert client.get(f"{reverse('admin:autocomplete')}?{asks}&term={number}").status_code == 200
    sent = {"project": number, "milestone": number, "text": "Hm"}
    assert client.post(address("add", Note), sent).status_code == 200
