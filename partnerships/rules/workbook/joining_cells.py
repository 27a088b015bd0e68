"""What the cell of a joining date says."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from partnerships.rules.dates import next_month
from partnerships.rules.saying import say_day
from partnerships.rules.workbook.asking import (
    asks_first_of_month,
    asks_month,
    noted,
    plain,
    quoted,
)
from partnerships.rules.workbook.dates import when_at_start
from partnerships.rules.workbook.meanings import MonthSaid
from partnerships.rules.workbook.table import Cell
from partnerships.rules.workbook.when import When

# What says that there is no date yet, at the beginning of a text.
NO_DATE = re.compile(
    r"(?:(?:date |timescale |still )?(?:t\.?b\.?[cad]\.?|to be (?:confirmed|agreed|advised|decided"
    r"|determined|arranged|set))"
    r"|not (?:yet )?(?:known|confirmed|set|agreed|decided)|no date(?: yet| set)?|unknown|unconfirmed|undecided|awaiting"
    r"(?: a)?(?: date| confirmation)?|\?+|-+|\.+|none|nil)(?![\w'])"
    r"(?: (?:date|yet|at present|currently))*"
)
_PROVISIONAL = (
    r"t\.?b\.?[cad]\.?|to be (?:confirmed|agreed)|not (?:yet )?(?:confirmed|agreed|fixed)|unconfirmed"
    r"|provisional(?:ly)?|prov|target(?:ed|ing)?|plan(?:ned)?|propos(?:ed|al)|aim(?:ing)?|expected|exp|projected|forecast"
    r"|likely|possibl[ey]|poss|hope(?:d|fully)?|estimated?|est|approx(?:imately)?|circa|around|earliest|potential(?:ly)?"
    r"|draft"
)
_CONFIRMED = r"confirmed|conf|agreed|fixed|actual|definite|converted|opened|joined|transferred|live|[✓✔]"
_NEUTRAL = "|".join(
    (
        r"joining|conversion|transfer|opening|start(?:ing)?|date|from|on|by|for|due|month",
        r"day|now|(?:moved|slipped) to",
    )
)
_SAYS = re.compile(
    rf"[\s(\[,;:\-]*(?:(?P<no>(?:{_PROVISIONAL})(?!\w)|\?+)|(?P<yes>(?:{_CONFIRMED})(?!\w)))[)\].,;:\s]*"
)
_BEFORE = re.compile(
    rf"(?:(?P<no>(?:{_PROVISIONAL})(?!\w)|\?+)|(?P<yes>(?:{_CONFIRMED})(?!\w))|(?:{_NEUTRAL})(?!\w))[\s:,\-(]*"
)
_MOST_WORDS = 12
_ENTER = "Enter the month and the year, for example September 2027."


def month(cell: Cell, *, day_first: bool, today: date) -> MonthSaid | None:
    """The joining month that a cell says; None for an empty one. Raises NotUnderstood."""
    if cell.day is not None:
        if cell.day.day != 1:
            raise asks_first_of_month(say_day(cell.day), cell.day, shown=cell.text)
        return MonthSaid(cell.day)
    return _month(cell.text, day_first, today) if cell.text else None


def rest_of(text: str, rest: str) -> str:
    """The same end of a text, with its capitals and without what parts it from what goes before."""
    return text[len(text) - len(rest) :].lstrip(" .,;:-").rstrip(" ,;:-") if rest else ""


@lru_cache(maxsize=8_192)
def _month(text: str, day_first: bool, today: date) -> MonthSaid:
    if note := noted(text):
        return MonthSaid(None, note=note)
    tidied = plain(text)
    words, confirmed = _said_before(tidied.lower())
    found = when_at_start(words, day_first=day_first)
    if found is None:
        if none := NO_DATE.match(tidied.lower()):
            return MonthSaid(None, note=rest_of(tidied, tidied.lower()[none.end() :]))
        raise asks_month(f"{quoted(text)} is no month. {_ENTER}", _months_in(words, day_first, today))
    when, rest = found
    while says := _SAYS.match(rest):
        confirmed = bool(says["yes"])
        rest = rest[says.end() :]
    return MonthSaid(
        _month_of(text, when, today), confirmed, _how_taken(when), rest_of(tidied, rest.lstrip(") "))
    )


def _months_in(words: str, day_first: bool, today: date) -> tuple[date, ...]:
    """The months that are named somewhere in a text, "not before Sept 2028", to choose from."""
    places = [found.end() for found in re.finditer(r"[ (]", words)][:_MOST_WORDS]
    times = (when_at_start(words[place:], day_first=day_first) for place in places)
    return next((months for time in times if time and (months := time[0].months(today))), ())


def _said_before(words: str) -> tuple[str, bool | None]:
    """What is left after "target:", "confirmed" and the like, and whether they say that it is confirmed."""
    confirmed: bool | None = None
    while says := _BEFORE.match(words):
        confirmed = bool(says["yes"]) if says["yes"] or says["no"] else confirmed
        words = words[says.end() :]
    return words, confirmed


def _month_of(text: str, when: When, today: date) -> date:
    if when.wrong:
        raise asks_month(f"{when.why_wrong}. {_ENTER}", ())
    months = when.months(today)
    if when.day is not None and not when.week and when.day.day == 1:
        return when.day
    if when.day is not None:
        raise asks_first_of_month(text, when.day)
    if when.month is not None and not when.part:
        return when.month
    if when.part and when.month is not None:
        says = (
            f"{quoted(text)} is not the first of a month, and a school joins on the first. Choose the month."
        )
        raise asks_month(says, (when.month, next_month(when.month)))
    if when.among:
        raise asks_month(
            f"{quoted(text)} may be one of several months. Choose one, or enter another.", months
        )
    raise asks_month(f"{quoted(text)} does not say which year. Choose the month, or enter it.", months)


def _how_taken(when: When) -> str:
    return when.how_taken(when.day) if when.day is not None else ""
