"""Whether a school and a trust fit: one page for each project, and one question at a time."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, View

from partnerships.actions._core import Refused
from partnerships.actions.fit import answer_fit, clear_fit_answer
from partnerships.exports._csv import csv_response
from partnerships.exports.fit import FIT
from partnerships.forms.fit import FitForm
from partnerships.models import FitAnswer
from partnerships.permissions import May
from partnerships.reports.fit import FitLine, answered_keys, fit_line, fit_lines, fit_page
from partnerships.rules.fit import BY_KEY, QUESTIONS, following
from partnerships.views._base import RunsAction
from partnerships.views._partnership import PartnershipBody


class FitBody(PartnershipBody):
    """There is fit to look at before there is a partnership, and without one."""

    section = "fit"

    @property
    def list_url(self) -> str:
        return reverse("fit-list", args=[self.project.pk])


class FitList(FitBody, TemplateView):
    template_name = "fit/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = fit_page(self.project)
        first = page.open_lines[0].question.key if page.open_lines else ""
        return super().get_context_data(page=page, first_open=first, **kwargs)


class FitCsv(FitBody, View):
    def get(self, request: HttpRequest, **kwargs: Any) -> StreamingHttpResponse:
        name = f"fit-{self.project.school_id}-{self.today:%Y-%m-%d}.csv"
        return csv_response(name, FIT, fit_lines(self.project))


class FitEdit(RunsAction, FitBody, FormView[FitForm]):
    """One question, and quickly on to the next that is open."""

    template_name = "fit/edit.html"
    form_class = FitForm
    may = May.KEEP_PARTNERSHIP

    @cached_property
    def line(self) -> FitLine:
        if self.kwargs["key"] not in BY_KEY:
            raise Http404("This is none of the questions of fit.")
        return fit_line(self.project, self.kwargs["key"])

    @cached_property
    def next_key(self) -> str:
        """The next open question."""
        return following(self.line.question.key, answered_keys(self.project))

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {
            "project": self.project,
            "question": self.line.question,
            "answer": self.line.answer,
            "usual": self.line.usual,
            "is_last": not self.next_key,
        }

    def cancel_url(self) -> str:
        return self.list_url

    def act(self, form: Any) -> None:
        data = form.cleaned_data
        answer_fit(
            by=self.user,
            project=self.project,
            key=self.line.question.key,
            text=data["text"],
            answered_on=data["answered_on"],
            shown=form.shown,
            expected_version=data["version"],
        )

    def get_success_url(self) -> str:
        if "back" in self.request.POST or not self.next_key:
            return f"{self.list_url}#{self.line.question.key}"
        return reverse("fit-edit", args=[self.project.pk, self.next_key])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        question = self.line.question
        return super().get_context_data(
            line=self.line,
            question=question,
            place=QUESTIONS.index(question) + 1,
            total=len(QUESTIONS),
            next_key=self.next_key,
            **kwargs,
        )


class FitRemove(FitBody, View):
    """One click: the question is open again."""

    http_method_names = ["post"]
    may = May.KEEP_PARTNERSHIP

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        mine = FitAnswer.objects.visible_to(self.user).filter(project=self.project)
        try:
            clear_fit_answer(by=self.user, answer=get_object_or_404(mine, key=kwargs["key"]))
        except Refused as refused:
            messages.error(request, " ".join(refused.problems))
        else:
            messages.success(request, "Answer removed. History keeps it.")
        return redirect(self.list_url)
