"""Published guidance: the list for everybody, and keeping it for who does."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, View

from partnerships.actions._core import NotAllowed
from partnerships.actions.guidance import (
    Loaded,
    add_guidance,
    add_shipped_guidance,
    change_guidance,
    may_keep_guidance,
    remove_guidance,
)
from partnerships.data import shipped_guidance
from partnerships.exports.guidance import COLUMNS
from partnerships.forms.guidance import SHARED, GuidanceFilter, GuidanceForm
from partnerships.forms.people import ConfirmForm
from partnerships.models import Group, Guidance
from partnerships.models.guidance import GuidanceQuerySet
from partnerships.permissions import May
from partnerships.reports.deadline_list import titles_by_code
from partnerships.reports.guidance import ALL_TRUSTS, GuidanceRow, guidance_list, publishers
from partnerships.reports.kept_history import guidance_history
from partnerships.views._base import RunsAction, SignedIn, person
from partnerships.views._lists import FilteredRows, ListCsv, ListPage


class KeepsGuidance(SignedIn):
    """What this person keeps guidance for: their trusts, and all trusts together."""

    @cached_property
    def trusts(self) -> dict[str, Group | None]:
        """By the value of the choice; None stands for all trusts."""
        shared: dict[str, Group | None] = {SHARED: None} if self.user.may(May.SITE_MANAGE_GUIDANCE) else {}
        mine = (self.user.roles[uid].trust for uid in self.user.trusts_where(May.MANAGE_GUIDANCE))
        return shared | {str(each.pk): each for each in sorted(mine, key=lambda trust: trust.name)}

    @property
    def keeps_for(self) -> list[tuple[str, str]]:
        return [(key, trust.name if trust else ALL_TRUSTS) for key, trust in self.trusts.items()]


class OnlyKeepers(KeepsGuidance):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if (request.method or "").lower() not in self.http_method_names:
            return self.http_method_not_allowed(request, *args, **kwargs)
        if not self.trusts:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class GuidanceRows(FilteredRows, KeepsGuidance):
    def rows(self) -> GuidanceQuerySet:
        return guidance_list(self.user)

    def make_form(self) -> GuidanceFilter:
        return GuidanceFilter(self.request.GET, publishers=publishers(self.user), today=self.today)

    def lines(self, found: Iterable[Guidance]) -> list[GuidanceRow]:
        titles = titles_by_code(self.user)
        return [
            GuidanceRow(each, self.today, titles, may_keep_guidance(self.user, each.trust_id))
            for each in found
        ]


class GuidanceList(GuidanceRows, ListPage):
    template_name = "guidance/list.html"
    csv_name = "guidance-csv"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        every = guidance_list(self.user)
        return super().get_context_data(
            rows=self.lines(self.page.object_list),
            keeps_for=self.keeps_for,
            history=guidance_history(self.user) if self.keeps_for else [],
            stale=every.with_stale_links().count(),
            review=every.review_due(on=self.today).count(),
            **kwargs,
        )


class GuidanceCsv(GuidanceRows, ListCsv):
    columns, file_name = COLUMNS, "guidance"

    def export_rows(self) -> Iterable[Any]:
        return self.lines(self.found)


class GuidanceAdd(RunsAction, OnlyKeepers, FormView[GuidanceForm]):
    template_name = "guidance/form.html"
    form_class = GuidanceForm

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        form.trusts = self.trusts
        return form

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"keeps_for": self.keeps_for}

    def act(self, form: Any) -> None:
        add_guidance(by=self.user, trust=form.for_trust, entry=form.entry)

    def cancel_url(self) -> str:
        return reverse("guidance-list")

    def get_success_url(self) -> str:
        return self.cancel_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(heading="Add guidance", whose="", **kwargs)


class OneGuidance(RunsAction, SignedIn):
    """One entry, for who keeps it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_keep_guidance(person(request), self.guidance.trust_id):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def guidance(self) -> Guidance:
        mine = Guidance.objects.visible_to(self.user).select_related("trust")
        return get_object_or_404(mine, pk=self.kwargs["pk"])

    def cancel_url(self) -> str:
        return reverse("guidance-list")

    def get_success_url(self) -> str:
        return self.cancel_url()


class GuidanceEdit(OneGuidance, FormView[GuidanceForm]):
    template_name = "guidance/form.html"
    form_class = GuidanceForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"guidance": self.guidance}

    def act(self, form: Any) -> None:
        version = form.cleaned_data["version"]
        change_guidance(by=self.user, guidance=self.guidance, entry=form.entry, expected_version=version)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        trust = self.guidance.trust
        return super().get_context_data(
            heading="Change guidance", whose=trust.name if trust else "all trusts", **kwargs
        )


class GuidanceRemove(OneGuidance, FormView[ConfirmForm]):
    template_name = "calendar/confirm.html"
    form_class = ConfirmForm
    saved_message = "Removed"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"label": "Remove the guidance"}

    def act(self, form: Any) -> None:
        remove_guidance(by=self.user, guidance=self.guidance)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            question=f"Remove “{self.guidance.title}”?",
            explanation=[
                "It goes from the list and from every page that rests on it. History keeps the entry; adding the "
                "shipped list again does not bring it back."
            ],
            back_url=self.cancel_url(),
            **kwargs,
        )


class GuidanceAddShipped(OnlyKeepers, View):
    """One click: what ships with the product, as far as it is not there yet."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        whose = request.POST.get("whose", "")
        if whose not in self.trusts:
            messages.error(request, "Choose for whom the shipped list is added.")
            return redirect("guidance-list")
        try:
            loaded = add_shipped_guidance(by=self.user, trust=self.trusts[whose], entries=shipped_guidance())
        except NotAllowed as refused:
            raise PermissionDenied from refused
        messages.success(request, said(loaded))
        return redirect("guidance-list")


def said(loaded: Loaded) -> str:
    """What adding the shipped list did, in words."""
    parts = [f"{loaded.added} added"]
    parts += [f"{loaded.there} there already"] if loaded.there else []
    parts += [f"{loaded.removed} removed before, which stay away"] if loaded.removed else []
    return f"The shipped list: {', '.join(parts)}."
