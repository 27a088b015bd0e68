"""Days and months as teams write them in a spreadsheet: "1/9/27", "w/c 3 March", "Autumn 2027", "end of March"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from partnerships.rules.workbook.when import When, either
from partnerships.rules.written_days import (
    MONTH,
    NoSuchDay,
    day_at_start,
    day_of,
    month_number,
    without_weekday,
)

_ORDINAL = r"(?:st|nd|rd|th)"
_GAP = r"[\s\-/.,']*"
_YEARS = r"(20\d\d|\d\d)(?: ?[/\-] ?(20\d\d|\d\d))?(?!\d)"
_WEEK = re.compile(
    r"(?:w ?/ ?[cb]|wc|wk ?c(?:omm)?|week (?:commencing|beginning|starting|of))(?![a-z])[\s.:]*"
)
_WEEK_END = re.compile(r"(?:w ?/ ?e|week ending)(?![a-z])[\s.:]*")
_PART = re.compile(
    r"(?:by )?(?:the )?(early|start of|beginning of|mid(?:dle)?|late|end)(?![a-z])[\s\-]*(?:of )?(?:the )?"
)
_PARTS = {"start of": "early", "beginning of": "early", "middle": "mid"}
_BETWEEN = re.compile(r"\s*(?:-|to\b|or\b|and\b|until\b|through\b|[&/,;])\s*")
_TWO_DAYS = re.compile(
    rf"(\d{{1,2}}){_ORDINAL}? ?(?:-|to|and|&|/|or) ?(?=\d{{1,2}}{_ORDINAL}? ?(?:of )?{MONTH})"
)
_TIME = re.compile(
    r"[t ,]*(?:at )?\d{1,2}[:.]\d\d(?::\d\d)?(?:\.\d+)?(?:z| ?[ap]m)?(?: ?(?:gmt|bst)(?:[+\-]\d+)?)?(?!\d)"
)
# The months of a term. Nothing fixes them for all of England; most councils' terms lie in these.
_TERMS = {
    "autumn": (9, 10, 11, 12), "michaelmas": (9, 10, 11, 12), "spring": (1, 2, 3, 4), "lent": (1, 2, 3, 4),
    "easter": (3, 4), "summer": (5, 6, 7, 8), "trinity": (5, 6, 7, 8),
}  # fmt: skip


@lru_cache(maxsize=32_768)
def when_at_start(words: str, *, day_first: bool) -> tuple[When, str] | None:
    """What a tidied text begins with, and what follows it; None where it begins with no time."""
    found = _prefixed(words, day_first) or _one_or_two(words, day_first)
    if found is None:
        return None
    when, rest = found
    said = words[: len(words) - len(rest)].strip(" ,;:-")
    return replace(when, said=said), rest


def _prefixed(words: str, day_first: bool) -> tuple[When, str] | None:
    for prefix, change in _PREFIXES:
        if found := prefix.match(words):
            inner = _one_or_two(words[found.end() :], day_first)
            return inner and (change(inner[0], found), inner[1])
    return None


def _part(when: When, found: re.Match[str]) -> When:
    return replace(when, part=_PARTS.get(found[1], found[1])) if when.month or when.month_numbers else when


_PREFIXES: tuple[tuple[re.Pattern[str], Callable[[When, re.Match[str]], When]], ...] = (
    (_WEEK, lambda when, _: replace(when, week=when.is_day)),
    (_WEEK_END, lambda when, _: when),
    (_PART, _part),
)


def _one_or_two(words: str, day_first: bool) -> tuple[When, str] | None:
    if found := _TWO_DAYS.match(words):
        two = _one(words[found.end() :], day_first)
        both = either(two[0].on_day(int(found[1])), two[0]) if two else None
        return (both, two[1]) if two and both else None
    one = _one(words, day_first)
    if one is None:
        return None
    when, rest = one
    if when.day and (time := _TIME.match(rest)):
        rest = rest[time.end() :]
    between = _BETWEEN.match(rest)
    other = _one(rest[between.end() :], day_first) if between else None
    if other is not None and (both := either(when, other[0])) is not None:
        return both, other[1]
    return when, rest


def _one(words: str, day_first: bool) -> tuple[When, str] | None:
    try:
        if full := day_at_start(words, day_first=day_first):
            return When(day=full[0]), full[1]
    except NoSuchDay as error:
        return _turned(words, day_first) or (When(wrong=f"“{error.written}” is no day"), "")
    words = without_weekday(words)
    for pattern, reader in _READERS:
        if (found := pattern.match(words)) and (when := _read(reader, found, day_first)) is not None:
            return when, words[found.end() :]
    return None


def _turned(words: str, day_first: bool) -> tuple[When, str] | None:
    """13/14 and the like, which can only be meant the other way round."""
    try:
        full = day_at_start(words, day_first=not day_first)
    except NoSuchDay:
        return None
    return full and (When(day=full[0], turned=True), full[1])


def _read(
    reader: Callable[[re.Match[str], bool], When | None], found: re.Match[str], day_first: bool
) -> When | None:
    try:
        return reader(found, day_first)
    except ValueError:
        return When(wrong=f"“{found[0].strip()}” is no day")


def _yearless(month: int, day: int) -> When:
    day_of(2000, month, day)  # a leap year, which has every day there is
    return When(yearless=(month, day))


def _month(month: int, year: str) -> When:
    return When(month=day_of(int(year), month, 1))


def _day_and_name(found: re.Match[str], day_first: bool) -> When | None:
    return _yearless(month_number(found[2]), int(found[1]))


def _name_and_number(found: re.Match[str], day_first: bool) -> When | None:
    """ "March 3" is a day; "Sept 27" and "Sep-19", as spreadsheets write months, are months."""
    month, number = month_number(found[1]), int(found[3])
    is_year = not found[4] and len(found[3]) == 2 and (number >= 20 or "-" in found[2] or "'" in found[2])
    return _month(month, found[3]) if is_year else _yearless(month, number)


def _short(found: re.Match[str], day_first: bool) -> When | None:
    first, second = int(found[1]), int(found[2])
    if first > 12 and second > 12:
        return None
    if first <= 12 < second:
        return _month(first, found[2]) if day_first or second > 31 else _yearless(first, second)
    return _yearless(second, first) if day_first or first > 12 else _yearless(first, second)


def _term(found: re.Match[str], day_first: bool) -> When | None:
    numbers = _TERMS[found[1]]
    if not found[2]:
        return When(month_numbers=numbers)
    year = found[3] if found[3] and numbers[0] < 9 else found[2]
    return When(among=tuple(day_of(int(year), number, 1) for number in numbers))


def _quarter(found: re.Match[str], day_first: bool) -> When | None:
    first = 3 * int(found[1]) - 2
    return When(among=tuple(day_of(int(found[2]), number, 1) for number in range(first, first + 3)))


def _school_year(found: re.Match[str], day_first: bool) -> When | None:
    first, second = int(found[1]) % 100, int(found[2]) % 100
    if second != (first + 1) % 100:
        return None
    months = [(first, number) for number in range(9, 13)] + [(second, number) for number in range(1, 9)]
    return When(among=tuple(day_of(year, number, 1) for year, number in months))


def _year(found: re.Match[str], day_first: bool) -> When | None:
    return When(among=tuple(day_of(int(found[1]), number, 1) for number in range(1, 13)))


# In this order: what is longer first.
_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], bool], When | None]], ...] = (
    (re.compile(rf"(\d{{1,2}}){_ORDINAL}?[\s\-/.]*(?:of )?({MONTH})"), _day_and_name),
    (
        re.compile(r"(20\d\d) ?[/\-] ?(0?[1-9]|1[0-2])(?!\d)"),
        lambda found, _: _month(int(found[2]), found[1]),
    ),
    (
        re.compile(r"(0?[1-9]|1[0-2]) ?[/\-. ] ?(20\d\d)(?!\d)"),
        lambda found, _: _month(int(found[1]), found[2]),
    ),
    (
        re.compile(rf"({MONTH}){_GAP}(20\d\d)(?!\d)"),
        lambda found, _: _month(month_number(found[1]), found[2]),
    ),
    (re.compile(rf"({MONTH})({_GAP})(\d{{1,2}})({_ORDINAL})?(?![\d/])"), _name_and_number),
    (re.compile(rf"({MONTH})"), lambda found, _: When(month_numbers=(month_number(found[1]),))),
    (re.compile(r"(\d{1,2}) ?/ ?(\d{1,2})(?![\d/])"), _short),
    (
        re.compile(
            rf"({'|'.join(_TERMS)})(?![a-z])(?: term)?(?: ?[12](?!\d))?(?: half)?(?: term)?{_GAP}(?:{_YEARS})?"
        ),
        _term,
    ),
    (re.compile(rf"(?:q|quarter )([1-4]){_GAP}{_YEARS}"), _quarter),
    (re.compile(r"(?:academic year |ay ?)?(20\d\d|\d\d) ?[/\-] ?(20\d\d|\d\d)(?![\d/])"), _school_year),
    (re.compile(r"(20\d\d)(?![\d/])"), _year),
)
