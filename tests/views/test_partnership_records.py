"""Services and measures of a partnership, on their page and as csv."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator

import pytest
import time_machine
from django.urls import reverse

from partnerships.models import Partnership, PartnershipMeasure, PartnershipService, Project, User
from tests.conftest import signed_in
from tests.factories import (
    PartnershipActivityFactory,
    PartnershipFactory,
    PartnershipMeasureFactory,
    PartnershipServiceFactory,
)
from tests.helpers import assert_queries_do_not_grow

TODAY = dt.date(2026, 11, 22)


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    with time_machine.travel(f"{TODAY} 09:00"):
        yield


@pytest.fixture
def partnership(project: Project) -> Partnership:
    return PartnershipFactory(project=project)


def seen(user: User, partnership: Partnership) -> str:
    return signed_in(user).get(reverse("service-list", args=[partnership.project_id])).content.decode()


def exported(user: User, name: str, partnership: Partnership) -> list[dict[str, str]]:
    response = signed_in(user).get(reverse(name, args=[partnership.project_id]))
    return list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))


def test_days_given_are_the_hours_logged(partnership: Partnership, viewer: User) -> None:
    coaching = PartnershipServiceFactory(partnership=partnership, what="Coaching", days_planned=6)
    PartnershipServiceFactory(partnership=partnership, what="Payroll", area="people", days_planned=2)
    for hours in ("6.5", "3.25", None):
        PartnershipActivityFactory(partnership=partnership, service=coaching, hours=hours)
    PartnershipActivityFactory(partnership=partnership, hours=13)
    PartnershipActivityFactory(hours=100)
    text = seen(viewer, partnership)
    for words in (
        "6 days", "1.5 days", "in 3 activities", "0 days", "8 days", "3.5 days", "2 days for no service",
        "75% of the days planned", "6.5 hours a day", "School Teachers’ Pay and Conditions Document",
    ):  # fmt: skip
        assert words in text
    assert "Change" not in text.split("<main")[1]
    rows = exported(viewer, "service-csv", partnership)
    assert [(row["Service"], row["Days planned"], row["Days given"], row["Teaching and learning"]) for row in rows] == [
        ("Coaching", "6.0", "1.5", "Yes"), ("Payroll", "2.0", "0.0", "No"),
    ]  # fmt: skip


def test_measures_stand_with_baseline_aim_and_latest(partnership: Partnership, viewer: User) -> None:
    PartnershipMeasureFactory(
        partnership=partnership,
        what="Phonics",
        baseline="61%",
        aim="75%",
        now="68%",
        now_on=dt.date(2026, 11, 2),
    )
    PartnershipMeasureFactory(partnership=partnership, what="Attendance")
    text = seen(viewer, partnership)
    for words in ("Phonics", "61%", "75%", "68%", "2 November 2026", "Not measured again yet"):
        assert words in text
    assert [row["Latest"] for row in exported(viewer, "measure-csv", partnership)] == ["68%", ""]


def test_empty_pages_say_what_belongs_there(partnership: Partnership, viewer: User, editor: User) -> None:
    assert "Add a service" in seen(editor, partnership)
    assert "Add a service" not in seen(viewer, partnership)
    for words in ("No services yet", "No measures yet"):
        assert words in seen(viewer, partnership)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("service-add", {"what": "", "area": "teaching"}, "Enter the service"),
        ("service-add", {"what": "X"}, "Choose what the service is about"),
        ("service-add", {"what": "there", "area": "teaching"}, "of this name already"),
        (
            "service-add",
            {"what": "X", "area": "teaching", "days_planned": "many"},
            "Enter the days as a number",
        ),
        ("service-add", {"what": "X", "area": "teaching", "days_planned": "-1"}, "from 0 to 999"),
        ("service-add", {"what": "X", "area": "teaching", "days_planned": "1.25"}, "to one decimal place"),
        ("measure-add", {"what": ""}, "Enter what is measured"),
        ("measure-add", {"what": "X", "now": "68%"}, "Enter the day on which"),
        ("measure-add", {"what": "X", "now_on": "2026-11-01"}, "Enter the latest result"),
        ("measure-add", {"what": "X", "now": "1", "now_on": "2026-11-23"}, "cannot be in the future"),
    ],
)
def test_what_is_wrong_is_said_and_kept(
    partnership: Partnership, editor: User, name: str, data: dict[str, str], said: str
) -> None:
    PartnershipServiceFactory(partnership=partnership, what="There")
    url = reverse(name, args=[partnership.project_id])
    text = signed_in(editor).post(url, data | {"measure": "My <words>", "aim": "My <words>"}).content.decode()
    assert said in text
    assert "My &lt;words&gt;" in text
    assert (PartnershipService.objects.count(), PartnershipMeasure.objects.count()) == (1, 0)


def test_a_service_is_added_changed_over_what_was_seen_and_removed(
    partnership: Partnership, editor: User
) -> None:
    client = signed_in(editor)
    data = {"what": "Coaching", "area": "leadership", "days_planned": "12.5"}
    client.post(reverse("service-add", args=[partnership.project_id]), data)
    row = PartnershipService.objects.get()
    edit = reverse("service-edit", args=[row.pk])
    assert 'value="12.5"' in client.get(edit).content.decode()
    told = client.post(edit, data | {"version": "0"}).content.decode()
    assert "changed this service while you were editing" in told
    assert 'name="version" value="1"' in told
    assert client.post(edit, data | {"days_planned": "10", "version": "1"}).status_code == 302
    assert (
        "What was logged for it stays"
        in client.get(reverse("service-remove", args=[row.pk])).content.decode()
    )
    client.post(reverse("service-remove", args=[row.pk]))
    assert not PartnershipService.objects.exists()


def test_a_measure_is_added_changed_over_what_was_seen_and_removed(
    partnership: Partnership, editor: User
) -> None:
    client = signed_in(editor)
    client.post(reverse("measure-add", args=[partnership.project_id]), {"what": "Phonics", "baseline": "61%"})
    row = PartnershipMeasure.objects.get()
    edit, data = (
        reverse("measure-edit", args=[row.pk]),
        {"what": "Phonics", "now": "70%", "now_on": "2026-11-20"},
    )
    assert "changed this measure while" in client.post(edit, data | {"version": "0"}).content.decode()
    assert client.post(edit, data | {"version": "1"}).status_code == 302
    assert "70%" in seen(editor, partnership)
    client.post(reverse("measure-remove", args=[row.pk]))
    assert not PartnershipMeasure.objects.exists()


@pytest.mark.parametrize("name", ["service-list", "service-csv", "measure-csv"])
def test_queries_do_not_grow_with_the_rows(partnership: Partnership, editor: User, name: str) -> None:
    def add(number: int) -> None:
        for _ in range(number):
            service = PartnershipServiceFactory(partnership=partnership)
            PartnershipActivityFactory(partnership=partnership, service=service)
            PartnershipMeasureFactory(partnership=partnership)

    assert_queries_do_not_grow(signed_in(editor), reverse(name, args=[partnership.project_id]), add)
