"""Trust Partnerships, and what is kept of each."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from partnerships.actions.partnership_dates import change_dates_problems, change_partnership_dates
from partnerships.actions.partnerships import act_problems, start_partnership, start_partnership_problems
from partnerships.admin._forms import RecordForm
from partnerships.admin._lists import (
    Ended,
    ProjectFilter,
    ProjectTrustFilter,
    lists_of,
)
from partnerships.admin._of_project import OfProjectAdmin, Problems
from partnerships.models import (
    Partnership,
    User,
)
from partnerships.permissions import May
from partnerships.rules.partnership import PartnershipAct

_LISTS = {
    "Extensions": "partnershipextension",
    "Services": "partnershipservice",
    "Measures": "partnershipmeasure",
    "Activities": "partnershipactivity",
}


class PartnershipForm(RecordForm):
    def problems(self, data: dict[str, Any]) -> Problems:
        starts_on, ends_on = data.get("starts_on"), data.get("ends_on")
        if self.instance.pk is None:
            project = data["project"]
            found = start_partnership_problems(
                by=self.by, school=project.school, trust=project.trust, starts_on=starts_on, ends_on=ends_on
            )
        else:
            fresh = Partnership.objects.get(pk=self.instance.pk)
            changed = change_dates_problems(partnership=fresh, starts_on=starts_on, ends_on=ends_on)
            found = act_problems(fresh, PartnershipAct.DATES) or list(changed)
        for each in found:
            about = getattr(each, "about", "")
            yield (
                about
                if about in ("starts_on", "ends_on")
                else ("project" if self.instance.pk is None else None),
                each,
            )


@admin.register(Partnership)
class PartnershipAdmin(OfProjectAdmin):
    section = "Partnerships"
    about = "Trust Partnerships: a school’s time-limited trial of membership, which may precede its joining."
    reads_with = ("project__school", "project__trust", "school", "trust", "trust_lead", "school_lead", "sla")
    list_display = (
        "project", "reference", "kind", "starts_on", "ends_on", "latest_end", "sla_status", "trust_lead", "ended_on",
        "outcome",
    )  # fmt: skip
    search_help_text = "Words of the school’s or trust’s name, a URN or the reference"
    list_filter = ("kind", "sla_status", "outcome", Ended, ProjectFilter, ProjectTrustFilter)
    date_hierarchy = "starts_on"
    adds = changes = May.MANAGE_PARTNERSHIP
    add_fields = ("project", "starts_on", "ends_on")
    change_fields = ("starts_on", "ends_on")
    shown_fields = (
        "project", "school", "trust", "reference", "kind", "purpose", "extendable", "latest_end", "charge",
        "charge_basis", "vat", "purchase_order", "charge_due_on", "charge_paid_on", "sla_status", "sla", "rd_told_by",
        "la_told_on", "la_told_by", "diocese_told_on", "diocese_told_by", "trust_lead", "school_lead", "paused_since",
        "paused_reason", "ended_on", "outcome", "outcome_reason", "learning",
    )  # fmt: skip
    add_form = change_form = PartnershipForm

    def perform(self, by: User, form: Any, change: bool) -> Partnership:
        data = form.cleaned_data
        dates = {"starts_on": data["starts_on"], "ends_on": data["ends_on"]}
        if change:
            return change_partnership_dates(by=by, partnership=form.instance, **dates)
        project = data["project"]
        return start_partnership(by=by, school=project.school, trust=project.trust, **dates)

    def related(self, request: HttpRequest, obj: Any) -> list[tuple[str, str]]:
        return lists_of(obj, "partnership", _LISTS)
