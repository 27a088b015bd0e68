"""What the plan's templates ask beside their row."""

from __future__ import annotations

from django import template

from partnerships.reports.plan_rows import answer_buttons
from partnerships.rules.decisions import body_of

register = template.Library()
register.filter("answer_buttons", answer_buttons)


@register.filter
def decides(code: str) -> str:
    """Whose decision the milestone with this code is, as an address names it; empty for other milestones."""
    body = body_of(code)
    return body.value if body else ""
