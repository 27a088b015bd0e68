"""The rating that is shown of a project: a manager's while it holds, else the one worked out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from partnerships.models import Project, ProjectForecast, RatingOverride
from partnerships.rules.rating import Rated
from partnerships.rules.words import Rating

COLOURS = {Rating.RED: "red", Rating.AMBER: "yellow", Rating.GREEN: "green"}


@dataclass(frozen=True)
class Shown:
    """`given` is the manager's own that is shown, with who gave it; None where `worked_out` is."""

    worked_out: Rated
    given: RatingOverride | None = None

    @property
    def rating(self) -> Rating:
        return Rating(self.given.rating) if self.given else self.worked_out.rating

    @property
    def colour(self) -> str:
        """Of its tag, which says the rating in words as well."""
        return COLOURS[self.rating]

    @property
    def reasons(self) -> tuple[str, ...]:
        """Sentences; never empty."""
        return (self.given.reason,) if self.given else self.worked_out.reasons


def rating_by_hand(project: Project, *, today: dt.date) -> RatingOverride | None:
    """The rating that a manager gave and that still holds."""
    return RatingOverride.objects.in_force(today).filter(project=project).select_related("by").first()


def shown_rating(project: Project, *, today: dt.date, worked_out: Rated | None = None) -> Shown | None:
    """The rating to show, `worked_out` or the stored one; None where none is worked out: on hold, ended."""
    if worked_out is None:
        stored = ProjectForecast.objects.filter(project=project).first()
        if stored is None or not stored.rating:
            return None
        worked_out = Rated(Rating(stored.rating), tuple(stored.rating_reasons))
    return Shown(worked_out, rating_by_hand(project, today=today))
