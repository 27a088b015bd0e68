"""Filters and columns that lists of the admin share. None of them offers a row that one may not see."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest

from partnerships.admin._forms import is_number
from partnerships.admin._scope import visible
from partnerships.models import Project, User


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


class ProjectFilter(SimpleListFilter):
    """Of one project: where a project's page leads to. Offers only the project that is chosen."""

    title = "project"
    parameter_name = "project"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        value = str(request.GET.get(self.parameter_name) or "")
        assert isinstance(request.user, User)
        if not is_number(value):
            return []
        found = visible(Project, request.user).select_related("school", "trust").filter(pk=int(value)).first()
        return [(value, str(found))] if found else []

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value() or ""
        return queryset.filter(project=int(value)) if is_number(value) else queryset


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
