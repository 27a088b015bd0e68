"""A spreadsheet that was brought in is undone as a whole."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import TemplateView

from partnerships.actions._core import Refused
from partnerships.actions.workbook_undo import undo_problems, undo_workbook
from partnerships.reports.workbooks import projects_of
from partnerships.views._workbooks import OneBroughtIn

# Projects of each kind that the question names.
SHOWN = 100


class WorkbookUndo(OneBroughtIn, TemplateView):
    """GET asks, and says what stands in the way; POST undoes the whole spreadsheet."""

    template_name = "workbooks/undo.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = projects_of(self.workbook, self.user)
        started = [each for each in found if each.started]
        changed = [each for each in found if not each.started]
        return super().get_context_data(
            problems=undo_problems(self.workbook, self.user),
            started=started[:SHOWN],
            started_count=len(started),
            changed=changed[:SHOWN],
            changed_count=len(changed),
            **kwargs,
        )

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            undo_workbook(by=self.user, workbook=self.workbook)
        except Refused as refused:
            messages.error(request, " ".join(refused.problems))
            return redirect(request.path)
        messages.success(request, "The spreadsheet was undone.")
        return redirect(self.page_url)
