"""Moving live projects to another version of their template, after seeing what each would gain, lose or move."""

from __future__ import annotations

import copy
import datetime as dt
from dataclasses import dataclass
from typing import Any

from partnerships.actions._core import action, for_change, refuse_if, require, save_many
from partnerships.actions.plans import lock_plan, logged, planned_for, preview_plan, sync_plan
from partnerships.actions.templates import template_rows
from partnerships.models import Milestone, PlanTemplate, Project
from partnerships.models.people import User
from partnerships.permissions import May
from partnerships.rules.plan import PlannedMilestone, in_plan
from partnerships.rules.words import Applies

# What follows the template's words, with what people call it.
_WORDED = {
    "title": "title",
    "phase": "phase",
    "guidance": "guidance",
    "evidence_wanted": "evidence",
    "owner_roles": "owner",
    "depends_on": "what it waits for",
    "takes_days": "how long it takes",
}
# `sync_plan` sees to the dependencies.
_SAVED = tuple(name for name in _WORDED if name != "depends_on")


@dataclass(frozen=True)
class Upgrade:
    """What following this template would do to one project's plan, as titles that a person reads."""

    project: Project
    gained: list[str]
    lost: list[str]
    # (title, from, to) of every milestone whose due date changes.
    moved: list[tuple[str, dt.date | None, dt.date | None]]
    # (title, what) of those whose words, owner or dependencies change.
    reworded: list[tuple[str, str]]
    # No longer in the template, but something was logged on them, so they stay in the plan as they are.
    stays: list[str]
    # How many are done, and so keep their dates.
    done: int

    @property
    def changes_nothing(self) -> bool:
        return not (self.gained or self.lost or self.moved or self.reworded)


def upgrade_problems(*, project: Project, template: PlanTemplate) -> list[str]:
    """What stands in the way of moving the project to this template."""
    if template.is_draft:
        return ["A draft has to be published before projects can follow it."]
    if project.template_id == template.pk:
        return [f"{project.school} follows this version already."]
    if PlanTemplate.objects.current_for(project.trust_id).pk != template.pk:
        return [f"This is not the newest version for {project.trust}. Look at the newest one."]
    return []


def preview_upgrade(project: Project, template: PlanTemplate) -> Upgrade:
    """What `upgrade_plan` would do; changes nothing."""
    as_if = _following(project, template)
    change = preview_plan(as_if, route=project.route, also={})
    planned = _by_key(planned_for(as_if))
    codes = {row.code for row in template_rows(template)}
    rows = list(project.milestones.exclude(code="").with_evidence_there())
    owners = _owners_before(project)
    reworded = [
        (row.title, ", ".join(_WORDED[name] for name in names))
        for row in rows
        if row.in_plan
        and (row.code, row.occurrence) in planned
        and (names := _words_differ(row, planned[row.code, row.occurrence], owners))
    ]
    return Upgrade(
        project=project,
        gained=change.gained,
        lost=change.lost,
        moved=change.moved,
        reworded=reworded,
        stays=[row.title for row in rows if row.code not in codes and row.in_plan and _stays(row)],
        done=sum(row.in_plan and row.is_done for row in rows),
    )


@action
def upgrade_plan(*, by: User, project: Project, template: PlanTemplate) -> Project:
    """Has the project follow this template from now on. Nothing logged is lost.

    What the template no longer has leaves the plan, unless something was logged on it: then it stays as it is.
    Titles, guidance, evidence, owners, dependencies and lengths follow the template; an owner that a person chose
    stays. Raises Refused where the project cannot follow it.
    """
    project = for_change(Project, project.pk)
    require(by.may(May.CHANGE_PROJECT, project))
    require(Project.objects.visible_to(by).filter(pk=project.pk).exists())
    refuse_if(upgrade_problems(project=project, template=template))
    lock_plan(project)
    owners = _owners_before(project)
    project.template = template
    project.version += 1
    project.save()
    planned = _by_key(planned_for(project))
    changed = []
    for row in project.milestones.exclude(code=""):
        to = planned.get((row.code, row.occurrence))
        if to is not None and _words_differ(row, to, owners):
            for name, value in _words_of(row, to, owners).items():
                setattr(row, name, value)
            row.version += 1
            changed.append(row)
    save_many(changed, [*_SAVED, "version"])
    sync_plan(by=by, project=project)
    return project


def _following(project: Project, template: PlanTemplate) -> Project:
    """The project as if it followed this template; never saved."""
    as_if = copy.copy(project)
    as_if.template = template
    return as_if


def _stays(row: Milestone) -> bool:
    return in_plan(Applies.NO, row.override, row.status, logged=logged(row))


def _by_key(planned: list[PlannedMilestone]) -> dict[tuple[str, int], PlannedMilestone]:
    return {(each.code, each.occurrence): each for each in planned}


def _owners_before(project: Project) -> dict[str, str]:
    """The owners that the template has given each milestone so far: an owner that is another was chosen by a person."""
    return {row.code: ",".join(row.owners) for row in template_rows(project.template)}


def _words_of(row: Milestone, to: PlannedMilestone, owners: dict[str, str]) -> dict[str, Any]:
    chosen = row.code in owners and row.owner_roles != owners[row.code]
    return {
        "title": to.title,
        "phase": to.phase.value,
        "guidance": to.guidance,
        "evidence_wanted": to.evidence,
        "owner_roles": row.owner_roles if chosen else ",".join(owner.value for owner in to.owners),
        "takes_days": to.takes_days,
    }


def _words_differ(row: Milestone, to: PlannedMilestone, owners: dict[str, str]) -> list[str]:
    wanted = _words_of(row, to, owners) | {"depends_on": list(to.depends_on)}
    return [name for name in _WORDED if getattr(row, name) != wanted[name]]
