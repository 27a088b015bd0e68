"""What a spreadsheet would do as everything stands: its schools found, compared, and asked about."""

from __future__ import annotations

import datetime as dt
import time
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partnerships.actions.joining import set_joining_month
from partnerships.actions.milestones import Progress as Logged
from partnerships.actions.milestones import log_progress
from partnerships.actions.notes import write_note
from partnerships.actions.projects import CANNOT_BE_STARTED, set_confidential, start_project
from partnerships.imports.workbooks.planning import plan_of, planning
from partnerships.models import Group, Project, School, SchoolLink, User
from partnerships.rules.counting import Progress
from partnerships.rules.workbook.plan import SchoolPlan, WorkbookPlan
from partnerships.rules.workbook.reading import Mends
from partnerships.rules.workbook.steps import DoneBefore, KeepContact, LogProgress, MoveMonth, Start
from partnerships.rules.workbook.words import Asks, Becomes
from tests.factories import ContactFactory, ProjectFactory, SchoolFactory
from tests.imports.workbooks import messy
from tests.imports.workbooks.looked_at import looked_at
from tests.plans import code

pytestmark = pytest.mark.django_db
SEPTEMBER = dt.date(2027, 9, 1)


def looked_through(data: bytes | str, trust: Group, by: User, **given: Any) -> WorkbookPlan:
    return plan_of(looked_at(data, trust, by, **given), by=by)


def by_row(plan: WorkbookPlan) -> dict[int, SchoolPlan]:
    return {row: each for each in plan.schools for row in each.rows}


@pytest.fixture
def places(db: None) -> dict[int, School]:
    """Every school that the messy spreadsheets name; two of them are academies."""
    academies = {100_008, 100_014}
    return {each.urn: SchoolFactory(**each.as_row(), academy=each.urn in academies) for each in messy.PLACES}


def test_a_pipeline_of_years_is_understood_school_by_school(
    trust: Group, manager: User, places: dict[int, School]
) -> None:
    plan = looked_through(messy.pipeline(), trust, manager)

    schools = by_row(plan)
    assert len(plan.schools) == len(messy.PLACES)
    assert {each.school.urn for each in plan.schools if each.school} == set(places)
    assert plan.counts[Becomes.NEW] == 22
    assert schools[17].becomes is Becomes.REFUSED  # withdrawn
    assert schools[9].school is not None
    assert schools[9].school.la_name == "Estermoor"
    assert any(DoneBefore in {type(step.what) for step in each.steps} for each in plan.schools)
    assert "Autumn 2027" in {word.text for word in plan.words if word.asks is Asks.MONTH}
    assert any("Rows 31 and 33" in each or "Rows 31, 33" in each for each in plan.notices)
    assert any("Colours" in each for each in plan.notices)
    assert "BF ref" in plan.not_read


def test_a_list_of_contacts_goes_to_the_schools_that_are_here_and_starts_none(
    trust: Group, manager: User, places: dict[int, School]
) -> None:
    start_project(by=manager, school=places[100_001], trust=trust, route="voluntary")

    plan = looked_through(messy.pipeline(), trust, manager, sheet=messy.CONTACTS_SHEET)

    here, *others = plan.schools
    assert here.rows == [2, 3, 4]
    assert [type(step.what) for step in here.steps] == [KeepContact] * 3
    assert all(each.becomes is Becomes.REFUSED for each in others)


def test_rows_that_are_milestones_are_of_the_school_named_above(
    trust: Group, manager: User, places: dict[int, School]
) -> None:
    plan = looked_through(messy.milestones_down(), trust, manager)

    assert [each.rows for each in plan.schools] == [[4, 5, 6, 7, 8], [9, 10, 11], [12, 13]]
    assert any("taken to be of the school above" in each for each in plan.notices)
    asked = {word.text for word in plan.words if word.asks is Asks.MILESTONE}
    assert "Swimming pool licence" in asked


def test_two_schools_of_one_name_are_asked_about_and_settled_by_a_choice(
    trust: Group, manager: User, places: dict[int, School]
) -> None:
    data = messy.board_list_csv()
    asked = by_row(looked_through(data, trust, manager))
    assert asked[5].school is None
    assert {each.la_name for each in asked[5].candidates} == {"Westmarch", "Estermoor"}
    assert asked[6].school is not None
    assert asked[6].school.urn == 100_003
    assert asked[8].refused == ["No school of GIAS is called “Nowhere Primary School”. Enter its URN."]

    chosen = Mends(schools={asked[5].key: 100_002})
    plan = by_row(looked_through(data, trust, manager, mends=chosen))
    assert plan[5].school is not None
    assert plan[5].school.urn == 100_002
    assert plan[5].becomes is Becomes.NEW

    wrong = by_row(looked_through(data, trust, manager, mends=Mends(schools={asked[5].key: 999_999})))
    assert wrong[5].refused == ["There is no school with the URN 999999 in GIAS."]
    assert len(wrong[5].candidates) == 2


def test_a_row_of_another_trust_does_not_go_in(
    trust: Group, manager: User, places: dict[int, School]
) -> None:
    ours, theirs = looked_through(messy.two_trusts(), trust, manager).schools

    assert ours.becomes is Becomes.NEW
    assert theirs.becomes is Becomes.REFUSED


def test_formulas_without_a_result_read_as_empty_and_are_told(
    trust: Group, manager: User, places: dict[int, School]
) -> None:
    plan = looked_through(messy.with_formulas(), trust, manager)

    assert [each.school.urn for each in plan.schools if each.school] == [100_001, 100_004, 100_005]
    assert any(each.startswith("2 cells hold formulas") for each in plan.notices)


def test_rows_that_name_a_school_in_two_ways_are_one_school(trust: Group, manager: User) -> None:
    school = SchoolFactory(name="Ashdown Primary School", la_name="Westmarch")
    data = f"URN,School,LA,Notes\n{school.pk},,,One\n,Ashdown Prim,Westmarch,Two\n"

    (plan,) = looked_through(data, trust, manager).schools

    assert plan.rows == [2, 3]
    assert [step.after for step in plan.steps[1:]] == ["One", "Two"]


def test_a_closed_school_is_refused_and_its_successor_offered(trust: Group, manager: User) -> None:
    closed = SchoolFactory(status_code="2", status_name="Closed")
    academy = SchoolFactory(name="Brackenholt Academy", academy=True)
    SchoolLink.objects.create(school=closed, other=academy, link_type="Successor")

    (plan,) = looked_through(f"URN,Joining date\n{closed.pk},Sept 2027\n", trust, manager).schools

    assert plan.refused == [
        "GIAS lists this school as closed. Start the project on the school that replaced it."
    ]
    assert [each.urn for each in plan.candidates] == [academy.pk]


def test_a_school_whose_project_has_ended_is_not_started_anew(trust: Group, manager: User) -> None:
    ended = ProjectFactory(trust=trust, ended_on=dt.date(2026, 1, 1), outcome="withdrawn_school")

    (plan,) = looked_through(f"URN,Joining date\n{ended.school_id},Sept 2027\n", trust, manager).schools

    assert plan.becomes is Becomes.REFUSED
    assert "Withdrawn by the school" in plan.refused[0]


def test_a_confidential_project_that_one_may_not_see_does_not_show(
    trust: Group, manager: User, administrator: User, school: School
) -> None:
    project = start_project(by=administrator, school=school, trust=trust, route="voluntary")
    set_confidential(by=administrator, project=project, confidential=True)
    data = f"URN,Joining date,Notes\n{school.pk},Sept 2027,Hello\n"

    (hidden,) = looked_through(data, trust, manager).schools
    (seen,) = looked_through(data, trust, administrator).schools

    assert hidden.refused == [CANNOT_BE_STARTED]
    assert (hidden.project_id, hidden.version) == (None, None)
    assert seen.project_id == project.pk
    assert seen.becomes is Becomes.CHANGED


def test_projects_of_another_trust_are_never_reached(
    trust: Group, manager: User, outsider: User, other_trust: Group, school: School
) -> None:
    start_project(by=outsider, school=school, trust=other_trust, route="voluntary")

    (plan,) = looked_through(f"URN,Notes\n{school.pk},Hello\n", trust, manager).schools

    assert plan.project_id is None
    assert isinstance(plan.steps[0].what, Start)


def test_an_academy_is_known_by_its_new_number_too(trust: Group, manager: User) -> None:
    academy = SchoolFactory(academy=True)
    project = ProjectFactory(trust=trust, academy=academy, opened_on=SEPTEMBER)

    (plan,) = looked_through(f"URN,Notes\n{academy.pk},Hello\n", trust, manager).schools

    assert plan.project_id == project.pk


def test_what_stands_already_makes_no_step(trust: Group, manager: User, school: School) -> None:
    project = start_project(
        by=manager, school=school, trust=trust, route="voluntary", joining_month=SEPTEMBER, lead=manager
    )
    day = dt.date(2026, 3, 3)
    log_progress(by=manager, milestone=code(project, "LEG-03"), progress=Logged("done", day))
    log_progress(
        by=manager, milestone=code(project, "LEG-05"), progress=Logged("waiting", waiting_on="the council")
    )
    write_note(by=manager, project=project, text="Rang the head")
    ContactFactory(project=project, role="chair", name="Jane Bell", email="jane@bell.example")
    heading = "URN,Route,Joining date,Lead,LEG-03,LEG-05,Notes,Chair,Chair email"
    row = "voluntary,Sept 2027,Mona Manager,03/03/2026,waiting for the council,Rang the head"

    (plan,) = looked_through(
        f"{heading}\n{school.pk},{row},Jane Bell,jane@bell.example\n", trust, manager
    ).schools

    assert (plan.steps, plan.problems, plan.becomes) == ([], [], Becomes.SAME)
    assert plan.version == Project.objects.versions_with_plan()[project.pk]


def test_what_differs_is_a_change_with_before_and_after(trust: Group, manager: User, school: School) -> None:
    project = start_project(
        by=manager, school=school, trust=trust, route="voluntary", joining_month=SEPTEMBER
    )
    data = f"URN,Joining date,LEG-03\n{school.pk},Jan 2028,done\n"

    waiting = looked_through(data, trust, manager)
    (plan,) = waiting.schools
    assert [type(step.what) for step in plan.steps] == [LogProgress]
    assert plan.reasons_wanted

    mends = Mends(reasons={str(school.pk): {"code": "land", "words": "No titles"}})
    given = looked_through(data, trust, manager, mends=mends)
    moved = given.schools[0].steps[0]
    assert isinstance(moved.what, MoveMonth)
    assert moved.before == "joining September 2027, provisional"
    assert given.fingerprint != waiting.fingerprint

    set_joining_month(by=manager, project=project, month=dt.date(2027, 10, 1), reasons={"land": "Late"})
    assert looked_through(data, trust, manager, mends=mends).fingerprint != given.fingerprint


def test_a_new_school_has_only_milestones_of_its_route(trust: Group, manager: User, school: School) -> None:
    data = f"URN,Route,LEG-04,LEG-03\n{school.pk},conversion,done,done\n"

    (plan,) = looked_through(data, trust, manager).schools

    assert [problem.heading for problem in plan.problems] == ["LEG-04"]
    assert plan.problems[0].says.endswith("is not part of a voluntary conversion.")
    assert [type(step.what) for step in plan.steps] == [Start, LogProgress]


def test_a_word_in_many_cells_is_asked_once_with_the_most_first(trust: Group, manager: User) -> None:
    rows = [f"{SchoolFactory().pk},blue folder,{'red box' if n else ''}" for n in range(3)]

    plan = looked_through("URN,LEG-03,LEG-05\n" + "\n".join(rows), trust, manager)

    assert [(word.text, word.cells, word.first_cell) for word in plan.words] == [
        ("blue folder", 3, "B2"),
        ("red box", 2, "C3"),
    ]
    answered = {"progress": {"blue folder": "done", "red box": "leave out"}}
    after = looked_through("URN,LEG-03,LEG-05\n" + "\n".join(rows), trust, manager, words=answered)
    assert (after.words, after.problems) == ([], [])


def test_rows_that_are_left_out_are_left_out_by_the_person(
    trust: Group, manager: User, school: School
) -> None:
    plan = looked_through(f"URN,Notes\n{school.pk},Hello\n", trust, manager, mends=Mends(left_out=[2]))

    assert plan.counts[Becomes.LEFT_OUT] == 1
    assert plan.going_in == []


def test_nothing_is_saved_by_looking(trust: Group, manager: User, school: School) -> None:
    workbook = looked_at(f"URN,Notes\n{school.pk},Hello\n", trust, manager)

    steps = list(planning(workbook, by=manager))

    assert steps[-1] == Progress("Schools compared", 1, 1)
    assert Project.objects.count() == 0


def test_queries_do_not_grow_with_the_rows(trust: Group, manager: User) -> None:
    def queries(count: int) -> int:
        new = [SchoolFactory().pk for _ in range(count)]
        there = [
            start_project(by=manager, school=SchoolFactory(), trust=trust, route="voluntary").school_id
            for _ in range(count)
        ]
        rows = "".join(f"{urn},Sept 2027,done,Hello\n" for urn in (*new, *there))
        workbook = looked_at(f"URN,Joining date,LEG-03,Notes\n{rows}", trust, manager)
        with CaptureQueriesContext(connection) as captured:
            assert len(plan_of(workbook, by=manager).going_in) == 2 * count
        return len(captured)

    assert queries(1) == queries(4)


def test_pages_of_words_in_every_cell_take_no_time(trust: Group, manager: User) -> None:
    """Each would be looked through from each of its letters on: a second a cell, a thousand cells a file."""
    words = ["a" * 9_999, "a" + " " * 9_000 + "a", "1" * 9_999, "(" * 9_999]
    rows = "".join(f"{text},{text},{text},{text}\n" for text in words)
    columns = {"Ours": "contact:chair:email", "Head": "contact:chair:name", "What": "m_title"}
    workbook = looked_at(f"School,Ours,Head,What\n{rows}", trust, manager, columns=columns)
    SchoolFactory(urn=100_001, name="A")

    began = time.process_time()
    plan = plan_of(workbook, by=manager)

    assert len(plan.schools) == 4
    assert time.process_time() - began < 2
