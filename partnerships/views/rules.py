"""How the rules stand in a project, and a manager's reason for what broke one."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, View

from partnerships.actions.rules import accept_broken_rule
from partnerships.exports._csv import csv_response
from partnerships.exports.rules import COLUMNS
from partnerships.forms.rules import AcceptRuleForm
from partnerships.permissions import May
from partnerships.reports.rule_list import FindingLine, flat, lines_about, rule_page
from partnerships.views._base import RunsAction
from partnerships.views._project import MilestonePage, ProjectBody


class RuleList(ProjectBody, TemplateView):
    template_name = "rules/list.html"
    tab = "rules"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(page=rule_page(self.project, today=self.today), **kwargs)


class RuleCsv(ProjectBody, View):
    def get(self, request: HttpRequest, **kwargs: Any) -> StreamingHttpResponse:
        rows = flat(rule_page(self.project, today=self.today))
        return csv_response(f"rules-{self.project.school_id}-{self.today:%Y-%m-%d}.csv", COLUMNS, rows)


class MilestoneRules(RunsAction, MilestonePage, FormView[AcceptRuleForm]):
    """What the rules say of one milestone; whoever may, gives the reason that it waits for."""

    template_name = "rules/milestone.html"
    form_class = AcceptRuleForm
    saved_message = "The milestone counts from now on."

    @cached_property
    def lines(self) -> list[FindingLine]:
        return lines_about(self.milestone, today=self.today)

    @property
    def waiting(self) -> FindingLine | None:
        """The break that waits for a reason, and would be accepted by this page's form."""
        return next((line for line in self.lines if line.waits_at == self.milestone.pk), None)

    @property
    def may_accept(self) -> bool:
        return self.user.may(May.ACCEPT_BROKEN_RULE, self.project)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.may_accept:
            raise PermissionDenied
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        rule = self.waiting.rule.key if self.waiting else ""
        return super().get_form_kwargs() | {"milestone": self.milestone, "rule": rule}

    def cancel_url(self) -> str:
        return self.page_url

    def get_success_url(self) -> str:
        return self.page_url

    def act(self, form: Any) -> None:
        data = form.cleaned_data
        accept_broken_rule(
            by=self.user,
            milestone=self.milestone,
            rule=data["rule"],
            why=data["why"],
            expected_version=data["version"],
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            lines=self.lines, waiting=self.waiting, may_accept=self.may_accept, **kwargs
        )
