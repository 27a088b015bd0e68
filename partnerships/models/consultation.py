"""Consultations: who was asked, for how long, with which papers, and what happened on the way."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from partnerships.models._choices import one_of
from partnerships.models._consultation_queryset import ConsultationQuerySet
from partnerships.models._tracking import tracked
from partnerships.models.project_records import ChildQuerySet
from partnerships.rules.consultation_words import (
    Audience,
    Channel,
    ConsultationKind,
    DocumentFormat,
    DocumentKind,
    LedBy,
    Needed,
    StepKind,
)

# Other modules know the queryset by the table's name.
__all__ = [
    "Consultation",
    "ConsultationDocument",
    "ConsultationQuerySet",
    "ConsultationStep",
    "Meeting",
    "MeetingQuestion",
    "ResponseReport",
    "Stakeholder",
]


class Consultation(models.Model):
    """One consultation (or informing) about a school's joining. Kinds are kept apart, each with its own record.

    When it opens, closes and is decided are steps of it (`ConsultationStep`), which may be milestones of the plan.
    """

    project = models.ForeignKey("Project", on_delete=models.CASCADE, related_name="consultations")
    kind = models.CharField(max_length=12, choices=ConsultationKind.choices())
    title = models.CharField(max_length=200)
    led_by = models.CharField("who leads it", max_length=16, choices=LedBy.choices())
    question = models.TextField("what is asked", blank=True)
    # Why it is held although the product does not ask for it, or is led by somebody else than it says.
    reason = models.TextField(blank=True)
    methods = models.JSONField("how people can respond", default=list, blank=True)
    respond_to = models.TextField("where to send responses", blank=True)
    contact_point = models.TextField("whom to ask", blank=True)
    languages = models.CharField(max_length=200, blank=True)
    formats = models.CharField("accessible formats", max_length=200, blank=True)
    stopped_on = models.DateField("stopped", null=True, blank=True)
    stopped_reason = models.TextField("why it was stopped", blank=True)
    # The address of its public page; empty while it was never shared.
    share_name = models.SlugField("public address", max_length=60, null=True, blank=True, unique=True)
    shared = models.BooleanField("public page is open", default=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ConsultationQuerySet.as_manager()
    history = tracked(excluded_fields=["version"])

    class Meta:
        ordering = ["project", "pk"]
        constraints = [
            one_of("kind", ConsultationKind, name="consultation_kind_is_known"),
            one_of("led_by", LedBy, name="consultation_led_by_is_known"),
            models.CheckConstraint(
                condition=Q(stopped_on=None) | ~Q(stopped_reason=""),
                name="consultation_stop_has_a_reason",
                violation_error_message="Enter why the consultation was stopped.",
            ),
            models.CheckConstraint(
                condition=Q(shared=False) | Q(share_name__isnull=False), name="shared_has_an_address"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ConsultationStep(models.Model):
    """One step of a consultation's working list. Where it is a milestone of the plan, its days are that milestone's."""

    project = models.ForeignKey("Project", on_delete=models.CASCADE, related_name="consultation_steps")
    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=14, choices=StepKind.choices())
    title = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(default=0)
    # One to one: a milestone is fed by one consultation at most.
    milestone = models.OneToOneField(
        "Milestone", null=True, blank=True, on_delete=models.SET_NULL, related_name="consultation_step"
    )
    due_on = models.DateField("due", null=True, blank=True)
    done_on = models.DateField("done", null=True, blank=True)
    note = models.TextField(blank=True)
    # Why this consultation does without it; empty while it is needed.
    left_out_reason = models.TextField("why it is left out", blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ChildQuerySet.as_manager()
    history = tracked(excluded_fields=["version"])

    class Meta:
        ordering = ["consultation", "position", "pk"]
        constraints = [
            one_of("kind", StepKind, name="step_kind_is_known"),
            models.UniqueConstraint(
                fields=["consultation", "kind"], condition=~Q(kind=StepKind.OWN), name="step_once_per_kind"
            ),
            models.CheckConstraint(
                condition=Q(milestone=None) | Q(due_on=None, done_on=None), name="step_has_one_day"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Stakeholder(models.Model):
    """A group of people who are asked or told in a consultation; groups, not names."""

    project = models.ForeignKey("Project", on_delete=models.CASCADE, related_name="stakeholders")
    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="stakeholders")
    audience = models.CharField("group", max_length=12, choices=Audience.choices())
    name = models.CharField("in your words", max_length=120, blank=True)
    needed = models.CharField(max_length=6, choices=Needed.choices(), default=Needed.ADDED)
    size = models.PositiveIntegerField("how many people", null=True, blank=True)
    told_on = models.DateField("told", null=True, blank=True)
    told_how = models.CharField("how", max_length=10, choices=Channel.choices(), blank=True)
    told_by = models.CharField("by whom", max_length=120, blank=True)
    reminded_on = models.DateField("reminded", null=True, blank=True)
    # Why the team added it, or why it is left out although the product asks for it.
    reason = models.TextField(blank=True)
    left_out = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ChildQuerySet.as_manager()
    history = tracked(excluded_fields=["version"])

    class Meta:
        ordering = ["consultation", "pk"]
        constraints = [
            one_of("audience", Audience, name="stakeholder_audience_is_known"),
            one_of("needed", Needed, name="stakeholder_needed_is_known"),
            one_of("told_how", Channel, name="stakeholder_told_how_is_known", blank=True),
            models.UniqueConstraint(
                fields=["consultation", "audience", "name"],
                name="stakeholder_once",
                violation_error_message="This group is in the list already.",
            ),
            models.CheckConstraint(
                condition=Q(left_out=False) | ~Q(reason=""),
                name="left_out_has_a_reason",
                violation_error_message="Enter why this group is left out.",
            ),
        ]

    def __str__(self) -> str:
        return self.name or Audience(self.audience).label


class Meeting(models.Model):
    """A meeting held for a consultation."""

    project = models.ForeignKey("Project", on_delete=models.CASCADE, related_name="meetings")
    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="meetings")
    on = models.DateField("date")
    at = models.TimeField("time", null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    online = models.BooleanField(default=False)
    audience = models.CharField("for", max_length=12, choices=Audience.choices())
    attendance = models.PositiveIntegerField("how many came", null=True, blank=True)
    note = models.TextField(blank=True)
    # None while it stands.
    cancelled_on = models.DateField("called off", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ChildQuerySet.as_manager()
    history = tracked(excluded_fields=["version"])

    class Meta:
        ordering = ["on", "at", "pk"]
        constraints = [one_of("audience", Audience, name="meeting_audience_is_known")]

    def __str__(self) -> str:
        return f"Meeting for {Audience(self.audience).label.lower()} on {self.on}"


class MeetingQuestion(models.Model):
    """A question asked at a meeting, and the answer given there or afterwards."""

    project = models.ForeignKey("Project", on_delete=models.CASCADE, related_name="meeting_questions")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="questions")
    question = models.TextField()
    answer = models.TextField(blank=True)
    answered_on = models.DateField("answered", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ChildQuerySet.as_manager()
    history = tracked(excluded_fields=["version"])

    class Meta:
        ordering = ["meeting", "pk"]

    def __str__(self) -> str:
        return self.question[:60]


class ConsultationDocument(models.Model):
    """One version of one paper of a consultation, in one language and one format; the file or link is evidence.

    Versions of a paper share kind, title, language and format; the one in force on a day is the last from before it.
    """

    project = models.ForeignKey("Project", on_delete=models.CASCADE, related_name="consultation_documents")
    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(max_length=12, choices=DocumentKind.choices())
    title = models.CharField(max_length=200)
    language = models.CharField(max_length=40, default="English")
    format = models.CharField(
        max_length=12, choices=DocumentFormat.choices(), default=DocumentFormat.STANDARD
    )
    number = models.PositiveSmallIntegerField("version", default=1)
    in_force_from = models.DateField("in force from")
    withdrawn_on = models.DateField("withdrawn", null=True, blank=True)
    evidence = models.ForeignKey("Evidence", on_delete=models.PROTECT, related_name="consultation_documents")
    # Whether the consultation's public page, once open, offers it.
    public = models.BooleanField("on the public page", default=False)

    objects = ChildQuerySet.as_manager()
    history = tracked()

    class Meta:
        ordering = ["consultation", "kind", "title", "language", "format", "number"]
        constraints = [
            one_of("kind", DocumentKind, name="document_kind_is_known"),
            one_of("format", DocumentFormat, name="document_format_is_known"),
            models.UniqueConstraint(
                fields=["consultation", "kind", "title", "language", "format", "number"],
                name="document_version_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=F("in_force_from")),
                name="document_withdrawn_after_it_was_in_force",
                violation_error_message="It cannot be withdrawn before it was in force.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.number}"


class ResponseReport(models.Model):
    """One version of a consultation's response document: what was counted, heard and answered, as it stood then."""

    project = models.ForeignKey("Project", on_delete=models.CASCADE, related_name="response_reports")
    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="reports")
    number = models.PositiveSmallIntegerField("version")
    introduction = models.TextField(blank=True)
    # Counts, tables, themes and their answers, as the document shows them.
    content = models.JSONField(default=dict)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField()
    published_on = models.DateField("published", null=True, blank=True)

    objects = ChildQuerySet.as_manager()
    history = tracked(excluded_fields=["content"])

    class Meta:
        ordering = ["consultation", "-number"]
        constraints = [models.UniqueConstraint(fields=["consultation", "number"], name="report_version_once")]

    def __str__(self) -> str:
        return f"Response document, version {self.number}"
