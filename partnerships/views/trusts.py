"""Trusts of GIAS, and its other groups where asked for: the list, its csv, and one trust."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from partnerships.exports.trusts import COLUMNS
from partnerships.forms._filters import FilterForm
from partnerships.forms.trusts import ALL, TrustFilter
from partnerships.models import Group
from partnerships.models.group import GroupQuerySet
from partnerships.permissions import May
from partnerships.reports.trusts import closed_schools_of, group_types, projects_with, schools_of
from partnerships.views._base import SignedIn
from partnerships.views._lists import FilteredRows, ListCsv, ListPage


class TrustRows(FilteredRows):
    """Trusts, or other groups, that answer to the filters in the address."""

    def rows(self) -> GroupQuerySet:
        return Group.objects.visible_to(self.user)

    @cached_property
    def types(self) -> tuple[tuple[str, str], ...]:
        return group_types()

    def make_form(self) -> FilterForm:
        return TrustFilter(self.request.GET, types=self.types)

    @cached_property
    def found(self) -> Any:
        return super().found.with_school_count()


class TrustList(TrustRows, ListPage):
    template_name = "trusts/list.html"
    csv_name = "trust-csv"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.request.GET.copy()
        query["status"] = ALL
        query.pop("page", None)
        hides_closed = isinstance(self.form, TrustFilter) and self.form.hides_closed
        return super().get_context_data(
            nothing_loaded=not self.types and not Group.objects.exists(),
            may_load=self.user.may(May.SITE_IMPORT_GIAS),
            all_url=f"{self.request.path}?{query.urlencode()}" if hides_closed else "",
            **kwargs,
        )


class TrustCsv(TrustRows, ListCsv):
    columns, file_name = COLUMNS, "trusts"


class TrustDetail(SignedIn, TemplateView):
    template_name = "trusts/detail.html"
    per_page = 50
    # The next to join; the list of projects has them all.
    projects_shown = 25

    @cached_property
    def trust(self) -> Group:
        return get_object_or_404(Group.objects.visible_to(self.user), pk=self.kwargs["uid"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        projects = list(projects_with(self.trust, self.user))
        is_mine = self.trust.uid in self.user.roles
        return super().get_context_data(
            trust=self.trust,
            page=Paginator(schools_of(self.trust), self.per_page).get_page(self.request.GET.get("page")),
            closed_schools=closed_schools_of(self.trust),
            # Of another trust there are few, and no list that holds just them.
            projects=projects[: self.projects_shown] if is_mine else projects,
            project_count=len(projects),
            may_see_people=self.user.may(May.MANAGE_PEOPLE, self.trust.uid),
            is_mine=is_mine,
            back_url=reverse("trust-list"),
            **kwargs,
        )
