"""How a project stands: what broke a rule and was accepted, holds, sign-offs, ratings, openings, hand-overs, groups."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from partnerships.models._choices import one_of
from partnerships.models._tracking import tracked
from partnerships.models.project import Project, visible_projects
from partnerships.models.project_records import ChildQuerySet
from partnerships.permissions import May
from partnerships.rules.words import Gate, GroupKind, ProposalKind, Rating

if TYPE_CHECKING:
    from partnerships.models.people import User


class RuleAcceptance(models.Model):
    """A manager's name and reason for a milestone that was done against a hard rule; from then on it counts.

    It is given for the day on which the milestone was done: with another day, the question is asked again.
    """

    project = models.ForeignKey("Project", on_delete=models.CASCADE, related_name="accepted_rules")
    milestone = models.ForeignKey("Milestone", on_delete=models.CASCADE, related_name="accepted_rules")
    rule = models.CharField(max_length=40)
    done_on = models.DateField(null=True, blank=True)
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = ChildQuerySet.as_manager()
    history = tracked()

    class Meta:
        verbose_name = "accepted break of a rule"
        verbose_name_plural = "accepted breaks of rules"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.rule}: {self.reason[:60]}"


class Hold(models.Model):
    """A time in which a project was on hold; the one without an end is the present one."""

    project = models.ForeignKey("Project", on_delete=models.CASCADE, related_name="holds")
    since = models.DateField()
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    resumed_on = models.DateField("resumed", null=True, blank=True)
    resumed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ChildQuerySet.as_manager()
    history = tracked()

    class Meta:
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project"],
                condition=Q(resumed_on=None),
                name="one_hold_at_a_time",
                violation_error_message="This project is on hold already.",
            )
        ]

    def __str__(self) -> str:
        return f"On hold since {self.since}"


class SignOff(models.Model):
    """Somebody's name under "ready to apply", "ready to open" or "ready to close", with what held on that day."""

    project = models.ForeignKey("Project", on_delete=models.CASCADE, related_name="sign_offs")
    gate = models.CharField("ready for", max_length=8, choices=Gate.choices())
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    signed_at = models.DateTimeField(default=timezone.now)
    # Each item as it stood: [{"says": "…", "holds": true, "blocking": true}].
    items = models.JSONField(default=list)
    # Why it was signed although something advisory was unfinished.
    reason = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    withdrawn_reason = models.TextField(blank=True)

    objects = ChildQuerySet.as_manager()
    history = tracked()

    class Meta:
        verbose_name = "sign-off"
        ordering = ["-signed_at", "-pk"]
        constraints = [
            one_of("gate", Gate, name="sign_off_gate_is_known"),
            models.UniqueConstraint(
                fields=["project", "gate"],
                condition=Q(withdrawn_at=None),
                name="one_standing_sign_off_per_gate",
                violation_error_message="This has been signed off already.",
            ),
        ]

    def __str__(self) -> str:
        return Gate(self.gate).label


class OpeningProposalQuerySet(ChildQuerySet):
    def waiting(self) -> OpeningProposalQuerySet:
        """Those that nobody has answered, of live projects."""
        return self.filter(state=OpeningProposal.State.OPEN, project__ended_on=None)

    def of_academy(self, text: str) -> OpeningProposalQuerySet:
        """Those that name an academy which this search finds."""
        from partnerships.models.school import School

        return self.filter(academy__in=School.objects.search(text).order_by().values("pk"))

    def for_work_of(self, user: User) -> OpeningProposalQuerySet:
        """Waiting ones that this person may answer, or of projects that they lead."""
        answers = Q(project__trust_id__in=user.trusts_where(May.RECORD_OPENING))
        return (
            self.waiting().filter(visible_projects(user, "project__")).filter(answers | Q(project__lead=user))
        )


class OpeningProposal(models.Model):
    """What a GIAS download shows about a project's school, for a manager to record as its opening or to dismiss."""

    class State(models.TextChoices):
        OPEN = "open", "Waiting for an answer"
        ACCEPTED = "accepted", "Recorded"
        DISMISSED = "dismissed", "Dismissed"

    project = models.ForeignKey("Project", on_delete=models.CASCADE, related_name="opening_proposals")
    kind = models.CharField(max_length=12, choices=ProposalKind.choices())
    academy = models.ForeignKey("School", on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    opened_on = models.DateField()
    # What GIAS said, in sentences that were true on the day of the download.
    evidence = models.JSONField(default=list)
    file = models.ForeignKey("RegisterFile", null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    why = models.TextField(blank=True)

    objects = OpeningProposalQuerySet.as_manager()
    history = tracked()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["project", "kind", "academy"], name="proposed_once"),
            one_of("kind", ProposalKind, name="proposal_kind_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.academy_id} opened on {self.opened_on}"


class RatingOverrideQuerySet(ChildQuerySet):
    def in_force(self, on: dt.date) -> RatingOverrideQuerySet:
        """Those that hold on this day: not taken back, and the last day not passed."""
        return self.filter(withdrawn_at=None, until__gte=on)


class RatingOverride(models.Model):
    """A manager's own rating of a project, with a reason, up to and including a last day."""

    project = models.ForeignKey("Project", on_delete=models.CASCADE, related_name="rating_overrides")
    rating = models.CharField(max_length=6, choices=Rating.choices())
    reason = models.TextField()
    until = models.DateField("last day")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = RatingOverrideQuerySet.as_manager()
    history = tracked()

    class Meta:
        verbose_name = "rating given by a manager"
        verbose_name_plural = "ratings given by managers"
        ordering = ["-at", "-pk"]
        constraints = [one_of("rating", Rating, name="override_rating_is_known")]

    def __str__(self) -> str:
        return f"{self.rating} until {self.until}"


class HandOver(models.Model):
    """A project that passed from one lead to another, with the note that both see."""

    project = models.ForeignKey("Project", on_delete=models.CASCADE, related_name="hand_overs")
    from_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="handed_over"
    )
    to_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="taken_over"
    )
    note = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField("read by the new lead", null=True, blank=True)

    objects = ChildQuerySet.as_manager()
    history = tracked()

    class Meta:
        verbose_name = "hand-over"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.from_user} to {self.to_user}"


class ProjectGroupQuerySet(models.QuerySet["ProjectGroup"]):
    def visible_to(self, user: User) -> ProjectGroupQuerySet:
        """A group is seen through its projects: by whoever sees one of them; one without any, by its trust's people."""
        mine = Project.objects.filter(visible_projects(user), group=OuterRef("pk"))
        every = Project.objects.filter(group=OuterRef("pk"))
        return self.filter(trust_id__in=list(user.roles)).filter(Exists(mine) | ~Exists(every))


class ProjectGroup(models.Model):
    """Schools that join one trust together. What is shared is done once for all of them."""

    trust = models.ForeignKey("Group", on_delete=models.PROTECT, related_name="project_groups")
    name = models.CharField(max_length=150)
    kind = models.CharField(max_length=12, choices=GroupKind.choices(), default=GroupKind.OTHER)
    # Codes of the milestones that are done once for all.
    shared_codes = models.JSONField(default=list, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ProjectGroupQuerySet.as_manager()
    history = tracked(excluded_fields=["version"])

    class Meta:
        verbose_name = "group of projects"
        verbose_name_plural = "groups of projects"
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["trust", "name"],
                name="group_name_once_per_trust",
                violation_error_message="This name cannot be used. Choose another one.",
            ),
            one_of("kind", GroupKind, name="group_kind_is_known"),
        ]

    def __str__(self) -> str:
        return self.name
