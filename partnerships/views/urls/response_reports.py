from __future__ import annotations

from django.urls import path

from partnerships.views import analysis, consultation_shares, public, response_reports

urlpatterns = [
    path(
        "consultations/<int:pk>/analysis/",
        analysis.ConsultationAnalysis.as_view(),
        name="consultation-analysis",
    ),
    path(
        "consultations/<int:pk>/analysis.csv",
        analysis.ConsultationAnalysisCsv.as_view(),
        name="consultation-analysis-csv",
    ),
    path("consultations/<int:pk>/themes/", analysis.ThemeList.as_view(), name="theme-list"),
    path("consultations/<int:pk>/themes.csv", analysis.ThemeCsv.as_view(), name="theme-csv"),
    path("consultations/<int:pk>/themes/add/", analysis.ThemeAdd.as_view(), name="theme-add"),
    path("consultations/<int:pk>/themes/usual/", analysis.ThemeStarters.as_view(), name="theme-starters"),
    path("themes/<int:pk>/rename/", analysis.ThemeRename.as_view(), name="theme-rename"),
    path("themes/<int:pk>/merge/", analysis.ThemeMerge.as_view(), name="theme-merge"),
    path("themes/<int:pk>/answer/", analysis.ThemeAnswer.as_view(), name="theme-answer"),
    path("themes/<int:pk>/remove/", analysis.ThemeRemove.as_view(), name="theme-remove"),
    path(
        "consultations/<int:pk>/response-documents/",
        response_reports.ResponseReportList.as_view(),
        name="response-report-list",
    ),
    path(
        "consultations/<int:pk>/response-documents/make/",
        response_reports.ResponseReportMake.as_view(),
        name="response-report-make",
    ),
    path(
        "response-documents/<int:pk>/",
        response_reports.ResponseReportDetail.as_view(),
        name="response-report-detail",
    ),
    path(
        "response-documents/<int:pk>.docx",
        response_reports.ResponseReportDocx.as_view(),
        name="response-report-docx",
    ),
    path(
        "response-documents/<int:pk>/make-again/",
        response_reports.ResponseReportRemake.as_view(),
        name="response-report-remake",
    ),
    path(
        "response-documents/<int:pk>/publish/",
        response_reports.ResponseReportPublish.as_view(),
        name="response-report-publish",
    ),
    path(
        "response-documents/<int:pk>/remove/",
        response_reports.ResponseReportRemove.as_view(),
        name="response-report-remove",
    ),
    path(
        "consultations/<int:pk>/public-page/",
        consultation_shares.ConsultationShare.as_view(),
        name="consultation-share",
    ),
    path(
        "consultations/<int:pk>/public-page/close/",
        consultation_shares.ConsultationShareClose.as_view(),
        name="consultation-share-close",
    ),
    # For anybody, as far as the page is open.
    path("c/<slug:name>/", public.PublicConsultation.as_view(), name="public-consultation"),
    path("c/<slug:name>/documents/<int:pk>/", public.PublicDocumentFile.as_view(), name="public-document"),
    path("c/<slug:name>/response/", public.PublicResponse.as_view(), name="public-response"),
    path("c/<slug:name>/response.docx", public.PublicResponseDocx.as_view(), name="public-response-docx"),
]
