"""The working list: steps logged in one place, planned by the window, left out, and the team's own."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from partnerships.actions._consultation import WINDOW_REASON
from partnerships.actions._core import NotAllowed, Refused
from partnerships.actions.consultation_steps import (
    add_step,
    change_step,
    leave_out_step,
    log_step,
    remove_step,
    reopen_step,
    take_up_step,
)
from partnerships.actions.consultation_window import plan_window, window_moves
from partnerships.actions.consultations import start_consultation
from partnerships.actions.joining import set_joining_month
from partnerships.models import Consultation, ConsultationStep, Group, Project, School, User
from partnerships.rules.consultation_words import StepKind
from partnerships.rules.words import Status
from tests.actions.test_consultations import CLOSES, OPENS, SAID, TUPE
from tests.factories import SchoolFactory
from tests.plans import TODAY, code, planned

DAY = dt.date(2027, 3, 8)


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


@pytest.fixture
def consultation(project: Project, manager: User) -> Consultation:
    return start_consultation(by=manager, project=project, kind="statutory", said=SAID)


def step(consultation: Consultation, kind: str) -> ConsultationStep:
    return consultation.steps.select_related("milestone").get(kind=kind)


def test_a_step_that_is_a_milestone_is_logged_there(
    consultation: Consultation, project: Project, editor: User
) -> None:
    log_step(by=editor, step=step(consultation, StepKind.OPENING), done_on=DAY)
    opening = step(consultation, StepKind.OPENING)
    assert (opening.done_on, code(project, "CON-04").done_on) == (None, DAY)
    assert Consultation.objects.with_progress().get(pk=consultation.pk).has_opened
    reopen_step(by=editor, step=opening)
    assert code(project, "CON-04").status == Status.NOT_STARTED


def test_a_step_of_its_own_keeps_its_day(consultation: Consultation, editor: User) -> None:
    log_step(by=editor, step=step(consultation, StepKind.NOTICE))
    assert step(consultation, StepKind.NOTICE).done_on == TODAY
    reopen_step(by=editor, step=step(consultation, StepKind.NOTICE))
    assert step(consultation, StepKind.NOTICE).done_on is None


def test_who_logged_first_is_told_to_the_second(
    consultation: Consultation, editor: User, manager: User
) -> None:
    for kind in (StepKind.NOTICE, StepKind.OPENING):
        before = step(consultation, kind)
        seen = before.milestone.version if before.milestone else before.version
        log_step(by=editor, step=before, done_on=DAY, expected_version=seen)
        with pytest.raises(Refused, match="Edda Editor changed this step"):
            log_step(by=manager, step=before, done_on=TODAY, expected_version=seen)


def test_it_cannot_close_before_it_opened_nor_in_the_future(consultation: Consultation, editor: User) -> None:
    log_step(by=editor, step=step(consultation, StepKind.OPENING), done_on=DAY)
    with pytest.raises(Refused, match="It opened on 8 March 2027"):
        log_step(by=editor, step=step(consultation, StepKind.CLOSING), done_on=DAY - dt.timedelta(1))
    with pytest.raises(Refused, match="cannot be in the future"):
        log_step(by=editor, step=step(consultation, StepKind.NOTICE), done_on=TODAY + dt.timedelta(1))
    log_step(by=editor, step=step(consultation, StepKind.CLOSING), done_on=DAY)
    with pytest.raises(Refused, match="It closed on 8 March 2027"):
        log_step(by=editor, step=step(consultation, StepKind.OPENING), done_on=TODAY)


def test_a_decision_is_recorded_not_ticked(consultation: Consultation, editor: User) -> None:
    with pytest.raises(Refused, match="Record the decision"):
        log_step(by=editor, step=step(consultation, StepKind.DECISION))
    with pytest.raises(Refused, match="follows the decision"):
        reopen_step(by=editor, step=step(consultation, StepKind.DECISION))


def test_the_window_fixes_the_milestones_and_places_the_steps_of_its_own(
    consultation: Consultation, project: Project, editor: User, manager: User
) -> None:
    plan_window(by=editor, consultation=consultation, opens_on=OPENS, closes_on=CLOSES)
    for each, day in (("CON-04", OPENS), ("CON-06", CLOSES)):
        assert (code(project, each).due_on, code(project, each).fixed_reason) == (day, WINDOW_REASON)
    assert step(consultation, StepKind.OPENING).due_on is None
    assert step(consultation, StepKind.LETTERS).due_on == OPENS
    assert step(consultation, StepKind.ANALYSIS).due_on == CLOSES + dt.timedelta(14)
    # The window stays when the joining month moves.
    set_joining_month(
        by=manager,
        project=Project.objects.get(pk=project.pk),
        month=dt.date(2027, 11, 1),
        reasons={"school": "Later"},
    )
    assert code(project, "CON-04").due_on == OPENS


def test_a_day_that_somebody_chose_stays_when_the_window_moves(
    consultation: Consultation, editor: User
) -> None:
    plan_window(by=editor, consultation=consultation, opens_on=OPENS, closes_on=CLOSES)
    analysis = step(consultation, StepKind.ANALYSIS)
    change_step(by=editor, step=analysis, title="", note="", due_on=dt.date(2027, 6, 1))
    later = CLOSES + dt.timedelta(7)
    steps = list(consultation.steps.select_related("milestone"))
    moves = {each.step.kind: (each.was, each.now) for each in window_moves(consultation, steps, OPENS, later)}
    assert moves[StepKind.CLOSING] == (CLOSES, later)
    assert moves[StepKind.REMINDER] == (CLOSES - dt.timedelta(7), CLOSES)
    assert StepKind.ANALYSIS not in moves
    assert StepKind.OPENING not in moves


def test_what_has_happened_does_not_move(consultation: Consultation, editor: User) -> None:
    log_step(by=editor, step=step(consultation, StepKind.OPENING), done_on=DAY)
    with pytest.raises(Refused, match="It opened on 8 March 2027"):
        plan_window(by=editor, consultation=consultation, opens_on=OPENS, closes_on=CLOSES)
    plan_window(by=editor, consultation=consultation, opens_on=DAY, closes_on=CLOSES)
    found = Consultation.objects.with_window().get(pk=consultation.pk)
    assert (found.opens_on, found.closes_on) == (DAY, CLOSES)


@pytest.mark.parametrize(
    ("opens", "closes", "words"),
    [(CLOSES, OPENS, "cannot close before"), (None, CLOSES, "Enter the day on which it opens")],
)
def test_an_impossible_window_is_refused(
    consultation: Consultation, editor: User, opens: dt.date | None, closes: dt.date, words: str
) -> None:
    with pytest.raises(Refused, match=words):
        plan_window(by=editor, consultation=consultation, opens_on=opens, closes_on=closes)


def test_an_empty_window_leaves_the_days_to_the_plan(
    consultation: Consultation, project: Project, editor: User
) -> None:
    was = code(project, "CON-04").due_on
    plan_window(by=editor, consultation=consultation, opens_on=OPENS, closes_on=CLOSES)
    plan_window(by=editor, consultation=consultation, opens_on=None, closes_on=None)
    assert (code(project, "CON-04").fixed_on, code(project, "CON-04").due_on) == (None, was)


def test_a_step_is_left_out_with_a_reason_in_the_plan_too(
    consultation: Consultation, project: Project, editor: User
) -> None:
    meetings = step(consultation, StepKind.MEETINGS)
    with pytest.raises(Refused, match="Enter why"):
        leave_out_step(by=editor, step=meetings, why="")
    leave_out_step(by=editor, step=meetings, why="Everything is online")
    assert code(project, "CON-05").override_reason == "Everything is online"
    with pytest.raises(Refused, match="left out"):
        log_step(by=editor, step=meetings)
    take_up_step(by=editor, step=meetings)
    assert (code(project, "CON-05").in_plan, step(consultation, StepKind.MEETINGS).left_out_reason) == (
        True,
        "",
    )
    with pytest.raises(Refused, match="is not left out"):
        take_up_step(by=editor, step=meetings)


def test_a_consultation_always_opens_and_closes_and_what_is_done_stays(
    consultation: Consultation, editor: User
) -> None:
    with pytest.raises(Refused, match="opens and closes"):
        leave_out_step(by=editor, step=step(consultation, StepKind.OPENING), why="No")
    log_step(by=editor, step=step(consultation, StepKind.NOTICE))
    with pytest.raises(Refused, match="is done"):
        leave_out_step(by=editor, step=step(consultation, StepKind.NOTICE), why="No")


def test_own_steps_are_added_changed_and_removed_with_a_reason(
    consultation: Consultation, editor: User
) -> None:
    for title, why in (("", "Asked for"), ("Radio talk", " ")):
        with pytest.raises(Refused, match="Enter"):
            add_step(by=editor, consultation=consultation, title=title, why=why)
    own = add_step(by=editor, consultation=consultation, title="Radio talk", why="Asked for", due_on=OPENS)
    assert consultation.steps.last() == own
    own = change_step(
        by=editor, step=own, title="Radio interview", note="At noon", due_on=CLOSES, expected_version=1
    )
    assert (own.title, own.note, own.due_on) == ("Radio interview", "At noon", CLOSES)
    with pytest.raises(Refused, match="Edda Editor changed this step"):
        change_step(by=editor, step=own, title="Talk", note="", expected_version=1)
    with pytest.raises(Refused, match="Enter why it is removed"):
        remove_step(by=editor, step=own, why="")
    remove_step(by=editor, step=own, why="No time")
    with pytest.raises(Refused, match="Leave it out instead"):
        remove_step(by=editor, step=step(consultation, StepKind.NOTICE), why="No")


def test_the_plan_keeps_the_day_of_a_step_that_is_a_milestone(
    consultation: Consultation, editor: User
) -> None:
    with pytest.raises(Refused, match="The plan keeps the day"):
        change_step(by=editor, step=step(consultation, StepKind.REPLY), title="", note="", due_on=CLOSES)
    changed = change_step(
        by=editor, step=step(consultation, StepKind.REPLY), title="Other", note="By the clerk"
    )
    assert (changed.title, changed.note) == (StepKind.REPLY.label, "By the clerk")


def test_a_tupe_consultation_is_logged_on_milestones_of_its_own(
    project: Project, manager: User, consultation: Consultation
) -> None:
    tupe = start_consultation(by=manager, project=project, kind="tupe", said=TUPE)
    plan_window(by=manager, consultation=tupe, opens_on=OPENS, closes_on=CLOSES)
    assert (code(project, "OPS-04").due_on, code(project, "OPS-05").due_on) == (OPENS, CLOSES)
    assert code(project, "CON-04").fixed_on is None


def test_readers_and_strangers_write_nothing(
    consultation: Consultation, viewer: User, outsider: User
) -> None:
    notice = step(consultation, StepKind.NOTICE)
    for person in (viewer, outsider):
        with pytest.raises(NotAllowed):
            log_step(by=person, step=notice)
        with pytest.raises(NotAllowed):
            plan_window(by=person, consultation=consultation, opens_on=OPENS, closes_on=CLOSES)
        with pytest.raises(NotAllowed):
            add_step(by=person, consultation=consultation, title="Talk", why="Asked for")
