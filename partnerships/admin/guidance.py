"""Published guidance, shared by all or of one trust."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from partnerships.actions.guidance import (
    add_guidance,
    change_guidance,
    entry_problems,
    may_keep_guidance,
    remove_guidance,
)
from partnerships.admin._base import RecordAdmin
from partnerships.admin._forms import VersionedForm
from partnerships.admin._lists import TrustFilter, YesNo
from partnerships.admin._of_project import Problems, about_fields
from partnerships.admin._reading import person
from partnerships.models import Group, Guidance, User
from partnerships.permissions import May
from partnerships.rules.guidance import Entry


class LinkFailed(YesNo):
    title = "link does not answer"
    parameter_name = "stale"
    column = "link_failed_on"


_FIELDS = ("title", "publisher", "url", "published_on", "says", "about", "review_on")


def _entry(data: dict[str, Any]) -> Entry:
    return Entry(**{**{name: data[name] for name in _FIELDS}, "about": tuple(data["about"])})


class Codes(forms.CharField):
    """Codes with commas between; the column holds a list of them."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        return list(dict.fromkeys(str(value or "").replace(",", " ").split()))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return list(initial or []) != list(self.to_python(data))


class GuidanceForm(VersionedForm):
    about = Codes(
        label="What rests on it",
        required=False,
        help_text="Codes of milestones and keys of checks: CON-04, …",
    )

    def problems(self, data: dict[str, Any]) -> Problems:
        row = self.instance
        trust = row.trust if row.pk else data["trust"]
        if not may_keep_guidance(self.by, trust.pk if trust else None):
            yield "trust", "You keep no guidance there. Choose a trust of yours."
        yield from about_fields(entry_problems(_entry(data), trust=trust, now=row if row.pk else None))


@admin.register(Guidance)
class GuidanceAdmin(RecordAdmin):
    section = "Plans"
    about = "Published guidance that milestones, fields and checks rest on; of one trust, or of all."
    reads_with = ("trust",)
    list_display = ("title", "publisher", "published_on", "review_on", "trust", "link_failed_on")
    search_help_text = "Words of the title, the publisher or what it says"
    search_fields = ("title", "publisher", "says")
    list_filter = ("publisher", LinkFailed, TrustFilter)
    date_hierarchy = "published_on"
    adds = changes = deletes = May.MANAGE_GUIDANCE
    add_fields = ("trust", *_FIELDS)
    change_fields = _FIELDS
    shown_fields = ("trust", "link_checked_on", "link_failed_on", "link_answer")
    add_form = change_form = GuidanceForm
    delete_button = "Remove this guidance"

    def allowed(self, request: HttpRequest, may: May | None, obj: Any = None) -> bool:
        """A trust's own by its administrators, the shared by site administrators."""
        user = person(request)
        if may is None or not user.is_staff:
            return False
        if obj is None:
            return user.may(May.SITE_MANAGE_GUIDANCE) or user.may_anywhere(may)
        return may_keep_guidance(user, obj.trust_id)

    def choosable(self, name: str, user: User) -> Any:
        return Group.objects.filter(pk__in=user.trusts_where(May.MANAGE_GUIDANCE)).order_by("name")

    def perform(self, by: User, form: Any, change: bool) -> Guidance:
        data = form.cleaned_data
        if change:
            version = data.get("seen")
            return change_guidance(
                by=by, guidance=form.instance, entry=_entry(data), expected_version=version
            )
        return add_guidance(by=by, trust=data["trust"], entry=_entry(data))

    def remove(self, by: User, obj: Guidance, confirmed: bool) -> None:
        remove_guidance(by=by, guidance=obj)
