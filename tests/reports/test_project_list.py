from __future__ import annotations

import datetime as dt

import pytest

from partnerships.models import Group, Project, User
from partnerships.reports.project_list import MonthTotal, month_groups, month_totals, project_rows
from partnerships.rules.words import Part
from tests.factories import MilestoneFactory, ProjectFactory, SchoolFactory

TODAY = dt.date(2027, 3, 10)
SEPTEMBER = dt.date(2027, 9, 1)


def made(trust: Group, name: str, month: dt.date | None) -> Project:
    return ProjectFactory(trust=trust, school=SchoolFactory(name=name), joining_month=month)


def test_months_are_totalled_over_everything_found_undated_last(viewer: User, trust: Group) -> None:
    first, second = made(trust, "Ash", SEPTEMBER), made(trust, "Beck", SEPTEMBER)
    made(trust, "Cove", None)
    MilestoneFactory(project=first, status="done", done_on=TODAY)
    MilestoneFactory(project=first, due_on=TODAY - dt.timedelta(days=1))
    MilestoneFactory(project=second, due_on=TODAY)
    MilestoneFactory(project=second, in_plan=False, due_on=TODAY - dt.timedelta(days=9))

    totals = month_totals(Project.objects.visible_to(viewer), today=TODAY)

    assert totals == [MonthTotal(SEPTEMBER, 2, 1, 3, 1), MonthTotal(None, 1, 0, 0, 0)]
    assert totals[0].words == "2 projects, 1 of 3 milestones done, 1 late"


def test_a_month_that_goes_over_a_page_says_so(viewer: User, trust: Group) -> None:
    keys = [made(trust, name, SEPTEMBER).pk for name in "ABC"]
    found = Project.objects.visible_to(viewer)
    totals = month_totals(found, today=TODAY)

    first = month_groups(project_rows(keys[:2], today=TODAY), totals, first=0)
    last = month_groups(project_rows(keys[2:], today=TODAY), totals, first=2)

    assert [(g.goes_back, g.goes_on) for g in first + last] == [(False, True), (True, False)]


@pytest.mark.parametrize(
    ("month", "words"),
    [
        (dt.date(2027, 4, 1), "22 days until opening"),
        (dt.date(2027, 3, 1), "9 days since the joining date"),
        (None, ""),
    ],
)
def test_days_until_opening(trust: Group, month: dt.date | None, words: str) -> None:
    (row,) = project_rows([made(trust, "Ash", month).pk], today=TODAY)

    assert row.opening_words == words


def test_phase_reached_is_the_furthest_with_something_done_or_under_way(trust: Group) -> None:
    project, untouched = made(trust, "Ash", None), made(trust, "Beck", None)
    MilestoneFactory(project=project, phase="EXP", status="done", done_on=TODAY)
    MilestoneFactory(project=project, phase="LEG", status="in_progress")
    MilestoneFactory(project=project, phase="OPS", status="in_progress", in_plan=False)
    MilestoneFactory(project=project, phase="PST")

    rows = project_rows([project.pk, untouched.pk], today=TODAY)

    assert [row.reached_words for row in rows] == ["Legal documents", "Nothing started yet"]
    assert list(Project.objects.with_reached_part(Part.LEGAL)) == [project]
    assert list(Project.objects.with_reached_part(Part.EXPLORE)) == []
    assert list(Project.objects.with_reached_part(None)) == [untouched]
