from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from partnerships.models._choices import one_of
from partnerships.models._project_queryset import NAMED_WITH, ProjectQuerySet, going_on, visible_projects
from partnerships.models._tracking import tracked
from partnerships.rules.opening_record import opening_words
from partnerships.rules.words import EndOutcome, Route

# Other modules know the queryset and its rules by the table's name.
__all__ = ["NAMED_WITH", "Project", "ProjectAccess", "ProjectQuerySet", "going_on", "visible_projects"]


class Project(models.Model):
    """One school's path towards joining one trust. It belongs to that trust, whose people alone see it."""

    school = models.ForeignKey("School", on_delete=models.PROTECT, related_name="projects")
    trust = models.ForeignKey(
        "Group", on_delete=models.PROTECT, related_name="projects", verbose_name="incoming trust"
    )
    outgoing_trust = models.ForeignKey(
        "Group", null=True, blank=True, on_delete=models.PROTECT, related_name="outgoing_projects"
    )
    route = models.CharField(max_length=10, choices=Route.choices(), blank=True)
    enquiry = models.TextField("what was said", blank=True)
    # The newest joining-month change says who set these and when.
    joining_month = models.DateField(null=True, blank=True)
    joining_confirmed = models.BooleanField("joining month confirmed", default=False)
    # The month of the first confirmed plan, for ever; its dates are in FirstAgreedDate.
    first_agreed_month = models.DateField("first agreed month", null=True, blank=True)
    # The newest Hold says why and who.
    on_hold_since = models.DateField("on hold since", null=True, blank=True)
    opened_on = models.DateField("opened", null=True, blank=True)
    # The academy's record in GIAS, which may not have arrived yet; a transfer usually keeps the school's own.
    academy = models.ForeignKey(
        "School",
        null=True,
        blank=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="opened_by",
        verbose_name="academy",
    )
    group = models.ForeignKey(
        "ProjectGroup", null=True, blank=True, on_delete=models.SET_NULL, related_name="projects"
    )
    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="leads"
    )
    confidential = models.BooleanField(default=False)
    template = models.ForeignKey("PlanTemplate", on_delete=models.PROTECT, related_name="projects")
    started_on = models.DateField(default=timezone.localdate)
    ended_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=30, choices=EndOutcome.choices(), blank=True)
    end_reason = models.TextField(blank=True)
    # Counts the edits, so that a form knows whether somebody else was faster.
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ProjectQuerySet.as_manager()
    history = tracked(excluded_fields=["version"])

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "trust"],
                condition=Q(ended_on=None),
                name="one_live_project_per_school_and_trust",
                violation_error_message="This school already has a live project with this trust.",
            ),
            models.CheckConstraint(
                condition=Q(joining_month=None) | Q(joining_month__day=1),
                name="joining_month_is_a_first",
                violation_error_message="A school joins on the first of a month. Enter a month and a year.",
            ),
            models.CheckConstraint(
                condition=Q(outgoing_trust=None) | ~Q(outgoing_trust=F("trust")),
                name="incoming_is_not_outgoing_trust",
                violation_error_message="The incoming and the outgoing trust must be different.",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, outcome="") | Q(ended_on__isnull=False) & ~Q(outcome=""),
                name="ended_with_an_outcome",
                violation_error_message="An ended project has an end date and an outcome.",
            ),
            models.CheckConstraint(
                condition=Q(first_agreed_month=None) | Q(first_agreed_month__day=1),
                name="first_agreed_month_is_a_first",
            ),
            models.CheckConstraint(
                condition=Q(academy=None) | Q(opened_on__isnull=False),
                name="an_academy_has_opened",
                violation_error_message="Enter the day on which the academy opened.",
            ),
            one_of("route", Route, name="project_route_is_known", blank=True),
            one_of("outcome", EndOutcome, name="project_outcome_is_known", blank=True),
        ]
        indexes = [
            models.Index(fields=["trust", "joining_month"], name="project_trust_month"),
            models.Index(fields=["ended_on", "joining_month"], name="project_live_month"),
        ]

    def __str__(self) -> str:
        return f"{self.school.name} joining {self.trust.name}"

    @property
    def is_ended(self) -> bool:
        return self.ended_on is not None

    @property
    def is_on_hold(self) -> bool:
        return self.on_hold_since is not None

    @property
    def is_going_on(self) -> bool:
        """Live and not on hold: something of it can be late."""
        return self.ended_on is None and self.on_hold_since is None

    @property
    def academy_name(self) -> str:
        """What GIAS calls the academy; empty where none is recorded, or GIAS has no such record yet."""
        try:
            return self.academy.name if self.academy else ""
        except ObjectDoesNotExist:
            return ""

    @property
    def now_called(self) -> str:
        """ "now Brackenholt Academy, URN 700123 since 1 September 2026"; empty until it has opened."""
        if self.opened_on is None:
            return ""
        kept = self.academy_id == self.school_id
        return opening_words(self.opened_on, self.academy_id, self.academy_name, kept=kept)

    @property
    def event(self) -> str:
        """What joining is called here: conversion, transfer, or joining while the route is open."""
        return Route(self.route).event if self.route else "joining"


class ProjectAccess(models.Model):
    """One person named on a confidential project."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="named_people")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="named_on")
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    named_at = models.DateTimeField(default=timezone.now)

    history = tracked()

    class Meta:
        verbose_name = "person named on a confidential project"
        verbose_name_plural = "people named on confidential projects"
        constraints = [models.UniqueConstraint(fields=["project", "user"], name="named_once_per_project")]

    def __str__(self) -> str:
        return f"{self.user} on project {self.project_id}"
