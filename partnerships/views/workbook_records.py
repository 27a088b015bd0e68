"""A spreadsheet that was brought in: what it did, what did not go in, and the file itself."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.core.cache import cache
from django.core.files.storage import default_storage
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import cached_property
from django.views.generic import TemplateView, View

from partnerships.actions._core import Refused
from partnerships.exports._csv import csv_response
from partnerships.exports.workbook_refused import COLUMNS
from partnerships.exports.workbook_template import HELP_SHEETS, template_for, workbook_response
from partnerships.imports.workbooks.uploads import book_of
from partnerships.reports.workbooks import (
    NotIn,
    SchoolIn,
    not_in,
    projects_of,
    sheets_brought_in,
    workbook_history,
)
from partnerships.rules.workbook.table import Glance
from partnerships.views._files import file_to_save
from partnerships.views._workbooks import BringsIn, OneWorkbook

# Schools a page; of what did not go in, so much stands on the page and all of it in the csv.
PER_PAGE, SHOWN = 50, 50
# Seconds; while a team brings in one sheet after the other.
SHEETS_KNOWN_FOR = 24 * 60 * 60


class WorkbookDetail(OneWorkbook, TemplateView):
    """What became of a spreadsheet. One that was only looked at has its preview instead."""

    template_name = "workbooks/detail.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.workbook.is_read_only:
            return redirect("workbook-preview", self.workbook.pk)
        return super().get(request, *args, **kwargs)

    @cached_property
    def schools(self) -> list[SchoolIn]:
        return projects_of(self.workbook, self.user)

    @cached_property
    def not_in(self) -> list[NotIn]:
        return not_in(self.workbook)

    @property
    def sheets(self) -> list[Glance]:
        """Sheets of the file that hold rows and are not brought in; none where it is kept no more."""
        if not self.workbook.stored or not self.workbook.sheet:
            return []
        # Opening a large file takes seconds, and the same bytes have the same sheets. Nothing of cells is remembered.
        key = f"workbook-sheets-{self.workbook.sha256}"
        found: list[Glance] | None = cache.get(key)
        if found is None:
            try:
                found = [replace(each, first_cells=[]) for each in book_of(self.workbook).glances]
            except Refused:
                return []
            cache.set(key, found, SHEETS_KNOWN_FOR)
        gone_in = sheets_brought_in(self.workbook)
        return [
            each
            for each in found
            if each.rows > 1 and each.name and each.name not in {*gone_in, *HELP_SHEETS}
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        held = [(each, milestone) for each in self.schools for milestone in each.held]
        return super().get_context_data(
            page=Paginator(self.schools, PER_PAGE).get_page(self.request.GET.get("page")),
            school_count=len(self.schools),
            held=held[:SHOWN],
            held_count=len(held),
            not_in=self.not_in[:SHOWN],
            not_in_count=len(self.not_in),
            sheets=self.sheets,
            history=workbook_history(self.workbook),
            **kwargs,
        )


class WorkbookRefused(OneWorkbook, View):
    """The csv of what did not go in."""

    def get(self, request: HttpRequest, **kwargs: Any) -> StreamingHttpResponse:
        return csv_response(f"not-brought-in-{self.workbook.pk}.csv", COLUMNS, not_in(self.workbook))


class WorkbookFile(OneWorkbook, View):
    """The file as it was chosen, under its own name: as something to save, never to show."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse | FileResponse:
        workbook = self.workbook
        if not workbook.stored:
            raise Http404
        if not default_storage.exists(workbook.stored.name or ""):
            return render(request, "workbooks/lost.html", {"workbook": workbook}, status=410)
        return file_to_save(workbook.stored.open("rb"), workbook.file_name)


class WorkbookTemplate(BringsIn, View):
    """A spreadsheet to fill in, for one of the person's trusts: `?trust=` names it where there are several."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        wanted = request.GET.get("trust", "")
        found = [each for each in self.trusts if not wanted or str(each.pk) == wanted]
        if not found:
            raise Http404
        return workbook_response(template_for(found[0]), f"schools-to-bring-in-{self.today:%Y-%m-%d}.xlsx")
