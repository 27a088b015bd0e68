"""What moves or explains dates beside the plan itself: DfE's deadlines, school holidays, when something is stuck."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from partnerships.models._tracking import tracked

if TYPE_CHECKING:
    from partnerships.models.people import User


class DfeDeadlineQuerySet(models.QuerySet["DfeDeadline"]):
    def visible_to(self, user: User) -> DfeDeadlineQuerySet:
        """Those shared by all, and those of this person's trusts."""
        return self.filter(Q(trust=None) | Q(trust__in=list(user.roles)))


class DfeDeadline(models.Model):
    """DfE's deadline for one milestone of the schools that join in one month; it replaces the plan's own date.

    Without a trust it holds for every trust of the installation; a trust's own goes before it.
    """

    trust = models.ForeignKey(
        "Group", null=True, blank=True, on_delete=models.PROTECT, related_name="dfe_deadlines"
    )
    opening_month = models.DateField()
    code = models.CharField("milestone", max_length=10)
    on = models.DateField("deadline")
    source_url = models.URLField("where DfE says so", max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = DfeDeadlineQuerySet.as_manager()
    history = tracked(excluded_fields=["version"])

    class Meta:
        verbose_name = "DfE deadline"
        ordering = ["opening_month", "on", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["trust", "opening_month", "code"],
                name="deadline_once_per_trust_and_month",
                violation_error_message="This milestone has a deadline for that month already.",
            ),
            models.UniqueConstraint(
                fields=["opening_month", "code"],
                condition=Q(trust=None),
                name="shared_deadline_once_per_month",
                violation_error_message="This milestone has a deadline for that month already.",
            ),
            models.CheckConstraint(
                condition=Q(opening_month__day=1),
                name="deadline_month_is_a_first",
                violation_error_message="A school joins on the first of a month. Enter a month and a year.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} for {self.opening_month:%B %Y}"


class SchoolHoliday(models.Model):
    """Days on which schools are closed for a holiday: in one local authority, or in all that have none of their own."""

    la_code = models.CharField("local authority", max_length=10, blank=True)
    name = models.CharField(max_length=60)
    first_day = models.DateField()
    last_day = models.DateField()
    version = models.PositiveIntegerField(default=1, editable=False)

    history = tracked(excluded_fields=["version"])

    class Meta:
        ordering = ["first_day", "la_code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="holiday_ends_after_it_begins",
                violation_error_message="The last day must be on or after the first.",
            ),
            models.UniqueConstraint(
                fields=["la_code", "name", "first_day"],
                name="holiday_once",
                violation_error_message="This holiday is in the list already.",
            ),
        ]
        indexes = [models.Index(fields=["la_code", "first_day"], name="holiday_la_first_day")]

    def __str__(self) -> str:
        return f"{self.name} from {self.first_day}"


class ChasingLimitsQuerySet(models.QuerySet["ChasingLimits"]):
    def visible_to(self, user: User) -> ChasingLimitsQuerySet:
        """Those of one's own trusts."""
        return self.filter(trust_id__in=list(user.roles))


class ChasingLimits(models.Model):
    """From when a trust counts a project or a milestone as stuck."""

    trust = models.OneToOneField("Group", on_delete=models.CASCADE, related_name="chasing_limits")
    quiet_days = models.PositiveIntegerField("days without any activity", default=28)
    waiting_days = models.PositiveIntegerField("days of waiting for somebody", default=21)

    objects = ChasingLimitsQuerySet.as_manager()
    history = tracked()

    class Meta:
        verbose_name_plural = "chasing limits"

    def __str__(self) -> str:
        return f"Stuck in {self.trust}"
