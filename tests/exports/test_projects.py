from __future__ import annotations

import csv
import datetime as dt
import io

import pytest

from partnerships.exports._csv import csv_response
from partnerships.exports.projects import COLUMNS, export_rows
from partnerships.models import Group, Project
from tests.factories import MilestoneFactory, ProjectFactory, SchoolFactory

TODAY = dt.date(2027, 3, 10)


def exported() -> list[dict[str, str]]:
    found = Project.objects.in_joining_order()
    text = b"".join(
        csv_response("x.csv", COLUMNS, export_rows(found.values_list("pk", flat=True), today=TODAY))
    )
    return list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"))))


def test_a_project_is_one_row_with_iso_dates_and_numbers(trust: Group) -> None:
    school = SchoolFactory(name="Ash School", establishment_number="2001", region_name="North")
    project = ProjectFactory(trust=trust, school=school, route="order", joining_confirmed=True)
    MilestoneFactory(project=project, phase="LEG", status="done", done_on=TODAY)
    MilestoneFactory(project=project, phase="OPS", due_on=dt.date(2027, 3, 9))
    MilestoneFactory(project=project, phase="OPS", due_on=dt.date(2027, 3, 11), title="Open it")

    (row,) = exported()

    assert row["URN"] == str(school.urn)
    assert row["LAESTAB"] == "941/2001"
    assert (row["Route"], row["Joining month"], row["Joining month confirmed"]) == (
        "Academy order (sponsored)",
        "2027-09-01",
        "Yes",
    )
    assert row["Days until opening"] == "175"
    assert (row["Milestones done"], row["Milestones in the plan"], row["Milestones late"]) == ("1", "3", "1")
    assert (row["Phase reached"], row["Next milestone"], row["Next milestone due"]) == (
        "Legal documents",
        "Open it",
        "2027-03-11",
    )


def test_an_ended_project_says_how(trust: Group) -> None:
    ProjectFactory(trust=trust, ended_on=TODAY, outcome="declined_dfe", end_reason="x", joining_month=None)

    (row,) = exported()

    assert (row["Ended"], row["Outcome"], row["Joining month"]) == ("2027-03-10", "Declined by DfE", "")


def test_names_cannot_become_formulas(trust: Group) -> None:
    ProjectFactory(trust=trust, school=SchoolFactory(name='=HYPERLINK("x")'))

    assert exported()[0]["School"] == '\'=HYPERLINK("x")'


def test_batches_join_up_in_order(trust: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("partnerships.exports.projects._BATCH", 2)
    for name in "CAB":
        ProjectFactory(trust=trust, school=SchoolFactory(name=name))

    assert [row["School"] for row in exported()] == ["A", "B", "C"]
