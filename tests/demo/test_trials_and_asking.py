"""The demonstration's partnerships and consultations: one of each that matters, worked out and not typed in."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from partnerships.models import Consultation, Decision, Partnership, Respondent
from partnerships.reports.partnership import facts_of_partnership
from partnerships.rules.consultation_words import ConsultationKind, StepKind
from partnerships.rules.partnership import expectations_of, state_of
from partnerships.rules.partnership_words import PartnershipState
from partnerships.rules.words import Rating, Route

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def _today() -> dt.date:
    return timezone.localdate()


def _ratings(partnership: Partnership) -> list[Rating]:
    facts = facts_of_partnership(partnership)
    return [each.rating for each in expectations_of(facts, today=_today())]


def test_one_partnership_is_in_good_order_half_way() -> None:
    partnership = Partnership.objects.get(project__school=900034)
    assert partnership.starts_on is not None
    assert partnership.ends_on is not None
    gone = (_today() - partnership.starts_on) / (partnership.ends_on - partnership.starts_on)
    assert 0.4 < gone < 0.6
    assert state_of(facts_of_partnership(partnership), today=_today()) is PartnershipState.ACTIVE
    assert set(_ratings(partnership)) == {Rating.GREEN}


def test_one_drifts_past_eighteen_months_with_two_red_expectations() -> None:
    partnership = Partnership.objects.get(project__school=900035)
    assert partnership.starts_on is not None
    assert (_today() - partnership.starts_on).days > 18 * 30.5
    assert _ratings(partnership).count(Rating.RED) == 2


def test_one_ended_in_a_conversion_whose_project_goes_on() -> None:
    partnership = Partnership.objects.get(outcome="converting")
    assert partnership.project.route == Route.VOLUNTARY
    assert partnership.project.ended_on is None
    assert partnership.project.consultations.exists()
    assert partnership.project.evidence.filter(sla_of=partnership).exists()


def test_one_consultation_runs_with_120_responses() -> None:
    running = Consultation.objects.with_window().open_on(_today()).filter(kind=ConsultationKind.STATUTORY)
    assert running.get().responses.counted().count() == 120


def test_one_is_over_with_its_published_response_and_decision_and_staff_are_consulted_beside_it() -> None:
    over = Consultation.objects.get(project__school=900022, kind=ConsultationKind.STATUTORY)
    report = over.reports.get()
    assert report.published_on is not None
    step = over.steps.get(kind=StepKind.DECISION)
    decision = Decision.objects.get(milestone=step.milestone)
    assert decision.decided_on >= report.published_on
    beside = Consultation.objects.with_window().get(project=over.project, kind=ConsultationKind.TUPE)
    assert beside.opens_on <= _today() <= beside.closes_on
    assert beside.responses.exists()


def test_a_church_school_has_its_consents() -> None:
    church = Consultation.objects.get(project__school=900021, kind=ConsultationKind.FOUNDATION)
    done = {
        step.kind
        for step in church.steps.select_related("milestone")
        if step.milestone and step.milestone.is_done
    }
    assert {StepKind.CONSULTED, StepKind.CONSENT} <= done


def test_nobody_in_the_responses_has_a_name() -> None:
    assert not Respondent.objects.exists()
