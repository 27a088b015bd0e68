"""Plan templates: from a csv file into the database, and back into the plain rows that the rules work on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils import timezone

from partnerships.actions._core import Refused, action, create_many
from partnerships.models import PlanTemplate, TemplateMilestone
from partnerships.models.group import Group
from partnerships.models.people import User
from partnerships.rules.plan import TemplateRow
from partnerships.rules.template_check import template_problems
from partnerships.rules.template_csv import TemplateCsvError, parse_rows
from partnerships.rules.template_data import row_from_data, row_to_data


@action
def publish_template(
    *,
    by: User | None,
    name: str,
    rows: Iterable[Mapping[str, str | None]],
    trust: Group | None = None,
    what_changed: str = "",
) -> PlanTemplate:
    """Publishes csv rows as the next version of the trust's template, or of the shipped one.

    Raises Refused with a sentence for each line that cannot be read or does not fit the others.
    """
    try:
        parsed = parse_rows(rows)
    except TemplateCsvError as error:
        raise Refused(error.problems) from error
    problems = template_problems(parsed)
    if problems:
        raise Refused(problems)
    newest = PlanTemplate.objects.filter(trust=trust).order_by("-version").first()
    template = PlanTemplate.objects.create(
        name=name,
        trust=trust,
        version=newest.version + 1 if newest else 1,
        published_at=timezone.now(),
        published_by=by,
        what_changed=what_changed,
    )
    create_many([TemplateMilestone(template=template, **row_to_data(row)) for row in parsed])
    return template


def template_rows(template: PlanTemplate) -> list[TemplateRow]:
    """The template's milestones as the rules know them."""
    return [row_from_data(vars(each)) for each in template.milestones.order_by("position")]
