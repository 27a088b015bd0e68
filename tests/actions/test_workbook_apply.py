"""A spreadsheet comes in in one step: through the actions of the pages, as a whole or not at all."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from django.utils import timezone

from partnerships.actions._core import NotAllowed, Refused
from partnerships.actions.milestones import Progress, log_progress
from partnerships.actions.projects import start_project
from partnerships.actions.workbook_apply import OVERTAKEN, apply_workbook, applying
from partnerships.imports.workbooks.planning import plan_of
from partnerships.models import Group, Milestone, Note, Project, School, User
from partnerships.rules.words import Status
from partnerships.rules.workbook.plan import MOST_SCHOOLS, Candidate, SchoolPlan, WorkbookPlan
from partnerships.rules.workbook.steps import ChangeLead, ChangeRoute, Step
from partnerships.rules.workbook.words import Becomes
from tests.factories import GroupFactory, ProjectFactory, SchoolFactory
from tests.imports.workbooks import messy
from tests.imports.workbooks.looked_at import brought_in, kept_until, looked_at

pytestmark = pytest.mark.django_db

SHEET = (
    "URN,School,Route,Joining date,Stage,Project lead,CTA agreed,LEG-03,Notes,Headteacher\n"
    "100001,Ashdown Primary,voluntary,Sept 2027,Apply,,done,3/3/26 – chased twice,Keen to join,Ann Price\n"
    "100002,Birch Primary,voluntary,TBC,,,,,,\n"
)


@pytest.fixture
def schools(db: None) -> list[School]:
    return [
        SchoolFactory(urn=100_001, name="Ashdown Primary"),
        SchoolFactory(urn=100_002, name="Birch Primary"),
    ]


def test_new_schools_have_projects_with_what_the_sheet_says(
    trust: Group, manager: User, schools: list[School]
) -> None:
    workbook = brought_in(looked_at(SHEET, trust, manager), manager)

    project = Project.objects.get(school=schools[0])
    assert (project.trust, project.route, project.joining_month) == (trust, "voluntary", dt.date(2027, 9, 1))
    land = project.milestones.get(code="LEG-03")
    assert (land.status, land.done_on) == (Status.DONE, dt.date(2026, 3, 3))
    assert "chased twice" in Note.objects.get(milestone=land).text
    assert project.contacts.get().name == "Ann Price"
    assert (workbook.state, workbook.created, workbook.changed) == ("applied", 2, 0)
    assert workbook.delete_file_on == kept_until()
    assert Project.objects.get(school=schools[1]).joining_month is None


def test_what_came_before_the_stage_is_done_with_its_date_unknown_and_nothing_of_it_is_late(
    trust: Group, manager: User, schools: list[School]
) -> None:
    brought_in(looked_at(SHEET, trust, manager), manager)

    project = Project.objects.get(school=schools[0])
    before = project.milestones.filter(phase__in=["EXP", "PAR"], in_plan=True)
    assert before
    assert all(each.done_before_tracking and each.done_on is None for each in before)
    assert not project.milestones.filter(phase="OPS", status=Status.DONE).exists()


def test_without_a_stage_nothing_is_late_on_the_first_day_but_what_the_row_says(
    trust: Group, manager: User, schools: list[School]
) -> None:
    today = timezone.localdate()
    soon = today.replace(day=1) + dt.timedelta(days=92)
    sheet = f"URN,Joining date,EXP-02\n100001,{soon:%B %Y},in progress\n100002,{soon:%B %Y},done\n"

    brought_in(looked_at(sheet, trust, manager), manager)

    late = Milestone.objects.filter(project__trust=trust).late(on=today)
    assert [(each.project.school_id, each.code) for each in late] == [(100_001, "EXP-02")]
    assert Milestone.objects.filter(project__trust=trust, done_before_tracking=True).count() > 40


def test_history_says_from_which_file_sheet_and_row(
    trust: Group, manager: User, schools: list[School]
) -> None:
    workbook = brought_in(looked_at(SHEET, trust, manager), manager)

    project = Project.objects.get(school=schools[1])
    rows = Project.history.filter(id=project.pk)
    assert {row.history_change_reason for row in rows} == {f"From “{workbook.file_name}”, row 3"}
    assert {row.call for row in rows} == {workbook.applied_call}
    assert {row.action for row in rows} == {"apply_workbook"}
    assert {row.history_user for row in rows} == {manager}


def test_the_same_file_a_second_time_would_change_nothing(
    trust: Group, manager: User, schools: list[School]
) -> None:
    brought_in(looked_at(SHEET, trust, manager), manager)

    again = plan_of(looked_at(SHEET, trust, manager), by=manager)

    assert [each.steps for each in again.schools] == [[], []]
    assert {each.becomes for each in again.schools} == {Becomes.SAME}


def test_what_has_changed_since_it_was_looked_at_is_looked_at_again(
    trust: Group, manager: User, schools: list[School]
) -> None:
    workbook = looked_at(SHEET, trust, manager)
    seen = plan_of(workbook, by=manager).fingerprint
    start_project(by=manager, school=schools[0], trust=trust)

    with pytest.raises(Refused, match=OVERTAKEN):
        apply_workbook(
            by=manager, workbook=workbook, plan=plan_of(workbook, by=manager), seen=seen,
            delete_file_on=kept_until(),
        )  # fmt: skip

    assert not Project.objects.filter(school=schools[1]).exists()


def test_what_somebody_logs_after_the_look_is_not_overwritten(
    trust: Group, manager: User, editor: User, schools: list[School]
) -> None:
    project = start_project(by=manager, school=schools[0], trust=trust)
    workbook = looked_at("URN,EXP-02\n100001,in progress\n", trust, manager)
    plan = plan_of(workbook, by=manager)
    row = project.milestones.get(code="EXP-02")
    log_progress(by=editor, milestone=row, progress=Progress(Status.DONE))

    with pytest.raises(Refused, match="Ashdown Primary has changed since you looked"):
        brought_in(workbook, manager, plan)

    row.refresh_from_db()
    assert row.status == Status.DONE


def test_what_somebody_does_to_other_rows_is_no_reason_to_look_again(
    trust: Group, manager: User, editor: User, schools: list[School]
) -> None:
    project = start_project(by=manager, school=schools[0], trust=trust)
    workbook = looked_at("URN,EXP-02\n100001,in progress\n", trust, manager)
    seen = plan_of(workbook, by=manager).fingerprint
    other = project.milestones.get(code="EXP-03")
    log_progress(by=editor, milestone=other, progress=Progress(Status.DONE))

    assert plan_of(workbook, by=manager).fingerprint == seen

    log_progress(by=editor, milestone=project.milestones.get(code="EXP-02"), progress=Progress(Status.DONE))
    assert plan_of(workbook, by=manager).fingerprint != seen


def test_a_school_and_the_academy_it_became_are_one(
    trust: Group, manager: User, schools: list[School]
) -> None:
    project = start_project(by=manager, school=schools[0], trust=trust)
    academy = SchoolFactory(urn=700_001, name="Ashdown Academy")
    Project.objects.filter(pk=project.pk).update(opened_on=dt.date(2026, 1, 1), academy=academy)
    workbook = looked_at("URN,EXP-02,EXP-03\n100001,done,\n700001,,done\n", trust, manager)

    done = brought_in(workbook, manager)

    assert (done.changed, done.refused) == (1, 1)
    assert "same school as in row 2" in done.not_in[0][4]


def test_more_schools_than_go_in_at_once_are_refused(
    trust: Group, manager: User, schools: list[School]
) -> None:
    workbook = looked_at(SHEET, trust, manager)
    plan = plan_of(workbook, by=manager)
    plan.schools = [plan.schools[0]] * (MOST_SCHOOLS + 1)

    with pytest.raises(Refused, match="501 schools would go in"):
        brought_in(workbook, manager, plan)


def test_one_step_that_is_refused_saves_nothing_and_says_where(
    trust: Group, manager: User, schools: list[School]
) -> None:
    workbook = looked_at(SHEET, trust, manager)
    plan = plan_of(workbook, by=manager)
    outsider = ProjectFactory().trust  # as if the lead had left since
    plan.schools[1].steps.append(Step(ChangeRoute("transfer", outsider.pk), 3, "Route", "Route", "Transfer"))

    with pytest.raises(Refused, match=r"Birch Primary, row 3: "):
        brought_in(workbook, manager, plan)

    workbook.refresh_from_db()
    assert workbook.state == "read"
    assert not Project.objects.filter(trust=trust).exists()
    assert not Milestone.history.filter(project__trust=trust).exists()


def test_whoever_leaves_half_way_leaves_nothing(trust: Group, manager: User, schools: list[School]) -> None:
    workbook = looked_at(SHEET, trust, manager)
    plan = plan_of(workbook, by=manager)
    steps = applying(
        by=manager, workbook=workbook, plan=plan, seen=plan.fingerprint, delete_file_on=kept_until()
    )

    assert (next(steps).done, Project.objects.filter(trust=trust).count()) == (1, 1)
    steps.close()

    assert not Project.objects.filter(trust=trust).exists()


def test_no_plan_reaches_a_project_of_another_trust(trust: Group, manager: User) -> None:
    theirs = ProjectFactory(trust=GroupFactory())
    forged = SchoolPlan(
        key="x", called="x", rows=[2], school=Candidate(theirs.school_id, "x"), project_id=theirs.pk,
        version=theirs.version, steps=[Step(ChangeLead(manager.pk), 2, "Lead", "Lead", "Manager")],
    )  # fmt: skip

    with pytest.raises(NotAllowed):
        brought_in(looked_at(SHEET, trust, manager), manager, WorkbookPlan([forged]))

    theirs.refresh_from_db()
    assert theirs.lead is None


def test_only_whoever_chose_a_spreadsheet_brings_it_in(
    trust: Group, manager: User, administrator: User, schools: list[School]
) -> None:
    workbook = looked_at(SHEET, trust, manager)

    with pytest.raises(NotAllowed):
        brought_in(workbook, administrator, plan_of(workbook, by=manager))


def test_it_comes_in_once(trust: Group, manager: User, schools: list[School]) -> None:
    workbook = looked_at(SHEET, trust, manager)
    plan = plan_of(workbook, by=manager)
    brought_in(workbook, manager, plan)

    with pytest.raises(Refused, match="already"):
        brought_in(workbook, manager, plan)


def test_a_file_is_kept_until_a_day_ahead(trust: Group, manager: User, schools: list[School]) -> None:
    workbook = looked_at(SHEET, trust, manager)
    plan = plan_of(workbook, by=manager)

    with pytest.raises(Refused, match="day ahead"):
        apply_workbook(
            by=manager, workbook=workbook, plan=plan, seen=plan.fingerprint,
            delete_file_on=timezone.localdate(),
        )  # fmt: skip


def test_a_row_that_is_left_out_and_a_cell_that_is_not_understood_are_told_of(
    trust: Group, manager: User, schools: list[School]
) -> None:
    workbook = looked_at(SHEET.replace("done", "blue"), trust, manager)
    workbook.mends = workbook.mends | {"left_out": [3]}
    workbook.save()

    done = brought_in(workbook, manager)

    assert (done.created, done.refused, done.cells_left_out) == (1, 1, 1)
    assert [(each[0], each[3]) for each in done.not_in] == [(2, "blue"), (3, "Birch Primary")]


def test_years_of_a_pipeline_come_in(trust: Group, manager: User) -> None:
    for each in messy.PLACES:
        SchoolFactory(**each.as_row(), academy=each.urn in {100_008, 100_014})

    workbook = brought_in(looked_at(messy.pipeline(), trust, manager), manager)

    assert workbook.created == 22
    assert Project.objects.filter(trust=trust).count() == 22
    assert workbook.projects.count() == 22


def test_milestones_one_a_row_come_in(trust: Group, manager: User) -> None:
    for each in messy.PLACES:
        SchoolFactory(**each.as_row())
    workbook = looked_at(messy.milestones_down(), trust, manager)

    done = brought_in(workbook, manager)

    assert done.created == Project.objects.filter(trust=trust).count() > 0
    assert replace(plan_of(looked_at(messy.milestones_down(), trust, manager), by=manager)).going_in == []
