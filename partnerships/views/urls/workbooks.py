from __future__ import annotations

from django.urls import path

from partnerships.views import workbooks

urlpatterns = [
    path("workbooks/", workbooks.WorkbookList.as_view(), name="workbook-list"),
    path("workbooks.csv", workbooks.WorkbookCsv.as_view(), name="workbook-csv"),
]
