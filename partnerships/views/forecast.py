"""When a project will open, and how it is rated."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, View

from partnerships.actions._core import Refused
from partnerships.actions.ratings import override_rating, withdraw_rating
from partnerships.exports._csv import csv_response
from partnerships.exports.forecast import COLUMNS
from partnerships.forms.rating import RatingForm
from partnerships.models import RatingOverride
from partnerships.permissions import May
from partnerships.reports.forecast_page import ForecastPage, forecast_page
from partnerships.views._base import RunsAction
from partnerships.views._project import ProjectBody, call_of, saved_url

DAYS_OFFERED = 28  # as the last day of a rating by hand


class ProjectForecast(ProjectBody, TemplateView):
    """The forecast date of every milestone, beside the planned one."""

    template_name = "forecast/project.html"
    tab = "forecast"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(forecast=forecast_page(self.project, today=self.today), **kwargs)


class ProjectForecastCsv(ProjectBody, View):
    def get(self, request: Any, **kwargs: Any) -> StreamingHttpResponse:
        rows = forecast_page(self.project, today=self.today).rows
        return csv_response(f"forecast-{self.project.school_id}-{self.today:%Y-%m-%d}.csv", COLUMNS, rows)


class ProjectRating(RunsAction, ProjectBody, FormView[RatingForm]):
    """Rates by hand, or ("withdraw") shows the rating worked out again."""

    template_name = "forecast/rating.html"
    form_class = RatingForm
    may = May.RATE_PROJECT
    saved_message = ""
    rated: RatingOverride

    @cached_property
    def forecast(self) -> ForecastPage:
        return forecast_page(self.project, today=self.today)

    def get_initial(self) -> dict[str, Any]:
        return {"until": self.today + dt.timedelta(days=DAYS_OFFERED)}

    def cancel_url(self) -> str:
        return self.home

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        earlier = RatingOverride.objects.filter(project=self.project).select_related("by")
        return super().get_context_data(forecast=self.forecast, earlier=earlier, **kwargs)

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if "withdraw" not in request.POST:
            return super().post(request, *args, **kwargs)
        try:
            withdraw_rating(by=self.user, project=self.project)
        except Refused as refused:
            messages.error(request, " ".join(refused.problems))
        else:
            messages.success(request, "The rating worked out is shown again")
        return redirect(reverse("project-rating", args=[self.project.pk]))

    def act(self, form: Any) -> None:
        self.rated = override_rating(by=self.user, project=self.project, **form.cleaned_data)

    def get_success_url(self) -> str:
        return saved_url(self.home, call_of(self.rated))
