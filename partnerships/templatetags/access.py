"""Templates ask the same permission function as the views.

{% load access %}
{% may "log_progress" project as can_log %}      in this project (or in a trust, or by a trust's UID)
{% may "site_import_gias" as can_import %}       in the installation
{% may_anywhere "start_project" as can_start %}  in at least one of this person's trusts
"""

from __future__ import annotations

from typing import Any

from django import template

from partnerships.models import Group, Project
from partnerships.permissions import May

register = template.Library()


def _who(context: template.Context) -> Any:
    """The signed-in person; None for the anonymous and for pages drawn without a request."""
    request = context.get("request")
    user = getattr(request, "user", None)
    return user if user is not None and user.is_authenticated else None


@register.simple_tag(takes_context=True)
def may(context: template.Context, what: str, where: Project | Group | int | None = None) -> bool:
    """Whether the signed-in person may do `what` (a value of `May`) there. A misspelt one raises ValueError."""
    asked = May(what)
    user = _who(context)
    place = where.pk if isinstance(where, Group) else where
    return user is not None and user.may(asked, place)


@register.simple_tag(takes_context=True)
def may_anywhere(context: template.Context, what: str) -> bool:
    """Whether the signed-in person may do `what` in at least one trust."""
    asked = May(what)
    user = _who(context)
    return user is not None and user.may_anywhere(asked)
