"""Days as people and forms write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from partnerships.rules.saying import MONTHS

# A month's name, or at least its first three letters.
MONTH = (
    r"(?:jan(?:u(?:a(?:ry?)?)?)?|feb(?:r(?:u(?:a(?:ry?)?)?)?)?|mar(?:ch?)?|apr(?:il?)?|may|june?|july?|aug(?:u(?:st?)?)?"
    r"|sep(?:t(?:e(?:m(?:b(?:er?)?)?)?)?)?|oct(?:o(?:b(?:er?)?)?)?|nov(?:e(?:m(?:b(?:er?)?)?)?)?"
    r"|dec(?:e(?:m(?:b(?:er?)?)?)?)?)(?![a-z])\.?"
)
# A spreadsheet counts days from here; 1982 to 2064 in its numbers.
_SHEET_DAY_NOUGHT = date(1899, 12, 30)
_SHEET_NUMBER = re.compile(r"([3-5]\d{4})(?:\.\d+)?")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(20\d\d)(\d\d)(\d\d)(?!\d)")
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{4}|\d{2})(?!\d|\s?/\s?\d)")
_DAY_NAME_YEAR = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th)?[\s\-/.]*(?:of\s+)?({MONTH})(?:-|[\s/.,']*)(\d{{4}}|\d{{2}})"
    rf"(?!\d|st|nd|rd|th|\s*(?:of\s+)?{MONTH})"
)
_NAME_DAY_YEAR = re.compile(rf"({MONTH})\s*(\d{{1,2}})(?:st|nd|rd|th)?[\s,]+(\d{{4}})(?!\d)")
# Each form with where its year, month and day stand.
_FORMS = (
    (_YEAR_FIRST, (1, 2, 3)),
    (_COMPACT, (1, 2, 3)),
    (_NUMBERS, (3, 2, 1)),
    (_DAY_NAME_YEAR, (3, 2, 1)),
    (_NAME_DAY_YEAR, (3, 1, 2)),
)
_MONTH_FIRST = {_NUMBERS: (3, 1, 2)}
_WEEKDAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+")


class NoSuchDay(ValueError):
    """A day that does not exist, or none of 2000 to 2100; `written` is how it stands there."""

    def __init__(self, written: str) -> None:
        super().__init__(f"“{written}” is no day.")
        self.written = written


def parse_day(text: str, *, day_first: bool = True) -> date | None:
    """The day in a text such as "2027-03-01T10:15", "1/9/27", "1 Sept 2027", "2027/03/01 9:00 pm GMT" or 46082.

    `day_first` says how 1/9/27 is meant. None for an empty text. Raises ValueError where it is no day.
    """
    words = re.sub(r"\s+", " ", text).strip().lower()
    if not words:
        return None
    found = day_at_start(words, day_first=day_first)
    if found is None:
        raise ValueError(f"“{text.strip()[:40]}” is no day.")
    return found[0]


def day_at_start(words: str, *, day_first: bool = True) -> tuple[date, str] | None:
    """The day, with its year, that a text in small letters begins with, and what follows it; None for no day.

    A number of a spreadsheet counts only where nothing follows. Raises NoSuchDay where it does not exist.
    """
    words = without_weekday(words)
    if number := _SHEET_NUMBER.fullmatch(words):
        return _SHEET_DAY_NOUGHT + timedelta(days=int(number[1])), ""
    for pattern, order in _FORMS:
        if found := pattern.match(words):
            year, month, day = (
                found[place] for place in (order if day_first else _MONTH_FIRST.get(pattern, order))
            )
            which = int(month) if month.isdigit() else month_number(month)
            try:
                return day_of(int(year), which, int(day)), words[found.end() :]
            except ValueError:
                raise NoSuchDay(found[0].strip()) from None
    return None


def without_weekday(words: str) -> str:
    """A text in small letters without the "Mon " or "wednesday, " that it begins with."""
    return _WEEKDAY.sub("", words)


def reads_day_first(texts: Iterable[str]) -> bool | None:
    """Whether 1/9/27 means 1 September in this column: told by a day above 12. None where nothing tells.

    Also None where both occur: then no reading fits all, and the person has to say.
    """
    day_first = month_first = False
    for text in texts:
        if found := _NUMBERS.search(text):
            day_first |= 12 < int(found[1]) <= 31
            month_first |= 12 < int(found[2]) <= 31
    return None if day_first == month_first else day_first


def day_of(year: int, month: int, day: int) -> date:
    """A day of 2000 to 2100; a year of two digits is one of this century. Raises ValueError for any other."""
    found = date(year + 2000 if year < 100 else year, month, day)
    if not 2000 <= found.year <= 2100:
        raise ValueError("The year is not one of this century.")
    return found


def month_number(name: str) -> int:
    """1 to 12 of a name that `MONTH` matches."""
    return next(number for number, month in enumerate(MONTHS, 1) if month.lower().startswith(name[:3]))
