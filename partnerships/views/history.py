"""Everything that happened on a project, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, StreamingHttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView, View

from partnerships.exports._csv import Column, csv_response
from partnerships.forms.history import HistoryFilter
from partnerships.history import KINDS, CallKey, Calls, Entry, entries_for, who_changed
from partnerships.views._project import ProjectBody

CALLS_A_PAGE = 30
COLUMNS = (
    Column("When", lambda row: row[0].at),
    Column("Who", lambda row: row[0].who),
    Column("What", lambda row: row[0].what),
    Column("Why", lambda row: row[0].why),
    Column("Each change", lambda row: row[1]),
)


class HistoryRows(ProjectBody):
    tab = "history"

    @cached_property
    def form(self) -> HistoryFilter:
        return HistoryFilter(self.request.GET, people=who_changed(self.project))

    @cached_property
    def calls(self) -> Calls:
        kind, who = self.form.chosen("kind"), self.form.chosen("who")
        return Calls(self.project.pk, [kind] if kind else tuple(KINDS), int(who) if who else None)


class ProjectHistory(HistoryRows, TemplateView):
    template_name = "history/project.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page: Page[CallKey] = Paginator(self.calls, CALLS_A_PAGE).get_page(self.request.GET.get("page"))
        query = self.request.GET.copy()
        query.pop("page", None)
        csv_url = f"{reverse('project-history-csv', args=[self.project.pk])}?{query.urlencode()}"
        return super().get_context_data(
            form=self.form,
            page=page,
            total=len(self.calls),
            entries=entries_for(self.project, list(page.object_list)),
            csv_url=csv_url,
            clear_url=self.request.path,
            **kwargs,
        )


class ProjectHistoryCsv(HistoryRows, View):
    """One line for each thing that changed; a call that changed one thing is one line."""

    def get(self, request: HttpRequest, **kwargs: Any) -> StreamingHttpResponse:
        name = f"history-{self.project.school_id}-{self.today:%Y-%m-%d}.csv"
        return csv_response(name, COLUMNS, self.lines())

    def lines(self) -> Iterator[tuple[Entry, str]]:
        calls = self.calls.all()
        for start in range(0, len(calls), 100):
            for entry in entries_for(self.project, calls[start : start + 100]):
                yield from ((entry, line) for line in entry.details or [""])
