"""The register of consultations: every one that a person may see."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from partnerships.exports.consultations import COLUMNS
from partnerships.forms.consultations import ConsultationFilter
from partnerships.reports.consultations import consultation_rows, visible_consultations
from partnerships.views._lists import FilteredRows, ListCsv, ListPage


class ConsultationRows(FilteredRows):
    def rows(self) -> Any:
        return visible_consultations(self.user)

    def make_form(self) -> ConsultationFilter:
        return ConsultationFilter(self.request.GET, user=self.user, today=self.today)


class ConsultationList(ConsultationRows, ListPage):
    template_name = "consultations/list.html"
    csv_name = "consultation-csv"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = consultation_rows(self.page.object_list, viewer=self.user, today=self.today)
        return super().get_context_data(rows=rows, today=self.today, **kwargs)


class ConsultationCsv(ConsultationRows, ListCsv):
    columns, file_name = COLUMNS, "consultations"

    def export_rows(self) -> Iterable[Any]:
        return consultation_rows(self.found, viewer=self.user, today=self.today)
