from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from partnerships.models._choices import one_of
from partnerships.models._tracking import tracked
from partnerships.models.project_records import ChildQuerySet
from partnerships.rules.words import ContactRole


class NoteQuerySet(ChildQuerySet):
    def standing(self) -> NoteQuerySet:
        """Not deleted."""
        return self.filter(deleted_at=None)


class Note(models.Model):
    """What somebody wrote on a project, or on one of its milestones. Its author alone may change it."""

    project = models.ForeignKey("Project", on_delete=models.CASCADE, related_name="notes")
    milestone = models.ForeignKey(
        "Milestone", null=True, blank=True, on_delete=models.SET_NULL, related_name="notes"
    )
    text = models.TextField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="notes"
    )
    written_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = NoteQuerySet.as_manager()
    history = tracked()

    class Meta:
        ordering = ["-written_at", "-pk"]
        indexes = [
            models.Index(fields=["project", "-written_at"], name="note_project"),
            models.Index(fields=["milestone", "-written_at"], name="note_milestone"),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class Contact(models.Model):
    """A person to reach about a project: at the school, in either trust, the LA, the diocese, a solicitor."""

    project = models.ForeignKey("Project", on_delete=models.CASCADE, related_name="contacts")
    role = models.CharField(max_length=30, choices=ContactRole.choices())
    name = models.CharField(max_length=150)
    organisation = models.CharField(max_length=150, blank=True)
    email = models.EmailField(blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    remark = models.CharField(max_length=300, blank=True)

    objects = ChildQuerySet.as_manager()
    history = tracked()

    class Meta:
        ordering = ["role", "name"]
        constraints = [one_of("role", ContactRole, name="contact_role_is_known")]

    def __str__(self) -> str:
        return f"{self.name}, {ContactRole(self.role).label}"
