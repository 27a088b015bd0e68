"""One step of a consultation's working list."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.views.generic import FormView, View

from partnerships.actions._core import Refused
from partnerships.actions.consultation_steps import (
    add_step,
    change_step,
    leave_out_step,
    log_step,
    remove_step,
    reopen_step,
    take_up_step,
)
from partnerships.forms.consultation_steps import (
    StepAddForm,
    StepDoneForm,
    StepEditForm,
    StepLeaveOutForm,
    StepRemoveForm,
)
from partnerships.models import Consultation, ConsultationStep
from partnerships.permissions import May
from partnerships.reports.consultation_steps import StepRow
from partnerships.rules.numbers import whole_number
from partnerships.views._base import RunsAction
from partnerships.views._consultation import ConsultationPage


class OneStep(ConsultationPage):
    """A page about one step; the gate is that of its project. `pk` is the step's."""

    part = "steps"
    may = May.KEEP_CONSULTATION

    @cached_property
    def step(self) -> ConsultationStep:
        mine = ConsultationStep.objects.visible_to(self.user).with_project()
        found: ConsultationStep = get_object_or_404(
            mine.select_related("consultation", "milestone"), pk=self.kwargs["pk"]
        )
        return found

    @cached_property
    def consultation(self) -> Consultation:
        self.step.consultation.project = self.step.project
        return self.step.consultation

    def get_success_url(self) -> str:
        return self.consultation_url + f"#step-{self.step.pk}"

    def cancel_url(self) -> str:
        return self.get_success_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(step=self.step, row=StepRow(self.step, self.today), **kwargs)


class StepForm(RunsAction, OneStep):
    """A form about one step."""

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_form_kwargs()  # type: ignore[misc]  # FormView's
        return kwargs | {"step": self.step}


class ConsultationStepDone(StepForm, FormView[StepDoneForm]):
    """ "Done today" posts here without a day; the page asks for another one."""

    template_name = "consultations/step_done.html"
    form_class = StepDoneForm

    def get_initial(self) -> dict[str, Any]:
        return {"version": StepRow(self.step, self.today).version}

    def act(self, form: Any) -> None:
        data = form.cleaned_data
        log_step(by=self.user, step=self.step, done_on=data["done_on"], expected_version=data["version"])


class ConsultationStepAdd(RunsAction, ConsultationPage, FormView[StepAddForm]):
    template_name = "consultations/step_add.html"
    form_class = StepAddForm
    part = "steps"
    may = May.KEEP_CONSULTATION

    def act(self, form: Any) -> None:
        data = form.cleaned_data
        add_step(
            by=self.user,
            consultation=self.consultation,
            title=data["title"],
            why=data["why"],
            due_on=data["due_on"],
        )

    def get_success_url(self) -> str:
        return self.consultation_url

    def cancel_url(self) -> str:
        return self.consultation_url


class ConsultationStepEdit(StepForm, FormView[StepEditForm]):
    template_name = "consultations/step_edit.html"
    form_class = StepEditForm

    def act(self, form: Any) -> None:
        data = form.cleaned_data
        change_step(
            by=self.user,
            step=self.step,
            title=data.get("title") or self.step.title,
            note=data["note"],
            due_on=data.get("due_on"),
            expected_version=data["version"],
        )


class ConsultationStepLeaveOut(StepForm, FormView[StepLeaveOutForm]):
    template_name = "consultations/step_leave_out.html"
    form_class = StepLeaveOutForm

    def act(self, form: Any) -> None:
        leave_out_step(by=self.user, step=self.step, why=form.cleaned_data["why"])


class ConsultationStepRemove(StepForm, FormView[StepRemoveForm]):
    template_name = "consultations/step_remove.html"
    form_class = StepRemoveForm
    saved_message = "The step is removed. History keeps it."

    def act(self, form: Any) -> None:
        remove_step(by=self.user, step=self.step, why=form.cleaned_data["why"])

    def get_success_url(self) -> str:
        return self.consultation_url


class StepClick(OneStep, View):
    """One click about one step."""

    http_method_names = ["post"]

    def act(self, version: int | None) -> None:
        """Runs the action."""
        raise NotImplementedError("each click says which action it runs")

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            self.act(whole_number(request.POST.get("version", "")))
        except Refused as refused:
            messages.error(request, " ".join(refused.problems))
        else:
            messages.success(request, "Saved")
        return redirect(self.get_success_url())


class ConsultationStepReopen(StepClick):
    """Not done after all."""

    def act(self, version: int | None) -> None:
        reopen_step(by=self.user, step=self.step, expected_version=version)


class ConsultationStepTakeUp(StepClick):
    """Not left out any more."""

    def act(self, version: int | None) -> None:
        take_up_step(by=self.user, step=self.step)
