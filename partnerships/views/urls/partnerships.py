from __future__ import annotations

from django.urls import path

from partnerships.views import partnership_dates, partnership_lists, partnership_summary, partnerships

_ONE = "projects/<int:pk>/partnership/"

urlpatterns = [
    path("partnerships/", partnership_lists.PartnershipList.as_view(), name="partnership-list"),
    path("partnerships.csv", partnership_lists.PartnershipCsv.as_view(), name="partnership-csv"),
    path("partnerships/start/", partnerships.PartnershipStart.as_view(), name="partnership-start"),
    path(_ONE, partnerships.PartnershipOverview.as_view(), name="project-partnership"),
    path(f"{_ONE}terms/", partnerships.PartnershipTerms.as_view(), name="partnership-terms"),
    path(f"{_ONE}record/", partnerships.PartnershipRecord.as_view(), name="partnership-record"),
    path(f"{_ONE}dates/", partnership_dates.PartnershipDates.as_view(), name="partnership-dates"),
    path(f"{_ONE}extend/", partnership_dates.PartnershipExtend.as_view(), name="partnership-extend"),
    path(f"{_ONE}pause/", partnerships.PartnershipPause.as_view(), name="partnership-pause"),
    path(f"{_ONE}resume/", partnerships.PartnershipResume.as_view(), name="partnership-resume"),
    path(f"{_ONE}end/", partnership_dates.PartnershipEnd.as_view(), name="partnership-end"),
    path(f"{_ONE}reopen/", partnership_dates.PartnershipReopen.as_view(), name="partnership-reopen"),
    path(f"{_ONE}summary/", partnership_summary.PartnershipSummary.as_view(), name="partnership-summary"),
    path(
        f"{_ONE}summary.docx",
        partnership_summary.PartnershipSummaryDocx.as_view(),
        name="partnership-summary-docx",
    ),
]
