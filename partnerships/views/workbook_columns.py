"""What the columns of a spreadsheet hold, and which of its sheets is read."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView

from partnerships.actions._core import Refused
from partnerships.actions.workbooks import say_reading
from partnerships.forms.workbook_columns import ColumnsForm
from partnerships.forms.workbook_look import LookForm
from partnerships.imports.workbooks.reader import Book
from partnerships.imports.workbooks.uploads import as_last_time, book_of, milestone_titles, reading_for
from partnerships.rules.workbook.reading import Reading, reading_of
from partnerships.rules.workbook.table import Table
from partnerships.views._base import RunsAction
from partnerships.views._workbooks import OnlyReadWorkbook


class WorkbookColumns(RunsAction, OnlyReadWorkbook, FormView[ColumnsForm]):
    template_name = "workbooks/columns.html"
    form_class = ColumnsForm
    saved_message = ""

    @cached_property
    def reading(self) -> Reading:
        return reading_of(self.workbook.reading)

    @cached_property
    def book(self) -> Book:
        return book_of(self.workbook)

    @cached_property
    def table(self) -> Table:
        return self.book.table(self.workbook.sheet, self.reading.heading_row)

    def get_form_kwargs(self) -> dict[str, Any]:
        titles = milestone_titles(self.workbook.trust_id)
        return super().get_form_kwargs() | {
            "table": self.table, "reading": self.reading, "milestones": titles,
        }  # fmt: skip

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = {
            "table": self.table,
            "glances": self.book.glances,
            "look": LookForm(self.table, self.book.glances),
            "several": len(self.trusts) > 1,
            "remembered": as_last_time(self.workbook),
        }
        return super().get_context_data(**told | kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.look(request) if "look" in request.POST else super().post(request, *args, **kwargs)

    def look(self, request: HttpRequest) -> HttpResponse:
        """Reads another sheet, or other headings; what was said of columns of the same heading is kept."""
        look = LookForm(self.table, self.book.glances, request.POST)
        if look.is_valid():
            try:
                self.read_instead(look.cleaned_data["sheet"], look.cleaned_data["heading_row"])
                return redirect(request.path)
            except Refused as refused:
                for problem in refused.problems:
                    look.add_error("heading_row", problem)
        return self.render_to_response(self.get_context_data(form=self.get_form(), look=look))

    def read_instead(self, sheet: str, heading_row: int | None) -> None:
        table = self.book.table(sheet, heading_row)
        reading = self.get_form().kept_for(reading_for(self.workbook.trust_id, table))
        say_reading(by=self.user, workbook=self.workbook, reading=reading, rows=len(table.rows))

    def act(self, form: Any) -> None:
        say_reading(by=self.user, workbook=self.workbook, reading=form.said, rows=len(self.table.rows))

    def get_success_url(self) -> str:
        return reverse("workbook-preview", args=[self.workbook.pk])

    def cancel_url(self) -> str:
        return reverse("workbook-list")
