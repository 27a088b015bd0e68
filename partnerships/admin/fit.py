"""Whether school and trust fit: terms, answers, promises and reviews."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest

from partnerships.admin._base import RecordAdmin
from partnerships.admin._lists import (
    ParentFilter,
    ProjectFilter,
    ProjectTrustFilter,
    TrustFilter,
    YesNo,
    lists_of,
)
from partnerships.admin._of_project import OF_PROJECT, OfProjectAdmin
from partnerships.models import FitAnswer, Promise, Review, ReviewFinding, TrustAnswer, TrustTerms


class OfTrustAdmin(RecordAdmin):
    """Rows of one trust: seen by its people."""

    section = "Partnerships"
    list_filter: ClassVar[tuple[Any, ...]] = (TrustFilter,)

    def where(self, obj: Any) -> int:
        trust_id: int = obj.trust_id
        return trust_id


@admin.register(TrustTerms)
class TrustTermsAdmin(OfTrustAdmin):
    about = "What a trust asks of and offers to every school: its charge, capital, reserves and delegation."
    reads_with = ("trust",)
    list_display = ("trust", "charge_percent", "reserves", "as_of")
    search_fields = ("trust__name",)
    search_help_text = "Words of the trust’s name"
    list_filter = ("reserves", TrustFilter)
    date_hierarchy = "as_of"
    shown_fields = (
        "trust", "charge_percent", "charge_basis", "capital", "reserves", "reserves_note", "delegation",
        "delegation_url", "as_of",
    )  # fmt: skip


@admin.register(TrustAnswer)
class TrustAnswerAdmin(OfTrustAdmin):
    about = "A trust’s usual answers to what schools ask. A project’s own answer goes before them."
    reads_with = ("trust", "answered_by")
    list_display = ("key", "trust", "text", "answered_by", "answered_on")
    search_fields = ("key", "text", "trust__name")
    search_help_text = "Words of the answer or the trust’s name"
    date_hierarchy = "answered_on"
    shown_fields = ("trust", "key", "text", "url", "answered_by", "answered_on")


@admin.register(FitAnswer)
class FitAnswerAdmin(OfProjectAdmin):
    section = "Partnerships"
    about = "What was said on each question of fit for one school, by the trust or found by the school."
    reads_with = ("project__school", "project__trust", "evidence", "answered_by")
    list_display = ("key", "project", "text", "answered_by", "answered_on")
    search_fields = ("key", "text", *OF_PROJECT)
    search_help_text = "Words of the answer, the school or the trust, or a URN"
    list_filter = (ProjectFilter, ProjectTrustFilter)
    date_hierarchy = "answered_on"
    shown_fields = ("project", "key", "text", "evidence", "answered_by", "answered_on")


class Checked(YesNo):
    title = "checked"
    parameter_name = "checked"
    column = "checked_on"


@admin.register(Promise)
class PromiseAdmin(OfProjectAdmin):
    section = "Partnerships"
    about = "What the trust promised a school or its people, and whether it was kept."
    reads_with = ("project__school", "project__trust", "owner", "evidence")
    list_display = ("what", "project", "made_to", "made_on", "owner", "check_when", "check_on", "kept")
    search_help_text = "Words of the promise or the school’s name, or a URN"
    list_filter = ("kept", "check_when", Checked, ProjectFilter, ProjectTrustFilter)
    date_hierarchy = "made_on"
    shown_fields = (
        "project", "what", "made_to", "made_on", "owner", "owner_role", "check_when", "check_on", "kept", "checked_on",
        "finding", "evidence",
    )  # fmt: skip


@admin.register(Review)
class ReviewAdmin(OfProjectAdmin):
    section = "Partnerships"
    about = "Reviews of a partnership, and of how a school does after joining."
    reads_with = ("project__school", "project__trust", "milestone", "evidence")
    list_display = ("project", "kind", "milestone", "held_on", "rating", "present")
    search_fields = (*OF_PROJECT, "findings", "next_steps")
    list_filter = ("kind", "rating", ProjectFilter, ProjectTrustFilter)
    date_hierarchy = "held_on"
    shown_fields = (
        "project", "kind", "milestone", "held_on", "rating", "findings", "next_steps", "present", "evidence",
    )  # fmt: skip

    def related(self, request: HttpRequest, obj: Any) -> list[tuple[str, str]]:
        return lists_of(obj, "review", {"Findings by domain": "reviewfinding"})


class ReviewFilter(ParentFilter):
    title = "review"
    parameter_name = "review"
    model = Review


@admin.register(ReviewFinding)
class ReviewFindingAdmin(OfProjectAdmin):
    section = "Partnerships"
    about = "What reviews found in each of the five domains of a strong trust."
    reads_with = ("project__school", "project__trust", "review")
    list_display = ("review", "domain", "rating", "project", "text")
    search_fields = (*OF_PROJECT, "text")
    list_filter = ("domain", "rating", ReviewFilter, ProjectFilter, ProjectTrustFilter)
    shown_fields = ("project", "review", "domain", "rating", "text")
