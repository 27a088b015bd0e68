"""A spreadsheet that was brought in: what it did, what did not go in, and the file itself."""

from __future__ import annotations

from typing import Any

from django.core.files.storage import default_storage
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.functional import cached_property
from django.views.generic import TemplateView, View

from partnerships.exports._csv import csv_response
from partnerships.exports._download import to_download
from partnerships.exports.workbook_template import CONTENT_TYPE, template_for
from partnerships.exports.workbooks import NOT_IN_COLUMNS
from partnerships.imports.workbooks.uploads import sheets_left
from partnerships.reports.workbooks import (
    NotIn,
    SchoolIn,
    not_in,
    projects_of,
    workbook_history,
)
from partnerships.views._files import file_to_save
from partnerships.views._workbooks import BringsIn, OneBroughtIn, OneWorkbook

# Schools a page; of what did not go in, so much stands on the page and all of it in the csv.
PER_PAGE, SHOWN = 50, 50


class WorkbookDetail(OneBroughtIn, TemplateView):
    """What became of a spreadsheet."""

    template_name = "workbooks/detail.html"

    @cached_property
    def schools(self) -> list[SchoolIn]:
        return projects_of(self.workbook, self.user)

    @cached_property
    def not_in(self) -> list[NotIn]:
        return not_in(self.workbook)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        held = [(each, milestone) for each in self.schools for milestone in each.held]
        return super().get_context_data(
            page=Paginator(self.schools, PER_PAGE).get_page(self.request.GET.get("page")),
            school_count=len(self.schools),
            held=held[:SHOWN],
            held_count=len(held),
            not_in=self.not_in[:SHOWN],
            not_in_count=len(self.not_in),
            sheets=sheets_left(self.workbook),
            history=workbook_history(self.workbook),
            **kwargs,
        )


class WorkbookRefused(OneWorkbook, View):
    """The csv of what did not go in."""

    def get(self, request: HttpRequest, **kwargs: Any) -> StreamingHttpResponse:
        return csv_response(f"not-brought-in-{self.workbook.pk}.csv", NOT_IN_COLUMNS, not_in(self.workbook))


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
        name = f"schools-to-bring-in-{self.today:%Y-%m-%d}.xlsx"
        return to_download(template_for(found[0]), name, CONTENT_TYPE)
