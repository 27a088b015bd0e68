"""Responses to a consultation, what they are about, and what the trust and governors answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from partnerships.models._choices import one_of
from partnerships.models._search import has_words
from partnerships.models._tracking import tracked
from partnerships.models.consultation import Consultation
from partnerships.models.project import visible_projects
from partnerships.models.project_records import ChildQuerySet
from partnerships.permissions import May
from partnerships.rules.consultation_words import Audience, Channel, ImportState, Stance

if TYPE_CHECKING:
    from partnerships.models.people import User


class Theme(models.Model):
    """Something that responses to a consultation are about, and the answer that trust and governors give."""

    project = models.ForeignKey("Project", on_delete=models.CASCADE, related_name="themes")
    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="themes")
    name = models.CharField(max_length=120)
    heard = models.TextField("what we heard", blank=True)
    changed = models.TextField("what changed", blank=True)
    not_changed = models.TextField("what did not change, and why", blank=True)
    answered_on = models.DateField("answered", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ChildQuerySet.as_manager()
    history = tracked(excluded_fields=["version"])

    class Meta:
        ordering = ["consultation", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "name"],
                name="theme_once",
                violation_error_message="This theme is in the list already.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class ResponseImport(models.Model):
    """One file or pasted text of responses: read and looked at first, then saved, and undone as a whole."""

    project = models.ForeignKey("Project", on_delete=models.CASCADE, related_name="response_imports")
    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="imports")
    # What came in, kept until the import is saved or given up; it may name people.
    stored = models.FileField(upload_to="responses/", blank=True)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, blank=True)
    # Which column is what, and which of its words mean what; the next file of the consultation starts with it.
    mapping = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=8, choices=ImportState.choices(), default=ImportState.READ)
    rows = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    duplicates = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = ChildQuerySet.as_manager()
    history = tracked(excluded_fields=["stored"])

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [one_of("state", ImportState, name="import_state_is_known")]

    def __str__(self) -> str:
        return self.file_name


class ResponseQuerySet(ChildQuerySet):
    def standing(self) -> ResponseQuerySet:
        """Not removed."""
        return self.filter(removed_on=None)

    def counted(self) -> ResponseQuerySet:
        """Not removed, and no duplicate of another: what analysis counts."""
        return self.filter(removed_on=None, duplicate_of=None)

    def removed(self) -> ResponseQuerySet:
        return self.exclude(removed_on=None)

    def repeating(self) -> ResponseQuerySet:
        """Those that are a duplicate of another."""
        return self.exclude(duplicate_of=None)

    def about(self, theme_id: int | None) -> ResponseQuerySet:
        """Under this theme; None is under none."""
        links = ResponseTheme.objects.filter(response=OuterRef("pk"))
        return (
            self.filter(~Exists(links))
            if theme_id is None
            else self.filter(Exists(links.filter(theme=theme_id)))
        )

    def replied(self) -> ResponseQuerySet:
        return self.exclude(replied_on=None)

    def needing_a_reply(self) -> ResponseQuerySet:
        return self.filter(removed_on=None, needs_reply=True, replied_on=None)

    def search(self, words: str) -> ResponseQuerySet:
        """Every word occurs in the comment."""
        return self.filter(has_words(words.split(), "comment"))


class Response(models.Model):
    """One response to a consultation: a group and what it says, never a name."""

    project = models.ForeignKey("Project", on_delete=models.CASCADE, related_name="responses")
    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="responses")
    # Counted within the consultation from 1, so that a response can be spoken of.
    number = models.PositiveIntegerField()
    received_on = models.DateField("received")
    audience = models.CharField("group", max_length=12, choices=Audience.choices(), default=Audience.UNKNOWN)
    channel = models.CharField(max_length=10, choices=Channel.choices(), default=Channel.OTHER)
    stance = models.CharField("for or against", max_length=10, choices=Stance.choices())
    comment = models.TextField(blank=True)
    themes = models.ManyToManyField(Theme, through="ResponseTheme", related_name="responses", blank=True)
    needs_reply = models.BooleanField(default=False)
    replied_on = models.DateField("replied", null=True, blank=True)
    # Of group and comment without their case, marks and spaces: equal for the same answer sent twice.
    fingerprint = models.CharField(max_length=64, blank=True, editable=False)
    duplicate_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="duplicates"
    )
    came_in = models.ForeignKey(
        ResponseImport, null=True, blank=True, on_delete=models.SET_NULL, related_name="responses"
    )
    came_in_row = models.PositiveIntegerField("row of the file", null=True, blank=True)
    removed_on = models.DateField("removed", null=True, blank=True)
    removed_reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ResponseQuerySet.as_manager()
    history = tracked(excluded_fields=["version", "fingerprint"])

    class Meta:
        ordering = ["consultation", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "number"], name="response_number_once"),
            one_of("audience", Audience, name="response_audience_is_known"),
            one_of("channel", Channel, name="response_channel_is_known"),
            one_of("stance", Stance, name="response_stance_is_known"),
            models.CheckConstraint(
                condition=Q(removed_on=None) | ~Q(removed_reason=""),
                name="removed_response_has_a_reason",
                violation_error_message="Enter why this response is removed.",
            ),
        ]
        indexes = [
            # What analysis counts, without reading the comments.
            models.Index(
                fields=["consultation", "audience", "channel", "stance", "received_on"],
                name="response_counted",
                condition=Q(removed_on=None, duplicate_of=None),
            ),
            models.Index(fields=["consultation", "fingerprint"], name="response_fingerprint"),
            models.Index(fields=["consultation", "received_on", "number"], name="response_received"),
        ]

    def __str__(self) -> str:
        return f"Response {self.number}"


class ResponseTheme(models.Model):
    """That one response is about one theme."""

    project = models.ForeignKey("Project", on_delete=models.CASCADE, related_name="response_themes")
    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="theme_links")
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="response_links")

    objects = ChildQuerySet.as_manager()
    history = tracked()

    class Meta:
        verbose_name = "theme of a response"
        verbose_name_plural = "themes of responses"
        constraints = [models.UniqueConstraint(fields=["response", "theme"], name="theme_once_per_response")]

    def __str__(self) -> str:
        return f"{self.response_id}: {self.theme_id}"


class RespondentQuerySet(ChildQuerySet):
    def visible_to(self, user: User) -> RespondentQuerySet:
        """Of live projects whose consultations one keeps: names are for who works with them, not for every reader.

        Those of an ended project nobody sees; they are deleted on their day like all others.
        """
        kept = user.trusts_where(May.KEEP_CONSULTATION)
        return self.filter(
            visible_projects(user, "project__"), project__trust__in=kept, project__ended_on=None
        )


class Respondent(models.Model):
    """Who sent a response, kept apart from it, outside history, and deleted on its day."""

    project = models.ForeignKey("Project", on_delete=models.CASCADE, related_name="respondents")
    response = models.OneToOneField(Response, on_delete=models.CASCADE, related_name="respondent")
    name = models.CharField(max_length=200, blank=True)
    email = models.EmailField("e-mail address", blank=True)
    address = models.TextField(blank=True)
    delete_on = models.DateField("deleted on")

    objects = RespondentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["delete_on"], name="respondent_delete_on")]

    def __str__(self) -> str:
        return f"Sender of response {self.response_id}"
