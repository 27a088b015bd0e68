"""Ready to apply, to open, to close: what holds, what is missing, and who signed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView, View

from partnerships.actions.sign_offs import sign_off, withdraw_sign_off
from partnerships.exports._csv import csv_response
from partnerships.exports.readiness import COLUMNS, export_rows
from partnerships.forms.readiness import SignOffForm, WithdrawSignOffForm
from partnerships.models import Project, SignOff
from partnerships.permissions import May
from partnerships.reports.readiness import readiness_of, ready_page
from partnerships.rules.readiness import Item, Readiness, Target
from partnerships.rules.words import Gate
from partnerships.views._project import ProjectBody, call_of
from partnerships.views.project_changes import ChangesProject

_PAGES = {
    Target.JOINING: "project-joining-month",
    Target.OPENING: "project-opening",
    Target.HOLD: "project-hold",
    Target.RULES: "rule-list",
}


@dataclass(frozen=True)
class Line:
    """An item with where it is dealt with; no address where there is nothing to do about it."""

    item: Item
    url: str


def lines(project: Project, items: Iterable[Item], *, may_change: bool) -> list[Line]:
    """Items with their links, as far as the person may open them."""
    return [Line(each, _url(project, each, may_change)) for each in items]


def _url(project: Project, item: Item, may_change: bool) -> str:
    if item.target is Target.MILESTONE:
        return reverse("milestone-detail", args=[item.key]) if item.key else ""
    if item.target is Target.TRUST:
        return reverse("trust-detail", args=[project.trust_id])
    if item.target not in _PAGES or not (may_change or item.target is Target.RULES):
        return ""
    return reverse(_PAGES[item.target], args=[project.pk])


class ProjectReady(ProjectBody, TemplateView):
    template_name = "readiness/project.html"
    tab = "ready"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may = self.user.may(May.CHANGE_PROJECT, self.project)
        gates = [
            {
                "ready": each,
                "missing": lines(self.project, each.found.missing, may_change=may),
                "advised": lines(self.project, each.found.advised, may_change=may),
                "holding": lines(self.project, each.found.holding, may_change=may),
            }
            for each in ready_page(self.project, today=self.today)
        ]
        can_sign = self.user.may(May.SIGN_OFF, self.project)
        return super().get_context_data(gates=gates, can_sign=can_sign, **kwargs)


class ProjectReadyCsv(ProjectBody, View):
    """The same as a csv."""

    def get(self, request: HttpRequest, **kwargs: Any) -> StreamingHttpResponse:
        found = ready_page(self.project, today=self.today)
        name = f"ready-{self.project.school_id}-{self.today:%Y-%m-%d}.csv"
        return csv_response(name, COLUMNS, export_rows(self.project, found))


class Signs(ChangesProject):
    """A form about a signature; back to the page of the three."""

    may = May.SIGN_OFF
    tab = "ready"

    @property
    def home(self) -> str:
        return reverse("project-ready", args=[self.project.pk])


class ProjectSign(Signs):
    """Signing one of the three."""

    template_name = "readiness/sign.html"
    form_class = SignOffForm

    @cached_property
    def gate(self) -> Gate:
        if not Gate.has(self.kwargs["gate"]):
            raise Http404
        return Gate(self.kwargs["gate"])

    @cached_property
    def found(self) -> Readiness:
        return readiness_of(self.project, self.gate, today=self.today)

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        form.gate = self.gate
        if not self.found.is_ready:
            form.helper.inputs = []
        if not self.found.advised or not self.found.is_ready:
            del form.fields["why"]
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = self.found
        return super().get_context_data(
            gate=self.gate,
            found=found,
            missing=lines(self.project, found.missing, may_change=True),
            advised=lines(self.project, found.advised, may_change=True),
            **kwargs,
        )

    def act(self, form: Any) -> None:
        why = form.cleaned_data.get("why", "")
        self.call = call_of(sign_off(by=self.user, project=self.project, gate=self.gate, why=why))


class SignOffWithdraw(Signs):
    template_name = "readiness/withdraw.html"
    form_class = WithdrawSignOffForm

    @cached_property
    def signed(self) -> SignOff:
        mine = SignOff.objects.visible_to(self.user).with_project().select_related("signed_by")
        found: SignOff = get_object_or_404(mine, pk=self.kwargs["pk"])
        return found

    @cached_property
    def project(self) -> Project:
        return self.signed.project

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        form.signed = self.signed
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(signed=self.signed, **kwargs)

    def act(self, form: Any) -> None:
        self.call = call_of(withdraw_sign_off(by=self.user, signed=self.signed, why=form.cleaned_data["why"]))
