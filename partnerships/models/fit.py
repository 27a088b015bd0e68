"""Whether school and trust fit: what each was told, what was promised, and how reviews judge it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, When
from django.db.models.functions import Coalesce, ExtractDay, ExtractMonth, ExtractYear
from django.utils import timezone

from partnerships.models._choices import one_of
from partnerships.models._owning import given_to
from partnerships.models._search import has_words
from partnerships.models._tracking import tracked
from partnerships.models.project_records import ChildQuerySet
from partnerships.rules.partnership_words import CheckPromise, Domain, Kept, Reserves, ReviewKind
from partnerships.rules.words import OwnerRole, Rating

if TYPE_CHECKING:
    from partnerships.models.people import User


class OfTrustQuerySet(models.QuerySet):  # type: ignore[type-arg]  # used for two models, each names itself
    def visible_to(self, user: User) -> OfTrustQuerySet:
        """Those of one's own trusts."""
        return self.filter(trust_id__in=list(user.roles))


class TrustTerms(models.Model):
    """What a trust asks of and offers to every school that joins: charge, capital, reserves, delegation."""

    trust = models.OneToOneField("Group", on_delete=models.CASCADE, related_name="terms")
    charge_percent = models.DecimalField(
        "central charge, percent of income", max_digits=5, decimal_places=2, null=True, blank=True
    )
    charge_basis = models.TextField("basis of the central charge", blank=True)
    capital = models.TextField("how capital is obtained and allocated", blank=True)
    reserves = models.CharField(max_length=8, choices=Reserves.choices(), default=Reserves.UNKNOWN)
    reserves_note = models.TextField("more on reserves", blank=True)
    delegation = models.TextField("scheme of delegation in brief", blank=True)
    delegation_url = models.URLField("link to the scheme of delegation", max_length=500, blank=True)
    as_of = models.DateField("as agreed on", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfTrustQuerySet.as_manager()
    history = tracked(excluded_fields=["version"])

    class Meta:
        verbose_name_plural = "trust terms"
        constraints = [
            one_of("reserves", Reserves, name="terms_reserves_are_known"),
            models.CheckConstraint(
                condition=Q(charge_percent=None) | Q(charge_percent__range=(0, 100)),
                name="terms_charge_is_a_percentage",
                violation_error_message="Enter the charge as a percentage from 0 to 100.",
            ),
        ]

    def __str__(self) -> str:
        return f"Terms of {self.trust}"


class TrustAnswer(models.Model):
    """A trust's usual answer to one question that schools ask; a project's own answer goes before it."""

    trust = models.ForeignKey("Group", on_delete=models.CASCADE, related_name="fit_answers")
    # One of partnerships.rules.fit.
    key = models.CharField(max_length=40)
    text = models.TextField("answer")
    url = models.URLField("what shows it", max_length=500, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_on = models.DateField(default=timezone.localdate)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfTrustQuerySet.as_manager()
    history = tracked(excluded_fields=["version"])

    class Meta:
        ordering = ["trust", "key"]
        constraints = [models.UniqueConstraint(fields=["trust", "key"], name="answer_once_per_trust")]

    def __str__(self) -> str:
        return f"{self.key}: {self.text[:60]}"


class FitAnswer(models.Model):
    """What was said on one question of fit for one school: by the trust, or found by the school."""

    project = models.ForeignKey("Project", on_delete=models.CASCADE, related_name="fit_answers")
    # One of partnerships.rules.fit.
    key = models.CharField(max_length=40)
    text = models.TextField("answer")
    evidence = models.ForeignKey(
        "Evidence", null=True, blank=True, on_delete=models.SET_NULL, related_name="fit_answers"
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_on = models.DateField(default=timezone.localdate)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ChildQuerySet.as_manager()
    history = tracked(excluded_fields=["version"])

    class Meta:
        ordering = ["project", "key"]
        constraints = [models.UniqueConstraint(fields=["project", "key"], name="fit_answer_once_per_project")]

    def __str__(self) -> str:
        return f"{self.key}: {self.text[:60]}"


class PromiseQuerySet(ChildQuerySet):
    def of_live_projects(self) -> PromiseQuerySet:
        return self.filter(project__ended_on=None)

    def open(self) -> PromiseQuerySet:
        """Not checked yet."""
        return self.filter(kept="")

    def checked(self) -> PromiseQuerySet:
        return self.exclude(kept="")

    def owned_by(self, user: User) -> PromiseQuerySet:
        """Given to this person, or to their job in the trust; the lead's are those of the projects they lead."""
        return self.filter(given_to(user))

    def search(self, words: str) -> PromiseQuerySet:
        """Every word occurs in the promise, in whom it was made to, or in its school's name or URN."""
        columns = ("what", "made_to", "project__school__name", "project__school__urn")
        return self.filter(has_words(words.split(), *columns))

    def with_check_day(self) -> PromiseQuerySet:
        """Adds check_day: when it is checked, as a number such as 20270901; None where no day is known.

        The same days as `partnerships.rules.promises.check_day` gives; numbers, because databases differ in how they
        add a year.
        """
        opening = Coalesce("project__opened_on", "project__joining_month")
        year_after = When(check_when=CheckPromise.YEAR_AFTER_OPENING, then=_as_number(opening) + 10_000)
        found: PromiseQuerySet = self.alias(check_day=Case(year_after, default=_as_number(F("check_on"))))
        return found

    def check_due(self, *, on: dt.date) -> PromiseQuerySet:
        """Not checked, with a check on that day or before."""
        found: PromiseQuerySet = self.open().with_check_day().filter(check_day__lte=_number_of(on))
        return found

    def soonest_check_first(self) -> PromiseQuerySet:
        """Those to be checked, the soonest first; then those that were, the latest first."""
        found: PromiseQuerySet = self.with_check_day().order_by(
            Case(When(kept="", then=0), default=1),
            Case(When(kept="", then=F("check_day"))).asc(nulls_last=True),
            F("checked_on").desc(nulls_last=True),
            "pk",
        )
        return found


def _as_number(day: Any) -> Any:
    return ExtractYear(day) * 10_000 + ExtractMonth(day) * 100 + ExtractDay(day)


def _number_of(day: dt.date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day


class Promise(models.Model):
    """Something the trust promised a school or its people, with a day on which somebody checks that it was kept."""

    project = models.ForeignKey("Project", on_delete=models.CASCADE, related_name="promises")
    what = models.TextField("promise")
    made_to = models.CharField("made to", max_length=120, blank=True)
    made_on = models.DateField("made on", default=timezone.localdate)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="promises"
    )
    owner_role = models.CharField(max_length=10, choices=OwnerRole.choices(), blank=True)
    check_when = models.CharField(
        "checked", max_length=10, choices=CheckPromise.choices(), default=CheckPromise.ON_A_DAY
    )
    # Only for a promise that is checked on a day; a year after opening follows from the project.
    check_on = models.DateField("day of the check", null=True, blank=True)
    kept = models.CharField(max_length=6, choices=Kept.choices(), blank=True)
    checked_on = models.DateField("checked on", null=True, blank=True)
    finding = models.TextField("what was found", blank=True)
    evidence = models.ForeignKey(
        "Evidence", null=True, blank=True, on_delete=models.SET_NULL, related_name="promises"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PromiseQuerySet.as_manager()
    history = tracked(excluded_fields=["version"])

    class Meta:
        ordering = ["project", "made_on", "pk"]
        constraints = [
            one_of("check_when", CheckPromise, name="promise_check_is_known"),
            one_of("kept", Kept, name="promise_kept_is_known", blank=True),
            models.CheckConstraint(
                condition=Q(kept="", checked_on=None) | ~Q(kept="") & Q(checked_on__isnull=False),
                name="promise_checked_has_a_day",
                violation_error_message="Enter the day on which the promise was checked.",
            ),
            models.CheckConstraint(
                condition=Q(check_when=CheckPromise.ON_A_DAY) | Q(check_on=None),
                name="promise_has_one_day_of_check",
            ),
        ]

    def __str__(self) -> str:
        return self.what[:60]


class Review(models.Model):
    """A review of a partnership, or of how a school does after joining.

    Where it is a milestone of the plan, its day is that milestone's.
    """

    project = models.ForeignKey("Project", on_delete=models.CASCADE, related_name="reviews")
    kind = models.CharField(max_length=10, choices=ReviewKind.choices())
    milestone = models.OneToOneField(
        "Milestone", null=True, blank=True, on_delete=models.SET_NULL, related_name="review"
    )
    held_on = models.DateField("held", null=True, blank=True)
    rating = models.CharField(max_length=5, choices=Rating.choices(), blank=True)
    findings = models.TextField(blank=True)
    next_steps = models.TextField("what happens next", blank=True)
    present = models.CharField("who was there", max_length=200, blank=True)
    evidence = models.ForeignKey(
        "Evidence", null=True, blank=True, on_delete=models.SET_NULL, related_name="reviews"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ChildQuerySet.as_manager()
    history = tracked(excluded_fields=["version"])

    class Meta:
        ordering = ["project", "pk"]
        constraints = [
            one_of("kind", ReviewKind, name="review_kind_is_known"),
            one_of("rating", Rating, name="review_rating_is_known", blank=True),
            # The milestone has the day. Where the milestone is removed, the review keeps none.
            models.CheckConstraint(condition=Q(milestone=None) | Q(held_on=None), name="review_has_one_day"),
        ]

    def __str__(self) -> str:
        return ReviewKind(self.kind).label

    @property
    def day(self) -> dt.date | None:
        """The day it was held: its milestone's where it is one; None while that is not logged as done."""
        return self.milestone.done_on if self.milestone is not None else self.held_on


class ReviewFinding(models.Model):
    """What a review found in one of the five domains of a strong trust."""

    project = models.ForeignKey("Project", on_delete=models.CASCADE, related_name="review_findings")
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="by_domain")
    domain = models.CharField(max_length=16, choices=Domain.choices())
    rating = models.CharField(max_length=5, choices=Rating.choices(), blank=True)
    text = models.TextField("finding", blank=True)

    objects = ChildQuerySet.as_manager()
    history = tracked()

    class Meta:
        ordering = ["review", "pk"]
        constraints = [
            one_of("domain", Domain, name="finding_domain_is_known"),
            one_of("rating", Rating, name="finding_rating_is_known", blank=True),
            models.UniqueConstraint(fields=["review", "domain"], name="domain_once_per_review"),
        ]

    def __str__(self) -> str:
        return Domain(self.domain).label
