"""What binds the GIAS tables together, and what is kept of each download."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class GroupMembership(models.Model):
    """One school in one group since a date. Kept even before the school or group itself has arrived."""

    school = models.ForeignKey(
        "School", on_delete=models.DO_NOTHING, db_constraint=False, related_name="group_memberships"
    )
    group = models.ForeignKey(
        "Group", on_delete=models.DO_NOTHING, db_constraint=False, related_name="memberships"
    )
    joined_on = models.DateField("joined", null=True, blank=True)
    gone_on = models.DateField("not in GIAS since", null=True, blank=True)

    class Meta:
        verbose_name = "school’s place in a group"
        verbose_name_plural = "schools’ places in groups"
        constraints = [
            models.UniqueConstraint(fields=["school", "group"], name="one_row_per_school_and_group")
        ]

    def __str__(self) -> str:
        return f"{self.school_id} in {self.group_id}"


class SchoolLinkQuerySet(models.QuerySet["SchoolLink"]):
    def succession(self) -> SchoolLinkQuerySet:
        """Links to earlier and later records of a school, still in GIAS."""
        kinds = Q(link_type__startswith="Successor") | Q(link_type__startswith="Predecessor")
        return self.filter(kinds, gone_on=None)


class SchoolLink(models.Model):
    """One link of GIAS from a school to an earlier or later record. Either end may not have arrived yet."""

    school = models.ForeignKey(
        "School", on_delete=models.DO_NOTHING, db_constraint=False, related_name="links"
    )
    other = models.ForeignKey(
        "School", on_delete=models.DO_NOTHING, db_constraint=False, related_name="linked_from"
    )
    other_name = models.CharField(max_length=300, blank=True)
    link_type = models.CharField(max_length=100)
    established_on = models.DateField(null=True, blank=True)
    gone_on = models.DateField("not in GIAS since", null=True, blank=True)

    objects = SchoolLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "link between schools"
        verbose_name_plural = "links between schools"
        constraints = [
            models.UniqueConstraint(fields=["school", "other", "link_type"], name="one_row_per_link")
        ]

    def __str__(self) -> str:
        return f"{self.school_id} → {self.other_id}: {self.link_type}"


class RegisterKind(models.TextChoices):
    SCHOOLS = "schools", "Schools"
    TRUSTS = "trusts", "Trusts and other groups"
    MEMBERSHIPS = "memberships", "Which school is in which group"
    LINKS = "links", "Links between earlier and later schools"


class RegisterFileQuerySet(models.QuerySet["RegisterFile"]):
    def applied(self) -> RegisterFileQuerySet:
        return self.filter(applied_at__isnull=False)

    def of(self, kind: str) -> RegisterFileQuerySet:
        return self.filter(kind=kind)

    def newest_first(self) -> RegisterFileQuerySet:
        return self.order_by("-downloaded_on", "-applied_at", "-pk")


class RegisterFile(models.Model):
    """One GIAS download that was looked at (uploaded) or taken in (applied), with what it changed."""

    kind = models.CharField(max_length=12, choices=RegisterKind.choices)
    file_name = models.CharField(max_length=255)
    downloaded_on = models.DateField("date of the download", null=True)
    stored = models.FileField(upload_to="gias/%Y/", blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    uploaded_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    applied_at = models.DateTimeField(null=True, blank=True)
    # Product fields that this file delivered a value for: where each fact comes from, and of what date.
    fields = models.JSONField(default=list)
    created_count = models.PositiveIntegerField(default=0)
    changed_count = models.PositiveIntegerField(default=0)
    unchanged_count = models.PositiveIntegerField(default=0)
    gone_count = models.PositiveIntegerField(default=0)
    refused_count = models.PositiveIntegerField(default=0)
    refused = models.FileField(upload_to="gias/%Y/", blank=True)

    objects = RegisterFileQuerySet.as_manager()

    class Meta:
        verbose_name = "GIAS download"
        ordering = ["-uploaded_at"]
        indexes = [models.Index(fields=["kind", "downloaded_on"], name="register_file_kind_date")]

    def __str__(self) -> str:
        return self.file_name


class RegisterChange(models.Model):
    """One fact that one GIAS download changed. None is written for a first load."""

    file = models.ForeignKey(RegisterFile, on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=12, choices=RegisterKind.choices)
    # The school's URN, or the group's UID for the trusts file.
    key = models.PositiveIntegerField()
    # The other end of a link or the group of a membership; empty elsewhere.
    other_key = models.PositiveIntegerField(null=True, blank=True)
    field = models.CharField(max_length=40)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)

    class Meta:
        verbose_name = "change in GIAS"
        verbose_name_plural = "changes in GIAS"
        ordering = ["-file__downloaded_on", "pk"]
        indexes = [models.Index(fields=["key", "kind"], name="register_change_key")]

    def __str__(self) -> str:
        return f"{self.key} {self.field}: {self.before} → {self.after}"
