"""Risks: added, changed, closed, reopened, and made work of the plan."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from partnerships.actions._core import NotAllowed, Refused, RowChangedMeanwhile
from partnerships.actions.risks import (
    Said,
    add_risk,
    change_risk,
    close_risk,
    reopen_risk,
    risk_to_milestone,
)
from partnerships.history import calls_of, entries_for
from partnerships.models import Group, Project, Risk, User
from partnerships.models.people import Membership
from partnerships.rules.risks import POINTS, seriousness, seriousness_words
from partnerships.rules.words import Level
from tests.factories import DecisionFactory, ProjectFactory, RiskFactory

SAID = Said(
    "RAAC in the hall", "high", "medium", "Survey in May", "due_diligence_2", review_on=dt.date(2027, 5, 1)
)


def told(project: Project) -> str:
    return entries_for(project, calls_of(project.pk)[:1])[0].what


def test_a_risk_is_added_changed_closed_and_reopened(project: Project, editor: User, manager: User) -> None:
    risk = add_risk(by=editor, project=project, said=SAID)
    assert told(project) == "added a risk: “RAAC in the hall”, high likelihood, medium effect"
    risk = change_risk(by=manager, risk=risk, said=replace(SAID, effect="high", owner=editor))
    assert (
        told(project)
        == "changed the risk “RAAC in the hall”: effect from medium to high; owner set to Edda Editor"
    )
    risk = close_risk(by=editor, risk=risk, why="None was found")
    assert told(project) == "closed the risk “RAAC in the hall”: None was found"
    with pytest.raises(Refused, match="closed already"):
        close_risk(by=editor, risk=risk, why="Again")
    risk = reopen_risk(by=editor, risk=risk)
    assert told(project) == "reopened the risk “RAAC in the hall”"
    assert (risk.closed_on, risk.closed_reason, risk.version) == (None, "", 4)
    with pytest.raises(Refused, match="is open"):
        reopen_risk(by=editor, risk=risk)


def test_what_is_missing_is_refused(project: Project, editor: User, outsider: User) -> None:
    for said, words in (
        (Said(" "), "Enter what could go wrong"),
        (replace(SAID, owner=editor, owner_role="EST"), "not both"),
        (replace(SAID, owner=outsider), "not one of the trust"),
    ):
        with pytest.raises(Refused, match=words):
            add_risk(by=editor, project=project, said=said)
    with pytest.raises(Refused, match="why it is closed"):
        close_risk(by=editor, risk=RiskFactory(project=project), why="  ")


def test_the_second_of_two_people_is_told(project: Project, editor: User, manager: User) -> None:
    risk = add_risk(by=editor, project=project, said=SAID)
    change_risk(by=manager, risk=risk, said=replace(SAID, effect="high"), expected_version=1)
    with pytest.raises(RowChangedMeanwhile, match="Mona Manager changed this risk"):
        change_risk(by=editor, risk=risk, said=SAID, expected_version=1)


def test_a_risk_becomes_a_milestone_of_its_owner(project: Project, editor: User) -> None:
    risk = add_risk(by=editor, project=project, said=replace(SAID, owner_role="EST"))
    due = dt.date(2027, 5, 1)
    risk = risk_to_milestone(by=editor, risk=risk, title="Survey the hall", phase="CON", due_on=due)
    row = risk.milestone
    assert (row.title, row.phase, row.due_on, row.owner_roles, row.code) == (
        "Survey the hall",
        "CON",
        due,
        "EST",
        "",
    )
    assert told(project) == "made the risk “RAAC in the hall” a milestone: “Survey the hall”"
    assert risk.closed_on is None
    with pytest.raises(Refused, match="already"):
        risk_to_milestone(by=editor, risk=risk, title="Again")


def test_a_risk_becomes_a_condition(project: Project, editor: User, trust: Group) -> None:
    decision = DecisionFactory(project=project, outcome="conditions")
    risk = risk_to_milestone(by=editor, risk=RiskFactory(project=project), title="Survey", decision=decision)
    assert decision.conditions.get() == risk.milestone
    elsewhere = DecisionFactory(project=ProjectFactory(trust=trust))
    with pytest.raises(Refused, match="another project"):
        risk_to_milestone(by=editor, risk=RiskFactory(project=project), title="Survey", decision=elsewhere)
    closed = RiskFactory(project=project, closed_on=dt.date(2027, 1, 1))
    with pytest.raises(Refused, match="Reopen it first"):
        risk_to_milestone(by=editor, risk=closed, title="Survey")


@pytest.mark.parametrize("role", ["viewer", "outsider", "site_administrator"])
def test_others_keep_no_risks(role: str, cast: dict[str, User], project: Project) -> None:
    risk, by = RiskFactory(project=project), cast[role]
    for run in (
        lambda: add_risk(by=by, project=project, said=SAID),
        lambda: change_risk(by=by, risk=risk, said=SAID),
        lambda: close_risk(by=by, risk=risk, why="x"),
        lambda: reopen_risk(by=by, risk=risk),
        lambda: risk_to_milestone(by=by, risk=risk, title="x"),
    ):
        with pytest.raises(NotAllowed):
            run()


def test_an_ended_project_takes_no_risks(project: Project, manager: User) -> None:
    project.ended_on, project.outcome = dt.date(2027, 1, 1), "other"
    project.save()
    with pytest.raises(NotAllowed):
        add_risk(by=manager, project=project, said=SAID)


def test_the_most_serious_come_first_and_closed_ones_last(project: Project) -> None:
    def risk(likelihood: str, effect: str, **more: object) -> Risk:
        return RiskFactory(project=project, likelihood=likelihood, effect=effect, **more)

    closed = risk("high", "high", closed_on=dt.date(2027, 1, 1))
    small, grave = risk("low", "medium"), risk("high", "high")
    later, sooner = (risk("medium", "high", review_on=dt.date(2027, month, 1)) for month in (6, 5))
    assert list(Risk.objects.by_seriousness()) == [grave, sooner, later, small, closed]
    assert set(Risk.objects.serious()) == {closed, grave, sooner, later}


@pytest.mark.parametrize(("likelihood", "effect"), list(POINTS))
def test_what_is_listed_as_serious_is_what_is_called_so(
    project: Project, likelihood: Level, effect: Level
) -> None:
    risk = RiskFactory(project=project, likelihood=likelihood, effect=effect)
    called = seriousness_words(likelihood, effect) == "Serious"
    assert Risk.objects.serious().filter(pk=risk.pk).exists() is called


def test_the_list_s_order_is_the_rule_s(project: Project) -> None:
    for likelihood, effect in POINTS:
        RiskFactory(project=project, likelihood=likelihood, effect=effect)
    points = [seriousness(each.likelihood, each.effect) for each in Risk.objects.by_seriousness()]
    assert points == [9, 6, 6, 4, 3, 3, 2, 2, 1]


def test_a_role_s_risks_are_those_of_whoever_has_the_job(
    project: Project, editor: User, manager: User
) -> None:
    Membership.objects.filter(user=editor).update(job="EST")
    project.lead = manager
    project.save()
    own, job, lead, nobody = (
        RiskFactory(project=project, owner=editor),
        RiskFactory(project=project, owner_role="EST"),
        RiskFactory(project=project, owner_role="TL"),
        RiskFactory(project=project),
    )
    assert nobody.owner is None
    assert set(Risk.objects.owned_by(User.objects.get(pk=editor.pk))) == {own, job}
    assert set(Risk.objects.owned_by(User.objects.get(pk=manager.pk))) == {lead}
