"""The response document: its versions, making and publishing one, reading it, and taking it along as docx."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, View

from partnerships.actions.response_reports import (
    make_response_report,
    publish_response_report,
    remake_response_report,
    remove_report_problems,
    remove_response_report,
)
from partnerships.exports._docx import docx_response
from partnerships.exports.response_report import file_name, response_docx
from partnerships.forms.people import ConfirmForm
from partnerships.forms.response_reports import PublishForm, ResponseReportForm
from partnerships.models import Consultation, ResponseReport
from partnerships.permissions import May
from partnerships.reports.analysis import Analysis
from partnerships.reports.response_reports import DocumentPictures, still_missing, version_lacks, version_rows
from partnerships.rules.response_document import read_content
from partnerships.views._base import RunsAction
from partnerships.views._consultation import ConsultationPage


def report_response(report: ResponseReport) -> HttpResponse:
    """The document as a download."""
    return docx_response(response_docx(report), file_name(report))


class ReportsBody(ConsultationPage):
    part = "reports"

    @property
    def list_url(self) -> str:
        return reverse("response-report-list", args=[self.consultation.pk])


class ResponseReportList(ReportsBody, TemplateView):
    template_name = "response_reports/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        missing = still_missing(Analysis(self.consultation))
        return super().get_context_data(rows=version_rows(self.consultation), missing=missing, **kwargs)


class WritesReport(RunsAction, ReportsBody, FormView[ResponseReportForm]):
    """Introduction and quotes; the rest is filled in from what stands today."""

    template_name = "response_reports/form.html"
    form_class = ResponseReportForm
    may = May.KEEP_CONSULTATION
    report: ResponseReport | None = None

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"consultation": self.consultation, "report": self.report}

    def cancel_url(self) -> str:
        return self.list_url

    def get_success_url(self) -> str:
        assert self.report is not None
        return reverse("response-report-detail", args=[self.report.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        missing = still_missing(Analysis(self.consultation))
        return super().get_context_data(**{"report": self.report, "missing": missing, **kwargs})


class ResponseReportMake(WritesReport):
    def act(self, form: Any) -> None:
        self.report = make_response_report(by=self.user, consultation=self.consultation, wording=form.wording)


class OneReport(ReportsBody):
    """A page about one version; the gate is that of its project."""

    @cached_property
    def report(self) -> ResponseReport:
        mine = ResponseReport.objects.visible_to(self.user).with_project()
        found: ResponseReport = get_object_or_404(
            mine.select_related("consultation", "made_by"), pk=self.kwargs["pk"]
        )
        return found

    @cached_property
    def consultation(self) -> Consultation:
        found: Consultation = self.report.consultation
        found.project = self.report.project
        return found

    @property
    def report_url(self) -> str:
        return reverse("response-report-detail", args=[self.report.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"report": self.report, **kwargs})


class ResponseReportDetail(OneReport, TemplateView):
    """The version as a document, which prints as it stands."""

    template_name = "response_reports/detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = read_content(self.report.content)
        return super().get_context_data(
            told=told,
            pictures=DocumentPictures(told),
            decisions=self.report.decisions.all(),
            **kwargs,
        )


class ResponseReportDocx(OneReport, View):
    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return report_response(self.report)


class ResponseReportRemake(OneReport, WritesReport):  # type: ignore[misc]  # report is found here, made there
    def act(self, form: Any) -> None:
        remake_response_report(
            by=self.user, report=self.report, wording=form.wording, expected_made_at=form.seen_at
        )


class ResponseReportPublish(RunsAction, OneReport, FormView[PublishForm]):
    template_name = "response_reports/publish.html"
    form_class = PublishForm
    may = May.MANAGE_CONSULTATION
    saved_message = "The response document is published."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(missing=version_lacks(read_content(self.report.content)), **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"report": self.report}

    def get_initial(self) -> dict[str, Any]:
        return {"on": self.today}

    def cancel_url(self) -> str:
        return self.report_url

    def get_success_url(self) -> str:
        return self.report_url

    def act(self, form: Any) -> None:
        publish_response_report(by=self.user, report=self.report, on=form.cleaned_data["on"])


class ResponseReportRemove(RunsAction, OneReport, FormView[ConfirmForm]):
    template_name = "response_reports/remove.html"
    form_class = ConfirmForm
    may = May.KEEP_CONSULTATION

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"label": "Remove this version"}

    def cancel_url(self) -> str:
        return self.report_url

    def get_success_url(self) -> str:
        return self.list_url

    def act(self, form: Any) -> None:
        remove_response_report(by=self.user, report=self.report)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(problems=remove_report_problems(self.report), **kwargs)
