"""Risks of a project: added, changed, closed, taken up again, and turned into work of the plan."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from partnerships.actions._core import (
    Refused,
    action,
    for_change,
    lock_project,
    must_have_seen,
    refuse_if,
    require,
)
from partnerships.actions.milestones import add_own_milestone
from partnerships.actions.owners import owner_problems
from partnerships.models import Decision, Project, Risk
from partnerships.models.people import User
from partnerships.permissions import May
from partnerships.rules import risks as rules
from partnerships.rules.problems import Problem
from partnerships.rules.words import Level, Phase, RiskSource

LONGEST_TITLE = 200


@dataclass(frozen=True)
class Said:
    """A risk as it was entered; it belongs to a person of the trust, to a role, or to nobody yet."""

    what: str
    likelihood: str = Level.MEDIUM.value
    effect: str = Level.MEDIUM.value
    mitigation: str = ""
    source: str = RiskSource.OTHER.value
    owner: User | None = None
    owner_role: str = ""
    review_on: dt.date | None = None


def risk_problems(said: Said, *, project: Project) -> list[str]:
    """What is wrong with a risk as it was entered."""
    problems: list[str] = list(
        rules.risk_problems(
            what=said.what,
            likelihood=said.likelihood,
            effect=said.effect,
            source=said.source,
            owner_role=said.owner_role,
            has_owner=said.owner is not None,
        )
    )
    return problems + owner_problems(said.owner, project)


@action
def add_risk(*, by: User, project: Project, said: Said) -> Risk:
    """Adds a risk to a project."""
    project = for_change(Project, project.pk)
    require(by.may(May.KEEP_RISKS, project))
    refuse_if(risk_problems(said, project=project))
    return _save(Risk(project=project), said)


@action
def change_risk(*, by: User, risk: Risk, said: Said, expected_version: int | None = None) -> Risk:
    """Changes what is said of a risk; history keeps what was said before."""
    risk = _open(by, risk)
    must_have_seen(risk, expected_version, what="this risk")
    refuse_if(risk_problems(said, project=risk.project))
    risk.version += 1
    return _save(risk, said)


def close_risk_problems(*, why: str) -> list[Problem]:
    """What is missing before a risk can be closed."""
    return [] if why.strip() else [Problem("Enter why it is closed.", about="why")]


@action
def close_risk(*, by: User, risk: Risk, why: str) -> Risk:
    """Closes a risk, with why: it has passed, it happened, or it was dealt with."""
    risk = _open(by, risk)
    if risk.closed_on is not None:
        raise Refused("This risk has been closed already.")
    refuse_if(close_risk_problems(why=why))
    risk.closed_on, risk.closed_reason = timezone.localdate(), why.strip()
    risk.version += 1
    risk.save()
    return risk


@action
def reopen_risk(*, by: User, risk: Risk) -> Risk:
    """Takes a closed risk up again."""
    risk = _open(by, risk)
    if risk.closed_on is None:
        raise Refused("This risk is open.")
    risk.closed_on, risk.closed_reason = None, ""
    risk.version += 1
    risk.save()
    return risk


def milestone_problems(risk: Risk) -> list[str]:
    """What stands in the way of making the risk a milestone."""
    if risk.milestone_id is not None:
        return ["This risk is a milestone already."]
    return ["This risk has been closed. Reopen it first."] if risk.closed_on is not None else []


@action
def risk_to_milestone(
    *,
    by: User,
    risk: Risk,
    title: str,
    phase: str = Phase.APPLY.value,
    due_on: dt.date | None = None,
    decision: Decision | None = None,
) -> Risk:
    """Puts what is to be done about a risk into the plan, as a milestone of the team's own.

    With `decision`, it becomes a condition of that decision. The risk stays open until somebody closes it.
    """
    risk = _open(by, risk)
    refuse_if(milestone_problems(risk))
    if decision is not None and decision.project_id != risk.project_id:
        raise Refused("The decision belongs to another project.")
    row = add_own_milestone(
        by=by,
        project=risk.project,
        title=title,
        phase=phase,
        due_on=due_on,
        owner=risk.owner,
        owner_roles=[risk.owner_role] if risk.owner_role else (),
    )
    if decision is not None:
        row.decision = decision
        row.save()
    risk.milestone = row
    risk.version += 1
    risk.save()
    return risk


def _open(by: User, risk: Risk) -> Risk:
    """The risk as it is now, locked, if this person may change it."""
    lock_project(risk.project_id)
    fresh = for_change(Risk, risk.pk)
    require(by.may(May.KEEP_RISKS, fresh.project))
    return fresh


def _save(risk: Risk, said: Said) -> Risk:
    risk.what, risk.mitigation = said.what.strip(), said.mitigation.strip()
    risk.likelihood, risk.effect, risk.source = said.likelihood, said.effect, said.source
    risk.owner, risk.owner_role, risk.review_on = said.owner, said.owner_role, said.review_on
    risk.save()
    return risk
