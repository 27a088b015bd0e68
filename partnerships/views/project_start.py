"""Starting a project from a school, and logging an enquiry before anybody knows a route."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView

from partnerships.actions.facts import facts_of_school
from partnerships.actions.projects import start_project
from partnerships.forms.start import EnquiryForm, SchoolSearch, StartForm, schools_named
from partnerships.models import Group, Project, School
from partnerships.permissions import May
from partnerships.rules.numbers import whole_number
from partnerships.rules.routes import RouteProposal, propose_route
from partnerships.views._base import RunsAction, SignedIn

RESULTS = 25


class StartsProject(SignedIn):
    """Only for people who may start a project in at least one trust."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not self.user.may_anywhere(May.START_PROJECT):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def trusts(self) -> list[Group]:
        return list(Group.objects.filter(pk__in=self.user.trusts_where(May.START_PROJECT)))

    @cached_property
    def school(self) -> School | None:
        """The school named in the address; 404 for one that GIAS does not have."""
        urn = whole_number(self.request.GET.get("school", ""))
        if urn is None:
            return None
        schools = School.objects.visible_to(self.user).select_related("trust")
        return get_object_or_404(schools, pk=urn)


class ProjectStart(RunsAction, StartsProject, FormView[StartForm]):
    """Without `?school=` the picker, with it the form."""

    form_class = StartForm
    saved_message = ""
    project: Project

    def get_template_names(self) -> list[str]:
        return ["projects/start.html" if self.school else "projects/start_picker.html"]

    @cached_property
    def proposal(self) -> RouteProposal:
        assert self.school is not None
        return propose_route(facts_of_school(self.school))

    def get_initial(self) -> dict[str, Any]:
        return {"route": self.proposal.route or "", "lead": self.user.pk}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"by": self.user, "school": self.school, "trusts": self.trusts}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().get(request, *args, **kwargs) if self.school else self.picker()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().post(request, *args, **kwargs) if self.school else redirect("project-start")

    def picker(self) -> HttpResponse:
        words = self.request.GET.get("q", "")
        found = schools_named(words, RESULTS + 1)
        search = SchoolSearch(self.request.GET if words else None)
        context = {"form": search, "words": words, "schools": found[:RESULTS], "more": len(found) > RESULTS}
        return self.render_to_response(context)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        assert self.school is not None
        live = Project.objects.visible_to(self.user).live().filter(school=self.school)
        return super().get_context_data(
            school=self.school,
            why=self.proposal.why,
            trusts=self.trusts,
            live=live.select_related("trust"),
            **kwargs,
        )

    def act(self, form: Any) -> None:
        assert self.school is not None
        data = form.cleaned_data
        self.project = start_project(
            by=self.user,
            school=self.school,
            trust=data["trust"],
            route=data["route"],
            joining_month=data["joining_month"],
            joining_confirmed=data["joining_confirmed"],
            outgoing_trust=data["outgoing_trust"],
            lead=data["lead"],
            confidential=data["confidential"],
        )
        messages.success(self.request, "The project is started, and its plan is laid out.")

    def get_success_url(self) -> str:
        return reverse("project-detail", args=[self.project.pk])


class EnquiryLog(RunsAction, StartsProject, FormView[EnquiryForm]):
    template_name = "projects/enquiry.html"
    form_class = EnquiryForm
    saved_message = "The enquiry is logged. Choose the route when it is known."
    project: Project

    def get_initial(self) -> dict[str, Any]:
        return {"school": str(self.school.urn)} if self.school else {}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"by": self.user, "trusts": self.trusts}

    def cancel_url(self) -> str:
        return reverse("school-detail", args=[self.school.pk]) if self.school else reverse("project-list")

    def act(self, form: Any) -> None:
        data = form.cleaned_data
        self.project = start_project(
            by=self.user, school=data["found"], trust=data["trust"], lead=self.user, enquiry=data["said"]
        )

    def get_success_url(self) -> str:
        return reverse("project-detail", args=[self.project.pk])
