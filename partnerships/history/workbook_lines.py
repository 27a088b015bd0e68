"""Lines of history about a spreadsheet that was brought in."""

from __future__ import annotations

from typing import Any

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
