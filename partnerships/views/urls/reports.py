from __future__ import annotations

from django.urls import path

from partnerships.views.reports import ReportIndex, ReportMilestones, ReportMilestonesCsv

urlpatterns = [
    path("", ReportIndex.as_view(), name="report-index"),
    path("milestones/", ReportMilestones.as_view(), name="report-milestones"),
    path("milestones.csv", ReportMilestonesCsv.as_view(), name="report-milestones-csv"),
]
