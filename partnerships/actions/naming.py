"""Who is named on a confidential project and so may see it."""

from __future__ import annotations

from partnerships.actions._core import action, for_change, refuse_if, require
from partnerships.models import Membership, Project, ProjectAccess, User
from partnerships.permissions import May


def may_name(by: User, project: Project) -> bool:
    """A manager who sees the project may name people on it; a site administrator may without seeing it."""
    if by.may(May.SITE_NAME_PEOPLE):
        return True
    return (
        by.may(May.SET_CONFIDENTIAL, project)
        and Project.objects.visible_to(by).filter(pk=project.pk).exists()
    )


def name_person_problems(*, project: Project, user: User) -> list[str]:
    """What stands in the way of letting this person see the confidential project."""
    if not user.is_active:
        return [f"{user.name} is deactivated and cannot sign in."]
    if not Membership.objects.filter(user=user, trust_id=project.trust_id).exists():
        return [f"{user.name} does not belong to {project.trust.name}. Only its people can be named."]
    if ProjectAccess.objects.filter(project=project, user=user).exists():
        return [f"{user.name} is named on this project already."]
    return []


@action
def name_person(*, by: User, project: Project, user: User) -> ProjectAccess:
    """Names a member of the trust on a confidential project."""
    require(may_name(by, project))
    now = for_change(Project, project.pk)
    refuse_if(name_person_problems(project=now, user=user))
    access = ProjectAccess(project=now, user=user, named_by=by)
    access.save()
    return access


def unname_person_problems(*, by: User, access: ProjectAccess, confirmed: bool = False) -> list[str]:
    """What stands in the way of taking this person off the project."""
    others = ProjectAccess.objects.filter(project_id=access.project_id).exclude(pk=access.pk)
    if access.project.confidential and not others.filter(user__is_active=True).exists():
        return [
            f"{access.user.name} is the only person named. Name somebody else first, or nobody sees the project."
        ]
    if access.user_id == by.pk and access.project.confidential and not confirmed:
        return ["This is you. Tick the box to confirm that you will no longer see this project."]
    return []


@action
def unname_person(*, by: User, access: ProjectAccess, confirmed: bool = False) -> Project:
    """Takes somebody off a confidential project."""
    require(may_name(by, access.project))
    project = for_change(Project, access.project_id)
    now = for_change(ProjectAccess, access.pk)
    refuse_if(unname_person_problems(by=by, access=now, confirmed=confirmed))
    now.delete()
    return project
