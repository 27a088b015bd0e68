"""Openings that GIAS shows, and sign-offs: read here, answered and given on the project's own pages."""

from __future__ import annotations

from django.contrib import admin

from partnerships.admin._lists import ProjectFilter, ProjectTrustFilter
from partnerships.admin._of_project import OF_PROJECT, OfProjectAdmin
from partnerships.models import OpeningProposal, SignOff


@admin.register(OpeningProposal)
class OpeningProposalAdmin(OfProjectAdmin):
    about = "What GIAS showed about a project’s school, and what a manager answered."
    reads_with = ("project__school", "project__trust", "decided_by", "file")
    list_display = ("project", "kind", "academy_id", "opened_on", "state", "decided_by", "made_at")
    search_fields = (*OF_PROJECT, "=academy__urn")
    list_filter = ("state", "kind", ProjectFilter, ProjectTrustFilter)
    date_hierarchy = "opened_on"
    shown_fields = (
        "project", "kind", "academy_id", "opened_on", "evidence", "file", "made_at", "state", "decided_by",
        "decided_at", "why",
    )  # fmt: skip


@admin.register(SignOff)
class SignOffAdmin(OfProjectAdmin):
    about = "Who signed that a project is ready to apply, to open or to close, and what held on that day."
    reads_with = ("project__school", "project__trust", "signed_by", "withdrawn_by")
    list_display = ("project", "gate", "signed_by", "signed_at", "withdrawn_at")
    search_fields = (*OF_PROJECT, "reason", "signed_by__name")
    list_filter = ("gate", ProjectFilter, ProjectTrustFilter)
    date_hierarchy = "signed_at"
    shown_fields = (
        "project", "gate", "signed_by", "signed_at", "items", "reason", "withdrawn_at", "withdrawn_by",
        "withdrawn_reason",
    )  # fmt: skip
