from __future__ import annotations

from django.urls import path

from partnerships.views import rules

urlpatterns = [
    path("projects/<int:pk>/rules/", rules.RuleList.as_view(), name="rule-list"),
    path("projects/<int:pk>/rules.csv", rules.RuleCsv.as_view(), name="rule-csv"),
    path("milestones/<int:pk>/rules/", rules.MilestoneRules.as_view(), name="milestone-rules"),
]
