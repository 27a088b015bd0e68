"""What the plan's templates ask beside their row."""

from __future__ import annotations

from django import template

from partnerships.reports.plan_rows import answer_buttons
from partnerships.rules.decisions import body_of
from partnerships.rules.reviews import review_kind_of

register = template.Library()
register.filter("answer_buttons", answer_buttons)


@register.filter
def reviews(code: str) -> str:
    """The review that the milestone with this code is, in words; empty for other milestones."""
    kind = review_kind_of(code)
    return kind.label if kind else ""


@register.filter
def decides(code: str) -> str:
    """Whose decision the milestone with this code is, as an address names it; empty for other milestones."""
    body = body_of(code)
    return body.value if body else ""
