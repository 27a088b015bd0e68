"""The register of Trust Partnerships: every one that a person may see."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.functional import cached_property

from partnerships.exports.partnerships import COLUMNS
from partnerships.forms.partnership_list import PartnershipFilter
from partnerships.reports.partnership_list import (
    PartnershipRow,
    partnership_rows,
    states_words,
    visible_partnerships,
)
from partnerships.views._lists import FilteredRows, ListCsv, ListPage


class PartnershipRows(FilteredRows):
    """The rows are worked out before they are filtered: no column says how a partnership stands."""

    form: PartnershipFilter

    def rows(self) -> Any:
        return visible_partnerships(self.user)

    def make_form(self) -> PartnershipFilter:
        return PartnershipFilter(self.request.GET, user=self.user, partnerships=self.rows(), today=self.today)

    @cached_property
    def found(self) -> list[PartnershipRow]:
        rows = partnership_rows(self.form.apply(self.rows()), today=self.today)
        return [row for row in rows if self.form.keeps(row)]


class PartnershipList(PartnershipRows, ListPage):
    template_name = "partnerships/list.html"
    csv_name = "partnership-csv"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            rows=self.page.object_list,
            states=states_words(self.found),
            several=self.form.asks_for_trust,
            today=self.today,
            **kwargs,
        )


class PartnershipCsv(PartnershipRows, ListCsv):
    columns, file_name = COLUMNS, "partnerships"

    def export_rows(self) -> Iterable[Any]:
        return self.found
