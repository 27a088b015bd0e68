"""GIAS downloads: what has been taken in, and taking one in by upload, preview and a page that counts."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, ListView
from django.views.generic.base import View

from partnerships.actions._core import Refused
from partnerships.actions.register import remove_upload
from partnerships.forms.gias import TakeInForm, UploadForm
from partnerships.imports.gias.sample import SHOWN, sample_of
from partnerships.imports.gias.take_in import Plan, Request, planning, taking_in
from partnerships.imports.gias.uploads import receive, reopen
from partnerships.models import RegisterFile
from partnerships.permissions import May
from partnerships.rules.counting import drain
from partnerships.views._base import RunsAction, SiteAdministratorOnly
from partnerships.views._working import counted_off, in_pieces


class Gias(SiteAdministratorOnly):
    site_may = May.SITE_IMPORT_GIAS


class GiasList(Gias, ListView[RegisterFile]):
    template_name = "gias/list.html"
    context_object_name = "files"
    paginate_by = 50
    queryset = RegisterFile.objects.select_related("by").order_by("-uploaded_at", "-pk")


class GiasImport(Gias, RunsAction, FormView[UploadForm]):
    template_name = "gias/import.html"
    form_class = UploadForm
    saved_message = ""

    def act(self, form: BaseForm) -> None:
        self.upload = receive(form.cleaned_data["file"], by=self.user)

    def get_success_url(self) -> str:
        return reverse("gias-preview", args=[self.upload.pk])


class OneUpload(Gias):
    @cached_property
    def upload(self) -> RegisterFile:
        return get_object_or_404(RegisterFile.objects.select_related("by"), pk=self.kwargs["pk"])


class GiasPreview(OneUpload, FormView[TakeInForm]):
    """GET shows what an upload would change; POST takes it in and sends the count while it works."""

    template_name = "gias/preview.html"
    form_class = TakeInForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().dispatch(request, *args, **kwargs)
        except Refused as refused:
            return render(request, "gias/cannot.html", {"problems": refused.problems, "upload": self.upload})

    @cached_property
    def plan(self) -> Plan:
        if self.upload.applied_at is not None:
            raise Refused(_already(self.upload))
        request = Request(reopen(self.upload), downloaded_on=self.upload.downloaded_on, by=self.user)
        return drain(planning(request))

    def get_form_kwargs(self) -> dict[str, Any]:
        asked = {"asks_date": self.upload.downloaded_on is None, "to_confirm": self.plan.to_confirm}
        return {**super().get_form_kwargs(), **asked, "today": self.today}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        plan = self.plan
        same = RegisterFile.objects.applied().filter(sha256=self.upload.sha256).newest_first().first()
        return super().get_context_data(
            upload=self.upload, plan=plan, counts=plan.counts, sample=sample_of(plan), same=same,
            refused=plan.refused[:SHOWN], shown=SHOWN, **kwargs,
        )  # fmt: skip

    def form_valid(self, form: TakeInForm) -> HttpResponse:
        request = Request(
            reopen(self.upload),
            downloaded_on=self.upload.downloaded_on or form.cleaned_data["downloaded_on"],
            confirmed=form.cleaned_data.get("confirmed", False),
            by=self.user,
            upload=self.upload,
        )
        page = render_to_string("gias/working.html", {"upload": self.upload}, self.request)
        return in_pieces(page, self.working(request))

    def working(self, request: Request) -> Generator[str, None, str]:
        try:
            plan = yield from counted_off(taking_in(request, today=self.today))
            context: dict[str, Any] = {"plan": plan, "counts": plan.counts, "problems": [], "file": plan.file}
        except Refused as refused:
            context = {"plan": None, "counts": {}, "problems": refused.problems, "file": self.upload}
        return render_to_string("gias/_parts/outcome.html", context, self.request)


class GiasRefused(OneUpload):
    """The csv of refused rows of one download."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> FileResponse:
        if not self.upload.refused:
            raise Http404
        name = f"{self.upload.file_name}.refused.csv"
        return FileResponse(self.upload.refused.open("rb"), as_attachment=True, filename=name)


class GiasRemove(OneUpload, View):
    """Removes an upload that was not taken in."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            remove_upload(by=self.user, upload=self.upload)
        except Refused as refused:
            messages.error(request, " ".join(refused.problems))
        return redirect("gias-list")


def _already(upload: RegisterFile) -> str:
    return f"This download has been taken in already, by {upload.by or 'a command'}."
