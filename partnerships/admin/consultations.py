"""Consultations: their steps, groups, meetings, papers and response documents."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from partnerships.admin._lists import (
    ConsultationFilter,
    ParentFilter,
    ProjectFilter,
    ProjectTrustFilter,
    YesNo,
    lists_of,
    yes,
)
from partnerships.admin._of_project import OF_PROJECT, OfProjectAdmin
from partnerships.models import (
    Consultation,
    ConsultationDocument,
    ConsultationStep,
    Meeting,
    MeetingQuestion,
    ResponseReport,
    Stakeholder,
)

_LISTS = {
    "Steps": "consultationstep",
    "Groups asked or told": "stakeholder",
    "Meetings": "meeting",
    "Documents": "consultationdocument",
    "Responses": "response",
    "Themes": "theme",
    "Imports of responses": "responseimport",
    "Response documents": "responsereport",
}


class Stopped(YesNo):
    title = "stopped"
    parameter_name = "stopped"
    column = "stopped_on"


class Done(YesNo):
    title = "done"
    parameter_name = "done"
    column = "done_on"


class Told(YesNo):
    title = "told"
    parameter_name = "told"
    column = "told_on"


class Published(YesNo):
    title = "published"
    parameter_name = "published"
    column = "published_on"


class Withdrawn(YesNo):
    title = "withdrawn"
    parameter_name = "withdrawn"
    column = "withdrawn_on"


@admin.register(Consultation)
class ConsultationAdmin(OfProjectAdmin):
    section = "Consultations"
    about = "Consultations, and informing without a duty to consult. Each kind has a record of its own."
    list_display = ("title", "kind", "led_by", "project", "stopped_on", yes("shared", "Public page is open"))
    search_help_text = "Words of the title or the school’s name, or a URN"
    list_filter = ("kind", "led_by", "shared", Stopped, ProjectFilter, ProjectTrustFilter)
    shown_fields = (
        "project", "kind", "title", "led_by", "question", "reason", "methods", "respond_to", "contact_point",
        "languages", "formats", "stopped_on", "stopped_reason", "share_name", "shared",
    )  # fmt: skip

    def related(self, request: HttpRequest, obj: Any) -> list[tuple[str, str]]:
        return lists_of(obj, "consultation", _LISTS)


class OfConsultationAdmin(OfProjectAdmin):
    """Rows of one consultation."""

    section = "Consultations"
    reads_with: ClassVar[tuple[str, ...]] = ("project__school", "project__trust", "consultation")
    search_fields: ClassVar[tuple[str, ...]] = ("consultation__title", *OF_PROJECT)
    search_help_text = "Words of the consultation’s title, the school or the trust, or a URN"
    list_filter: ClassVar[tuple[Any, ...]] = (ConsultationFilter, ProjectFilter, ProjectTrustFilter)


@admin.register(ConsultationStep)
class ConsultationStepAdmin(OfConsultationAdmin):
    about = "A consultation’s working list. The days of a step that is a milestone are that milestone’s."
    reads_with = (*OfConsultationAdmin.reads_with, "milestone")
    list_display = ("title", "kind", "consultation", "milestone", "due_on", "done_on", "project")
    search_fields = ("title", *OfConsultationAdmin.search_fields)
    list_filter = ("kind", Done, *OfConsultationAdmin.list_filter)
    date_hierarchy = "due_on"
    shown_fields = (
        "project", "consultation", "kind", "title", "milestone", "due_on", "done_on", "note", "left_out_reason",
    )  # fmt: skip


@admin.register(Stakeholder)
class StakeholderAdmin(OfConsultationAdmin):
    about = "Groups that are asked or told in a consultation: groups, never names."
    list_display = (
        "__str__", "audience", "needed", "size", "told_on", "told_how", "consultation", yes("left_out", "Left out"),
    )  # fmt: skip
    search_fields = ("name", *OfConsultationAdmin.search_fields)
    list_filter = ("audience", "needed", "left_out", Told, *OfConsultationAdmin.list_filter)
    date_hierarchy = "told_on"
    shown_fields = (
        "project", "consultation", "audience", "name", "needed", "size", "told_on", "told_how", "told_by",
        "reminded_on", "reason", "left_out",
    )  # fmt: skip


@admin.register(Meeting)
class MeetingAdmin(OfConsultationAdmin):
    about = "Meetings held for a consultation, and how many came."
    list_display = ("on", "at", "audience", "place", "attendance", "consultation", "cancelled_on")
    search_fields = ("place", *OfConsultationAdmin.search_fields)
    list_filter = ("audience", "online", *OfConsultationAdmin.list_filter)
    date_hierarchy = "on"
    shown_fields = (
        "project", "consultation", "on", "at", "place", "online", "audience", "attendance", "note", "cancelled_on",
    )  # fmt: skip

    def related(self, request: HttpRequest, obj: Any) -> list[tuple[str, str]]:
        return lists_of(obj, "meeting", {"Questions asked": "meetingquestion"})


class MeetingFilter(ParentFilter):
    title = "meeting"
    parameter_name = "meeting"
    model = Meeting


@admin.register(MeetingQuestion)
class MeetingQuestionAdmin(OfProjectAdmin):
    section = "Consultations"
    about = "What was asked at meetings, and what was answered there or afterwards."
    reads_with = ("project__school", "project__trust", "meeting")
    list_display = ("question", "answer", "answered_on", "meeting", "project")
    search_fields = ("question", "answer", *OF_PROJECT)
    search_help_text = "Words of question, answer, school or trust, or a URN"
    list_filter = (MeetingFilter, ProjectFilter, ProjectTrustFilter)
    date_hierarchy = "answered_on"
    shown_fields = ("project", "meeting", "question", "answer", "answered_on")


@admin.register(ConsultationDocument)
class ConsultationDocumentAdmin(OfConsultationAdmin):
    about = "Papers of a consultation: one row for each version, language and format."
    reads_with = (*OfConsultationAdmin.reads_with, "evidence")
    list_display = (
        "title", "number", "kind", "language", "format", "in_force_from", "withdrawn_on", "consultation",
        yes("public", "On the public page"),
    )  # fmt: skip
    search_fields = ("title", "language", *OfConsultationAdmin.search_fields)
    list_filter = ("kind", "format", "public", Withdrawn, *OfConsultationAdmin.list_filter)
    date_hierarchy = "in_force_from"
    shown_fields = (
        "project", "consultation", "kind", "title", "language", "format", "number", "in_force_from", "withdrawn_on",
        "paper", "public",
    )  # fmt: skip

    @admin.display(description="File or link")
    def paper(self, row: ConsultationDocument) -> SafeString:
        """The evidence that it is; files are handed out by the page that asks who wants them."""
        where = reverse("admin:partnerships_evidence_change", args=[row.evidence_id])
        return format_html('<a href="{}">{}</a>', where, row.evidence.name)


@admin.register(ResponseReport)
class ResponseReportAdmin(OfConsultationAdmin):
    about = "Versions of response documents, as they stood when they were made."
    reads_with = (*OfConsultationAdmin.reads_with, "made_by")
    list_display = ("consultation", "number", "made_by", "made_at", "published_on", "project")
    list_filter = (Published, *OfConsultationAdmin.list_filter)
    date_hierarchy = "made_at"
    shown_fields = (
        "project", "consultation", "number", "introduction", "made_by", "made_at", "published_on",
    )  # fmt: skip
