"""Who changed DfE's deadlines and the school holidays, one line for each step, newest first."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Q, Subquery

from partnerships.models import DfeDeadline, SchoolHoliday
from partnerships.models.people import User
from partnerships.rules.saying import counted, say_day, say_month

# Steps on the page; the admin shows everything.
SHOWN = 20
# History rows that are read for them: a month's sheet is one step of several dozen rows.
_READ = 600


@dataclass(frozen=True)
class Entry:
    """One step: when, who, and what, with a line for each thing where there were several."""

    at: dt.datetime
    who: str
    text: str
    lines: tuple[str, ...] = ()


def deadline_history(user: User, titles: Mapping[str, str]) -> list[Entry]:
    """What happened to the deadlines that this person may see; `titles` by code."""
    rows = DfeDeadline.history.filter(Q(trust=None) | Q(trust__in=list(user.roles)))
    return steps(DfeDeadline, rows, lambda row, was: _deadline(row, was, titles), _deadlines)


def holiday_history(la_names: Mapping[str, str]) -> list[Entry]:
    """What happened to the school holidays; `la_names` by code."""
    rows = SchoolHoliday.history.all()
    return steps(SchoolHoliday, rows, lambda row, was: _holiday(row, was, la_names), _holidays)


def steps(model: Any, rows: Any, say_one: Any, say_many: Any) -> list[Entry]:
    """The newest of these history rows, one entry for each call; what it says of a row also gets the one before it."""
    earlier = model.history.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
    before = Subquery(earlier.order_by("-history_id").values("history_id")[:1])
    found = list(rows.select_related("history_user").annotate(before=before).order_by("-history_id")[:_READ])
    known = model.history.in_bulk([row.before for row in found if row.before])
    entries = []
    for _call, step in itertools.groupby(found, key=lambda row: row.call or row.history_id):
        together = list(step)
        lines = [say_one(row, known.get(row.before)) for row in reversed(together)]
        entries.append(_entry(together[0], lines, say_many(together)))
    return entries[:SHOWN]


def _entry(row: Any, lines: Sequence[str], many: str) -> Entry:
    who = str(row.history_user) if row.history_user else "Trust Tracker"
    if len(lines) == 1:
        return Entry(row.history_date, who, lines[0])
    return Entry(row.history_date, who, many, tuple(line[:1].upper() + line[1:] for line in lines))


def _deadline(row: Any, was: Any, titles: Mapping[str, str]) -> str:
    title = f"“{titles.get(row.code, row.code)}” for {say_month(row.opening_month)}"
    if row.history_type == "-":
        return f"removed the deadline of {title}, it was {say_day(row.on)}"
    if was is None:
        return f"set the deadline of {title} to {say_day(row.on)}"
    if was.on == row.on:
        return f"changed the link of the deadline of {title}"
    return f"moved the deadline of {title} from {say_day(was.on)} to {say_day(row.on)}"


def _deadlines(rows: Iterable[Any]) -> str:
    chosen = list(rows)
    months = {say_month(row.opening_month) for row in chosen}
    return f"changed {counted(len(chosen), 'deadline')} for {months.pop() if len(months) == 1 else 'several months'}"


def _holiday(row: Any, was: Any, la_names: Mapping[str, str]) -> str:
    where = la_names.get(row.la_code, row.la_code) if row.la_code else "all local authorities"
    name, days = f"“{row.name}” of {where}", _days(row)
    if row.history_type == "-":
        return f"removed {name}, {days}"
    if was is None:
        return f"added {name}, {days}"
    return f"changed {name} from {_days(was)} to {days}"


def _holidays(rows: Iterable[Any]) -> str:
    chosen = list(rows)
    did = "added" if {row.history_type for row in chosen} == {"+"} else "changed"
    return f"{did} {counted(len(chosen), 'school holiday')}"


def _days(row: Any) -> str:
    return f"{say_day(row.first_day)} to {say_day(row.last_day)}"
