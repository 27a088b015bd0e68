"""School holidays, for each local authority or for all: they move nothing, and are said beside due dates."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView

from partnerships.actions._core import Refused
from partnerships.actions.holidays import (
    add_holidays,
    add_holidays_problems,
    may_keep_holidays,
    remove_holiday,
    save_holiday,
)
from partnerships.exports.calendar import holiday_columns
from partnerships.forms._filters import FilterForm
from partnerships.forms.holidays import (
    HolidayCopyForm,
    HolidayCsvForm,
    HolidayFilter,
    HolidayForm,
    HolidaysToAdd,
)
from partnerships.forms.people import ConfirmForm
from partnerships.models import SchoolHoliday
from partnerships.reports.calendar_history import holiday_history
from partnerships.reports.holiday_list import (
    ALL_AUTHORITIES,
    authorities,
    copies_for_next_year,
    holidays,
    years_listed,
)
from partnerships.rules.holiday_csv import write_holidays
from partnerships.rules.saying import counted
from partnerships.rules.working_days import Holiday
from partnerships.views._base import RunsAction, SignedIn
from partnerships.views._lists import FilteredRows, ListCsv, ListPage


class HolidayRows(FilteredRows):
    def rows(self) -> Any:
        return holidays()

    @cached_property
    def authorities(self) -> dict[str, str]:
        return authorities()

    def make_form(self) -> FilterForm:
        return HolidayFilter(self.request.GET, years=years_listed(), authorities=self.authorities)


class HolidayList(HolidayRows, ListPage):
    template_name = "calendar/holidays.html"
    csv_name = "holiday-csv"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        rows = [
            {"holiday": each, "where": self.authorities.get(each.la_code, each.la_code) or ALL_AUTHORITIES}
            for each in context["page"]
        ]
        return context | {
            "rows": rows,
            "may_change": may_keep_holidays(self.user),
            "history": holiday_history(self.authorities),
        }


class HolidayCsv(HolidayRows, ListCsv):
    file_name = "school-holidays"

    @property
    def columns(self) -> Any:  # type: ignore[override]  # which depend on the names of authorities
        return holiday_columns(self.authorities)

    def export_rows(self) -> Any:
        return self.found.iterator(2000)


class KeepsHolidays(SignedIn):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_keep_holidays(self.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def authorities(self) -> dict[str, str]:
        return authorities()

    def cancel_url(self) -> str:
        return reverse("holiday-list")

    def get_success_url(self) -> str:
        return reverse("holiday-list")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        given: dict[str, Any] = super().get_context_data(back_url=self.cancel_url(), **kwargs)  # type: ignore[misc]  # FormView's
        return given


class HolidayAdd(RunsAction, KeepsHolidays, FormView[HolidayForm]):
    template_name = "calendar/holiday_form.html"
    form_class = HolidayForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"authorities": self.authorities}

    def act(self, form: Any) -> None:
        data = form.cleaned_data
        save_holiday(
            by=self.user,
            la_code=data["la_code"],
            name=data["name"],
            first_day=data["first_day"],
            last_day=data["last_day"],
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(heading="Add a school holiday", where="", **kwargs)


class OneHoliday(RunsAction, KeepsHolidays):
    @cached_property
    def holiday(self) -> SchoolHoliday:
        return get_object_or_404(SchoolHoliday, pk=self.kwargs["pk"])

    @property
    def where(self) -> str:
        return self.authorities.get(self.holiday.la_code, self.holiday.la_code) or ALL_AUTHORITIES


class HolidayChange(OneHoliday, FormView[HolidayForm]):
    template_name = "calendar/holiday_form.html"
    form_class = HolidayForm

    def get_initial(self) -> dict[str, Any]:
        return {name: getattr(self.holiday, name) for name in ("name", "first_day", "last_day", "version")}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"authorities": self.authorities, "holiday": self.holiday}

    def act(self, form: Any) -> None:
        data = form.cleaned_data
        save_holiday(
            by=self.user,
            holiday=self.holiday,
            name=data["name"],
            first_day=data["first_day"],
            last_day=data["last_day"],
            expected_version=data["version"],
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(heading=f"Change “{self.holiday.name}”", where=self.where, **kwargs)


class HolidayRemove(OneHoliday, FormView[ConfirmForm]):
    template_name = "calendar/confirm.html"
    form_class = ConfirmForm
    saved_message = "The holiday is removed."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"label": "Remove the holiday"}

    def act(self, form: Any) -> None:
        remove_holiday(by=self.user, holiday=self.holiday)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            question=f"Remove “{self.holiday.name}” of {self.where}?",
            explanation=["No due date moves. History keeps the entry."],
            **kwargs,
        )


class AddsSeveral(KeepsHolidays):
    """Shows what would be added, and adds it when it comes back confirmed."""

    form: Any

    def found(self, form: Any) -> list[tuple[str, Holiday]]:
        """What the form asks to add."""
        # Each page of this family has its own; one that forgets it fails on its first try.
        raise NotImplementedError("each page says where its holidays come from")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "rows" not in request.POST:
            answer: HttpResponse = super().post(request, *args, **kwargs)  # type: ignore[misc]  # FormView's
            return answer
        seen = HolidaysToAdd(request.POST)
        if not seen.is_valid():
            return self.shown([], [str(said) for each in seen.errors.values() for said in each])
        try:
            added = add_holidays(by=self.user, holidays=seen.cleaned_data["rows"])
        except Refused as refused:
            return self.shown(seen.cleaned_data["rows"], refused.problems)
        messages.success(request, f"{counted(len(added), 'holiday')} added.")
        return redirect(self.get_success_url())

    def form_valid(self, form: Any) -> HttpResponse:
        rows = self.found(form)
        return self.shown(rows, add_holidays_problems(holidays=rows), form)

    def shown(self, rows: list[tuple[str, Holiday]], problems: list[str], form: Any = None) -> HttpResponse:
        names = [
            {"where": self.authorities.get(code, code) or ALL_AUTHORITIES, "holiday": each}
            for code, each in rows
        ]
        context = self.get_context_data(
            form=form or self.blank(), preview=names, problems=problems, rows=write_holidays(rows)
        )
        answer: HttpResponse = self.render_to_response(context)  # type: ignore[attr-defined]  # FormView's
        return answer

    def blank(self) -> Any:
        """The form as it is when the page is opened."""
        return self.form_class(**self.get_form_kwargs() | {"data": None, "files": None})  # type: ignore[attr-defined]  # FormView's

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**({"preview": None, "problems": [], "rows": ""} | kwargs))


class HolidayCopy(AddsSeveral, FormView[HolidayCopyForm]):
    """Last year's holidays as a first guess at next year's; each can be changed afterwards."""

    template_name = "calendar/holiday_copy.html"
    form_class = HolidayCopyForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"years": years_listed(), "authorities": self.authorities}

    def found(self, form: Any) -> list[tuple[str, Holiday]]:
        return copies_for_next_year(form.cleaned_data["year"], form.la_code)


class HolidayImport(AddsSeveral, FormView[HolidayCsvForm]):
    template_name = "calendar/holiday_import.html"
    form_class = HolidayCsvForm

    def found(self, form: Any) -> list[tuple[str, Holiday]]:
        rows: list[tuple[str, Holiday]] = form.cleaned_data["file"]
        return rows
