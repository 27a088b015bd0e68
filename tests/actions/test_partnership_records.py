"""Services and measures of a partnership: added, changed, removed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
import time_machine

from partnerships.actions._core import NotAllowed, Refused, RowChangedMeanwhile
from partnerships.actions.partnership_records import (
    Measure,
    Service,
    add_measure,
    add_service,
    change_measure,
    change_service,
    measure_problems,
    remove_measure,
    remove_service,
    service_problems,
)
from partnerships.models import Partnership, PartnershipMeasure, PartnershipService, Project, User
from tests.factories import (
    PartnershipActivityFactory,
    PartnershipFactory,
    PartnershipMeasureFactory,
    PartnershipServiceFactory,
)

TODAY = dt.date(2026, 11, 22)
SERVICE = Service("leadership", " Coaching ", "Jo", Decimal("12.5"), "Two observations a term")
MEASURE = Measure("Phonics check", "61%", "75%", "68%", TODAY)


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    with time_machine.travel(f"{TODAY} 09:00"):
        yield


@pytest.fixture
def partnership(project: Project) -> Partnership:
    return PartnershipFactory(project=project)


def test_a_service_is_added_and_changed(partnership: Partnership, editor: User) -> None:
    row = add_service(by=editor, partnership=partnership, service=SERVICE)
    assert (row.what, row.days_planned, row.project, row.version) == (
        "Coaching", Decimal("12.5"), partnership.project, 1,
    )  # fmt: skip
    row = change_service(by=editor, service=row, to=replace(SERVICE, days_planned=None), expected_version=1)
    assert (row.days_planned, row.version) == (None, 2)
    assert [each.action for each in row.history.all()] == ["change_service", "add_service"]


@pytest.mark.parametrize(
    ("service", "about"),
    [
        (replace(SERVICE, area="tea"), "area"),
        (replace(SERVICE, what=" "), "what"),
        (replace(SERVICE, what="THERE already"), "what"),
        (replace(SERVICE, days_planned=Decimal(-1)), "days_planned"),
        (replace(SERVICE, days_planned=Decimal("999.5")), "days_planned"),
    ],
)
def test_what_is_wrong_with_a_service_is_said(partnership: Partnership, service: Service, about: str) -> None:
    PartnershipServiceFactory(partnership=partnership, what="There already")
    assert [each.about for each in service_problems(service, partnership=partnership)] == [about]


def test_a_service_keeps_its_own_name_and_one_of_another_partnership(
    partnership: Partnership, editor: User
) -> None:
    PartnershipServiceFactory(what="Coaching")
    row = add_service(by=editor, partnership=partnership, service=SERVICE)
    change_service(by=editor, service=row, to=SERVICE)
    with pytest.raises(Refused, match="of this name already"):
        add_service(by=editor, partnership=partnership, service=SERVICE)


def test_what_was_logged_for_a_removed_service_stays(partnership: Partnership, editor: User) -> None:
    row = PartnershipServiceFactory(partnership=partnership)
    logged = PartnershipActivityFactory(partnership=partnership, service=row)
    remove_service(by=editor, service=row)
    logged.refresh_from_db()
    assert (logged.service, logged.version) == (None, 2)
    assert logged.history.first().action == "remove_service"
    assert not PartnershipService.objects.exists()


def test_a_measure_gets_its_latest_and_its_history_keeps_the_earlier(
    partnership: Partnership, editor: User
) -> None:
    row = add_measure(by=editor, partnership=partnership, measure=replace(MEASURE, now="", now_on=None))
    row = change_measure(by=editor, measure=row, to=MEASURE, expected_version=1)
    row = change_measure(by=editor, measure=row, to=replace(MEASURE, now="72%"))
    assert [each.now for each in row.history.all()] == ["72%", "68%", ""]
    remove_measure(by=editor, measure=row)
    assert not PartnershipMeasure.objects.exists()


@pytest.mark.parametrize(
    ("measure", "about"),
    [
        (replace(MEASURE, what=" "), "what"),
        (replace(MEASURE, now_on=None), "now_on"),
        (replace(MEASURE, now=" "), "now"),
        (replace(MEASURE, now_on=TODAY + dt.timedelta(days=1)), "now_on"),
    ],
)
def test_what_is_wrong_with_a_measure_is_said(measure: Measure, about: str) -> None:
    assert [each.about for each in measure_problems(measure, today=TODAY)] == [about]


def test_the_second_of_two_people_is_told(partnership: Partnership, editor: User, manager: User) -> None:
    service = PartnershipServiceFactory(partnership=partnership)
    change_service(by=manager, service=service, to=SERVICE)
    with pytest.raises(RowChangedMeanwhile, match="Mona Manager changed this service"):
        change_service(by=editor, service=service, to=SERVICE, expected_version=1)
    measure = PartnershipMeasureFactory(partnership=partnership)
    change_measure(by=manager, measure=measure, to=MEASURE)
    with pytest.raises(RowChangedMeanwhile, match="changed this measure"):
        change_measure(by=editor, measure=measure, to=MEASURE, expected_version=1)


def test_readers_keep_nothing(partnership: Partnership, viewer: User, outsider: User) -> None:
    service, measure = (
        make(partnership=partnership) for make in (PartnershipServiceFactory, PartnershipMeasureFactory)
    )
    for person in (viewer, outsider):
        for write in (
            lambda by: add_service(by=by, partnership=partnership, service=SERVICE),
            lambda by: change_service(by=by, service=service, to=SERVICE),
            lambda by: remove_service(by=by, service=service),
            lambda by: add_measure(by=by, partnership=partnership, measure=MEASURE),
            lambda by: change_measure(by=by, measure=measure, to=MEASURE),
            lambda by: remove_measure(by=by, measure=measure),
        ):
            with pytest.raises(NotAllowed):
                write(person)
