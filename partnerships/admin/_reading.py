"""What every page of the admin reads: rows that the person may see, and no others, whatever asks for them.

Lists, forms, pickers, searches, history and exports all start from `get_queryset`, which is `_scope.visible`.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ERROR_FLAG, ChangeList
from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from partnerships.admin._csv import columns_of
from partnerships.admin._history import entries, history_of
from partnerships.admin._scope import visible
from partnerships.exports._csv import csv_response, rows_of
from partnerships.models import User
from partnerships.rules.numbers import whole_number
from partnerships.rules.searching import MOST_WORDS

HISTORY_ROWS = 50


def person(request: HttpRequest) -> User:
    """The signed-in person; the admin lets nobody else through."""
    assert isinstance(request.user, User)
    return request.user


class RecordList(ChangeList):
    """A list of records, with the page that the product's own pagination draws."""

    @property
    def page(self) -> Page[Any]:
        page: Page[Any] = self.paginator.get_page(self.page_num)
        return page


class ReadAdmin(admin.ModelAdmin[Any]):
    """Lists, search, history and csv of one model."""

    # Where it stands on the front page, and what it is, in a sentence.
    section: ClassVar[str] = ""
    about: ClassVar[str] = ""
    # What is read together with each row, so that a list's queries do not grow.
    reads_with: ClassVar[tuple[str, ...]] = ()
    # Foreign keys to rows that GIAS may not have delivered yet.
    unjoined: ClassVar[frozenset[str]] = frozenset()
    keeps_history: ClassVar[bool] = True
    # Whether its list can be had as csv; not where rows hold what must not leave.
    exports: ClassVar[bool] = True

    actions: list[str] | tuple[str, ...] = ("export_csv",)
    list_per_page = 50
    list_max_show_all = 0
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions_selection_counter = False
    empty_value_display = "–"
    view_on_site = False

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        rows = visible(self.model, person(request))
        if ordering := self.get_ordering(request):
            rows = rows.order_by(*ordering)
        return rows.select_related(*self.reads_with) if self.reads_with else rows

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet[Any], search_term: str
    ) -> tuple[models.QuerySet[Any], bool]:
        """The product's own search where the model has one: the same words find the same rows."""
        search_term = search_term.replace("\0", "")  # PostgreSQL holds none, and would say so with an error
        if search_term and hasattr(queryset, "search"):
            return queryset.search(search_term), False
        few = " ".join(search_term.split()[:MOST_WORDS])
        return super().get_search_results(request, queryset, few)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Only what the page itself offers: any other question could be answered from rows one may not see."""
        filters = [each[0] if isinstance(each, list | tuple) else each for each in self.list_filter]
        offered = [str(getattr(each, "parameter_name", each)) for each in filters]
        if self.date_hierarchy:
            offered.append(self.date_hierarchy)
        return any(lookup in (each, f"{each}__exact", f"{each}__isnull", *_dates(each)) for each in offered)

    def to_field_allowed(self, request: HttpRequest, to_field: str) -> bool:
        return to_field == self.opts.pk.name

    def _get_obj_does_not_exist_redirect(
        self, request: HttpRequest, opts: Any, object_id: str
    ) -> HttpResponse:
        raise Http404

    def url(self, page: str, *args: Any) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}", args=args)

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        csv = path("csv/", self.admin_site.admin_view(self.csv_view), name=f"{name}_csv")
        own = [csv] if self.exports else []
        untold = () if self.keeps_history else (f"{name}_history",)
        return [*own, *(url for url in super().get_urls() if getattr(url, "name", None) not in untold)]

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions: dict[str, Any] = super().get_actions(request)
        return actions if self.exports else {}

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        obj = self._found(request, object_id)
        page = Paginator(self.history_rows(obj), HISTORY_ROWS).get_page(request.GET.get("page"))
        context = {"title": "History", "page": page, "entries": self.history_entries(page)}
        return self._page(request, "admin/object_history.html", obj, {**context, **(extra_context or {})})

    def history_rows(self, obj: Any) -> Any:
        return history_of(self.model, obj.pk)

    def history_entries(self, page: Page[Any]) -> list[Any]:
        """The page's rows with their differences; the row before the page's first is read to compare with."""
        rows = (
            list(page.paginator.object_list[page.start_index() - 1 : page.end_index() + 1])
            if len(page)
            else []
        )
        return list(entries(self.model, rows, len(page)))

    def csv_view(self, request: HttpRequest) -> HttpResponse:
        """Everything that the list finds, with its search and filters."""
        try:
            found = self.get_changelist_instance(request).queryset
        except IncorrectLookupParameters:
            return HttpResponseRedirect(f"{self.url('changelist')}?{ERROR_FLAG}=1")
        return self._csv(found)

    @admin.action(description="Download ticked rows as csv", permissions=["view"])
    def export_csv(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> HttpResponse:
        return self._csv(queryset)

    def _csv(self, found: models.QuerySet[Any]) -> HttpResponse:
        columns = columns_of(self.model, unjoined=self.unjoined)
        plain = found.select_related(None)
        response: HttpResponse = csv_response(  # type: ignore[assignment]  # streaming answers are answers
            f"{self.opts.model_name}.csv", columns, rows_of(plain, columns)
        )
        return response

    def response_action(
        self, request: HttpRequest, queryset: models.QuerySet[Any], *args: Any, **kwargs: Any
    ) -> Any:
        """The ticked rows, as far as they are among those that the person may see."""
        if any(whole_number(ticked) is None for ticked in request.POST.getlist(ACTION_CHECKBOX_NAME)):
            raise Http404
        return super().response_action(request, queryset, *args, **kwargs)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return RecordList

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        context = {
            "title": str(self.opts.verbose_name_plural).capitalize(),
            "about": self.about,
            "exports": self.exports,
        }
        if str(self.opts.verbose_name_plural).startswith("GIAS"):
            context["title"] = str(self.opts.verbose_name_plural)
        return super().changelist_view(request, {**context, **(extra_context or {})})

    def _found(self, request: HttpRequest, object_id: str) -> Any:
        try:
            return get_object_or_404(self.get_queryset(request), pk=unquote(object_id))
        except (ValueError, ValidationError) as error:
            raise Http404 from error

    def _page(self, request: HttpRequest, template: str, obj: Any, context: dict[str, Any]) -> HttpResponse:
        about_it = {
            "opts": self.opts,
            "object": obj,
            "change_url": self.url("change", obj.pk),
            "record": self,
        }
        return TemplateResponse(
            request, template, {**self.admin_site.each_context(request), **about_it, **context}
        )


def _dates(name: str) -> list[str]:
    return [f"{name}__{part}" for part in ("year", "month", "day", "gte", "lt", "lte", "gt")]
