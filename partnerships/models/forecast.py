"""What is worked out about each project and kept for lists, and how lists ask for it."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from partnerships.models._choices import one_of
from partnerships.models.project import ProjectQuerySet
from partnerships.models.project_records import ChildQuerySet
from partnerships.models.standing import RatingOverride
from partnerships.rules.words import Rating


class ProjectForecast(models.Model):
    """What is worked out about one project and kept so that lists can ask the database; made afresh, never edited.

    Made after every change of the project, and once a day for all by `manage.py forecast`.
    """

    project = models.OneToOneField(
        "Project", on_delete=models.CASCADE, related_name="forecast", primary_key=True
    )
    made_on = models.DateField()
    # When somebody last did anything in the project.
    active_at = models.DateTimeField(null=True, blank=True)
    # The month in which it will open on current pace; None where there is no plan to count from.
    month = models.DateField(null=True, blank=True)
    months_late = models.PositiveSmallIntegerField(default=0)
    reason = models.TextField(blank=True)
    # Keys of milestones: what holds the opening up, in order; what to chase this week.
    chain = models.JSONField(default=list)
    chase = models.JSONField(default=list)
    rating = models.CharField(max_length=6, choices=Rating.choices(), blank=True)
    rating_reasons = models.JSONField(default=list)

    objects = ChildQuerySet.as_manager()

    class Meta:
        ordering = ["project"]
        constraints = [one_of("rating", Rating, name="forecast_rating_is_known", blank=True)]
        indexes = [
            models.Index(fields=["rating"], name="forecast_rating"),
            models.Index(fields=["active_at"], name="forecast_active_at"),
        ]

    def __str__(self) -> str:
        return f"{self.project_id}: {self.month}"


def with_standing(projects: ProjectQuerySet, *, on: dt.date) -> ProjectQuerySet:
    """Adds `shown_rating` (a manager's while it holds, else the one worked out; None without one) and `rated_by_hand`,
    and reads the forecast along."""
    by_hand = RatingOverride.objects.in_force(on).filter(project=OuterRef("pk")).order_by("-at", "-pk")
    given = Subquery(by_hand.values("rating")[:1])
    annotated: ProjectQuerySet = projects.annotate(
        rated_by_hand=Subquery(by_hand.values("reason")[:1]), shown_rating=Coalesce(given, "forecast__rating")
    ).select_related("forecast")
    return annotated


def standing_so(
    projects: ProjectQuerySet, *, rating: str = "", later: bool | None = None, on: dt.date
) -> ProjectQuerySet:
    """Those of these that are live, not on hold, and rated so (empty: however); `later` whether they will open later
    than planned, None for either."""
    found = with_standing(projects.going_on(), on=on)
    if rating:
        found = found.filter(Q(shown_rating=rating))
    if later is not None:
        late = Q(forecast__months_late__gt=0)
        found = found.filter(late if later else ~late, forecast__month__isnull=False)
    return found
