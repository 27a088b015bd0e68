"""What the cell of a milestone says: when it was or is to be done, or how far it has got."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache

from partnerships.rules.saying import say_day, say_month
from partnerships.rules.words import Status
from partnerships.rules.workbook.asking import asks_planned_day, asks_progress, quoted
from partnerships.rules.workbook.colours import asks_colour
from partnerships.rules.workbook.meanings import NotUnderstood, ProgressSaid
from partnerships.rules.workbook.progress_read import Read, read
from partnerships.rules.workbook.table import Cell
from partnerships.rules.workbook.when import When, end_of_month
from partnerships.rules.workbook.words import Dates

# Days that "early March", "mid March" and "late March" may mean; 31 is the last of the month.
_DAYS = {"early": (1, 10), "mid": (15,), "late": (21, 31)}


def progress(
    cell: Cell, *, dates: Dates, day_first: bool, today: date, near: date | None
) -> ProgressSaid | None:
    """What a milestone's cell says; None for an empty one. Raises NotUnderstood, or ColourAlone.

    `near` is a day by which a year that is not said is told; None: today. A colour beside a text is passed over.
    """
    if cell.day is not None:
        found = _of_day(cell.day, dates, today)
    elif cell.text:
        yearless = _is_yearless(cell.text, day_first)
        found = _of_text(cell.text, dates, day_first, today, (near or today) if yearless else today)
    elif cell.fill:
        raise asks_colour(cell.fill)
    else:
        return None
    if isinstance(found, NotUnderstood):
        # A new one each time: one that is raised twice carries both ways there.
        raise NotUnderstood(found.says, found.asks, found.options)
    return found


@lru_cache(maxsize=32_768)
def _is_yearless(text: str, day_first: bool) -> bool:
    said = read(text, day_first)
    return said is not None and said.when is not None and said.when.yearless is not None


@lru_cache(maxsize=8_192)
def _of_day(day: date, dates: Dates, today: date) -> ProgressSaid | NotUnderstood:
    return _with_day(say_day(day), Read(), day, dates, today)


@lru_cache(maxsize=32_768)
def _of_text(
    text: str, dates: Dates, day_first: bool, today: date, near: date
) -> ProgressSaid | NotUnderstood:
    said = read(text, day_first)
    if said is None:
        return asks_progress(text)
    if said.when is None:
        return _without_time(said)
    done = said.is_planned is False or (said.is_planned is None and dates is Dates.DONE)
    when = said.when.settled(near=near, latest=today if done else None)
    if when.wrong:
        return asks_planned_day(f"{when.why_wrong}. Enter another.", ())
    if when.day is not None:
        assumed = " ".join(each for each in (said.assumed, when.how_taken(when.day)) if each)
        return _with_day(text, replace(said, assumed=assumed), when.day, dates, today)
    return _with_month(text, replace(said, when=when), done, dates, today)


def _without_time(said: Read) -> ProgressSaid:
    return ProgressSaid(
        status=said.status,
        waiting_on=said.waiting_on,
        not_applicable=said.not_applicable,
        note=said.note,
        assumed=said.assumed,
    )


def _with_day(text: str, said: Read, day: date, dates: Dates, today: date) -> ProgressSaid | NotUnderstood:
    base = _without_time(said)
    if said.is_aside:
        return base if day < today else replace(base, planned_on=day)
    if said.is_planned is None:
        is_planned = dates is Dates.PLANNED or (dates is Dates.BY_DAY and day >= today)
    else:
        is_planned = said.is_planned
    if is_planned:
        return replace(base, planned_on=day)
    if day > today:
        return asks_planned_day(f"{quoted(text)} is done on a day that is still to come.", (day,))
    return replace(base, status=Status.DONE, done_on=day)


def _with_month(text: str, said: Read, done: bool, dates: Dates, today: date) -> ProgressSaid | NotUnderstood:
    """A month, or less: done at a day that is not known where it has passed, else planned for its last day."""
    when = said.when or When()
    month = when.month
    if month is None:
        return _asks_which(text, when, today)
    last = end_of_month(month)
    base = _without_time(said)
    is_past = said.is_planned is None and dates is not Dates.PLANNED and last < today
    if said.is_aside:
        return base
    if (done and month <= today) or is_past:
        assumed = f"“{when.written}” does not say the day: done, date unknown."
        note = base.note or say_month(month)
        return replace(base, status=Status.DONE, note=note, assumed=assumed)
    if done:
        return asks_planned_day(f"{quoted(text)} is done in a month that is still to come.", (last,))
    if when.part in _DAYS:
        days = [last.replace(day=min(day, last.day)) for day in _DAYS[when.part]]
        return asks_planned_day(f"{quoted(text)} does not say the day. Choose one, or enter another.", days)
    return replace(base, planned_on=last, assumed=when.how_taken(last))


def _asks_which(text: str, when: When, today: date) -> NotUnderstood:
    if when.days:
        return asks_planned_day(f"{quoted(text)} may be one of several days. Choose one.", when.among)
    says = "may be one of several months" if when.among else "does not say which year"
    months = when.months(today)
    last_days = [end_of_month(month) for month in months]
    wrong = asks_planned_day(f"{quoted(text)} {says}. Choose the day, or enter it.", last_days)
    if when.month_numbers and (before := months[0].replace(year=months[0].year - 1)) <= today:
        wrong.options = ((f"done {before:%Y-%m}", f"Done in {say_month(before)}"), *wrong.options)
    return wrong
