"""Spreadsheets of a team's own: those that were brought in, and choosing one."""

from __future__ import annotations

from typing import Any

from partnerships.exports.workbooks import COLUMNS
from partnerships.forms.workbooks import WorkbookFilter
from partnerships.models import Workbook
from partnerships.models.workbook import WorkbookQuerySet
from partnerships.rules.workbook.words import WorkbookState
from partnerships.views._lists import FilteredRows, ListCsv, ListPage
from partnerships.views._workbooks import BringsIn


class WorkbookRows(BringsIn, FilteredRows):
    filter_form = WorkbookFilter

    def rows(self) -> WorkbookQuerySet:
        mine = Workbook.objects.visible_to(self.user).select_related("trust", "by")
        return mine.exclude(state=WorkbookState.READ)


class WorkbookList(WorkbookRows, ListPage):
    template_name = "workbooks/list.html"
    csv_name = "workbook-csv"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        waiting = Workbook.objects.visible_to(self.user).read_only().select_related("trust")
        return super().get_context_data(waiting=waiting, several=len(self.trusts) > 1, **kwargs)


class WorkbookCsv(WorkbookRows, ListCsv):
    columns, file_name = COLUMNS, "spreadsheets"

    def export_rows(self) -> Any:
        return self.found.iterator(2000)
