"""Plan templates: from a csv file into the database, and back into the plain rows that the rules work on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils import timezone

from partnerships.actions._core import Refused, action, create_many, require
from partnerships.models import PlanTemplate, TemplateMilestone
from partnerships.models.group import Group
from partnerships.models.people import User
from partnerships.permissions import May
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

    `by` None is the installation itself, which brings its own template along. Raises Refused with a sentence for
    each line that cannot be read or does not fit the others.
    """
    require(by is None or may_publish(by, trust))
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


def may_publish(by: User, trust: Group | None) -> bool:
    """A trust's administrators publish its template, site administrators the shipped one."""
    return by.may(May.SITE_MANAGE_TEMPLATES) if trust is None else by.may(May.MANAGE_TEMPLATES, trust.pk)


def template_rows(template: PlanTemplate) -> list[TemplateRow]:
    """The template's milestones as the rules know them."""
    return [row_from_data(each) for each in template.milestones.order_by("position").values()]
