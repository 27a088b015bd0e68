"""A project's page, and taking back what was just done on it."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.generic import TemplateView, View
from django_htmx.http import trigger_client_event

from partnerships.actions._core import Refused
from partnerships.actions.undo import undo
from partnerships.forms.milestones import MilestonesLogForm
from partnerships.models import Milestone
from partnerships.permissions import May
from partnerships.reports.forecast_page import forecast_page
from partnerships.reports.openings import proposals_of
from partnerships.reports.plan_rows import answer_buttons
from partnerships.reports.project_page import ProjectPage as Page
from partnerships.reports.project_page import project_page
from partnerships.reports.your_chasing import recent_hand_over
from partnerships.rules.numbers import whole_number
from partnerships.views._project import ProjectBody, next_url
from partnerships.views._rows import row_context


class PlanOnPage(ProjectBody):
    """The project's page: `?show=plan` for the whole plan, `?show=all` with what is not applicable."""

    tab = "plan"

    @property
    def show(self) -> str:
        wanted = self.request.POST.get("show") or self.request.GET.get("show") or ""
        return wanted if wanted in ("plan", "all") else "now"

    def page(self) -> Page:
        return project_page(self.project, today=self.today, show_all=self.show == "all")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = self.page()
        kwargs.setdefault("several", MilestonesLogForm(project=self.project))
        return super().get_context_data(
            page=page,
            forecast=forecast_page(self.project, today=self.today),
            hand_over=recent_hand_over(self.project, today=self.today),
            header=page.header,
            show=self.show,
            proposals=proposals_of(self.project),
            ticked=kwargs["several"].ticked,
            questions=[(fact, answer_buttons(fact)) for fact in page.questions],
            **kwargs,
        )


class ProjectDetail(PlanOnPage, TemplateView):
    template_name = "projects/detail.html"


class ProjectUndo(ProjectBody, View):
    """Takes back one call; on a row of the plan, that row comes back as it was."""

    may = May.LOG_PROGRESS
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            call = uuid.UUID(request.POST.get("call", ""))
            undo(by=self.user, project=self.project, call=call)
            said, level = "Undone", messages.INFO
        except ValueError:
            said, level = "There is nothing to undo.", messages.ERROR
        except Refused as refused:
            said, level = " ".join(refused.problems), messages.ERROR
        row = whole_number(request.POST.get("row", ""))
        milestone = self._milestone(row) if request.htmx and row is not None else None  # type: ignore[attr-defined]  # django-htmx's
        if milestone is None:
            messages.add_message(request, level, said)
            return redirect(next_url(request, self.home))
        conflict = said if level == messages.ERROR else ""
        context = row_context(milestone, self.project, self.user, self.today, conflict=conflict)
        return trigger_client_event(render(request, "milestones/row.html", context), "say", {"value": said})

    def _milestone(self, row: int) -> Milestone | None:
        """The row that "Undo" was pressed on; gone where the undone step had added it."""
        return Milestone.objects.filter(project=self.project, pk=row).first()
