"""What people do most under partnerships and consultations, in Chromium: with keys only, signed out, without script."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from partnerships.models import Consultation, Project, User
from tests.browser.conftest import OpenPage
from tests.factories import ConsultationFactory, PartnershipFactory, ResponseFactory


@pytest.fixture
def consultation(transactional_db: None, project: Project) -> Consultation:
    """With one response that came in on paper, from parents."""
    asked = ConsultationFactory(
        project=project, question="Should we join?", respond_to="office@school.example"
    )
    ResponseFactory(consultation=asked, audience="parents", channel="paper", stance="for")
    return asked


def test_a_response_is_typed_with_keys_only_and_the_cursor_waits_for_the_next(
    open_page: OpenPage, consultation: Consultation, editor: User
) -> None:
    page = open_page(f"/consultations/{consultation.pk}/responses/", editor)
    page.get_by_label("Came in on").focus()
    page.keyboard.press("Control+A")
    for answer in ("4 March 2026", "Le", "Pu", "Ag", "Keep our name"):
        page.keyboard.type(answer)
        page.keyboard.press("Tab")
    page.keyboard.press("Control+Enter")

    expect(page.get_by_role("status").filter(has_text="As response 2.")).to_be_visible()
    expect(page.get_by_label("For or against").first).to_be_focused()
    got = consultation.responses.get(number=2)
    assert (got.received_on, got.channel, got.audience) == (dt.date(2026, 3, 4), "letter", "pupils")
    assert (got.stance, got.comment) == ("against", "Keep our name")


def test_a_public_page_is_opened_and_read_by_somebody_who_has_not_signed_in(
    open_page: OpenPage, consultation: Consultation, manager: User
) -> None:
    page = open_page(f"/consultations/{consultation.pk}/public-page/", manager)
    page.get_by_role("button", name="Open the public page").click()
    address = page.get_by_label("Address to copy").input_value()
    outside = open_page(address)

    expect(outside.get_by_text("Should we join?")).to_be_visible()
    page.get_by_role("button", name="Close the public page").click()
    expect(page.get_by_text("The public page is closed.")).to_be_visible()
    outside.reload()
    expect(outside.get_by_text("Should we join?")).to_have_count(0)


def test_a_visit_is_logged_without_script(open_page: OpenPage, project: Project, editor: User) -> None:
    partnership = PartnershipFactory(project=project, starts_on=timezone.localdate())
    page = open_page(f"/projects/{project.pk}/partnership/activities/", editor, javascript=False)
    log = page.get_by_role("region", name="Log an activity")
    log.get_by_label("Kind").select_option("Training")
    log.get_by_role("button", name="Log it").click()
    expect(page.get_by_role("link", name="Enter the focus of the activity")).to_be_visible()
    log.get_by_label("Focus").fill("Phonics in year 1")
    log.get_by_label("Hours").fill("2:30")
    log.get_by_role("button", name="Log it").click()

    expect(page.get_by_role("row", name="Phonics in year 1")).to_be_visible()
    assert [str(each.hours) for each in partnership.activities.all()] == ["2.50"]
