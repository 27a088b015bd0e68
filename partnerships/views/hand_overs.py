"""Handing a project over, all of a leaver's work, and reading the note that came with one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import FormView, View

from partnerships.actions.hand_overs import (
    hand_over_project,
    hand_over_work,
    read_hand_over,
    work_to_pass_on,
)
from partnerships.forms.hand_overs import HandOverForm, HandOverWorkForm
from partnerships.models import HandOver
from partnerships.rules.saying import counted
from partnerships.views._base import RunsAction, SignedIn
from partnerships.views._people import PersonPage
from partnerships.views._project import call_of, next_url
from partnerships.views.project_changes import ChangesProject


class ProjectHandOver(ChangesProject):
    template_name = "hand_overs/project.html"
    form_class = HandOverForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        earlier = HandOver.objects.filter(project=self.project).select_related("from_user", "to_user", "by")
        return super().get_context_data(earlier=earlier, **kwargs)

    def act(self, form: Any) -> None:
        data = form.cleaned_data
        done = hand_over_project(
            by=self.user,
            project=self.project,
            to=data["to"],
            note=data["note"],
            with_milestones=bool(data.get("with_milestones")),
        )
        self.call = call_of(done)


class PersonHandOver(RunsAction, PersonPage, FormView[HandOverWorkForm]):
    """All that somebody who leaves has, in one step: first what it would be, then done."""

    template_name = "hand_overs/person.html"
    form_class = HandOverWorkForm
    saved_message = ""

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"by": self.user, "person": self.person}

    def form_valid(self, form: Any) -> HttpResponse:
        if "again" in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        if "confirm" not in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form, to=form.cleaned_data["to"]))
        return super().form_valid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        to = kwargs.pop("to", None)
        work = work_to_pass_on(by=self.user, person=self.person, to=to)
        return super().get_context_data(
            who=self.person, work=work, to=to, back_url=self.get_success_url(), **kwargs
        )

    def act(self, form: Any) -> None:
        data = form.cleaned_data
        done = hand_over_work(by=self.user, person=self.person, to=data["to"], note=data["note"])
        projects = counted(len(done.projects), "project")
        given = counted(len(done.milestones), "milestone")
        messages.success(self.request, f"{data['to']} now has {projects} and {given} of {self.person}.")


class HandOverRead(SignedIn, View):
    """The new lead has read the note."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        mine = HandOver.objects.visible_to(self.user).select_related("project")
        hand_over = get_object_or_404(mine, pk=self.kwargs["pk"])
        if hand_over.to_user_id != self.user.pk:
            raise PermissionDenied
        read_hand_over(by=self.user, hand_over=hand_over)
        return redirect(next_url(request, reverse("your-work")))
