"""The parts of our pages in a real browser: wide and narrow, with and without script, by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from partnerships.models import User
from tests.browser.conftest import OpenPage
from tests.browser.helpers import (
    CONTRAST_IS_GOOD,
    assert_accessible,
    assert_good_page,
    assert_no_sideways_scroll,
    picture,
)


@pytest.fixture
def styleguide(open_page: OpenPage, site_administrator: User) -> OpenPage:
    """`styleguide(width=320)`."""

    def open_(**how: int | bool) -> Page:
        return open_page("/styleguide/", site_administrator, **how)

    return open_


@pytest.mark.parametrize("width", [1280, 768, 320])
def test_parts_are_accessible_and_fit(styleguide: OpenPage, width: int) -> None:
    page = styleguide(width=width)

    assert_good_page(page)
    picture(page, f"styleguide-{width}")


@pytest.mark.parametrize("width", [1280, 320])
def test_a_form_full_of_errors_is_accessible_and_its_links_arrive(styleguide: OpenPage, width: int) -> None:
    page = styleguide(width=width)
    page.get_by_role("button", name="Save project").click()

    expect(page.locator(".govuk-error-summary")).to_be_focused()
    assert page.title().startswith("Error: ")
    assert_good_page(page)
    picture(page, f"styleguide-errors-{width}")


@pytest.mark.parametrize(
    ("link", "field"),
    [
        ("Enter name of the school", "#id_name"),
        ("Select route", "#id_route_0"),
        ("Answer “Whose turn is it?”", "#id_owners_0"),
        ("Enter a date for “Done on”", "#id_done_on_day"),
    ],
)
def test_a_link_of_the_error_summary_moves_the_keyboard_to_its_field(
    styleguide: OpenPage, link: str, field: str
) -> None:
    page = styleguide()
    page.get_by_role("button", name="Save project").click()
    page.get_by_role("link", name=link).click()

    expect(page.locator(field)).to_be_focused()


def test_the_first_tab_offers_to_skip_to_the_content(styleguide: OpenPage) -> None:
    page = styleguide()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("#main")).to_be_focused()


def test_a_wide_table_scrolls_by_keyboard_in_its_own_region(styleguide: OpenPage) -> None:
    page = styleguide(width=320)
    region = page.get_by_role("region", name="A wide table")
    region.focus()
    page.keyboard.press("ArrowRight")
    # Asked from outside: the page's own policy forbids the browser to evaluate words of ours in a loop.
    for _ in range(50):
        if page.evaluate("document.querySelector('.tt-scroll').scrollLeft") > 0:
            break
        page.wait_for_timeout(100)
    assert page.evaluate("document.querySelector('.tt-scroll').scrollLeft") > 0

    assert_no_sideways_scroll(page)


def test_the_narrow_menu_opens_and_says_so(styleguide: OpenPage) -> None:
    page = styleguide(width=320)
    menu = page.get_by_role("button", name="Menu")
    work = page.get_by_role("navigation", name="Main").get_by_role("link", name="Your work")
    expect(work).to_be_hidden()
    menu.click()

    expect(menu).to_have_attribute("aria-expanded", "true")
    expect(work).to_be_visible()
    assert_accessible(page)
    picture(page, "menu-320")


def test_the_account_menu_opens_by_keyboard_and_closes_with_escape(styleguide: OpenPage) -> None:
    page = styleguide()
    account = page.locator(".tt-account > summary")
    account.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    assert_accessible(page)
    page.keyboard.press("Escape")

    expect(page.get_by_role("button", name="Sign out")).to_be_hidden()
    expect(account).to_be_focused()


def test_without_script_everything_is_there(styleguide: OpenPage) -> None:
    page = styleguide(width=320, javascript=False)

    expect(page.get_by_role("navigation", name="Main").get_by_role("link", name="Your work")).to_be_visible()
    expect(page.get_by_role("button", name="Menu")).to_be_hidden()
    page.get_by_role("button", name="Save project").click()
    expect(page.get_by_text("There is a problem")).to_be_visible()


def test_leaving_a_changed_form_asks_first_and_an_unchanged_one_does_not(styleguide: OpenPage) -> None:
    page = styleguide()
    asked: list[str] = []

    def stay(dialog: object) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", stay)
    page.goto("/styleguide/?page=2")
    assert asked == []
    page.get_by_label("Name of the school").press_sequentially("Brackenholt")
    page.get_by_role("link", name="Page 3").click()
    page.wait_for_url("**/?page=3")

    assert asked == ["beforeunload"]


def test_on_paper_there_is_no_navigation(styleguide: OpenPage) -> None:
    page = styleguide()
    page.emulate_media(media="print")

    for gone in (".tt-header", ".tt-nav", ".tt-filters", ".govuk-breadcrumbs", ".tt-paging", ".tt-footer"):
        expect(page.locator(gone).first).to_be_hidden()
    expect(page.get_by_role("heading", name="Brackenhurst Primary School")).to_be_visible()
    picture(page, "print")


def test_a_slash_moves_to_the_search_box_but_not_while_typing(styleguide: OpenPage) -> None:
    page = styleguide()
    page.keyboard.press("/")
    search = page.get_by_role("searchbox", name="Search schools, trusts and projects")
    expect(search).to_be_focused()
    name = page.get_by_label("Name of the school")
    name.press_sequentially("a/b")

    expect(name).to_have_value("a/b")
    expect(search).to_have_value("")


def test_too_little_contrast_is_found_where_all_looks_were_good_before(styleguide: OpenPage) -> None:
    """Contrast is measured once for each way in which a text is drawn, not once for each page."""
    page = styleguide()
    assert_accessible(page)
    assert CONTRAST_IS_GOOD
    assert_accessible(page)

    page.evaluate("document.querySelector('main').style.opacity = 0.4")
    with pytest.raises(AssertionError, match="color-contrast"):
        assert_accessible(page)
    page.evaluate("document.querySelector('main').style.opacity = 1")
    page.evaluate("document.querySelector('h1').style.color = '#ddd'")
    with pytest.raises(AssertionError, match="color-contrast"):
        assert_accessible(page)
