"""Takes back one call of an action on milestones, as long as nothing later changed the same rows."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django.db.models import Model, OuterRef, Subquery
from django.utils import timezone

from partnerships.actions._core import action, for_change, refuse_if, require, save_many
from partnerships.actions.evidence import remove_problems, take_away
from partnerships.actions.milestones import delete_own_row
from partnerships.actions.plans import decide_in_plan, lock_plan, sync_plan
from partnerships.models import Contact, Decision, Evidence, Milestone, Note, Project, Risk
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
        "assign_several",
        "add_own_milestone",
        "change_own_milestone",
        "remove_own_milestone",
        "start_from_here",
        "fix_date",
        "unfix_date",
        "undo",
    }
)


# What is logged once for all schools of a group is taken back in all of them, from whichever of them.
_SHARED = frozenset({"log_progress", "log_several", "undo"})


def undo_problems(*, project: Project, call: uuid.UUID, by: User | None = None) -> list[str]:
    """What stands in the way of taking this call back; for `by`, in every project of the group that it touched."""
    rows = _rows_of(project, call)
    if not rows:
        return ["There is nothing to undo."]
    problems = _overtaken(rows, call)
    if by is None:
        return problems
    for other in _others(by, project, call):
        if not by.may(May.LOG_PROGRESS, other):
            problems.append(f"{other.school.name} was logged in the same step, and can no longer be changed.")
        problems += [f"{other.school.name}: {each}" for each in _overtaken(_rows_of(other, call), call)]
    return problems


def _others(by: User, project: Project, call: uuid.UUID) -> list[Project]:
    """The other projects that this person sees and that the call logged the same on."""
    rows = Milestone.history.filter(call=call, action__in=_SHARED).exclude(project_id=project.pk)
    keys = rows.order_by().values("project_id")
    return list(Project.objects.visible_to(by).filter(pk__in=keys).select_related("school").order_by("pk"))


def _overtaken(rows: Sequence[Any], call: uuid.UUID) -> list[str]:
    latest = {row.id: row.history_id for row in rows}
    later = Milestone.history.filter(id__in=latest, history_id__gt=rows[0].history_id).exclude(call=call)
    overtaken = [row.title for row in later if row.history_id > latest[row.id]]
    if overtaken:
        return [f"“{overtaken[0]}” was changed again since, so this cannot be undone in one step."]
    return []


@action
def undo(*, by: User, project: Project, call: uuid.UUID) -> int:
    """Puts every milestone that the call touched back to what it was before; returns how many.

    That of other schools of the group too, where it was logged once for all; a project that the person does not see
    stays as it is.
    One's own notes written in the same step are taken out of view; somebody else's stay. So is evidence that was
    added in it, unless a decision, an activity or the like rests on it.
    """
    keys = sorted([project.pk, *(each.pk for each in _others(by, project, call))])
    touched = [for_change(Project, key) for key in keys]
    require(all(by.may(May.LOG_PROGRESS, each) for each in touched if each.pk == project.pk))
    for each in touched:
        lock_plan(each)
    refuse_if(undo_problems(project=project, call=call, by=by))
    taken_back = sum(_take_back(by, each, call) for each in touched)
    for each in touched:  # the joining month or a deadline may have moved while they were done
        sync_plan(by=by, project=each)
    return taken_back


def _take_back(by: User, project: Project, call: uuid.UUID) -> int:
    first = {row.id: row for row in reversed(_rows_of(project, call))}
    put_milestones_back(list(first.values()))
    _undo_notes(by, project, call)
    _undo_evidence(by, project, call)
    _undo_risks(project, call)
    return len(first)


def _rows_of(project: Project, call: uuid.UUID) -> Sequence[Any]:
    """The history rows that the call wrote on milestones, oldest first."""
    rows = Milestone.history.filter(project_id=project.pk, call=call, action__in=UNDOABLE)
    return list(rows.order_by("history_id"))


def rows_before(history: Any, rows: Sequence[Any]) -> dict[int, Any]:
    """By key of the object, the history row before each of these; none for what was new."""
    keys = [row.history_id for row in rows]
    earlier = history.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id")).order_by("-history_id")
    asked = history.filter(history_id__in=keys).annotate(before=Subquery(earlier.values("history_id")[:1]))
    found = history.filter(history_id__in=asked.values("before"))
    return {row.id: row for row in found}


def put_milestones_back(first: Sequence[Any]) -> None:
    """Puts each milestone back to what it was before its first history row of the call."""
    before = rows_before(Milestone.history, first)
    now = Milestone.objects.in_bulk([row.id for row in first])  # locked already, with the whole plan
    back: list[Milestone] = []
    fields: set[str] = set()
    for row in first:
        was, milestone = before.get(row.id), now.get(row.id)
        if was is None:
            if milestone is not None:
                delete_own_row(milestone)
        elif milestone is None:  # it was removed: bring it back under its old key
            _without_what_is_gone(was.instance).save(force_insert=True)
        else:
            fields |= _put_back(milestone, was)
            back.append(milestone)
    save_many(back, [*sorted(fields), "version"])


def _without_what_is_gone(milestone: Milestone) -> Milestone:
    """A contact or decision that was removed while the milestone was away could not let go of it."""
    kinds: dict[str, type[Model]] = {
        "owner_contact": Contact,
        "waiting_contact": Contact,
        "decision": Decision,
    }
    for name, kind in kinds.items():
        key = getattr(milestone, f"{name}_id")
        if key is not None and not kind._default_manager.filter(pk=key).exists():
            setattr(milestone, name, None)
    return milestone


def _put_back(milestone: Milestone, was: Any) -> set[str]:
    """Gives the milestone its earlier values; names the fields that this changed."""
    fields = [field for field in Milestone.history.model.tracked_fields if not field.primary_key]
    now = {field: getattr(milestone, field.attname) for field in fields}
    for field in fields:
        setattr(milestone, field.attname, getattr(was, field.attname))
    milestone.in_plan = decide_in_plan(milestone)
    milestone.version += 1
    return {field.name for field, value in now.items() if getattr(milestone, field.attname) != value}


def _undo_notes(by: User, project: Project, call: uuid.UUID) -> None:
    rows = list(Note.history.filter(project_id=project.pk, call=call).order_by("history_id"))
    notes = Note.objects.standing().in_bulk([row.id for row in rows])
    before = rows_before(Note.history, rows)
    for row in rows:
        note, was = notes.get(row.id), before.get(row.id)
        if note is None:
            continue
        if row.history_type == "+":
            if note.author_id == by.pk:
                note.deleted_at = timezone.now()
                note.save()
        elif was is not None and note.milestone_id is None:  # its milestone was removed and is back
            note.milestone_id = was.milestone_id
            note.save()


def _undo_evidence(by: User, project: Project, call: uuid.UUID) -> None:
    rows = list(Evidence.history.filter(project_id=project.pk, call=call).order_by("history_id"))
    there, before = Evidence.objects.in_bulk([row.id for row in rows]), rows_before(Evidence.history, rows)
    for row in rows:
        evidence, was = there.get(row.id), before.get(row.id)
        if evidence is None:
            continue
        if row.history_type == "+":
            if evidence.is_standing and not remove_problems(evidence):
                take_away(by=by, evidence=evidence)
        elif was is not None and evidence.milestone_id is None:  # its milestone was removed and is back
            evidence.milestone_id = was.milestone_id
            evidence.save()


def _undo_risks(project: Project, call: uuid.UUID) -> None:
    """Those that had become a milestone that was removed, and is back."""
    rows = list(Risk.history.filter(project_id=project.pk, call=call).order_by("history_id"))
    there, before = Risk.objects.in_bulk([row.id for row in rows]), rows_before(Risk.history, rows)
    for row in rows:
        risk, was = there.get(row.id), before.get(row.id)
        if risk is not None and was is not None and risk.milestone_id is None:
            risk.milestone_id = was.milestone_id
            risk.save()
