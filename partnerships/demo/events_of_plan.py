"""Milestones of the plan that are events in life: a decision, the opening. They are entered as such, once."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from partnerships.actions.decisions import Conditions, Shown, record_decision
from partnerships.actions.evidence import Given
from partnerships.actions.openings import correct_opening, record_opening
from partnerships.demo.schools import SUCCESSORS
from partnerships.demo.story import InGias
from partnerships.models import Milestone, User
from partnerships.rules.decisions import DUTY_ENDED, MILESTONE_OF, NONE_DECLARED, Deciding
from partnerships.rules.ticked import NEW_URN_CODE, OPENED_CODE
from partnerships.rules.words import DecisionBody, DecisionOutcome, OrderBasis, OwnerRole, Phase, Route

if TYPE_CHECKING:
    from partnerships.demo.engine import Engine

BODY_OF = {code: body for body, code in MILESTONE_OF.items()}


def is_event(code: str) -> bool:
    """Whether a milestone is entered as a decision or an opening."""
    return code in BODY_OF or code == OPENED_CODE


def enter(engine: Engine, row: Milestone, *, by: User, on: dt.date, logged: dt.date, link: str) -> None:
    """Enters the decision or the opening that this milestone is."""
    if row.code == OPENED_CODE:
        engine.play(logged, record_opening, project=engine.project, opened_on=on)
        return
    body = BODY_OF[row.code]
    conditions = engine.story.conditions if body == DecisionBody.DFE else ()
    deciding = Deciding(
        body=body,
        outcome=DecisionOutcome.CONDITIONS if conditions else DecisionOutcome.APPROVED,
        decided_on=on,
        interests=engine.story.interests if body == DecisionBody.TRUST_BOARD else NONE_DECLARED,
        order_basis=_basis(engine.project.route, on) if body == DecisionBody.DFE else "",
        conditions=conditions,
    )
    engine.play(
        logged,
        record_decision,
        by=by,
        project=engine.project,
        deciding=deciding,
        shown=Shown(Given(url=link)),
        conditions=Conditions(phase=Phase.LEGAL, owner_role=OwnerRole.TL),
    )


def after(engine: Engine, row: Milestone, *, logged: dt.date) -> None:
    """Once GIAS has given the academy its URN, the opening says it too."""
    successor = SUCCESSORS.get(engine.project.school_id)
    if row.code == NEW_URN_CODE and successor and engine.story.in_gias is InGias.RECORDED:
        opened = engine.project.milestones.get(code=OPENED_CODE).done_on
        engine.play(
            logged, correct_opening, project=engine.project, opened_on=opened, academy_urn=successor[0]
        )


def _basis(route: str, on: dt.date) -> str:
    """The power of the order (Academies Act 2010 s.4): asked for, or made by DfE of its own accord or duty."""
    if route == Route.TRANSFER:
        return ""
    if route == Route.VOLUNTARY:
        return OrderBasis.APPLICATION
    return OrderBasis.SAVED_DUTY if on < DUTY_ENDED else OrderBasis.INTERVENTION
