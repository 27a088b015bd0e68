from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Case, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Concat

from partnerships.models._search import has_words
from partnerships.models.register import GroupMembership
from partnerships.rules.register import laestab
from partnerships.rules.searching import read_search

if TYPE_CHECKING:
    from partnerships.models.group import Group
    from partnerships.models.people import User


class InTrust(models.TextChoices):
    YES = "yes", "In a trust"
    NO = "no", "Not in a trust"
    UNKNOWN = "unknown", "Not known"


# Open, and open but proposed to close.
OPEN_STATUSES = ("1", "3")
CLOSED_STATUS = "2"


class SchoolQuerySet(models.QuerySet["School"]):
    def visible_to(self, user: User) -> SchoolQuerySet:
        """GIAS is common to everybody who can sign in."""
        return self if user.is_active else self.none()

    def search(self, text: str) -> SchoolQuerySet:
        """By URN, LAESTAB, UKPRN, postcode (whole, or its first half), else by every word in the name."""
        typed = read_search(text)
        if typed.urn is not None:
            return self.filter(pk=typed.urn)
        if typed.laestab:
            return self.filter(la_code=typed.laestab[0], establishment_number=typed.laestab[1])
        if typed.ukprn:
            return self.filter(ukprn=typed.ukprn)
        if typed.postcode:
            return self.filter(postcode__in=[typed.postcode, typed.postcode.replace(" ", "")])
        named = has_words(typed.words, "name")
        if typed.postcode_area:
            named |= Q(postcode__startswith=f"{typed.postcode_area} ")
        return self.filter(named)

    def open_now(self) -> SchoolQuerySet:
        """Open, or open but proposed to close, and still in GIAS."""
        return self.filter(status_code__in=OPEN_STATUSES, gone_on=None)

    def not_closed(self) -> SchoolQuerySet:
        """Open, proposed to open or of a status not known, and still in GIAS."""
        return self.filter(gone_on=None).exclude(status_code=CLOSED_STATUS)

    def closed(self) -> SchoolQuerySet:
        """Closed, and still in GIAS."""
        return self.filter(status_code=CLOSED_STATUS, gone_on=None)

    def for_list(self) -> SchoolQuerySet:
        """Only what a row of a list shows, with the trust's name."""
        return self.select_related("trust").only(
            "name",
            "la_code",
            "la_name",
            "establishment_number",
            "type_name",
            "phase_name",
            "status_code",
            "status_name",
            "town",
            "postcode",
            "in_trust",
            "gone_on",
            "trust__name",
        )

    def open_first(self) -> SchoolQuerySet:
        """Open schools before the others, then by name."""
        rank = Case(When(status_code__in=OPEN_STATUSES, gone_on=None, then=0), default=1)
        return self.order_by(rank, "name", "urn")

    def with_laestab(self) -> SchoolQuerySet:
        """Adds laestab_text: the school's `laestab`, made by the database for exports that make no objects."""
        half = Q(la_code="") | Q(establishment_number="")
        whole = Concat("la_code", Value("/"), "establishment_number")
        return self.annotate(laestab_text=Case(When(half, then=Value("")), default=whole))

    def in_group(self, group: Group) -> SchoolQuerySet:
        """Schools of a trust as worked out after each import, or those that GIAS puts in another kind of group."""
        if group.is_trust:
            return self.filter(trust=group)
        inside = GroupMembership.objects.filter(group=group, gone_on=None).values("school_id")
        return self.filter(pk__in=inside)

    def with_joined_on(self, group: Group) -> SchoolQuerySet:
        """Adds joined_on: the day on which the school joined that group, where GIAS knows it."""
        membership = GroupMembership.objects.filter(school=OuterRef("pk"), group=group, gone_on=None)
        return self.annotate(joined_on=Subquery(membership.values("joined_on")[:1]))


class School(models.Model):
    """One establishment record of GIAS, as the downloads last had it. Written by imports only, never on a page.

    Its URN is its key, so that links and memberships can be kept before the school itself arrives. Codes and names
    are kept as GIAS has them: new types appear, and none is refused.
    """

    urn = models.PositiveIntegerField("URN", primary_key=True)
    name = models.CharField(max_length=300)
    la_code = models.CharField("LA code", max_length=10, blank=True)
    la_name = models.CharField("local authority", max_length=200, blank=True)
    establishment_number = models.CharField(max_length=10, blank=True)
    ukprn = models.CharField("UKPRN", max_length=10, blank=True)
    type_code = models.CharField(max_length=10, blank=True)
    type_name = models.CharField("type", max_length=200, blank=True)
    type_group_code = models.CharField(max_length=10, blank=True)
    type_group_name = models.CharField("type group", max_length=200, blank=True)
    status_code = models.CharField(max_length=10, blank=True)
    status_name = models.CharField("status", max_length=120, blank=True)
    open_reason_name = models.CharField("reason opened", max_length=200, blank=True)
    open_date = models.DateField("opened", null=True, blank=True)
    close_reason_name = models.CharField("reason closed", max_length=200, blank=True)
    close_date = models.DateField("closed", null=True, blank=True)
    phase_code = models.CharField(max_length=10, blank=True)
    phase_name = models.CharField("phase", max_length=120, blank=True)
    low_age = models.PositiveSmallIntegerField("lowest age", null=True, blank=True)
    high_age = models.PositiveSmallIntegerField("highest age", null=True, blank=True)
    gender_name = models.CharField("gender", max_length=120, blank=True)
    religious_character = models.CharField(max_length=200, blank=True)
    religious_ethos = models.CharField(max_length=200, blank=True)
    diocese_name = models.CharField("diocese", max_length=200, blank=True)
    admissions_policy = models.CharField(max_length=120, blank=True)
    capacity = models.PositiveIntegerField(null=True, blank=True)
    pupils = models.PositiveIntegerField("pupils on roll", null=True, blank=True)
    fsm_percentage = models.DecimalField(
        "pupils eligible for free school meals (%)", max_digits=5, decimal_places=1, null=True, blank=True
    )
    census_date = models.DateField(null=True, blank=True)
    boarders = models.CharField(max_length=120, blank=True)
    nursery_provision = models.CharField(max_length=120, blank=True)
    sixth_form = models.CharField(max_length=120, blank=True)
    special_classes = models.CharField(max_length=120, blank=True)
    resourced_provision = models.CharField("type of resourced provision", max_length=200, blank=True)
    resourced_capacity = models.PositiveIntegerField("resourced provision places", null=True, blank=True)
    sen_unit_capacity = models.PositiveIntegerField("SEN unit places", null=True, blank=True)
    trust_flag_code = models.CharField(max_length=10, blank=True)
    trust_flag = models.CharField("supported by a trust", max_length=100, blank=True)
    trust_code = models.CharField("trust code in the schools file", max_length=60, blank=True)
    trust_name = models.CharField("trust name in the schools file", max_length=300, blank=True)
    sponsors = models.CharField(max_length=500, blank=True)
    federation_flag = models.CharField("supported by a federation", max_length=100, blank=True)
    federation_code = models.CharField(max_length=60, blank=True)
    federation_name = models.CharField("federation", max_length=300, blank=True)
    street = models.CharField(max_length=200, blank=True)
    locality = models.CharField(max_length=200, blank=True)
    address3 = models.CharField(max_length=200, blank=True)
    town = models.CharField(max_length=200, blank=True)
    county = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=20, blank=True)
    website = models.CharField(max_length=500, blank=True)
    telephone = models.CharField(max_length=60, blank=True)
    head_title = models.CharField(max_length=60, blank=True)
    head_first_name = models.CharField(max_length=200, blank=True)
    head_last_name = models.CharField(max_length=200, blank=True)
    head_job_title = models.CharField(max_length=200, blank=True)
    region_code = models.CharField(max_length=10, blank=True)
    region_name = models.CharField("region", max_length=120, blank=True)
    district_name = models.CharField("district", max_length=200, blank=True)
    constituency_name = models.CharField("parliamentary constituency", max_length=200, blank=True)
    urban_rural = models.CharField(max_length=200, blank=True)
    easting = models.PositiveIntegerField(null=True, blank=True)
    northing = models.PositiveIntegerField(null=True, blank=True)

    # Worked out after each import from memberships, groups and the schools file's own trust columns.
    trust = models.ForeignKey(
        "Group", null=True, blank=True, on_delete=models.SET_NULL, related_name="schools", db_constraint=False
    )
    in_trust = models.CharField(max_length=8, choices=InTrust.choices, default=InTrust.UNKNOWN)
    gone_on = models.DateField("not in GIAS since", null=True, blank=True)
    is_demo = models.BooleanField("invented for the demo", default=False)

    objects = SchoolQuerySet.as_manager()

    class Meta:
        ordering = ["name", "urn"]
        indexes = [
            models.Index(fields=["la_code", "establishment_number"], name="school_laestab"),
            models.Index(fields=["name", "urn"], name="school_by_name"),
            models.Index(fields=["phase_code", "type_group_code"], name="school_phase_type"),
            models.Index(fields=["la_name"], name="school_la_name"),
            models.Index(fields=["postcode"], name="school_postcode"),
        ]

    def __str__(self) -> str:
        return f"{self.name or 'No name in GIAS'} ({self.urn})"

    @property
    def laestab(self) -> str:
        """The DfE number as it is written, 123/4567; empty where GIAS gives only half of it."""
        return laestab(self.la_code, self.establishment_number)

    @property
    def is_closed(self) -> bool:
        return self.status_code == CLOSED_STATUS
