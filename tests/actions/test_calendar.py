"""DfE's deadlines: who keeps them, what they move, and what stays."""

from __future__ import annotations

import datetime as dt

import pytest

from partnerships.actions._core import NotAllowed, Refused
from partnerships.actions.calendar import Moved, change_deadline, remove_deadline, set_deadlines
from partnerships.actions.milestones import Progress, log_progress
from partnerships.actions.plans import sync_plan
from partnerships.actions.undo import undo
from partnerships.models import DfeDeadline, Group, Milestone, Project, User
from partnerships.permissions import Role
from tests.factories import MembershipFactory, SchoolFactory
from tests.plans import JOINING, code, planned

MAY = dt.date(2027, 5, 4)
SOURCE = "https://www.gov.uk/guidance/deadlines"


@pytest.mark.parametrize("on", [MAY, dt.date(2027, 5, 3), dt.date(2027, 5, 8)])
def test_a_deadline_replaces_the_plans_own_date_and_does_not_move_to_a_working_day(
    plan: Project, administrator: User, trust: Group, on: dt.date
) -> None:
    moved = set_deadlines(
        by=administrator, trust=trust, month=JOINING, dates={"LEG-18": on}, source_url=SOURCE
    )
    row = code(plan, "LEG-18")
    assert (row.due_on, row.due_by) == (on, "deadline")
    assert moved == Moved(1, 1)
    assert DfeDeadline.objects.get().source_url == SOURCE


def test_what_a_deadline_moves_is_what_the_plan_says_anyway(
    plan: Project, administrator: User, trust: Group
) -> None:
    set_deadlines(by=administrator, trust=trust, month=JOINING, dates={"LEG-18": MAY, "OPS-09": MAY})
    before = {each.pk: (each.due_on, each.due_by, each.version) for each in plan.milestones.all()}
    sync_plan(by=administrator, project=plan)
    assert {each.pk: (each.due_on, each.due_by, each.version) for each in plan.milestones.all()} == before


def test_taking_a_deadline_away_gives_the_plans_own_date_back(
    plan: Project, administrator: User, trust: Group
) -> None:
    first = code(plan, "LEG-18")
    set_deadlines(by=administrator, trust=trust, month=JOINING, dates={"LEG-18": MAY})
    assert remove_deadline(by=administrator, deadline=DfeDeadline.objects.get()) == Moved(1, 1)
    last = code(plan, "LEG-18")
    assert (last.due_on, last.due_by) == (first.due_on, first.due_by)

    set_deadlines(by=administrator, trust=trust, month=JOINING, dates={"LEG-18": MAY})
    set_deadlines(by=administrator, trust=trust, month=JOINING, dates={"LEG-18": None, "OPS-09": None})
    assert not DfeDeadline.objects.exists()
    assert code(plan, "LEG-18").due_on == first.due_on


def test_a_months_sheet_sets_changes_and_removes_in_one_call(
    plan: Project, administrator: User, trust: Group
) -> None:
    dates = {"LEG-18": MAY, "OPS-09": MAY, "LEG-19": MAY}
    set_deadlines(by=administrator, trust=trust, month=JOINING, dates=dates)
    later = MAY + dt.timedelta(days=1)
    set_deadlines(
        by=administrator, trust=trust, month=JOINING, dates={"LEG-18": later, "OPS-09": None, "LEG-19": MAY}
    )
    assert dict(DfeDeadline.objects.values_list("code", "on")) == {"LEG-18": later, "LEG-19": MAY}
    newest = DfeDeadline.history.first().call
    assert {row.code for row in DfeDeadline.history.filter(call=newest)} == {"LEG-18", "OPS-09"}
    assert Milestone.history.filter(call=newest).exists()


def test_a_trusts_own_deadline_goes_before_a_shared_one(
    plan: Project, administrator: User, site_administrator: User, trust: Group
) -> None:
    own, shared = MAY, dt.date(2027, 6, 1)
    set_deadlines(by=administrator, trust=trust, month=JOINING, dates={"LEG-18": own})
    set_deadlines(
        by=site_administrator, trust=None, month=JOINING, dates={"LEG-18": shared, "OPS-09": shared}
    )
    assert code(plan, "LEG-18").due_on == own
    assert code(plan, "OPS-09").due_on == shared
    remove_deadline(by=administrator, deadline=DfeDeadline.objects.get(trust=trust))
    assert code(plan, "LEG-18").due_on == shared


def test_only_what_one_sees_is_counted_and_everything_follows(
    plan: Project,
    administrator: User,
    site_administrator: User,
    manager: User,
    trust: Group,
    other_trust: Group,
) -> None:
    elsewhere = MembershipFactory(trust=other_trust, role=Role.MANAGER).user
    theirs = planned(elsewhere, SchoolFactory(), other_trust)
    hidden = planned(manager, SchoolFactory(), trust, confidential=True)
    every = [plan, theirs, hidden]

    moved = set_deadlines(by=site_administrator, trust=None, month=JOINING, dates={"LEG-18": MAY})
    assert moved == Moved(0, 0)
    assert {code(each, "LEG-18").due_on for each in every} == {MAY}
    later = MAY + dt.timedelta(days=1)
    assert set_deadlines(by=administrator, trust=trust, month=JOINING, dates={"LEG-18": later}) == Moved(1, 1)
    assert code(hidden, "LEG-18").due_on == later
    assert code(theirs, "LEG-18").due_on == MAY


def test_what_has_happened_is_fixed_ended_or_joins_another_month_stays(
    plan: Project, administrator: User, manager: User, trust: Group
) -> None:
    later = planned(manager, SchoolFactory(), trust, joining_month=dt.date(2027, 10, 1))
    done, fixed = code(plan, "LEG-18"), code(plan, "OPS-09")
    log_progress(by=manager, milestone=done, progress=Progress("done"))
    fixed.fixed_on = fixed.due_on = dt.date(2027, 7, 1)
    fixed.fixed_reason, fixed.due_by = "The bank's own day", "fixed"
    fixed.save()
    before = code(later, "LEG-18").due_on

    moved = set_deadlines(by=administrator, trust=trust, month=JOINING, dates={"LEG-18": MAY, "OPS-09": MAY})
    assert moved == Moved(0, 0)
    assert code(plan, "LEG-18").due_on == done.due_on
    sync_plan(by=administrator, project=plan)
    assert (code(plan, "OPS-09").due_on, code(plan, "OPS-09").due_by) == (dt.date(2027, 7, 1), "fixed")
    assert code(later, "LEG-18").due_on == before


def test_a_project_that_moves_into_a_month_takes_its_deadlines_on(
    administrator: User, manager: User, trust: Group
) -> None:
    set_deadlines(by=administrator, trust=trust, month=JOINING, dates={"LEG-18": MAY})
    project = planned(manager, SchoolFactory(), trust)
    assert (code(project, "LEG-18").due_on, code(project, "LEG-18").due_by) == (MAY, "deadline")
    project.joining_month = dt.date(2027, 10, 1)
    project.save()
    sync_plan(by=manager, project=project)
    assert code(project, "LEG-18").due_by != "deadline"


def test_what_is_found_not_to_have_happened_is_due_when_the_plan_says_now(
    plan: Project, administrator: User, manager: User, trust: Group
) -> None:
    for take_back in ("log", "undo"):
        done = log_progress(by=manager, milestone=code(plan, "LEG-18"), progress=Progress("done"))
        call = done.history.first().call
        on = MAY if take_back == "log" else MAY + dt.timedelta(days=1)
        set_deadlines(by=administrator, trust=trust, month=JOINING, dates={"LEG-18": on})
        assert code(plan, "LEG-18").due_on != on
        if take_back == "log":
            log_progress(by=manager, milestone=done, progress=Progress("not_started"))
        else:
            undo(by=manager, project=plan, call=call)
        assert (code(plan, "LEG-18").due_on, code(plan, "LEG-18").due_by) == (on, "deadline")


def test_a_weekend_moves_a_milestone_and_says_so(plan: Project) -> None:
    moved = plan.milestones.filter(due_by="working_day")
    assert moved.exists()
    for row in moved:
        assert row.due_on.weekday() < 5
        assert row.due_on != JOINING + dt.timedelta(days=row.days)


@pytest.mark.parametrize(
    ("dates", "source", "said"),
    [
        ({"ZZZ-01": MAY}, "", "no milestone that can have a deadline"),
        ({"OPN-01": MAY}, "", "no milestone that can have a deadline"),
        ({"PAR-01": MAY}, "", "no milestone that can have a deadline"),
        ({"LEG-18": dt.date(2020, 1, 1)}, "", "years away from September 2027"),
        ({"LEG-18": MAY}, "http://www.gov.uk", "begins with https://"),
        ({"LEG-18": MAY}, "https://", "begins with https://"),
        ({"LEG-18": MAY}, "javascript:alert(1)", "begins with https://"),
    ],
)
def test_deadlines_that_make_no_sense(
    administrator: User, trust: Group, dates: dict[str, dt.date | None], source: str, said: str
) -> None:
    with pytest.raises(Refused, match=said):
        set_deadlines(by=administrator, trust=trust, month=JOINING, dates=dates, source_url=source)
    assert not DfeDeadline.objects.exists()


def test_a_deadline_is_for_a_month(administrator: User, trust: Group) -> None:
    with pytest.raises(Refused, match="first of a month"):
        set_deadlines(by=administrator, trust=trust, month=dt.date(2027, 9, 2), dates={"LEG-18": MAY})


def test_one_deadline_is_moved_and_whoever_was_slower_is_told(
    plan: Project, administrator: User, trust: Group
) -> None:
    set_deadlines(by=administrator, trust=trust, month=JOINING, dates={"LEG-18": MAY}, source_url=SOURCE)
    row = DfeDeadline.objects.get()
    later = MAY + dt.timedelta(days=1)
    moved = change_deadline(by=administrator, deadline=row, on=later, source_url="", expected_version=1)
    assert moved == Moved(1, 1)
    row.refresh_from_db()
    assert (row.on, row.source_url, code(plan, "LEG-18").due_on) == (later, "", later)
    with pytest.raises(Refused, match="Ada Administrator changed this while you were editing it"):
        change_deadline(by=administrator, deadline=row, on=MAY, source_url="", expected_version=1)


def test_who_keeps_which_deadlines(
    cast: dict[str, User | None], administrator: User, site_administrator: User, trust: Group
) -> None:
    set_deadlines(by=administrator, trust=trust, month=JOINING, dates={"LEG-18": MAY})
    set_deadlines(by=site_administrator, trust=None, month=JOINING, dates={"LEG-18": MAY})
    own, shared = DfeDeadline.objects.get(trust=trust), DfeDeadline.objects.get(trust=None)
    for role, user in cast.items():
        if user is None:
            continue
        for deadline, keeper in ((own, "administrator"), (shared, "site_administrator")):
            if role != keeper:
                with pytest.raises(NotAllowed):
                    change_deadline(by=user, deadline=deadline, on=MAY, source_url="")
                with pytest.raises(NotAllowed):
                    remove_deadline(by=user, deadline=deadline)
                with pytest.raises(NotAllowed):
                    set_deadlines(by=user, trust=deadline.trust, month=JOINING, dates={})
