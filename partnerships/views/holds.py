"""Putting a project on hold, and resuming it: one page, which asks what fits."""

from __future__ import annotations

from typing import Any

from partnerships.actions.holds import hold_project, resume_project
from partnerships.forms.holds import KEEP, HoldForm, ResumeForm
from partnerships.forms.projects import ProjectForm
from partnerships.permissions import May
from partnerships.reports.holds import holds_of
from partnerships.views._project import call_of
from partnerships.views.project_changes import ChangesProject


class ProjectHold(ChangesProject):
    template_name = "holds/project.html"
    may = May.HOLD_PROJECT

    def get_form_class(self) -> type[ProjectForm]:
        return ResumeForm if self.project.is_on_hold else HoldForm

    def get_initial(self) -> dict[str, Any]:
        return {} if self.project.is_on_hold else {"since": self.today}

    def act(self, form: Any) -> None:
        if isinstance(form, ResumeForm):
            month, confirmed = form.wanted
            given = {} if form.cleaned_data["joining"] == KEEP else form.given
            changed = resume_project(
                by=self.user, project=self.project, month=month, confirmed=confirmed, reasons=given
            )
        else:
            data = form.cleaned_data
            changed = hold_project(by=self.user, project=self.project, since=data["since"], why=data["why"])
        self.call = call_of(changed)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(holds=holds_of(self.project), **kwargs)
