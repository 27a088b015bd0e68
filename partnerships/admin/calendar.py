"""DfE's deadlines and the school holidays."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from partnerships.actions.calendar import (
    change_deadline,
    deadline_problems,
    may_keep_deadlines,
    remove_deadline,
    set_deadlines,
    source_problems,
)
from partnerships.actions.holidays import may_keep_holidays, remove_holiday, save_holiday
from partnerships.admin._base import RecordAdmin
from partnerships.admin._forms import VersionedForm
from partnerships.admin._lists import TrustFilter, month
from partnerships.admin._of_project import Problems
from partnerships.admin._reading import person
from partnerships.models import DfeDeadline, Group, SchoolHoliday, User
from partnerships.permissions import May
from partnerships.reports.calendar import deadline_titles


class DeadlineForm(VersionedForm):
    def problems(self, data: dict[str, Any]) -> Problems:
        row = self.instance
        trust = data.get("trust", row.trust)
        if not may_keep_deadlines(self.by, trust.pk if trust else None):
            yield "trust", "You keep no deadlines there. Choose a trust of yours."
        yield from (("source_url", each) for each in source_problems(data.get("source_url") or ""))
        opening, code, on = (
            data.get("opening_month", row.opening_month),
            data.get("code", row.code),
            data.get("on"),
        )
        if opening and code and on:
            titles = deadline_titles(trust.pk if trust else None)
            names = {"month": "opening_month", "code": "code", "on": "on"}
            for each in deadline_problems(
                month=opening, code=code, on=on, titles={**titles, row.code: row.code}
            ):
                field = names.get(getattr(each, "about", ""))
                yield (field if field in self.fields else None), each


@admin.register(DfeDeadline)
class DfeDeadlineAdmin(RecordAdmin):
    section = "Plans"
    about = "DfE’s deadlines for each opening month, of one trust or of all. Plans follow them at once."
    reads_with = ("trust",)
    list_display = (month("opening_month", "Opening month"), "code", "on", "trust", "source_url")
    search_fields = ("code", "trust__name")
    search_help_text = "A milestone’s code, or words of the trust’s name"
    list_filter = (TrustFilter,)
    date_hierarchy = "opening_month"
    adds = changes = deletes = May.MANAGE_CALENDAR
    add_fields = ("trust", "opening_month", "code", "on", "source_url")
    change_fields = ("on", "source_url")
    shown_fields = ("trust", "opening_month", "code")
    add_form = change_form = DeadlineForm
    delete_button = "Remove this deadline"
    delete_words = "Milestones go back to a shared deadline, or to their place in the plan."

    def allowed(self, request: HttpRequest, may: May | None, obj: Any = None) -> bool:
        """A trust's own by its administrators, the shared ones by site administrators."""
        user = person(request)
        if may is None or not user.is_staff:
            return False
        if obj is None:
            return user.may(May.SITE_MANAGE_CALENDAR) or user.may_anywhere(may)
        return may_keep_deadlines(user, obj.trust_id)

    def choosable(self, name: str, user: User) -> Any:
        return Group.objects.filter(pk__in=user.trusts_where(May.MANAGE_CALENDAR)).order_by("name")

    def perform(self, by: User, form: Any, change: bool) -> DfeDeadline:
        data, row = form.cleaned_data, form.instance
        if change:
            change_deadline(by=by, deadline=row, on=data["on"], source_url=data["source_url"])
            return DfeDeadline.objects.get(pk=row.pk)
        set_deadlines(
            by=by,
            trust=data["trust"],
            month=data["opening_month"],
            dates={data["code"]: data["on"]},
            source_url=data["source_url"],
        )
        return DfeDeadline.objects.get(
            trust=data["trust"], opening_month=data["opening_month"], code=data["code"]
        )

    def remove(self, by: User, obj: DfeDeadline, confirmed: bool) -> None:
        remove_deadline(by=by, deadline=obj)


@admin.register(SchoolHoliday)
class SchoolHolidayAdmin(RecordAdmin):
    section = "Plans"
    about = (
        "School holidays of an authority, or of all that have no list of their own. They move no due date."
    )
    list_display = ("name", "la_code", "first_day", "last_day")
    search_fields = ("name", "=la_code")
    search_help_text = "Words of the name, or an authority’s code"
    date_hierarchy = "first_day"
    adds = changes = deletes = May.MANAGE_CALENDAR
    add_fields = ("la_code", "name", "first_day", "last_day")
    change_fields = ("name", "first_day", "last_day")
    shown_fields = ("la_code",)
    change_form = VersionedForm
    delete_button = "Remove this holiday"

    def allowed(self, request: HttpRequest, may: May | None, obj: Any = None) -> bool:
        user = person(request)
        return may is not None and user.is_staff and may_keep_holidays(user)

    def perform(self, by: User, form: Any, change: bool) -> SchoolHoliday:
        data = form.cleaned_data
        return save_holiday(
            by=by,
            holiday=form.instance if change else None,
            la_code=data.get("la_code", ""),
            name=data["name"],
            first_day=data["first_day"],
            last_day=data["last_day"],
        )

    def remove(self, by: User, obj: SchoolHoliday, confirmed: bool) -> None:
        remove_holiday(by=by, holiday=obj)
