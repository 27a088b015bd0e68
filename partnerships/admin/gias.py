"""What GIAS says: everybody's to read, and changed by its downloads only."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.core.paginator import Page
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest

from partnerships.admin._base import RecordAdmin
from partnerships.admin._history import Difference, Entry
from partnerships.admin._lists import Gone
from partnerships.models import (
    Group,
    GroupMembership,
    RegisterChange,
    RegisterFile,
    RegisterKind,
    School,
    SchoolLink,
)
from partnerships.reports.schools import school_options
from partnerships.rules.numbers import whole_number
from partnerships.rules.register import TRUST_TYPE_CODES


class GiasAdmin(RecordAdmin):
    """Read-only for all: the next download would overwrite what somebody typed."""

    section = "GIAS"
    keeps_history = False
    kind: str = ""

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [each.name for each in self.opts.concrete_fields]

    def history_rows(self, obj: Any) -> QuerySet[RegisterChange]:
        return RegisterChange.objects.filter(kind=self.kind, key=obj.pk).select_related("file")

    def history_entries(self, page: Page[Any]) -> list[Entry]:
        """One entry a changed fact: GIAS says what it was and what it is, and the download of which day said so."""
        labels = {each.name: str(each.verbose_name) for each in self.opts.concrete_fields}
        return [
            Entry(
                at=each.file.downloaded_on,
                who="GIAS",
                what=str(each.file),
                differences=[
                    Difference(
                        labels.get(each.field, each.field), each.before or "nothing", each.after or "nothing"
                    )
                ],
            )
            for each in page
        ]


class ValueFilter(SimpleListFilter):
    """By a value that GIAS uses, read from the index rather than from a list of ours: new values appear."""

    column = ""

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        found = (
            model_admin.model._default_manager.order_by(self.column)
            .values_list(self.column, flat=True)
            .distinct()
        )
        return [(value, value) for value in found if value]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(**{self.column: self.value()}) if self.value() else queryset


class GroupStatusFilter(ValueFilter):
    title, parameter_name, column = "status", "status", "status_name"


class GroupTypeFilter(ValueFilter):
    title, parameter_name, column = "type", "type", "type_name"


class SchoolFilter(ValueFilter):
    """By what the school list's own filters offer, which is read once an import."""

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return list(getattr(school_options(), str(self.parameter_name)))


class PhaseFilter(SchoolFilter):
    title, parameter_name, column = "phase", "phase", "phase_code"


class TypeGroupFilter(SchoolFilter):
    title, parameter_name, column = "type group", "type_group", "type_group_code"


class StatusFilter(SchoolFilter):
    title, parameter_name, column = "status", "status", "status_code"


class AuthorityFilter(SchoolFilter):
    title, parameter_name, column = "local authority", "la", "la_name"


class IsTrust(SimpleListFilter):
    title, parameter_name = "trust", "is_trust"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Trusts"), ("no", "Other groups")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "yes":
            return queryset.filter(type_code__in=TRUST_TYPE_CODES)
        return queryset.exclude(type_code__in=TRUST_TYPE_CODES) if self.value() == "no" else queryset


@admin.register(School)
class SchoolAdmin(GiasAdmin):
    about = "Every school of GIAS."
    keeps_history = True
    kind = RegisterKind.SCHOOLS
    reads_with = ("trust",)
    list_display = ("name", "urn", "la_name", "type_name", "phase_name", "status_name", "trust")
    search_fields = ("name", "=urn")
    search_help_text = "Words of the name, URN, LAESTAB, UKPRN or postcode"
    list_filter = (PhaseFilter, TypeGroupFilter, "in_trust", StatusFilter, AuthorityFilter, Gone)


@admin.register(Group)
class GroupAdmin(GiasAdmin):
    about = "Trusts, and the other groups that GIAS keeps."
    keeps_history = True
    kind = RegisterKind.TRUSTS
    list_display = ("name", "uid", "group_id", "type_name", "status_name", "open_date")
    search_fields = ("name", "=uid", "group_id")
    search_help_text = "Words of the name, UID, TRN, UKPRN or company number"
    list_filter = (IsTrust, GroupTypeFilter, GroupStatusFilter, Gone)
    date_hierarchy = "open_date"


class _Endings(GiasAdmin):
    """Rows between two records of GIAS, of which one may not have arrived."""

    # The numbers by which a row is found, whether or not what they name has arrived.
    numbers: ClassVar[tuple[str, ...]] = ()

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        number = whole_number(search_term.strip())
        if number is None:
            return super().get_search_results(request, queryset, search_term)
        named = (Q(**{name: number}) for name in self.numbers)
        return queryset.filter(reduce(or_, named)), False

    @admin.display(description="School")
    def school_name(self, row: Any) -> str:
        return str(row.name_of_school or "Not in our copy of GIAS yet")


def _name_of_school() -> Subquery:
    return Subquery(School.objects.filter(pk=OuterRef("school_id")).order_by().values("name")[:1])


@admin.register(GroupMembership)
class GroupMembershipAdmin(_Endings):
    about = "Which school is in which trust or group, since when."
    unjoined = frozenset({"school", "group"})
    ordering = ("school_id", "group_id")
    list_display = ("school_id", "school_name", "group_name", "group_id", "joined_on", "gone_on")
    numbers = ("school_id", "group_id")
    search_fields = ("school__name", "group__name")
    search_help_text = "URN of the school, UID of the group, or words of either’s name"
    list_filter = (Gone,)
    date_hierarchy = "joined_on"

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return list(self.list_display)

    def get_queryset(self, request: HttpRequest) -> Any:
        group = Group.objects.filter(pk=OuterRef("group_id")).order_by().values("name")[:1]
        rows = super().get_queryset(request)
        return rows.annotate(name_of_school=_name_of_school(), name_of_group=Subquery(group))

    @admin.display(description="Group")
    def group_name(self, row: Any) -> str:
        return str(row.name_of_group or "Not in our copy of GIAS yet")


@admin.register(SchoolLink)
class SchoolLinkAdmin(_Endings):
    about = "Which school came before or after which."
    unjoined = frozenset({"school", "other"})
    ordering = ("school_id", "other_id", "link_type")
    list_display = ("school_id", "school_name", "link_type", "other_id", "other_name", "established_on")
    numbers = ("school_id", "other_id")
    search_fields = ("school__name", "other_name")
    search_help_text = "URN of either school, or words of their names"
    list_filter = (Gone,)
    date_hierarchy = "established_on"

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [*self.list_display, "gone_on"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).annotate(name_of_school=_name_of_school())


@admin.register(RegisterFile)
class RegisterFileAdmin(GiasAdmin):
    about = "Each download of GIAS that was looked at or taken in."
    reads_with = ("by",)
    list_display = (
        "file_name", "kind", "downloaded_on", "applied_at", "created_count", "changed_count", "gone_count",
    )  # fmt: skip
    search_fields = ("file_name",)
    search_help_text = "Part of the file’s name"
    list_filter = ("kind",)
    date_hierarchy = "downloaded_on"

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        hidden = ("id", "stored", "refused", "sha256", "fields")
        return [name for name in super().get_fields(request, obj) if name not in hidden]


@admin.register(RegisterChange)
class RegisterChangeAdmin(GiasAdmin):
    about = "Each fact that a download changed, before and after."
    reads_with = ("file",)
    list_display = ("key", "kind", "field", "before", "after", "downloaded")
    search_fields = ("=key", "field")
    search_help_text = "URN or UID, or the name of a field"
    list_filter = ("kind",)
    date_hierarchy = "file__downloaded_on"

    @admin.display(description="Download of", ordering="file__downloaded_on")
    def downloaded(self, row: RegisterChange) -> Any:
        return row.file.downloaded_on
