"""Evidence of a project: the list, adding, replacing and removing, and the only way to a kept file."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.files.storage import default_storage
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, View

from partnerships.actions._core import Refused
from partnerships.actions.evidence import (
    add_evidence,
    kept_elsewhere,
    remove_evidence,
    remove_problems,
    replace_evidence,
    restore_evidence,
)
from partnerships.exports._csv import csv_response
from partnerships.exports.evidence import COLUMNS
from partnerships.forms.evidence import EvidenceFilter, EvidenceForm
from partnerships.forms.people import ConfirmForm
from partnerships.models import Evidence, Milestone, Project
from partnerships.permissions import May
from partnerships.reports.evidence import EvidenceRow, by_part, evidence_rows, still_wanted
from partnerships.views._base import RunsAction
from partnerships.views._files import file_to_save
from partnerships.views._project import MilestonePage, ProjectBody, next_url

PER_PAGE = 50


class EvidenceBody(ProjectBody):
    tab = "evidence"

    @property
    def list_url(self) -> str:
        return reverse("evidence-list", args=[self.project.pk])

    @cached_property
    def filter(self) -> EvidenceFilter:
        return EvidenceFilter(self.request.GET)


class EvidenceList(EvidenceBody, TemplateView):
    template_name = "evidence/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = evidence_rows(self.project, **self.filter.wanted)
        page = Paginator(found, PER_PAGE).get_page(self.request.GET.get("page"))
        query = self.request.GET.copy()
        query.pop("page", None)
        csv = reverse("evidence-csv", args=[self.project.pk])
        return super().get_context_data(
            form=self.filter,
            page=page,
            total=page.paginator.count,
            parts=by_part(page.object_list),
            wanted=still_wanted(self.project),
            csv_url=f"{csv}?{query.urlencode()}",
            clear_url=self.request.path,
            **kwargs,
        )


class EvidenceCsv(EvidenceBody, View):
    def get(self, request: HttpRequest, **kwargs: Any) -> StreamingHttpResponse:
        rows = map(EvidenceRow, evidence_rows(self.project, **self.filter.wanted).iterator(chunk_size=500))
        name = f"evidence-{self.project.school_id}-{self.today:%Y-%m-%d}.csv"
        return csv_response(name, COLUMNS, rows)


def say_where_else(request: HttpRequest, kept: Evidence) -> None:
    """Tells of the same file elsewhere in the project: one of the two may be a mistake."""
    if same := kept_elsewhere(kept):
        where = f" on “{same.milestone.title}”" if same.milestone else ""
        messages.info(request, f"The same file is kept already, as “{same.name}”{where}.")


class SavesEvidence(RunsAction, EvidenceBody):
    """Saves a file or link, and says where the same file is kept already."""

    may = May.KEEP_EVIDENCE
    saved_message = ""

    def keep(self, form: EvidenceForm) -> Evidence:
        """Runs the action."""
        # Each page of this family has its own; one that forgets it fails on its first try.
        raise NotImplementedError("each page says how it keeps evidence")

    def act(self, form: Any) -> None:
        kept = self.keep(form)
        messages.success(self.request, f"“{kept.name}” is kept.")
        say_where_else(self.request, kept)

    def cancel_url(self) -> str:
        return self.get_success_url()

    def get_success_url(self) -> str:
        return next_url(self.request, self.list_url)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(next=next_url(self.request, ""), **kwargs)


class EvidenceAdd(SavesEvidence, FormView[EvidenceForm]):
    template_name = "evidence/add.html"
    form_class = EvidenceForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"project": self.project, "choose": True}

    def keep(self, form: EvidenceForm) -> Evidence:
        return add_evidence(by=self.user, project=self.project, given=form.given, milestone=form.where)


class MilestoneEvidenceAdd(SavesEvidence, MilestonePage, FormView[EvidenceForm]):
    template_name = "evidence/add.html"
    form_class = EvidenceForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"project": self.project, "milestone": self.milestone}

    def keep(self, form: EvidenceForm) -> Evidence:
        return add_evidence(by=self.user, project=self.project, given=form.given, milestone=self.milestone)

    def get_success_url(self) -> str:
        return next_url(self.request, f"{self.page_url}#evidence")


class OneEvidence(EvidenceBody):
    """A page about one piece of evidence; the gate is that of its project."""

    may = May.KEEP_EVIDENCE

    @cached_property
    def evidence(self) -> Evidence:
        mine = Evidence.objects.visible_to(self.user).with_project().select_related("milestone")
        evidence: Evidence = get_object_or_404(mine, pk=self.kwargs["pk"])
        return evidence

    @cached_property
    def project(self) -> Project:
        return self.evidence.project

    @property
    def milestone(self) -> Milestone | None:
        return self.evidence.milestone

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(evidence=self.evidence, **kwargs)


class EvidenceReplace(SavesEvidence, OneEvidence, FormView[EvidenceForm]):
    template_name = "evidence/replace.html"
    form_class = EvidenceForm

    def get_initial(self) -> dict[str, Any]:
        return {"name": self.evidence.name}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"project": self.project, "milestone": self.milestone}

    def keep(self, form: EvidenceForm) -> Evidence:
        return replace_evidence(by=self.user, evidence=self.evidence, given=form.given)


class EvidenceRemove(RunsAction, OneEvidence, FormView[ConfirmForm]):
    template_name = "evidence/remove.html"
    form_class = ConfirmForm
    saved_message = "The evidence is removed. It can be put back."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"label": "Remove the evidence"}

    def act(self, form: Any) -> None:
        remove_evidence(by=self.user, evidence=self.evidence)

    def get_success_url(self) -> str:
        return next_url(self.request, self.list_url)

    def cancel_url(self) -> str:
        return self.get_success_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(problems=remove_problems(self.evidence), **kwargs)


class EvidenceRestore(OneEvidence, View):
    """One click: back where it was."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            restore_evidence(by=self.user, evidence=self.evidence)
        except Refused as refused:
            messages.error(request, " ".join(refused.problems))
        else:
            messages.success(request, f"“{self.evidence.name}” is back.")
        return redirect(self.list_url)


class EvidenceDownload(OneEvidence, View):
    """The file itself, as something to save, never to show: whatever it holds, it does not run on our pages.

    What was removed is for those who could put it back.
    """

    may = May.SEE

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse | FileResponse:
        evidence = self.evidence
        may_see_removed = self.user.may(May.KEEP_EVIDENCE, self.project)
        if not evidence.is_file or (evidence.removed_at is not None and not may_see_removed):
            raise Http404
        if not default_storage.exists(evidence.stored.name or ""):
            context = {"evidence": evidence, "project": self.project}
            return render(request, "evidence/lost.html", context, status=410)
        return file_response(evidence)


def file_response(evidence: Evidence) -> FileResponse:
    """A kept file of evidence as something to save."""
    return file_to_save(evidence.stored.open("rb"), evidence.file_name, evidence.content_type)
