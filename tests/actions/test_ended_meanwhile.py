"""A project that has ended is only read, also by whoever opened a page of it before it ended."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from simple_history.models import registered_models

from partnerships.actions._core import NotAllowed
from partnerships.actions.decisions import record_decision
from partnerships.actions.evidence import Given, add_evidence
from partnerships.actions.facts import answer_fact
from partnerships.actions.fixed_dates import fix_date
from partnerships.actions.hand_overs import hand_over_project
from partnerships.actions.holds import hold_project
from partnerships.actions.joining import set_joining_month
from partnerships.actions.milestones import add_own_milestone
from partnerships.actions.notes import save_contact, write_note
from partnerships.actions.plans import start_from_here
from partnerships.actions.projects import change_lead, change_route
from partnerships.actions.ratings import override_rating
from partnerships.actions.risks import Said, add_risk
from partnerships.actions.undo import undo
from partnerships.actions.upgrades import upgrade_plan
from partnerships.models import Contact, Project, User
from partnerships.rules.decisions import Deciding
from tests.actions._consultation_writes import ON_CONSULTATIONS, ON_RESPONSES
from tests.actions._partnership_writes import ON_PARTNERSHIPS
from tests.actions._writes import Write
from tests.factories import MilestoneFactory

DAY = dt.date(2026, 3, 2)
ASKED: dict[str, Callable[[Project, User], Any]] = {
    "set_joining_month": lambda at, by: set_joining_month(by=by, project=at, month=dt.date(2027, 9, 1)),
    "hold_project": lambda at, by: hold_project(by=by, project=at, since=DAY, why="Inspection"),
    "override_rating": lambda at, by: override_rating(
        by=by, project=at, rating="amber", reason="The land", until=DAY
    ),
    "hand_over_project": lambda at, by: hand_over_project(by=by, project=at, to=by, note="All yours"),
    "fix_date": lambda at, by: fix_date(by=by, milestone=_row(at), on=DAY, reason="The governors meet"),
    "add_evidence": lambda at, by: add_evidence(
        by=by, project=at, given=Given(url="https://files.example/m")
    ),
    "upgrade_plan": lambda at, by: upgrade_plan(by=by, project=at, template=at.template),
    "add_risk": lambda at, by: add_risk(by=by, project=at, said=Said("RAAC in the hall")),
    "write_note": lambda at, by: write_note(by=by, project=at, text="Rang the council"),
    "add_own_milestone": lambda at, by: add_own_milestone(by=by, project=at, title="Ring", phase="EXP"),
    "save_contact": lambda at, by: save_contact(by=by, contact=Contact(project=at, role="la", name="Cara")),
    "answer_fact": lambda at, by: answer_fact(by=by, project=at, key="church", answer="no"),
    "change_route": lambda at, by: change_route(by=by, project=at, route="order"),
    "change_lead": lambda at, by: change_lead(by=by, project=at, lead=by),
    "record_decision": lambda at, by: record_decision(
        by=by, project=at, deciding=Deciding("dfe", "approved", DAY)
    ),
    "start_from_here": lambda at, by: start_from_here(by=by, project=at, before=DAY),
    "undo": lambda at, by: undo(by=by, project=at, call=uuid.uuid4()),
}
ON_RECORDS: dict[str, Write] = ON_PARTNERSHIPS | ON_CONSULTATIONS | ON_RESPONSES


def _row(project: Project) -> Any:
    """A milestone that was fetched with its project, as pages do."""
    row = project.milestones.get()
    row.project = project
    return row


def _written() -> int:
    return sum(model.history.count() for model in set(registered_models.values()))


@pytest.mark.parametrize("name", ASKED)
def test_nothing_is_written_on_a_project_that_ended_meanwhile(
    name: str, project: Project, administrator: User
) -> None:
    MilestoneFactory(project=project, code="EXP-01")
    _ends(project)
    before = _written()
    assert not project.is_ended, "as the page had it"
    with pytest.raises(NotAllowed):
        ASKED[name](project, administrator)
    assert _written() == before


@pytest.mark.parametrize("name", [name for name, write in ON_RECORDS.items() if not write.when_ended])
def test_nor_on_its_partnership_and_its_consultations(
    name: str, on_the_day: None, project: Project, administrator: User
) -> None:
    write = ON_RECORDS[name].on(project)
    _ends(project)
    before = _written()
    with pytest.raises(NotAllowed):
        write(administrator)
    assert _written() == before


def _ends(project: Project) -> None:
    """Behind the back of whoever has fetched it."""
    Project.objects.filter(pk=project.pk).update(
        ended_on=DAY, outcome="withdrawn_trust", end_reason="Closing"
    )
