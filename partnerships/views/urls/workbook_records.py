from __future__ import annotations

from django.urls import path

from partnerships.views import workbook_changes as changes
from partnerships.views import workbook_records as records
from partnerships.views import workbook_undo as undo

urlpatterns = [
    path("workbooks/template.xlsx", records.WorkbookTemplate.as_view(), name="workbook-template"),
    path("workbooks/<int:pk>/", records.WorkbookDetail.as_view(), name="workbook-detail"),
    path("workbooks/<int:pk>/refused.csv", records.WorkbookRefused.as_view(), name="workbook-refused"),
    path("workbooks/<int:pk>/undo/", undo.WorkbookUndo.as_view(), name="workbook-undo"),
    path("workbooks/<int:pk>/file/", records.WorkbookFile.as_view(), name="workbook-file"),
    path("workbooks/<int:pk>/file/day/", changes.WorkbookFileDay.as_view(), name="workbook-file-day"),
    path(
        "workbooks/<int:pk>/file/delete/", changes.WorkbookFileDelete.as_view(), name="workbook-file-delete"
    ),
    path("workbooks/<int:pk>/next/", changes.WorkbookNext.as_view(), name="workbook-next"),
]
