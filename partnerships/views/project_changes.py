"""Changing a project as a whole: route, lead, confidentiality, end, start from here."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse
from django.views.generic import FormView

from partnerships.actions.plans import earlier_rows, start_from_here
from partnerships.actions.projects import (
    change_lead,
    change_route,
    end_project,
    preview_route,
    reopen_project,
    set_confidential,
)
from partnerships.forms.projects import (
    ConfidentialForm,
    EndForm,
    LeadForm,
    ProjectForm,
    ReopenForm,
    RouteForm,
    StartFromHereForm,
)
from partnerships.permissions import May
from partnerships.reports.readiness import readiness_of
from partnerships.rules.words import Gate
from partnerships.views._base import RunsAction
from partnerships.views._project import ProjectBody, call_of, saved_url


class ChangesProject(RunsAction, ProjectBody, FormView[ProjectForm]):
    """One form, one action, and back to the project's page, which says what was saved."""

    may = May.CHANGE_PROJECT
    saved_message = ""
    call: uuid.UUID | None = None

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"project": self.project}

    def cancel_url(self) -> str:
        return self.home

    def get_success_url(self) -> str:
        return saved_url(self.home, self.call)


class Previewed(ChangesProject):
    """Shows first what the change would do; "confirm" in the second submit makes it."""

    def cancel_url(self) -> str:
        """None: the template has the buttons, and "Cancel" beside them."""
        return ""

    def form_valid(self, form: Any) -> HttpResponse:
        if "confirm" not in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form, preview=self.preview(form)))
        return super().form_valid(form)

    def preview(self, form: Any) -> Any:
        """What the change would do, for the template."""
        raise NotImplementedError("each page says what its change would do")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**({"preview": None} | kwargs))


class ProjectRoute(Previewed):
    template_name = "projects/route.html"
    form_class = RouteForm

    def get_initial(self) -> dict[str, Any]:
        outgoing = self.project.outgoing_trust
        return {"route": self.project.route, "outgoing_trust": str(outgoing.uid) if outgoing else ""}

    def preview(self, form: Any) -> Any:
        return preview_route(self.project, form.cleaned_data["route"])

    def act(self, form: Any) -> None:
        data = form.cleaned_data
        changed = change_route(
            by=self.user,
            project=self.project,
            route=data["route"],
            outgoing_trust=data["outgoing_trust"],
            expected_version=data["version"],
        )
        self.call = call_of(changed)


class ProjectLead(ChangesProject):
    template_name = "projects/lead.html"
    form_class = LeadForm

    def get_initial(self) -> dict[str, Any]:
        return {"lead": self.project.lead_id}

    def act(self, form: Any) -> None:
        data = form.cleaned_data
        changed = change_lead(
            by=self.user, project=self.project, lead=data["lead"], expected_version=data["version"]
        )
        self.call = call_of(changed)


class ProjectConfidential(ChangesProject):
    template_name = "projects/confidential.html"
    form_class = ConfidentialForm
    may = May.SET_CONFIDENTIAL

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        named = self.project.named_people.select_related("user").order_by("user__name")
        return super().get_context_data(named=named, **kwargs)

    def act(self, form: Any) -> None:
        data = form.cleaned_data
        changed = set_confidential(
            by=self.user,
            project=self.project,
            confidential=data["confidential"],
            expected_version=data["version"],
        )
        self.call = call_of(changed)


class ProjectEnd(ChangesProject):
    template_name = "projects/end.html"
    form_class = EndForm
    may = May.END_PROJECT

    def get_initial(self) -> dict[str, Any]:
        """A decision that ends a project leads here with how and when."""
        asked = self.request.GET
        return {
            "on": asked.get("on") or self.today,
            "outcome": asked.get("outcome", ""),
            "why": asked.get("why", ""),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ready = readiness_of(self.project, Gate.CLOSE, today=self.today)
        return super().get_context_data(ready=ready, **kwargs)

    def act(self, form: Any) -> None:
        data = form.cleaned_data
        ended = end_project(
            by=self.user, project=self.project, outcome=data["outcome"], on=data["on"], why=data["why"]
        )
        self.call = call_of(ended)


class ProjectReopen(ChangesProject):
    template_name = "projects/reopen.html"
    form_class = ReopenForm
    may = May.END_PROJECT

    def get_form(self, form_class: Any = None) -> ProjectForm:
        form = super().get_form(form_class)
        assert isinstance(form, ReopenForm)
        form.by = self.user
        return form

    def act(self, form: Any) -> None:
        reopened = reopen_project(by=self.user, project=self.project, why=form.cleaned_data["why"])
        self.call = call_of(reopened)


class ProjectStartFromHere(Previewed):
    template_name = "projects/start_from_here.html"
    form_class = StartFromHereForm
    may = May.LOG_PROGRESS

    def get_initial(self) -> dict[str, Any]:
        return {"before": self.today}

    def preview(self, form: Any) -> Any:
        data = form.cleaned_data
        return earlier_rows(self.project, before=data["before"], milestone=data["milestone"])

    def act(self, form: Any) -> None:
        data = form.cleaned_data
        marked = start_from_here(
            by=self.user,
            project=self.project,
            before=data["before"],
            milestone=data["milestone"],
            done_on=data["done_on"],
        )
        self.call = call_of(marked[0]) if marked else None
