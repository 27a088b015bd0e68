"""Lines of history about a spreadsheet that was brought in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from partnerships.history.names import Names
from partnerships.history.rows import Change
from partnerships.rules.saying import counted, say_day
from partnerships.rules.workbook.words import WorkbookState

# Steps of looking at a spreadsheet, many a minute, which change nothing that anybody looks for later.
ONLY_LOOKING = ("say_reading", "say_mends")
_FILE_DELETED = ("delete_workbook_file", "delete_due_files")


def workbook_line(row: Any, was: Any) -> str:
    """What one step did, to follow the name of whoever did it."""
    if was is None:
        return "chose the file"
    if row.state != was.state:
        return _new_state(row)
    if row.action in _FILE_DELETED:
        return "deleted the file"
    if row.delete_file_on != was.delete_file_on:
        day = say_day(row.delete_file_on) if row.delete_file_on else "no day"
        return f"changed the day on which the file is deleted to {day}"
    return "changed something else"


def _new_state(row: Any) -> str:
    if row.state == WorkbookState.UNDONE:
        return "undid it"
    left = f", {counted(row.cells_left_out, 'cell')} left out" if row.cells_left_out else ""
    return f"brought it in: {counted(row.created, 'school')} new, {row.changed:,} changed{left}"


def brought_in(changes: Sequence[Change], names: Names) -> str:
    """ "started the project from a spreadsheet, with 90 milestones", "brought in 3 changes from a spreadsheet"."""
    if any(c.kind == "project" and c.type == "+" for c in changes):
        planned = sum(1 for c in changes if c.kind == "milestones" and c.type == "+" and c.row.in_plan)
        return f"started the project from a spreadsheet, with {counted(planned, 'milestone')}"
    return f"brought in {counted(sum(c.count for c in changes), 'change')} from a spreadsheet"


def undid(changes: Sequence[Change], names: Names) -> str:
    """ "undid what a spreadsheet had brought in, 3 changes"."""
    return f"undid what a spreadsheet had brought in, {counted(sum(c.count for c in changes), 'change')}"


def from_rows(reasons: Sequence[str]) -> str:
    """ "From “Pipeline.xlsx”, sheet “Plan”, row 4, and 11 other rows": reasons that differ by their rows alone."""
    known = list(dict.fromkeys(each for each in reasons if each))
    if len(known) < 2:
        return known[0] if known else ""
    return f"{known[0]}, and {counted(len(known) - 1, 'other row')}"
