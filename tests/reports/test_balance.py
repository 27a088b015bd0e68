"""How the work is spread over leads and months."""

from __future__ import annotations

import datetime as dt

import pytest

from partnerships.models import Group, User
from partnerships.reports.balance import Balance, Load
from tests.factories import MilestoneFactory, ProjectFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2027, 3, 10)


def balance(user: User, trust: int | None = None) -> Balance:
    return Balance(user=user, trust=trust, today=TODAY)


def test_leads_and_months_add_up(trust: Group, viewer: User, editor: User) -> None:
    soon = ProjectFactory(trust=trust, lead=editor, joining_month=dt.date(2027, 9, 1))
    ProjectFactory(trust=trust, lead=editor, joining_month=None)
    nobody = ProjectFactory(trust=trust, joining_month=dt.date(2027, 9, 1))
    MilestoneFactory(project=soon, due_on=TODAY - dt.timedelta(days=1))
    MilestoneFactory(project=soon, due_on=TODAY + dt.timedelta(days=30))
    MilestoneFactory(project=soon, status="done", done_on=TODAY)
    MilestoneFactory(project=nobody, due_on=None)
    found = balance(viewer)
    assert [(line.name, line.total) for line in found.leads] == [
        ("Edda Editor", Load(2, 2, 1, 1)),
        ("Nobody yet", Load(1, 1, 0, 0)),
    ]
    months = {column.label: load.projects for column, load in found.months if load.projects}
    assert months == {"September 2027": 2, "No date yet": 1}
    assert found.total == Load(3, 3, 1, 1)


@pytest.mark.parametrize(
    ("month", "label", "query"),
    [
        (dt.date(2027, 2, 1), "Before March 2027", "&joining_to=2027-02"),
        (dt.date(2027, 3, 1), "March 2027", "&joining_from=2027-03&joining_to=2027-03"),
        (dt.date(2028, 2, 1), "February 2028", "&joining_from=2028-02&joining_to=2028-02"),
        (dt.date(2028, 3, 1), "After February 2028", "&joining_from=2028-03"),
        (None, "No date yet", ""),
    ],
)
def test_every_month_has_one_column(
    trust: Group, viewer: User, month: dt.date | None, label: str, query: str
) -> None:
    ProjectFactory(trust=trust, joining_month=month)
    there = [(column.label, column.query) for column, load in balance(viewer).months if load.projects]
    assert there == [(label, query)]


def test_only_live_projects_that_one_sees(
    trust: Group, other_trust: Group, viewer: User, outsider: User
) -> None:
    ProjectFactory(trust=trust, ended_on=TODAY, outcome="other")
    ProjectFactory(trust=trust, confidential=True)
    ProjectFactory(trust=other_trust)
    assert balance(viewer).total == Load()
    assert balance(outsider).total.projects == 1
    assert balance(outsider, trust.pk).total.projects == 0


def test_the_tallest_bar_is_as_high_as_the_chart(trust: Group, viewer: User) -> None:
    for month in (4, 4, 5):
        ProjectFactory(trust=trust, joining_month=dt.date(2027, month, 1))
    bars = {bar.column.label: (bar.y, bar.height) for bar in balance(viewer).bars(height=100, width=10)}
    assert bars["April 2027"] == (0, 100)
    assert bars["May 2027"] == (50, 50)
    assert balance(viewer).chart_words == "April 2027: 2 schools; May 2027: 1 school"
