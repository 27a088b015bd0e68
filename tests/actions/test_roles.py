"""Every write on a project is tried by every role: who may not is refused, whatever page or program asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from partnerships.actions._core import NotAllowed
from partnerships.actions.facts import answer_fact
from partnerships.actions.fixed_dates import fix_dates
from partnerships.actions.hand_overs import hand_over_project
from partnerships.actions.joining import set_joining_month
from partnerships.actions.milestones import (
    Progress,
    add_own_milestone,
    change_own_milestone,
    log_progress,
    log_several,
    mark_applicable,
    mark_not_applicable,
    remove_own_milestone,
)
from partnerships.actions.notes import remove_contact, save_contact, write_note
from partnerships.actions.owners import Owner, assign_milestone, assign_several
from partnerships.actions.plans import start_from_here, start_from_phase
from partnerships.actions.projects import (
    change_lead,
    change_route,
    end_project,
    reopen_project,
    set_confidential,
    start_project,
)
from partnerships.actions.undo import undo
from partnerships.models import Contact, Group, Project, User
from partnerships.rules.words import Phase
from tests.actions import _consultation_writes, _partnership_writes
from tests.actions._consultation_writes import ON_CONSULTATIONS, ON_RESPONSES
from tests.actions._partnership_writes import OF_ALL_TRUSTS, OF_TRUSTS, ON_PARTNERSHIPS
from tests.actions._writes import Write as Tried
from tests.factories import ContactFactory, MilestoneFactory, SchoolFactory
from tests.plans import TODAY, code

EDITORS = {"editor", "manager", "administrator"}
MANAGERS = {"manager", "administrator"}

Write = Callable[[User, Project], Any]


def _call(project: Project) -> Any:
    row = code(project, "EXP-01")
    lead = User.objects.get(email="mona@trust.example")
    return log_progress(by=lead, milestone=row, progress=Progress("done")).history.first().call


WRITES: dict[str, tuple[set[str], Write]] = {
    "log": (
        EDITORS,
        lambda by, p: log_progress(by=by, milestone=code(p, "EXP-01"), progress=Progress("done")),
    ),
    "log several": (
        EDITORS,
        lambda by, p: log_several(by=by, milestones=[code(p, "EXP-01")], progress=Progress("done")),
    ),
    "not applicable": (
        EDITORS,
        lambda by, p: mark_not_applicable(by=by, milestone=code(p, "EXP-01"), why="No need"),
    ),
    "applicable": (EDITORS, lambda by, p: mark_applicable(by=by, milestone=code(p, "EXP-01"), why="Needed")),
    "assign": (EDITORS, lambda by, p: assign_milestone(by=by, milestone=code(p, "EXP-01"))),
    "assign several": (
        EDITORS,
        lambda by, p: assign_several(by=by, milestones=[code(p, "EXP-01")], owner=Owner(roles=("CFO",))),
    ),
    "hand over": (
        MANAGERS,
        lambda by, p: hand_over_project(by=by, project=p, to=by, note="Yours"),
    ),
    "add own": (EDITORS, lambda by, p: add_own_milestone(by=by, project=p, title="Visit", phase="EXP")),
    "change own": (
        EDITORS,
        lambda by, p: change_own_milestone(
            by=by, milestone=MilestoneFactory(project=p, code=""), title="Visit", phase="EXP", due_on=None
        ),
    ),
    "remove own": (
        EDITORS,
        lambda by, p: remove_own_milestone(by=by, milestone=MilestoneFactory(project=p, code="")),
    ),
    "start from here": (EDITORS, lambda by, p: start_from_here(by=by, project=p, before=TODAY)),
    "start from phase": (EDITORS, lambda by, p: start_from_phase(by=by, project=p, phase=Phase.APPLY)),
    "fix dates": (
        EDITORS,
        lambda by, p: fix_dates(by=by, project=p, days={code(p, "EXP-02").pk: (TODAY, "The governors meet")}),
    ),
    "undo": (EDITORS, lambda by, p: undo(by=by, project=p, call=_call(p))),
    "write note": (EDITORS, lambda by, p: write_note(by=by, project=p, text="Rang")),
    "add contact": (
        EDITORS,
        lambda by, p: save_contact(by=by, contact=Contact(project=p, role="chair", name="Sam")),
    ),
    "remove contact": (EDITORS, lambda by, p: remove_contact(by=by, contact=ContactFactory(project=p))),
    "answer": (MANAGERS, lambda by, p: answer_fact(by=by, project=p, key="pfi", answer="yes")),
    "route": (MANAGERS, lambda by, p: change_route(by=by, project=p, route="order")),
    "joining month": (
        MANAGERS,
        lambda by, p: set_joining_month(by=by, project=p, month=None, reasons={"land": "No titles"}),
    ),
    "lead": (MANAGERS, lambda by, p: change_lead(by=by, project=p, lead=None)),
    "confidential": (MANAGERS, lambda by, p: set_confidential(by=by, project=p, confidential=True)),
    "end": (
        MANAGERS,
        lambda by, p: end_project(by=by, project=p, outcome="declined_dfe", on=TODAY, why="Declined"),
    ),
    "start": (MANAGERS, lambda by, p: start_project(by=by, school=SchoolFactory(), trust=p.trust)),
}


@pytest.mark.parametrize("name", WRITES)
def test_who_may_write(name: str, plan: Project, cast: dict[str, User | None]) -> None:
    allowed, write = WRITES[name]
    refused = {who for who, user in cast.items() if user is not None and who not in allowed}
    for who in sorted(refused):
        before = Project.history.count(), plan.milestones.count()
        with pytest.raises(NotAllowed):
            write(cast[who], plan)
        assert (Project.history.count(), plan.milestones.exclude(code="").count()) == before or "own" in name
    for who in sorted(allowed)[:1]:
        write(cast[who], plan)


def test_who_may_reopen(plan: Project, cast: dict[str, User | None]) -> None:
    end_project(by=cast["manager"], project=plan, outcome="declined_dfe", on=TODAY, why="Declined")
    for who in ("viewer", "editor", "outsider", "site_administrator"):
        with pytest.raises(NotAllowed):
            reopen_project(by=cast[who], project=plan)
    assert not reopen_project(by=cast["administrator"], project=plan).is_ended


@pytest.mark.parametrize("name", sorted(set(WRITES) - {"start", "end", "confidential", "undo"}))
def test_an_ended_project_takes_no_write(name: str, plan: Project, manager: User) -> None:
    end_project(by=manager, project=plan, outcome="declined_dfe", on=TODAY, why="Declined")
    with pytest.raises(NotAllowed):
        WRITES[name][1](manager, Project.objects.get(pk=plan.pk))


ON_PROJECTS = ON_PARTNERSHIPS | ON_CONSULTATIONS | ON_RESPONSES


@pytest.mark.parametrize("name", ON_PROJECTS)
def test_who_may_write_on_partnerships_and_consultations(
    name: str, on_the_day: None, project: Project, cast: dict[str, User | None]
) -> None:
    _only_those(ON_PROJECTS[name], project, cast)


@pytest.mark.parametrize("name", OF_TRUSTS)
def test_who_may_write_for_a_trust(
    name: str, on_the_day: None, trust: Group, cast: dict[str, User | None]
) -> None:
    _only_those(OF_TRUSTS[name], trust, cast)


@pytest.mark.parametrize("name", OF_ALL_TRUSTS)
def test_who_may_write_for_all_trusts(
    name: str, on_the_day: None, trust: Group, cast: dict[str, User | None]
) -> None:
    _only_those(OF_ALL_TRUSTS[name], trust, cast)


def _only_those(tried: Tried, about: Project | Group, cast: dict[str, User | None]) -> None:
    """Everybody else is refused, and then the least of those who may does it."""
    write = tried.on(about)
    for who, user in cast.items():
        if user is not None and who not in tried.who:
            with pytest.raises(NotAllowed):
                write(user)
    write(next(user for who, user in cast.items() if who in tried.who))


def test_no_write_on_partnerships_and_consultations_is_left_untried() -> None:
    assert _partnership_writes.left_out() | _consultation_writes.left_out() == set()
