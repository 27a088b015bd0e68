"""A spreadsheet is undone as a whole while nobody has worked on what it touched; else it says what is in the way."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from partnerships.actions._core import NotAllowed, Refused
from partnerships.actions.calendar import set_deadlines
from partnerships.actions.joining import set_joining_month
from partnerships.actions.milestones import Progress, log_progress
from partnerships.actions.notes import write_note
from partnerships.actions.projects import change_route, end_project, set_confidential, start_project
from partnerships.actions.workbook_undo import undo_problems, undo_workbook
from partnerships.imports.workbooks.planning import plan_of
from partnerships.models import (
    Contact,
    Group,
    Hold,
    JoiningChange,
    Milestone,
    Note,
    Project,
    School,
    User,
    Workbook,
)
from partnerships.reports.workbooks import projects_of
from partnerships.rules.words import Status
from partnerships.rules.workbook.words import Becomes
from tests.actions.test_workbook_apply import SHEET
from tests.factories import ContactFactory, SchoolFactory
from tests.imports.workbooks.looked_at import brought_in, looked_at

pytestmark = pytest.mark.django_db

CHANGES = (
    "URN,School,Route,Joining date,Project lead,CTA agreed,Land questionnaire due,Supper for the staff,Notes,"
    "Headteacher,Headteacher's email\n"
    "100001,Ashdown Primary,transfer,Sept 2027,Tom Okafor,done,1/3/2099,3/3/2026,Keen,Ann Price,ann@ashdown.example\n"
)


@pytest.fixture
def schools(db: None) -> list[School]:
    return [
        SchoolFactory(urn=100_001, name="Ashdown Primary"),
        SchoolFactory(urn=100_002, name="Birch Primary"),
    ]


@pytest.fixture
def project(trust: Group, manager: User, schools: list[School]) -> Project:
    """Started by hand, with a contact and something logged."""
    started = start_project(by=manager, school=schools[0], trust=trust)
    ContactFactory(project=started, role="headteacher", name="Ann Price", email="")
    return started


def as_it_stands(project: Project) -> dict[str, object]:
    """All that a spreadsheet may change of a project."""
    fields = ("route", "joining_month", "joining_confirmed", "first_agreed_month", "lead", "on_hold_since")
    milestones = Milestone.objects.filter(project=project).order_by("code", "occurrence", "title")
    return {
        "project": Project.objects.values_list(*fields).get(pk=project.pk),
        "milestones": list(
            milestones.filter(in_plan=True).values_list(
                "code", "title", "status", "done_on", "due_on", "fixed_on", "override", "done_before_tracking"
            )
        ),
        "notes": list(Note.objects.standing().filter(project=project).values_list("text", flat=True)),
        "contacts": list(Contact.objects.filter(project=project).values_list("role", "name", "email")),
        "facts": sorted(project.facts.values_list("key", "answer")),
        "holds": Hold.objects.filter(project=project).count(),
    }


def test_what_it_started_is_gone_as_if_it_had_never_been(
    trust: Group, manager: User, schools: list[School]
) -> None:
    workbook = brought_in(looked_at(SHEET, trust, manager), manager)
    assert undo_problems(workbook, manager) == []

    undone = undo_workbook(by=manager, workbook=workbook)

    assert not Project.objects.filter(trust=trust).exists()
    assert (undone.state, undone.stored != "") == ("undone", True)
    assert Project.history.filter(trust=trust, history_type="-").count() == 2
    again = plan_of(looked_at(SHEET, trust, manager), by=manager)
    assert {each.becomes for each in again.schools} == {Becomes.NEW}


def test_what_it_changed_is_as_it_was(trust: Group, manager: User, editor: User, project: Project) -> None:
    School.objects.filter(pk=project.school_id).update(type_group_code="10", type_code="33")
    before = as_it_stands(project)
    sheet = CHANGES.replace("Tom Okafor", editor.name)
    workbook = looked_at(sheet, trust, manager, columns={"Supper for the staff": "own:OPS"})
    brought_in(workbook, manager)
    changed = as_it_stands(project)
    assert all(changed[what] != before[what] for what in ("project", "milestones", "notes", "contacts"))

    undo_workbook(by=manager, workbook=workbook)

    assert as_it_stands(project) == before


def test_a_month_that_moved_back_is_in_the_record_with_its_reason(
    trust: Group, manager: User, project: Project
) -> None:
    set_joining_month(by=manager, project=project, month=dt.date(2027, 4, 1))
    sheet = "URN,School,Joining date\n100001,Ashdown Primary,Sept 2027\n"
    workbook = looked_at(sheet, trust, manager)
    workbook.mends = {"reasons": {"100001": {"code": "school", "words": "Governors meet later"}}}
    workbook.save()
    brought_in(workbook, manager)

    undo_workbook(by=manager, workbook=workbook)

    moved = JoiningChange.objects.filter(project=project).order_by("-pk")
    assert [each.to_month.month for each in moved if each.to_month] == [4, 9, 4]
    assert "undone" in moved[0].reasons.get().text


@pytest.mark.parametrize("of", [0, 1])
def test_anything_that_somebody_did_in_a_new_school_since_stands_in_the_way(
    trust: Group, manager: User, editor: User, schools: list[School], of: int
) -> None:
    workbook = brought_in(looked_at(SHEET, trust, manager), manager)
    write_note(by=editor, project=Project.objects.get(school=schools[of]), text="Rang the head")

    (problem,) = undo_problems(workbook, manager)
    assert problem.startswith(f"{schools[of].name}: a note was added by {editor} on ")
    with pytest.raises(Refused):
        undo_workbook(by=manager, workbook=workbook)
    assert Project.objects.filter(trust=trust).count() == 2


def test_the_sheets_of_a_file_are_undone_one_after_the_other(
    trust: Group, manager: User, schools: list[School]
) -> None:
    first = brought_in(looked_at(SHEET, trust, manager), manager)
    second = brought_in(looked_at(CHANGES, trust, manager), manager)
    assert undo_problems(first, manager) != []

    undo_workbook(by=manager, workbook=second)

    assert undo_problems(first, manager) == []
    undo_workbook(by=manager, workbook=first)
    assert not Project.objects.filter(trust=trust).exists()


def test_of_a_school_that_was_here_only_the_same_rows_stand_in_the_way(
    trust: Group, manager: User, editor: User, project: Project
) -> None:
    sheet = "URN,School,EXP-02\n100001,Ashdown Primary,done\n"
    workbook = brought_in(looked_at(sheet, trust, manager), manager)
    other, same = (project.milestones.get(code=code) for code in ("EXP-03", "EXP-02"))
    log_progress(by=editor, milestone=other, progress=Progress(Status.IN_PROGRESS))
    write_note(by=editor, project=project, text="Rang the head")
    assert undo_problems(workbook, manager) == []

    log_progress(by=editor, milestone=same, progress=Progress(Status.IN_PROGRESS))

    (problem,) = undo_problems(workbook, manager)
    assert f"“{same.title}” was changed by {editor}" in problem


def test_what_follows_from_a_month_that_moved_since_stands_in_no_way(
    trust: Group, manager: User, project: Project
) -> None:
    change_route(by=manager, project=project, route="voluntary")
    set_joining_month(by=manager, project=project, month=dt.date(2027, 9, 1))
    sheet = "URN,School,EXP-02\n100001,Ashdown Primary,in progress\n"
    workbook = brought_in(looked_at(sheet, trust, manager), manager)
    row = project.milestones.get(code="EXP-02")
    due = row.due_on
    set_joining_month(by=manager, project=project, month=dt.date(2028, 1, 1), reasons={"land": "Late"})
    row.refresh_from_db()
    moved = row.due_on

    undo_workbook(by=manager, workbook=workbook)

    row.refresh_from_db()
    assert (row.status, row.due_on) == (Status.NOT_STARTED, moved)
    assert moved != due


def test_a_deadline_that_is_entered_since_stands_in_no_way(
    trust: Group, manager: User, administrator: User, schools: list[School]
) -> None:
    workbook = brought_in(looked_at(SHEET, trust, manager), manager)
    dates = {"LEG-18": dt.date(2027, 5, 4)}
    set_deadlines(by=administrator, trust=trust, month=dt.date(2027, 9, 1), dates=dates)
    assert Milestone.objects.filter(code="LEG-18", due_on=dates["LEG-18"]).exists()

    assert undo_problems(workbook, manager) == []


def test_what_a_rule_came_to_hold_since_stands_in_no_way(
    trust: Group, manager: User, editor: User, project: Project
) -> None:
    change_route(by=manager, project=project, route="voluntary")
    sheet = "URN,School,LEG-18\n100001,Ashdown Primary,3/3/2026\n"
    workbook = brought_in(looked_at(sheet, trust, manager), manager)
    signed, closed = (project.milestones.get(code=code) for code in ("LEG-18", "CON-06"))
    assert signed.status == Status.HELD
    log_progress(by=editor, milestone=closed, progress=Progress(Status.DONE, done_on=dt.date(2026, 3, 1)))
    signed.refresh_from_db()
    assert signed.status == Status.DONE

    assert undo_problems(workbook, manager) == []


def test_many_obstacles_are_counted(trust: Group, manager: User, editor: User, schools: list[School]) -> None:
    workbook = brought_in(looked_at(SHEET, trust, manager), manager)
    started = Project.objects.get(school=schools[0])
    for number in range(13):
        write_note(by=editor, project=started, text=f"Note {number}")

    problems = undo_problems(workbook, manager)

    assert (len(problems), problems[-1]) == (11, "And 3 other changes since.")


def test_a_school_whose_project_has_ended_stands_in_the_way(
    trust: Group, manager: User, schools: list[School]
) -> None:
    workbook = brought_in(looked_at(SHEET, trust, manager), manager)
    started = Project.objects.get(school=schools[1])
    end_project(by=manager, project=started, outcome="withdrawn_trust", on=dt.date(2026, 1, 1), why="No")

    assert "Birch Primary: the project has ended." in undo_problems(workbook, manager)


def test_nobody_undoes_what_touched_a_school_they_do_not_see(
    trust: Group, manager: User, administrator: User, schools: list[School]
) -> None:
    workbook = brought_in(looked_at(SHEET, trust, manager), manager)
    set_confidential(by=manager, project=Project.objects.get(school=schools[1]), confidential=True)

    with pytest.raises(NotAllowed):
        undo_workbook(by=administrator, workbook=workbook)


def test_it_is_undone_once(trust: Group, manager: User, schools: list[School]) -> None:
    workbook = brought_in(looked_at(SHEET, trust, manager), manager)
    undo_workbook(by=manager, workbook=workbook)

    with pytest.raises(Refused, match="nothing to undo"):
        undo_workbook(by=manager, workbook=workbook)


SECRET = "URN,School,Confidential\n100001,Ashdown Primary,yes\n100002,Birch Primary,no\n"


def test_what_named_a_confidential_project_stays_hidden_once_that_is_undone(
    trust: Group, manager: User, administrator: User, schools: list[School]
) -> None:
    """Its project is gone, and with it who was named on it; the file still says its name."""
    workbook = brought_in(looked_at(SECRET, trust, manager), manager)
    assert not Workbook.objects.visible_to(administrator).exists()

    undo_workbook(by=manager, workbook=workbook)

    assert not Workbook.objects.visible_to(administrator).exists()
    assert Workbook.objects.visible_to(manager).get() == workbook


@pytest.mark.parametrize("ended", [False, True])
def test_a_sheet_is_hidden_with_a_confidential_project_of_which_nothing_went_in(
    trust: Group, manager: User, administrator: User, project: Project, ended: bool
) -> None:
    set_confidential(by=manager, project=project, confidential=True)
    if ended:
        end_project(by=manager, project=project, outcome="withdrawn_trust", on=timezone.localdate(), why="No")
    sheet = "URN,School,Route\n100001,Ashdown Primary,upwards\n100002,Birch Primary,voluntary\n"

    workbook = brought_in(looked_at(sheet, trust, manager), manager)

    assert not Workbook.objects.visible_to(administrator).exists()
    assert [each.project.school_id for each in projects_of(workbook, manager)] == [100_002]
    undo_workbook(by=manager, workbook=workbook)
    assert Project.objects.filter(pk=project.pk).exists()
    assert not Workbook.objects.visible_to(administrator).exists()
