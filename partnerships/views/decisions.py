"""Decisions of a project: the list, recording, correcting and removing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, View

from partnerships.actions.decisions import (
    change_decision,
    may_change,
    record_decision,
    remove_decision,
)
from partnerships.exports._csv import csv_response
from partnerships.exports.decisions import COLUMNS
from partnerships.forms.decisions import DecisionEditForm, DecisionForm, DecisionRemoveForm
from partnerships.models import Decision, Project
from partnerships.permissions import May
from partnerships.reports.decisions import decision_rows, known_of_consultation
from partnerships.rules.words import DecisionBody
from partnerships.views._base import RunsAction
from partnerships.views._project import ProjectBody, next_url


class DecisionsBody(ProjectBody):
    tab = "decisions"

    def get_success_url(self) -> str:
        return next_url(self.request, reverse("decision-list", args=[self.project.pk]))

    def cancel_url(self) -> str:
        return self.get_success_url()


class DecisionList(DecisionsBody, TemplateView):
    template_name = "decisions/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = decision_rows(self.project)
        mine = {row.decision.pk for row in rows if may_change(self.user, row.decision)}
        csv_url = reverse("decision-csv", args=[self.project.pk])
        return super().get_context_data(rows=rows, mine=mine, csv_url=csv_url, **kwargs)


class DecisionCsv(DecisionsBody, View):
    def get(self, request: HttpRequest, **kwargs: Any) -> StreamingHttpResponse:
        name = f"decisions-{self.project.school_id}-{self.today:%Y-%m-%d}.csv"
        return csv_response(name, COLUMNS, decision_rows(self.project))


class DecisionAdd(RunsAction, DecisionsBody, FormView[DecisionForm]):
    """`?body=` names who decided, `?consultation=` what it follows, where a link knows it."""

    template_name = "decisions/add.html"
    form_class = DecisionForm
    may = May.RECORD_DECISION
    saved_message = ""

    def get_initial(self) -> dict[str, Any]:
        body = self.request.GET.get("body", "")
        known = {"body": body if DecisionBody.has(body) else "", "decided_on": self.today}
        return known | known_of_consultation(self.project, body, self.request.GET.get("consultation", ""))

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"project": self.project}

    def act(self, form: Any) -> None:
        decision = record_decision(
            by=self.user,
            project=self.project,
            deciding=form.deciding,
            shown=form.shown,
            conditions=form.where,
            after=form.after,
        )
        also = f"“{decision.milestone.title}” shows it too." if decision.milestone else "Saved"
        messages.success(self.request, also)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(next=next_url(self.request, ""), **kwargs)


class OneDecision(RunsAction, DecisionsBody):
    """A page about one decision; the gate is that of its project."""

    @cached_property
    def decision(self) -> Decision:
        mine = Decision.objects.visible_to(self.user).with_project().select_related("evidence", "milestone")
        decision: Decision = get_object_or_404(mine, pk=self.kwargs["pk"])
        return decision

    @cached_property
    def project(self) -> Project:
        return self.decision.project

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(decision=self.decision, **kwargs)


class DecisionEdit(OneDecision, FormView[DecisionEditForm]):
    """For whoever recorded it, and for managers."""

    template_name = "decisions/edit.html"
    form_class = DecisionEditForm
    may = May.RECORD_DECISION

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_change(self.user, self.decision):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"decision": self.decision}

    def act(self, form: Any) -> None:
        change_decision(
            by=self.user,
            decision=self.decision,
            deciding=form.deciding,
            shown=form.shown,
            after=form.after_or_same,
            expected_version=form.cleaned_data["version"],
        )


class DecisionRemove(OneDecision, FormView[DecisionRemoveForm]):
    template_name = "decisions/remove.html"
    form_class = DecisionRemoveForm
    may = May.CHANGE_PROJECT
    saved_message = "The decision is removed. History keeps it."

    def act(self, form: Any) -> None:
        remove_decision(by=self.user, decision=self.decision, why=form.cleaned_data["why"])
