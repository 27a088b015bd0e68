"""Moving live projects to the newest version of their template: choosing them, seeing what would change, doing it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from partnerships.actions._core import Refused
from partnerships.actions.upgrades import preview_upgrade, upgrade_plan
from partnerships.exports.templates import FOLLOWERS
from partnerships.forms.templates import FollowerFilter
from partnerships.models import Project
from partnerships.models.project import ProjectQuerySet
from partnerships.permissions import May
from partnerships.reports.templates import movable_projects
from partnerships.rules.numbers import whole_number
from partnerships.rules.saying import counted
from partnerships.views._lists import ListCsv, ListPage
from partnerships.views._templates import TemplatePage

# Each takes some tenths of a second: more would keep the person, and the server, waiting.
MOST_AT_ONCE = 50


class MovesProjects(TemplatePage):
    """For those who may change projects of a trust that follows this template."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        trust = self.plan.trust_id
        may = self.user.may_anywhere(May.CHANGE_PROJECT)
        if not (may if trust is None else self.user.may(May.CHANGE_PROJECT, trust)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def rows(self) -> ProjectQuerySet:
        """Live projects that this person may move to this version."""
        movable = movable_projects(self.user, self.plan)
        return movable.with_names().select_related("template").in_joining_order()

    def make_form(self) -> FollowerFilter:
        return FollowerFilter(self.request.GET, projects=self.rows())


class TemplateProjects(MovesProjects, ListPage):
    """Which live projects follow another version, to choose from."""

    template_name = "templates/projects.html"
    per_page = MOST_AT_ONCE

    @property
    def csv_url(self) -> str:
        query = self.request.GET.copy()
        query.pop("page", None)
        return f"{reverse('template-projects-csv', args=[self.plan.pk])}?{query.urlencode()}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        upgrade = reverse("template-upgrade", args=[self.plan.pk])
        everything = urlencode(
            [("project", key) for key in self.found.values_list("pk", flat=True)[:MOST_AT_ONCE]]
        )
        return super().get_context_data(
            upgrade_url=upgrade, all_url=f"{upgrade}?{everything}", most=MOST_AT_ONCE, **kwargs
        )


class TemplateProjectsCsv(MovesProjects, ListCsv):
    columns, file_name = FOLLOWERS, "projects-on-older-versions"


class TemplateUpgrade(MovesProjects, TemplateView):
    """What the chosen projects would gain, lose or move (`?project=` each); a POST moves them."""

    template_name = "templates/upgrade.html"

    @cached_property
    def chosen(self) -> list[Project]:
        """Those asked for that this person may move; what they may not see is as if it were not asked for."""
        asked = self.request.POST if self.request.method == "POST" else self.request.GET
        keys = [key for text in asked.getlist("project") if (key := whole_number(text)) is not None]
        return list(self.rows().filter(pk__in=keys[:MOST_AT_ONCE]))

    @property
    def back_url(self) -> str:
        return reverse("template-projects", args=[self.plan.pk])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.chosen:
            messages.error(request, "Tick at least one project.")
            return redirect(self.back_url)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        moved = 0
        for project in self.chosen:
            try:
                upgrade_plan(by=self.user, project=project, template=self.plan)
                moved += 1
            except Refused as refused:
                messages.error(request, f"{project.school}: {' '.join(refused.problems)}")
        if moved:
            follow = "follows" if moved == 1 else "follow"
            messages.success(
                request, f"{counted(moved, 'project')} now {follow} version {self.plan.version}."
            )
        elif not self.chosen:
            messages.error(request, "Nothing was moved. The projects may follow this version already.")
        left = movable_projects(self.user, self.plan).exists()
        return redirect(self.back_url if left else self.plan_url)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        previews = [preview_upgrade(project, self.plan) for project in self.chosen]
        return super().get_context_data(
            previews=previews,
            gained=sum(len(each.gained) for each in previews),
            lost=sum(len(each.lost) for each in previews),
            moved=sum(len(each.moved) for each in previews),
            back_url=self.back_url,
            **kwargs,
        )
