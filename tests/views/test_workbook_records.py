"""What a spreadsheet did: the page, what did not go in, the file."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from partnerships.models import Group, User, Workbook
from partnerships.reports.workbooks import NotIn, not_in
from tests.conftest import signed_in
from tests.factories import MilestoneFactory, ProjectFactory, WorkbookFactory, WorkbookProjectFactory
from tests.helpers import assert_queries_do_not_grow

pytestmark = pytest.mark.django_db

LEFT_OUT = [5, "C5", "Joining date", "after Ofsted", "“after Ofsted” is no month."]


@pytest.fixture
def workbook(trust: Group, manager: User) -> Workbook:
    return WorkbookFactory(
        trust=trust, by=manager, state="applied", file_name="Pipeline.xlsx", sheet="Schools", created=1,
        cells_left_out=1, not_in=[LEFT_OUT],
    )  # fmt: skip


def page(user: User, workbook: Workbook, name: str = "workbook-detail") -> Any:
    return signed_in(user).get(reverse(name, args=[workbook.pk]))


def test_it_says_what_came_in_for_each_school(manager: User, workbook: Workbook, trust: Group) -> None:
    WorkbookProjectFactory(
        workbook=workbook, project=ProjectFactory(trust=trust, school__name="Ashdown Primary"), started=False,
        rows="4, 7", changes=[["Joining date", "January 2027", "September 2027"], ["Note", "", "Ring the head"]],
    )  # fmt: skip
    shown = page(manager, workbook).content.decode()
    assert "Your school is here" in shown
    for words in (
        "Ashdown Primary", "Changed", "4, 7", "January 2027 → September 2027", "Ring the head",
        "“Pipeline.xlsx”, sheet “Schools”",
    ):  # fmt: skip
        assert words in shown


def test_it_leads_to_milestones_that_wait_for_a_reason(
    manager: User, workbook: Workbook, trust: Group
) -> None:
    of = WorkbookProjectFactory(workbook=workbook, project=ProjectFactory(trust=trust)).project
    held = MilestoneFactory(
        project=of, code="OPS-06", title="Contract novation", status="held", done_on="2026-09-01"
    )
    shown = page(manager, workbook).content.decode()
    assert "1 milestone of these schools was done against a rule" in shown
    assert reverse("milestone-rules", args=[held.pk]) in shown


def test_it_says_what_did_not_go_in_on_the_page_and_as_csv(manager: User, workbook: Workbook) -> None:
    assert "“after Ofsted” is no month." in page(manager, workbook).content.decode()
    csv = page(manager, workbook, "workbook-refused")
    lines = b"".join(csv.streaming_content).decode("utf-8-sig").splitlines()
    assert lines == [
        "Row,Cell,Heading,What it says,Why it did not go in",
        "5,C5,Joining date,after Ofsted,“after Ofsted” is no month.",
    ]


def test_a_cell_with_a_formula_is_harmless_in_the_csv(manager: User, workbook: Workbook) -> None:
    workbook.not_in = [[2, "B2", "School", "=HYPERLINK(1)", "No school has this name."]]
    workbook.save()
    assert b",'=HYPERLINK(1)," in b"".join(page(manager, workbook, "workbook-refused").streaming_content)


def test_what_did_not_go_in_is_told_by_row(workbook: Workbook) -> None:
    assert not_in(workbook) == [NotIn(5, "C5", "Joining date", "after Ofsted", "“after Ofsted” is no month.")]


def test_everything_in_is_said_so(manager: User, trust: Group) -> None:
    workbook = WorkbookFactory(trust=trust, state="applied")
    assert "Everything went in" in page(manager, workbook).content.decode()


def test_one_that_was_only_looked_at_shows_its_preview(manager: User, trust: Group) -> None:
    looked_at = WorkbookFactory(trust=trust, by=manager)
    assert page(manager, looked_at).status_code == 302


def test_the_file_is_saved_under_its_own_name_and_never_shown(manager: User, workbook: Workbook) -> None:
    response = page(manager, workbook, "workbook-file")
    assert response["Content-Disposition"] == 'attachment; filename="Pipeline.xlsx"'
    assert response["Content-Type"] == "application/octet-stream"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert b"".join(response.streaming_content).startswith(b"URN,School")


def test_a_file_that_storage_lost_is_said_to_be_lost(manager: User, workbook: Workbook) -> None:
    default_storage.delete(workbook.stored.name)
    response = page(manager, workbook, "workbook-file")
    assert response.status_code == 410
    assert "This file is lost" in response.content.decode()


def test_a_file_that_was_deleted_is_gone(manager: User, workbook: Workbook) -> None:
    workbook.stored = ""
    workbook.save()
    assert page(manager, workbook, "workbook-file").status_code == 404
    assert "The file is deleted" in page(manager, workbook).content.decode()


@pytest.mark.parametrize("name", ["workbook-detail", "workbook-refused", "workbook-file"])
def test_a_hidden_school_hides_the_whole_spreadsheet_from_every_role(
    name: str, cast: dict[str, User | None], workbook: Workbook, trust: Group
) -> None:
    WorkbookProjectFactory(workbook=workbook, project=ProjectFactory(trust=trust, confidential=True))
    del cast["anonymous"]
    given = {role: page(user, workbook, name).status_code for role, user in cast.items() if user}
    in_nowhere = {"viewer": 403, "editor": 403, "site_administrator": 403}
    assert given == {"manager": 404, "administrator": 404, "outsider": 404, **in_nowhere}


def test_the_page_asks_the_database_no_more_for_ten_schools(
    manager: User, workbook: Workbook, trust: Group
) -> None:
    def schools(count: int) -> None:
        for each in WorkbookProjectFactory.create_batch(count, workbook=workbook, project__trust=trust):
            MilestoneFactory(project=each.project, status="held", done_on="2026-09-01")

    assert_queries_do_not_grow(signed_in(manager), reverse("workbook-detail", args=[workbook.pk]), schools)


def test_the_template_is_of_a_trust_of_ones_own(manager: User, trust: Group, other_trust: Group) -> None:
    url = reverse("workbook-template")
    assert signed_in(manager).get(url)["Content-Disposition"].startswith('attachment; filename="schools-to')
    assert signed_in(manager).get(f"{url}?trust={trust.pk}").status_code == 200
    assert signed_in(manager).get(f"{url}?trust={other_trust.pk}").status_code == 404
