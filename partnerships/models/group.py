from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Case, Count, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce

from partnerships.models._search import has_words
from partnerships.rules.register import TRUST_TYPE_CODES, is_trust
from partnerships.rules.searching import read_search

if TYPE_CHECKING:
    from partnerships.models.people import User


_CLOSED = Q(status_name__iexact="closed")


class GroupQuerySet(models.QuerySet["Group"]):
    def trusts(self) -> GroupQuerySet:
        """Multi-academy, single-academy and secure single-academy trusts; not sponsors, federations or foundations."""
        return self.filter(type_code__in=TRUST_TYPE_CODES)

    def open(self) -> GroupQuerySet:
        return self.exclude(_CLOSED)

    def closed(self) -> GroupQuerySet:
        return self.filter(_CLOSED)

    def open_first(self) -> GroupQuerySet:
        """Open groups before closed ones, then by name."""
        return self.order_by(Case(When(_CLOSED, then=1), default=0), "name", "uid")

    def of_size(self, fewest: int, most: int | None) -> GroupQuerySet:
        """With so many schools, at least and at most."""
        bounds = {"school_count__gte": fewest} | ({} if most is None else {"school_count__lte": most})
        return self.with_school_count().filter(**bounds)

    def search(self, text: str) -> GroupQuerySet:
        """By TRN, UID, Companies House number or UKPRN, else by every word in the name."""
        typed = read_search(text)
        if typed.trn:
            return self.filter(group_id=typed.trn)
        if typed.company:
            return self.filter(Q(companies_house_number=typed.company) | Q(ukprn=typed.company))
        digits = typed.words[0] if len(typed.words) == 1 and typed.words[0].isdecimal() else ""
        named = has_words(typed.words, "name")
        if digits and len(digits) <= 7:
            # Companies House numbers keep their leading zeros in GIAS; people leave them out.
            named |= Q(pk=int(digits)) | Q(companies_house_number=digits.zfill(8))
        return self.filter(named)

    def with_school_count(self) -> GroupQuerySet:
        """Adds school_count: schools of a trust, or of another group, that are not closed."""
        from partnerships.models.register import GroupMembership
        from partnerships.models.school import School

        schools = School.objects.not_closed().order_by()
        mine = schools.filter(trust=OuterRef("pk")).values("trust").annotate(n=Count("pk")).values("n")
        inside = (
            GroupMembership.objects.filter(group=OuterRef("pk"), gone_on=None, school__in=schools)
            .order_by()
            .values("group")
            .annotate(n=Count("pk"))
            .values("n")
        )
        number = Case(When(type_code__in=TRUST_TYPE_CODES, then=Subquery(mine)), default=Subquery(inside))
        return self.annotate(school_count=Coalesce(number, 0))

    def visible_to(self, user: User) -> GroupQuerySet:
        """GIAS is common to everybody who can sign in."""
        return self if user.is_active else self.none()


class Group(models.Model):
    """One group record of GIAS: a trust, federation, sponsor or foundation.

    A *trust* is a group of three of its types.
    """

    uid = models.PositiveIntegerField("group UID", primary_key=True)
    group_id = models.CharField("group ID (TRN)", max_length=120, blank=True)
    name = models.CharField(max_length=300)
    companies_house_number = models.CharField(max_length=20, blank=True)
    ukprn = models.CharField("UKPRN", max_length=10, blank=True)
    type_code = models.CharField(max_length=10, blank=True)
    type_name = models.CharField("type", max_length=120, blank=True)
    status_code = models.CharField(max_length=30, blank=True)
    status_name = models.CharField("status", max_length=60, blank=True)
    open_date = models.DateField("opened", null=True, blank=True)
    incorporated_on = models.DateField(null=True, blank=True)
    closed_date = models.DateField("closed", null=True, blank=True)
    street = models.CharField(max_length=200, blank=True)
    locality = models.CharField(max_length=200, blank=True)
    address3 = models.CharField(max_length=200, blank=True)
    town = models.CharField(max_length=200, blank=True)
    county = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=20, blank=True)
    head_name = models.CharField("head of group", max_length=200, blank=True)
    gone_on = models.DateField("not in GIAS since", null=True, blank=True)
    is_demo = models.BooleanField("invented for the demo", default=False)

    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = "trust or group"
        verbose_name_plural = "trusts and groups"
        ordering = ["name", "uid"]
        indexes = [
            models.Index(fields=["name", "uid"], name="group_by_name"),
            models.Index(fields=["type_code"], name="group_type"),
            models.Index(fields=["group_id"], name="group_trn"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def address_line(self) -> str:
        """The address in one line, as far as GIAS gives it."""
        parts = (self.street, self.locality, self.address3, self.town, self.county, self.postcode)
        return ", ".join(part for part in parts if part and part != "Not recorded")

    @property
    def is_trust(self) -> bool:
        return is_trust(self.type_code)
