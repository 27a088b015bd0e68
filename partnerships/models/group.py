from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from partnerships.rules.register import TRUST_TYPE_CODES

if TYPE_CHECKING:
    from partnerships.models.people import User


class GroupQuerySet(models.QuerySet["Group"]):
    def trusts(self) -> GroupQuerySet:
        """Multi-academy, single-academy and secure single-academy trusts; not sponsors, federations or foundations."""
        return self.filter(type_code__in=TRUST_TYPE_CODES)

    def open(self) -> GroupQuerySet:
        return self.exclude(status_name__iexact="closed")

    def visible_to(self, user: User) -> GroupQuerySet:
        """GIAS is common to everybody who can sign in."""
        return self if user.is_active else self.none()


class Group(models.Model):
    """One group record of GIAS: a trust, federation, sponsor or foundation. A *trust* is a group of three of its types."""

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
        ordering = ["name", "uid"]
        indexes = [
            models.Index(fields=["name", "uid"], name="group_by_name"),
            models.Index(fields=["type_code"], name="group_type"),
            models.Index(fields=["group_id"], name="group_trn"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_trust(self) -> bool:
        return self.type_code in TRUST_TYPE_CODES
