"""Plans that follow their dates, answers and route; projects entered half-way."""

from __future__ import annotations

import datetime as dt

import pytest

from partnerships.actions._core import Refused
from partnerships.actions.facts import answer_fact
from partnerships.actions.joining import set_joining_month
from partnerships.actions.milestones import Progress, add_own_milestone, log_progress
from partnerships.actions.partnerships import start_partnership
from partnerships.actions.plans import earlier_rows, start_from_here
from partnerships.actions.projects import change_route, preview_route, start_project
from partnerships.models import Group, Project, School, User
from tests.factories import MilestoneFactory, SchoolFactory
from tests.plans import TODAY, code, planned


def test_an_answer_changes_the_plan_at_once_and_keeps_what_was_logged(plan: Project, manager: User) -> None:
    row = plan.milestones.filter(because=["pfi"], applies="unknown").first()
    assert row is not None
    assert row.in_plan
    answer_fact(by=manager, project=plan, key="pfi", answer="no", why="Built in 1962")
    row.refresh_from_db()
    assert (row.applies, row.in_plan) == ("no", False)

    answer_fact(by=manager, project=plan, key="pfi", answer="unknown")
    log_progress(by=manager, milestone=row, progress=Progress("in_progress"))
    answer_fact(by=manager, project=plan, key="pfi", answer="no")
    row.refresh_from_db()
    assert (row.applies, row.in_plan) == ("no", True)


@pytest.mark.parametrize(
    ("key", "answer", "said"),
    [
        ("has_partnership", "yes", "cannot be answered here"),
        ("no_such", "yes", "cannot be answered here"),
        ("pfi", "perhaps", "Choose one of the answers"),
        ("order_basis", "yes", "Choose one of the answers"),
    ],
)
def test_answers_that_make_no_sense(plan: Project, manager: User, key: str, answer: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        answer_fact(by=manager, project=plan, key=key, answer=answer)


def test_a_partnership_brings_its_milestones_and_their_dates(plan: Project, manager: User) -> None:
    assert not plan.milestones.in_plan().filter(phase="PAR").exists()
    start, end = dt.date(2026, 9, 1), dt.date(2027, 8, 1)
    with pytest.raises(Refused, match="must end after it starts"):
        start_partnership(by=manager, school=plan.school, trust=plan.trust, starts_on=end, ends_on=start)
    start_partnership(by=manager, school=plan.school, trust=plan.trust, starts_on=start, ends_on=end)

    rows = plan.milestones.in_plan().filter(phase="PAR")
    assert rows.exists()
    assert rows.exclude(due_on=None).count() == rows.count()


def test_a_preview_says_what_the_change_does(plan: Project, manager: User) -> None:
    log_progress(by=manager, milestone=code(plan, "CON-01"), progress=Progress("done"))
    before = set(plan.milestones.in_plan().values_list("title", flat=True))
    said = preview_route(plan, "order")
    assert set(plan.milestones.in_plan().values_list("title", flat=True)) == before

    change_route(by=manager, project=plan, route="order")
    after = set(plan.milestones.in_plan().values_list("title", flat=True))
    assert after == (before - set(said.lost)) | set(said.gained)
    assert said.kept == len(before) - len(said.lost)
    for title, _, now in said.moved:
        assert plan.milestones.get(title=title).due_on == now


def test_a_preview_of_a_first_route_knows_what_gias_answers(
    manager: User, school: School, trust: Group
) -> None:
    enquiry = start_project(by=manager, school=school, trust=trust, enquiry="The chair rang")
    said = preview_route(enquiry, "voluntary")
    assert not enquiry.facts.filter(key="la_land").exists()

    change_route(by=manager, project=enquiry, route="voluntary")
    assert enquiry.facts.filter(key="la_land").exists()
    assert enquiry.milestones.in_plan().count() == said.kept + len(said.gained)


def test_own_rows_keep_their_date_when_the_joining_month_moves(plan: Project, manager: User) -> None:
    own = add_own_milestone(by=manager, project=plan, title="Visit", phase="EXP", due_on=TODAY)
    set_joining_month(by=manager, project=plan, month=dt.date(2028, 1, 1), reasons={"land": "Later"})
    own.refresh_from_db()
    assert own.due_on == TODAY


def test_without_a_joining_month_there_are_no_dates(manager: User, school: School, trust: Group) -> None:
    project = planned(manager, school, trust, joining_month=None)
    assert not project.milestones.exclude(due_on=None).exists()


def test_start_from_here_by_milestone_marks_what_comes_before(plan: Project, editor: User) -> None:
    place = code(plan, "CON-01")
    expected = {row.pk for row in earlier_rows(plan, milestone=place)}
    marked = start_from_here(by=editor, project=plan, milestone=place, done_on=dt.date(2027, 1, 1))

    assert {row.pk for row in marked} == expected
    assert all(row.done_before_tracking and row.done_on == dt.date(2027, 1, 1) for row in marked)
    place.refresh_from_db()
    assert place.status == "not_started"


def test_start_from_here_without_dates_goes_by_the_place_in_the_plan(
    manager: User, school: School, trust: Group
) -> None:
    project = planned(manager, school, trust, joining_month=None)
    place = code(project, "CON-01")
    marked = start_from_here(by=manager, project=project, milestone=place)
    assert marked
    assert all(row.position < place.position and row.done_on is None for row in marked)


def test_where_to_start_from_is_one_place_not_in_the_future(plan: Project, editor: User) -> None:
    with pytest.raises(Refused, match="date or a milestone"):
        start_from_here(by=editor, project=plan)
    with pytest.raises(Refused, match="date or a milestone"):
        start_from_here(by=editor, project=plan, before=TODAY, milestone=code(plan, "CON-01"))
    with pytest.raises(Refused, match="future"):
        start_from_here(by=editor, project=plan, before=TODAY, done_on=TODAY + dt.timedelta(days=1))
    with pytest.raises(Refused, match="another project"):
        start_from_here(by=editor, project=plan, milestone=MilestoneFactory())


def test_a_church_school_keeps_its_milestones_with_the_reason(manager: User, trust: Group) -> None:
    church = SchoolFactory(
        religious_character="Church of England", type_code="02", type_name="Voluntary aided"
    )
    project = planned(manager, church, trust)
    assert code(project, "LEG-13").because == ["church"]
