"""Takes back one call of an action on milestones, as long as nothing later changed the same rows."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from partnerships.actions._core import action, for_change, refuse_if, require
from partnerships.actions.plans import decide_in_plan, lock_plan
from partnerships.models import Milestone, Note, Project
from partnerships.models.people import User
from partnerships.permissions import May

# What rests on the project itself (a joining month, a route, an answer) is changed back where it was changed:
# taking back its milestones alone would leave plan and project at odds.
UNDOABLE = frozenset(
    {
        "log_progress",
        "log_several",
        "mark_not_applicable",
        "mark_applicable",
        "assign_milestone",
        "add_own_milestone",
        "change_own_milestone",
        "remove_own_milestone",
        "start_from_here",
        "undo",
    }
)


def undo_problems(*, project: Project, call: uuid.UUID) -> list[str]:
    """What stands in the way of taking this call back."""
    rows = _rows_of(project, call)
    if not rows:
        return ["There is nothing to undo."]
    latest = {row.id: row.history_id for row in rows}
    later = Milestone.history.filter(id__in=latest, history_id__gt=rows[0].history_id).exclude(call=call)
    overtaken = [row.title for row in later if row.history_id > latest[row.id]]
    if overtaken:
        return [f"“{overtaken[0]}” was changed again since, so this cannot be undone in one step."]
    return []


@action
def undo(*, by: User, project: Project, call: uuid.UUID) -> int:
    """Puts every milestone that the call touched back to what it was before; returns how many.

    One's own notes written in the same step are taken out of view; somebody else's stay.
    """
    require(by.may(May.LOG_PROGRESS, project))
    project = for_change(Project, project.pk)
    lock_plan(project)
    refuse_if(undo_problems(project=project, call=call))
    first = {row.id: row for row in reversed(_rows_of(project, call))}
    for row in first.values():
        _restore(row)
    _undo_notes(by, project, call)
    return len(first)


def _rows_of(project: Project, call: uuid.UUID) -> Sequence[Any]:
    """The history rows that the call wrote on milestones, oldest first."""
    rows = Milestone.history.filter(project_id=project.pk, call=call, action__in=UNDOABLE)
    return list(rows.order_by("history_id"))


def _restore(first: Any) -> None:
    """Puts a milestone back to what it was before this history row."""
    earlier = Milestone.history.filter(id=first.id, history_id__lt=first.history_id)
    before = earlier.order_by("-history_id").first()
    now = Milestone.objects.filter(pk=first.id).first()  # locked already, with the whole plan
    if before is None:
        if now is not None:
            now.delete()
        return
    if now is None:  # it was removed: bring it back under its old key
        before.instance.save(force_insert=True)
        return
    for field in Milestone.history.model.tracked_fields:
        setattr(now, field.attname, getattr(before, field.attname))
    now.in_plan = decide_in_plan(now)
    now.version += 1
    now.save()


def _undo_notes(by: User, project: Project, call: uuid.UUID) -> None:
    for row in Note.history.filter(project_id=project.pk, call=call).order_by("history_id"):
        note = Note.objects.filter(pk=row.id, deleted_at=None).first()
        if note is None:
            continue
        if row.history_type == "+":
            if note.author_id == by.pk:
                note.deleted_at = timezone.now()
                note.save()
            continue
        before = Note.history.filter(id=row.id, history_id__lt=row.history_id).order_by("-history_id").first()
        if before is not None and note.milestone_id is None:  # its milestone was removed and is back
            note.milestone_id = before.milestone_id
            note.save()
