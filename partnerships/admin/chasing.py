"""Notes of hand-overs, to be read; and from when a trust counts something as stuck."""

from __future__ import annotations

from typing import Any

from django.contrib import admin

from partnerships.actions.chasing import chasing_limits_problems, set_chasing_limits
from partnerships.admin._base import RecordAdmin
from partnerships.admin._forms import RecordForm
from partnerships.admin._lists import ProjectFilter, ProjectTrustFilter, TrustFilter
from partnerships.admin._of_project import OF_PROJECT, OfProjectAdmin, Problems
from partnerships.models import ChasingLimits, Group, HandOver, User
from partnerships.permissions import May


@admin.register(HandOver)
class HandOverAdmin(OfProjectAdmin):
    about = "Projects that passed from one lead to another, with the note. Made on the project’s own page."
    reads_with = ("project__school", "project__trust", "from_user", "to_user", "by")
    list_display = ("project", "from_user", "to_user", "by", "at", "read_at")
    search_fields = (*OF_PROJECT, "from_user__name", "to_user__name", "note")
    list_filter = (ProjectFilter, ProjectTrustFilter)
    date_hierarchy = "at"
    shown_fields = ("project", "from_user", "to_user", "note", "by", "at", "read_at")


class ChasingLimitsForm(RecordForm):
    def problems(self, data: dict[str, Any]) -> Problems:
        found = chasing_limits_problems(quiet_days=data["quiet_days"], waiting_days=data["waiting_days"])
        return ((getattr(each, "about", None), each) for each in found)


@admin.register(ChasingLimits)
class ChasingLimitsAdmin(RecordAdmin):
    section = "Plans"
    about = "From when each trust counts a project as stuck. Trusts that are not here have the usual numbers."
    reads_with = ("trust",)
    list_display = ("trust", "quiet_days", "waiting_days")
    search_fields = ("trust__name",)
    search_help_text = "Words of the trust’s name"
    list_filter = (TrustFilter,)
    changes = May.MANAGE_CALENDAR
    shown_fields = ("trust",)
    change_fields = ("quiet_days", "waiting_days")
    change_form = ChasingLimitsForm

    def where(self, obj: Any) -> int:
        trust: Group = obj.trust
        return trust.pk

    def perform(self, by: User, form: Any, change: bool) -> ChasingLimits:
        data = form.cleaned_data
        return set_chasing_limits(
            by=by, trust=form.instance.trust, quiet_days=data["quiet_days"], waiting_days=data["waiting_days"]
        )
