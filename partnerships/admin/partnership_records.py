"""What is kept of each partnership: extensions, services, measures and activities."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.utils import timezone

from partnerships.actions.activities import (
    add_activities,
    add_activities_problems,
    change_activity,
    change_activity_problems,
    remove_activity,
)
from partnerships.actions.partnership_records import (
    Measure,
    Service,
    add_measure,
    add_service,
    change_measure,
    change_service,
    measure_problems,
    remove_measure,
    remove_service,
    service_problems,
)
from partnerships.admin._forms import VersionedForm
from partnerships.admin._lists import PartnershipFilter, ProjectFilter, ProjectTrustFilter
from partnerships.admin._of_project import OF_PROJECT, OfProjectAdmin, Problems, about_fields
from partnerships.models import (
    PartnershipActivity,
    PartnershipExtension,
    PartnershipMeasure,
    PartnershipService,
    User,
)
from partnerships.permissions import May
from partnerships.rules.activities import Entry


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


_SERVICE = ("area", "what", "delivered_by", "days_planned", "measure")


def _service(data: dict[str, Any]) -> Service:
    return Service(**{name: data[name] for name in _SERVICE})


class ServiceForm(VersionedForm):
    def problems(self, data: dict[str, Any]) -> Problems:
        row = self.instance
        partnership = row.partnership if row.pk else data["partnership"]
        but = row if row.pk else None
        return about_fields(service_problems(_service(data), partnership=partnership, but=but))


@admin.register(PartnershipService)
class PartnershipServiceAdmin(OfPartnershipAdmin):
    about = (
        "What the trust does for a school under a partnership: how much was planned, and how it is measured."
    )
    list_display = ("what", "area", "project", "delivered_by", "days_planned", "measure")
    search_fields = ("what", "delivered_by", *OF_PROJECT)
    search_help_text = "Words of the service, the school or the trust, or a URN"
    list_filter = ("area", *OfPartnershipAdmin.list_filter)
    adds = changes = deletes = May.KEEP_PARTNERSHIP
    add_fields = ("partnership", *_SERVICE)
    change_fields = _SERVICE
    shown_fields = ("project", "partnership")
    add_form = change_form = ServiceForm
    delete_button = "Remove this service"
    delete_words = "What was logged for it stays in the log, without a service."

    def perform(self, by: User, form: Any, change: bool) -> PartnershipService:
        data = form.cleaned_data
        if change:
            version = data.get("seen")
            return change_service(by=by, service=form.instance, to=_service(data), expected_version=version)
        return add_service(by=by, partnership=data["partnership"], service=_service(data))

    def remove(self, by: User, obj: PartnershipService, confirmed: bool) -> None:
        remove_service(by=by, service=obj)


_MEASURE = ("what", "baseline", "aim", "now", "now_on")


def _measure(data: dict[str, Any]) -> Measure:
    return Measure(**{name: data[name] for name in _MEASURE})


class MeasureForm(VersionedForm):
    def problems(self, data: dict[str, Any]) -> Problems:
        return about_fields(measure_problems(_measure(data), today=timezone.localdate()))


@admin.register(PartnershipMeasure)
class PartnershipMeasureAdmin(OfPartnershipAdmin):
    about = (
        "What a partnership is judged by: where it stood at first, where it is to get, and where it is now."
    )
    list_display = ("what", "project", "baseline", "aim", "now", "now_on")
    search_fields = ("what", *OF_PROJECT)
    search_help_text = "Words of the measure, the school or the trust, or a URN"
    date_hierarchy = "now_on"
    adds = changes = deletes = May.KEEP_PARTNERSHIP
    add_fields = ("partnership", *_MEASURE)
    change_fields = _MEASURE
    shown_fields = ("project", "partnership")
    add_form = change_form = MeasureForm
    delete_button = "Remove this measure"

    def perform(self, by: User, form: Any, change: bool) -> PartnershipMeasure:
        data = form.cleaned_data
        if change:
            version = data.get("seen")
            return change_measure(by=by, measure=form.instance, to=_measure(data), expected_version=version)
        return add_measure(by=by, partnership=data["partnership"], measure=_measure(data))

    def remove(self, by: User, obj: PartnershipMeasure, confirmed: bool) -> None:
        remove_measure(by=by, measure=obj)


_ACTIVITY = ("on", "kind", "focus", "our_people", "their_people", "hours", "changed")


class ActivityForm(VersionedForm):
    def entry(self, data: dict[str, Any]) -> Entry:
        """What the form says; the service that it belongs to is chosen on the partnership's pages."""
        return Entry(**{name: data[name] for name in _ACTIVITY}, service=self.instance.service_id)

    def problems(self, data: dict[str, Any]) -> Problems:
        row, entry = self.instance, self.entry(data)
        if row.pk:
            return about_fields(change_activity_problems(activity=row, to=entry))
        return about_fields(add_activities_problems(partnership=data["partnership"], entries=[entry]))


@admin.register(PartnershipActivity)
class PartnershipActivityAdmin(OfPartnershipAdmin):
    about = "What trust and school did together, day by day."
    reads_with = (*OfPartnershipAdmin.reads_with, "service", "evidence")
    list_display = ("on", "kind", "focus", "project", "our_people", "their_people", "hours", "service")
    search_help_text = "Words of the focus, the people or what changed"
    list_filter = ("kind", *OfPartnershipAdmin.list_filter)
    date_hierarchy = "on"
    adds = changes = deletes = May.KEEP_PARTNERSHIP
    add_fields = ("partnership", *_ACTIVITY)
    change_fields = _ACTIVITY
    shown_fields = ("project", "partnership", "service", "evidence")
    add_form = change_form = ActivityForm
    delete_button = "Remove this activity"
    delete_words = "Its evidence stays with the project; history keeps what was there."

    def perform(self, by: User, form: Any, change: bool) -> PartnershipActivity:
        data, entry = form.cleaned_data, form.entry(form.cleaned_data)
        if change:
            version = data.get("seen")
            return change_activity(by=by, activity=form.instance, to=entry, expected_version=version)
        return add_activities(by=by, partnership=data["partnership"], entries=[entry])[0]

    def remove(self, by: User, obj: PartnershipActivity, confirmed: bool) -> None:
        remove_activity(by=by, activity=obj)
