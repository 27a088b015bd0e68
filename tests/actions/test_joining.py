"""The joining month: reasons, the first agreed plan, corrected words, fixed dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine

from partnerships.actions._core import NotAllowed, Refused
from partnerships.actions.fixed_dates import fix_date, unfix_date
from partnerships.actions.joining import correct_joining_reason, set_joining_month
from partnerships.actions.milestones import Progress, add_own_milestone, log_progress
from partnerships.actions.projects import change_route, end_project, start_project
from partnerships.actions.undo import undo
from partnerships.history import calls_of, entries_for
from partnerships.models import FirstAgreedDate, Group, JoiningReason, Membership, Project, School, User
from partnerships.rules.words import DueBy
from tests.factories import SchoolFactory
from tests.plans import JOINING, TODAY, code, planned

LATER = dt.date(2027, 11, 1)
LAND = {"land": "The titles are not registered"}


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    with time_machine.travel(f"{TODAY} 09:00"):
        yield


@pytest.fixture
def plan(manager: User, school: School, trust: Group) -> Project:
    return planned(manager, school, trust)


def confirm(project: Project, by: User) -> Project:
    return set_joining_month(by=by, project=project, month=project.joining_month, confirmed=True)


def test_every_reason_is_kept_with_its_own_words(plan: Project, manager: User) -> None:
    set_joining_month(by=manager, project=plan, month=LATER, reasons=LAND | {"la": " Cabinet meets in May "})

    change = plan.joining_changes.last()
    assert (change.from_month, change.to_month, change.by) == (JOINING, LATER, manager)
    assert dict(change.reasons.values_list("reason", "text")) == LAND | {"la": "Cabinet meets in May"}
    assert JoiningReason.history.values_list("action", flat=True).distinct().get() == "set_joining_month"


@pytest.mark.parametrize(
    ("month", "reasons", "said"),
    [
        (LATER, {}, "at least one reason"),
        (LATER, {"faster": "All is ready"}, "from the list"),
        (LATER, {"academy": "Its trust asked"}, "from the list"),
        (LATER, {"land": " "}, "Say more about “Land”"),
        (dt.date(2027, 8, 1), LAND, "from the list"),
        (None, {}, "at least one reason"),
        (JOINING, {}, "already the conversion date"),
        (dt.date(2027, 9, 2), LAND, "first of a month"),
    ],
)
def test_a_change_without_its_reasons_is_refused_and_nothing_is_written(
    plan: Project, manager: User, month: dt.date | None, reasons: dict[str, str], said: str
) -> None:
    with pytest.raises(Refused, match=said):
        set_joining_month(by=manager, project=plan, month=month, reasons=reasons)
    plan.refresh_from_db()
    assert (plan.joining_month, plan.joining_changes.count()) == (JOINING, 1)


def test_a_first_confirmation_keeps_the_month_and_a_second_is_no_change(plan: Project, manager: User) -> None:
    assert confirm(plan, manager).joining_confirmed
    plan.refresh_from_db()
    with pytest.raises(Refused, match="already the conversion date"):
        confirm(plan, manager)


def test_after_no_date_the_direction_is_against_the_last_known_month(plan: Project, manager: User) -> None:
    set_joining_month(by=manager, project=plan, month=None, reasons=LAND)
    plan.refresh_from_db()
    with pytest.raises(Refused, match="from the list"):
        set_joining_month(by=manager, project=plan, month=dt.date(2027, 7, 1), reasons=LAND)
    back = set_joining_month(by=manager, project=plan, month=LATER, reasons=LAND)
    assert back.joining_month == LATER


def test_a_first_month_ever_needs_no_reason(manager: User, school: School, trust: Group) -> None:
    project = planned(manager, school, trust, joining_month=None)
    assert set_joining_month(by=manager, project=project, month=JOINING).joining_month == JOINING


def test_without_a_route_the_reasons_of_both_will_do(manager: User, school: School, trust: Group) -> None:
    project = start_project(by=manager, school=school, trust=trust, joining_month=JOINING)
    given = {"academy": "Its head left", "school": "Governors asked"}
    set_joining_month(by=manager, project=project, month=LATER, reasons=given)
    assert project.joining_changes.last().reasons.count() == 2


def test_the_first_confirmed_plan_is_kept_for_ever(plan: Project, manager: User) -> None:
    own = add_own_milestone(by=manager, project=plan, title="Visit", phase="EXP", due_on=TODAY)
    assert confirm(plan, manager).first_agreed_month == JOINING
    kept = list(FirstAgreedDate.objects.order_by("pk").values_list("milestone_id", "due_on"))
    plan.refresh_from_db()
    assert dict(kept) == dict(plan.milestones.in_plan().values_list("pk", "due_on"))
    assert (own.pk, TODAY) in kept

    set_joining_month(by=manager, project=plan, month=LATER, reasons=LAND)
    set_joining_month(by=manager, project=plan, month=LATER, confirmed=True)
    change_route(by=manager, project=plan, route="order")
    plan.refresh_from_db()
    assert plan.first_agreed_month == JOINING
    assert list(FirstAgreedDate.objects.order_by("pk").values_list("milestone_id", "due_on")) == kept


def test_a_month_may_move_and_be_confirmed_at_once(plan: Project, manager: User) -> None:
    moved = set_joining_month(by=manager, project=plan, month=LATER, confirmed=True, reasons=LAND)
    assert moved.first_agreed_month == LATER
    assert code(plan, "OPN-01").first_agreed.due_on == LATER


def test_a_project_may_start_with_a_confirmed_month(manager: User, school: School, trust: Group) -> None:
    project = planned(manager, school, trust, joining_confirmed=True)
    assert project.first_agreed_month == JOINING
    assert project.first_agreed_dates.count() == project.milestones.in_plan().count()
    with pytest.raises(Refused, match="Enter the month that is confirmed"):
        planned(manager, SchoolFactory(), trust, joining_month=None, joining_confirmed=True)


def test_only_whoever_gave_a_reason_corrects_its_words(
    plan: Project, manager: User, administrator: User
) -> None:
    set_joining_month(by=manager, project=plan, month=LATER, reasons=LAND)
    reason = JoiningReason.objects.get()
    with pytest.raises(NotAllowed):
        correct_joining_reason(by=administrator, reason=reason, text="Something else")
    with pytest.raises(Refused, match="Enter the words"):
        correct_joining_reason(by=manager, reason=reason, text=" ")

    correct_joining_reason(by=manager, reason=reason, text="Two titles are not registered")

    reason.refresh_from_db()
    assert (reason.reason, reason.text) == ("land", "Two titles are not registered")
    assert reason.history.last().text == LAND["land"]
    entry = entries_for(plan, calls_of(plan.pk)[:1])[0]
    assert entry.sentence == (
        "Mona Manager corrected the words of the reason “land” from “The titles are not registered” to "
        "“Two titles are not registered”"
    )


def test_whoever_may_no_longer_change_the_project_corrects_nothing(plan: Project, manager: User) -> None:
    set_joining_month(by=manager, project=plan, month=LATER, reasons=LAND)
    Membership.objects.filter(user=manager).update(role="editor")
    fresh = User.objects.get(pk=manager.pk)
    with pytest.raises(NotAllowed):
        correct_joining_reason(by=fresh, reason=JoiningReason.objects.get(), text="Else")


def test_an_ended_project_moves_no_more(plan: Project, manager: User) -> None:
    set_joining_month(by=manager, project=plan, month=LATER, reasons=LAND)
    end_project(by=manager, project=plan, outcome="declined_dfe", on=TODAY, why="Declined")
    plan.refresh_from_db()
    with pytest.raises(NotAllowed):
        set_joining_month(by=manager, project=plan, month=JOINING, reasons={"faster": "Ready"})
    with pytest.raises(NotAllowed):
        correct_joining_reason(by=manager, reason=JoiningReason.objects.get(), text="Else")


def test_a_fixed_date_stays_when_the_month_moves_and_follows_again_when_let_go(
    plan: Project, manager: User, editor: User
) -> None:
    row = code(plan, "CON-01")
    board = dt.date(2027, 4, 14)
    fixed = fix_date(by=editor, milestone=row, on=board, reason="The board meets")
    assert (fixed.due_on, fixed.due_by, fixed.fixed_reason) == (board, DueBy.FIXED, "The board meets")

    set_joining_month(by=manager, project=plan, month=LATER, reasons=LAND)
    assert code(plan, "CON-01").due_on == board
    assert code(plan, "OPN-01").due_on == LATER

    free = unfix_date(by=editor, milestone=row)
    assert (free.fixed_on, free.fixed_reason) == (None, "")
    assert free.due_on != board


def test_fixing_a_date_is_told_and_undone(plan: Project, editor: User) -> None:
    row = code(plan, "CON-01")
    fixed = fix_date(by=editor, milestone=row, on=dt.date(2027, 4, 14), reason="The board meets")
    entry = entries_for(plan, calls_of(plan.pk)[:1])[0]
    assert entry.what == f"fixed the date of “{row.title}” to 14 April 2027: The board meets"

    assert undo(by=editor, project=plan, call=fixed.history.first().call) == 1
    back = code(plan, "CON-01")
    assert (back.due_on, back.fixed_on, back.due_by) == (row.due_on, None, row.due_by)

    unfixed = fix_date(by=editor, milestone=back, on=dt.date(2027, 4, 14), reason="The board meets")
    unfix_date(by=editor, milestone=unfixed)
    said = entries_for(plan, calls_of(plan.pk)[:1])[0].what
    assert said == f"let the date of “{row.title}” follow the plan again"


@pytest.mark.parametrize(
    ("on", "reason", "said"),
    [(None, "The board meets", "Enter the date"), (dt.date(2027, 4, 14), " ", "Enter why")],
)
def test_a_fixed_date_has_a_day_and_a_reason(
    plan: Project, editor: User, on: dt.date | None, reason: str, said: str
) -> None:
    with pytest.raises(Refused, match=said):
        fix_date(by=editor, milestone=code(plan, "CON-01"), on=on, reason=reason)


def test_what_is_done_or_the_teams_own_is_not_fixed(plan: Project, editor: User, viewer: User) -> None:
    own = add_own_milestone(by=editor, project=plan, title="Visit", phase="EXP", due_on=TODAY)
    done = log_progress(by=editor, milestone=code(plan, "EXP-01"), progress=Progress("done"))
    on = dt.date(2027, 4, 14)
    with pytest.raises(Refused, match="team's own"):
        fix_date(by=editor, milestone=own, on=on, reason="x")
    with pytest.raises(Refused, match="is done"):
        fix_date(by=editor, milestone=done, on=on, reason="x")
    log_progress(by=editor, milestone=code(plan, "LEG-18"), progress=Progress("done"))
    held = code(plan, "LEG-18")
    assert held.status == "held"
    with pytest.raises(Refused, match="is done"):
        fix_date(by=editor, milestone=held, on=on, reason="x")
    with pytest.raises(Refused, match="is not fixed"):
        unfix_date(by=editor, milestone=code(plan, "CON-01"))
    with pytest.raises(NotAllowed):
        fix_date(by=viewer, milestone=code(plan, "CON-01"), on=on, reason="x")
