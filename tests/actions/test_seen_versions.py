"""What was seen on a page is compared under the lock, too late for anybody to slip in between."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from partnerships.actions._core import Refused
from partnerships.actions.fixed_dates import fix_date, unfix_date
from partnerships.actions.joining import set_joining_month
from partnerships.actions.milestones import Progress, log_progress
from partnerships.actions.projects import change_lead, change_route, set_confidential
from partnerships.models import Group, Milestone, Project, User
from tests.actions._consultation_writes import ON_CONSULTATIONS, ON_RESPONSES
from tests.actions._partnership_writes import OF_TRUSTS, ON_PARTNERSHIPS
from tests.plans import code

DAY = dt.date(2027, 4, 12)
OF_PROJECT: dict[str, Callable[..., Any]] = {
    "set_joining_month": lambda **at: set_joining_month(
        month=dt.date(2028, 1, 1), reasons={"land": "No titles yet"}, **at
    ),
    "change_route": lambda **at: change_route(route="order", **at),
    "change_lead": lambda **at: change_lead(lead=at["by"], **at),
    "set_confidential": lambda **at: set_confidential(confidential=True, **at),
}


@pytest.mark.parametrize("name", OF_PROJECT)
def test_a_project_is_not_changed_over_what_was_not_seen(
    name: str, plan: Project, manager: User, administrator: User
) -> None:
    seen = plan.version
    left = change_lead(by=administrator, project=plan, lead=administrator)
    with pytest.raises(Refused, match="Ada Administrator changed this project while"):
        OF_PROJECT[name](by=manager, project=plan, expected_version=seen)
    plan.refresh_from_db()
    assert (plan.version, plan.lead) == (left.version, administrator)
    OF_PROJECT[name](by=manager, project=plan, expected_version=left.version)
    plan.refresh_from_db()
    assert plan.version > left.version


def test_a_date_is_not_fixed_or_let_go_over_what_was_not_seen(
    plan: Project, editor: User, manager: User
) -> None:
    row = code(plan, "CON-06")
    log_progress(by=manager, milestone=row, progress=Progress("in_progress"))
    with pytest.raises(Refused, match="Mona Manager changed this milestone while"):
        fix_date(by=editor, milestone=row, on=DAY, reason="Governors", expected_version=row.version)
    assert Milestone.objects.get(pk=row.pk).fixed_on is None
    row.refresh_from_db()
    fixed = fix_date(by=editor, milestone=row, on=DAY, reason="Governors", expected_version=row.version)
    seen = fixed.version
    log_progress(by=manager, milestone=row, progress=Progress("not_started"))
    with pytest.raises(Refused, match="Mona Manager changed this milestone while"):
        unfix_date(by=editor, milestone=row, expected_version=seen)
    now = Milestone.objects.get(pk=row.pk)
    assert now.fixed_on == DAY
    assert unfix_date(by=editor, milestone=row, expected_version=now.version).fixed_on is None


WRITES = ON_PARTNERSHIPS | ON_CONSULTATIONS | ON_RESPONSES | OF_TRUSTS


@pytest.mark.parametrize("name", [name for name, write in WRITES.items() if write.has_version])
def test_a_record_is_not_changed_over_what_was_not_seen(
    name: str, on_the_day: None, project: Project, trust: Group, administrator: User
) -> None:
    write = WRITES[name].on(trust if name in OF_TRUSTS else project)
    with pytest.raises(Refused, match="while you were editing it"):
        write(administrator, expected_version=7)
    write(administrator, expected_version=1)
    with pytest.raises(Refused, match=r"Ada Administrator (changed|answered)|has been removed meanwhile"):
        write(administrator, expected_version=1)
