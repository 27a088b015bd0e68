from __future__ import annotations

from django.urls import path

from partnerships.views import workbook_apply, workbook_columns, workbook_preview, workbooks

urlpatterns = [
    path("workbooks/", workbooks.WorkbookList.as_view(), name="workbook-list"),
    path("workbooks.csv", workbooks.WorkbookCsv.as_view(), name="workbook-csv"),
    path("workbooks/new/", workbooks.WorkbookNew.as_view(), name="workbook-new"),
    path(
        "workbooks/<int:pk>/columns/",
        workbook_columns.WorkbookColumns.as_view(),
        name="workbook-columns",
    ),
    path(
        "workbooks/<int:pk>/preview/",
        workbook_preview.WorkbookPreview.as_view(),
        name="workbook-preview",
    ),
    path("workbooks/<int:pk>/apply/", workbook_apply.WorkbookApply.as_view(), name="workbook-apply"),
    path("workbooks/<int:pk>/give-up/", workbooks.WorkbookGiveUp.as_view(), name="workbook-give-up"),
]
