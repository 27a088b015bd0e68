"""Plan templates: from a csv file into the database, and back into the plain rows that the rules work on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils import timezone

from partnerships.actions._core import Refused, action, create_many
from partnerships.models import PlanTemplate, TemplateMilestone
from partnerships.models.group import Group
from partnerships.models.people import User
from partnerships.rules.plan import ALL_ROUTES, Dependency, TemplateRow
from partnerships.rules.template_check import template_problems
from partnerships.rules.template_csv import TemplateCsvError, parse_rows
from partnerships.rules.words import Anchor, OwnerRole, Phase, Route


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
    create_many([_milestone(template, row) for row in parsed])
    return template


def template_rows(template: PlanTemplate) -> list[TemplateRow]:
    """The template's milestones as the rules know them."""
    return [
        TemplateRow(
            code=each.code,
            title=each.title,
            phase=Phase(each.phase),
            anchor=Anchor(each.anchor),
            days={Route(route): days for route, days in each.days.items()},
            position=each.position,
            repeat_days=each.repeat_days,
            conditions={Route(route): condition for route, condition in each.applies.items()},
            depends_on=tuple(
                Dependency(
                    one["code"], frozenset(map(Route, one["routes"])) if one.get("routes") else ALL_ROUTES
                )
                for one in each.depends_on
            ),
            owners=tuple(OwnerRole(code) for code in each.owner_roles.split(",") if code),
            evidence=each.evidence,
            guidance=each.guidance,
        )
        for each in template.milestones.order_by("position")
    ]


def _milestone(template: PlanTemplate, row: TemplateRow) -> TemplateMilestone:
    return TemplateMilestone(
        template=template,
        code=row.code,
        position=row.position,
        title=row.title,
        phase=row.phase,
        anchor=row.anchor,
        days={str(route): days for route, days in row.days.items()},
        repeat_days=row.repeat_days,
        applies={str(route): condition for route, condition in row.conditions.items() if condition},
        depends_on=[
            {"code": one.code, "routes": [] if one.routes == ALL_ROUTES else sorted(map(str, one.routes))}
            for one in row.depends_on
        ],
        owner_roles=",".join(row.owners),
        evidence=row.evidence,
        guidance=row.guidance,
    )
