"""Brings a spreadsheet in: one transaction and one call, each step through the action that its page runs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import groupby

from django.utils import timezone

from partnerships.actions._core import NotAllowed, Refused, because, lock_projects, one_call, refuse_if
from partnerships.actions._workbook_steps import Bringing
from partnerships.actions.workbooks import file_day_problems, open_unsaved
from partnerships.models import Project, School, Workbook, WorkbookProject
from partnerships.models.people import User
from partnerships.rules.counting import Progress, drain
from partnerships.rules.workbook.plan import MOST_SCHOOLS, SchoolPlan, WorkbookPlan
from partnerships.rules.workbook.saying import from_where, row_numbers
from partnerships.rules.workbook.shown import cells_left_out
from partnerships.rules.workbook.steps import FixDate
from partnerships.rules.workbook.words import Becomes, WorkbookState

STEP = "Schools brought in"
OVERTAKEN = (
    "Something has changed since you looked. Nothing was brought in. Look again, and bring it in then."
)
NOTHING = "Nothing of this spreadsheet would change anything."


def apply_problems(plan: WorkbookPlan, *, seen: str, delete_file_on: dt.date | None) -> list[str]:
    """What stands in the way of bringing in what was looked at; `seen` is the fingerprint of that look."""
    if plan.fingerprint != seen:
        return [OVERTAKEN]
    problems = list[str](file_day_problems(delete_file_on))
    if len(plan.going_in) > MOST_SCHOOLS:
        problems.append(
            f"{len(plan.going_in):,} schools would go in. At most {MOST_SCHOOLS} go in at once: leave rows out."
        )
    return problems if plan.going_in else [*problems, NOTHING]


def applying(
    *, by: User, workbook: Workbook, plan: WorkbookPlan, seen: str, delete_file_on: dt.date | None
) -> Generator[Progress, None, Workbook]:
    """Brings the plan in, telling how far it has come; dropped half-way, nothing is saved.

    Raises `Refused` with nothing saved where somebody was quicker, or an action says no: with the school and its row.
    """
    with one_call("apply_workbook", by=by) as call:
        workbook = open_unsaved(by, workbook)
        refuse_if(apply_problems(plan, seen=seen, delete_file_on=delete_file_on))
        _lock(workbook, plan)
        touched = []
        for number, school in enumerate(plan.going_in, 1):
            touched.append(_bring_in(by, workbook, school))
            yield Progress(STEP, number, len(plan.going_in))
        WorkbookProject.objects.bulk_create([*touched, *_only_named(workbook, plan)])
        _record(workbook, plan, delete_file_on)
        workbook.applied_call = call.id
        workbook.save()
    return workbook


def apply_workbook(
    *, by: User, workbook: Workbook, plan: WorkbookPlan, seen: str, delete_file_on: dt.date | None
) -> Workbook:
    """Brings the plan in without telling how far it has come."""
    return drain(applying(by=by, workbook=workbook, plan=plan, seen=seen, delete_file_on=delete_file_on))


def _lock(workbook: Workbook, plan: WorkbookPlan) -> None:
    """Locks all schools that are new and all projects, each in one order lest two people wait for each other.

    Raises `Refused` where one of them is no longer as it was looked at.
    """
    new = [each.school.urn for each in plan.going_in if each.is_new and each.school]
    schools = School.objects.filter(pk__in=new).order_by("pk").select_for_update(of=("self",), no_key=True)
    list(schools.values_list("pk"))  # before projects, as whoever reopens one does
    seen = {each.project_id: each for each in plan.going_in if each.project_id is not None}
    lock_projects(seen)
    now = Project.objects.filter(pk__in=seen, trust=workbook.trust_id).versions_with_plan()
    changed = [seen[key] for key, version in sorted(now.items()) if version != seen[key].version]
    names = [each.school.name if each.school else each.called for each in changed]
    refuse_if([f"{name} has changed since you looked. Look again." for name in names])


def _bring_in(by: User, workbook: Workbook, school: SchoolPlan) -> WorkbookProject:
    """One school: its steps row by row, each with the row for its reason; in the end the days that are fixed."""
    assert school.school is not None  # what goes in has been found
    bringing = Bringing(by=by, trust=workbook.trust, urn=school.school.urn, steps=school.steps)
    if school.project_id is not None:
        bringing.project = _project(by, workbook, school)
    source = partial(from_where, workbook.file_name, workbook.sheet)
    for row, steps in groupby(school.steps, key=lambda step: step.row):
        with _named(school, row), because(source([row])):
            bringing.run([step.what for step in steps], source([row]))
    fixed = sorted({step.row for step in school.steps if isinstance(step.what, FixDate)})
    if fixed:
        with _named(school, fixed[0]), because(source(fixed)):
            bringing.fix(lambda row: source([row]))
    return WorkbookProject(
        workbook=workbook,
        project=bringing.started,
        started=school.is_new,
        rows=row_numbers(sorted({step.row for step in school.steps})),
        changes=[[step.label, step.before, step.after] for step in school.steps],
    )


def _only_named(workbook: Workbook, plan: WorkbookPlan) -> Iterator[WorkbookProject]:
    """Projects of which nothing goes in: what is said of them is for those alone who see them."""
    done = {each.project_id for each in plan.going_in}
    for school in plan.schools:
        if school.project_id is not None and school.project_id not in done:
            done.add(school.project_id)
            yield WorkbookProject(
                workbook=workbook, project_id=school.project_id, rows=row_numbers(school.rows)
            )


@contextmanager
def _named(school: SchoolPlan, row: int) -> Iterator[None]:
    """A refusal says of which school and row it tells."""
    try:
        yield
    except Refused as refused:
        assert school.school is not None
        raise Refused([f"{school.school.name}, row {row}: {each}" for each in refused.problems]) from refused


def _project(by: User, workbook: Workbook, school: SchoolPlan) -> Project:
    """The project as it is now. Whatever the plan says, it is one of this trust that the person sees."""
    assert school.project_id is not None
    mine = Project.objects.visible_to(by).filter(trust=workbook.trust_id)
    project = mine.select_related("school").filter(pk=school.project_id).first()
    if project is None:
        raise NotAllowed("You do not have access to do this. Ask one of your trust's administrators.")
    return project


def _record(workbook: Workbook, plan: WorkbookPlan, delete_file_on: dt.date | None) -> None:
    counts = plan.counts
    workbook.state = WorkbookState.APPLIED.value
    workbook.applied_at, workbook.delete_file_on = timezone.now(), delete_file_on
    workbook.created, workbook.changed = counts[Becomes.NEW], counts[Becomes.CHANGED]
    workbook.refused = counts[Becomes.REFUSED] + counts[Becomes.LEFT_OUT]
    workbook.not_in = [list(each) for each in _not_in(plan)]
    workbook.cells_left_out = cells_left_out(plan)
    workbook.version += 1


def _not_in(plan: WorkbookPlan) -> Iterator[tuple[int, str, str, str, str]]:
    """(row, cell, heading, text, why) of what stays out: whole schools first in each row, then single cells."""
    for school in plan.schools:
        for row in school.rows:
            if row in school.left_out:
                yield row, "", "", school.called, Becomes.LEFT_OUT.label
            elif school.becomes == Becomes.REFUSED:
                yield row, "", "", school.called, " ".join(school.refused)
        for each in school.problems:
            yield each.row, each.cell, each.heading, each.text, each.says
