"""Risks: of one project, and over all of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, View

from partnerships.actions._core import Refused
from partnerships.actions.risks import (
    add_risk,
    change_risk,
    close_risk,
    milestone_problems,
    reopen_risk,
    risk_to_milestone,
)
from partnerships.exports._csv import csv_response
from partnerships.exports.risks import COLUMNS, OVER_ALL
from partnerships.forms.risks import RiskCloseForm, RiskFilter, RiskForm, RiskMilestoneForm
from partnerships.models import Project, Risk
from partnerships.permissions import May
from partnerships.reports.risks import RiskRow, risk_rows, visible_risks
from partnerships.rules.words import Phase
from partnerships.views._base import RunsAction
from partnerships.views._lists import FilteredRows, ListCsv, ListPage
from partnerships.views._project import ProjectBody, next_url


class RisksBody(ProjectBody):
    tab = "risks"

    def get_success_url(self) -> str:
        return next_url(self.request, reverse("risk-list", args=[self.project.pk]))

    def cancel_url(self) -> str:
        return self.get_success_url()


class RiskList(RisksBody, TemplateView):
    template_name = "risks/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        still, closed = risk_rows(self.project, today=self.today)
        csv_url = reverse("risk-csv", args=[self.project.pk])
        return super().get_context_data(rows=still, closed=closed, csv_url=csv_url, **kwargs)


class RiskCsv(RisksBody, View):
    def get(self, request: HttpRequest, **kwargs: Any) -> StreamingHttpResponse:
        still, closed = risk_rows(self.project, today=self.today)
        name = f"risks-{self.project.school_id}-{self.today:%Y-%m-%d}.csv"
        return csv_response(name, COLUMNS, [*still, *closed])


class RiskAdd(RunsAction, RisksBody, FormView[RiskForm]):
    template_name = "risks/add.html"
    form_class = RiskForm
    may = May.KEEP_RISKS

    def get_initial(self) -> dict[str, Any]:
        return {"source": "other"}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"project": self.project}

    def act(self, form: Any) -> None:
        add_risk(by=self.user, project=self.project, said=form.said)


class OneRisk(RisksBody):
    """A page about one risk; the gate is that of its project."""

    may = May.KEEP_RISKS

    @cached_property
    def risk(self) -> Risk:
        mine = Risk.objects.visible_to(self.user).with_project().select_related("owner", "milestone")
        risk: Risk = get_object_or_404(mine, pk=self.kwargs["pk"])
        return risk

    @cached_property
    def project(self) -> Project:
        return self.risk.project

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(risk=self.risk, **kwargs)


class RiskEdit(RunsAction, OneRisk, FormView[RiskForm]):
    template_name = "risks/edit.html"
    form_class = RiskForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"project": self.project, "risk": self.risk}

    def act(self, form: Any) -> None:
        version = form.cleaned_data["version"]
        change_risk(by=self.user, risk=self.risk, said=form.said, expected_version=version)


class RiskClose(RunsAction, OneRisk, FormView[RiskCloseForm]):
    template_name = "risks/close.html"
    form_class = RiskCloseForm

    def act(self, form: Any) -> None:
        close_risk(by=self.user, risk=self.risk, why=form.cleaned_data["why"])


class RiskReopen(OneRisk, View):
    """One click: open again."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            reopen_risk(by=self.user, risk=self.risk)
        except Refused as refused:
            messages.error(request, " ".join(refused.problems))
        else:
            messages.success(request, "Saved")
        return redirect(self.get_success_url())


class RiskMilestone(RunsAction, OneRisk, FormView[RiskMilestoneForm]):
    """Makes it a milestone, or a condition of a decision."""

    template_name = "risks/milestone.html"
    form_class = RiskMilestoneForm

    def get_initial(self) -> dict[str, Any]:
        words = self.risk.mitigation or self.risk.what
        return {
            "title": words.splitlines()[0][:200],
            "phase": Phase.APPLY.value,
            "due_on": self.risk.review_on,
        }

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"project": self.project}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(problems=milestone_problems(self.risk), **kwargs)

    def act(self, form: Any) -> None:
        data = form.cleaned_data
        risk_to_milestone(
            by=self.user,
            risk=self.risk,
            title=data["title"],
            phase=data["phase"],
            due_on=data["due_on"],
            decision=data.get("decision"),
        )


class RisksOverAll(FilteredRows):
    """The risks of every live project that the person may see."""

    def rows(self) -> QuerySet[Any]:
        return visible_risks(self.user)

    def make_form(self) -> RiskFilter:
        projects = Project.objects.visible_to(self.user).live()
        return RiskFilter(self.request.GET, user=self.user, projects=projects, today=self.today)


class ReportRisks(RisksOverAll, ListPage):
    template_name = "reports/risks.html"
    csv_name = "report-risks-csv"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = [RiskRow(each, self.today) for each in self.page.object_list]
        return super().get_context_data(rows=rows, today=self.today, **kwargs)


class ReportRisksCsv(RisksOverAll, ListCsv):
    columns, file_name = OVER_ALL, "risks"

    def export_rows(self) -> Iterable[Any]:
        return (RiskRow(each, self.today) for each in self.found.iterator(chunk_size=500))
