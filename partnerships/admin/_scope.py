"""Which rows of a model a person may meet in the admin: the same ones as on the pages."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, Q, QuerySet

from partnerships.models import Note, PlanTemplate, Project, ProjectAccess, TemplateMilestone, User
from partnerships.models.project import visible_projects
from partnerships.permissions import May


def visible(model: type[Model], user: User) -> QuerySet[Any]:
    """The rows of `model` that this person may see; the one gate of every list, form, search and export here."""
    rows: QuerySet[Any] = model._default_manager.all()
    if model is ProjectAccess:
        return rows.filter(visible_projects(user, "project__"))
    if model is PlanTemplate:
        return rows.filter(_templates(user))
    if model is TemplateMilestone:
        return rows.filter(_templates(user, "template__"))
    if model is Note:
        return Note.objects.visible_to(user).filter(deleted_at=None)
    if hasattr(rows, "visible_to"):
        mine: QuerySet[Any] = rows.visible_to(user)
        return mine
    # What is left comes from GIAS, which is common to all.
    return rows if user.is_active else rows.none()


def _templates(user: User, path: str = "") -> Q:
    """The shipped template is everybody's, a trust's own one its people's; a draft is theirs who keep the template."""
    shipped = Q(**{f"{path}trust": None})
    mine = shipped | Q(**{f"{path}trust__in": list(user.roles)})
    kept = Q(**{f"{path}trust__in": user.trusts_where(May.MANAGE_TEMPLATES)})
    if user.may(May.SITE_MANAGE_TEMPLATES):
        kept |= shipped
    return mine & (Q(**{f"{path}published_at__isnull": False}) | kept)


def project_of(row: Any) -> Project | None:
    """The project that a row hangs on, if it does."""
    if isinstance(row, Project):
        return row
    return getattr(row, "project", None) if getattr(row, "project_id", None) else None
