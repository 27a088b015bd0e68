"""Schools that join together: making a group, who is in it, and what is logged once for all of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from partnerships.actions._core import action, for_change, lock_projects, refuse_if, require, who_was_faster
from partnerships.models import Group, Milestone, Project, ProjectGroup
from partnerships.models.people import User
from partnerships.models.project import going_on
from partnerships.permissions import May
from partnerships.rules.groups import shared_problems, usually_shared
from partnerships.rules.problems import Problem
from partnerships.rules.words import GroupKind, Status

_NAME_TAKEN = "This name cannot be used. Choose another one."
_HIDDEN = "This group cannot be removed. Ask one of your trust's administrators."


def group_problems(*, trust: Group, name: str, kind: str, but: ProjectGroup | None = None) -> list[str]:
    """What is wrong with a group's name and kind.

    Whether a name is taken is asked of every group, those of confidential schools too: so of a name that cannot be
    used nothing else is said.
    """
    problems = []
    if not name.strip():
        problems.append(Problem("Enter the group's name.", about="name"))
    if not GroupKind.has(kind):
        problems.append(Problem("Choose why these schools join together.", about="kind"))
    others = ProjectGroup.objects.filter(trust=trust, name__iexact=name.strip())
    if (others.exclude(pk=but.pk) if but else others).exists():
        problems.append(Problem(_NAME_TAKEN, about="name"))
    return list(problems)


@action
def make_group(
    *, by: User, trust: Group, name: str, kind: str, projects: Sequence[Project] = ()
) -> ProjectGroup:
    """Makes a group of a trust's projects. What such a group usually shares is shared from the start."""
    require(by.may(May.GROUP_PROJECTS, trust.pk))
    refuse_if(group_problems(trust=trust, name=name, kind=kind))
    group = ProjectGroup.objects.create(
        trust=trust, name=name.strip(), kind=kind, shared_codes=sorted(usually_shared(GroupKind(kind)))
    )
    for project in projects:
        add_to_group(by=by, group=group, project=project)
    return group


@action
def change_group(
    *, by: User, group: ProjectGroup, name: str, kind: str, expected_version: int | None = None
) -> ProjectGroup:
    """Renames a group or changes why its schools join together; what is shared stays as it was chosen."""
    group = _open(by, group)
    refuse_if(who_was_faster(group, expected_version, what="this group"))
    refuse_if(group_problems(trust=group.trust, name=name, kind=kind, but=group))
    group.name, group.kind = name.strip(), kind
    return _save(group)


@action
def share_milestones(
    *, by: User, group: ProjectGroup, codes: Collection[str], expected_version: int | None = None
) -> ProjectGroup:
    """Chooses what is done once for all from now on. What has been logged already stays where it is."""
    group = _open(by, group)
    refuse_if(who_was_faster(group, expected_version, what="this group"))
    refuse_if(shared_problems(codes, [*codes_of(group), *group.shared_codes]))
    group.shared_codes = sorted(set(codes))
    return _save(group)


def codes_of(group: ProjectGroup) -> list[str]:
    """The codes of the members' plans, in the order of the first plan that has them."""
    rows = Milestone.objects.filter(project__group=group, in_plan=True, occurrence=1).exclude(code="")
    return list(dict.fromkeys(rows.order_by("position", "pk").values_list("code", flat=True)))


def add_to_group_problems(*, group: ProjectGroup, project: Project) -> list[str]:
    """What stands in the way of this project in this group."""
    if project.trust_id != group.trust_id:
        return ["The schools of a group join one trust. This project belongs to another."]
    if project.is_ended:
        return ["This project has ended."]
    if project.group_id == group.pk:
        return ["This project is in the group already."]
    return []


@action
def add_to_group(*, by: User, group: ProjectGroup, project: Project) -> Project:
    """Puts a project into the group, out of the one it was in. What was logged before is not copied."""
    group, project = _open(by, group), for_change(Project, project.pk)
    require(Project.objects.visible_to(by).filter(pk=project.pk).exists())
    require(by.may(May.GROUP_PROJECTS, project))
    refuse_if(add_to_group_problems(group=group, project=project))
    return _put(project, group)


@action
def remove_from_group(*, by: User, project: Project) -> Project:
    """Takes a project out of its group; nothing logged on it changes."""
    project = for_change(Project, project.pk)
    require(Project.objects.visible_to(by).filter(pk=project.pk).exists())
    require(by.may(May.GROUP_PROJECTS, project.trust_id))
    refuse_if([] if project.group_id else ["This project is in no group."])
    return _put(project, None)


def remove_group_problems(*, by: User, group: ProjectGroup) -> list[str]:
    """What stands in the way of removing the group; of a project that the person does not see nothing is said."""
    if Project.objects.visible_to(by).filter(group=group).exists():
        return ["Take its projects out of the group first."]
    return [_HIDDEN] if Project.objects.filter(group=group).exists() else []


@action
def remove_group(*, by: User, group: ProjectGroup) -> None:
    """Removes a group in which there is no project any more."""
    group = _open(by, group)
    refuse_if(remove_group_problems(by=by, group=group))
    group.delete()


def shared_with(by: User, milestone: Milestone) -> list[Milestone]:
    """The same milestone of the other schools on which whatever this person logs here is logged too.

    Of live projects that are not on hold, where it is in the plan, and which the person sees and may log on. Others
    are left alone: they are neither named nor counted.
    """
    group = _group_of(milestone)
    if group is None or milestone.code not in group.shared_codes:
        return []
    others = (
        Milestone.objects.visible_to(by)
        .filter(project__group=group, code=milestone.code, occurrence=milestone.occurrence, in_plan=True)
        .filter(going_on("project__"))
        .exclude(project=milestone.project_id)
        .select_related("project__school")
    )
    return [each for each in others.order_by("project") if by.may(May.LOG_PROGRESS, each.project)]


def lock_shared(by: User, milestone: Milestone) -> list[Milestone]:
    """`shared_with`, with the group and every project that is concerned locked, always in the same order."""
    group = _group_of(milestone)
    if group is None or not shared_with(by, milestone):
        return []
    for_change(ProjectGroup, group.pk)
    others = shared_with(by, milestone)
    lock_projects([milestone.project_id, *(each.project_id for each in others)])
    return others


def _group_of(milestone: Milestone) -> ProjectGroup | None:
    """As it is now: whoever holds the milestone may have read its project long before."""
    return ProjectGroup.objects.filter(projects=milestone.project_id).first()


def stays_done(milestone: Milestone, status: str) -> bool:
    """Whether a shared milestone keeps its own day: what is done in one school already is not done anew."""
    return milestone.has_happened and status == Status.DONE


def _open(by: User, group: ProjectGroup) -> ProjectGroup:
    fresh = for_change(ProjectGroup, group.pk)
    require(ProjectGroup.objects.visible_to(by).filter(pk=fresh.pk).exists())
    require(by.may(May.GROUP_PROJECTS, fresh.trust_id))
    return fresh


def _save(group: ProjectGroup) -> ProjectGroup:
    group.version += 1
    group.save()
    return group


def _put(project: Project, group: ProjectGroup | None) -> Project:
    project.group = group
    project.version += 1
    project.save()
    return project
