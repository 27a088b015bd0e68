from __future__ import annotations

from django.urls import path

from partnerships.views import fixed_dates, joining, slipped

urlpatterns = [
    path(
        "projects/<int:pk>/joining-month/",
        joining.ProjectJoiningMonth.as_view(),
        name="project-joining-month",
    ),
    path(
        "projects/<int:pk>/joining-month/try/",
        joining.ProjectJoiningTry.as_view(),
        name="project-joining-try",
    ),
    path(
        "projects/<int:pk>/joining-month.csv", joining.ProjectJoiningCsv.as_view(), name="project-joining-csv"
    ),
    path(
        "joining-reasons/<int:pk>/correct/",
        joining.JoiningReasonCorrect.as_view(),
        name="joining-reason-correct",
    ),
    path("milestones/<int:pk>/date/", fixed_dates.MilestoneDate.as_view(), name="milestone-date"),
    path("reports/slipped/", slipped.ReportSlipped.as_view(), name="report-slipped"),
    path("reports/slipped.csv", slipped.ReportSlippedCsv.as_view(), name="report-slipped-csv"),
]
