"""Plan templates: from a csv file into the database, and back into the plain rows that the rules work on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import Max
from django.utils import timezone

from partnerships.actions._core import Refused, action, create_many, for_change, require
from partnerships.models import PlanTemplate, TemplateMilestone
from partnerships.models.group import Group
from partnerships.models.people import User
from partnerships.models.template import keeps_template
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

    `by` None is the installation itself, which brings its own template along. A draft that waits stays one, with the
    number after this. Raises Refused with a sentence for each line that cannot be read or does not fit the others.
    """
    require(by is None or keeps_template(by, trust.pk if trust else None))
    parsed = read_rows(rows)
    problems = template_problems(parsed)
    if problems:
        raise Refused(problems)
    lock_templates()
    version = newest_version(trust) + 1
    for draft in PlanTemplate.objects.drafts().filter(trust=trust):
        draft.version = version + 1
        draft.save()
    template = PlanTemplate.objects.create(
        name=name,
        trust=trust,
        version=version,
        published_at=timezone.now(),
        published_by=by,
        what_changed=what_changed,
    )
    fill_template(template, parsed)
    return template


def read_rows(rows: Iterable[Mapping[str, str | None]]) -> tuple[TemplateRow, ...]:
    """Csv rows as the rules know them. Raises Refused with a sentence for each line that cannot be read."""
    try:
        return parse_rows(rows)
    except TemplateCsvError as error:
        raise Refused(error.problems) from error


def fill_template(template: PlanTemplate, rows: Iterable[TemplateRow]) -> None:
    """Gives a new template its milestones. Part of an action, never called alone."""
    create_many([TemplateMilestone(template=template, **row_to_data(row)) for row in rows])


def newest_version(trust: Group | None) -> int:
    """The number of the newest published version of the trust's template, or of the shipped one; 0 without any."""
    published = PlanTemplate.objects.published().filter(trust=trust)
    return int(published.aggregate(newest=Max("version"))["newest"] or 0)


def lock_templates() -> None:
    """Has whoever gives a template its number next wait, so that no two get the same."""
    first = PlanTemplate.objects.filter(trust=None).order_by("version").first()
    if first is not None:
        for_change(PlanTemplate, first.pk)


def template_rows(template: PlanTemplate) -> list[TemplateRow]:
    """The template's milestones as the rules know them. A published version never changes, so it is read once."""
    if template.rows_read is None or template.is_draft:
        found = template.milestones.order_by("position").values()
        template.rows_read = [row_from_data(each) for each in found]
    return list(template.rows_read)
