"""Settings: one short page of cards, each shown to those who may use what it leads to."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from partnerships.permissions import May
from partnerships.views._base import SignedIn

_TEMPLATES = (May.MANAGE_TEMPLATES, May.SITE_MANAGE_TEMPLATES)
_CALENDAR = (May.MANAGE_CALENDAR, May.SITE_MANAGE_CALENDAR)
_GUIDANCE = (May.MANAGE_GUIDANCE, May.SITE_MANAGE_GUIDANCE)
# Words, name of the page, what it is for, in a trust and in the installation.
_CARDS = (
    ("Plan templates", "template-list", "What a plan contains, and when each milestone is due.", _TEMPLATES),
    ("DfE deadlines", "deadline-list", "The days that DfE sets for each opening month.", _CALENDAR),
    ("School holidays", "holiday-list", "Term dates, so that a plan says what falls in the holidays.", _CALENDAR),
    ("Guidance", "guidance-list", "Published guidance, and which milestones, fields and checks rest on it.", _GUIDANCE),
    ("What we tell schools", "terms-home", "The trust’s terms and usual answers, for every school’s page of fit.",
     (May.MANAGE_GUIDANCE, May.MANAGE_GUIDANCE)),
    ("Chasing limits", "chasing-settings", "After how many days something counts as stuck.", _CALENDAR),
)  # fmt: skip


class SettingsIndex(SignedIn, TemplateView):
    template_name = "settings/index.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not self.cards:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def cards(self) -> list[dict[str, str]]:
        """Those of the cards that this person may use."""
        return [
            {"title": title, "url": reverse(name), "text": text}
            for title, name, text, (in_trust, in_site) in _CARDS
            if self.user.may(in_site) or self.user.may_anywhere(in_trust)
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(cards=self.cards, **kwargs)
