"""Trying another joining month on real plans: what it says is what then happens."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partnerships.actions.fixed_dates import fix_date
from partnerships.actions.joining import set_joining_month
from partnerships.actions.milestones import Progress, log_progress
from partnerships.actions.owners import assign_milestone
from partnerships.actions.plans import start_from_here
from partnerships.models import DfeDeadline, Group, Project, ProjectAccess, School, SchoolHoliday, User
from partnerships.reports.joining import first_month_that_works, months_side_by_side, preview_month
from tests.factories import MilestoneFactory, ProjectFactory, SchoolFactory
from tests.plans import JOINING, TODAY, code, planned

LATER, SOON = dt.date(2027, 11, 1), dt.date(2027, 4, 1)
LAND = {"land": "The titles are not registered"}


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    with time_machine.travel(f"{TODAY} 09:00"):
        yield


@pytest.fixture
def plan(manager: User, school: School, trust: Group) -> Project:
    project = planned(manager, school, trust, lead=manager)
    start_from_here(by=manager, project=project, before=TODAY)
    project.refresh_from_db()
    return project


def test_the_preview_is_what_saving_does(plan: Project, manager: User) -> None:
    fix_date(by=manager, milestone=code(plan, "LEG-10"), on=dt.date(2027, 5, 5), reason="The board meets")
    log_progress(by=manager, milestone=code(plan, "OPS-07"), progress=Progress("done", done_on=TODAY))
    before = dict(plan.milestones.in_plan().values_list("pk", "due_on"))

    tried = preview_month(plan, LATER, viewer=manager, today=TODAY)
    assert dict(plan.milestones.in_plan().values_list("pk", "due_on")) == before

    set_joining_month(by=manager, project=plan, month=LATER, reasons=LAND)
    after = dict(plan.milestones.in_plan().values_list("pk", "due_on"))
    assert {row.key: (row.was, row.now) for row in tried.move.moved} == {
        key: (before[key], after[key]) for key in after if after[key] != before[key]
    }
    assert [row.code for row in tried.move.fixed] == ["LEG-10"]
    assert "OPS-07" in {row.code for row in tried.move.done}
    assert not {"LEG-10", "OPS-07"} & {row.code for row in tried.move.moved}


def test_no_date_takes_every_date_away_that_counts_from_joining(plan: Project, manager: User) -> None:
    tried = preview_month(plan, None, viewer=manager, today=TODAY)
    assert tried.move.moved
    assert all(row.now is None for row in tried.move.moved)
    assert (tried.working_days, tried.breaks, tried.missed, tried.busy) == (0, [], [], [])


def test_a_month_that_is_near_breaks_the_rules_about_days(plan: Project, manager: User) -> None:
    tried = preview_month(plan, SOON, viewer=manager, today=TODAY)
    assert {each.rule for each in tried.breaks} == {"liability_information", "academy_name"}
    assert tried.move.late
    assert not tried.works
    assert preview_month(plan, LATER, viewer=manager, today=TODAY).breaks == []


def test_a_rule_that_is_broken_whatever_the_month_does_not_stand_in_its_way(
    plan: Project, manager: User
) -> None:
    signed = code(plan, "LEG-18")
    log_progress(by=manager, milestone=signed, progress=Progress("done", done_on=TODAY))
    assert preview_month(plan, LATER, viewer=manager, today=TODAY).breaks == []


def test_a_deadline_of_dfes_that_has_passed_and_the_month_still_open(plan: Project, manager: User) -> None:
    for month, on in ((LATER, dt.date(2027, 3, 1)), (dt.date(2027, 12, 1), dt.date(2027, 3, 9)),
                      (dt.date(2028, 1, 1), dt.date(2027, 10, 1))):  # fmt: skip
        DfeDeadline.objects.create(opening_month=month, code="OPS-07", on=on)
    tried = preview_month(plan, LATER, viewer=manager, today=TODAY)
    assert [each.title for each in tried.missed] == [code(plan, "OPS-07").title]
    assert "is 1 March 2027" in tried.missed[0].sentence
    assert tried.open_month == dt.date(2028, 1, 1)
    assert not tried.works


def test_the_month_still_open_is_one_that_current_pace_allows(plan: Project, manager: User) -> None:
    DfeDeadline.objects.create(opening_month=LATER, code="LEG-18", on=dt.date(2027, 3, 1))
    late = preview_month(plan, LATER, viewer=manager, today=TODAY)
    done = late.missed[0].expected
    assert done is not None
    assert (late.open_month, late.open_unknown) == (dt.date(2027, 12, 1), "It has no DfE dates yet.")
    for month, on in ((12, done - dt.timedelta(days=1)), (13, done)):
        opening = dt.date(2027 + month // 13, month % 12 or 12, 1)
        DfeDeadline.objects.create(opening_month=opening, code="LEG-18", on=on)
    # Neither deadline has passed; on current pace only the second is kept.
    tried = preview_month(plan, LATER, viewer=manager, today=TODAY)
    assert (tried.open_month, tried.open_unknown) == (dt.date(2028, 1, 1), "")


def test_who_would_have_more_than_one_opening(
    plan: Project, manager: User, editor: User, trust: Group
) -> None:
    assign_milestone(by=manager, milestone=code(plan, "OPS-07"), owner=editor)
    ProjectFactory(
        trust=trust, school=SchoolFactory(name="Ashmere School"), joining_month=LATER, lead=manager
    )
    other = ProjectFactory(trust=trust, school=SchoolFactory(name="Birchen School"), joining_month=LATER)
    MilestoneFactory(project=other, owner=editor)
    ProjectFactory(trust=trust, joining_month=LATER, lead=manager, ended_on=TODAY, outcome="completed")
    ProjectFactory(trust=trust, joining_month=JOINING, lead=manager)

    tried = preview_month(plan, LATER, viewer=manager, today=TODAY)

    assert [(each.name, each.leads, each.schools) for each in tried.busy] == [
        ("Mona Manager", True, ["Ashmere School"]),
        ("Edda Editor", False, ["Birchen School"]),
    ]
    assert tried.lead_openings == 2


def test_a_confidential_second_opening_is_not_revealed_not_even_by_a_count(
    plan: Project, manager: User, editor: User, trust: Group
) -> None:
    secret = ProjectFactory(trust=trust, joining_month=LATER, lead=manager, confidential=True)
    ProjectAccess.objects.create(project=secret, user=manager)

    of_editor = preview_month(plan, LATER, viewer=editor, today=TODAY)
    assert (of_editor.busy, of_editor.lead_openings) == ([], 1)
    of_manager = preview_month(plan, LATER, viewer=manager, today=TODAY)
    assert [each.schools for each in of_manager.busy] == [[secret.school.name]]
    assert of_manager.lead_openings == 2


def test_months_side_by_side(plan: Project, manager: User) -> None:
    SchoolHoliday.objects.create(
        name="Summer holiday", first_day=dt.date(2027, 7, 24), last_day=dt.date(2027, 8, 31)
    )
    soon, summer, later = months_side_by_side(
        plan, [SOON, dt.date(2027, 8, 1), LATER], viewer=manager, today=TODAY
    )
    assert len(soon.move.late) > len(summer.move.late) >= len(later.move.late)
    assert [each.holiday for each in (soon, summer, later)] == ["", "in the summer holiday", ""]
    assert soon.working_days == 14  # 10 to 31 March 2027, without Good Friday and Easter Monday
    assert months_side_by_side(plan, [], viewer=manager, today=TODAY) == []


def test_the_first_month_that_works_says_why_others_do_not(plan: Project, manager: User) -> None:
    tried = first_month_that_works(plan, viewer=manager, today=TODAY)
    assert tried[0].month == SOON
    assert tried[-1].works
    assert all(each.obstacles for each in tried[:-1])
    assert not tried[-1].pace


def test_trying_more_months_asks_the_database_no_more(plan: Project, manager: User) -> None:
    def queries(months: list[dt.date]) -> int:
        with CaptureQueriesContext(connection) as asked:
            months_side_by_side(plan, months, viewer=manager, today=TODAY)
        return len(asked)

    queries([SOON])  # warms what is read once per process
    assert queries([SOON]) == queries([SOON, JOINING, LATER, dt.date(2028, 1, 1)])
