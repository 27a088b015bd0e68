"""Shows the published guidance on which a page, a field or a check rests.

{% load guidance %}
{% guidance_on "partnership.sla" %}
{% guidance_on milestone.code "consultation.length" %}

However often a page asks, one query answers. Keys: partnerships.rules.guidance.
"""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone

from partnerships.models import User
from partnerships.reports.guidance import GuidanceIndex, guidance_index
from partnerships.rules.guidance import key_of_rule

register = template.Library()


@register.inclusion_tag("guidance/_parts/on.html", takes_context=True)
def guidance_on(context: template.Context, *keys: str) -> dict[str, Any]:
    """What was published about any of these; nothing at all where nothing was."""
    index = _index(context)
    return {"found": index.on(keys) if index is not None else [], "today": timezone.localdate()}


@register.inclusion_tag("guidance/_parts/on.html", takes_context=True)
def guidance_on_rule(context: template.Context, rule: str) -> dict[str, Any]:
    """The same for a check, by the key of its rule."""
    return guidance_on(context, key_of_rule(rule))


def _index(context: template.Context) -> GuidanceIndex | None:
    """Read at the first question, and kept with the request; parts drawn with "only" have that too."""
    request = getattr(context, "request", None) or context.get("request")
    user = getattr(request, "user", None)
    if request is None or not isinstance(user, User):
        return None
    index = getattr(request, "guidance_index", None)
    if index is None:
        index = guidance_index(user, today=timezone.localdate())
        request.guidance_index = index
    return index
