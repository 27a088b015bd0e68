from __future__ import annotations

import csv
import datetime as dt
import io

import pytest

from partnerships.exports._csv import csv_response
from partnerships.exports.milestones import COLUMNS
from partnerships.models import Evidence, Group, Project, User
from partnerships.reports.milestones import MilestoneReport, Wanted
from tests.factories import MilestoneFactory, NoteFactory, ProjectFactory, SchoolFactory

TODAY = dt.date(2027, 3, 10)


def exported(user: User, **wanted: object) -> list[dict[str, str]]:
    report = MilestoneReport(user=user, wanted=Wanted(**wanted), today=TODAY)
    content = b"".join(csv_response("x.csv", COLUMNS, report.stream()))
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_a_row_has_the_report_and_more(viewer: User, project: Project, editor: User) -> None:
    late = MilestoneFactory(
        project=project, code="LEG-01", title="Sign", phase="CON", due_on=dt.date(2027, 3, 1), owner=editor,
        status="waiting", waiting_on="the diocese", waiting_since=dt.date(2027, 2, 1),
    )  # fmt: skip
    Evidence.objects.create(project=project, milestone=late, name="Lease", url="https://trust.example/lease")
    NoteFactory(project=project, milestone=late, text="Rang, no answer – première")

    (row,) = exported(viewer)

    assert row == row | {
        "Joining month": "2027-09-01",
        "School": "Brackenholt Primary School",
        "URN": str(project.school_id),
        "Trust": "Harrowmere Learning Trust",
        "Route": "Voluntary conversion",
        "Phase": "Consult and apply",
        "Code": "LEG-01",
        "Milestone": "Sign",
        "Status": "Waiting",
        "Due": "2027-03-01",
        "Done": "",
        "Days late": "9",
        "Owner": "Edda Editor",
        "Waiting for": "the diocese",
        "Waiting since": "2027-02-01",
        "Note": "Rang, no answer – première",
        "Evidence": "https://trust.example/lease",
        "Confidential": "No",
    }


def test_why_something_is_not_applicable_is_told(viewer: User, project: Project) -> None:
    MilestoneFactory(project=project, in_plan=False, override="no", override_reason="No nursery")

    MilestoneFactory(project=project, in_plan=False, applies="no", because=["pfi"])
    MilestoneFactory(project=project, in_plan=False, applies="no", because=["route"])

    rows = exported(viewer, status="not_applicable")

    assert {row["Status"] for row in rows} == {"Not applicable"}
    assert [row["Why not applicable"] for row in rows] == [
        "No nursery",
        "By the answers on: PFI contract",
        "Not in this route",
    ]


def test_one_csv_can_hold_the_whole_plan_applicable_or_not(viewer: User, project: Project) -> None:
    MilestoneFactory(project=project)
    MilestoneFactory(project=project, in_plan=False, override="no", override_reason="No nursery")

    assert len(exported(viewer, status="every")) == 2


@pytest.mark.parametrize("text", ["=1+1", "+44 20", "-5", "@SUM(A1)"])
def test_what_people_wrote_cannot_become_a_formula(viewer: User, project: Project, text: str) -> None:
    NoteFactory(project=project, milestone=MilestoneFactory(project=project, title=text), text=text)

    (row,) = exported(viewer)

    assert (row["Milestone"], row["Note"]) == (f"'{text}", f"'{text}")


def test_batches_of_projects_join_up_in_order(
    viewer: User, trust: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("partnerships.reports.milestones._BATCH", 2)
    for name in "CABED":
        MilestoneFactory(project=ProjectFactory(trust=trust, school=SchoolFactory(name=name)))

    assert [row["School"] for row in exported(viewer)] == list("ABCDE")
