"""The summary for the Regional Director: what it says, whom it does not name, and the same as docx."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import docx
import pytest
import time_machine
from django.urls import reverse

from partnerships.models import Group, Partnership, Project, User
from tests.conftest import signed_in
from tests.factories import (
    ContactFactory,
    DecisionFactory,
    MembershipFactory,
    MilestoneFactory,
    PartnershipActivityFactory,
    PartnershipExtensionFactory,
    PartnershipFactory,
    PartnershipMeasureFactory,
    PartnershipServiceFactory,
    ProjectFactory,
    ReviewFactory,
    SchoolFactory,
    UserFactory,
)
from tests.helpers import assert_queries_do_not_grow

TODAY = dt.date(2027, 1, 15)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def partnership(trust: Group) -> Partnership:
    project = ProjectFactory(trust=trust, school=SchoolFactory(name="Brackenholt Primary School"))
    lead = MembershipFactory(trust=trust, job="EDU", user=UserFactory(name="Nora Named")).user
    head = ContactFactory(project=project, role="headteacher", name="Hal Named")
    for code, day in (("PAR-01", 1), ("PAR-02", 2), ("PAR-03", 3)):
        MilestoneFactory(
            project=project, code=code, phase="PAR", status="done", done_on=dt.date(2026, 7, day)
        )
    made: Partnership = PartnershipFactory(
        project=project, purpose="Early reading", trust_lead=lead, school_lead=head, charge=Decimal(14500),
        charge_basis="Days of support", rd_told_by="Rita Named", la_told_on=dt.date(2026, 6, 30),
        la_told_by="Lars Named",
    )  # fmt: skip
    return made


def words(user: User, partnership: Partnership) -> str:
    answer = signed_in(user).get(reverse("partnership-summary", args=[partnership.project_id]))
    assert answer.status_code == 200
    body = answer.content.decode().split('<div class="tt-document-head">')[1].split("</article>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))


def paper(user: User, partnership: Partnership) -> Any:
    answer = signed_in(user).get(reverse("partnership-summary-docx", args=[partnership.project_id]))
    assert answer.status_code == 200
    assert "partnership-brackenholt-primary-school-2027-01-15.docx" in answer["Content-Disposition"]
    return docx.Document(io.BytesIO(answer.content))


def written(read: Any) -> str:
    cells = [cell.text for table in read.tables for row in table.rows for cell in row.cells]
    return " ".join([*(each.text for each in read.paragraphs), *cells])


def test_page_and_docx_say_the_same_and_name_nobody(viewer: User, partnership: Partnership) -> None:
    PartnershipExtensionFactory(partnership=partnership, reason="The inspection came")
    service = PartnershipServiceFactory(partnership=partnership, what="Coaching", delivered_by="Sam Named")
    PartnershipActivityFactory(
        partnership=partnership, service=service, hours=13, our_people="Ann Named", their_people="Bo Named"
    )
    PartnershipMeasureFactory(
        partnership=partnership, what="Phonics", baseline="61%", now="70%", now_on=dt.date(2027, 1, 4)
    )
    ReviewFactory(project=partnership.project, held_on=dt.date(2026, 12, 1), rating="amber")
    MilestoneFactory(project=partnership.project, code="PAR-05", phase="PAR", due_on=dt.date(2027, 2, 1))
    DecisionFactory(
        project=partnership.project, body="governing_body", decided_on=dt.date(2027, 1, 8), outcome="approved"
    )
    page, read = words(viewer, partnership), paper(viewer, partnership)
    for said in (
        "Active. As of 15 January 2027", "Early reading", "1 September 2026 to 31 August 2027",
        "Headteacher", "1 July 2026", "3 July 2026", "£14,500 (Days of support)", "2 July 2026",
        "30 June 2026", "The inspection came", "Coaching", "10 days", "2 days", "Phonics", "61%",
        "70% (4 January 2027)", "1 December 2026", "Amber", "Due 1 February 2027", "Well documented",
        "8 January 2027: Approved", "The partnership has not ended.",
    ):  # fmt: skip
        assert said in page, said
        assert said in written(read), said
    assert "Named" not in page + written(read)
    assert read.core_properties.author == ""


def test_a_lead_is_told_by_the_job_in_this_trust(viewer: User, partnership: Partnership) -> None:
    job = partnership.trust_lead.memberships.get()
    for stored, said in (
        ("EDU", "Education director"),
        ("other", "Somebody without a job recorded"),
        ("", "Somebody without a job recorded"),
    ):
        job.job = stored
        job.save()
        assert said in words(viewer, partnership)
    Partnership.objects.update(trust_lead=None, school_lead=None)
    assert words(viewer, partnership).count("Nobody yet") == 2


def test_what_is_not_known_is_said_so(viewer: User, trust: Group) -> None:
    bare = PartnershipFactory(
        project=ProjectFactory(trust=trust, school=SchoolFactory(name="Brackenholt Primary School")),
        starts_on=None,
        ends_on=None,
    )
    page = words(viewer, bare)
    for said in (
        "start not set to end not set", "Not signed: not started", "It has not been extended.",
        "No services are recorded.", "No measures are recorded.", "No reviews are planned or recorded.",
    ):  # fmt: skip
        assert said in page, said
    assert "Outcome" in written(paper(viewer, bare))


def test_a_review_of_the_plan_stands_once(viewer: User, partnership: Partnership) -> None:
    day = dt.date(2026, 9, 9)
    held = MilestoneFactory(
        project=partnership.project, code="PAR-04", phase="PAR", status="done", due_on=day, done_on=day
    )
    assert "Held 9 September 2026 No record of what was found" in words(viewer, partnership)
    ReviewFactory(project=partnership.project, kind="baseline", milestone=held, held_on=None, rating="red")
    page = words(viewer, partnership)
    assert page.count("Baseline") == 1
    assert "Baseline 9 September 2026 Red" in page


def test_the_outcome_is_told_with_what_was_learned(viewer: User, partnership: Partnership) -> None:
    partnership.ended_on, partnership.outcome = dt.date(2027, 1, 10), "converting"
    partnership.outcome_reason, partnership.learning = "Both boards want it", "Start sooner"
    partnership.save()
    page = words(viewer, partnership)
    for said in ("Ended. As of", "Converting", "10 January 2027", "Both boards want it", "Start sooner"):
        assert said in page, said
    Partnership.objects.update(ended_on=None, outcome="")
    Project.objects.update(ended_on=dt.date(2027, 1, 12), outcome="withdrawn_school")
    assert "what the partnership led to is not recorded" in words(viewer, partnership)


def test_without_a_partnership_nothing_leads_there(viewer: User, trust: Group) -> None:
    project = ProjectFactory(trust=trust)
    for name in ("partnership-summary", "partnership-summary-docx"):
        assert signed_in(viewer).get(reverse(name, args=[project.pk])).status_code == 404
    page = signed_in(viewer).get(reverse("project-partnership", args=[project.pk])).content.decode()
    assert reverse("partnership-summary", args=[project.pk]) not in page
    assert reverse("activity-list", args=[project.pk]) not in page


def test_ten_of_each_cost_no_more_queries_than_one(viewer: User, partnership: Partnership) -> None:
    def add(count: int) -> None:
        for _ in range(count):
            PartnershipExtensionFactory(partnership=partnership)
            service = PartnershipServiceFactory(partnership=partnership)
            PartnershipActivityFactory(partnership=partnership, service=service)
            PartnershipMeasureFactory(partnership=partnership)
            ReviewFactory(project=partnership.project)
            DecisionFactory(project=partnership.project, body="governing_body", decided_on=TODAY)

    url = reverse("partnership-summary", args=[partnership.project_id])
    assert_queries_do_not_grow(signed_in(viewer), url, add)
