"""Trust Partnerships, and what is kept of each: a record that shows afterwards what it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from partnerships.models._choices import one_of
from partnerships.models._search import has_words
from partnerships.models._tracking import tracked
from partnerships.models.project import NAMED_WITH
from partnerships.models.project_records import ChildQuerySet
from partnerships.rules.partnership_words import (
    PartnershipKind,
    PartnershipOutcome,
    SlaStatus,
    Vat,
)

if TYPE_CHECKING:
    from partnerships.models.people import User


# Whoever leads it for the trust, else the project.
_LEAD = Coalesce("trust_lead_id", "project__lead_id")


class PartnershipQuerySet(ChildQuerySet):
    def going_on(self) -> PartnershipQuerySet:
        """Not ended, in projects that are live."""
        return self.filter(ended_on=None, project__ended_on=None)

    def ended(self) -> PartnershipQuerySet:
        return self.exclude(ended_on=None)

    def led_by(self, user: User) -> PartnershipQuerySet:
        """Led by this person for the trust, or without a lead in a project of theirs."""
        return self.filter(Q(trust_lead=user) | Q(trust_lead=None, project__lead=user))

    def with_lead(self, key: int | None) -> PartnershipQuerySet:
        """Led by this person, as `led_by` takes it; None for those that nobody leads."""
        found: PartnershipQuerySet = self.alias(lead_key=_LEAD).filter(lead_key=key)
        return found

    def lead_choices(self) -> list[tuple[str, str]]:
        """(key, name) of the people who lead these, by name."""
        name = Coalesce("trust_lead__name", "project__lead__name")
        leads = self.annotate(lead_key=_LEAD, lead_name=name).exclude(lead_key=None)
        found = leads.order_by("lead_name", "lead_key").values_list("lead_key", "lead_name").distinct()
        return [(str(key), name) for key, name in found]

    def search(self, words: str) -> PartnershipQuerySet:
        """Every word occurs in the school's name or URN, the trust's name or the reference."""
        columns = ("project__school__name", "project__school__urn", "project__trust__name", "reference")
        return self.filter(has_words(words.split(), *columns))

    def with_names(self) -> PartnershipQuerySet:
        """Reads project, school, trusts and leads along."""
        return self.select_related(*(f"project__{name}" for name in NAMED_WITH), "trust_lead", "school_lead")


class Partnership(models.Model):
    """A Trust Partnership: a school's time-limited trial of membership of one trust.

    Agreement, signing, baseline, reviews, the governors' consideration, the decision and the close are milestones of
    the project's plan (PAR-01 to PAR-08) and have their days there.
    """

    project = models.OneToOneField("Project", on_delete=models.CASCADE, related_name="partnership")
    school = models.ForeignKey("School", on_delete=models.PROTECT, related_name="partnerships")
    trust = models.ForeignKey("Group", on_delete=models.PROTECT, related_name="partnerships")
    reference = models.CharField(max_length=60, blank=True)
    kind = models.CharField(
        "kind of school", max_length=12, choices=PartnershipKind.choices(), default=PartnershipKind.MAINTAINED
    )
    purpose = models.TextField(blank=True)
    starts_on = models.DateField("start", null=True, blank=True)
    ends_on = models.DateField("end", null=True, blank=True)
    # None while nobody has said whether it may be extended.
    extendable = models.BooleanField("can it be extended?", null=True, blank=True)
    latest_end = models.DateField("latest end, extensions included", null=True, blank=True)

    charge = models.DecimalField("charge, in pounds", max_digits=10, decimal_places=2, null=True, blank=True)
    charge_basis = models.CharField("what the charge is for", max_length=200, blank=True)
    vat = models.CharField("VAT", max_length=10, choices=Vat.choices(), default=Vat.UNKNOWN)
    purchase_order = models.CharField(max_length=60, blank=True)
    charge_due_on = models.DateField("charge due", null=True, blank=True)
    charge_paid_on = models.DateField("charge paid", null=True, blank=True)

    sla_status = models.CharField(
        "service level agreement", max_length=12, choices=SlaStatus.choices(), default=SlaStatus.NOT_STARTED
    )
    sla = models.ForeignKey(
        "Evidence", null=True, blank=True, on_delete=models.SET_NULL, related_name="sla_of",
        verbose_name="signed agreement",
    )  # fmt: skip
    # When the Regional Director was told is PAR-02's day.
    rd_told_by = models.CharField("Regional Director told by", max_length=120, blank=True)
    la_told_on = models.DateField("local authority told", null=True, blank=True)
    la_told_by = models.CharField("local authority told by", max_length=120, blank=True)
    diocese_told_on = models.DateField("diocese told", null=True, blank=True)
    diocese_told_by = models.CharField("diocese told by", max_length=120, blank=True)

    trust_lead = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL,
        related_name="partnerships_led", verbose_name="lead in the trust",
    )  # fmt: skip
    school_lead = models.ForeignKey(
        "Contact", null=True, blank=True, on_delete=models.SET_NULL, related_name="partnerships_led",
        verbose_name="lead in the school",
    )  # fmt: skip

    # Whoever is asked whether the school should join must not find it decided by those who help it.
    firewall = models.TextField("how it is kept apart from a consultation", blank=True)
    inspected_on = models.DateField("inspected by Ofsted during it", null=True, blank=True)

    paused_since = models.DateField(null=True, blank=True)
    paused_reason = models.TextField("why it is paused", blank=True)
    ended_on = models.DateField("ended", null=True, blank=True)
    outcome = models.CharField(max_length=20, choices=PartnershipOutcome.choices(), blank=True)
    outcome_reason = models.TextField(blank=True)
    learning = models.TextField("what was learned", blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PartnershipQuerySet.as_manager()
    history = tracked(excluded_fields=["version"])

    class Meta:
        ordering = ["ends_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gt=F("starts_on")),
                name="partnership_ends_after_it_starts",
                violation_error_message="The partnership must end after it starts.",
            ),
            models.CheckConstraint(
                condition=Q(latest_end=None) | Q(ends_on=None) | Q(latest_end__gte=F("ends_on")),
                name="partnership_ends_within_its_limit",
                violation_error_message="The latest end must be on or after the end.",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, outcome="") | Q(ended_on__isnull=False) & ~Q(outcome=""),
                name="partnership_ends_with_an_outcome",
                violation_error_message="Choose what the partnership led to.",
            ),
            models.CheckConstraint(
                condition=Q(paused_since=None) | ~Q(paused_reason=""),
                name="partnership_pause_has_a_reason",
                violation_error_message="Enter why the partnership is paused.",
            ),
            one_of("kind", PartnershipKind, name="partnership_kind_is_known"),
            one_of("outcome", PartnershipOutcome, name="partnership_outcome_is_known", blank=True),
            one_of("sla_status", SlaStatus, name="partnership_sla_status_is_known"),
            one_of("vat", Vat, name="partnership_vat_is_known"),
        ]
        indexes = [models.Index(fields=["ended_on", "ends_on"], name="partnership_end")]

    def __str__(self) -> str:
        return f"Partnership of {self.school} and {self.trust}"


class PartnershipExtension(models.Model):
    """One extension of a partnership: from one end to a later one, with its reason. Rows are only ever added."""

    project = models.ForeignKey("Project", on_delete=models.CASCADE, related_name="partnership_extensions")
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="extensions")
    from_end = models.DateField("end before")
    to_end = models.DateField("end after")
    agreed_on = models.DateField("agreed")
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = ChildQuerySet.as_manager()
    history = tracked()

    class Meta:
        ordering = ["partnership", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_end__gt=F("from_end")),
                name="extension_is_later",
                violation_error_message="An extension must end later than before.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="extension_has_a_reason",
                violation_error_message="Enter why the partnership is extended.",
            ),
        ]

    def __str__(self) -> str:
        return f"Extended to {self.to_end}"
