"""Plan templates and their milestones: to read. Drafts are edited on pages of their own; a version never changes."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse

from partnerships.admin._base import RecordAdmin
from partnerships.admin._lists import TrustFilter
from partnerships.models import PlanTemplate, TemplateMilestone


@admin.register(PlanTemplate)
class PlanTemplateAdmin(RecordAdmin):
    section = "Plans"
    about = "The versions of plan templates, and drafts. They are changed under Settings; a version stays as it is."
    reads_with = ("trust",)
    list_display = ("name", "version", "trust", "published_at")
    search_fields = ("name", "trust__name")
    search_help_text = "Words of the template’s or trust’s name"
    list_filter = (TrustFilter,)
    date_hierarchy = "published_at"
    shown_fields = (
        "name", "version", "trust", "published_at", "published_by", "what_changed", "started_from",
        "started_by",
    )  # fmt: skip

    def related(self, request: HttpRequest, obj: Any) -> list[tuple[str, str]]:
        where = reverse("admin:partnerships_templatemilestone_changelist")
        return [("Milestones of this template", f"{where}?template__id__exact={obj.pk}")]


@admin.register(TemplateMilestone)
class TemplateMilestoneAdmin(RecordAdmin):
    section = "Plans"
    about = "Milestones as the templates have them, with their place in each route."
    reads_with = ("template",)
    list_display = ("code", "title", "phase", "template", "owner_roles", "position")
    search_fields = ("code", "title")
    search_help_text = "Code, or words of the title"
    list_filter = ("phase", "anchor")
    shown_fields = (
        "template", "code", "position", "title", "phase", "anchor", "days", "repeat_days", "takes_days",
        "applies", "depends_on", "owner_roles", "evidence", "guidance",
    )  # fmt: skip

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        return lookup == "template__id__exact" or super().lookup_allowed(lookup, value, request)
