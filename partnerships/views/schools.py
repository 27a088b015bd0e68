"""Schools of GIAS: the list, its csv, and one school."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from partnerships.exports.schools import COLUMNS
from partnerships.forms._filters import FilterForm
from partnerships.forms.schools import ALL, SchoolFilter
from partnerships.models import School
from partnerships.models.school import SchoolQuerySet
from partnerships.permissions import May
from partnerships.reports.lineage import lineage_of
from partnerships.reports.school_facts import facts_of, school_changes
from partnerships.reports.schools import (
    SchoolOptions,
    membership_of,
    projects_of,
    school_options,
    trusts_with_partnership,
)
from partnerships.views._base import SignedIn
from partnerships.views._lists import FilteredRows, ListCsv, ListPage


class SchoolRows(FilteredRows):
    """Schools that answer to the filters in the address."""

    def rows(self) -> SchoolQuerySet:
        return School.objects.visible_to(self.user)

    @cached_property
    def choices(self) -> SchoolOptions:
        return school_options()

    def make_form(self) -> FilterForm:
        return SchoolFilter(self.request.GET, options=self.choices)


class SchoolList(SchoolRows, ListPage):
    template_name = "schools/list.html"
    csv_name = "school-csv"

    @cached_property
    def found(self) -> Any:
        return super().found.for_list()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        nothing = not context["total"]
        return context | {
            "nothing_loaded": nothing and not self.choices.status and not School.objects.exists(),
            "may_load": self.user.may(May.SITE_IMPORT_GIAS),
            "hidden": self.hidden_count() if nothing else 0,
            "all_url": self.all_url,
        }

    def hidden_count(self) -> int:
        """How many schools the same search finds among those that are not open."""
        if not isinstance(self.form, SchoolFilter) or not self.form.hides_closed:
            return 0
        return SchoolFilter(self.every_status, options=self.choices).apply(self.rows()).count()

    @cached_property
    def every_status(self) -> Any:
        query = self.request.GET.copy()
        query["status"] = ALL
        query.pop("page", None)
        return query

    @property
    def all_url(self) -> str:
        return f"{self.request.path}?{self.every_status.urlencode()}"


class SchoolCsv(SchoolRows, ListCsv):
    columns, file_name = COLUMNS, "schools"

    @cached_property
    def found(self) -> Any:
        return super().found.with_laestab()


class SchoolDetail(SignedIn, TemplateView):
    template_name = "schools/detail.html"

    @cached_property
    def school(self) -> School:
        schools = School.objects.visible_to(self.user).select_related("trust")
        return get_object_or_404(schools, pk=self.kwargs["urn"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lineage = lineage_of(self.school)
        projects = projects_of([self.school.urn, *lineage.urns], self.user)
        live = [each for each in projects if not each.is_ended]
        taken = {each.trust_id for each in live}
        partners = trusts_with_partnership(live)
        return super().get_context_data(
            school=self.school,
            facts=facts_of(self.school),
            changes=school_changes(self.school),
            lineage=lineage,
            membership=membership_of(self.school),
            projects=projects,
            live=live,
            may_start=bool(set(self.user.trusts_where(May.START_PROJECT)) - taken),
            may_partner=bool(set(self.user.trusts_where(May.MANAGE_PARTNERSHIP)) - partners),
            back_url=reverse("school-list"),
            **kwargs,
        )
