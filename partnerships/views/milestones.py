"""One milestone: its page, logging on it in place or there, and logging on several at once."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.generic import FormView, TemplateView, View
from django_htmx.http import trigger_client_event

from partnerships.actions._core import Refused
from partnerships.actions.groups import shared_with
from partnerships.actions.milestones import (
    ChangedMeanwhile,
    Progress,
    log_progress,
    log_several,
    mark_applicable,
    mark_not_applicable,
)
from partnerships.forms.milestones import (
    ApplicableForm,
    MilestoneLogForm,
    MilestonesLogForm,
    NotApplicableForm,
)
from partnerships.history import milestone_entries
from partnerships.models import Milestone, Note
from partnerships.permissions import May
from partnerships.reports.around import around
from partnerships.reports.consultations import step_on
from partnerships.reports.decisions import decisions_on
from partnerships.reports.evidence import on_milestone
from partnerships.reports.groups import say_shared
from partnerships.reports.plan_rows import answer_buttons
from partnerships.reports.project_page import one_row
from partnerships.reports.reviews import review_on
from partnerships.rules.consultations.steps import CODES as STEP_CODES
from partnerships.rules.decisions import body_of
from partnerships.rules.numbers import whole_number
from partnerships.rules.words import Status
from partnerships.views._base import RunsAction
from partnerships.views._project import MilestonePage, call_of, next_url, saved_url
from partnerships.views._rows import row_context
from partnerships.views.evidence import say_where_else
from partnerships.views.projects import PlanOnPage

# Read aloud after a change in place; the row says why.
HELD_SAID = "Saved. It does not count before a manager has given a reason."


class MilestoneBody(MilestonePage):
    """The milestone's page; forms that are refused without script come back on it."""

    template_name: str | None = "milestones/detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = one_row(self.milestone, self.project, self.today)
        kwargs.setdefault("conflict", "")
        if "form" not in kwargs:
            kwargs["form"] = self.shown_form()
        return super().get_context_data(
            row=row,
            around=around(self.milestone, self.today),
            evidence=on_milestone(self.milestone),
            decisions=decisions_on(self.milestone),
            decides=body_of(self.milestone.code),
            consultation_step=step_on(self.milestone),
            may_be_a_step=self.milestone.code in STEP_CODES,
            review=review_on(self.milestone),
            notes=Note.objects.filter(milestone=self.milestone).standing().select_related("author"),
            entries=milestone_entries(self.milestone),
            questions=[(fact, answer_buttons(fact)) for fact in row.questions],
            next=next_url(self.request, ""),
            **kwargs,
        )

    def shown_form(self) -> BaseForm | None:
        """The form on the page: to log progress, for whoever may, on what is in the plan."""
        if self.milestone.in_plan and self.user.may(May.LOG_PROGRESS, self.project):
            form = MilestoneLogForm(milestone=self.milestone)
            form.shared_words = self.shared_words
            return form
        return None

    @property
    def shared_words(self) -> str:
        """Where else whatever is logged here is logged too; empty where nowhere."""
        return say_shared(shared_with(self.user, self.milestone))


class MilestoneDetail(MilestoneBody, TemplateView):
    pass


class ChangesRow(MilestoneBody):
    """Answers a change of one milestone: with its row where htmx asked, else by going on to the next page."""

    may = May.LOG_PROGRESS

    @property
    def in_place(self) -> bool:
        return bool(self.request.htmx)  # type: ignore[attr-defined]  # django-htmx's

    def row(self, *, status: int = 200, say: str = "", **kwargs: Any) -> HttpResponse:
        context = row_context(self.milestone, self.project, self.user, self.today, **kwargs)
        response = render(self.request, "milestones/row.html", context, status=status)
        return trigger_client_event(response, "say", {"value": say}) if say else response

    def changed(self, milestone: Milestone) -> HttpResponse:
        call = call_of(milestone)
        if self.in_place:
            held = Milestone.objects.held().filter(pk=milestone.pk).exists()
            return self.row(saved=call, say=HELD_SAID if held else "Saved")
        return redirect(saved_url(next_url(self.request, self.page_url), call))


class MilestoneLog(ChangesRow, FormView[MilestoneLogForm]):
    form_class = MilestoneLogForm

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs() | {"milestone": self.milestone}
        kwargs.pop("initial")
        kwargs.pop("prefix")
        return kwargs

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.in_place:
            return self.row(form=None if "close" in request.GET else self.get_form())
        return super().get(request, *args, **kwargs)

    def get_form(self, form_class: Any = None) -> MilestoneLogForm:
        form = super().get_form(form_class)
        form.shared_words = self.shared_words
        return form

    def form_valid(self, form: MilestoneLogForm) -> HttpResponse:
        try:
            milestone = self.act(form)
        except ChangedMeanwhile as changed:
            form.now_at(changed.milestone.version)
            return self.form_invalid(form, conflict=self.who_was_faster(changed))
        except Refused as refused:
            for problem in refused.problems:
                form.add_error(None, problem)
            return self.form_invalid(form)
        return self.changed(milestone)

    def act(self, form: MilestoneLogForm) -> Milestone:
        data = form.cleaned_data
        if form.is_not_applicable:
            return mark_not_applicable(
                by=self.user, milestone=self.milestone, why=data["why"], expected_version=data["version"]
            )
        logged = log_progress(
            by=self.user,
            milestone=self.milestone,
            progress=form.progress,
            note=data["note"],
            evidence=form.evidence,
            owner=data["owner"],
            expected_version=data["version"],
        )
        if form.evidence is not None:
            say_where_else(self.request, logged.evidence.standing()[0])
        return logged

    def form_invalid(self, form: MilestoneLogForm, conflict: str = "") -> HttpResponse:
        if self.in_place:
            return self.row(form=form, conflict=conflict, status=422)
        context = self.get_context_data(form=form, conflict=conflict)
        return self.render_to_response(context, status=422)


class MilestoneDone(ChangesRow, View):
    """One click: done today."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            milestone = log_progress(
                by=self.user,
                milestone=self.milestone,
                progress=Progress(Status.DONE),
                expected_version=whole_number(request.POST.get("version", "")),
            )
        except ChangedMeanwhile as changed:
            said = self.who_was_faster(changed)
        except Refused as refused:
            said = " ".join(refused.problems)
        else:
            return self.changed(milestone)
        if self.in_place:
            return self.row(conflict=said, status=422)
        messages.error(request, said)
        return redirect(self.page_url)


class AsksWhy(ChangesRow, FormView[Any]):
    """A page of its own, with a form of its own in place of the one to log progress."""

    def get_initial(self) -> dict[str, Any]:
        return {"version": self.milestone.version}

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        form.helper.cancel_url = self.page_url
        return form

    def shown_form(self) -> BaseForm:
        form: BaseForm = self.get_form()
        return form


class MilestoneNotApplicable(AsksWhy):
    template_name = "milestones/not_applicable.html"
    form_class = NotApplicableForm

    def form_valid(self, form: NotApplicableForm) -> HttpResponse:
        data = form.cleaned_data
        try:
            milestone = mark_not_applicable(
                by=self.user, milestone=self.milestone, why=data["why"], expected_version=data["version"]
            )
        except Refused as refused:
            form.add_error(None, " ".join(refused.problems))
            return self.form_invalid(form)
        return self.changed(milestone)


class MilestoneApplicable(AsksWhy):
    """Puts a milestone back into the plan; asks for a reason only where the answers say otherwise."""

    template_name = "milestones/applicable.html"
    form_class = ApplicableForm

    def form_valid(self, form: ApplicableForm) -> HttpResponse:
        data = form.cleaned_data
        try:
            milestone = mark_applicable(
                by=self.user, milestone=self.milestone, why=data["why"], expected_version=data["version"]
            )
        except Refused as refused:
            form.add_error("why" if "Enter why" in str(refused) else None, " ".join(refused.problems))
            return self.form_invalid(form)
        return self.changed(milestone)


class MilestonesLogSeveral(RunsAction, PlanOnPage, FormView[MilestonesLogForm]):
    """The bar under the plan: the same progress for every ticked row."""

    template_name = "projects/detail.html"
    may = May.LOG_PROGRESS
    http_method_names = ["post"]
    form_class = MilestonesLogForm
    saved_message = ""
    call: uuid.UUID | None = None

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs() | {"project": self.project}
        kwargs.pop("initial")
        kwargs.pop("prefix")
        return kwargs

    def get_success_url(self) -> str:
        return saved_url(next_url(self.request, self.home), self.call)

    def act(self, form: Any) -> None:
        ticked = form.ticked
        milestones = list(self.project.milestones.in_plan().filter(pk__in=ticked))
        logged = log_several(
            by=self.user,
            milestones=milestones,
            progress=form.progress,
            note=form.cleaned_data["note"],
            expected_versions=ticked,
        )
        self.call = call_of(logged[0])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(several=kwargs["form"], **kwargs)
