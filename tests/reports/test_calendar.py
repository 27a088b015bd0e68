"""Which deadlines and holidays hold for whom."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partnerships.models import Group
from partnerships.reports.calendar import (
    calendar_for,
    calendars_for,
    deadlines_for,
    holidays_by_la,
    holidays_for,
    months_with_deadlines,
)
from tests.factories import DfeDeadlineFactory, ProjectFactory, SchoolHolidayFactory

pytestmark = pytest.mark.django_db
SEPTEMBER, OCTOBER = dt.date(2027, 9, 1), dt.date(2027, 10, 1)
OWN, SHARED = dt.date(2027, 5, 4), dt.date(2027, 6, 1)


def test_a_trusts_own_deadlines_go_before_the_shared_ones(trust: Group, other_trust: Group) -> None:
    DfeDeadlineFactory(trust=trust, on=OWN)
    DfeDeadlineFactory(on=SHARED)
    DfeDeadlineFactory(on=SHARED, code="OPS-09")
    DfeDeadlineFactory(trust=other_trust, on=OWN, code="LEG-19")
    assert deadlines_for(trust.pk, SEPTEMBER) == {"LEG-18": OWN, "OPS-09": SHARED}
    assert deadlines_for(trust.pk, OCTOBER) == {}
    assert deadlines_for(trust.pk, None) == {}
    assert months_with_deadlines(trust.pk) == {SEPTEMBER: {"LEG-18": OWN, "OPS-09": SHARED}}


def test_many_projects_are_answered_by_one_query(trust: Group, other_trust: Group) -> None:
    DfeDeadlineFactory(trust=trust, on=OWN)
    DfeDeadlineFactory(on=SHARED)
    DfeDeadlineFactory(on=SHARED, opening_month=OCTOBER)
    projects = [
        ProjectFactory(trust=trust),
        ProjectFactory(trust=other_trust),
        ProjectFactory(trust=trust, joining_month=OCTOBER),
        ProjectFactory(trust=trust, joining_month=None),
    ]
    with CaptureQueriesContext(
        connection,
    ) as queries:
        found = calendars_for(projects)
    assert len(queries) == 1
    assert [found[each.pk].deadlines for each in projects] == [
        {"LEG-18": OWN}, {"LEG-18": SHARED}, {"LEG-18": SHARED}, {},
    ]  # fmt: skip
    assert all(calendar_for(each) == found[each.pk] for each in projects)
    assert calendar_for(projects[0], OCTOBER).deadlines == {"LEG-18": SHARED}


def test_an_authority_with_a_list_of_its_own_for_a_school_year_uses_that() -> None:
    SchoolHolidayFactory(name="Shared summer")
    SchoolHolidayFactory(name="Shared spring", first_day=dt.date(2028, 4, 3), last_day=dt.date(2028, 4, 14))
    SchoolHolidayFactory(
        name="Own", la_code="941", first_day=dt.date(2026, 10, 26), last_day=dt.date(2026, 10, 30)
    )
    first, last = dt.date(2027, 1, 1), dt.date(2028, 12, 31)
    found = holidays_by_la(["941", "942"], first, last)
    assert [each.name for each in found["941"]] == ["Shared spring"]
    assert [each.name for each in found["942"]] == ["Shared summer", "Shared spring"]
    assert [each.name for each in holidays_for("941", dt.date(2026, 10, 30), last)] == [
        "Own",
        "Shared spring",
    ]
    assert [each.name for each in holidays_for("", first, dt.date(2027, 7, 22))] == ["Shared summer"]
    assert holidays_for("942", first, dt.date(2027, 7, 21)) == ()
