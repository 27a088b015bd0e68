"""Reports: what there is, and the milestone report on screen, in print and as a csv."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from partnerships.exports.milestones import COLUMNS
from partnerships.forms.reports import MilestoneFilter
from partnerships.models import Project
from partnerships.models.milestone import SOON_DAYS
from partnerships.permissions import May
from partnerships.reports.holds import not_counted_words
from partnerships.reports.milestone_groups import part_lines, school_groups
from partnerships.reports.milestones import MilestoneReport
from partnerships.views._base import SignedIn
from partnerships.views._lists import FilteredRows, ListCsv, ListPage

# More rows than this are not shown on one page: a csv serves better.
PRINTABLE = 3000


class ReportIndex(SignedIn, TemplateView):
    template_name = "reports/index.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        soon = self.today + dt.timedelta(days=SOON_DAYS)
        return super().get_context_data(today=self.today, soon=soon, **kwargs)


class ReportRows(FilteredRows):
    """The milestone report that the filters in the address ask for."""

    def make_form(self) -> MilestoneFilter:
        visible = Project.objects.visible_to(self.user)
        return MilestoneFilter(self.request.GET, user=self.user, projects=visible, today=self.today)

    @cached_property
    def report(self) -> MilestoneReport:
        form = self.form
        assert isinstance(form, MilestoneFilter)
        return form.report


class ReportMilestones(ReportRows, ListPage):
    template_name = "reports/milestones.html"
    csv_name = "report-milestones-csv"
    per_page = 100

    @cached_property
    def page(self) -> Page[Any]:
        per_page = PRINTABLE if self.on_one_page else self.per_page
        # The report counts and slices as a list does, and reads only what a page needs.
        return Paginator(self.report, per_page).get_page(self.request.GET.get("page"))  # type: ignore[arg-type]  # counts and slices

    @property
    def on_one_page(self) -> bool:
        return self.request.GET.get("rows") == "all" and self.report.count() <= PRINTABLE

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        report, rows = self.report, list(self.page.object_list)
        first = max(self.page.start_index() - 1, 0)
        return super().get_context_data(
            today=self.today,
            tally=report.total,
            not_counted=not_counted_words(report.projects),
            parts=part_lines(report),
            schools=report.schools(rows),
            groups=school_groups(report, rows, first=first),
            asked=self.form.in_words(),  # type: ignore[attr-defined]  # make_form's
            on_one_page=self.on_one_page,
            may_show_all=self.page.has_other_pages() and report.count() <= PRINTABLE,
            printable=PRINTABLE,
            can_give=self.user.trusts_where(May.LOG_PROGRESS),
            **kwargs,
        )


class ReportMilestonesCsv(ReportRows, ListCsv):
    columns, file_name = COLUMNS, "milestones"

    def export_rows(self) -> Iterable[Any]:
        return self.report.stream()
