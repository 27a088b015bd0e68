"""Whose the work is: owners, hand-overs, chasing, the balance of the work."""

from __future__ import annotations

from django.urls import path

from partnerships.views import chasing, hand_overs, owners

urlpatterns = [
    path("milestones/<int:pk>/owner/", owners.MilestoneOwner.as_view(), name="milestone-owner"),
    path("projects/<int:pk>/give/", owners.MilestonesGive.as_view(), name="milestones-give"),
    path("reports/milestones/give/", owners.ReportGive.as_view(), name="report-give"),
    path("reports/milestones/given/<uuid:call>/", owners.ReportGiven.as_view(), name="report-given"),
    path("projects/<int:pk>/hand-over/", hand_overs.ProjectHandOver.as_view(), name="project-hand-over"),
    path("people/<int:pk>/hand-over/", hand_overs.PersonHandOver.as_view(), name="person-hand-over"),
    path("hand-overs/<int:pk>/read/", hand_overs.HandOverRead.as_view(), name="hand-over-read"),
    path("reports/owed/", chasing.ReportOwed.as_view(), name="report-owed"),
    path("reports/owed.csv", chasing.ReportOwedCsv.as_view(), name="report-owed-csv"),
    path("reports/owed/letter/", chasing.ReportOwedLetter.as_view(), name="report-owed-letter"),
    path("reports/stuck/", chasing.ReportStuck.as_view(), name="report-stuck"),
    path("reports/stuck.csv", chasing.ReportStuckCsv.as_view(), name="report-stuck-csv"),
    path("reports/balance/", chasing.ReportBalance.as_view(), name="report-balance"),
    path("reports/balance.csv", chasing.ReportBalanceCsv.as_view(), name="report-balance-csv"),
    path("settings/chasing/", chasing.ChasingSettings.as_view(), name="chasing-settings"),
]
