"""Pages of Trust Partnerships: the record, what is offered where there is none, and what is done with one."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from partnerships.actions.partnerships import record_event, start_partnership
from partnerships.models import Group, Partnership, Project, School, User
from tests.conftest import signed_in
from tests.factories import (
    MilestoneFactory,
    PartnershipActivityFactory,
    PartnershipExtensionFactory,
    PartnershipServiceFactory,
    ReviewFactory,
    SchoolFactory,
)
from tests.helpers import query_count
from tests.plans import TODAY, code, planned

START, END = dt.date(2026, 9, 1), dt.date(2027, 8, 31)


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    with time_machine.travel(f"{TODAY} 09:00"):
        yield


@pytest.fixture
def plan(manager: User, school: School, trust: Group) -> Project:
    return planned(manager, school, trust)


@pytest.fixture
def running(plan: Project, manager: User) -> Partnership:
    partnership = start_partnership(
        by=manager, school=plan.school, trust=plan.trust, starts_on=START, ends_on=END, lead=manager
    )
    record_event(by=manager, partnership=partnership, event="PAR-01", on=dt.date(2026, 7, 10))
    return Partnership.objects.get()


def url(what: str, project: Project) -> str:
    return reverse(what, args=[project.pk])


def words(user: User, address: str, **query: str) -> str:
    """The page as it reads, without its markup."""
    response = signed_in(user).get(address, query)
    assert response.status_code == 200, response.status_code
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def sent(user: User, address: str, **data: Any) -> str:
    """What a refused form says; it must not lead away."""
    response = signed_in(user).post(address, data)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_without_a_partnership_the_page_says_what_one_is_and_offers_to_start_it(
    plan: Project, manager: User, viewer: User
) -> None:
    page = words(manager, url("project-partnership", plan))
    assert "try what belonging to one trust would be like" in page
    assert "Start a partnership" in page
    assert "Start a partnership" not in words(viewer, url("project-partnership", plan))


def test_it_starts_from_the_schools_page(manager: User, viewer: User, trust: Group) -> None:
    school = SchoolFactory(name="Ashcombe School")
    home = reverse("school-detail", args=[school.pk])
    assert "Start a partnership" in words(manager, home)
    assert "Start a partnership" not in words(viewer, home)
    start = f"{reverse('partnership-start')}?school={school.pk}"
    assert "would join by voluntary conversion" in words(manager, start)
    good = {
        "starts_on": "2027-04-01",
        "ends_on": "2028-03-31",
        "purpose": "Reading",
        "trust_lead": manager.pk,
    }
    assert "must end after it starts" in sent(manager, start, **(good | {"ends_on": "2027-01-01"}))
    response = signed_in(manager).post(start, good)
    partnership = Partnership.objects.get(school=school)
    assert response.url == url("project-partnership", partnership.project)
    assert (partnership.trust, partnership.purpose, partnership.project.route) == (
        trust,
        "Reading",
        "voluntary",
    )
    assert "Start a partnership" not in words(manager, home), "the one there is, is in the project"


def test_the_record_shows_state_clock_signs_and_expectations(
    running: Partnership, manager: User, viewer: User
) -> None:
    page = words(viewer, url("project-partnership", running.project))
    for said in (
        "Trust Partnership with Harrowmere Learning Trust Active",
        "6 of 12 months gone, 5 months left",
        "Next: Governing body considers joining, due 30 March 2027.",
        "Missed: Baseline, was due 29 September 2026.",
        "It started on 1 September 2026 without a signed agreement.",
        "Time limited Green",
        "Focused on teaching and learning Red",
        "What would mend it:",
        "Both boards agreed 10 July 2026",
        "Mona Manager",
    ):
        assert said in page, said
    assert "Change the terms" not in page
    assert "Change the terms" in words(manager, url("project-partnership", running.project))


def test_the_picture_has_its_table(running: Partnership, viewer: User) -> None:
    page = signed_in(viewer).get(url("project-partnership", running.project)).content.decode()
    numbers = re.findall(r"<text[^>]*>(\d+)</text>", page)
    assert numbers
    rows = page.split('<tbody class="govuk-table__body">')[1].split("</tbody>")[0]
    assert all(f"{number}. " in rows for number in numbers)
    assert ' style="' not in page


def test_a_plan_without_the_milestones_says_so(running: Partnership, viewer: User) -> None:
    running.project.milestones.filter(code="PAR-02").delete()
    page = words(viewer, url("project-partnership", running.project))
    assert "The plan has no milestone for: regional Director told." in page
    running.project.milestones.filter(code__startswith="PAR").delete()
    Project.objects.filter(pk=running.project_id).update(route="")
    page = words(viewer, url("project-partnership", running.project))
    assert "The plan has none of a partnership’s milestones." in page
    assert "Choose the project’s route first" in page


def test_terms_are_changed_with_the_agreement(running: Partnership, manager: User) -> None:
    address = url("partnership-terms", running.project)
    good = {
        "kind": "maintained",
        "charge": "£12,500",
        "vat": "added",
        "sla_status": "ready",
        "extendable": "yes",
        "latest_end": "2028-02-29",
        "trust_lead": manager.pk,
        "firewall": "The growth lead alone speaks of joining.",
        "version": running.version,
    }
    assert "Enter the charge in pounds" in sent(manager, address, **(good | {"charge": "much"}))
    file = SimpleUploadedFile("sla.txt", b"Signed by both", content_type="text/plain")
    assert signed_in(manager).post(address, good | {"file": file}).status_code == 302
    page = words(manager, url("project-partnership", running.project))
    for said in (
        "£12,500.00",
        "VAT is added",
        "until 29 February 2028 at the latest",
        "Signed service level",
    ):
        assert said in page, said


def test_what_another_changed_meanwhile_is_said_and_nothing_is_lost(
    running: Partnership, manager: User, administrator: User
) -> None:
    address = url("partnership-terms", running.project)
    good = {"kind": "maintained", "vat": "unknown", "sla_status": "draft", "version": running.version}
    assert signed_in(administrator).post(address, good | {"reference": "First"}).status_code == 302
    said = sent(manager, address, **(good | {"reference": "Second"}))
    assert "Ada Administrator changed this partnership while you were editing it" in said
    assert 'value="Second"' in said
    again = Partnership.objects.get().version
    assert f'name="version" value="{again}"' in said


def test_an_event_is_recorded_from_its_link(running: Partnership, manager: User) -> None:
    address = url("partnership-record", running.project)
    form = signed_in(manager).get(address, {"event": "PAR-02"}).content.decode()
    assert re.search(r'value="PAR-02"[^>]*checked', form)
    assert "cannot be in the future" in sent(manager, address, event="PAR-02", on="2027-03-11")
    response = signed_in(manager).post(
        address, {"event": "PAR-02", "on": "2027-03-01", "told_by": "The chief executive"}
    )
    page = words(manager, response.url)
    assert "Regional Director told 1 March 2027, by The chief executive" in page
    assert "Service level agreement Not started" in page
    signed = {"event": "PAR-03", "on": "2027-03-02"}
    page = words(manager, signed_in(manager).post(address, signed).url)
    assert "Service level agreement Signed 2 March 2027" in page, "the terms say what the event says"
    assert code(running.project, "PAR-02").done_on == dt.date(2027, 3, 1)


def test_dates_are_shown_before_they_are_saved(running: Partnership, manager: User) -> None:
    address = url("partnership-dates", running.project)
    moved = {"starts_on": "2026-10-01", "ends_on": "2027-08-31"}
    said = sent(manager, address, **moved)
    assert "What this would change" in said
    assert "4 weeks later" in said
    assert Partnership.objects.get().starts_on == START
    assert signed_in(manager).post(address, moved | {"confirm": "yes"}).status_code == 302
    assert Partnership.objects.get().starts_on == dt.date(2026, 10, 1)


def test_an_extension_is_shown_then_kept(running: Partnership, manager: User) -> None:
    address = url("partnership-extend", running.project)
    good = {"to_end": "2028-02-29", "agreed_on": "2027-03-01", "reason": "The inspection came in between"}
    assert "The plan gains “Hold the termly review (4)”" in sent(manager, address, **good)
    response = signed_in(manager).post(address, good | {"confirm": "yes"})
    page = words(manager, response.url)
    assert "The inspection came in between" in page
    assert "1 September 2026 to 29 February 2028" in page


def test_what_its_state_does_not_allow_says_why(running: Partnership, manager: User) -> None:
    assert "This partnership is not paused." in words(manager, url("partnership-resume", running.project))
    pause = url("partnership-pause", running.project)
    assert "Enter why it is paused" in sent(manager, pause, since="2027-03-01")
    assert signed_in(manager).post(pause, {"since": "2027-03-01", "why": "New head"}).status_code == 302
    assert "already paused" in words(manager, pause)
    assert "Paused since 1 March 2027: New head" in words(
        manager, url("project-partnership", running.project)
    )
    assert signed_in(manager).post(url("partnership-resume", running.project)).status_code == 302


def test_a_partnership_that_leads_to_joining_goes_on_in_its_project(
    running: Partnership, manager: User
) -> None:
    address = url("partnership-end", running.project)
    good = {
        "outcome": "converting",
        "on": "2027-03-10",
        "reason": "Both boards voted",
        "learning": "Start early",
    }
    assert "not an academy, so it cannot transfer" in sent(
        manager, address, **(good | {"outcome": "merging"})
    )
    shown = sent(manager, address, **(good | {"outcome": "superseded"}))
    assert "The project’s route becomes academy order (sponsored)" in shown
    assert shown.count("still in the plan as late") == 1, "said once, however many there are"
    assert Partnership.objects.get().ended_on is None
    response = signed_in(manager).post(address, good | {"confirm": "yes"})
    page = words(manager, response.url)
    for said in (
        "Ended",
        "Converting",
        "Both boards voted",
        "Start early",
        "The school goes on in this project",
    ):
        assert said in page, said
    again = url("partnership-reopen", running.project)
    assert signed_in(manager).post(again, {"why": "The vote is to be held again"}).status_code == 302
    assert Partnership.objects.get().ended_on is None


def _more(partnership: Partnership, number: int) -> None:
    for _ in range(number):
        PartnershipServiceFactory(partnership=partnership)
        PartnershipActivityFactory(partnership=partnership)
        PartnershipExtensionFactory(partnership=partnership)
        ReviewFactory(project=partnership.project, held_on=TODAY)
        MilestoneFactory(project=partnership.project, code="", title="Own row")


def test_queries_do_not_grow_with_the_record(running: Partnership, viewer: User) -> None:
    address = url("project-partnership", running.project)
    client = signed_in(viewer)
    _more(running, 1)
    query_count(client, address)
    with_one = query_count(client, address)
    _more(running, 9)
    assert query_count(client, address) == with_one
