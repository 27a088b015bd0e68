"""Partnerships, what is kept of each, and fit: every change in the domain's words."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from partnerships.actions._core import one_call
from partnerships.history import calls_of, entries_for
from partnerships.models import User
from partnerships.rules.fit import BY_KEY
from tests.factories import (
    ContactFactory,
    EvidenceFactory,
    FitAnswerFactory,
    MilestoneFactory,
    PartnershipActivityFactory,
    PartnershipExtensionFactory,
    PartnershipFactory,
    PartnershipMeasureFactory,
    PartnershipServiceFactory,
    PromiseFactory,
    ReviewFactory,
    ReviewFindingFactory,
)
from tests.history.conftest import Said, latest

pytestmark = pytest.mark.django_db


def test_a_partnership_from_its_start_to_its_end(said: Said, manager: User) -> None:
    row = PartnershipFactory()
    assert latest(row.project).what == "recorded the partnership: 1 September 2026 to 31 August 2027"
    contact, paper = ContactFactory(project=row.project), EvidenceFactory(project=row.project)
    assert said(row, trust_lead=manager, school_lead=contact, charge=Decimal("12500"), extendable=False) == (
        "changed the partnership: whether it can be extended set to no; charge, in pounds set to 12,500; "
        "lead in the trust set to Mona Manager; lead in the school set to Robin Marsh"
    )
    assert said(row, sla=paper, vat="added", sla_status="draft") == (
        "changed the partnership: VAT from not known yet to VAT is added; service level agreement from not started "
        "to being drafted; signed agreement set to “Signed minute”"
    )
    paused = said(row, paused_since=dt.date(2027, 1, 4), paused_reason="The head is ill")
    assert paused == "paused the partnership from 4 January 2027: “The head is ill”"
    assert said(row, paused_since=None, paused_reason="") == "resumed the partnership"
    ended = said(row, ended_on=dt.date(2027, 6, 1), outcome="lapsed", outcome_reason="No vote")
    assert ended == (
        "ended the partnership on 1 June 2027, lapsed: it came to its end without a decision (“No vote”)"
    )
    assert said(row, ended_on=None, outcome="", outcome_reason="") == "took the partnership up again"


def test_what_is_kept_of_a_partnership(said: Said) -> None:
    of_it = {"partnership": PartnershipFactory()}
    PartnershipExtensionFactory(**of_it)
    project = of_it["partnership"].project
    assert latest(project).what == (
        "extended the partnership from 31 August 2027 to 29 February 2028: “The inspection came in the middle of it.”"
    )
    service = PartnershipServiceFactory(**of_it, what="Phonics", area="inclusion")
    assert latest(project).what == "added the service “Phonics”, SEND, behaviour and inclusion"
    assert said(service, days_planned=Decimal("7.5")) == (
        "changed the service “Phonics”: days planned from 10 to 7.5"
    )
    measure = PartnershipMeasureFactory(**of_it, what="Reading")
    assert said(measure, now="66%", now_on=dt.date(2027, 2, 1)) == (
        "measured “Reading” on 1 February 2027: “66%”"
    )
    assert said(measure, now="70%", now_on=dt.date(2027, 5, 1)).endswith("1 May 2027: “70%” (was “66%”)")
    activity = PartnershipActivityFactory(**of_it, focus="Blending", hours=Decimal("2.50"))
    assert latest(project).what == ("logged an activity of 14 October 2026: training, “Blending”, 2.5 hours")
    assert said(activity, service=service, kind="mentoring") == (
        "changed the activity of 14 October 2026, “Blending”: service set to “Phonics”; kind from training to mentoring"
    )
    with one_call("remove_it", by=None):
        activity.delete()
    assert latest(project).what == "removed the activity of 14 October 2026, “Blending”"


def test_fit_and_promises(said: Said, manager: User) -> None:
    key, question = next(iter(BY_KEY.items()))
    answer = FitAnswerFactory(key=key, text="Kindness")
    assert latest(answer.project).what == f"answered “{question.title}” on fit: “Kindness”"
    assert said(answer, text="Courage") == (
        f"changed the answer to “{question.title}”: answer from “Kindness” to “Courage”"
    )
    promise = PromiseFactory(what="Breakfast stays")
    assert latest(promise.project).what == (
        "wrote down a promise to Parents, made on 3 November 2026: “Breakfast stays”"
    )
    checked = {"kept": "partly", "checked_on": dt.date(2027, 11, 3)}
    assert said(promise, owner=manager) == "changed the promise “Breakfast stays”: owner set to Mona Manager"
    assert said(promise, **checked, finding="On Fridays") == (
        "checked the promise “Breakfast stays” on 3 November 2027, kept in part: “On Fridays”"
    )
    assert said(promise, kept="", checked_on=None, finding="") == (
        "took back the check of the promise “Breakfast stays”"
    )


def test_reviews_and_their_findings(said: Said) -> None:
    review = ReviewFactory()
    assert latest(review.project).what == "recorded the termly review of 20 January 2027, green"
    milestone = MilestoneFactory(project=review.project, title="Second review")
    assert said(review, held_on=None, milestone=milestone, rating="amber") == (
        "changed the termly review: milestone set to “Second review”; day taken away, it was 20 January 2027; "
        "rating from green to amber"
    )
    finding = ReviewFindingFactory(review=review)
    assert latest(review.project).what == (
        "added what the termly review found on “Quality of education”, green: “Phonics is taught every day.”"
    )
    assert said(finding, rating="red").endswith("“Quality of education”: rating from green to red")


def test_several_at_once_are_counted_and_what_comes_with_them_is_named() -> None:
    partnership = PartnershipFactory()
    with one_call("add_activities", by=None):
        for _ in range(3):
            PartnershipActivityFactory(partnership=partnership)
        EvidenceFactory(project=partnership.project)
    entry = latest(partnership.project)
    assert entry.what == "added 3 activities, with 1 piece of evidence"
    assert len(entry.details) == 4
    with one_call("record_it", by=None):
        review = ReviewFactory(project=partnership.project)
        for domain in ("education", "workforce"):
            ReviewFindingFactory(review=review, domain=domain)
        milestone = MilestoneFactory(project=partnership.project, title="Midpoint")
    with one_call("record_it", by=None):
        review.findings = "More"
        review.save()
        milestone.status, milestone.done_on = "done", dt.date(2027, 1, 20)
        milestone.save()
    changed, recorded = (
        each.what for each in entries_for(partnership.project, calls_of(partnership.project_id)[:2])
    )
    assert changed.endswith(", which marked “Midpoint” as done on 20 January 2027")
    assert recorded.startswith("recorded the termly review of 20 January 2027, green, with 2 findings")
