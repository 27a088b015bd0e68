"""Filters and columns that lists of the admin share. None of them offers a row that one may not see."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from partnerships.admin._forms import is_number
from partnerships.admin._scope import visible
from partnerships.models import Consultation, Partnership, Project, User


class TrustFilter(SimpleListFilter):
    """By one of the person's own trusts; not offered to those who have only one."""

    title = "trust"
    parameter_name = "trust"
    path = "trust"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        assert isinstance(request.user, User)
        mine = sorted(((each.trust.name, uid) for uid, each in request.user.roles.items()))
        return [(str(uid), name) for name, uid in mine] if len(mine) > 1 else []

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value() or ""
        return queryset.filter(**{self.path: int(value)}) if is_number(value) else queryset


class ProjectTrustFilter(TrustFilter):
    path = "project__trust"


class ParentFilter(SimpleListFilter):
    """Of one record: where that record's page leads to. Offers only the one that is chosen."""

    model: type[Model]
    # What the words for it read along.
    reads: tuple[str, ...] = ()

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        value = str(request.GET.get(self.parameter_name or "") or "")
        assert isinstance(request.user, User)
        if not is_number(value):
            return []
        found = visible(self.model, request.user).select_related(*self.reads).filter(pk=int(value)).first()
        return [(value, str(found))] if found else []

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value() or ""
        return queryset.filter(**{str(self.parameter_name): int(value)}) if is_number(value) else queryset


class ProjectFilter(ParentFilter):
    title = "project"
    parameter_name = "project"
    model = Project
    reads = ("school", "trust")


class PartnershipFilter(ParentFilter):
    title = "partnership"
    parameter_name = "partnership"
    model = Partnership
    reads = ("school", "trust")


class ConsultationFilter(ParentFilter):
    title = "consultation"
    parameter_name = "consultation"
    model = Consultation


class YesNo(SimpleListFilter):
    """Whether a column holds something: a date that ended it, say."""

    column = ""

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Yes"), ("no", "No")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() not in ("yes", "no"):
            return queryset
        return queryset.filter(**{f"{self.column}__isnull": self.value() == "no"})


class Ended(YesNo):
    title = "ended"
    parameter_name = "ended"
    column = "ended_on"


class Gone(YesNo):
    title = "no longer in GIAS"
    parameter_name = "gone"
    column = "gone_on"


def lists_of(row: Model, by: str, lists: Mapping[str, str]) -> list[tuple[str, str]]:
    """Words and addresses of lists that show only what belongs to this record, for `related`."""
    return [
        (words, f"{reverse(f'admin:partnerships_{name}_changelist')}?{by}={row.pk}")
        for words, name in lists.items()
    ]


def yes(name: str, heading: str) -> Callable[[Any], str]:
    """A column that says yes or no in words."""

    @admin.display(description=heading, ordering=name)
    def column(row: Any) -> str:
        return "Yes" if getattr(row, name) else "No"

    return column


def month(name: str, heading: str) -> Callable[[Any], str]:
    """A column with a month, "September 2027"."""

    @admin.display(description=heading, ordering=name)
    def column(row: Any) -> str:
        value = getattr(row, name)
        return f"{value:%B %Y}" if value else "No date yet"

    return column
