"""Every write on a partnership, and on whether school and trust fit: for the tests that go across all actions."""

from __future__ import annotations

import datetime as dt
from typing import Any

from partnerships.actions import (
    activities,
    fit,
    guidance,
    partnership_dates,
    partnership_records,
    partnerships,
    promises,
    reviews,
)
from partnerships.models import Group, Partnership, Project
from partnerships.rules import reviews as review_rules
from partnerships.rules.activities import Entry
from partnerships.rules.guidance import Entry as GuidanceEntry
from partnerships.rules.partnership.entering import Ending, Terms
from tests.actions._writes import ADMINISTRATORS, MANAGERS, SITE_ADMINISTRATORS, Write, actions_in, by_name
from tests.factories import (
    FitAnswerFactory,
    GuidanceFactory,
    MilestoneFactory,
    PartnershipActivityFactory,
    PartnershipFactory,
    PartnershipMeasureFactory,
    PartnershipServiceFactory,
    PromiseFactory,
    ReviewFactory,
    TrustAnswerFactory,
    TrustTermsFactory,
)

DAY = dt.date(2027, 3, 1)
LATER = dt.date(2027, 12, 31)
OVER = {"ended_on": DAY, "outcome": "lapsed", "outcome_reason": "Nobody decided"}
PAUSED = {"paused_since": DAY, "paused_reason": "A new headteacher"}
VISIT = Entry(DAY, "training", "Phonics")
TERM = review_rules.Said(DAY, "green", "Attendance is up")
CLUB = promises.Said("The breakfast club stays", made_on=DAY, check_on=LATER)
ASKING = GuidanceEntry("Asking well", "DfE", "https://guidance.example/asking", "Ask early.")
ANSWER = {"key": "topic.care", "text": "Every child is known"}


def _running(project: Project, **fields: Any) -> dict[str, Partnership]:
    return {"partnership": PartnershipFactory(project=project, **fields)}


def _signed(project: Project) -> dict[str, Any]:
    MilestoneFactory(project=project, code="PAR-03")
    return _running(project) | {"event": "PAR-03", "on": DAY}


def _answered(project: Project) -> dict[str, Any]:
    FitAnswerFactory(project=project, key=ANSWER["key"])
    return {"project": project, **ANSWER}


def _trust_answered(trust: Group) -> dict[str, Any]:
    TrustAnswerFactory(trust=trust, key=ANSWER["key"])
    return {"trust": trust, **ANSWER}


def _with_terms(trust: Group) -> dict[str, Any]:
    TrustTermsFactory(trust=trust)
    return {"trust": trust, "terms": fit.Terms(charge_basis="Of its income")}


def _service(project: Project) -> dict[str, Any]:
    return {"service": PartnershipServiceFactory(partnership__project=project)}


def _measure(project: Project) -> dict[str, Any]:
    return {"measure": PartnershipMeasureFactory(partnership__project=project)}


def _activity(project: Project) -> dict[str, Any]:
    return {"activity": PartnershipActivityFactory(partnership__project=project)}


def _promise(project: Project, **fields: Any) -> dict[str, Any]:
    return {"promise": PromiseFactory(project=project, **fields)}


ON_PARTNERSHIPS = by_name(
    Write(partnerships.start_partnership, lambda p: {"school": p.school, "trust": p.trust}, MANAGERS, True),
    Write(
        partnerships.change_partnership, lambda p: _running(p) | {"terms": Terms(reference="A1")}, MANAGERS
    ),
    Write(partnerships.record_event, _signed, MANAGERS),
    Write(
        partnerships.pause_partnership, lambda p: _running(p) | {"since": DAY, "why": "A new head"}, MANAGERS
    ),
    Write(partnerships.resume_partnership, lambda p: _running(p, **PAUSED), MANAGERS),
    Write(
        partnership_dates.change_partnership_dates,
        lambda p: _running(p) | {"starts_on": dt.date(2026, 10, 1), "ends_on": dt.date(2027, 8, 31)},
        MANAGERS,
    ),
    Write(
        partnership_dates.extend_partnership,
        lambda p: _running(p) | {"to_end": LATER, "agreed_on": DAY, "reason": "The inspection"},
        MANAGERS,
    ),
    Write(
        partnership_dates.end_partnership,
        lambda p: _running(p) | {"ending": Ending(DAY, "withdrawn_school", "They merge elsewhere")},
        MANAGERS,
    ),
    Write(
        partnership_dates.reopen_partnership, lambda p: _running(p, **OVER) | {"why": "A mistake"}, MANAGERS
    ),
    Write(
        partnership_records.add_service,
        lambda p: _running(p) | {"service": partnership_records.Service("teaching", "Coaching")},
    ),
    Write(
        partnership_records.change_service,
        lambda p: _service(p) | {"to": partnership_records.Service("finance", "Payroll")},
    ),
    Write(partnership_records.remove_service, _service),
    Write(
        partnership_records.add_measure,
        lambda p: _running(p) | {"measure": partnership_records.Measure("Attendance")},
    ),
    Write(
        partnership_records.change_measure,
        lambda p: _measure(p) | {"to": partnership_records.Measure("Attendance")},
    ),
    Write(partnership_records.remove_measure, _measure),
    Write(activities.add_activities, lambda p: _running(p) | {"entries": [VISIT]}),
    Write(activities.change_activity, lambda p: _activity(p) | {"to": VISIT}),
    Write(activities.remove_activity, _activity),
    Write(reviews.record_review, lambda p: {"project": p, "kind": "termly", "said": TERM}),
    Write(reviews.change_review, lambda p: {"review": ReviewFactory(project=p), "said": TERM}),
    Write(reviews.remove_review, lambda p: {"review": ReviewFactory(project=p)}),
    Write(fit.answer_fit, _answered),
    Write(fit.clear_fit_answer, lambda p: {"answer": FitAnswerFactory(project=p)}),
    Write(promises.make_promise, lambda p: {"project": p, "said": CLUB}),
    Write(promises.change_promise, lambda p: _promise(p) | {"said": CLUB}),
    Write(promises.check_promise, lambda p: _promise(p) | {"kept": "yes"}),
    Write(promises.uncheck_promise, lambda p: _promise(p, kept="yes", checked_on=DAY)),
    Write(promises.remove_promise, lambda p: _promise(p) | {"why": "Never made"}),
)

OF_TRUSTS = by_name(
    Write(fit.answer_for_trust, _trust_answered, ADMINISTRATORS),
    Write(fit.clear_trust_answer, lambda t: {"answer": TrustAnswerFactory(trust=t)}, ADMINISTRATORS),
    Write(fit.set_trust_terms, _with_terms, ADMINISTRATORS),
    Write(guidance.add_guidance, lambda t: {"trust": t, "entry": ASKING}, ADMINISTRATORS),
    Write(
        guidance.change_guidance,
        lambda t: {"guidance": GuidanceFactory(trust=t), "entry": ASKING},
        ADMINISTRATORS,
    ),
    Write(guidance.remove_guidance, lambda t: {"guidance": GuidanceFactory(trust=t)}, ADMINISTRATORS),
    Write(guidance.add_shipped_guidance, lambda t: {"trust": t, "entries": [ASKING]}, ADMINISTRATORS),
)

OF_ALL_TRUSTS = by_name(
    Write(guidance.add_guidance, lambda _: {"trust": None, "entry": ASKING}, SITE_ADMINISTRATORS),
    Write(
        guidance.change_guidance,
        lambda _: {"guidance": GuidanceFactory(), "entry": ASKING},
        SITE_ADMINISTRATORS,
    ),
    Write(guidance.remove_guidance, lambda _: {"guidance": GuidanceFactory()}, SITE_ADMINISTRATORS),
    Write(guidance.add_shipped_guidance, lambda _: {"trust": None, "entries": [ASKING]}, SITE_ADMINISTRATORS),
)


def left_out() -> set[str]:
    """Actions of these modules that no table here has; checking links is a command's work."""
    there = actions_in(
        activities, fit, guidance, partnership_dates, partnership_records, partnerships, promises, reviews
    )
    return there - set(ON_PARTNERSHIPS) - set(OF_TRUSTS) - {"record_link"}
