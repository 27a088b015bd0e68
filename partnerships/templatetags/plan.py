"""What the plan's templates ask beside their row."""

from __future__ import annotations

from django import template

from partnerships.reports.plan_rows import answer_buttons

register = template.Library()
register.filter("answer_buttons", answer_buttons)
