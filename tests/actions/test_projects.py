"""What people do with a project as a whole."""

from __future__ import annotations

import datetime as dt

import pytest

from partnerships.actions._core import NotAllowed, Refused
from partnerships.actions.joining import set_joining_month
from partnerships.actions.milestones import Progress, log_progress, log_several
from partnerships.actions.plans import start_from_here, sync_plan
from partnerships.actions.projects import (
    change_lead,
    change_route,
    end_project,
    reopen_project,
    set_confidential,
    start_project,
)
from partnerships.actions.undo import undo
from partnerships.models import Group, Milestone, Project, School, User
from tests.factories import SchoolFactory


def test_a_started_project_has_the_plan_of_its_route(manager: User, trust: Group, school: School) -> None:
    project = start_project(
        by=manager, school=school, trust=trust, route="voluntary", joining_month=dt.date(2027, 9, 1)
    )

    codes = set(project.milestones.values_list("code", flat=True))
    assert {"EXP-01", "CON-12", "OPN-01"} <= codes
    assert "CON-13" not in codes  # transfers only
    opening = project.milestones.get(code="OPN-01")
    assert opening.due_on == dt.date(2027, 9, 1)
    history = project.milestones.get(code="EXP-01").history.get()
    assert (history.action, history.history_user) == ("start_project", manager)


def test_facts_from_gias_are_answered_with_their_reason(manager: User, trust: Group) -> None:
    church = SchoolFactory(
        religious_character="Church of England", type_code="02", type_name="Voluntary aided school"
    )
    project = start_project(by=manager, school=church, trust=trust, route="voluntary")

    fact = project.facts.get(key="church")
    assert (fact.answer, fact.source) == ("yes", "gias")
    assert "Church of England" in fact.reason
    assert project.milestones.get(code="LEG-13").applies == "yes"


def test_moving_the_joining_month_moves_what_is_not_done(manager: User, trust: Group, school: School) -> None:
    project = start_project(
        by=manager, school=school, trust=trust, route="voluntary", joining_month=dt.date(2027, 9, 1)
    )
    done = log_progress(
        by=manager, milestone=project.milestones.get(code="EXP-01"), progress=Progress("done")
    )

    set_joining_month(by=manager, project=project, month=dt.date(2027, 10, 1), reasons={"la": "The LA asked"})

    assert project.milestones.get(code="OPN-01").due_on == dt.date(2027, 10, 1)
    assert project.milestones.get(code="EXP-01").due_on == done.due_on
    assert project.joining_changes.count() == 2


def test_a_change_of_route_loses_nothing_logged(manager: User, trust: Group, school: School) -> None:
    project = start_project(by=manager, school=school, trust=trust)
    assert set(project.milestones.values_list("phase", flat=True)) == {"EXP"}
    change_route(by=manager, project=project, route="voluntary")
    log_progress(by=manager, milestone=project.milestones.get(code="CON-01"), progress=Progress("done"))
    change_route(by=manager, project=project, route="order")

    assert project.milestones.get(code="CON-01").in_plan
    assert not project.milestones.get(code="CON-02").in_plan


def test_several_at_once_are_one_call_and_one_undo(
    editor: User, manager: User, trust: Group, school: School
) -> None:
    project = start_project(by=manager, school=school, trust=trust, route="voluntary")
    rows = list(project.milestones.filter(phase="EXP")[:3])
    log_several(by=editor, milestones=rows, progress=Progress("waiting", waiting_on="the LA"))
    calls = {row.history.first().call for row in Milestone.objects.filter(pk__in=[r.pk for r in rows])}
    assert len(calls) == 1

    assert undo(by=editor, project=project, call=calls.pop()) == 3
    assert not project.milestones.filter(status="waiting").exists()


def test_starting_half_way_is_one_step_and_reversible(
    editor: User, manager: User, trust: Group, school: School
) -> None:
    project = start_project(
        by=manager, school=school, trust=trust, route="voluntary", joining_month=dt.date(2027, 9, 1)
    )
    marked = start_from_here(by=editor, project=project, before=dt.date(2027, 3, 1))

    assert marked
    assert not project.milestones.to_do().filter(due_on__lt=dt.date(2027, 3, 1)).exists()
    undo(by=editor, project=project, call=project.milestones.get(pk=marked[0].pk).history.first().call)
    assert project.milestones.to_do().filter(due_on__lt=dt.date(2027, 3, 1)).count() == len(marked)


def test_an_ended_project_is_read_only_until_reopened(manager: User, trust: Group, school: School) -> None:
    project = start_project(by=manager, school=school, trust=trust, route="voluntary")
    end_project(
        by=manager, project=project, outcome="withdrawn_school", on=dt.date(2026, 11, 1), why="New head"
    )
    with pytest.raises(NotAllowed):
        log_progress(by=manager, milestone=project.milestones.get(code="EXP-01"), progress=Progress("done"))
    reopen_project(by=manager, project=project)
    log_progress(by=manager, milestone=project.milestones.get(code="EXP-01"), progress=Progress("done"))


def test_a_second_live_project_is_refused(manager: User, trust: Group, school: School) -> None:
    start_project(by=manager, school=school, trust=trust, route="voluntary")
    with pytest.raises(Refused, match="already has a live project"):
        start_project(by=manager, school=school, trust=trust, route="voluntary")


@pytest.mark.parametrize(
    ("school", "route", "said"),
    [
        ({"academy": True}, "voluntary", "already an academy"),
        ({}, "transfer", "not an academy"),
        ({"status_code": "2"}, "voluntary", "closed"),
        ({"gone_on": dt.date(2026, 1, 1)}, "voluntary", "no longer in GIAS"),
    ],
)
def test_what_cannot_be_started(
    manager: User, trust: Group, school: dict[str, object], route: str, said: str
) -> None:
    with pytest.raises(Refused, match=said):
        start_project(by=manager, school=SchoolFactory(**school), trust=trust, route=route)


def test_a_transfer_goes_from_another_trust(manager: User, trust: Group, other_trust: Group) -> None:
    academy = SchoolFactory(academy=True, trust=other_trust)
    assert (
        start_project(by=manager, school=academy, trust=trust, route="transfer").outgoing_trust == other_trust
    )
    mine = SchoolFactory(academy=True, trust=trust)
    with pytest.raises(Refused, match="already in this trust"):
        start_project(by=manager, school=mine, trust=trust, route="transfer")


def test_a_hidden_live_project_is_not_given_away(
    manager: User, administrator: User, trust: Group, school: School
) -> None:
    start_project(by=administrator, school=school, trust=trust, confidential=True)
    with pytest.raises(Refused, match="Ask one of your trust's administrators") as caught:
        start_project(by=manager, school=school, trust=trust)
    assert "already" not in str(caught.value)


def test_a_joining_month_is_a_first_and_may_be_past(manager: User, trust: Group, school: School) -> None:
    with pytest.raises(Refused, match="first of a month"):
        start_project(by=manager, school=school, trust=trust, joining_month=dt.date(2027, 9, 2))
    project = start_project(by=manager, school=school, trust=trust, joining_month=dt.date(2020, 9, 1))
    assert project.joining_changes.get().by == manager


def test_a_joining_month_is_confirmed_and_made_provisional_again(
    manager: User, trust: Group, school: School
) -> None:
    month = dt.date(2027, 9, 1)
    project = start_project(by=manager, school=school, trust=trust, route="voluntary", joining_month=month)
    with pytest.raises(Refused, match="already the conversion date"):
        set_joining_month(by=manager, project=project, month=month)
    with pytest.raises(Refused, match="Enter the month that is confirmed"):
        set_joining_month(by=manager, project=project, month=None, confirmed=True)
    assert set_joining_month(by=manager, project=project, month=month, confirmed=True).joining_confirmed
    project.refresh_from_db()
    with pytest.raises(Refused, match="at least one reason"):
        set_joining_month(by=manager, project=project, month=month, confirmed=False)
    unsure = {"not_certain": "The lease drags on"}
    again = set_joining_month(by=manager, project=project, month=month, confirmed=False, reasons=unsure)
    assert not again.joining_confirmed
    assert [change.confirmed for change in project.joining_changes.all()] == [False, True, False]


def test_a_lead_works_for_the_trust(
    manager: User, editor: User, viewer: User, outsider: User, trust: Group, school: School
) -> None:
    project = start_project(by=manager, school=school, trust=trust, lead=editor)
    for wrong in (viewer, outsider):
        with pytest.raises(Refused, match="cannot lead"):
            change_lead(by=manager, project=project, lead=wrong)
    assert change_lead(by=manager, project=project, lead=None).lead is None


def test_who_makes_a_project_confidential_and_its_lead_still_see_it(
    manager: User, editor: User, administrator: User, trust: Group, school: School
) -> None:
    project = start_project(by=manager, school=school, trust=trust, lead=editor)
    set_confidential(by=manager, project=project, confidential=True)
    for who, sees in ((manager, True), (editor, True), (administrator, False)):
        assert Project.objects.visible_to(who).filter(pk=project.pk).exists() is sees


def test_a_new_lead_is_named_on_a_confidential_project(
    manager: User, editor: User, trust: Group, school: School
) -> None:
    project = start_project(by=manager, school=school, trust=trust, confidential=True)
    change_lead(by=manager, project=project, lead=editor)
    assert Project.objects.visible_to(editor).filter(pk=project.pk).exists()


def test_what_stands_in_the_way_of_ending(manager: User, trust: Group, school: School) -> None:
    project = start_project(by=manager, school=school, trust=trust)
    with pytest.raises(Refused, match="future"):
        end_project(by=manager, project=project, outcome="other", on=dt.date(2999, 1, 1), why="x")
    with pytest.raises(Refused, match="Enter the reason"):
        end_project(by=manager, project=project, outcome="other", on=dt.date(2026, 1, 1), why=" ")
    with pytest.raises(Refused, match="Choose how"):
        end_project(by=manager, project=project, outcome="bored", on=dt.date(2026, 1, 1), why="x")
    end_project(by=manager, project=project, outcome="other", on=dt.date(2026, 1, 1), why="x")
    with pytest.raises(Refused, match="already ended"):
        end_project(by=manager, project=project, outcome="other", on=dt.date(2026, 1, 1), why="x")


def test_a_reopened_project_must_not_double_another(manager: User, trust: Group, school: School) -> None:
    project = start_project(by=manager, school=school, trust=trust)
    with pytest.raises(Refused, match="has not ended"):
        reopen_project(by=manager, project=project)
    end_project(by=manager, project=project, outcome="other", on=dt.date(2026, 1, 1), why="x")
    start_project(by=manager, school=school, trust=trust)
    with pytest.raises(Refused, match="another live project"):
        reopen_project(by=manager, project=project)


def test_bringing_a_plan_in_step_twice_changes_nothing(manager: User, trust: Group, school: School) -> None:
    project = start_project(
        by=manager, school=school, trust=trust, route="voluntary", joining_month=dt.date(2027, 9, 1)
    )
    before = Milestone.history.count()
    sync_plan(by=manager, project=project)
    assert Milestone.history.count() == before
