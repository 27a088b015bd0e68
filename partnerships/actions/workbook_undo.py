"""Undoes a spreadsheet as a whole: what it started is deleted, what it changed is put back.

Only while nobody has done anything since to what it touched; what the rules alone worked out anew does not count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Model
from django.utils import timezone

from partnerships.actions._core import Refused, action, explain, for_change, lock_projects, refuse_if, require
from partnerships.actions.joining import record_joining
from partnerships.actions.owners import leave_party
from partnerships.actions.plans import PLANNED_FIELDS, lock_plan, sync_plan
from partnerships.actions.undo import put_milestones_back, rows_before
from partnerships.history.kinds import KINDS, Kind
from partnerships.models import (
    Contact,
    FirstAgreedDate,
    Hold,
    Milestone,
    Note,
    Project,
    ProjectAccess,
    ProjectFact,
    Workbook,
    WorkbookProject,
)
from partnerships.models._tracking import current_call
from partnerships.models.people import User
from partnerships.permissions import May
from partnerships.rules.joining_reasons import MoveReason
from partnerships.rules.saying import counted, say_day
from partnerships.rules.words import Status
from partnerships.rules.workbook.words import WorkbookState

# So many sentences tell what stands in the way; the rest is counted.
MOST_TOLD = 10
# Rows that are simply deleted or put back as they were. Milestones, notes and the project itself have more to them.
_PUT_BACK: tuple[type[Model], ...] = (Contact, ProjectFact, Hold, ProjectAccess)
# GIAS writes in the name of whoever took it in; another spreadsheet that is undone left nothing.
_NOBODYS_WORK = ("propose_openings", "undo_workbook")
# What a spreadsheet changes of a project.
_OF_PROJECT = (
    "route",
    "outgoing_trust_id",
    "joining_month",
    "joining_confirmed",
    "first_agreed_month",
    "lead_id",
    "on_hold_since",
    "confidential",
)


def undo_problems(workbook: Workbook, by: User) -> list[str]:
    """What stands in the way of undoing it, one sentence each, as far as this person sees the projects."""
    if not workbook.is_brought_in:
        return ["This spreadsheet is not brought in, so there is nothing to undo."]
    names = _schools(workbook, by)
    ended = Project.objects.filter(pk__in=names).exclude(ended_on=None).order_by("pk")
    found = [f"{names[pk]}: the project has ended." for pk in ended.values_list("pk", flat=True)]
    found += [_say(kind, row, names[key]) for kind, row, key in _later(workbook, names)]
    if len(found) > MOST_TOLD:
        more = counted(len(found) - MOST_TOLD, "other change")
        return [*found[:MOST_TOLD], f"And {more} since."]
    return found


@action
def undo_workbook(*, by: User, workbook: Workbook) -> Workbook:
    """Deletes the projects that it started, with all that is in them, and puts the others back as they were.

    History keeps what was there. Raises `Refused` with nothing changed where somebody has worked on them since.
    """
    require(Workbook.objects.visible_to(by).filter(pk=workbook.pk).exists())
    workbook = for_change(Workbook, workbook.pk)
    require(by.may(May.IMPORT_WORKBOOKS, workbook.trust_id))
    touched = list(WorkbookProject.objects.filter(workbook=workbook).brought_in().order_by("project_id"))
    lock_projects(each.project_id for each in touched)
    refuse_if(undo_problems(workbook, by))
    explain(f"The spreadsheet “{workbook}” was undone")
    projects = Project.objects.select_related("trust", "school").in_bulk(
        [each.project_id for each in touched]
    )
    for each in touched:
        project = projects[each.project_id]
        if each.started:
            _delete(project)
        else:
            _put_back(by, project, workbook)
    workbook.state, workbook.undone_at = WorkbookState.UNDONE.value, timezone.now()
    workbook.version += 1
    workbook.save()
    return workbook


def _schools(workbook: Workbook, by: User) -> dict[int, str]:
    """The names of the schools, by the key of their project; all of them, for who sees the workbook sees them."""
    touched = WorkbookProject.objects.filter(workbook=workbook).brought_in()
    mine = Project.objects.visible_to(by).filter(pk__in=touched.values("project"))
    return dict(mine.order_by("school__name", "pk").values_list("pk", "school__name"))


def _later(workbook: Workbook, names: dict[int, str]) -> Iterator[tuple[Kind, Any, int]]:
    """The newest row that somebody wrote since of each thing: of all in a started project, else of what it touched."""
    rows = WorkbookProject.objects.filter(workbook=workbook)
    started = set(rows.filter(started=True).values_list("project", flat=True))
    undone = Workbook.objects.filter(trust=workbook.trust_id, state=WorkbookState.UNDONE)
    calls = [workbook.applied_call, *undone.values_list("applied_call", flat=True)]
    for kind in KINDS.values():
        history = kind.model.history  # type: ignore[attr-defined]  # every kind is tracked
        theirs = history.filter(**{f"{kind.path}__in": list(names)}, history_user__isnull=False)
        theirs = theirs.filter(history_date__gte=workbook.applied_at).exclude(call__in=calls)
        theirs = theirs.exclude(action__in=_NOBODYS_WORK).select_related("history_user")
        newest = {row.id: row for row in theirs.order_by("history_id")}
        ours = history.filter(call=workbook.applied_call, id__in=newest).order_by("history_id")
        left = {row.id: row for row in ours} if newest else {}
        for row in newest.values():
            project, was = getattr(row, kind.path), left.get(row.id)
            if project in started if was is None else not _is_as_left(row, was):
                yield kind, row, project


def _is_as_left(row: Any, was: Any) -> bool:
    """Whether it is as the spreadsheet left it, but for what the plan and the rules make of it."""
    if row.history_type == "-":
        return False
    mine = [each.attname for each in row.tracked_fields if each.attname not in PLANNED_FIELDS]
    return all(_said(row, name) == _said(was, name) for name in mine)


def _said(row: Any, name: str) -> Any:
    """What somebody has said; that something done is held, the rules have."""
    value = getattr(row, name)
    return Status.DONE.value if name == "status" and value == Status.HELD else value


def _say(kind: Kind, row: Any, school: str) -> str:
    """ "Ashdown Primary: “Land questionnaire” was changed by Tom Okafor on 3 March 2027." """
    what = f"“{row.title}”" if isinstance(row, Milestone.history.model) else f"the {kind.one}"
    if isinstance(row, Project.history.model):
        what = "the project"
    did = {"+": "added", "-": "removed"}.get(row.history_type, "changed")
    day = timezone.localtime(row.history_date).date()
    named = what if did == "changed" or what.startswith("“") else f"a {kind.one}"
    return f"{school}: {named} was {did} by {row.history_user} on {say_day(day)}."


def _delete(project: Project) -> None:
    key = project.pk
    project.delete()
    call = current_call.get()
    if call is not None:  # there is nothing of it to settle any more
        call.touched.discard(key)


def _put_back(by: User, project: Project, workbook: Workbook) -> None:
    lock_plan(project)
    project_rows = _rows(Project, project, workbook, path="id")
    if project_rows:
        _put_project_back(by, project, project_rows[0], workbook)
    put_milestones_back(_rows(Milestone, project, workbook))
    for model in _PUT_BACK:
        _put_rows_back(model, _rows(model, project, workbook))
    for note in Note.objects.standing().filter(
        pk__in=[row.id for row in _rows(Note, project, workbook) if row.history_type == "+"]
    ):
        note.deleted_at = timezone.now()
        note.save()
    sync_plan(by=by, project=project)


def _rows(
    model: type[Model], project: Project, workbook: Workbook, *, path: str = "project_id"
) -> Sequence[Any]:
    """The first history row that the spreadsheet wrote of each row of this project."""
    history = model.history  # type: ignore[attr-defined]  # all that it writes is tracked
    found = history.filter(**{path: project.pk}, call=workbook.applied_call).order_by("history_id")
    first: dict[int, Any] = {}
    for row in found:
        first.setdefault(row.id, row)
    return list(first.values())


def _put_rows_back(model: type[Model], rows: Sequence[Any]) -> None:
    before = rows_before(model.history, rows)  # type: ignore[attr-defined]  # as above
    there = model._default_manager.in_bulk([row.id for row in rows])
    for row in rows:
        now, was = there.get(row.id), before.get(row.id)
        if now is not None and was is None:
            if isinstance(now, Contact):
                leave_party(now)
            now.delete()
        elif was is not None:
            was.instance.save()


def _put_project_back(by: User, project: Project, row: Any, workbook: Workbook) -> None:
    """Its route, month, lead and hold as they were. The month moves back as every month moves: a change is added."""
    was = rows_before(Project.history, [row]).get(project.pk)
    if was is None:
        raise Refused(f"What {project.school.name} was before is not known any more.")
    month, confirmed = project.joining_month, project.joining_confirmed
    agreed = project.first_agreed_month
    for name in _OF_PROJECT:
        setattr(project, name, getattr(was, name))
    project.version += 1
    project.save()
    if agreed is not None and project.first_agreed_month is None:
        for each in FirstAgreedDate.objects.filter(project=project):
            each.delete()
    if (month, confirmed) != (project.joining_month, project.joining_confirmed):
        words = f"The spreadsheet “{workbook}” was undone."
        moved = month is not None and project.joining_month not in (None, month)
        reasons = {MoveReason.ERROR.value: words} if moved else None
        record_joining(project, by, month, why="" if moved else words, reasons=reasons)
