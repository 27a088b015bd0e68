"""The summary of a Trust Partnership, as a page that prints and as docx."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.generic import TemplateView, View

from partnerships.exports._docx import docx_response
from partnerships.exports.partnership_summary import file_name, summary_docx
from partnerships.reports.partnership_summary import summary_of
from partnerships.views._partnership import WithPartnership


class PartnershipSummary(WithPartnership, TemplateView):
    template_name = "partnerships/summary.html"
    section = "summary"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(summary=summary_of(self.there, today=self.today), **kwargs)


class PartnershipSummaryDocx(WithPartnership, View):
    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        summary = summary_of(self.there, today=self.today)
        return docx_response(summary_docx(summary), file_name(summary))
