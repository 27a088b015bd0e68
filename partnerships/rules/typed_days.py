"""Days as people type them into one box."""

from __future__ import annotations

import datetime as dt
import re

from partnerships.rules.saying import MONTHS

_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_BRITISH = re.compile(r"(\d{1,2})[./ -](\d{1,2}|[a-z]{3,9})(?:[./ -](\d{4}|\d{2}))?", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
HOW = "Write it as 14/10/2026 or 2026-10-14."


def read_typed_day(text: str, *, today: dt.date) -> dt.date | None:
    """The day that is meant by "14/10/2026", "14.10.26", "14 Oct 2026", "2026-10-14", "14/10" or "yesterday".

    Without a year, the last such day up to today is meant. None for nothing. Raises ValueError for anything else.
    """
    words = " ".join(text.lower().split())
    if not words:
        return None
    if words in ("today", "yesterday"):
        return today - dt.timedelta(days=int(words == "yesterday"))
    if iso := _ISO.fullmatch(words):
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    british = _BRITISH.fullmatch(words)
    if british is None:
        raise ValueError(text)
    day, month = int(british[1]), _month(british[2])
    if british[3]:
        return _day(int(british[3]) + (2000 if len(british[3]) == 2 else 0), month, day)
    found = _day(today.year, month, day)
    return found if found <= today else _day(today.year - 1, month, day)


def write_day(day: dt.date) -> str:
    """A day as `read_typed_day` reads it, and as people here write it: "14/10/2026"."""
    return f"{day:%d/%m/%Y}"


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    found = next((number for number, name in enumerate(MONTHS, 1) if name.lower().startswith(text)), None)
    if found is None:
        raise ValueError(text)
    return found


def _day(year: int, month: int, day: int) -> dt.date:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise ValueError(year)
    return dt.date(year, month, day)
