"""Papers of a consultation: which version was in force when, new papers and versions, withdrawing, the public page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, View

from partnerships.actions.consultation_documents import (
    add_document,
    add_document_version,
    reinstate_document,
    set_document_public,
    withdraw_document,
)
from partnerships.exports._csv import csv_response
from partnerships.exports.consultation_records import DOCUMENTS
from partnerships.forms.consultation_documents import (
    DocumentFilter,
    DocumentForm,
    VersionForm,
    WithdrawForm,
)
from partnerships.models import Consultation, ConsultationDocument, Evidence, Project
from partnerships.permissions import May
from partnerships.reports.consultation_records import documents_of, languages_of, paper_groups
from partnerships.views._base import RunsAction
from partnerships.views._consultation_records import OneClick, RecordsPage
from partnerships.views.evidence import say_where_else


class DocumentsPage(RecordsPage):
    part = "documents"
    list_name = "document-list"
    checks = ("information", "versions")

    @cached_property
    def filter(self) -> DocumentFilter:
        return DocumentFilter(self.request.GET, languages=languages_of(self.consultation), today=self.today)

    def say_where_else(self, kept: Evidence) -> None:
        """Tells of the same file elsewhere in the project."""
        say_where_else(self.request, kept)


class DocumentList(DocumentsPage, TemplateView):
    template_name = "consultation_documents/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        groups = paper_groups(self.filter.apply(documents_of(self.consultation)), self.filter.day)
        csv = reverse("document-csv", args=[self.consultation.pk])
        return super().get_context_data(
            groups=groups,
            total=len(groups),
            filter=self.filter,
            day=self.filter.day,
            worries=self.worrying(),
            csv_url=f"{csv}?{self.request.GET.urlencode()}",
            clear_url=self.list_url,
            **kwargs,
        )


class DocumentCsv(DocumentsPage, View):
    def get(self, request: HttpRequest, **kwargs: Any) -> StreamingHttpResponse:
        rows = self.filter.apply(documents_of(self.consultation))
        name = f"documents-{self.project.school_id}-{self.today:%Y-%m-%d}.csv"
        return csv_response(name, DOCUMENTS, rows.iterator(chunk_size=500))


class DocumentAdd(RunsAction, DocumentsPage, FormView[DocumentForm]):
    template_name = "consultation_documents/add.html"
    form_class = DocumentForm
    may = May.KEEP_CONSULTATION

    def get_initial(self) -> dict[str, Any]:
        return {"in_force_from": self.today}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"consultation": self.consultation}

    def act(self, form: Any) -> None:
        kept = add_document(by=self.user, consultation=self.consultation, said=form.said, given=form.given)
        self.say_where_else(kept.evidence)


class OneDocument(DocumentsPage):
    """A page about one version of a paper; the gate is that of its project."""

    may = May.KEEP_CONSULTATION

    @cached_property
    def document(self) -> ConsultationDocument:
        mine = ConsultationDocument.objects.visible_to(self.user).with_project()
        row: ConsultationDocument = get_object_or_404(
            mine.select_related("consultation", "evidence"), pk=self.kwargs["pk"]
        )
        row.consultation.project = row.project
        return row

    @cached_property
    def consultation(self) -> Consultation:
        return self.document.consultation

    @cached_property
    def project(self) -> Project:
        return self.document.project

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(document=self.document, **kwargs)


class DocumentVersion(RunsAction, OneDocument, FormView[VersionForm]):
    template_name = "consultation_documents/version.html"
    form_class = VersionForm

    def get_initial(self) -> dict[str, Any]:
        return {"in_force_from": self.today}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"document": self.document}

    def act(self, form: Any) -> None:
        data = form.cleaned_data
        kept = add_document_version(
            by=self.user,
            document=self.document,
            given=form.given,
            in_force_from=data["in_force_from"],
            public=data["public"],
        )
        self.say_where_else(kept.evidence)


class DocumentWithdraw(RunsAction, OneDocument, FormView[WithdrawForm]):
    template_name = "consultation_documents/withdraw.html"
    form_class = WithdrawForm

    def get_initial(self) -> dict[str, Any]:
        return {"on": max(self.today, self.document.in_force_from)}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"document": self.document}

    def act(self, form: Any) -> None:
        withdraw_document(by=self.user, document=self.document, on=form.cleaned_data["on"])


class DocumentReinstate(OneClick, OneDocument):
    saved_message = "The version is back."

    def run(self) -> None:
        reinstate_document(by=self.user, document=self.document)


class DocumentPublic(OneClick, OneDocument):
    """Carries which way it goes, so that pressed twice it still goes that way."""

    def run(self) -> None:
        set_document_public(
            by=self.user, document=self.document, public=self.request.POST.get("public") == "yes"
        )
