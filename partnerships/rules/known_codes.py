"""What Trust Tracker does with a milestone that it knows by its code alone, and a template without it would lose.

Nothing is listed here: each use says which codes it knows.
"""

from __future__ import annotations

from partnerships.rules.checks import RULES
from partnerships.rules.deadlines import USUAL
from partnerships.rules.decisions import MILESTONE_OF
from partnerships.rules.readiness import BLOCKING, NOT_BLOCKING
from partnerships.rules.reviews import CODE_OF
from partnerships.rules.ticked import TICKED_WITH


def uses_of(code: str) -> list[str]:
    """What would be lost without the milestone of this code, each a clause; empty for one that is not known."""
    lost = [f"it is ticked when {TICKED_WITH[code]}"] if code in TICKED_WITH else []
    bodies = [body.label for body, its_code in MILESTONE_OF.items() if its_code == code]
    lost += [f"it is ticked when this decision is recorded: {body}" for body in bodies]
    lost += [f"it blocks “{gate.label}” while it is not done" for gate in BLOCKING if code in BLOCKING[gate]]
    lost += [f"it is on the list of “{gate.label}”" for gate in NOT_BLOCKING if code in NOT_BLOCKING[gate]]
    reviews = [kind.label.lower() for kind, its_code in CODE_OF.items() if its_code == code]
    lost += [f"it is ticked when this review is recorded: {review}" for review in reviews]
    lost += [f"this rule looks at it: “{rule.title}”" for rule in RULES if code in rule.codes]
    return [*lost, "DfE usually sets a deadline for it"] if code in USUAL else lost


def say_lost(code: str, title: str) -> str:
    """What a template loses with this milestone, in a sentence; empty where Trust Tracker does nothing with it."""
    lost = uses_of(code)
    if not lost:
        return ""
    return f"Trust Tracker knows “{title}” by its code, {code}. Without it this is lost: {'; '.join(lost)}."
