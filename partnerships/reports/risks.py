"""Risks of one project and of all, the most serious first."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from partnerships.models import Project, Risk, User
from partnerships.models.decision import RiskQuerySet
from partnerships.models.project import visible_projects
from partnerships.rules.risks import review_words, seriousness_words
from partnerships.rules.saying import say_day
from partnerships.rules.words import Level, OwnerRole, RiskSource

_COLOURS = {"Serious": "red", "Watch": "yellow", "Small": "grey"}
# Rows of the block on Your work.
MOST = 8


@dataclass(frozen=True)
class RiskRow:
    """One risk with what its line says."""

    risk: Risk
    today: dt.date

    @property
    def serious_words(self) -> str:
        return seriousness_words(self.risk.likelihood, self.risk.effect)

    @property
    def colour(self) -> str:
        """The tag's colour; its words say the same."""
        return _COLOURS[self.serious_words]

    @property
    def levels(self) -> str:
        """ "high likelihood, low effect"."""
        likelihood, effect = Level(self.risk.likelihood).label.lower(), Level(self.risk.effect).label.lower()
        return f"{likelihood} likelihood, {effect} effect"

    @property
    def owner_words(self) -> str:
        """The person or the role it is given to."""
        if self.risk.owner is not None:
            return str(self.risk.owner)
        return OwnerRole(self.risk.owner_role).label if self.risk.owner_role else "Nobody yet"

    @property
    def source_words(self) -> str:
        """Where it was found; empty for elsewhere."""
        source = RiskSource(self.risk.source)
        return "" if source is RiskSource.OTHER else f"Found in {source.label.lower()}"

    @property
    def late_words(self) -> str:
        """That its review is due, or late; empty otherwise."""
        return review_words(self.risk.review_on, self.today, closed=self.risk.closed_on is not None)

    @property
    def review(self) -> str:
        return f"Review {say_day(self.risk.review_on)}" if self.risk.review_on else "No review date"


def rows_of_risks(risks: RiskQuerySet, today: dt.date) -> list[RiskRow]:
    """These risks as rows, in their order."""
    return [RiskRow(each, today) for each in risks.select_related("owner", "milestone", "project__school")]


def risk_rows(project: Project, *, today: dt.date) -> tuple[list[RiskRow], list[RiskRow]]:
    """The open risks of a project, the most serious first, and the closed ones, the latest first."""
    rows = rows_of_risks(Risk.objects.filter(project=project).by_seriousness(), today)
    still = [row for row in rows if row.risk.closed_on is None]
    return still, [row for row in rows if row.risk.closed_on is not None]


def visible_risks(user: User) -> RiskQuerySet:
    """Risks of live projects that this person may see, the most serious first."""
    found: RiskQuerySet = Risk.objects.of_live_projects().by_seriousness()
    return found.filter(visible_projects(user, "project__")).select_related(
        "owner", "milestone", "project__school", "project__trust", "project__lead"
    )


def reviews_due(user: User, *, today: dt.date) -> tuple[list[RiskRow], int]:
    """The first of this person's risks that are to be looked at again, the longest due first; how many in all."""
    due = Risk.objects.of_live_projects().owned_by(user).review_due(on=today).visible_to(user)
    first = due.order_by("review_on", "pk").select_related("owner", "project__school")[:MOST]
    rows = [RiskRow(each, today) for each in first]
    return rows, len(rows) if len(rows) < MOST else due.count()
