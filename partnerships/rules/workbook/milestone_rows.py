"""What a row that is one milestone says of it, by its several cells."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from partnerships.rules.words import Status
from partnerships.rules.workbook.asking import AS_NOTE, LEAVE, plain, quoted
from partnerships.rules.workbook.joining_cells import NO_DATE
from partnerships.rules.workbook.meanings import LONGEST_WAITING, ColourAlone, NotUnderstood, ProgressSaid
from partnerships.rules.workbook.progress import progress
from partnerships.rules.workbook.table import Cell
from partnerships.rules.workbook.words import Asks, Dates, Holds

_WAITS = re.compile(r"a?waiting|blocked|held up|stuck|with others", re.IGNORECASE)
_NOBODY = re.compile(r"n/?a|nobody|no one|-+", re.IGNORECASE)
_DATES = {Holds.M_DUE: Dates.PLANNED, Holds.M_DONE: Dates.DONE, Holds.M_STATUS: Dates.BY_DAY}
_ASKS = {Holds.M_DUE: Asks.DAY, Holds.M_DONE: Asks.DAY, Holds.M_STATUS: Asks.PROGRESS}
_NOTHING = ProgressSaid()


def milestone_row(
    by_kind: Mapping[Holds, Cell], *, day_first: bool, today: date, near: date | None
) -> ProgressSaid:
    """What the cells of one milestone's row say together.

    Raises NotUnderstood, whose `holds` says which cell it is; without that cell the others can be read again.
    """
    waiting = _waiting(by_kind)
    said = {kind: _said(kind, by_kind, waiting, day_first, today, near) for kind in _DATES}
    due, done, status = said[Holds.M_DUE], said[Holds.M_DONE], said[Holds.M_STATUS]
    together = _together(by_kind, due, done, status)
    if waiting and together.status != Status.DONE and not together.not_applicable:
        together = _waits(together, waiting)
    note = by_kind[Holds.M_NOTE].text.strip() if Holds.M_NOTE in by_kind else ""
    notes = dict.fromkeys(each for each in (note, done.note, status.note, due.note) if each)
    assumed = dict.fromkeys(each.assumed for each in (due, done, status) if each.assumed)
    told = " ".join([*assumed, together.assumed] if together.assumed not in assumed else assumed).strip()
    return replace(together, note="\n".join(notes), assumed=told)


def _said(
    kind: Holds, by_kind: Mapping[Holds, Cell], waiting: str, day_first: bool, today: date, near: date | None
) -> ProgressSaid:
    cell = by_kind.get(kind)
    if cell is None or (kind is Holds.M_STATUS and waiting and _WAITS.fullmatch(plain(cell.text))):
        return _NOTHING if cell is None else ProgressSaid(status=Status.WAITING)
    try:
        return progress(cell, dates=_DATES[kind], day_first=day_first, today=today, near=near) or _NOTHING
    except ColourAlone:
        return _NOTHING
    except NotUnderstood as wrong:
        raise NotUnderstood(wrong.says, _ASKS[kind], wrong.options, holds=kind) from None


def _together(
    by_kind: Mapping[Holds, Cell], due: ProgressSaid, done: ProgressSaid, status: ProgressSaid
) -> ProgressSaid:
    says_done = done.status == Status.DONE
    otherwise = status.not_applicable or status.status not in ("", Status.DONE)
    if says_done and otherwise:
        says = f"The row says that it was done, but its status says {quoted(by_kind[Holds.M_STATUS].text)}."
        options = (("done", "Done"), AS_NOTE, LEAVE)
        raise NotUnderstood(says, Asks.PROGRESS, options, holds=Holds.M_STATUS)
    first = next((each for each in (done, status, due) if each.status or each.not_applicable), _NOTHING)
    return replace(
        first,
        done_on=done.done_on or status.done_on or due.done_on,
        planned_on=due.planned_on or status.planned_on or done.planned_on,
        assumed="",
    )


def _waiting(by_kind: Mapping[Holds, Cell]) -> str:
    text = by_kind[Holds.M_WAITING].text.strip() if Holds.M_WAITING in by_kind else ""
    words = plain(text).lower()
    return "" if NO_DATE.fullmatch(words) or _NOBODY.fullmatch(words) else text


def _waits(said: ProgressSaid, waiting: str) -> ProgressSaid:
    """Waiting, for whom the row says; where its status says something else that is told."""
    told = (
        f"Taken as waiting for {waiting[:LONGEST_WAITING]}."
        if said.status not in ("", Status.WAITING)
        else ""
    )
    return replace(said, status=Status.WAITING, waiting_on=waiting[:LONGEST_WAITING], assumed=told)
