"""Questions about a project and their answers."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView

from partnerships.actions.facts import answer_fact
from partnerships.forms.facts import FactForm
from partnerships.permissions import May
from partnerships.reports.plan_rows import answer_buttons
from partnerships.reports.project_facts import project_facts
from partnerships.rules.facts import FACTS, Fact
from partnerships.views._base import RunsAction
from partnerships.views._project import ProjectBody, call_of, next_url, saved_url


class FactList(ProjectBody, TemplateView):
    template_name = "facts/list.html"
    tab = "facts"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = project_facts(self.project)
        open_rows = [(row, answer_buttons(row.fact)) for row in rows if not row.is_known]
        return super().get_context_data(
            open_rows=open_rows, answered=[row for row in rows if row.is_known], **kwargs
        )


class FactAnswer(RunsAction, ProjectBody, FormView[FactForm]):
    template_name = "facts/answer.html"
    form_class = FactForm
    may = May.CHANGE_PROJECT
    tab = "facts"
    saved_message = ""
    call: uuid.UUID | None = None

    @cached_property
    def fact(self) -> Fact:
        fact = FACTS.get(self.kwargs["key"])
        if fact is None or fact.derived:
            raise Http404
        return fact

    def get_initial(self) -> dict[str, Any]:
        said = self.project.facts.filter(key=self.fact.key).first()
        return {"answer": said.answer, "why": said.reason} if said else {}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"fact": self.fact}

    def cancel_url(self) -> str:
        return reverse("fact-list", args=[self.project.pk])

    def act(self, form: Any) -> None:
        data = form.cleaned_data
        said = answer_fact(
            by=self.user, project=self.project, key=self.fact.key, answer=data["answer"], why=data["why"]
        )
        self.call = call_of(said)

    def get_success_url(self) -> str:
        default = reverse("fact-list", args=[self.project.pk])
        return saved_url(next_url(self.request, default), self.call)
