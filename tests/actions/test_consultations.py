"""Consultations: started with what the rules ask for, changed, stopped, and tied to the plan."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
import time_machine

from partnerships.actions._consultation import WINDOW_REASON
from partnerships.actions._core import NotAllowed, Refused
from partnerships.actions.consultation_steps import leave_out_step, log_step
from partnerships.actions.consultation_window import plan_window
from partnerships.actions.consultations import (
    Said,
    change_consultation,
    start_consultation,
    stop_consultation,
    tie_consultation,
)
from partnerships.actions.milestones import mark_applicable, mark_not_applicable
from partnerships.models import Consultation, ConsultationStep, Group, Project, School, User
from partnerships.rules.consultation_words import Audience, StepKind
from partnerships.rules.words import Status
from tests.factories import ConsultationFactory, SchoolFactory
from tests.plans import TODAY, code, planned

SAID = Said(title="Joining Harrowmere", led_by="governing_body", methods=("web", "letter"))
TUPE = Said(title="TUPE", led_by="local_authority")
OPENS, CLOSES = dt.date(2027, 3, 15), dt.date(2027, 4, 25)


@pytest.fixture(autouse=True)
def _day() -> object:
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def school(db: None) -> School:
    return SchoolFactory(name="Brackenholt Primary School", type_code="01", religious_character="None")


@pytest.fixture
def project(manager: User, school: School, trust: Group) -> Project:
    return planned(manager, school, trust)


def started(by: User, project: Project, kind: str = "statutory", said: Said = SAID) -> Consultation:
    return start_consultation(by=by, project=project, kind=kind, said=said)


def step(consultation: Consultation, kind: str) -> ConsultationStep:
    return consultation.steps.select_related("milestone").get(kind=kind)


def test_it_starts_with_its_list_its_groups_and_the_milestones_of_the_plan(
    project: Project, manager: User
) -> None:
    consultation = started(manager, project)
    opening = step(consultation, StepKind.OPENING)
    assert opening.milestone == code(project, "CON-04")
    assert step(consultation, StepKind.DECISION).milestone == code(project, "CON-12")
    assert step(consultation, StepKind.ANALYSIS).milestone is None
    groups = {each.audience: each.needed for each in consultation.stakeholders.all()}
    assert groups[Audience.PARENTS] == "should"
    assert Audience.DIOCESE not in groups
    found = Consultation.objects.with_progress().get(pk=consultation.pk)
    assert (found.opens_on, found.closes_on) == (
        code(project, "CON-04").due_on,
        code(project, "CON-06").due_on,
    )
    assert (found.has_opened, found.is_decided) == (False, False)


def test_what_is_not_asked_for_and_who_does_not_lead_need_a_reason(project: Project, manager: User) -> None:
    with pytest.raises(Refused, match="It is not asked for here"):
        started(manager, project, "engagement", replace(SAID, led_by="both_trusts"))
    with pytest.raises(Refused, match="usually led by the governing body"):
        started(manager, project, said=replace(SAID, led_by="trust"))
    other = started(manager, project, said=replace(SAID, led_by="trust", reason="The governors asked us to"))
    assert other.reason == "The governors asked us to"
    assert other.history.get().history_change_reason == "The governors asked us to"


@pytest.mark.parametrize(
    ("kind", "said", "words"),
    [
        ("statutory", replace(SAID, title=" "), "Enter what it is called"),
        ("statutory", replace(SAID, led_by="nobody"), "Choose who leads it"),
        ("statutory", replace(SAID, methods=("pigeon",)), "Choose ways to respond"),
        ("hearing", SAID, "Choose what kind"),
    ],
)
def test_what_is_missing_is_refused(
    project: Project, manager: User, kind: str, said: Said, words: str
) -> None:
    with pytest.raises(Refused, match=words):
        started(manager, project, kind, said)


def test_one_consultation_of_a_family_feeds_the_plan(project: Project, manager: User) -> None:
    first = started(manager, project)
    second = started(manager, project, said=replace(SAID, title="Once more"))
    assert not second.steps.exclude(milestone=None).exists()
    tupe = started(manager, project, "tupe", TUPE)
    assert step(tupe, StepKind.OPENING).milestone == code(project, "OPS-04")
    with pytest.raises(Refused, match="nothing in the plan"):
        tie_consultation(by=manager, consultation=second)
    stop_consultation(by=manager, consultation=first, why="A new proposal")
    assert tie_consultation(by=manager, consultation=second) > 5
    assert step(second, StepKind.OPENING).milestone == code(project, "CON-04")


def test_stopping_frees_the_milestones_and_keeps_the_days_on_record(project: Project, manager: User) -> None:
    consultation = started(manager, project)
    was = code(project, "CON-06").due_on
    plan_window(by=manager, consultation=consultation, opens_on=OPENS, closes_on=CLOSES)
    log_step(by=manager, step=step(consultation, StepKind.PLAN), done_on=dt.date(2027, 3, 1))
    with pytest.raises(Refused, match="Enter why"):
        stop_consultation(by=manager, consultation=consultation, why=" ")
    Consultation.objects.filter(pk=consultation.pk).update(shared=True, share_name="joining")
    stopped = stop_consultation(by=manager, consultation=consultation, why="The governors withdrew")
    assert (stopped.stopped_on, stopped.shared) == (TODAY, False)
    assert (step(stopped, StepKind.CLOSING).milestone, step(stopped, StepKind.CLOSING).due_on) == (
        None,
        CLOSES,
    )
    assert step(stopped, StepKind.PLAN).done_on == dt.date(2027, 3, 1)
    assert (code(project, "CON-06").fixed_on, code(project, "CON-06").due_on) == (None, was)
    assert code(project, "CON-01").status == Status.DONE
    with pytest.raises(Refused, match="was stopped"):
        log_step(by=manager, step=step(stopped, StepKind.ANALYSIS))


def test_a_milestone_that_the_plan_gains_later_takes_over_the_steps_days(
    project: Project, manager: User
) -> None:
    for each in ("CON-05", "CON-06"):
        mark_not_applicable(by=manager, milestone=code(project, each), why="Not yet clear")
    consultation = started(manager, project)
    assert step(consultation, StepKind.CLOSING).milestone is None
    plan_window(by=manager, consultation=consultation, opens_on=OPENS, closes_on=CLOSES)
    log_step(by=manager, step=step(consultation, StepKind.MEETINGS), done_on=dt.date(2027, 3, 9))
    for each in ("CON-05", "CON-06"):
        mark_applicable(by=manager, milestone=code(project, each))
    assert tie_consultation(by=manager, consultation=consultation) == 2
    closing, meetings = step(consultation, StepKind.CLOSING), step(consultation, StepKind.MEETINGS)
    assert (closing.due_on, meetings.done_on) == (None, None)
    assert (code(project, "CON-06").fixed_on, code(project, "CON-06").fixed_reason) == (CLOSES, WINDOW_REASON)
    assert code(project, "CON-05").done_on == dt.date(2027, 3, 9)


def test_a_step_left_out_is_not_tied_again(project: Project, manager: User) -> None:
    mark_not_applicable(by=manager, milestone=code(project, "CON-05"), why="Not yet clear")
    consultation = started(manager, project)
    leave_out_step(by=manager, step=step(consultation, StepKind.MEETINGS), why="Online answers only")
    mark_applicable(by=manager, milestone=code(project, "CON-05"))
    with pytest.raises(Refused, match="nothing in the plan"):
        tie_consultation(by=manager, consultation=consultation)


def test_it_is_changed_unless_somebody_was_faster(project: Project, manager: User, editor: User) -> None:
    consultation = started(manager, project)
    changed = change_consultation(
        by=editor,
        consultation=consultation,
        said=replace(SAID, question="Should it join?"),
        expected_version=1,
    )
    assert (changed.question, changed.version) == ("Should it join?", 2)
    with pytest.raises(Refused, match="Edda Editor changed this consultation"):
        change_consultation(by=manager, consultation=consultation, said=SAID, expected_version=1)
    with pytest.raises(Refused, match="usually led by"):
        change_consultation(by=editor, consultation=consultation, said=replace(SAID, led_by="trust"))


def test_while_its_public_page_is_open_only_managers_change_its_words(
    project: Project, manager: User, editor: User
) -> None:
    consultation = ConsultationFactory(project=project, shared=True, share_name="joining")
    with pytest.raises(NotAllowed, match="public page is open"):
        change_consultation(by=editor, consultation=consultation, said=SAID)
    assert change_consultation(by=manager, consultation=consultation, said=SAID).title == SAID.title
    Consultation.objects.update(shared=False)
    assert change_consultation(by=editor, consultation=consultation, said=SAID).title == SAID.title


def test_managers_start_and_stop_and_editors_keep(
    project: Project, manager: User, editor: User, viewer: User, outsider: User
) -> None:
    for person in (editor, viewer, outsider):
        with pytest.raises(NotAllowed):
            started(person, project)
    consultation = started(manager, project)
    with pytest.raises(NotAllowed):
        stop_consultation(by=editor, consultation=consultation, why="No")
    for person in (viewer, outsider):
        with pytest.raises(NotAllowed):
            change_consultation(by=person, consultation=consultation, said=SAID)


def test_an_ended_project_refuses_work(project: Project, manager: User) -> None:
    consultation = ConsultationFactory(project=project)
    Project.objects.filter(pk=project.pk).update(ended_on=TODAY, outcome="other")
    with pytest.raises(NotAllowed):
        started(manager, project)
    with pytest.raises(NotAllowed):
        change_consultation(by=manager, consultation=consultation, said=SAID)
