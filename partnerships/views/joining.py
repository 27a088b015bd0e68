"""The joining month of a project: choose one, see what it would change, give reasons, save; or only try."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, View

from partnerships.actions.joining import correct_joining_reason, may_correct, set_joining_month
from partnerships.exports._csv import csv_response
from partnerships.exports.joining import COLUMNS
from partnerships.forms.joining import ChooseMonthForm, CorrectReasonForm, JoiningForm, TryMonthsForm
from partnerships.models import JoiningReason, Project
from partnerships.reports.joining import first_month_that_works, months_side_by_side, preview_month
from partnerships.reports.joining_changes import joining_changes
from partnerships.rules.checks.days import months_after
from partnerships.rules.joining_reasons import label_of
from partnerships.views._base import RunsAction
from partnerships.views._project import ProjectBody, call_of, saved_url
from partnerships.views.project_changes import ChangesProject


class ProjectJoiningMonth(ChangesProject):
    """First the month, by its address; then what it would change, and the reasons, which are saved."""

    template_name = "joining/joining_month.html"
    form_class = JoiningForm

    @cached_property
    def chosen(self) -> ChooseMonthForm:
        """The first step's form: filled in from the address, or from what the second step carries along."""
        sent: QueryDict = self.request.POST if self.request.method == "POST" else self.request.GET
        if any(name in sent for name in ("month", "month_month", "month_year")):
            return ChooseMonthForm(sent, project=self.project)
        now = {"month": self.project.joining_month, "confirmed": self.project.joining_confirmed}
        return ChooseMonthForm(project=self.project, initial=now)

    @property
    def is_chosen(self) -> bool:
        return self.chosen.is_bound and self.chosen.is_valid()

    @property
    def month(self) -> dt.date | None:
        month: dt.date | None = self.chosen.cleaned_data["month"]
        return month

    def get_form_kwargs(self) -> dict[str, Any]:
        confirmed = self.chosen.cleaned_data["confirmed"]
        return super().get_form_kwargs() | {"month": self.month, "confirmed": confirmed}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.is_chosen:
            return self.render_to_response(self.get_context_data(form=None))
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if "form" not in kwargs:
            kwargs["form"] = self.get_form() if self.is_chosen else None
        form = kwargs.pop("form")
        preview = None
        if form is not None:
            preview = preview_month(self.project, self.month, viewer=self.user, today=self.today)
        # The page's title says "Error" of the form that is under way.
        return super().get_context_data(
            form=form if form is not None else self.chosen,
            chosen=self.chosen,
            step=form,
            preview=preview,
            changes=joining_changes(self.project),
            **kwargs,
        )

    def act(self, form: Any) -> None:
        changed = set_joining_month(
            by=self.user,
            project=self.project,
            month=form.month,
            confirmed=form.confirmed,
            reasons=form.given(),
            why=form.cleaned_data.get("why", ""),
            expected_version=form.cleaned_data["version"],
        )
        self.call = call_of(changed)


class ProjectJoiningTry(ProjectBody, TemplateView):
    """Months side by side, and the first one that works. Nothing is saved, so whoever reads may try."""

    template_name = "joining/joining_try.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = TryMonthsForm(self.request.GET or None, initial=self._next_three())
        months = form.months() if form.is_bound else []
        first = None
        if "first" in self.request.GET:
            first = first_month_that_works(self.project, viewer=self.user, today=self.today)
        return super().get_context_data(
            form=form,
            tried=months_side_by_side(self.project, months, viewer=self.user, today=self.today),
            first=first,
            changes=joining_changes(self.project),
            **kwargs,
        )

    def _next_three(self) -> dict[str, dt.date]:
        """The three months after the planned one, to begin with; nothing while there is no joining month."""
        month = self.project.joining_month
        return {} if month is None else {name: months_after(month, n) for n, name in enumerate("abc", 1)}


class ProjectJoiningCsv(ProjectBody, View):
    def get(self, request: HttpRequest, **kwargs: Any) -> StreamingHttpResponse:
        name = f"joining-date-{self.project.school_id}-{self.today:%Y-%m-%d}.csv"
        return csv_response(name, COLUMNS, joining_changes(self.project))


class JoiningReasonCorrect(RunsAction, ProjectBody, FormView[CorrectReasonForm]):
    """Whoever gave a reason may correct its words; nobody else, and nobody removes it."""

    template_name = "joining/reason_correct.html"
    form_class = CorrectReasonForm
    saved_message = ""
    call: uuid.UUID | None = None

    @cached_property
    def reason(self) -> JoiningReason:
        mine = JoiningReason.objects.visible_to(self.user).with_project().select_related("change__by")
        found: JoiningReason = get_object_or_404(mine, pk=self.kwargs["pk"])
        return found

    @cached_property
    def project(self) -> Project:
        return self.reason.project

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_correct(self.user, self.reason):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return {"text": self.reason.text}

    def cancel_url(self) -> str:
        return self.home

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(reason=self.reason, label=label_of(self.reason.reason), **kwargs)

    def act(self, form: Any) -> None:
        self.call = call_of(
            correct_joining_reason(by=self.user, reason=self.reason, text=form.cleaned_data["text"])
        )

    def get_success_url(self) -> str:
        return saved_url(self.home, self.call)
