"""The gates of pages about spreadsheets."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic.base import ContextMixin

from partnerships.actions._core import Refused
from partnerships.models import Group, Workbook
from partnerships.permissions import May
from partnerships.views._base import SignedIn


class BringsIn(SignedIn):
    """For those who bring in spreadsheets in some trust; everybody else is 403."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if (request.method or "").lower() not in self.http_method_names:
            return self.http_method_not_allowed(request, *args, **kwargs)
        self.enter()
        return super().dispatch(request, *args, **kwargs)

    def enter(self) -> None:
        """Lets nobody in who has no business here, before anything else is asked."""
        if not self.user.may_anywhere(May.IMPORT_WORKBOOKS):
            raise PermissionDenied

    @cached_property
    def trusts(self) -> list[Group]:
        """Where this person may bring spreadsheets in, by name."""
        mine = (self.user.roles[uid].trust for uid in self.user.trusts_where(May.IMPORT_WORKBOOKS))
        return sorted(mine, key=lambda trust: trust.name)


class OneWorkbook(ContextMixin, BringsIn):
    """A page about one spreadsheet; one that this person does not see is 404."""

    @cached_property
    def workbook(self) -> Workbook:
        mine = Workbook.objects.visible_to(self.user).select_related("trust", "by")
        return get_object_or_404(mine, pk=self.kwargs["pk"])

    def enter(self) -> None:
        super().enter()
        _ = self.workbook

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"workbook": self.workbook, "today": self.today, **kwargs})


class OnlyReadWorkbook(OneWorkbook):
    """A page about a spreadsheet that is not brought in yet; where it can no longer be read, the list says so."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().dispatch(request, *args, **kwargs)
        except Refused as refused:
            messages.error(request, " ".join(refused.problems))
            if self.workbook.is_read_only:
                return redirect("workbook-list")
            return redirect("workbook-detail", self.workbook.pk)

    def enter(self) -> None:
        super().enter()
        if not self.workbook.is_read_only:
            raise Refused("This spreadsheet has been brought in already.")


class OneBroughtIn(OneWorkbook):
    """A page about what a spreadsheet did; where it did nothing yet, its preview stands instead."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        allowed = (request.method or "").lower() in self.http_method_names
        self.enter()
        if allowed and self.workbook.is_read_only:
            return redirect("workbook-preview", self.workbook.pk)
        return super().dispatch(request, *args, **kwargs)

    @property
    def page_url(self) -> str:
        return reverse("workbook-detail", args=[self.workbook.pk])

    def get_success_url(self) -> str:
        return self.page_url

    def cancel_url(self) -> str:
        return self.page_url
