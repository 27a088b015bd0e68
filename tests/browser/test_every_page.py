"""Every page that a link leads to, with the demo's data, wide and narrow. Follows links, so no list can forget one."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve, reverse
from playwright.sync_api import Page

from partnerships.actions.invitations import invite_person
from partnerships.models import Group, User
from partnerships.permissions import Role
from tests.access.pages import PAGES
from tests.browser.conftest import OpenPage
from tests.browser.helpers import assert_good_page, picture
from tests.browser.unlinked import without_a_link
from tests.demo_copy import put_demo
from tests.factories import MembershipFactory

# Leaves the page, hands over a file, or belongs to tests/browser/test_admin.py or test_public.py.
NOT_FOLLOWED = ("/admin/", "/account/logout/", "/static/", "/styleguide/", "/c/")
# Reached by a link in an e-mail, or by whoever has not signed in; tests/views/test_sign_in.py opens them.
# Hands over a file: tests/views/test_evidence.py downloads it; the same holds for csv, docx and xlsx.
BY_OTHER_WAYS = {
    "health",
    "invitation-accept",
    "evidence-download",
    "public-consultation",
    "public-document",
    "public-response",
    "workbook-file",
    "workbook-refused",
    "workbook-template",
}


@pytest.fixture
def demo(transactional_db: None, shared_folder: Path) -> None:
    put_demo(shared_folder)


@pytest.mark.parametrize("account", ["administrator@demo.example", "viewer@demo.example"])
def test_every_page_is_good_wide_and_narrow(demo: None, open_page: OpenPage, account: str) -> None:
    user = User.objects.get(email=account)
    page = open_page("/", user)
    waiting = ["/", *without_a_link(user)]
    seen: set[str] = set()
    faults: dict[str, str] = {}
    while waiting:
        path = waiting.pop(0)
        name = _name(path)
        if name in seen:
            continue
        seen.add(name)
        try:
            response = page.goto(path)
            assert response is not None
            assert response.status == 200, response.status
            # A reader sees the same pages with less on them: narrow, where things go wrong first, is enough.
            _look_at(page, name, widths=(1280, 320) if account.startswith("administrator") else (320,))
        except AssertionError as fault:
            faults[path] = str(fault)
        waiting += [each for each in _links(page) if _name(each) not in seen]

    assert faults == {}
    if account.startswith("administrator"):
        reachable = {name for name, row in PAGES.items() if row.answers["administrator"] == 200}
        unseen = reachable - seen - BY_OTHER_WAYS
        assert {each for each in unseen if "csv" not in each and not each.endswith("-docx")} == set()


def _look_at(page: Page, name: str, *, widths: tuple[int, ...] = (1280, 320)) -> None:
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        assert_good_page(page)
        picture(page, f"{name}-{width}")


def _name(path: str) -> str:
    """The address's name, or nothing for what is not followed. One page stands for all of its kind."""
    if path.startswith(NOT_FOLLOWED) or ".csv" in path or path.endswith(("/file/", ".docx", ".xlsx")):
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
