"""Takes back one call of an action on milestones, as long as nothing later changed the same rows."""

from __future__ import annotations

import uuid

from partnerships.actions._core import Refused, action, require
from partnerships.actions.plans import decide_in_plan
from partnerships.models import Milestone, Project
from partnerships.models.people import User
from partnerships.permissions import May


def undo_problems(*, project: Project, call: uuid.UUID) -> list[str]:
    """What stands in the way of taking this call back."""
    rows = Milestone.history.filter(project_id=project.pk, call=call)
    if not rows:
        return ["There is nothing to undo."]
    overtaken = [
        row.title
        for row in rows
        if Milestone.history.filter(id=row.id, history_id__gt=row.history_id).exclude(call=call).exists()
    ]
    if overtaken:
        return [f"“{overtaken[0]}” was changed again since, so this cannot be undone in one step."]
    return []


@action
def undo(*, by: User, project: Project, call: uuid.UUID) -> int:
    """Puts every milestone that the call touched back to what it was before; returns how many."""
    require(by.may(May.LOG_PROGRESS, project))
    problems = undo_problems(project=project, call=call)
    if problems:
        raise Refused(problems)
    touched = (
        Milestone.history.filter(project_id=project.pk, call=call).values_list("id", flat=True).distinct()
    )
    for pk in list(touched):
        _restore(pk, call)
    return len(touched)


def _restore(pk: int, call: uuid.UUID) -> None:
    first = Milestone.history.filter(id=pk, call=call).order_by("history_id").first()
    before = Milestone.history.filter(id=pk, history_id__lt=first.history_id).order_by("-history_id").first()
    now = Milestone.objects.filter(pk=pk).first()
    if before is None:
        if now is not None:
            now.delete()
        return
    was = before.instance
    if now is None:  # it was removed: bring it back under its old key
        was.save(force_insert=True)
        return
    for field in Milestone.history.model.tracked_fields:
        setattr(now, field.attname, getattr(was, field.attname))
    now.in_plan = decide_in_plan(now)
    now.version += 1
    now.save()
