"""What there is to say of projects on hold: since when, why, by whom, and what is not counted meanwhile."""

from __future__ import annotations

from partnerships.models import Hold, Project
from partnerships.models.project import ProjectQuerySet
from partnerships.rules.saying import counted


def hold_of(project: Project) -> Hold | None:
    """The present hold with who gave it; no query where the project is not on hold."""
    if not project.is_on_hold:
        return None
    return Hold.objects.filter(project=project, resumed_on=None).select_related("by").first()


def holds_of(project: Project) -> list[Hold]:
    """Every hold of the project, the newest first."""
    return list(Hold.objects.filter(project=project).select_related("by", "resumed_by"))


def not_counted_words(found: ProjectQuerySet) -> str:
    """ "3 projects on hold are not counted as late or due soon" of the projects found; empty for none."""
    number = found.order_by().on_hold().count()
    if not number:
        return ""
    verb = "is" if number == 1 else "are"
    return f"{counted(number, 'project')} on hold {verb} not counted as late or due soon."
