"""Bringing a spreadsheet in, with a count that moves."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse

from partnerships.actions._core import Refused
from partnerships.actions.workbook_apply import applying
from partnerships.imports.workbooks.planning import planning
from partnerships.imports.workbooks.uploads import sheets_left
from partnerships.views._working import counted_off, in_pieces
from partnerships.views.workbook_preview import WorkbookPreview


class WorkbookApply(WorkbookPreview):
    """Brings in what was looked at. What was entered and not saved before is saved, and looked at first."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        said = self.keep()
        if said.errors or not self.apply_form.is_valid():
            return self.show(said)
        if said.changed:
            messages.warning(
                request, "What you entered is saved. Look at what would change now, then bring it in."
            )
            return redirect("workbook-preview", self.workbook.pk)
        # Drawn before anything is sent, as long as an error can still be answered.
        context = {"workbook": self.workbook}
        page = render_to_string("workbooks/working.html", context, request)
        return in_pieces(page, self.bringing_in())

    def bringing_in(self) -> Generator[str, None, str]:
        data = self.apply_form.cleaned_data
        try:
            plan = yield from counted_off(planning(self.workbook, by=self.user))
            steps = applying(
                by=self.user, workbook=self.workbook, plan=plan, seen=data["seen"],
                delete_file_on=data["delete_file_on"],
            )  # fmt: skip
            workbook = yield from counted_off(steps)
        except Refused as refused:
            return self.part("problems", {"problems": refused.problems, "workbook": self.workbook})
        came = workbook.created + workbook.changed
        context = {"workbook": workbook, "school_count": came, "sheets": sheets_left(workbook)}
        return self.part("outcome", context)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Links of a page that was sent back with errors lead to the preview."""
        return redirect(f"{reverse('workbook-preview', args=[self.workbook.pk])}?{request.GET.urlencode()}")
