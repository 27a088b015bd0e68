from __future__ import annotations

from django.urls import path

from partnerships.views import (
    workbook_apply,
    workbook_changes,
    workbook_columns,
    workbook_preview,
    workbook_records,
    workbook_undo,
    workbooks,
)

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
    path("workbooks/template.xlsx", workbook_records.WorkbookTemplate.as_view(), name="workbook-template"),
    path("workbooks/<int:pk>/", workbook_records.WorkbookDetail.as_view(), name="workbook-detail"),
    path(
        "workbooks/<int:pk>/refused.csv", workbook_records.WorkbookRefused.as_view(), name="workbook-refused"
    ),
    path("workbooks/<int:pk>/undo/", workbook_undo.WorkbookUndo.as_view(), name="workbook-undo"),
    path("workbooks/<int:pk>/file/", workbook_records.WorkbookFile.as_view(), name="workbook-file"),
    path(
        "workbooks/<int:pk>/file/day/", workbook_changes.WorkbookFileDay.as_view(), name="workbook-file-day"
    ),
    path(
        "workbooks/<int:pk>/file/delete/",
        workbook_changes.WorkbookFileDelete.as_view(),
        name="workbook-file-delete",
    ),
    path("workbooks/<int:pk>/next/", workbook_changes.WorkbookNext.as_view(), name="workbook-next"),
]
