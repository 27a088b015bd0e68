"""What is kept of a Trust Partnership: its services, its measures and the log of what was done together."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import Count, Q, Sum

from partnerships.models._choices import one_of
from partnerships.models._search import has_words
from partnerships.models._tracking import tracked
from partnerships.models.partnership import Partnership
from partnerships.models.project_records import ChildQuerySet
from partnerships.rules.partnership_words import ActivityKind, ServiceArea


class PartnershipServiceQuerySet(ChildQuerySet):
    def with_hours(self) -> PartnershipServiceQuerySet:
        """Adds `hours_given`, from the activities logged for each (None for none), and `times`, how many they are."""
        found: PartnershipServiceQuerySet = self.annotate(
            hours_given=Sum("activities__hours"), times=Count("activities")
        )
        return found


class PartnershipService(models.Model):
    """Something that the trust does for the school under a partnership: how much was promised, and how measured."""

    project = models.ForeignKey("Project", on_delete=models.CASCADE, related_name="partnership_services")
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="services")
    area = models.CharField(max_length=12, choices=ServiceArea.choices())
    what = models.CharField("service", max_length=200)
    delivered_by = models.CharField("who delivers it", max_length=120, blank=True)
    days_planned = models.DecimalField(max_digits=6, decimal_places=1, null=True, blank=True)
    measure = models.CharField("how it is measured", max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PartnershipServiceQuerySet.as_manager()
    history = tracked(excluded_fields=["version"])

    class Meta:
        ordering = ["partnership", "pk"]
        constraints = [one_of("area", ServiceArea, name="service_area_is_known")]

    def __str__(self) -> str:
        return self.what


class PartnershipMeasure(models.Model):
    """One thing by which a partnership is judged: where it stood at first, where it is to get, and where it is now."""

    project = models.ForeignKey("Project", on_delete=models.CASCADE, related_name="partnership_measures")
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="measures")
    what = models.CharField("measure", max_length=200)
    baseline = models.CharField("at the start", max_length=120, blank=True)
    aim = models.CharField(max_length=120, blank=True)
    now = models.CharField("latest", max_length=120, blank=True)
    now_on = models.DateField("measured", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ChildQuerySet.as_manager()
    history = tracked(excluded_fields=["version"])

    class Meta:
        ordering = ["partnership", "pk"]

    def __str__(self) -> str:
        return self.what


class PartnershipActivityQuerySet(ChildQuerySet):
    def search(self, words: str) -> PartnershipActivityQuerySet:
        """Every word occurs in the focus, in the people or in what changed."""
        return self.filter(has_words(words.split(), "focus", "our_people", "their_people", "changed"))

    def newest_first(self) -> PartnershipActivityQuerySet:
        return self.order_by("-on", "-pk")

    def between(self, first: dt.date | None, last: dt.date | None) -> PartnershipActivityQuerySet:
        """From `first` to `last`, both included; None is no bound."""
        found = self if first is None else self.filter(on__gte=first)
        return found if last is None else found.filter(on__lte=last)

    def with_evidence(self) -> PartnershipActivityQuerySet:
        """With evidence that has not been removed since."""
        return self.filter(evidence__isnull=False, evidence__removed_at=None)

    def without_evidence(self) -> PartnershipActivityQuerySet:
        return self.filter(Q(evidence=None) | Q(evidence__removed_at__isnull=False))

    def tallied(self) -> models.QuerySet[PartnershipActivity, dict[str, Any]]:
        """By kind and the service's area: count, those `with_hours`, and the sum of `hours_given` (None for none)."""
        tallies: models.QuerySet[PartnershipActivity, dict[str, Any]] = (
            self.order_by()
            .values("kind", "service__area")
            .annotate(count=Count("pk"), with_hours=Count("hours"), hours_given=Sum("hours"))
        )
        return tallies


class PartnershipActivity(models.Model):
    """Something that trust and school did together on one day under a partnership."""

    project = models.ForeignKey("Project", on_delete=models.CASCADE, related_name="partnership_activities")
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="activities")
    service = models.ForeignKey(
        PartnershipService, null=True, blank=True, on_delete=models.SET_NULL, related_name="activities"
    )
    on = models.DateField("date")
    kind = models.CharField(max_length=12, choices=ActivityKind.choices())
    focus = models.CharField(max_length=200)
    our_people = models.CharField("people from the trust", max_length=200, blank=True)
    their_people = models.CharField("people from the school", max_length=200, blank=True)
    hours = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    changed = models.TextField("what changed", blank=True)
    evidence = models.ForeignKey(
        "Evidence", null=True, blank=True, on_delete=models.SET_NULL, related_name="activities"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PartnershipActivityQuerySet.as_manager()
    history = tracked(excluded_fields=["version"])

    class Meta:
        verbose_name_plural = "partnership activities"
        ordering = ["-on", "-pk"]
        constraints = [
            one_of("kind", ActivityKind, name="activity_kind_is_known"),
            models.CheckConstraint(
                condition=Q(hours=None) | Q(hours__gte=0),
                name="activity_hours_are_not_negative",
                violation_error_message="Enter the hours as 0 or more.",
            ),
        ]
        indexes = [models.Index(fields=["partnership", "-on"], name="activity_partnership")]

    def __str__(self) -> str:
        return f"{self.on}: {self.focus}"
