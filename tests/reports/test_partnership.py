"""The facts of partnerships are read from everything that hangs on them, for many as cheaply as for one."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from partnerships.models import Contact, Partnership, Project, RegisterChange, RegisterFile
from partnerships.reports.partnership import facts_of_partnership, partnership_facts
from partnerships.rules.partnership import Event, PersonChanged, Window
from tests.factories import (
    ConsultationFactory,
    ConsultationStepFactory,
    ContactFactory,
    DecisionFactory,
    EvidenceFactory,
    MilestoneFactory,
    PartnershipActivityFactory,
    PartnershipExtensionFactory,
    PartnershipFactory,
    PartnershipServiceFactory,
    ReviewFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def partnership(project: Project) -> Partnership:
    return PartnershipFactory(project=project)


def event(partnership: Partnership, code: str, **fields: object) -> object:
    return MilestoneFactory(project=partnership.project, code=code, title=code, **fields)


def renamed(contact: Contact, name: str, on: dt.date) -> None:
    """As if the contact had been given this name on that day."""
    contact.name = name
    contact.save()
    at = timezone.make_aware(dt.datetime.combine(on, dt.time(12)))
    Contact.history.filter(pk=contact.history.first().pk).update(history_date=at)


def test_events_come_from_the_plan_and_not_from_what_does_not_apply(partnership: Partnership) -> None:
    event(partnership, "PAR-03", status="done", done_on=dt.date(2026, 8, 20))
    event(partnership, "PAR-02", in_plan=False, override="no", override_reason="An order is made.")
    facts = facts_of_partnership(partnership)
    assert [each.event for each in facts.happenings] == [Event.SIGNED]
    assert facts.happened(Event.SIGNED)
    assert Event.RD_TOLD in facts.missing_events


def test_reviews_beside_the_plan_count_and_those_of_the_plan_count_once(partnership: Partnership) -> None:
    termly = event(partnership, "PAR-05", status="done", done_on=dt.date(2026, 12, 1))
    ReviewFactory(project=partnership.project, kind="termly", milestone=termly, held_on=None)
    ReviewFactory(project=partnership.project, kind="other", held_on=dt.date(2027, 2, 2))
    ReviewFactory(project=partnership.project, kind="day_30", held_on=dt.date(2028, 1, 1))
    facts = facts_of_partnership(partnership)
    assert facts.reviews == (dt.date(2027, 2, 2),)
    assert facts.review_days == [dt.date(2026, 12, 1), dt.date(2027, 2, 2)]


def test_hours_are_teaching_by_their_service_else_by_what_was_done(partnership: Partnership) -> None:
    teaching = PartnershipServiceFactory(partnership=partnership, area="teaching")
    finance = PartnershipServiceFactory(partnership=partnership, area="finance")
    kept = EvidenceFactory(project=partnership.project)
    removed = EvidenceFactory(project=partnership.project, removed_at=timezone.now())
    for service, kind, hours, shown in (
        (teaching, "other", "2", kept),
        (finance, "training", "3", removed),
        (None, "mentoring", "1.5", None),
        (None, "governance", "4", None),
    ):
        PartnershipActivityFactory(
            partnership=partnership, service=service, kind=kind, hours=Decimal(hours), evidence=shown
        )
    facts = facts_of_partnership(partnership)
    assert (facts.hours_teaching, facts.hours_other) == (Decimal("3.5"), Decimal(7))
    assert (facts.activities, facts.activities_shown, facts.teaching_services) == (4, 1, 1)


@pytest.mark.parametrize("where", ["named", "on the milestone", "removed"])
def test_a_signed_agreement_is_kept_where_it_is_named_or_shows_the_signing(
    partnership: Partnership, where: str
) -> None:
    signing = event(partnership, "PAR-03")
    gone = timezone.now() if where == "removed" else None
    file = EvidenceFactory(
        project=partnership.project, milestone=None if where == "named" else signing, removed_at=gone
    )
    if where == "named":
        partnership.sla = file
        partnership.save()
    assert facts_of_partnership(partnership).has_sla_file == (where != "removed")


def test_a_decision_of_the_governing_body_shows_that_it_considered_joining(partnership: Partnership) -> None:
    DecisionFactory(
        project=partnership.project, body="governing_body", decided_on=dt.date(2027, 2, 1), outcome="deferred"
    )
    DecisionFactory(project=partnership.project, body="trust_board", decided_on=dt.date(2027, 1, 1))
    assert facts_of_partnership(partnership).considered_on == dt.date(2027, 2, 1)


def test_a_new_headteacher_shows_from_gias_and_a_new_chair_from_the_contacts(
    partnership: Partnership,
) -> None:
    contact = ContactFactory(project=partnership.project, role="chair", name="Ann Lee")
    Contact.history.update(history_date=timezone.make_aware(dt.datetime(2026, 7, 1)))
    renamed(contact, "ann  lee", dt.date(2026, 10, 1))
    renamed(contact, "Tom Ray", dt.date(2027, 1, 15))
    for day, before, after in (
        (dt.date(2026, 8, 1), "Old", "Moss"),
        (dt.date(2027, 2, 3), "Moss", "Reed"),
    ):
        file = RegisterFile.objects.create(kind="schools", file_name="schools.csv", downloaded_on=day)
        RegisterChange.objects.create(
            file=file,
            kind="schools",
            key=partnership.school_id,
            field="head_last_name",
            before=before,
            after=after,
        )
    assert facts_of_partnership(partnership).changes == (
        PersonChanged("chair of governors", dt.date(2027, 1, 15), "ann  lee", "Tom Ray"),
        PersonChanged("headteacher", dt.date(2027, 2, 3), "Moss", "Reed"),
    )


def test_a_consultation_comes_with_its_window(partnership: Partnership) -> None:
    consultation = ConsultationFactory(project=partnership.project, title="Joining")
    for kind, day in (("opening", dt.date(2027, 3, 1)), ("closing", dt.date(2027, 4, 12))):
        ConsultationStepFactory(consultation=consultation, kind=kind, due_on=day)
    assert facts_of_partnership(partnership).consultations == (
        Window("Joining", dt.date(2027, 3, 1), dt.date(2027, 4, 12)),
    )


def _full() -> Partnership:
    partnership = PartnershipFactory()
    event(partnership, "PAR-01")
    PartnershipServiceFactory(partnership=partnership)
    PartnershipActivityFactory(partnership=partnership)
    PartnershipExtensionFactory(partnership=partnership)
    ReviewFactory(project=partnership.project)
    ContactFactory(project=partnership.project, role="headteacher")
    ConsultationFactory(project=partnership.project)
    return partnership


def _queries() -> int:
    with CaptureQueriesContext(connection) as queries:
        found = partnership_facts(Partnership.objects.with_names())
    assert len(found) == Partnership.objects.count()
    return len(queries)


def test_many_are_read_in_as_many_queries_as_one() -> None:
    _full()
    with_one = _queries()
    for _ in range(4):
        _full()
    assert _queries() == with_one
