"""Chasing: what others owe, what is stuck, how the work is spread; and from when something counts as stuck."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView

from partnerships.actions.chasing import set_chasing_limits
from partnerships.exports.chasing import BALANCE, OWED, STUCK, balance_rows
from partnerships.forms.chasing import BalanceFilter, ChasingForm, OwedFilter, StuckFilter
from partnerships.models import Group, Project
from partnerships.models.project import ProjectQuerySet
from partnerships.permissions import May
from partnerships.reports.balance import Balance
from partnerships.reports.owed import OwedReport
from partnerships.reports.owed_letter import letter_to
from partnerships.reports.stuck import (
    Limits,
    all_limits,
    export_rows,
    longest_quiet_first,
    stuck_among,
    stuck_rows,
)
from partnerships.rules.numbers import whole_number
from partnerships.views._base import RunsAction, SignedIn, person
from partnerships.views._lists import FilteredRows, ListCsv, ListPage

CHART_HEIGHT, BAR_WIDTH = 120, 48


class OwedRows(FilteredRows):
    """What is owed, in the projects that the filters in the address ask for."""

    def make_form(self) -> OwedFilter:
        visible = Project.objects.visible_to(self.user)
        return OwedFilter(self.request.GET, user=self.user, projects=visible, today=self.today)

    @cached_property
    def report(self) -> OwedReport:
        form = self.form
        assert isinstance(form, OwedFilter)
        return form.report

    @property
    def found(self) -> Any:
        """A list in order: the report's rows."""
        return self.report.rows


class ReportOwed(OwedRows, ListPage):
    template_name = "owed/list.html"
    csv_name = "report-owed-csv"
    per_page = 200

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.request.GET.copy()
        query.pop("page", None)
        rows = self.report.rows
        return super().get_context_data(
            today=self.today,
            groups=self.report.grouped(list(self.page.object_list)),
            waiting=sum(row.waiting for row in rows),
            late=sum(row.days_late > 0 for row in rows),
            query=query.urlencode(),
            **kwargs,
        )


class ReportOwedCsv(OwedRows, ListCsv):
    columns, file_name = OWED, "owed"

    def export_rows(self) -> Iterable[Any]:
        return self.report.rows


class ReportOwedLetter(OwedRows, TemplateView):
    """A letter to one recipient, to copy or to send; confidential projects only where they are ticked."""

    template_name = "owed/letter.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        keys = {whole_number(key) for key in self.request.GET.getlist("with")}
        chosen = {key for key in keys if key is not None}
        rows = self.report.by_recipient.get(self.request.GET.get("to", ""), [])
        query = self.request.GET.copy()
        for name in ("to", "with", "page"):
            query.pop(name, None)
        return super().get_context_data(
            letter=letter_to(rows, sender=self.user, with_confidential=chosen),
            chosen=chosen,
            asked=list(query.items()),
            back_url=f"{reverse('report-owed')}?{query.urlencode()}",
            **kwargs,
        )


class StuckRows(FilteredRows):
    """Stuck projects, the longest quiet first."""

    def rows(self) -> ProjectQuerySet:
        visible = Project.objects.visible_to(self.user)
        return longest_quiet_first(stuck_among(visible, on=self.today))

    def make_form(self) -> StuckFilter:
        visible = Project.objects.visible_to(self.user)
        return StuckFilter(self.request.GET, user=self.user, projects=visible, today=self.today)

    @cached_property
    def found(self) -> Any:
        return super().found.values_list("pk", flat=True)


class ReportStuck(StuckRows, ListPage):
    template_name = "chasing/stuck.html"
    csv_name = "report-stuck-csv"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        limits = all_limits()
        context = super().get_context_data(**kwargs)
        trusts = sorted((each.trust for each in self.user.roles.values()), key=lambda trust: trust.name)
        return context | {
            "today": self.today,
            "rows": stuck_rows(list(self.page.object_list), today=self.today),
            "limits": [(trust, limits.get(trust.pk, Limits())) for trust in trusts],
            "may_set": self.user.may_anywhere(May.MANAGE_CALENDAR),
        }


class ReportStuckCsv(StuckRows, ListCsv):
    columns, file_name = STUCK, "stuck-projects"

    def export_rows(self) -> Iterable[Any]:
        return export_rows(list(self.found), today=self.today)


class BalanceRows(FilteredRows):
    """The work of the trust that the address asks for, or of all."""

    def make_form(self) -> BalanceFilter:
        return BalanceFilter(self.request.GET, user=self.user)

    @cached_property
    def balance(self) -> Balance:
        form = self.form
        assert isinstance(form, BalanceFilter)
        return Balance(user=self.user, trust=form.trust_uid, today=self.today)


class ReportBalance(BalanceRows, TemplateView):
    template_name = "balance/page.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.request.GET.urlencode()
        trust = self.form.chosen("trust")
        return super().get_context_data(
            form=self.form,
            balance=self.balance,
            today=self.today,
            bars=self.balance.bars(height=CHART_HEIGHT, width=BAR_WIDTH),
            chart={"height": CHART_HEIGHT + 44, "width": BAR_WIDTH * len(self.balance.columns),
                   "base": CHART_HEIGHT + 20},
            also=f"&trust={trust}" if trust else "",
            csv_url=f"{reverse('report-balance-csv')}{'?' if query else ''}{query}",
            clear_url=self.request.path,
            **kwargs,
        )  # fmt: skip


class ReportBalanceCsv(BalanceRows, ListCsv):
    columns, file_name = BALANCE, "balance"

    def export_rows(self) -> Iterable[Any]:
        return balance_rows(self.balance)


class ChasingSettings(RunsAction, SignedIn, FormView[ChasingForm]):
    """From when a project is stuck, for each trust that the person administers; `?trust=` chooses among several."""

    template_name = "chasing/settings.html"
    form_class = ChasingForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not person(request).may_anywhere(May.MANAGE_CALENDAR):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def trusts(self) -> list[Group]:
        mine = self.user.trusts_where(May.MANAGE_CALENDAR)
        return sorted((self.user.roles[uid].trust for uid in mine), key=lambda trust: trust.name)

    @cached_property
    def trust(self) -> Group:
        asked = self.request.GET.get("trust", "")
        return next((trust for trust in self.trusts if str(trust.pk) == asked), self.trusts[0])

    def get_initial(self) -> dict[str, Any]:
        limits = all_limits().get(self.trust.pk, Limits())
        return {"quiet_days": limits.quiet, "waiting_days": limits.waiting}

    def act(self, form: Any) -> None:
        data = form.cleaned_data
        set_chasing_limits(
            by=self.user, trust=self.trust, quiet_days=data["quiet_days"], waiting_days=data["waiting_days"]
        )

    def get_success_url(self) -> str:
        return f"{reverse('chasing-settings')}?trust={self.trust.pk}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(trust=self.trust, trusts=self.trusts, usual=Limits(), **kwargs)
