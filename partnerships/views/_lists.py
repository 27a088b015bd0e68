"""What list pages share: filters from the address, the total found, 50 rows a page, a csv of the same rows.

    class SchoolRows(FilteredRows):              # what both the page and its csv list
        filter_form = SchoolFilter

        def rows(self) -> QuerySet[School]:
            return School.objects.visible_to(self.user)

    class SchoolList(SchoolRows, ListPage):      # template gets form, page, total, csv_url, clear_url
        template_name = "schools/list.html"
        csv_name = "school-csv"

    class SchoolCsv(SchoolRows, ListCsv):
        columns, file_name = COLUMNS, "schools"

A page number past the end shows the last page, one that is no number the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, StreamingHttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from django.views.generic.base import View

from partnerships.exports._csv import Column, csv_response, rows_of
from partnerships.forms._filters import FilterForm
from partnerships.views._base import SignedIn


class FilteredRows(SignedIn):
    """Rows that this person may see, as far as the filters in the address let them through."""

    filter_form: type[FilterForm]

    def rows(self) -> QuerySet[Any]:
        """Everything of this kind that the person may see, in the list's order."""
        raise NotImplementedError("each list says what it lists")

    @cached_property
    def form(self) -> FilterForm:
        return self.make_form()

    def make_form(self) -> FilterForm:
        """The filter form; override where it needs more than the address."""
        return self.filter_form(self.request.GET)

    @cached_property
    def found(self) -> Any:
        """The rows found: a queryset, with the methods of its own model."""
        return self.form.apply(self.rows())


class ListPage(FilteredRows, TemplateView):
    """One page of the rows found. The template gets `form`, `page`, `total`, `csv_url`, `clear_url`."""

    per_page = 50
    # Name of the address that gives the same rows as csv; empty where there is none.
    csv_name = ""

    @cached_property
    def page(self) -> Page[Any]:
        return Paginator(self.found, self.per_page).get_page(self.request.GET.get("page"))

    @property
    def csv_url(self) -> str:
        """The csv of everything found: the same query, without the page."""
        query = self.request.GET.copy()
        query.pop("page", None)
        return f"{reverse(self.csv_name)}?{query.urlencode()}" if self.csv_name else ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            form=self.form,
            page=self.page,
            total=self.page.paginator.count,
            csv_url=self.csv_url,
            clear_url=self.request.path,
            **kwargs,
        )


class ListCsv(FilteredRows, View):
    """The rows found as a csv, all of them, streamed."""

    columns: Sequence[Column]
    # Without the date and ".csv", which are added.
    file_name: str

    def export_rows(self) -> Iterable[Any]:
        """What is written; override where the columns are functions of a row."""
        return rows_of(self.found, self.columns)

    def get(self, request: HttpRequest, **kwargs: Any) -> StreamingHttpResponse:
        return csv_response(f"{self.file_name}-{self.today:%Y-%m-%d}.csv", self.columns, self.export_rows())
