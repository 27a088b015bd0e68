from __future__ import annotations

from django.db import models

from partnerships.models._choices import one_of
from partnerships.models.project_records import ChildQuerySet
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
