"""A team's own spreadsheet in Chromium, as on the first day: from the list of projects to its schools, and back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from playwright.sync_api import Page, expect

from partnerships.models import Group, Project, User
from tests.browser.conftest import OpenPage
from tests.factories import SchoolFactory
from tests.imports.workbooks import messy

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A school of one name and authority with another.
SECOND = 100_024


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)):
        yield


@pytest.fixture(autouse=True)
def schools(transactional_db: None) -> None:
    """Those that the spreadsheet names, and a second St Mary's in the place of one that it names without a URN."""
    for each in messy.PLACES:
        SchoolFactory(**each.as_row(), academy=each.urn in {100_008, 100_014})
    same = messy.PLACES[2]._replace(urn=SECOND, postcode="EM40 1AB", laestab="942/2040")
    SchoolFactory(**same.as_row())


def save(page: Page) -> None:
    page.get_by_role("button", name="Save and look again").last.click()
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()


def test_a_spreadsheet_of_years_comes_in_and_is_undone(
    open_page: OpenPage, trust: Group, manager: User
) -> None:
    page = open_page("/projects/", manager)
    page.get_by_role("link", name="Bring in a spreadsheet").first.click()
    file = {"name": "Pipeline.xlsx", "mimeType": XLSX, "buffer": messy.pipeline()}
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Look at the spreadsheet").click()

    expect(page.get_by_role("heading", name="What Pipeline.xlsx holds")).to_be_visible()
    expect(page.get_by_role("group", name="Joining date").get_by_label("Holds")).to_have_value("joining")
    page.get_by_role("button", name="See what would change").last.click()

    page.get_by_label("It means: “Autumn 2027”").select_option("September 2027")
    page.get_by_label("It means: “Sam Okoro”").select_option(manager.name)
    expect(page.get_by_text("Which school is it?")).to_have_count(1)
    page.get_by_label(f"URN {SECOND}").check()
    page.get_by_label("Leave this row out: Hollin Bank School").check()
    save(page)

    page.get_by_role("button", name="Bring in 22").last.click()
    expect(page.locator(".tt-counting li").filter(visible=True)).to_have_count(1, timeout=10_000)  # of many
    here = page.get_by_role("status").filter(has_text="Your 22 schools are here")
    expect(here).to_be_visible(timeout=30_000)  # it works for seconds, and for more where the machine is busy
    mine = Project.objects.filter(trust=trust)
    assert mine.count() == 22
    assert mine.get(school=SECOND).lead == manager
    assert mine.get(school__name="Coldbrook High School").joining_month == dt.date(2027, 9, 1)

    page.get_by_role("link", name="What came in, and what did not").click()
    expect(page.get_by_role("row").filter(has_text="Coldbrook High School").first).to_be_visible()
    page.get_by_role("link", name="Undo").first.click()
    page.get_by_role("button", name="Undo all of it").click()
    expect(
        page.get_by_role("status").filter(has_text="The projects that it started were deleted")
    ).to_be_visible()
    assert not mine.exists()
