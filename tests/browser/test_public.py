"""Public pages of a consultation in the browser: wide, narrow, in print, and nothing but the page itself."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from partnerships.actions.response_reports import Wording, make_response_report, publish_response_report
from partnerships.models import Consultation, Project, User
from tests.browser.conftest import OpenPage
from tests.browser.helpers import (
    assert_accessible,
    assert_links_arrive,
    assert_no_sideways_scroll,
    picture,
)
from tests.factories import (
    ConsultationDocumentFactory,
    ConsultationFactory,
    ResponseFactory,
    ResponseThemeFactory,
    ThemeFactory,
)


@pytest.fixture
def shared(transactional_db: None, project: Project, manager: User) -> Consultation:
    shared = ConsultationFactory(
        project=project,
        share_name="brackenholt",
        shared=True,
        question="Should we join?\nTell us what you think.",
        respond_to="https://school.example/a-very-long-address-that-has-to-break-somewhere/on-a-telephone",
        contact_point="office@school.example",
    )
    theme = ThemeFactory(consultation=shared, name="Uniform", heard="Too dear", changed="A cheaper one")
    for audience, stance in (("parents", "for"), ("parents", "against"), ("governors", "neutral")):
        for response in ResponseFactory.create_batch(
            4, consultation=shared, audience=audience, stance=stance, received_on=dt.date(2026, 3, 2)
        ):
            ResponseThemeFactory(theme=theme, response=response)
    ConsultationDocumentFactory(consultation=shared, public=True, in_force_from=dt.date(2026, 1, 5))
    report = make_response_report(by=manager, consultation=shared, wording=Wording("Thank you."))
    publish_response_report(by=manager, report=report, on=timezone.localdate())
    return shared


def look_at(page: Page, name: str) -> None:
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert_no_sideways_scroll(page)
        assert_links_arrive(page)
        assert_accessible(page)
        picture(page, f"{name}-{width}")


def test_public_pages_are_good_wide_and_narrow(shared: Consultation, open_page: OpenPage) -> None:
    page = open_page("/c/brackenholt/")
    look_at(page, "public-consultation")
    page.get_by_role("link", name="Read the response").click()
    page.wait_for_url("**/response/")
    look_at(page, "public-response")
    assert page.get_by_role("img").count() == 2
    page.goto("/c/nothing-here/")
    look_at(page, "public-not-found")
