"""What the cells of a team's spreadsheet say. What is not understood is refused in words, never guessed."""

from __future__ import annotations

from partnerships.rules.workbook.asking import NOTE_PREFIX
from partnerships.rules.workbook.colours import colour_text
from partnerships.rules.workbook.joining_cells import month
from partnerships.rules.workbook.milestone_rows import milestone_row
from partnerships.rules.workbook.people import Person, contact_parts, lead, role
from partnerships.rules.workbook.progress import progress
from partnerships.rules.workbook.reading import Reading, tidy
from partnerships.rules.workbook.stages import phase, route, stage, yes_no
from partnerships.rules.workbook.table import Cell
from partnerships.rules.workbook.titles import milestone
from partnerships.rules.workbook.words import KEEP_AS_NOTE, LEAVE_OUT, Asks

__all__ = [
    "Person",
    "contact_parts",
    "lead",
    "milestone",
    "milestone_row",
    "month",
    "phase",
    "progress",
    "read_instead",
    "role",
    "route",
    "stage",
    "yes_no",
]


def read_instead(cell: Cell, asks: Asks, reading: Reading, mended: str | None) -> Cell | None:
    """The cell as people said it is to be read: this one, else every one that says the same; None leaves it out.

    A cell that is kept as a note comes back as "note: " and its words.
    """
    said = mended or _answered(cell, asks, reading)
    if not said:
        return cell
    wanted = said.strip()
    if wanted.lower() == LEAVE_OUT:
        return None
    if wanted.lower() == KEEP_AS_NOTE:
        return Cell(f"{NOTE_PREFIX}{cell.text}") if cell.text.strip() else None
    return Cell(wanted)


def _answered(cell: Cell, asks: Asks, reading: Reading) -> str:
    answers = reading.words.get(asks.value)
    if not answers:
        return ""
    if cell.text:
        return answers.get(tidy(cell.text), "")
    return answers.get(colour_text(cell.fill), "") if cell.fill else ""
