"""Services and measures of a partnership: what the trust does for the school, and by what both judge it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from partnerships.actions._core import (
    action,
    for_change,
    lock_project,
    must_have_seen,
    refuse_if,
    require,
    save_many,
)
from partnerships.models import Partnership, PartnershipMeasure, PartnershipService
from partnerships.models.people import User
from partnerships.permissions import May
from partnerships.rules.partnership_words import ServiceArea
from partnerships.rules.problems import Problem

MOST_DAYS = Decimal(999)


@dataclass(frozen=True)
class Service:
    """A service as it was entered."""

    area: str
    what: str
    delivered_by: str = ""
    days_planned: Decimal | None = None
    measure: str = ""


@dataclass(frozen=True)
class Measure:
    """A measure as it was entered: at the start, where it is to get, and the latest with its day."""

    what: str
    baseline: str = ""
    aim: str = ""
    now: str = ""
    now_on: dt.date | None = None


def open_partnership(by: User, partnership: Partnership) -> Partnership:
    """The partnership as it is now, its project locked, if this person may keep its record."""
    lock_project(partnership.project_id)
    fresh = for_change(Partnership, partnership.pk)
    require(by.may(May.KEEP_PARTNERSHIP, fresh.project))
    return fresh


def service_problems(
    service: Service, *, partnership: Partnership, but: PartnershipService | None = None
) -> list[Problem]:
    """What is wrong with a service as it was entered; `but` is the one that is changed.

    A name is used once in a partnership, because a csv of activities names the service that each was for.
    """
    problems = []
    if not ServiceArea.has(service.area):
        problems.append(Problem("Choose what the service is about.", about="area"))
    if not service.what.strip():
        problems.append(Problem("Enter the service.", about="what"))
    others = partnership.services.exclude(pk=but.pk) if but else partnership.services.all()
    if others.filter(what__iexact=service.what.strip()).exists():
        problems.append(
            Problem("There is a service of this name already. Say how they differ.", about="what")
        )
    days = service.days_planned
    if days is not None and not 0 <= days <= MOST_DAYS:
        problems.append(Problem(f"Enter the days as a number from 0 to {MOST_DAYS}.", about="days_planned"))
    return problems


def measure_problems(measure: Measure, *, today: dt.date) -> list[Problem]:
    """What is wrong with a measure as it was entered."""
    problems = []
    if not measure.what.strip():
        problems.append(Problem("Enter what is measured.", about="what"))
    if measure.now.strip() and measure.now_on is None:
        problems.append(Problem("Enter the day on which it was last measured.", about="now_on"))
    if measure.now_on is not None and not measure.now.strip():
        problems.append(Problem("Enter the latest result, or leave its day empty.", about="now"))
    if measure.now_on is not None and measure.now_on > today:
        problems.append(Problem("The day of the latest result cannot be in the future.", about="now_on"))
    return problems


@action
def add_service(*, by: User, partnership: Partnership, service: Service) -> PartnershipService:
    """Adds a service that the trust gives under the partnership."""
    partnership = open_partnership(by, partnership)
    refuse_if(service_problems(service, partnership=partnership))
    return _fill_service(PartnershipService(partnership=partnership, project=partnership.project), service)


@action
def change_service(
    *, by: User, service: PartnershipService, to: Service, expected_version: int | None = None
) -> PartnershipService:
    """Changes a service; activities logged for it stay with it."""
    partnership = open_partnership(by, service.partnership)
    fresh = for_change(PartnershipService, service.pk)
    must_have_seen(fresh, expected_version, what="this service")
    refuse_if(service_problems(to, partnership=partnership, but=fresh))
    fresh.version += 1
    return _fill_service(fresh, to)


@action
def remove_service(*, by: User, service: PartnershipService) -> None:
    """Removes a service. What was logged for it stays in the log, without a service."""
    open_partnership(by, service.partnership)
    fresh = for_change(PartnershipService, service.pk)
    logged = list(fresh.activities.select_for_update(of=("self",), no_key=True))
    for each in logged:
        each.service, each.version = None, each.version + 1
    save_many(logged, ["service", "version"])
    fresh.delete()


@action
def add_measure(*, by: User, partnership: Partnership, measure: Measure) -> PartnershipMeasure:
    """Adds something by which the partnership is judged."""
    partnership = open_partnership(by, partnership)
    refuse_if(measure_problems(measure, today=timezone.localdate()))
    return _fill_measure(PartnershipMeasure(partnership=partnership, project=partnership.project), measure)


@action
def change_measure(
    *, by: User, measure: PartnershipMeasure, to: Measure, expected_version: int | None = None
) -> PartnershipMeasure:
    """Changes a measure, or gives it its latest result; history keeps the earlier ones."""
    open_partnership(by, measure.partnership)
    fresh = for_change(PartnershipMeasure, measure.pk)
    must_have_seen(fresh, expected_version, what="this measure")
    refuse_if(measure_problems(to, today=timezone.localdate()))
    fresh.version += 1
    return _fill_measure(fresh, to)


@action
def remove_measure(*, by: User, measure: PartnershipMeasure) -> None:
    """Removes a measure; history keeps what it said."""
    open_partnership(by, measure.partnership)
    for_change(PartnershipMeasure, measure.pk).delete()


def _fill_service(row: PartnershipService, said: Service) -> PartnershipService:
    row.area, row.what, row.delivered_by = said.area, said.what.strip(), said.delivered_by.strip()
    row.days_planned, row.measure = said.days_planned, said.measure.strip()
    row.save()
    return row


def _fill_measure(row: PartnershipMeasure, said: Measure) -> PartnershipMeasure:
    row.what, row.baseline, row.aim = said.what.strip(), said.baseline.strip(), said.aim.strip()
    row.now, row.now_on = said.now.strip(), said.now_on
    row.save()
    return row
