"""The report on schools that slipped out of a month, and its csv."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from partnerships.exports.slipped import COLUMNS
from partnerships.forms.slipped import SlippedFilter
from partnerships.reports.slipped import (
    by_month,
    moves_out,
    slipped_projects,
    slips_of_moves,
    slips_of_projects,
    stream,
)
from partnerships.views._lists import FilteredRows, ListCsv, ListPage


class SlippedRows(FilteredRows):
    """Moves out of a month, or projects that left the month first agreed, as the filters ask."""

    form: SlippedFilter

    def make_form(self) -> SlippedFilter:
        return SlippedFilter(self.request.GET, user=self.user)

    def rows(self) -> QuerySet[Any]:
        return slipped_projects(self.user) if self.form.is_agreed else moves_out(self.user)


class ReportSlipped(SlippedRows, ListPage):
    template_name = "reports/slipped.html"
    csv_name = "report-slipped-csv"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        keys = [row.pk for row in self.page.object_list]
        read = slips_of_projects if self.form.is_agreed else slips_of_moves
        return super().get_context_data(
            today=self.today,
            months=by_month(read(keys)),
            agreed=self.form.is_agreed,
            several_trusts=len(self.user.roles) > 1,
            **kwargs,
        )


class ReportSlippedCsv(SlippedRows, ListCsv):
    columns, file_name = COLUMNS, "slipped"

    def export_rows(self) -> Iterable[Any]:
        return stream(self.found, agreed=self.form.is_agreed)
