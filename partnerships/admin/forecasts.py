"""What is worked out about projects, and the ratings that managers gave: read here, changed on the project's pages."""

from __future__ import annotations

from django.contrib import admin

from partnerships.admin._lists import ProjectFilter, ProjectTrustFilter, month
from partnerships.admin._of_project import OF_PROJECT, OfProjectAdmin
from partnerships.models import ProjectForecast, RatingOverride


@admin.register(RatingOverride)
class RatingOverrideAdmin(OfProjectAdmin):
    about = "Ratings that managers gave instead of the one worked out, each up to its last day."
    reads_with = ("project__school", "project__trust", "by")
    list_display = ("project", "rating", "reason", "until", "by", "at", "withdrawn_at")
    search_fields = (*OF_PROJECT, "reason", "by__name")
    list_filter = ("rating", ProjectFilter, ProjectTrustFilter)
    date_hierarchy = "until"
    shown_fields = ("project", "rating", "reason", "until", "by", "at", "withdrawn_at")


@admin.register(ProjectForecast)
class ProjectForecastAdmin(OfProjectAdmin):
    about = "When each school will open on current pace, as last worked out. Nobody edits it: it follows the project."
    keeps_history = False
    list_display = ("project", month("month", "Forecast"), "months_late", "rating", "made_on")
    list_filter = ("rating", ProjectFilter, ProjectTrustFilter)
    date_hierarchy = "made_on"
    shown_fields = (
        "project",
        "made_on",
        "month",
        "months_late",
        "reason",
        "rating",
        "rating_reasons",
        "active_at",
    )
