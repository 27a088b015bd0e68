"""The admin in a real browser: every kind of page wide and narrow, and the picker by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from partnerships.models import Milestone, Note, Project, School, User
from tests.admin.conftest import MODELS, Records, address
from tests.admin.conftest import records as records
from tests.admin.test_pages import UNTRACKED
from tests.browser.conftest import OpenPage
from tests.browser.helpers import assert_good_page, assert_links_arrive, picture


@pytest.mark.parametrize("width", [1280, 320])
def test_every_page_of_the_admin_is_accessible_and_fits(
    width: int, open_page: OpenPage, records: Records, administrator: User
) -> None:
    page = open_page("/admin/", administrator, width=width)
    assert_good_page(page)
    picture(page, f"admin-index-{width}")
    for model in MODELS:
        row, name = records.of[model], model._meta.model_name
        pages = {"changelist": (), "add": (), "change": (row.pk,), "history": (row.pk,), "delete": (row.pk,)}
        for kind, args in pages.items():
            if kind == "history" and name in UNTRACKED:
                continue
            answer = page.goto(address(kind, model, *args))
            assert answer is not None
            if answer.status == 403 and kind in ("add", "delete"):
                continue
            assert answer.status == 200, page.url
            assert_good_page(page)
            picture(page, f"admin-{name}-{kind}-{width}")


def test_errors_of_a_form_are_accessible_and_their_links_arrive(
    open_page: OpenPage, records: Records, administrator: User
) -> None:
    page = open_page(address("change", Milestone, records.project.milestones.first().pk), administrator)
    page.get_by_label("Status").select_option("waiting")
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_role("link", name="Enter who you are waiting for.")).to_be_visible()
    assert page.title().startswith("Error: ")
    assert_good_page(page)
    picture(page, "admin-error")


def test_a_project_is_found_by_typing_and_chosen_by_keyboard(
    open_page: OpenPage, records: Records, administrator: User
) -> None:
    page = open_page(address("add", Note), administrator)
    box = page.get_by_role("combobox", name="Project")
    box.press_sequentially("brackenholt")
    expect(page.get_by_role("option")).to_have_count(1)
    picture(page, "admin-picker")
    box.press("ArrowDown")
    assert_links_arrive(page)
    box.press("Enter")
    expect(box).to_have_value(str(records.project))
    page.get_by_label("Note", exact=True).fill("Found by keyboard")
    page.get_by_role("button", name="Add note").click()

    expect(page.get_by_text("Saved").first).to_be_visible()
    assert Note.objects.get(text="Found by keyboard").project_id == records.project.pk


def test_what_was_typed_without_choosing_is_not_taken_for_a_choice(
    open_page: OpenPage, records: Records, administrator: User
) -> None:
    page = open_page(address("add", Note), administrator)
    box = page.get_by_role("combobox", name="Project")
    box.fill("some school")
    page.get_by_label("Note", exact=True).focus()

    expect(box).to_have_value("")


def test_without_script_a_record_is_chosen_by_its_number(
    open_page: OpenPage, records: Records, administrator: User
) -> None:
    page = open_page(address("add", Note), administrator, javascript=False)
    page.get_by_role("textbox", name="Project").fill(str(records.project.pk))
    page.get_by_label("Note", exact=True).fill("Typed")
    page.get_by_role("button", name="Add note").click()

    assert Note.objects.get(text="Typed").project_id == records.project.pk


def test_all_rows_are_ticked_and_downloaded(
    open_page: OpenPage, records: Records, administrator: User
) -> None:
    page = open_page(address("changelist", School), administrator)
    page.get_by_role("checkbox", name="Tick all records on this page").check()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download ticked rows as csv").click()

    assert download.value.suggested_filename == "school.csv"
    assert Project.objects.count() == 2
