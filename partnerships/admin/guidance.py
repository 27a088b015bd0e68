"""Published guidance, shared by all or of one trust."""

from __future__ import annotations

from typing import Any

from django.contrib import admin

from partnerships.admin._base import RecordAdmin
from partnerships.admin._lists import TrustFilter, YesNo
from partnerships.models import Guidance


class LinkFailed(YesNo):
    title = "link does not answer"
    parameter_name = "stale"
    column = "link_failed_on"


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
    shown_fields = (
        "trust", "title", "publisher", "url", "published_on", "says", "about", "review_on", "link_checked_on",
        "link_failed_on", "link_answer",
    )  # fmt: skip

    def where(self, obj: Any) -> int | None:
        trust_id: int | None = obj.trust_id
        return trust_id
