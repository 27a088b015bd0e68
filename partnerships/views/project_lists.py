"""The list of projects by joining month, and its csv."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.functional import cached_property

from partnerships.exports.projects import COLUMNS, export_rows
from partnerships.forms.project_lists import ProjectFilter
from partnerships.models import Project
from partnerships.models.project import ProjectQuerySet
from partnerships.permissions import May
from partnerships.reports.holds import not_counted_words
from partnerships.reports.project_list import month_groups, month_totals, project_rows
from partnerships.views._lists import FilteredRows, ListCsv, ListPage


class ProjectRows(FilteredRows):
    """Projects that answer to the filters in the address, in joining order."""

    def rows(self) -> ProjectQuerySet:
        return Project.objects.visible_to(self.user).in_joining_order()

    def make_form(self) -> ProjectFilter:
        visible = Project.objects.visible_to(self.user)
        return ProjectFilter(self.request.GET, user=self.user, projects=visible, today=self.today)


class ProjectList(ProjectRows, ListPage):
    template_name = "projects/list.html"
    csv_name = "project-csv"

    @cached_property
    def found(self) -> ProjectQuerySet:
        """The keys alone: progress is counted for the projects of one page."""
        found: ProjectQuerySet = super().found.values_list("pk", flat=True)
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        rows = project_rows(list(self.page.object_list), today=self.today)
        asked = self.form.apply(self.rows())
        totals = month_totals(asked, today=self.today)
        return context | {
            "today": self.today,
            "groups": month_groups(rows, totals, first=max(self.page.start_index() - 1, 0)),
            "months": totals,
            "not_counted": not_counted_words(asked),
            "several_trusts": len(self.user.roles) > 1,
            "may_start": self.user.may_anywhere(May.START_PROJECT),
            "may_bring_in": self.user.may_anywhere(May.IMPORT_WORKBOOKS),
        }


class ProjectCsv(ProjectRows, ListCsv):
    columns, file_name = COLUMNS, "projects"

    def export_rows(self) -> Iterable[Any]:
        return export_rows(self.found, today=self.today)
