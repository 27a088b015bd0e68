"""A team's own spreadsheet on its way in, and the projects that it touched."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from partnerships.models._choices import one_of
from partnerships.models._search import has_words
from partnerships.models._tracking import tracked
from partnerships.models.project import Project, ProjectAccess
from partnerships.permissions import May
from partnerships.rules.responses import UPLOADS_KEPT_DAYS
from partnerships.rules.workbook.words import WorkbookState

if TYPE_CHECKING:
    from partnerships.models.people import User


class WorkbookQuerySet(models.QuerySet["Workbook"]):
    def visible_to(self, user: User) -> WorkbookQuerySet:
        """Of trusts where this person brings in workbooks: their own, and what others brought in.

        A workbook names every school in it, so one with a project which the person does not see, because it is
        confidential, is not seen at all, also once that project is gone with what the workbook did; nor is what
        somebody else has only looked at.
        """
        theirs = self.filter(trust__in=user.trusts_where(May.IMPORT_WORKBOOKS))
        seen = Project.objects.visible_to(user).values("pk")
        hidden = WorkbookProject.objects.filter(workbook=OuterRef("pk")).exclude(project__in=seen)
        started = Project.history.filter(call=OuterRef("applied_call"), history_type="+", confidential=True)
        named = ProjectAccess.history.filter(project_id=OuterRef("id"), user_id=user.pk)
        gone = Q(state=WorkbookState.UNDONE) & Exists(started.exclude(Exists(named)))
        return theirs.filter(Q(by=user) | ~Q(state=WorkbookState.READ)).exclude(Exists(hidden)).exclude(gone)

    def read_only(self) -> WorkbookQuerySet:
        """Looked at, and neither brought in nor given up."""
        return self.filter(state=WorkbookState.READ)

    def brought_in(self) -> WorkbookQuerySet:
        return self.filter(state=WorkbookState.APPLIED)

    def file_due(self, *, on: dt.date) -> WorkbookQuerySet:
        """Whose file is still kept although its day has come."""
        return self.exclude(stored="").filter(delete_file_on__lte=on)

    def given_up(self, *, on: dt.date) -> WorkbookQuerySet:
        """Chosen so long ago, and not brought in, that nobody will."""
        return self.read_only().filter(uploaded_at__date__lt=on - dt.timedelta(days=UPLOADS_KEPT_DAYS))

    def search(self, words: str) -> WorkbookQuerySet:
        """Those in whose file's or sheet's name every word occurs."""
        return self.filter(has_words(words.split(), "file_name", "sheet"))


class Workbook(models.Model):
    """One sheet of a spreadsheet file: looked at first, brought in in one step, and undone as a whole.

    The file is kept as evidence until its day; what it says of cells (`mends`) goes with it.
    """

    trust = models.ForeignKey("Group", on_delete=models.PROTECT, related_name="workbooks")
    file_name = models.CharField(max_length=200)
    stored = models.FileField("file", upload_to="workbooks/", blank=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField("size in bytes")
    sheet = models.CharField(max_length=100, blank=True)
    rows = models.PositiveIntegerField(default=0)
    # A `Reading` and `Mends` of partnerships.rules.workbook.reading.
    reading = models.JSONField(default=dict, blank=True)
    mends = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=8, choices=WorkbookState.choices(), default=WorkbookState.READ.value)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now)
    applied_at = models.DateTimeField("brought in", null=True, blank=True)
    undone_at = models.DateTimeField("undone", null=True, blank=True)
    # Ties together every history row that bringing it in wrote.
    applied_call = models.UUIDField(null=True, editable=False)
    # Schools started, changed, not brought in; cells left out.
    created = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    cells_left_out = models.PositiveIntegerField(default=0)
    # [row, cell, heading, text, why] of what was not brought in.
    not_in = models.JSONField(default=list, blank=True)
    delete_file_on = models.DateField("delete the file on", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = WorkbookQuerySet.as_manager()
    history = tracked(excluded_fields=["stored", "mends", "not_in", "reading", "version"])

    class Meta:
        verbose_name = "spreadsheet"
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            one_of("state", WorkbookState, name="workbook_state_is_known"),
            models.CheckConstraint(
                condition=Q(state=WorkbookState.READ.value)
                | Q(applied_at__isnull=False, applied_call__isnull=False),
                name="brought_in_has_a_day",
            ),
        ]
        indexes = [models.Index(fields=["trust", "-uploaded_at"], name="workbook_trust")]

    def __str__(self) -> str:
        return f"{self.file_name}, {self.sheet}" if self.sheet else self.file_name

    @property
    def is_read_only(self) -> bool:
        return self.state == WorkbookState.READ

    @property
    def is_brought_in(self) -> bool:
        return self.state == WorkbookState.APPLIED


class WorkbookProjectQuerySet(models.QuerySet["WorkbookProject"]):
    def visible_to(self, user: User) -> WorkbookProjectQuerySet:
        """Of the spreadsheets that this person sees."""
        return self.filter(workbook__in=Workbook.objects.visible_to(user).values("pk"))

    def brought_in(self) -> WorkbookProjectQuerySet:
        """Of which something went in; the others are only named in the sheet."""
        return self.exclude(started=False, changes=[])


class WorkbookProject(models.Model):
    """One project that a workbook started or changed; without changes, one that its sheet only names."""

    workbook = models.ForeignKey(Workbook, on_delete=models.CASCADE, related_name="projects")
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="workbooks")
    started = models.BooleanField("started by the workbook", default=False)
    # Row numbers as a person reads them, "12, 14".
    rows = models.CharField(max_length=200)
    # What was done, [label, before, after] each.
    changes = models.JSONField(default=list, blank=True)

    objects = WorkbookProjectQuerySet.as_manager()

    class Meta:
        verbose_name = "project of a spreadsheet"
        verbose_name_plural = "projects of spreadsheets"
        ordering = ["workbook", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["workbook", "project"], name="project_once_a_workbook")
        ]

    def __str__(self) -> str:
        return f"{self.workbook_id}: {self.project_id}"
