"""A spreadsheet that was brought in: which schools it started and changed, what did not go in, who did what."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from partnerships.history.workbook_lines import ONLY_LOOKING, workbook_line
from partnerships.models import Milestone, Project, User, Workbook, WorkbookProject
from partnerships.reports.calendar_history import Entry, steps


class Change(NamedTuple):
    """One thing that a spreadsheet changed, as a person reads it."""

    label: str
    before: str
    after: str


class NotIn(NamedTuple):
    """One row or cell that did not go in; without heading it is the whole row."""

    row: int
    cell: str
    heading: str
    text: str
    why: str


@dataclass(frozen=True)
class SchoolIn:
    """One project that a spreadsheet started or changed."""

    project: Project
    started: bool
    rows: str
    changes: list[Change]
    # What it logged against a rule, or what waited already.
    held: list[Milestone] = field(default_factory=list)


def projects_of(workbook: Workbook, user: User) -> list[SchoolIn]:
    """The projects that a spreadsheet started or changed, by the school's name, as far as this person sees them."""
    mine = Project.objects.visible_to(user).with_names().in_bulk(_project_ids(workbook))
    held = defaultdict(list)
    for milestone in Milestone.objects.held().filter(project__in=mine):
        held[milestone.project_id].append(milestone)
    found = [
        SchoolIn(
            project=mine[each.project_id], started=each.started, rows=each.rows,
            changes=[Change(*change) for change in each.changes], held=held[each.project_id],
        )
        for each in WorkbookProject.objects.filter(workbook=workbook).brought_in()
        if each.project_id in mine
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.project.school.name, one.project.pk))


def not_in(workbook: Workbook) -> list[NotIn]:
    """What of a spreadsheet did not go in, by row."""
    return [NotIn(*each) for each in workbook.not_in]


def sheets_brought_in(workbook: Workbook) -> set[str]:
    """Names of the sheets of this very file that have come into the trust and stand."""
    same = Workbook.objects.brought_in().filter(trust=workbook.trust_id, sha256=workbook.sha256)
    return set(same.values_list("sheet", flat=True))


def workbook_history(workbook: Workbook) -> list[Entry]:
    """Who chose, brought in and undid it, and what became of its file; newest first."""
    rows = Workbook.history.filter(id=workbook.pk).exclude(action__in=ONLY_LOOKING)
    return steps(Workbook, rows, workbook_line, lambda several: f"changed it {len(several)} times")


def _project_ids(workbook: Workbook) -> list[int]:
    return list(WorkbookProject.objects.filter(workbook=workbook).values_list("project", flat=True))
