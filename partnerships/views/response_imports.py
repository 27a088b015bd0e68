"""Responses from a file or pasted: chosen, its columns told, looked at, saved with a count that moves, undone."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, View

from partnerships.actions._core import Refused
from partnerships.actions.response_imports import (
    give_up_import,
    say_reading,
    undo_problems,
    undo_response_import,
)
from partnerships.forms.response_imports import ColumnsForm, ResponseFileForm
from partnerships.imports.responses.uploads import Plan, plan_of, receive, same_file_before, saving
from partnerships.models import Consultation, ResponseImport
from partnerships.permissions import May
from partnerships.reports.responses import closing_day, imports_of, waiting_uploads
from partnerships.rules.response_mapping import asked_words
from partnerships.rules.responses import senders_kept_until
from partnerships.views._base import RunsAction
from partnerships.views._working import in_pieces
from partnerships.views.responses import ResponsesBody

# Rows of each kind that a preview shows.
SHOWN = 20


class ResponseImportPage(RunsAction, ResponsesBody, FormView[ResponseFileForm]):
    """Chooses a file, and lists those that came in."""

    template_name = "responses/import.html"
    form_class = ResponseFileForm
    may = May.KEEP_CONSULTATION
    saved_message = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            imports=imports_of(self.consultation), waiting=waiting_uploads(self.consultation), **kwargs
        )

    def act(self, form: Any) -> None:
        data, name = form.data_and_name
        self.upload = receive(data, name, consultation=self.consultation, by=self.user)

    def get_success_url(self) -> str:
        upload = getattr(self, "upload", None)
        return reverse("response-import-columns", args=[upload.pk]) if upload else self.list_url

    def cancel_url(self) -> str:
        return self.list_url


class OneImport(ResponsesBody):
    """A page about one file; the gate is that of its project."""

    may = May.KEEP_CONSULTATION

    @cached_property
    def upload(self) -> ResponseImport:
        mine = (
            ResponseImport.objects.visible_to(self.user).with_project().select_related("consultation", "by")
        )
        found: ResponseImport = get_object_or_404(mine, pk=self.kwargs["pk"])
        found.consultation.project = found.project
        return found

    @cached_property
    def consultation(self) -> Consultation:
        return self.upload.consultation

    @property
    def import_url(self) -> str:
        return reverse("response-import", args=[self.consultation.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(upload=self.upload, **kwargs)


class OneFile(OneImport):
    """A page about a file that is not saved yet; where it can no longer be read, the page of imports says so."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().dispatch(request, *args, **kwargs)
        except Refused as refused:
            messages.error(request, " ".join(refused.problems))
            return redirect(self.import_url)

    @cached_property
    def plan(self) -> Plan:
        return plan_of(self.upload)


class ResponseImportColumns(RunsAction, OneFile, FormView[ColumnsForm]):
    """What each column holds, and what its words mean."""

    template_name = "responses/columns.html"
    form_class = ColumnsForm
    saved_message = ""

    def get_form_kwargs(self) -> dict[str, Any]:
        plan = self.plan
        return super().get_form_kwargs() | {
            "headings": plan.sheet.headings,
            "asked": asked_words(plan.sheet, plan.reading),
            "reading": plan.reading,
            "delete_on": senders_kept_until(closing_day(self.consultation), self.today),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        samples = [self.sample(place) for place in range(len(self.plan.sheet.headings))]
        columns = list(zip(context["form"].columns, samples, strict=True))
        return context | {"columns": columns, "row_count": len(self.plan.sheet.rows)}

    def sample(self, place: int) -> str:
        """The first words of a column, to know it by."""
        found = dict.fromkeys(cells[place][:60] for _, cells in self.plan.sheet.rows[:50] if cells[place])
        return " · ".join(list(found)[:3])

    def act(self, form: Any) -> None:
        say_reading(by=self.user, upload=self.upload, reading=form.said)
        asked = asked_words(self.plan.sheet, form.said)
        seen = {(each.holds, each.word) for each in form.words.values()}
        self.new_words = any(
            not each.means and (each.holds, each.word) not in seen
            for found in asked.values()
            for each in found
        )
        if self.new_words:
            messages.warning(
                self.request, "Some words of these columns are not known yet. Say what they mean."
            )

    def get_success_url(self) -> str:
        again = getattr(self, "new_words", False)
        return reverse(f"response-import-{'columns' if again else 'preview'}", args=[self.upload.pk])

    def cancel_url(self) -> str:
        return self.import_url


class ResponseImportPreview(OneFile, TemplateView):
    """GET shows what a file would do; POST saves it and sends the count while it works."""

    template_name = "responses/preview.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        plan = self.plan
        found, closes = plan.sorted, closing_day(self.consultation)
        late = sum(each.received_on > closes for each in found.new) if closes else 0
        return super().get_context_data(
            plan=plan, counts=plan.counts, saves=len(found.new) + len(found.again) * plan.saved_again,
            new=found.new[:SHOWN], again=found.again[:SHOWN], refused=plan.understood.refused[:SHOWN], shown=SHOWN,
            already=len(found.already), late=late, closes=closes, same=same_file_before(self.upload),
            delete_on=plan.reading.delete_day, **kwargs,
        )  # fmt: skip

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        # Drawn before anything is sent, as long as an error can still be answered.
        page = render_to_string("responses/working.html", self.get_page_context(), request)
        return in_pieces(page, self.working())

    def get_page_context(self) -> dict[str, Any]:
        return OneImport.get_context_data(self)

    def working(self) -> Generator[str, None, str]:
        context: dict[str, Any] = {"consultation": self.consultation, "problems": [], "upload": self.upload}
        try:
            for step in saving(self.plan, by=self.user):
                yield render_to_string("responses/_parts/count.html", {"saving": step})
            context["upload"] = ResponseImport.objects.get(pk=self.upload.pk)
        except Refused as refused:
            context["problems"] = refused.problems
        return render_to_string("responses/_parts/outcome.html", context, self.request)


class ResponseImportGiveUp(OneImport, View):
    """Gives a file up that was not saved; it is deleted."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            give_up_import(by=self.user, upload=self.upload)
        except Refused as refused:
            messages.error(request, " ".join(refused.problems))
        else:
            messages.success(request, f"{self.upload.file_name} was given up and deleted.")
        return redirect(self.import_url)


class ResponseImportUndo(OneImport, TemplateView):
    """GET asks, and says what stands in the way; POST undoes the whole import."""

    template_name = "responses/undo.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(problems=undo_problems(self.upload), **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            undo_response_import(by=self.user, upload=self.upload)
        except Refused as refused:
            messages.error(request, " ".join(refused.problems))
            return redirect(request.path)
        messages.success(request, f"The import of {self.upload.file_name} was undone.")
        return redirect(self.import_url)
