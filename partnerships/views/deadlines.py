"""DfE's deadlines for each opening month: the list for everybody, and entering a month's sheet for who keeps them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView

from partnerships.actions.calendar import (
    Moved,
    change_deadline,
    may_keep_deadlines,
    remove_deadline,
    set_deadlines,
)
from partnerships.exports.calendar import deadline_columns
from partnerships.forms._filters import FilterForm
from partnerships.forms.calendar import (
    SHARED,
    DeadlineFilter,
    DeadlineForm,
    DeadlineMonthForm,
    MonthChoiceForm,
)
from partnerships.forms.people import ConfirmForm
from partnerships.models import DfeDeadline, Group
from partnerships.reports.calendar_history import deadline_history
from partnerships.reports.deadline_list import (
    dates_of_month,
    deadlines,
    keeps_for,
    month_choices,
    months_listed,
    titles_by_code,
)
from partnerships.rules.dates import parse_month
from partnerships.rules.saying import counted, say_month
from partnerships.views._base import RunsAction, SignedIn
from partnerships.views._lists import FilteredRows, ListCsv, ListPage


def said(moved: Moved) -> str:
    """What a change of deadlines moved, as far as this person sees it."""
    if not moved.milestones:
        return "No due date that you can see has moved."
    return f"{counted(moved.milestones, 'due date')} of {counted(moved.projects, 'project')} moved."


class DeadlineRows(FilteredRows):
    def rows(self) -> Any:
        return deadlines(self.user)

    def make_form(self) -> FilterForm:
        trusts = sorted((str(uid), each.trust.name) for uid, each in self.user.roles.items())
        return DeadlineFilter(self.request.GET, months=months_listed(self.user), trusts=trusts)

    @cached_property
    def titles(self) -> dict[str, str]:
        return titles_by_code(self.user)


class DeadlineList(DeadlineRows, ListPage):
    template_name = "calendar/deadlines.html"
    csv_name = "deadline-csv"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        rows = [
            {
                "deadline": each,
                "title": self.titles.get(each.code, each.code),
                "may_change": may_keep_deadlines(self.user, each.trust_id),
                "whose": each.trust_id or SHARED,
            }
            for each in context["page"]
        ]
        return context | {
            "rows": rows,
            "may_add": bool(keeps_for(self.user)),
            "history": deadline_history(self.user, self.titles),
        }


class DeadlineCsv(DeadlineRows, ListCsv):
    file_name = "deadlines"

    @property
    def columns(self) -> Any:  # type: ignore[override]  # which depend on the titles of this person's templates
        return deadline_columns(self.titles)

    def export_rows(self) -> Any:
        return self.found.iterator(2000)


class DeadlineAdd(SignedIn, FormView[MonthChoiceForm]):
    """Asks for the month, and for whom, before the sheet."""

    template_name = "calendar/deadline_add.html"
    form_class = MonthChoiceForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not self.keeps_for:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def keeps_for(self) -> list[tuple[str, str]]:
        return keeps_for(self.user)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"keeps_for": self.keeps_for}

    def form_valid(self, form: MonthChoiceForm) -> HttpResponse:
        data = form.cleaned_data
        return redirect("deadline-month", data["whose"], f"{data['month']:%Y-%m}")


class DeadlineMonth(RunsAction, SignedIn, FormView[DeadlineMonthForm]):
    """All deadlines of one month on one form: the sheet that DfE publishes, from top to bottom."""

    template_name = "calendar/deadline_month.html"
    form_class = DeadlineMonthForm
    saved_message = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_keep_deadlines(self.user, self.trust.pk if self.trust else None):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def month(self) -> dt.date:
        try:
            month = parse_month(self.kwargs["month"])
        except ValueError as error:
            raise Http404 from error
        if month is None:
            raise Http404
        return month

    @cached_property
    def trust(self) -> Group | None:
        """Whose deadlines these are; None for those that all share. Another's trust is not there."""
        whose = self.kwargs["whose"]
        if whose == SHARED:
            return None
        mine = Group.objects.filter(pk__in=list(self.user.roles))
        return get_object_or_404(mine, pk=int(whose) if whose.isdigit() and len(whose) < 10 else 0)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {
            "month": self.month,
            "choices": month_choices(self.trust, self.month),
            "there": dates_of_month(self.trust, self.month),
        }

    def act(self, form: Any) -> None:
        moved = set_deadlines(
            by=self.user,
            trust=self.trust,
            month=self.month,
            dates=form.dates,
            source_url=form.cleaned_data["source_url"],
        )
        messages.success(self.request, said(moved))

    def cancel_url(self) -> str:
        return self.get_success_url()

    def get_success_url(self) -> str:
        return f"{reverse('deadline-list')}?month={self.month:%Y-%m}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shared = dates_of_month(None, self.month) if self.trust else {}
        return super().get_context_data(
            month=self.month,
            trust=self.trust,
            shared=len(shared),
            back_url=reverse("deadline-list"),
            **kwargs,
        )


class OneDeadline(RunsAction, SignedIn):
    """One deadline, for who keeps it."""

    saved_message = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_keep_deadlines(self.user, self.deadline.trust_id):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def deadline(self) -> DfeDeadline:
        mine = DfeDeadline.objects.visible_to(self.user).select_related("trust")
        return get_object_or_404(mine, pk=self.kwargs["pk"])

    @property
    def title(self) -> str:
        return titles_by_code(self.user).get(self.deadline.code, self.deadline.code)

    def cancel_url(self) -> str:
        return reverse("deadline-list")

    def get_success_url(self) -> str:
        return self.cancel_url()


class DeadlineChange(OneDeadline, FormView[DeadlineForm]):
    template_name = "calendar/deadline_change.html"
    form_class = DeadlineForm

    def get_initial(self) -> dict[str, Any]:
        row = self.deadline
        return {"on": row.on, "source_url": row.source_url, "version": row.version}

    def act(self, form: Any) -> None:
        data = form.cleaned_data
        moved = change_deadline(
            by=self.user,
            deadline=self.deadline,
            on=data["on"],
            source_url=data["source_url"],
            expected_version=data["version"],
        )
        messages.success(self.request, said(moved))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.deadline
        return super().get_context_data(
            title=self.title, month=row.opening_month, trust=row.trust, back_url=self.cancel_url(), **kwargs
        )


class DeadlineRemove(OneDeadline, FormView[ConfirmForm]):
    template_name = "calendar/confirm.html"
    form_class = ConfirmForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"label": "Remove the deadline"}

    def act(self, form: Any) -> None:
        messages.success(self.request, said(remove_deadline(by=self.user, deadline=self.deadline)))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        month = say_month(self.deadline.opening_month)
        return super().get_context_data(
            question=f"Remove the deadline of “{self.title}” for {month}?",
            explanation=[
                "Milestones of schools that join in that month go back to their place in the plan, or to the deadline "
                "that all trusts share. History keeps the entry."
            ],
            back_url=self.cancel_url(),
            **kwargs,
        )
