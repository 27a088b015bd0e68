"""What was decided, what shows it, and what could still go wrong."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Case, F, IntegerField, Q, Value, When
from django.utils import timezone

from partnerships.models._choices import one_of
from partnerships.models._owning import given_to
from partnerships.models._search import has_words
from partnerships.models._tracking import tracked
from partnerships.models.project_records import ChildQuerySet
from partnerships.rules.risks import POINTS, SERIOUS_PAIRS
from partnerships.rules.words import (
    DecisionBody,
    DecisionOutcome,
    Level,
    OrderBasis,
    OwnerRole,
    Part,
    RiskSource,
)

if TYPE_CHECKING:
    from partnerships.models.people import User


class EvidenceQuerySet(ChildQuerySet):
    def standing(self) -> EvidenceQuerySet:
        """Neither removed nor replaced by a newer one."""
        return self.filter(removed_at=None, replaced_by=None)

    def not_standing(self) -> EvidenceQuerySet:
        """Removed, or replaced by a newer one."""
        return self.exclude(removed_at=None, replaced_by=None)

    def search(self, words: str) -> EvidenceQuerySet:
        """Those in whose name, file name, link or milestone every word occurs."""
        columns = ("name", "file_name", "url", "milestone__title")
        return self.filter(has_words(words.split(), *columns))

    def of_part(self, part: str) -> EvidenceQuerySet:
        """Of milestones in this part of the plan."""
        return self.filter(milestone__phase__in=[phase.value for phase in Part(part).phases])

    def in_plan_order(self) -> EvidenceQuerySet:
        """That of the project as a whole first, then by part, place in the plan, and the newest first."""
        places = [
            When(milestone__phase__in=[phase.value for phase in part.phases], then=Value(place))
            for place, part in enumerate(Part, 1)
        ]
        part = Case(*places, default=Value(0), output_field=IntegerField())
        found: EvidenceQuerySet = self.alias(part_place=part).order_by(
            "part_place", "milestone__position", "milestone_id", "-added_at", "-pk"
        )
        return found

    def with_people(self) -> EvidenceQuerySet:
        """Reads milestone, who added and removed it, and what it replaced along."""
        return self.select_related(
            "milestone", "added_by", "removed_by", "replaces__added_by", "replaced_by__added_by"
        )


class Evidence(models.Model):
    """A file, or a link to one, that shows that something was done: of a project, or of one of its milestones."""

    project = models.ForeignKey("Project", on_delete=models.CASCADE, related_name="evidence")
    milestone = models.ForeignKey(
        "Milestone", null=True, blank=True, on_delete=models.SET_NULL, related_name="evidence"
    )
    name = models.CharField("what it is", max_length=200)
    url = models.URLField("link", max_length=500, blank=True)
    # Under a random name, outside what the web server serves; handed out by a page that asks who wants it.
    stored = models.FileField(upload_to="evidence/", blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField("bytes", default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="replaced_by"
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    added_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = EvidenceQuerySet.as_manager()
    history = tracked()

    class Meta:
        verbose_name_plural = "evidence"
        ordering = ["-added_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(url="") & ~Q(stored="")) | (~Q(url="") & Q(stored="")),
                name="evidence_is_a_file_or_a_link",
                violation_error_message="Choose a file or enter a link, not both.",
            )
        ]
        indexes = [models.Index(fields=["project", "-added_at"], name="evidence_project")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_file(self) -> bool:
        return bool(self.stored)

    @property
    def is_replaced(self) -> bool:
        return hasattr(self, "replaced_by")

    @property
    def is_standing(self) -> bool:
        return self.removed_at is None and not self.is_replaced


class Decision(models.Model):
    """One decision on a school's joining: who decided what, on which day, and what shows it.

    Its conditions are milestones of the plan (`Milestone.decision`).
    """

    project = models.ForeignKey("Project", on_delete=models.CASCADE, related_name="decisions")
    body = models.CharField("who decided", max_length=20, choices=DecisionBody.choices())
    decided_on = models.DateField("decided")
    outcome = models.CharField(max_length=12, choices=DecisionOutcome.choices())
    reason = models.TextField(blank=True)
    interests = models.TextField("interests declared", blank=True)
    order_basis = models.CharField(
        "basis of the order", max_length=10, choices=OrderBasis.choices(), blank=True
    )
    # Before an order counts as revoked, a minister has approved it and the letter has gone out.
    minister_approved_on = models.DateField(null=True, blank=True)
    letter_sent_on = models.DateField("revocation letter sent", null=True, blank=True)
    evidence = models.ForeignKey(
        Evidence, null=True, blank=True, on_delete=models.SET_NULL, related_name="decisions"
    )
    # The milestone of the plan that this decision is; entered once, seen in both places.
    milestone = models.ForeignKey(
        "Milestone", null=True, blank=True, on_delete=models.SET_NULL, related_name="decided_by"
    )
    # What was decided after a consultation: which one, on which version of its response document, and how the
    # responses were weighed.
    consultation = models.ForeignKey(
        "Consultation", null=True, blank=True, on_delete=models.SET_NULL, related_name="decisions"
    )
    response_report = models.ForeignKey(
        "ResponseReport", null=True, blank=True, on_delete=models.SET_NULL, related_name="decisions",
        verbose_name="response document",
    )  # fmt: skip
    considered = models.TextField("how the responses were considered", blank=True)
    votes_for = models.PositiveSmallIntegerField(null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(null=True, blank=True)
    votes_abstained = models.PositiveSmallIntegerField("abstentions", null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    recorded_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ChildQuerySet.as_manager()
    history = tracked(excluded_fields=["version"])

    class Meta:
        ordering = ["-decided_on", "-pk"]
        constraints = [
            one_of("body", DecisionBody, name="decision_body_is_known"),
            one_of("outcome", DecisionOutcome, name="decision_outcome_is_known"),
            one_of("order_basis", OrderBasis, name="decision_basis_is_known", blank=True),
        ]

    def __str__(self) -> str:
        return f"{DecisionBody(self.body).label}: {DecisionOutcome(self.outcome).label}"


class RiskQuerySet(ChildQuerySet):
    def of_live_projects(self) -> RiskQuerySet:
        return self.filter(project__ended_on=None)

    def open(self) -> RiskQuerySet:
        return self.filter(closed_on=None)

    def closed(self) -> RiskQuerySet:
        return self.exclude(closed_on=None)

    def owned_by(self, user: User) -> RiskQuerySet:
        """Given to this person, or to their job in the trust; the lead's are those of the projects they lead."""
        return self.filter(given_to(user))

    def review_due(self, *, on: dt.date) -> RiskQuerySet:
        """Open, with a review on that day or before."""
        return self.filter(closed_on=None, review_on__lte=on)

    def serious(self) -> RiskQuerySet:
        """High in one way and medium in the other, or high in both."""
        serious = Q(pk__in=[])
        for likelihood, effect in SERIOUS_PAIRS:
            serious |= Q(likelihood=likelihood, effect=effect)
        return self.filter(serious)

    def search(self, words: str) -> RiskQuerySet:
        """Every word occurs in the risk, or in its school's name or URN."""
        columns = ("what", "mitigation", "project__school__name", "project__school__urn")
        return self.filter(has_words(words.split(), *columns))

    def by_seriousness(self) -> RiskQuerySet:
        """Open ones first, then the most serious (likelihood times effect), then the soonest review."""
        cases = [
            When(likelihood=likelihood, effect=effect, then=Value(points))
            for (likelihood, effect), points in POINTS.items()
        ]
        points = Case(*cases, default=Value(0), output_field=IntegerField())
        found: RiskQuerySet = self.alias(points=points).order_by(
            F("closed_on").desc(nulls_first=True), "-points", F("review_on").asc(nulls_last=True), "pk"
        )
        return found


class Risk(models.Model):
    """Something that could go wrong with a school's joining, and what is done about it."""

    project = models.ForeignKey("Project", on_delete=models.CASCADE, related_name="risks")
    what = models.TextField("what could go wrong")
    likelihood = models.CharField(max_length=6, choices=Level.choices(), default=Level.MEDIUM)
    effect = models.CharField(max_length=6, choices=Level.choices(), default=Level.MEDIUM)
    # Not "action": that column of every history row says which action wrote it.
    mitigation = models.TextField("what is done about it", blank=True)
    source = models.CharField(
        "found in", max_length=20, choices=RiskSource.choices(), default=RiskSource.OTHER
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="risks"
    )
    owner_role = models.CharField(max_length=10, choices=OwnerRole.choices(), blank=True)
    review_on = models.DateField("review", null=True, blank=True)
    # What it became: a milestone of the team's own, or (where that has a decision) a condition.
    milestone = models.ForeignKey(
        "Milestone", null=True, blank=True, on_delete=models.SET_NULL, related_name="risks"
    )
    closed_on = models.DateField("closed", null=True, blank=True)
    closed_reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = RiskQuerySet.as_manager()
    history = tracked(excluded_fields=["version"])

    class Meta:
        ordering = ["closed_on", "review_on", "pk"]
        constraints = [
            one_of("likelihood", Level, name="risk_likelihood_is_known"),
            one_of("effect", Level, name="risk_effect_is_known"),
            one_of("source", RiskSource, name="risk_source_is_known"),
        ]

    def __str__(self) -> str:
        return self.what[:60]
