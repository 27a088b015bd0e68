"""Decisions after a consultation: one entry, seen on the decision, its milestone and the consultation's step."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
import time_machine

from partnerships.actions._core import Refused
from partnerships.actions.consultation_steps import log_step
from partnerships.actions.consultations import start_consultation
from partnerships.actions.decisions import After, change_decision, record_decision
from partnerships.models import Consultation, Group, Project, School, User
from partnerships.reports.consultation_steps import step_rows
from partnerships.reports.decisions import decision_rows, decisions_after, known_of_consultation
from partnerships.rules.consultation_words import StepKind
from partnerships.rules.decisions import NONE_DECLARED, Deciding
from partnerships.rules.words import Status
from tests.actions.test_consultations import SAID
from tests.factories import ConsultationFactory, ResponseReportFactory, SchoolFactory
from tests.plans import TODAY, code, planned

DAY = dt.date(2027, 3, 8)
DECIDED = Deciding(
    "governing_body", "changes", DAY, "The uniform stays", NONE_DECLARED, considered="Read by all a week before",
    votes_for=9, votes_against=2, votes_abstained=1,
)  # fmt: skip


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
    """Opened and closed already: the law asks for that before the resolution."""
    made = start_consultation(by=manager, project=project, kind="statutory", said=SAID)
    for kind, day in ((StepKind.OPENING, dt.date(2027, 1, 11)), (StepKind.CLOSING, dt.date(2027, 2, 21))):
        log_step(by=manager, step=made.steps.get(kind=kind), done_on=day)
    return made


def decision_step(consultation: Consultation) -> tuple[str, str, int]:
    row = next(row for row in step_rows(consultation, TODAY) if row.is_decision)
    return row.status, row.when, len(row.decisions)


def test_one_entry_is_seen_on_the_decision_the_milestone_and_the_step(
    consultation: Consultation, project: Project, editor: User
) -> None:
    report = ResponseReportFactory(consultation=consultation, number=2)
    record_decision(by=editor, project=project, deciding=DECIDED, after=After(consultation, report))
    milestone = code(project, "CON-12")
    assert (milestone.status, milestone.done_on) == (Status.DONE, DAY)
    assert decision_step(consultation) == ("done", "Done 8 March 2027", 1)
    row = decision_rows(project)[0]
    assert (row.outcome, row.votes_words) == ("Approved with changes", "9 for, 2 against, 1 abstained")
    assert (row.decision.consultation, row.decision.response_report) == (consultation, report)
    assert row.decision.considered == "Read by all a week before"
    assert Consultation.objects.with_progress().get(pk=consultation.pk).is_decided


def test_a_corrected_day_is_corrected_in_all_three_places(
    consultation: Consultation, project: Project, editor: User
) -> None:
    decision = record_decision(by=editor, project=project, deciding=DECIDED, after=After(consultation))
    change_decision(by=editor, decision=decision, deciding=replace(DECIDED, decided_on=TODAY))
    assert code(project, "CON-12").done_on == TODAY
    assert decision_step(consultation)[1] == "Done 10 March 2027"
    decision.refresh_from_db()
    assert decision.consultation == consultation


def test_a_milestone_that_was_logged_on_another_day_keeps_it(
    consultation: Consultation, project: Project, editor: User
) -> None:
    decision = record_decision(by=editor, project=project, deciding=DECIDED, after=After(consultation))
    row = code(project, "CON-12")
    row.done_on = dt.date(2027, 3, 1)
    row.save()
    change_decision(by=editor, decision=decision, deciding=replace(DECIDED, decided_on=TODAY))
    assert code(project, "CON-12").done_on == dt.date(2027, 3, 1)


def test_a_consultation_whose_decision_is_no_milestone_keeps_it_all_the_same(
    project: Project, manager: User, consultation: Consultation
) -> None:
    second = start_consultation(
        by=manager, project=project, kind="statutory", said=replace(SAID, title="Two")
    )
    assert decision_step(second) == ("not_started", "No date yet", 0)
    record_decision(by=manager, project=project, deciding=DECIDED, after=After(second))
    assert decision_step(second) == ("done", "Done 8 March 2027", 1)


def test_a_decision_that_names_no_consultation_is_seen_through_its_milestone(
    consultation: Consultation, project: Project, editor: User
) -> None:
    record_decision(by=editor, project=project, deciding=replace(DECIDED, considered=""))
    assert [row.outcome for row in decisions_after(consultation)] == ["Approved with changes"]


def test_what_is_put_off_does_not_count_as_decided(
    consultation: Consultation, project: Project, editor: User
) -> None:
    later = replace(DECIDED, outcome="deferred", reason="More talks", considered="", votes_for=None)
    later = replace(later, votes_against=None, votes_abstained=None)
    record_decision(by=editor, project=project, deciding=later, after=After(consultation))
    assert not Consultation.objects.with_progress().get(pk=consultation.pk).is_decided
    assert code(project, "CON-12").status == Status.NOT_STARTED


def test_how_responses_were_considered_is_asked_for(
    consultation: Consultation, project: Project, editor: User
) -> None:
    with pytest.raises(Refused, match="Say how the responses were considered"):
        record_decision(
            by=editor, project=project, deciding=replace(DECIDED, considered=" "), after=After(consultation)
        )


def test_only_what_belongs_together_is_recorded_together(
    consultation: Consultation, project: Project, editor: User
) -> None:
    elsewhere = ConsultationFactory()
    with pytest.raises(Refused, match="Choose a consultation of this project"):
        record_decision(by=editor, project=project, deciding=DECIDED, after=After(elsewhere))
    report = ResponseReportFactory(consultation=ConsultationFactory(project=project))
    with pytest.raises(Refused, match="response document of that consultation"):
        record_decision(by=editor, project=project, deciding=DECIDED, after=After(consultation, report))


def test_a_form_knows_the_consultation_that_it_comes_from(
    consultation: Consultation, project: Project
) -> None:
    other = ConsultationFactory(project=project)
    newest = ResponseReportFactory(consultation=other, number=3)
    ResponseReportFactory(consultation=other, number=2)
    from_link = known_of_consultation(project, "governing_body", str(other.pk))
    assert from_link == {"consultation": other.pk, "response_report": newest.pk}
    assert known_of_consultation(project, "governing_body", "")["consultation"] == consultation.pk
    assert known_of_consultation(project, "dfe", "nonsense") == {}
