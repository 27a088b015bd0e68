"""Consultations of one project: which it needs, starting one, its page, its window, and stopping it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, View

from partnerships.actions._core import Refused
from partnerships.actions.consultation_window import plan_window, window_of
from partnerships.actions.consultations import (
    asked_for,
    change_consultation,
    start_consultation,
    stop_consultation,
    tie_consultation,
)
from partnerships.forms.consultations import (
    ChooseWindowForm,
    ConsultationEditForm,
    ConsultationForm,
    ConsultationStopForm,
    WindowForm,
)
from partnerships.models import Consultation, ConsultationStep
from partnerships.permissions import May
from partnerships.reports.consultation_counts import counts_of
from partnerships.reports.consultation_steps import (
    not_in_plan,
    step_rows,
    ties_words,
    try_window,
)
from partnerships.reports.consultations import kind_rows, of_project, one_consultation
from partnerships.reports.decisions import decisions_after
from partnerships.reports.fairness import fairness_of
from partnerships.rules.consultation_words import ConsultationKind
from partnerships.rules.consultations.kinds import KindOf
from partnerships.rules.consultations.steps import deciding_body
from partnerships.rules.words import Route
from partnerships.views._base import RunsAction
from partnerships.views._consultation import ConsultationPage
from partnerships.views._project import ProjectBody


class ProjectConsultations(ProjectBody, TemplateView):
    """Which consultations a project needs, and those that there are."""

    template_name = "consultations/project.html"
    tab = "consultations"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = of_project(self.project, viewer=self.user, today=self.today)
        overlaps = list(dict.fromkeys(said for row in rows for said in row.overlaps))
        kinds = kind_rows(self.project, rows, self.today)
        others = [each for each in kinds if not (each.found.applies or each.rows or each.found.asks)]
        return super().get_context_data(kinds=kinds, others=others, rows=rows, overlaps=overlaps, **kwargs)


class ConsultationStart(RunsAction, ProjectBody, FormView[ConsultationForm]):
    """`?kind=` names which; the page says who leads it and whom it asks."""

    template_name = "consultations/start.html"
    form_class = ConsultationForm
    tab = "consultations"
    may = May.MANAGE_CONSULTATION
    saved_message = ""

    @cached_property
    def kind(self) -> str:
        kind = self.request.GET.get("kind") or self.request.POST.get("kind", "")
        if not ConsultationKind.has(kind):
            raise Http404
        return kind

    @cached_property
    def found(self) -> KindOf:
        return asked_for(self.project, self.kind)

    def get_initial(self) -> dict[str, Any]:
        bodies = self.found.lead.bodies
        return {"title": self.found.kind.label, "led_by": bodies[0].value if bodies else ""}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"project": self.project, "kind": self.kind}

    def cancel_url(self) -> str:
        return reverse("project-consultations", args=[self.project.pk])

    def act(self, form: Any) -> None:
        self.made = start_consultation(by=self.user, project=self.project, kind=self.kind, said=form.said)
        messages.success(self.request, "Started. Set its window next.")

    def get_success_url(self) -> str:
        return reverse("consultation-detail", args=[self.made.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(found=self.found, **kwargs)


class ConsultationDetail(ConsultationPage, TemplateView):
    """The working list of one consultation, and how it stands."""

    template_name = "consultations/detail.html"
    part = "steps"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mine, project = self.consultation, self.project
        steps = step_rows(mine, self.today)
        body = deciding_body(mine.kind, Route(project.route) if project.route else None)
        return super().get_context_data(
            row=one_consultation(mine, viewer=self.user, today=self.today),
            steps=steps,
            ties=ties_words(mine, steps),
            not_in_plan=not_in_plan(mine, steps),
            decisions=decisions_after(mine),
            decide_url=decision_url(mine, body) if body is not None else "",
            body=body,
            fairness=fairness_of(mine, self.today),
            counts=counts_of(mine),
            found=asked_for(project, mine.kind),
            **kwargs,
        )


class ChangesConsultation(RunsAction, ConsultationPage):
    """A form about one consultation; afterwards its own page."""

    part = "steps"
    may = May.KEEP_CONSULTATION

    def get_success_url(self) -> str:
        return self.consultation_url

    def cancel_url(self) -> str:
        return self.consultation_url


class ConsultationEdit(ChangesConsultation, FormView[ConsultationEditForm]):
    template_name = "consultations/edit.html"
    form_class = ConsultationEditForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"consultation": self.consultation}

    def act(self, form: Any) -> None:
        seen = form.cleaned_data["version"]
        change_consultation(
            by=self.user, consultation=self.consultation, said=form.said, expected_version=seen
        )


class ConsultationStop(ChangesConsultation, FormView[ConsultationStopForm]):
    template_name = "consultations/stop.html"
    form_class = ConsultationStopForm
    may = May.MANAGE_CONSULTATION
    saved_message = "The consultation is stopped. Its record stays."

    def act(self, form: Any) -> None:
        stop_consultation(by=self.user, consultation=self.consultation, why=form.cleaned_data["why"])


class ConsultationWindow(ChangesConsultation, FormView[WindowForm]):
    """First the days, in the address; then what would change; then it is saved."""

    template_name = "consultations/window.html"
    form_class = WindowForm
    saved_message = ""

    @cached_property
    def steps(self) -> list[ConsultationStep]:
        return list(self.consultation.steps.select_related("milestone"))

    @cached_property
    def chosen(self) -> ChooseWindowForm:
        now = dict(zip(("opens_on", "closes_on"), window_of(self.steps), strict=True))
        form = ChooseWindowForm(self.asked, initial=now, steps=self.steps)
        form.helper.cancel_url = self.consultation_url
        return form

    @property
    def asked(self) -> Any:
        """The days in the address, or those that were posted and refused; None on the first look."""
        sent = self.request.POST if self.request.method == "POST" else self.request.GET
        return sent if any(name.startswith(("opens_on", "closes_on")) for name in sent) else None

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"steps": self.steps}

    def get_initial(self) -> dict[str, Any]:
        if not (self.chosen.is_bound and self.chosen.is_valid()):
            return {}
        return {**self.chosen.cleaned_data, "version": self.consultation.version}

    def act(self, form: Any) -> None:
        data = form.cleaned_data
        plan_window(
            by=self.user,
            consultation=self.consultation,
            opens_on=data["opens_on"],
            closes_on=data["closes_on"],
            expected_version=data["version"],
        )
        messages.success(self.request, "The window is saved.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tried = None
        if self.chosen.is_bound and self.chosen.is_valid():
            opens, closes = (self.chosen.cleaned_data[name] for name in ("opens_on", "closes_on"))
            tried = try_window(self.consultation, opens, closes, today=self.today)
        return super().get_context_data(chosen=self.chosen, tried=tried, **kwargs)


class ConsultationTie(ConsultationPage, View):
    """One click: steps become the milestones that the plan has gained."""

    http_method_names = ["post"]
    may = May.KEEP_CONSULTATION

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            tie_consultation(by=self.user, consultation=self.consultation)
        except Refused as refused:
            messages.error(request, " ".join(refused.problems))
        else:
            messages.success(request, "Saved")
        return redirect(self.consultation_url)


def decision_url(consultation: Consultation, body: str) -> str:
    """Where the decision after a consultation is recorded, with what is known of it filled in."""
    query = urlencode(
        {
            "body": body,
            "consultation": consultation.pk,
            "next": reverse("consultation-detail", args=[consultation.pk]),
        }
    )
    return f"{reverse('decision-add', args=[consultation.project_id])}?{query}"
