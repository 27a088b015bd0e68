"""Spreadsheets that were brought in, and the projects they touched: to be read; the pages do the work."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from partnerships.admin._base import RecordAdmin
from partnerships.admin._lists import ParentFilter, ProjectFilter, TrustFilter, YesNo, lists_of, yes
from partnerships.admin._of_project import OF_PROJECT, OfProjectAdmin
from partnerships.models import Workbook, WorkbookProject


class FileKept(YesNo):
    title = "day to delete the file"
    parameter_name = "kept"
    column = "delete_file_on"


class WorkbookFilter(ParentFilter):
    title = "spreadsheet"
    parameter_name = "workbook"
    model = Workbook


@admin.register(Workbook)
class WorkbookAdmin(RecordAdmin):
    section = "Projects"
    about = (
        "Spreadsheets that were looked at, brought in and undone. The file is on the spreadsheet’s own page."
    )
    reads_with = ("trust", "by")
    list_display = (
        "file_name", "sheet", "trust", "state", "created", "changed", "refused", "by", "applied_at",
    )  # fmt: skip
    search_fields = ("file_name", "sheet")
    search_help_text = "Words of the file’s or the sheet’s name"
    list_filter = ("state", FileKept, TrustFilter)
    date_hierarchy = "uploaded_at"
    shown_fields = (
        "trust", "file_name", "sheet", "sha256", "size", "rows", "state", "by", "uploaded_at", "applied_at",
        "undone_at", "created", "changed", "refused", "cells_left_out", "delete_file_on",
    )  # fmt: skip

    def related(self, request: HttpRequest, obj: Any) -> list[tuple[str, str]]:
        return lists_of(obj, "workbook", {"Projects of this spreadsheet": "workbookproject"})


@admin.register(WorkbookProject)
class WorkbookProjectAdmin(OfProjectAdmin):
    about = "Which projects a spreadsheet started or changed."
    keeps_history = False
    reads_with = ("project__school", "project__trust", "workbook")
    list_display = ("workbook", "project", yes("started", "Started by it"), "rows")
    search_fields = ("workbook__file_name", *OF_PROJECT)
    search_help_text = "Words of the file’s, the school’s or the trust’s name, or a URN"
    list_filter = (WorkbookFilter, ProjectFilter)
    shown_fields = ("workbook", "project", "started", "rows", "changes")
