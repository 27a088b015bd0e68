"""One spreadsheet on its way in: kept for a look, opened again, and read as the trust's last ones were."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from django.core.cache import cache

from partnerships.actions._core import Refused
from partnerships.actions.templates import template_rows
from partnerships.actions.workbooks import keep_workbook
from partnerships.exports.workbook_template import HELP_SHEETS
from partnerships.imports.workbooks.reader import Book, open_book
from partnerships.models import Group, PlanTemplate, User, Workbook
from partnerships.reports.workbooks import sheets_brought_in
from partnerships.rules.words import Phase
from partnerships.rules.workbook.asking import PROGRESS_OPTIONS
from partnerships.rules.workbook.colours import colour_text, is_colour_text
from partnerships.rules.workbook.columns import guess_columns, guess_day_first
from partnerships.rules.workbook.meanings import MilestoneTitle
from partnerships.rules.workbook.reading import Reading, reading_of, tidy
from partnerships.rules.workbook.table import Glance, Table
from partnerships.rules.workbook.words import Asks, WorkbookState

GONE = "The file is no longer kept. Choose it again."
UNNAMED = "Spreadsheet"
# What one says of a word once holds for the next file, as what a colour means does; of a day, a month or how far a
# milestone is it holds for that one alone.
_REMEMBERED = (Asks.ROUTE, Asks.STAGE, Asks.LEAD, Asks.ROLE, Asks.MILESTONE)
# How many of the trust's newest spreadsheets are asked what their headings held.
_LOOKED_AT = 50
# Seconds; while a team brings in one sheet after the other.
_SHEETS_KNOWN_FOR = 24 * 60 * 60


def receive(data: bytes, name: str, *, trust: Group, by: User, sheet: str = "") -> Workbook:
    """Keeps the file for a look. Raises `Refused`, and keeps nothing, where it is no table that can be read."""
    book = open_book(data, name)
    table = book.table(sheet or book.best_sheet)
    kept: Workbook = keep_workbook(
        by=by, trust=trust, data=data, file_name=_tidy_name(name), sheet=table.name,
        rows=len(table.rows), reading=reading_for(trust.pk, table),
    )  # fmt: skip
    return kept


def data_of(workbook: Workbook) -> bytes:
    """The file. Raises `Refused` where it is kept no more."""
    try:
        with workbook.stored.open("rb") as file:
            data: bytes = file.read()
    except (OSError, ValueError) as lost:
        raise Refused(GONE) from lost
    return data


def book_of(workbook: Workbook) -> Book:
    """The file, opened. Raises `Refused` where it is kept no more."""
    return open_book(data_of(workbook), workbook.file_name)


def table_of(workbook: Workbook) -> Table:
    """The sheet that is looked at, below the headings that were found or chosen. Raises `Refused`."""
    reading = reading_of(workbook.reading)
    return book_of(workbook).table(workbook.sheet, reading.heading_row)


def sheets_left(workbook: Workbook) -> list[Glance]:
    """Sheets of the same file that hold rows and are not brought in; none where it is kept no more."""
    if not workbook.stored or not workbook.sheet:
        return []
    # Opening a large file takes seconds, and the same bytes have the same sheets. Nothing of cells is remembered.
    key = f"workbook-sheets-{workbook.sha256}"
    found: list[Glance] | None = cache.get(key)
    if found is None:
        try:
            found = [replace(each, first_cells=[]) for each in book_of(workbook).glances]
        except Refused:
            return []
        cache.set(key, found, _SHEETS_KNOWN_FOR)
    not_wanted = sheets_brought_in(workbook) | set(HELP_SHEETS)
    return [each for each in found if each.rows > 1 and each.name and each.name not in not_wanted]


def reading_for(trust_id: int, table: Table) -> Reading:
    """How the sheet is read until somebody says otherwise: as the trust's last ones were, else by a guess."""
    before = [reading_of(kept) for kept in _readings(trust_id)]
    last = before[0] if before else Reading()
    columns, dates = guess_columns(
        table, milestones=milestone_titles(trust_id), remembered=_remembered_columns(before)
    )
    known = _of_headings(before, table.headings, "dates")
    reading = replace(
        last, sheet=table.name, heading_row=table.heading_row, columns=columns, dates=dates | known,
        words=_of_the_sheet(_remembered_words(before), table),
    )  # fmt: skip
    told = guess_day_first(table, reading)
    return reading if told is None else replace(reading, day_first=told)


def as_last_time(workbook: Workbook) -> int:
    """Of how many columns the trust's other spreadsheets said what this one's reading says."""
    held = _remembered_columns([reading_of(kept) for kept in _readings(workbook.trust_id, but=workbook.pk)])
    columns = reading_of(workbook.reading).columns
    return sum(held.get(tidy(heading)) == holds for heading, holds in columns.items())


def milestone_titles(trust_id: int) -> list[MilestoneTitle]:
    """What headings and cells may mean: the milestones of the template that a new project starts with."""
    rows = template_rows(PlanTemplate.objects.current_for(trust_id))
    return [MilestoneTitle(row.code, row.title, Phase(row.phase)) for row in rows]


def _readings(trust_id: int, *, but: int = 0) -> list[dict[str, object]]:
    """What people said of the trust's spreadsheets, newest first, whoever it was; not what was only guessed."""
    said = Workbook.objects.filter(trust=trust_id).exclude(state=WorkbookState.READ, version=1)
    newest = said.exclude(pk=but).order_by("-uploaded_at", "-pk")
    return list(newest.values_list("reading", flat=True)[:_LOOKED_AT])


def _remembered_columns(before: list[Reading]) -> dict[str, str]:
    """What each heading held last, by the tidied heading."""
    found: dict[str, str] = {}
    for reading in before:
        for heading, holds in reading.columns.items():
            found.setdefault(tidy(heading), holds)
    return found


def _of_headings(before: list[Reading], headings: list[str], what: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for reading in before:
        for heading, said in getattr(reading, what).items():
            found.setdefault(tidy(heading), said)
    return {heading: found[tidy(heading)] for heading in headings if tidy(heading) in found}


def _of_the_sheet(words: dict[str, dict[str, str]], table: Table) -> dict[str, dict[str, str]]:
    """Without what stands in no cell: it is of other files, which not everybody sees, and goes with them."""
    if not words:
        return {}
    all_cells = [cell for row in table.rows for cell in row.cells]
    said = {tidy(cell.text) for cell in all_cells if cell.text}
    said |= {colour_text(cell.fill) for cell in all_cells if cell.fill and not cell.text}
    found = {
        asks: {text: each for text, each in answers.items() if text in said}
        for asks, answers in words.items()
    }
    return {asks: answers for asks, answers in found.items() if answers}


def _remembered_words(before: list[Reading]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for reading in before:
        for asks in _REMEMBERED:
            answers: Mapping[str, str] = reading.words.get(asks.value, {})
            kept = found.setdefault(asks.value, {})
            for text, answer in answers.items():
                kept.setdefault(text, answer)
        for text, answer in reading.words.get(Asks.PROGRESS.value, {}).items():
            if is_colour_text(text) and answer in dict(PROGRESS_OPTIONS):
                found.setdefault(Asks.PROGRESS.value, {}).setdefault(text, answer)
    return {asks: answers for asks, answers in found.items() if answers}


def _tidy_name(name: str) -> str:
    last = PurePosixPath(name.replace("\\", "/")).name
    return re.sub(r"[\x00-\x1f]", "", last)[-200:] or UNNAMED
