from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from partnerships.models._choices import one_of
from partnerships.models._tracking import tracked
from partnerships.models.project import NAMED_WITH, Project, visible_projects
from partnerships.rules.words import Answer, OrderBasis

if TYPE_CHECKING:
    from partnerships.models.people import User


class ChildQuerySet(models.QuerySet):  # type: ignore[type-arg]  # used for several models, each names itself
    """Rows that hang on a project: seen by whoever sees the project."""

    def visible_to(self, user: User) -> ChildQuerySet:
        return self.filter(visible_projects(user, "project__"))

    def with_project(self) -> ChildQuerySet:
        """Reads each row's project along, with its school, trusts and lead."""
        return self.select_related(*(f"project__{name}" for name in NAMED_WITH))


class JoiningChange(models.Model):
    """One change of a project's joining month. Rows are only ever added."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="joining_changes")
    from_month = models.DateField(null=True, blank=True)
    to_month = models.DateField(null=True, blank=True)
    confirmed = models.BooleanField(default=False)
    why = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    call = models.UUIDField(null=True, editable=False)

    objects = ChildQuerySet.as_manager()

    class Meta:
        verbose_name = "change of joining month"
        verbose_name_plural = "changes of joining month"
        ordering = ["project", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_month=None) | Q(to_month__day=1),
                name="joining_change_to_a_first",
                violation_error_message="A school joins on the first of a month. Enter a month and a year.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.project_id}: {self.from_month} → {self.to_month}"


class JoiningReason(models.Model):
    """One reason of one change of the joining month. Its author may correct the words; nobody removes it."""

    change = models.ForeignKey(JoiningChange, on_delete=models.CASCADE, related_name="reasons")
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="joining_reasons")
    # One of partnerships.rules.joining_reasons, which differ by route and direction.
    reason = models.CharField(max_length=40)
    text = models.TextField()

    objects = ChildQuerySet.as_manager()
    history = tracked()

    class Meta:
        verbose_name = "reason for a change of joining month"
        verbose_name_plural = "reasons for changes of joining month"
        ordering = ["change", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["change", "reason"], name="reason_once_per_change"),
            models.CheckConstraint(
                condition=~Q(text=""), name="joining_reason_has_words", violation_error_message="Say more."
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reason}: {self.text[:60]}"


class FirstAgreedDate(models.Model):
    """When one milestone was due in the first confirmed plan. Written once, and kept for ever."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="first_agreed_dates")
    milestone = models.OneToOneField(
        "Milestone", null=True, blank=True, on_delete=models.SET_NULL, related_name="first_agreed"
    )
    code = models.CharField(max_length=10, blank=True)
    occurrence = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=200)
    due_on = models.DateField("first agreed date", null=True, blank=True)

    objects = ChildQuerySet.as_manager()

    class Meta:
        verbose_name = "first agreed date"
        ordering = ["project", "pk"]

    def __str__(self) -> str:
        return f"{self.title}: {self.due_on}"


class ProjectFact(models.Model):
    """One answer to one question that decides what applies in a project's plan."""

    class Source(models.TextChoices):
        GIAS = "gias", "GIAS"
        PERSON = "person", "a person"
        RECORD = "record", "this project's record"

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="facts")
    key = models.CharField(max_length=40)
    answer = models.CharField(
        max_length=10, choices=[*Answer.choices(), *OrderBasis.choices()], default=Answer.UNKNOWN
    )
    source = models.CharField(max_length=10, choices=Source.choices, default=Source.PERSON)
    reason = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_on = models.DateField(default=timezone.localdate)

    objects = ChildQuerySet.as_manager()
    history = tracked()

    class Meta:
        verbose_name = "fact"
        ordering = ["project", "key"]
        constraints = [
            models.UniqueConstraint(fields=["project", "key"], name="fact_once_per_project"),
            one_of("answer", [*Answer, *OrderBasis], name="fact_answer_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.answer}"
