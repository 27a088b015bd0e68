"""How serious a risk is, and what one needs."""

from __future__ import annotations

from datetime import date

from partnerships.rules.problems import Problem
from partnerships.rules.words import Level, OwnerRole, RiskSource

_POINTS = {Level.LOW: 1, Level.MEDIUM: 2, Level.HIGH: 3}
# From here on a risk counts as serious: high in one way and medium in the other, or worse.
SERIOUS = 6


def seriousness(likelihood: str, effect: str) -> int:
    """1 (unlikely and harmless) to 9 (likely and grave): likelihood times effect, each from 1 to 3."""
    return _POINTS[Level(likelihood)] * _POINTS[Level(effect)]


# Every likelihood with every effect: what a list orders and filters by.
POINTS = {(likely, bad): seriousness(likely, bad) for likely in Level for bad in Level}
SERIOUS_PAIRS = tuple(pair for pair, points in POINTS.items() if points >= SERIOUS)


def seriousness_words(likelihood: str, effect: str) -> str:
    """ "Serious", "Watch" or "Small", as the list says it."""
    points = seriousness(likelihood, effect)
    return "Serious" if points >= SERIOUS else "Watch" if points >= 3 else "Small"


def review_words(review_on: date | None, today: date, *, closed: bool = False) -> str:
    """ "Review 12 days late", "Review today"; empty where none is due."""
    if closed or review_on is None or review_on > today:
        return ""
    days = (today - review_on).days
    return "Review today" if days == 0 else f"Review {days} day{'' if days == 1 else 's'} late"


def risk_problems(
    *, what: str, likelihood: str, effect: str, source: str, owner_role: str = "", has_owner: bool = False
) -> list[Problem]:
    """What is wrong with a risk as it was entered, each about the answer to change."""
    problems = []
    if not what.strip():
        problems.append(Problem("Enter what could go wrong.", about="what"))
    if not Level.has(likelihood):
        problems.append(Problem("Choose how likely it is.", about="likelihood"))
    if not Level.has(effect):
        problems.append(Problem("Choose how bad its effect would be.", about="effect"))
    if not RiskSource.has(source):
        problems.append(Problem("Choose where it was found.", about="source"))
    if owner_role and not OwnerRole.has(owner_role):
        problems.append(Problem("Choose one of the roles.", about="owner_role"))
    if owner_role and has_owner:
        problems.append(Problem("Choose a person or a role, not both.", about="owner_role"))
    return problems
