"""What stands in history rows, in words: days, months, routes, people, and what a field was and became."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from partnerships.history.names import Names
from partnerships.history.rows import Change
from partnerships.rules.saying import MONTHS, say_day, say_month
from partnerships.rules.words import HAPPENED, ContactRole, OwnerRole, Phase, Route, Status

Fields = tuple[tuple[str, str, Callable[[Any, Names], str]], ...]


def moves(change: Change, names: Names, fields: Fields) -> list[str]:
    """ "due date from … to …" of each field that differs; "set to" and "taken away" where one side is empty."""
    return [_move(label, change, name, say, names) for name, label, say in fields if change.differs(name)]


def _move(label: str, change: Change, name: str, say: Callable[[Any, Names], str], names: Names) -> str:
    was, now = getattr(change.before, name), getattr(change.row, name)
    if was in ("", None):
        return f"{label} set to {say(now, names)}"
    if now in ("", None):
        return f"{label} taken away, it was {say(was, names)}"
    return f"{label} from {say(was, names)} to {say(now, names)}"


def _text(value: Any, names: Names) -> str:
    return f"“{short(str(value))}”" if value not in ("", None) else "nothing"


def _date(value: Any, names: Names) -> str:
    return day_words(value)


def _user(value: Any, names: Names) -> str:
    return names.user(value)


def _contact(value: Any, names: Names) -> str:
    return names.contact(value)


def _by(say: Callable[[Any], str]) -> Callable[[Any, Names], str]:
    """A value whose words need no names."""
    return lambda value, _: say(value)


def _roles(codes: str) -> str:
    return ", ".join(OwnerRole(code).label for code in codes.split(",") if code) or "nobody"


def _trust(value: int | None, names: Names) -> str:
    return "none" if value is None else names.groups.get(value, "a trust")


def _project_group(value: int | None, names: Names) -> str:
    return "none" if value is None else f"“{names.project_groups.get(value, 'a group that was removed')}”"


MILESTONE_FIELDS: Fields = (
    ("title", "words", _text),
    ("due_on", "due date", _date),
    ("fixed_on", "fixed date", _date),
    ("phase", "part of the plan", _by(lambda value: Phase(value).label)),
    ("owner_id", "owner", _user),
    ("owner_contact_id", "contact it belongs to", _contact),
    ("owner_roles", "owner role", _by(_roles)),
)

PROJECT_FIELDS: Fields = (
    ("route", "route", _by(lambda value: route_words(value))),
    ("joining_month", "joining month", _by(lambda value: month_words(value))),
    ("lead_id", "lead", _user),
    ("outgoing_trust_id", "outgoing trust", _trust),
    ("ended_on", "end date", _date),
    ("on_hold_since", "on hold since", _date),
    ("opened_on", "day it opened", _date),
    ("academy_id", "the academy’s URN", _by(str)),
    ("enquiry", "what was said", _text),
    ("group_id", "group", _project_group),
)

CONTACT_FIELDS: Fields = (
    ("role", "role", _by(lambda value: ContactRole(value).label)),
    ("name", "name", _text),
    ("organisation", "organisation", _text),
    ("email", "e-mail", _text),
    ("telephone", "telephone", _text),
    ("remark", "remark", _text),
)


def status_words(row: Any) -> str:
    if row.status in HAPPENED:
        when = f" on {day_words(row.done_on)}" if row.done_on else ""
        said = f"done{when}" + (" before tracking began" if row.done_before_tracking else "")
        return said if row.status == Status.DONE else f"{said}: breaks a rule, needs a manager’s reason"
    if row.status == Status.WAITING:
        since = f" since {day_words(row.waiting_since)}" if row.waiting_since else ""
        return f"waiting for {row.waiting_on}{since}"
    return Status(row.status).label.lower() if Status.has(row.status) else str(row.status)


def day_words(value: dt.date | None) -> str:
    return say_day(value) if value else "no date"


def month_words(value: dt.date | None, *, beside: dt.date | None = None) -> str:
    """ "September 2027"; the year is left out beside a month of the same year."""
    if value is None:
        return "no date yet"
    return MONTHS[value.month - 1] if beside and beside.year == value.year else say_month(value)


def route_words(value: str) -> str:
    return Route(value).label if Route.has(value) else "not chosen"


def short(text: str) -> str:
    return text if len(text) <= 200 else f"{text[:199]}…"
