"""Services and measures of a partnership."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, View

from partnerships.actions.partnership_records import (
    add_measure,
    add_service,
    change_measure,
    change_service,
    remove_measure,
    remove_service,
)
from partnerships.exports._csv import csv_response
from partnerships.exports.partnership_records import MEASURES, SERVICES
from partnerships.forms.partnership_records import MeasureForm, ServiceForm
from partnerships.forms.people import ConfirmForm
from partnerships.models import Partnership, PartnershipMeasure, PartnershipService, Project
from partnerships.permissions import May
from partnerships.reports.services import measures_of, services_of
from partnerships.rules.activities import HOURS_A_DAY
from partnerships.views._base import RunsAction
from partnerships.views._partnership import WithPartnership
from partnerships.views._project import next_url


class ServicesBody(WithPartnership):
    section = "services"

    def get_success_url(self) -> str:
        return next_url(self.request, reverse("service-list", args=[self.project.pk]))

    def cancel_url(self) -> str:
        return self.get_success_url()


class ServiceList(ServicesBody, TemplateView):
    template_name = "partnerships/services.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            services=services_of(self.there),
            measures=measures_of(self.there),
            hours_a_day=HOURS_A_DAY,
            **kwargs,
        )


class ServiceCsv(ServicesBody, View):
    def get(self, request: HttpRequest, **kwargs: Any) -> StreamingHttpResponse:
        name = f"services-{self.project.school_id}-{self.today:%Y-%m-%d}.csv"
        return csv_response(name, SERVICES, services_of(self.there).rows)


class MeasureCsv(ServicesBody, View):
    def get(self, request: HttpRequest, **kwargs: Any) -> StreamingHttpResponse:
        name = f"measures-{self.project.school_id}-{self.today:%Y-%m-%d}.csv"
        return csv_response(name, MEASURES, measures_of(self.there))


class ServiceAdd(RunsAction, ServicesBody, FormView[ServiceForm]):
    template_name = "partnerships/service_form.html"
    form_class = ServiceForm
    may = May.KEEP_PARTNERSHIP

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"partnership": self.there}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(heading="Add a service", **kwargs)

    def act(self, form: Any) -> None:
        add_service(by=self.user, partnership=self.there, service=form.said)


class MeasureAdd(RunsAction, ServicesBody, FormView[MeasureForm]):
    template_name = "partnerships/service_form.html"
    form_class = MeasureForm
    may = May.KEEP_PARTNERSHIP

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(heading="Add a measure", **kwargs)

    def act(self, form: Any) -> None:
        add_measure(by=self.user, partnership=self.there, measure=form.said)


class OneService(ServicesBody):
    """A page about one service; the gate is that of its project."""

    may = May.KEEP_PARTNERSHIP

    @cached_property
    def service(self) -> PartnershipService:
        mine = PartnershipService.objects.visible_to(self.user).with_project().select_related("partnership")
        service: PartnershipService = get_object_or_404(mine, pk=self.kwargs["pk"])
        return service

    @cached_property
    def project(self) -> Project:
        return self.service.project

    @cached_property
    def partnership(self) -> Partnership | None:
        return self.service.partnership


class ServiceEdit(RunsAction, OneService, FormView[ServiceForm]):
    template_name = "partnerships/service_form.html"
    form_class = ServiceForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"partnership": self.there, "service": self.service}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        remove_url = reverse("service-remove", args=[self.service.pk])
        return super().get_context_data(heading="Change a service", remove_url=remove_url, **kwargs)

    def act(self, form: Any) -> None:
        seen = form.cleaned_data["version"]
        change_service(by=self.user, service=self.service, to=form.said, expected_version=seen)


class ServiceRemove(RunsAction, OneService, FormView[ConfirmForm]):
    template_name = "partnerships/record_remove.html"
    form_class = ConfirmForm
    saved_message = "The service is removed."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"label": "Remove the service"}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        said = "What was logged for it stays in the log, without a service."
        return super().get_context_data(
            heading=f"Remove the service “{self.service.what}”?", said=said, **kwargs
        )

    def act(self, form: Any) -> None:
        remove_service(by=self.user, service=self.service)


class OneMeasure(ServicesBody):
    """A page about one measure; the gate is that of its project."""

    may = May.KEEP_PARTNERSHIP

    @cached_property
    def measure(self) -> PartnershipMeasure:
        mine = PartnershipMeasure.objects.visible_to(self.user).with_project().select_related("partnership")
        measure: PartnershipMeasure = get_object_or_404(mine, pk=self.kwargs["pk"])
        return measure

    @cached_property
    def project(self) -> Project:
        return self.measure.project

    @cached_property
    def partnership(self) -> Partnership | None:
        return self.measure.partnership


class MeasureEdit(RunsAction, OneMeasure, FormView[MeasureForm]):
    template_name = "partnerships/service_form.html"
    form_class = MeasureForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"measure": self.measure}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        remove_url = reverse("measure-remove", args=[self.measure.pk])
        return super().get_context_data(heading="Change a measure", remove_url=remove_url, **kwargs)

    def act(self, form: Any) -> None:
        seen = form.cleaned_data["version"]
        change_measure(by=self.user, measure=self.measure, to=form.said, expected_version=seen)


class MeasureRemove(RunsAction, OneMeasure, FormView[ConfirmForm]):
    template_name = "partnerships/record_remove.html"
    form_class = ConfirmForm
    saved_message = "The measure is removed."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"label": "Remove the measure"}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        heading = f"Remove the measure “{self.measure.what}”?"
        return super().get_context_data(heading=heading, said="The history keeps what it said.", **kwargs)

    def act(self, form: Any) -> None:
        remove_measure(by=self.user, measure=self.measure)
