"""A milestone's own fixed date."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.generic import FormView

from partnerships.actions._core import Refused
from partnerships.actions.fixed_dates import fix_date, fix_date_problems, unfix_date
from partnerships.forms.joining import FixDateForm
from partnerships.permissions import May
from partnerships.views._base import RunsAction
from partnerships.views._project import MilestonePage, call_of, saved_url


class MilestoneDate(RunsAction, MilestonePage, FormView[FixDateForm]):
    """Fixes the date, or ("unfix") lets it move with the plan again."""

    template_name = "milestones/date.html"
    form_class = FixDateForm
    may = May.LOG_PROGRESS
    saved_message = ""

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"milestone": self.milestone}

    def get_initial(self) -> dict[str, Any]:
        row = self.milestone
        return {"on": row.fixed_on or row.due_on, "reason": row.fixed_reason}

    def cancel_url(self) -> str:
        return self.page_url

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        # Whatever date and reason are entered, some milestones cannot be fixed at all.
        stops = fix_date_problems(milestone=self.milestone, on=self.today, reason="any")
        return super().get_context_data(stops=stops, **kwargs)

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if "unfix" not in request.POST:
            return super().post(request, *args, **kwargs)
        form = self.get_form()
        form.full_clean()
        seen = form.cleaned_data.get("version")
        try:
            changed = unfix_date(by=self.user, milestone=self.milestone, expected_version=seen)
        except Refused as refused:
            form.errors.clear()
            form.add_problems(refused.problems)
            return self.form_invalid(form)
        return redirect(saved_url(self.page_url, call_of(changed)))

    def act(self, form: Any) -> None:
        data = form.cleaned_data
        self.changed = fix_date(
            by=self.user,
            milestone=self.milestone,
            on=data["on"],
            reason=data["reason"],
            expected_version=data["version"],
        )

    def get_success_url(self) -> str:
        return saved_url(self.page_url, call_of(self.changed))
