"""Evidence, decisions and risks: read by whoever sees the project, written by the same actions as on its pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from partnerships.actions.evidence import Given, add_evidence, add_problems, remove_evidence, remove_problems
from partnerships.actions.risks import Said, add_risk, change_risk, risk_problems
from partnerships.admin._forms import RecordForm
from partnerships.admin._lists import ProjectFilter, ProjectTrustFilter
from partnerships.admin._of_project import OF_PROJECT, OfProjectAdmin, Problems
from partnerships.models import Decision, Evidence, Risk, User
from partnerships.permissions import May


class EvidenceForm(RecordForm):
    """A link; files are handed in on the project's own pages, where they are looked at first."""

    url = forms.CharField(label="Link", max_length=500, help_text="Begins with https://")

    def problems(self, data: dict[str, Any]) -> Problems:
        milestone = data.get("milestone")
        if milestone is not None and milestone.project_id != data["project"].pk:
            yield "milestone", "The milestone belongs to another project."
            return
        given = Given(data["name"], data["url"])
        for each in add_problems(given, project=data["project"], milestone=milestone):
            yield each.about, each


@admin.register(Evidence)
class EvidenceAdmin(OfProjectAdmin):
    about = "Files and links that show what was done. Files are added on the project’s pages."
    reads_with = ("project__school", "project__trust", "milestone", "added_by", "removed_by", "replaces")
    list_display = ("name", "project", "milestone", "file_name", "url", "added_by", "added_at", "removed_at")
    search_fields = ("name", "file_name", "url", "project__school__name")
    search_help_text = "Words of its name, file, link or school"
    list_filter = (ProjectFilter, ProjectTrustFilter)
    date_hierarchy = "added_at"
    adds = deletes = May.KEEP_EVIDENCE
    add_fields = ("project", "milestone", "name", "url")
    add_form = EvidenceForm
    shown_fields = (
        "project", "milestone", "name", "file", "url", "size", "sha256", "replaces", "added_by", "added_at",
        "removed_by", "removed_at",
    )  # fmt: skip
    delete_button = "Remove this evidence"
    delete_words = "Row and file stay; it can be put back on the project’s page."

    @admin.display(description="File")
    def file(self, row: Evidence) -> SafeString | str:
        """By the page that asks who wants it; the storage's own address is never shown."""
        if not row.is_file:
            return "–"
        return format_html('<a href="{}">{}</a>', reverse("evidence-download", args=[row.pk]), row.file_name)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return () if obj is None else self.shown_fields

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and (obj is None or obj.is_standing)

    def perform(self, by: User, form: Any, change: bool) -> Evidence:
        data = form.cleaned_data
        given = Given(data["name"], data["url"])
        return add_evidence(by=by, project=data["project"], given=given, milestone=data["milestone"])

    def delete_problems(self, by: User, obj: Evidence, confirmed: bool) -> list[str]:
        return remove_problems(obj)

    def remove(self, by: User, obj: Evidence, confirmed: bool) -> None:
        remove_evidence(by=by, evidence=obj)


@admin.register(Decision)
class DecisionAdmin(OfProjectAdmin):
    about = "What boards, dioceses and DfE decided. Recorded and corrected on the project’s pages."
    reads_with = ("project__school", "project__trust", "evidence", "milestone", "recorded_by")
    list_display = ("project", "body", "outcome", "decided_on", "milestone", "recorded_by")
    search_fields = (*OF_PROJECT, "reason", "interests")
    list_filter = ("body", "outcome", ProjectFilter, ProjectTrustFilter)
    date_hierarchy = "decided_on"
    shown_fields = (
        "project", "body", "outcome", "decided_on", "reason", "interests", "order_basis", "minister_approved_on",
        "letter_sent_on", "evidence", "milestone", "recorded_by", "recorded_at",
    )  # fmt: skip


class RiskForm(RecordForm):
    def problems(self, data: dict[str, Any]) -> Problems:
        project = data.get("project") or self.instance.project
        for each in risk_problems(_said(data), project=project):
            yield getattr(each, "about", "") or None, each


_RISK = ("what", "likelihood", "effect", "mitigation", "source", "owner", "owner_role", "review_on")


def _said(data: dict[str, Any]) -> Said:
    return Said(**{name: data[name] for name in _RISK})


@admin.register(Risk)
class RiskAdmin(OfProjectAdmin):
    about = "What could go wrong in a project. Closed and made a milestone on the project’s pages."
    reads_with = ("project__school", "project__trust", "owner", "milestone")
    list_display = ("what", "project", "likelihood", "effect", "owner", "review_on", "closed_on")
    search_fields = ("what", "mitigation", *OF_PROJECT)
    search_help_text = "Words of the risk, the school or the trust, or a URN"
    list_filter = ("likelihood", "effect", "source", ProjectFilter, ProjectTrustFilter)
    date_hierarchy = "review_on"
    adds = changes = May.KEEP_RISKS
    add_fields = ("project", *_RISK)
    change_fields = _RISK
    shown_fields = ("project", "milestone", "closed_on", "closed_reason")
    add_form = change_form = RiskForm
    formfield_overrides = {
        **OfProjectAdmin.formfield_overrides,
        models.TextField: {"widget": forms.Textarea(attrs={"rows": 3})},
    }

    def perform(self, by: User, form: Any, change: bool) -> Risk:
        said = _said(form.cleaned_data)
        if change:
            return change_risk(by=by, risk=form.instance, said=said)
        return add_risk(by=by, project=form.cleaned_data["project"], said=said)
