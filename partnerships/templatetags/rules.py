"""What a rule says, with its milestones as links."""

from __future__ import annotations

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from partnerships.reports.rule_list import FindingLine

register = template.Library()


@register.filter
def linked(line: FindingLine) -> SafeString:
    """The sentence with each milestone that it names as a link; those that it does not name follow it."""
    said, after = format_html("{}", line.finding.sentence), []
    for step in line.steps:
        link = format_html(
            '<a class="govuk-link" href="{}">{}</a>', reverse("milestone-detail", args=[step.key]), step.title
        )
        named = format_html("“{}”", step.title)
        if named in said:
            said = mark_safe(said.replace(named, f"“{link}”"))  # noqa: S308  (both sides are escaped already)
        else:
            after.append(link)
    return format_html_join(" ", "{}", ([each] for each in (said, *after)))
