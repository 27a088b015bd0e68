"""Rows of a team's own in a plan."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse
from django.views.generic import FormView

from partnerships.actions._core import Refused
from partnerships.actions.milestones import (
    ChangedMeanwhile,
    add_own_milestone,
    change_own_milestone,
    remove_own_milestone,
)
from partnerships.forms.milestones import OwnMilestoneAddForm, OwnMilestoneForm
from partnerships.forms.people import ConfirmForm
from partnerships.models import Milestone
from partnerships.permissions import May
from partnerships.rules.words import Phase
from partnerships.views._base import RunsAction
from partnerships.views._project import MilestonePage, ProjectBody, call_of, saved_url


class MilestoneOwnAdd(RunsAction, ProjectBody, FormView[OwnMilestoneAddForm]):
    template_name = "milestones/own_add.html"
    form_class = OwnMilestoneAddForm
    may = May.LOG_PROGRESS
    tab = "plan"
    saved_message = ""
    added: Milestone

    def get_initial(self) -> dict[str, Any]:
        wanted = self.request.GET.get("phase", "")
        return {"phase": wanted if Phase.has(wanted) else Phase.EXPLORE.value}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"project": self.project}

    def cancel_url(self) -> str:
        return self.home

    def act(self, form: Any) -> None:
        data = form.cleaned_data
        self.added = add_own_milestone(
            by=self.user,
            project=self.project,
            title=data["title"],
            phase=data["phase"],
            due_on=form.due,
            owner=data["owner"],
            owner_roles=[data["owner_role"]] if data["owner_role"] else [],
            after=data["after"],
        )

    def get_success_url(self) -> str:
        return saved_url(f"{self.home}?show=plan#row-{self.added.pk}", call_of(self.added))


class OwnMilestone(RunsAction, MilestonePage):
    """A row that the team added; the template's rows are neither reworded nor removed."""

    may = May.LOG_PROGRESS
    saved_message = ""
    call: uuid.UUID | None = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not self.milestone.is_own_row:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class MilestoneOwnEdit(OwnMilestone, FormView[OwnMilestoneForm]):
    template_name = "milestones/own_edit.html"
    form_class = OwnMilestoneForm

    def get_initial(self) -> dict[str, Any]:
        own = self.milestone
        return {"title": own.title, "phase": own.phase, "due_on": own.due_on, "version": own.version}

    def cancel_url(self) -> str:
        return self.page_url

    def act(self, form: Any) -> None:
        data = form.cleaned_data
        try:
            saved = change_own_milestone(
                by=self.user,
                milestone=self.milestone,
                title=data["title"],
                phase=data["phase"],
                due_on=data["due_on"],
                expected_version=data["version"],
            )
        except ChangedMeanwhile as changed:
            form.now_at(changed.milestone.version)
            raise Refused(self.who_was_faster(changed)) from changed
        self.call = call_of(saved)

    def get_success_url(self) -> str:
        return saved_url(self.page_url, self.call)


class MilestoneOwnRemove(OwnMilestone, FormView[ConfirmForm]):
    template_name = "milestones/own_remove.html"
    form_class = ConfirmForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"label": "Remove the milestone"}

    def cancel_url(self) -> str:
        return self.page_url

    def act(self, form: Any) -> None:
        pk = self.milestone.pk
        remove_own_milestone(by=self.user, milestone=self.milestone)
        self.call = Milestone.history.filter(id=pk).order_by("-history_id").values_list("call", flat=True)[0]

    def get_success_url(self) -> str:
        return saved_url(reverse("project-detail", args=[self.milestone.project_id]), self.call)
