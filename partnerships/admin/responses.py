"""Responses to consultations, and what they are about. Who sent them is for those who keep consultations."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from partnerships.admin._lists import ParentFilter, ProjectFilter, ProjectTrustFilter, YesNo, lists_of, yes
from partnerships.admin._of_project import OF_PROJECT, OfProjectAdmin
from partnerships.admin.consultations import OfConsultationAdmin
from partnerships.models import Respondent, Response, ResponseImport, ResponseTheme, Theme


class Answered(YesNo):
    title = "answered"
    parameter_name = "answered"
    column = "answered_on"


class Replied(YesNo):
    title = "replied"
    parameter_name = "replied"
    column = "replied_on"


class Removed(YesNo):
    title = "removed"
    parameter_name = "removed"
    column = "removed_on"


class Duplicate(YesNo):
    title = "duplicate of another"
    parameter_name = "duplicate"
    column = "duplicate_of"


class ImportFilter(ParentFilter):
    title = "import"
    parameter_name = "came_in"
    model = ResponseImport


class ResponseFilter(ParentFilter):
    title = "response"
    parameter_name = "response"
    model = Response


class ThemeFilter(ParentFilter):
    title = "theme"
    parameter_name = "theme"
    model = Theme


@admin.register(Theme)
class ThemeAdmin(OfConsultationAdmin):
    about = "What responses are about, and what the trust and governors answer."
    list_display = ("name", "consultation", "answered_on", "project")
    search_fields = ("name", *OfConsultationAdmin.search_fields)
    list_filter = (Answered, *OfConsultationAdmin.list_filter)
    date_hierarchy = "answered_on"
    shown_fields = ("project", "consultation", "name", "heard", "changed", "not_changed", "answered_on")

    def related(self, request: HttpRequest, obj: Any) -> list[tuple[str, str]]:
        return lists_of(obj, "theme", {"Responses on this theme": "responsetheme"})


@admin.register(Response)
class ResponseAdmin(OfConsultationAdmin):
    about = "Responses: a group and what it says, never a name."
    reads_with = (*OfConsultationAdmin.reads_with, "duplicate_of", "came_in")
    list_display = (
        "number", "consultation", "received_on", "audience", "channel", "stance", "beginning",
        yes("needs_reply", "Needs a reply"), "replied_on", "removed_on",
    )  # fmt: skip
    search_help_text = "Words of the comment"
    list_filter = (
        "audience", "channel", "stance", "needs_reply", Replied, Duplicate, Removed, ImportFilter,
        *OfConsultationAdmin.list_filter,
    )  # fmt: skip
    date_hierarchy = "received_on"
    shown_fields = (
        "project", "consultation", "number", "received_on", "audience", "channel", "stance", "comment", "needs_reply",
        "replied_on", "duplicate_of", "came_in", "came_in_row", "removed_on", "removed_reason",
    )  # fmt: skip

    @admin.display(description="Comment")
    def beginning(self, row: Response) -> str:
        return row.comment if len(row.comment) <= 100 else f"{row.comment[:99]}…"

    def related(self, request: HttpRequest, obj: Any) -> list[tuple[str, str]]:
        return lists_of(obj, "response", {"Themes of this response": "responsetheme"})


@admin.register(ResponseTheme)
class ResponseThemeAdmin(OfProjectAdmin):
    section = "Consultations"
    about = "Which response is about which theme."
    reads_with = ("project__school", "project__trust", "response", "theme")
    list_display = ("response", "theme", "project")
    search_fields = ("theme__name", *OF_PROJECT)
    search_help_text = "Words of the theme, the school or the trust, or a URN"
    list_filter = (ResponseFilter, ThemeFilter, ProjectFilter, ProjectTrustFilter)
    shown_fields = ("project", "response", "theme")


@admin.register(ResponseImport)
class ResponseImportAdmin(OfConsultationAdmin):
    about = "Files and pasted texts of responses: read first, then saved, and undone as a whole."
    reads_with = (*OfConsultationAdmin.reads_with, "by")
    list_display = (
        "file_name", "consultation", "state", "rows", "created", "duplicates", "refused", "by", "at",
    )  # fmt: skip
    search_fields = ("file_name", *OfConsultationAdmin.search_fields)
    list_filter = ("state", *OfConsultationAdmin.list_filter)
    date_hierarchy = "at"
    shown_fields = (
        "project", "consultation", "file_name", "sha256", "mapping", "state", "rows", "rows_done", "created",
        "duplicates", "refused", "by", "at",
    )  # fmt: skip

    def related(self, request: HttpRequest, obj: Any) -> list[tuple[str, str]]:
        return lists_of(obj, "came_in", {"Responses of this import": "response"})


@admin.register(Respondent)
class RespondentAdmin(OfProjectAdmin):
    section = "Consultations"
    about = "Who sent a response, until the day on which it is deleted. Neither exported nor kept in history."
    keeps_history = False
    exports = False
    reads_with = ("project__school", "project__trust", "response__consultation")
    list_display = ("name", "email", "response", "project", "delete_on")
    search_fields = ("name", "email", *OF_PROJECT)
    search_help_text = "Words of the sender’s name, address or school"
    list_filter = (ResponseFilter, ProjectFilter, ProjectTrustFilter)
    date_hierarchy = "delete_on"
    shown_fields = ("project", "response", "name", "email", "address", "delete_on")
