"""A project’s page in Chromium: logged in place, said aloud, undone; by keyboard; wide, narrow, without script."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from partnerships.actions.milestones import Progress, log_progress
from partnerships.actions.projects import start_project
from partnerships.models import Group, Project, School, User
from partnerships.rules.dates import first_of_month
from tests.browser.helpers import assert_good_page, picture
from tests.plans import code

OpenPage = Callable[..., Page]


@pytest.fixture
def plan(manager: User, school: School, trust: Group) -> Project:
    """Opens half a year from today, so that some of it is late."""
    month = first_of_month(dt.date.today() + dt.timedelta(days=200))
    return start_project(by=manager, school=school, trust=trust, route="voluntary", joining_month=month)


ADDRESSES = (
    "", "?show=plan", "?show=all", "facts/", "facts/pfi/", "notes/", "contacts/", "contacts/add/", "history/",
    "route/", "joining-month/", "lead/", "confidential/", "partnership/", "end/", "start-from-here/",
    "milestones/add/",
)  # fmt: skip


@pytest.mark.parametrize("width", [1280, 320])
def test_every_page_of_a_project_is_good(
    open_page: OpenPage, plan: Project, manager: User, width: int
) -> None:
    row = code(plan, "EXP-01")
    log_progress(by=manager, milestone=row, progress=Progress("waiting", waiting_on="the LA"), note="Rang")
    page = open_page(f"/projects/{plan.pk}/", manager, width=width)
    others = [
        f"/milestones/{row.pk}/",
        "/projects/start/?q=lark",
        f"/projects/start/?school={plan.school_id}",
    ]
    for address in [*(f"/projects/{plan.pk}/{each}" for each in ADDRESSES), *others, "/projects/enquiry/"]:
        page.goto(address)
        assert_good_page(page)
        picture(page, f"project-{address.strip('/').replace('/', '-').replace('?', '-')}-{width}")


def test_done_in_place_counts_says_so_and_is_undone_by_keyboard(
    open_page: OpenPage, plan: Project, editor: User
) -> None:
    row = code(plan, "EXP-01")
    page = open_page(f"/projects/{plan.pk}/?show=plan", editor)
    item = page.locator(f"#row-{row.pk}")
    total = plan.milestones.in_plan().count()
    button = item.get_by_role("button", name="Done today")
    button.focus()
    page.keyboard.press("Enter")

    expect(item.get_by_text("Saved")).to_be_visible()
    expect(page.locator("#tt-say")).to_have_text("Saved")
    expect(page.locator("#project-counts")).to_contain_text(f"1 of {total} done")
    expect(page.locator("#counts-explore")).to_contain_text("1 of ")
    undo = item.get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    page.keyboard.press("Enter")
    expect(item.get_by_role("button", name="Done today")).to_be_visible()
    expect(page.locator("#project-counts")).to_contain_text(f"0 of {total} done")


def test_update_in_place_shows_errors_and_who_was_faster(
    open_page: OpenPage, plan: Project, editor: User, manager: User
) -> None:
    row = code(plan, "EXP-01")
    page = open_page(f"/projects/{plan.pk}/?show=plan", editor)
    item = page.locator(f"#row-{row.pk}")
    item.get_by_role("link", name="Update").click()
    item.get_by_label("Waiting for somebody").check()
    expect(item.get_by_label("Date it was done")).to_be_hidden()
    item.get_by_label("Note").fill("They have it on their list")
    item.get_by_role("button", name="Save").click()
    expect(item.get_by_role("link", name="Enter who you are waiting for")).to_be_visible()
    assert_good_page(page)

    log_progress(by=manager, milestone=row, progress=Progress("in_progress"))
    item.get_by_label("Who are you waiting for?").fill("the diocese")
    item.get_by_role("button", name="Save").click()
    expect(item.get_by_text("Mona Manager marked")).to_be_visible()
    expect(item.get_by_label("Note")).to_have_value("They have it on their list")
    assert_good_page(page)
    item.get_by_role("button", name="Save").click()
    expect(item.get_by_text("Waiting for the diocese")).to_be_visible()
    expect(item.get_by_text("They have it on their list")).to_be_visible()


def test_several_rows_are_ticked_and_logged(open_page: OpenPage, plan: Project, editor: User) -> None:
    page = open_page(f"/projects/{plan.pk}/?show=plan", editor)
    ticks = page.locator(".tt-tick")
    ticks.nth(0).check()
    ticks.nth(1).check()
    page.get_by_text("Log on the ticked milestones").click()
    assert_good_page(page)
    page.locator("#several").get_by_label("Done", exact=True).check()
    page.get_by_role("button", name="Save on all ticked").click()
    expect(page.get_by_text("marked 2 milestones as done")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Undone")).to_be_visible()
    assert not plan.milestones.filter(status="done").exists()


def test_everything_works_without_script(open_page: OpenPage, plan: Project, manager: User) -> None:
    row = code(plan, "EXP-01")
    page = open_page(f"/projects/{plan.pk}/?show=plan", manager, javascript=False)
    page.locator(f"#row-{row.pk}").get_by_role("button", name="Done today").click()
    expect(page.get_by_text("Mona Manager marked")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    page.goto(f"/projects/{plan.pk}/?show=plan")
    page.locator(f"#row-{row.pk}").get_by_role("link", name="Update").click()
    page.get_by_label("Waiting for somebody").check()
    page.get_by_label("Who are you waiting for?").fill("the LA")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("as waiting for the LA").first).to_be_visible()
    page.goto(f"/projects/{plan.pk}/?show=plan")
    page.locator('button[formaction$="/facts/pfi/"][value=no]').first.click()
    expect(page.get_by_text("answered “Does the school have a PFI contract?”: no")).to_be_visible()
