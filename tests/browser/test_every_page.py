"""Every page that a link leads to, with the demo's data, wide and narrow. Follows links, so no list can forget one."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.urls import Resolver404, resolve, reverse
from playwright.sync_api import Page

from partnerships.actions.invitations import invite_person
from partnerships.models import Group, User
from partnerships.permissions import Role
from tests.browser.conftest import OpenPage
from tests.browser.helpers import assert_accessible, assert_good_page, assert_no_sideways_scroll, picture
from tests.factories import MembershipFactory
from tests.test_access import PAGES

# Leaves the page, hands over a file, or belongs to tests/browser/test_admin.py.
NOT_FOLLOWED = ("/admin/", "/account/logout/", "/static/", "/styleguide/")
# Reached by a link in an e-mail, or by whoever has not signed in; tests/views/test_sign_in.py opens them.
BY_OTHER_WAYS = {"health", "invitation-accept"}


@pytest.fixture
def demo(transactional_db: None) -> None:
    call_command("load_demo", verbosity=0)


@pytest.mark.parametrize("account", ["administrator@demo.example", "viewer@demo.example"])
def test_every_page_is_good_wide_and_narrow(demo: None, open_page: OpenPage, account: str) -> None:
    user = User.objects.get(email=account)
    page = open_page("/", user)
    waiting: list[str] = ["/"]
    seen: set[str] = set()
    while waiting:
        path = waiting.pop(0)
        name = _name(path)
        if name in seen:
            continue
        seen.add(name)
        response = page.goto(path)
        assert response is not None
        assert response.status == 200, path
        _look_at(page, name)
        waiting += [each for each in _links(page) if _name(each) not in seen]

    if account.startswith("administrator"):
        reachable = {name for name, row in PAGES.items() if row.answers["administrator"] == 200}
        assert {each for each in reachable - seen - BY_OTHER_WAYS if "csv" not in each} == set()


def _look_at(page: Page, name: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    assert_good_page(page)
    picture(page, f"{name}-1280")
    page.set_viewport_size({"width": 320, "height": 800})
    assert_no_sideways_scroll(page)
    assert_accessible(page)
    picture(page, f"{name}-320")


def _name(path: str) -> str:
    """The address's name, or nothing for what is not followed. One page stands for all of its kind."""
    if path.startswith(NOT_FOLLOWED) or ".csv" in path:
        return "not followed"
    try:
        return resolve(urlsplit(path).path).url_name or path
    except Resolver404:
        return path


def _links(page: Page) -> list[str]:
    addresses: list[str] = page.evaluate(
        "() => [...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))"
    )
    return [each for each in addresses if each.startswith("/") and _name(each) != "not followed"]


def test_pages_before_signing_in_are_good_wide_and_narrow(
    open_page: OpenPage, trust: Group, manager: User
) -> None:
    """The sign-in, a forgotten password, and the page behind an invitation's link."""
    administrator = MembershipFactory(trust=trust, role=Role.ADMINISTRATOR).user
    invitation = invite_person(
        by=administrator, trust=trust, email="new@trust.example", name="New", role="viewer"
    )
    page = open_page("/account/login/")
    for name in ("account_login", "account_reset_password", "account_reset_password_done"):
        page.goto(reverse(name))
        _look_at(page, name)
    page.goto(reverse("invitation-accept", args=[invitation.secret]))
    _look_at(page, "invitation-accept")
    page.goto("/account/login/")
    page.fill("input[name=login]", manager.email)
    page.fill("input[name=password]", "not the password")
    page.keyboard.press("Enter")
    page.wait_for_selector(".govuk-error-summary")
    _look_at(page, "account_login-refused")
