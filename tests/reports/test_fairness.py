"""How a consultation's own record, the plan and the calendar come together in its checks."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partnerships.models import Consultation, Project, SchoolHoliday, User
from partnerships.models.consultation import ConsultationQuerySet
from partnerships.reports.consultation_records import meetings_to_log, paper_groups
from partnerships.reports.fairness import fairness_of, fairness_of_many
from partnerships.rules.checks import State
from tests.factories import (
    ConsultationDocumentFactory,
    ConsultationFactory,
    ConsultationStepFactory,
    DecisionFactory,
    MeetingFactory,
    MilestoneFactory,
    ProjectFactory,
    ResponseReportFactory,
    SchoolFactory,
    SchoolHolidayFactory,
    StakeholderFactory,
)

OPENS, CLOSES, TODAY = dt.date(2026, 11, 2), dt.date(2026, 12, 11), dt.date(2027, 1, 11)

pytestmark = pytest.mark.django_db


def consultation_of(project: Project, **given: Any) -> Consultation:
    made: Consultation = ConsultationFactory(project=project, **given)
    ConsultationStepFactory(consultation=made, kind="opening", title="Opens", due_on=OPENS)
    ConsultationStepFactory(consultation=made, kind="closing", title="Closes", due_on=CLOSES)
    return made


@pytest.fixture
def consultation(project: Project) -> Consultation:
    return consultation_of(project)


def states(consultation: Consultation, today: dt.date = TODAY) -> dict[str, str]:
    found = fairness_of(consultation, today).verdicts
    return {each.check.key: each.said.state.value for each in found}


def test_its_own_days_count_and_those_of_a_milestone_go_before_them(
    consultation: Consultation, project: Project
) -> None:
    SchoolHoliday.objects.all().delete()
    days = fairness_of(consultation, TODAY).days
    assert days is not None
    assert (days.first, days.last, days.not_listed) == (OPENS, CLOSES, (2026,))
    milestone = MilestoneFactory(project=project, code="CON-04", status="done", done_on=dt.date(2026, 11, 30))
    consultation.steps.filter(kind="opening").update(milestone=milestone, due_on=None)
    days = fairness_of(consultation, TODAY).days
    assert days is not None
    assert days.first == dt.date(2026, 11, 30)


def test_a_left_out_step_is_not_there(consultation: Consultation) -> None:
    consultation.steps.filter(kind="closing").update(left_out_reason="Not needed")
    assert fairness_of(consultation, TODAY).days is None


def test_term_dates_of_the_schools_own_authority_go_before_the_shared_ones(
    consultation: Consultation, project: Project
) -> None:
    SchoolHoliday.objects.all().delete()
    SchoolHolidayFactory(la_code="", first_day=OPENS, last_day=dt.date(2026, 11, 6))
    shared = fairness_of(consultation, TODAY).days
    assert shared is not None
    assert (shared.holiday, shared.is_known) == (5, True)
    SchoolHolidayFactory(
        la_code=project.school.la_code,
        name="October half term",
        first_day=dt.date(2026, 10, 26),
        last_day=dt.date(2026, 10, 30),
    )
    own = fairness_of(consultation, TODAY).days
    assert own is not None
    assert (own.holiday, own.is_known) == (0, True)


def test_only_those_that_must_or_should_be_told_count(consultation: Consultation) -> None:
    StakeholderFactory(consultation=consultation, needed="added")
    StakeholderFactory(consultation=consultation, needed="must", left_out=True, reason="None here")
    StakeholderFactory(consultation=consultation, needed="should", told_on=OPENS)
    assert states(consultation)["told"] == "holds"
    StakeholderFactory(consultation=consultation, needed="must")
    assert states(consultation)["told"] == "breaks"


def test_a_meeting_called_off_was_not_held_outside_the_window(consultation: Consultation) -> None:
    MeetingFactory(consultation=consultation, on=dt.date(2026, 10, 1), cancelled_on=dt.date(2026, 9, 20))
    MeetingFactory(consultation=consultation, on=dt.date(2026, 11, 17))
    assert states(consultation)["meetings"] == "holds"
    MeetingFactory(consultation=consultation, on=dt.date(2026, 12, 12))
    assert states(consultation)["meetings"] == "warns"


def test_papers_responses_and_decisions_are_read(consultation: Consultation) -> None:
    for kind in ("reply", "decision"):
        ConsultationStepFactory(consultation=consultation, kind=kind, title=f"Do {kind}", due_on=None)
    ConsultationDocumentFactory(consultation=consultation, in_force_from=OPENS)
    assert states(consultation)["information"] == "holds"
    DecisionFactory(project=consultation.project, consultation=consultation, decided_on=dt.date(2026, 12, 14))
    ResponseReportFactory(consultation=consultation, published_on=dt.date(2026, 12, 20))
    ResponseReportFactory(consultation=consultation, published_on=None)
    assert states(consultation)["answered"] == "warns"


def test_the_whole_in_words(consultation: Consultation) -> None:
    StakeholderFactory(consultation=consultation, needed="must")
    found = fairness_of(consultation, TODAY)
    assert found.state is State.BREAKS
    assert found.words.startswith("1 check broken, ")


def test_what_does_not_hold_comes_first_and_the_rest_is_folded(consultation: Consultation) -> None:
    StakeholderFactory(consultation=consultation, needed="must")
    found = fairness_of(consultation, TODAY)
    assert [each.said.state.value for each in found.open][:2] == ["breaks", "warns"]
    said = [each.check.key for _, some in found.folded for _, those in some for each in those]
    assert set(said).isdisjoint(each.check.key for each in found.open)
    shown = {each.check.key for each in found.verdicts if each.said.state is not State.OFF}
    assert shown == {*said, *(each.check.key for each in found.open)}
    assert [words for words, _ in found.folded] == ["1 check holds"]


def test_many_cost_as_many_queries_as_one(project: Project) -> None:
    def made(number: int) -> ConsultationQuerySet:
        for place in range(number):
            other = ProjectFactory(trust=project.trust, school=SchoolFactory(la_code=f"{place + 200}"))
            each = consultation_of(other)
            StakeholderFactory(consultation=each)
            MeetingFactory(consultation=each)
            ConsultationDocumentFactory(consultation=each)
            ResponseReportFactory(consultation=each, published_on=CLOSES)
            milestone = MilestoneFactory(project=other, code="CON-07")
            ConsultationStepFactory(consultation=each, kind="reply", milestone=milestone)
        return Consultation.objects.with_project()

    rows = list(made(1))
    with CaptureQueriesContext(connection) as one:
        fairness_of_many(rows, TODAY)
    rows = list(made(4))
    with CaptureQueriesContext(connection) as several:
        found = fairness_of_many(rows, TODAY)
    assert len(several) == len(one)
    assert len(found) == 5


def test_the_step_of_the_meetings_is_offered_once_all_are_held(
    consultation: Consultation, editor: User
) -> None:
    assert meetings_to_log(consultation, TODAY) is None
    step = ConsultationStepFactory(consultation=consultation, kind="meetings", title="Meetings", due_on=None)
    assert meetings_to_log(consultation, TODAY) is None
    first = MeetingFactory(consultation=consultation, on=dt.date(2026, 11, 17), attendance=None)
    assert meetings_to_log(consultation, TODAY) == (step.pk, first.on)
    assert meetings_to_log(consultation, first.on) is None
    first.attendance = 12
    first.save()
    assert meetings_to_log(consultation, first.on) == (step.pk, first.on)
    coming = MeetingFactory(consultation=consultation, on=TODAY + dt.timedelta(1), attendance=None)
    assert meetings_to_log(consultation, TODAY) is None
    coming.cancelled_on = TODAY
    coming.save()
    assert meetings_to_log(consultation, TODAY) == (step.pk, first.on)
    consultation.steps.filter(pk=step.pk).update(done_on=TODAY)
    assert meetings_to_log(consultation, TODAY) is None


def test_versions_are_listed_by_paper_with_the_one_in_force(consultation: Consultation) -> None:
    one = ConsultationDocumentFactory(consultation=consultation, title="Joining", in_force_from=OPENS)
    two = ConsultationDocumentFactory(
        consultation=consultation, title="Joining", number=2, in_force_from=dt.date(2026, 11, 9)
    )
    polish = ConsultationDocumentFactory(
        consultation=consultation, title="Joining", language="Polish", format="large_print"
    )
    groups = paper_groups(consultation.documents.all(), dt.date(2026, 11, 5))
    assert [(group.versions, group.in_force) for group in groups] == [([two, one], one), ([polish], polish)]
    assert groups[1].words == "Consultation document, Polish, Large print"
    assert paper_groups([one], dt.date(2026, 11, 1))[0].in_force is None
