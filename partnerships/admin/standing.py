"""Reasons for what broke a rule, and holds: read here, given on the project's own pages."""

from __future__ import annotations

from django.contrib import admin

from partnerships.admin._lists import ProjectFilter, ProjectTrustFilter
from partnerships.admin._of_project import OF_PROJECT, OfProjectAdmin
from partnerships.models import Hold, RuleAcceptance
from partnerships.rules.checks import RULE_BY_KEY


@admin.register(RuleAcceptance)
class RuleAcceptanceAdmin(OfProjectAdmin):
    about = "Which milestones count although they broke a rule, and the manager’s reason for each."
    reads_with = ("project__school", "project__trust", "milestone", "by")
    list_display = ("milestone", "rule_in_words", "project", "done_on", "by", "at")
    search_fields = (*OF_PROJECT, "milestone__title", "reason", "by__name")
    list_filter = (ProjectFilter, ProjectTrustFilter)
    date_hierarchy = "at"
    shown_fields = ("project", "milestone", "rule_in_words", "done_on", "reason", "by", "at")

    @admin.display(description="Rule", ordering="rule")
    def rule_in_words(self, row: RuleAcceptance) -> str:
        return RULE_BY_KEY[row.rule].title if row.rule in RULE_BY_KEY else row.rule


@admin.register(Hold)
class HoldAdmin(OfProjectAdmin):
    about = "Since when projects were on hold, why, and when they were resumed."
    reads_with = ("project__school", "project__trust", "by", "resumed_by")
    list_display = ("project", "since", "by", "resumed_on", "resumed_by")
    search_fields = (*OF_PROJECT, "reason", "by__name")
    list_filter = (ProjectFilter, ProjectTrustFilter)
    date_hierarchy = "since"
    shown_fields = ("project", "since", "reason", "by", "resumed_on", "resumed_by")
