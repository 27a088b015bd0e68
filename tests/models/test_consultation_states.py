"""What the database says of a consultation is what the rules say of it."""

from __future__ import annotations

import datetime as dt
from itertools import product

import pytest

from partnerships.models import Consultation, Project, User
from partnerships.reports.consultations import ConsultationRow
from partnerships.rules.consultations.state import ConsultationState, closes_soon, state_of
from partnerships.rules.words import Status
from tests.factories import (
    ConsultationFactory,
    ConsultationStepFactory,
    DecisionFactory,
    MilestoneFactory,
    ProjectFactory,
)

TODAY = dt.date(2027, 3, 10)
DAYS = (None, dt.date(2027, 3, 1), TODAY, dt.date(2027, 3, 17), dt.date(2027, 4, 11))


def made(
    project: Project, opens: dt.date | None, closes: dt.date | None, opened: bool, closed: bool
) -> Consultation:
    consultation: Consultation = ConsultationFactory(project=project)
    for kind, day, done in (("opening", opens, opened), ("closing", closes, closed)):
        when = {"due_on": None, "done_on": day} if done and day else {"due_on": day}
        ConsultationStepFactory(consultation=consultation, kind=kind, **when)
    return consultation


@pytest.mark.django_db
def test_the_states_of_lists_are_those_of_the_rules() -> None:
    project = ProjectFactory()
    for opens, closes, opened, closed in product(DAYS, DAYS, (False, True), (False, True)):
        made(project, opens, closes, opened, closed)
    ConsultationFactory(project=project, stopped_on=TODAY, stopped_reason="Called off")
    DecisionFactory(project=project, consultation=made(project, TODAY, None, True, False), outcome="changes")
    DecisionFactory(project=project, consultation=made(project, TODAY, None, True, False), outcome="deferred")
    every = Consultation.objects.with_progress()
    by_rule: dict[ConsultationState, set[int]] = {state: set() for state in ConsultationState}
    attention = set()
    for each in every.with_responses():
        progress = ConsultationRow(each, TODAY).progress
        state = state_of(progress, today=TODAY)
        by_rule[state].add(each.pk)
        missed = state is ConsultationState.PLANNED and progress.opens is not None and progress.opens < TODAY
        if closes_soon(progress, today=TODAY) or missed:
            attention.add(each.pk)
    for state, keys in by_rule.items():
        assert keys, state
        assert set(every.in_state(state, on=TODAY).values_list("pk", flat=True)) == keys, state
    assert set(every.needing_attention(on=TODAY).values_list("pk", flat=True)) == attention


@pytest.mark.django_db
def test_a_step_that_is_a_milestone_has_its_days_and_what_was_logged_there() -> None:
    milestone = MilestoneFactory(status=Status.DONE, done_on=TODAY, due_on=dt.date(2027, 3, 1))
    consultation = ConsultationFactory(project=milestone.project)
    ConsultationStepFactory(consultation=consultation, kind="opening", milestone=milestone)
    found = Consultation.objects.with_progress().get(pk=consultation.pk)
    assert (found.opens_on, found.has_opened) == (TODAY, True)
    milestone.in_plan = False
    milestone.save()
    assert not Consultation.objects.with_progress().get(pk=consultation.pk).has_opened


@pytest.mark.django_db
def test_a_month_holds_its_first_and_last_day() -> None:
    project = ProjectFactory()
    ends = [made(project, dt.date(2027, 3, day), None, False, False).pk for day in (1, 31)]
    made(project, dt.date(2027, 4, 1), None, False, False)
    found = Consultation.objects.with_window().in_month("opens_on", dt.date(2027, 3, 1))
    assert sorted(found.values_list("pk", flat=True)) == ends


def test_strangers_see_none(project: Project, viewer: User, outsider: User) -> None:
    ConsultationFactory(project=project)
    assert Consultation.objects.visible_to(viewer).count() == 1
    assert Consultation.objects.visible_to(outsider).count() == 0
