"""Trust Partnerships, and what is kept of each."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest

from partnerships.actions.partnership_dates import change_dates_problems, change_partnership_dates
from partnerships.actions.partnerships import act_problems, start_partnership, start_partnership_problems
from partnerships.admin._forms import RecordForm
from partnerships.admin._lists import (
    Ended,
    PartnershipFilter,
    ProjectFilter,
    ProjectTrustFilter,
    lists_of,
)
from partnerships.admin._of_project import OF_PROJECT, OfProjectAdmin, Problems
from partnerships.models import (
    Partnership,
    PartnershipActivity,
    PartnershipExtension,
    PartnershipMeasure,
    PartnershipService,
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


class OfPartnershipAdmin(OfProjectAdmin):
    """Rows of one partnership."""

    section = "Partnerships"
    reads_with: ClassVar[tuple[str, ...]] = (
        "project__school",
        "project__trust",
        "partnership__school",
        "partnership__trust",
    )
    list_filter: ClassVar[tuple[Any, ...]] = (PartnershipFilter, ProjectFilter, ProjectTrustFilter)


@admin.register(PartnershipExtension)
class PartnershipExtensionAdmin(OfPartnershipAdmin):
    about = "Every extension of a partnership, with its reason. Rows are only ever added, by extending it."
    reads_with = (*OfPartnershipAdmin.reads_with, "by")
    list_display = ("project", "from_end", "to_end", "agreed_on", "reason", "by")
    search_fields = (*OF_PROJECT, "reason")
    date_hierarchy = "agreed_on"
    shown_fields = ("project", "partnership", "from_end", "to_end", "agreed_on", "reason", "by", "at")


@admin.register(PartnershipService)
class PartnershipServiceAdmin(OfPartnershipAdmin):
    about = (
        "What the trust does for a school under a partnership: how much was planned, and how it is measured."
    )
    list_display = ("what", "area", "project", "delivered_by", "days_planned", "measure")
    search_fields = ("what", "delivered_by", *OF_PROJECT)
    search_help_text = "Words of the service, the school or the trust, or a URN"
    list_filter = ("area", *OfPartnershipAdmin.list_filter)
    shown_fields = (
        "project", "partnership", "area", "what", "delivered_by", "days_planned", "measure",
    )  # fmt: skip


@admin.register(PartnershipMeasure)
class PartnershipMeasureAdmin(OfPartnershipAdmin):
    about = (
        "What a partnership is judged by: where it stood at first, where it is to get, and where it is now."
    )
    list_display = ("what", "project", "baseline", "aim", "now", "now_on")
    search_fields = ("what", *OF_PROJECT)
    search_help_text = "Words of the measure, the school or the trust, or a URN"
    date_hierarchy = "now_on"
    shown_fields = ("project", "partnership", "what", "baseline", "aim", "now", "now_on")


@admin.register(PartnershipActivity)
class PartnershipActivityAdmin(OfPartnershipAdmin):
    about = "What trust and school did together, day by day."
    reads_with = (*OfPartnershipAdmin.reads_with, "service", "evidence")
    list_display = ("on", "kind", "focus", "project", "our_people", "their_people", "hours", "service")
    search_help_text = "Words of the focus, the people or what changed"
    list_filter = ("kind", *OfPartnershipAdmin.list_filter)
    date_hierarchy = "on"
    shown_fields = (
        "project", "partnership", "service", "on", "kind", "focus", "our_people", "their_people", "hours", "changed",
        "evidence",
    )  # fmt: skip
