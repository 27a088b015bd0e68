"""One cell of a GIAS download → the value that the tables hold. Pure; a `ValueError` says what is wrong.

Values are kept as both databases give them back in text, so that a file and a table compare as plain tuples:
dates as ISO text, percentages as text with one decimal, numbers as `int`, nothing as None.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal, InvalidOperation

Value = str | int | None

_DATE = re.compile(r"(\d{2})[-/](\d{2})[-/](\d{4})")
# GIAS writes these where it does not know a date: 1,177 schools "opened" on the first, whole groups on the other.
_PLACEHOLDER_DATES = frozenset({dt.date(1900, 1, 1), dt.date(1920, 1, 1)})
_LARGEST_NUMBER = 2_147_483_647  # what an integer column holds


def date(text: str) -> str | None:
    """dd-mm-yyyy or dd/mm/yyyy → ISO text; blank and the placeholder dates of GIAS → None, not known."""
    if not text:
        return None
    found = _DATE.fullmatch(text)
    if found is None:
        raise ValueError(f"“{text}” is not a date such as 31-08-2024")
    day, month, year = map(int, found.groups())
    try:
        value = dt.date(year, month, day)
    except ValueError as wrong:
        raise ValueError(f"“{text}” is not a date such as 31-08-2024") from wrong
    return None if value in _PLACEHOLDER_DATES else value.isoformat()


def number(text: str) -> int | None:
    """A whole number from 0; blank → None."""
    if not text:
        return None
    if not (text.isascii() and text.isdigit()) or int(text) > _LARGEST_NUMBER:
        raise ValueError(f"“{text}” is not a whole number")
    return int(text)


def small_number(text: str) -> int | None:
    """A whole number that a small column holds, such as an age; blank → None."""
    value = number(text)
    if value is not None and value > 32_767:
        raise ValueError(f"“{text}” is too large")
    return value


def coordinate(text: str) -> int | None:
    """Metres on the national grid. GIAS writes 0 for a place it does not know: None."""
    return number(text) or None


def percentage(text: str) -> str | None:
    """A percentage with one decimal, as text; blank → None."""
    if not text:
        return None
    try:
        value = Decimal(text.removesuffix("%").strip())
    except InvalidOperation as wrong:
        raise ValueError(f"“{text}” is not a percentage") from wrong
    if not value.is_finite() or not 0 <= value <= 100:
        raise ValueError(f"“{text}” is not a percentage")
    return f"{value:.1f}"


def urn(text: str) -> int:
    """A URN: 6 figures, 5 for children's centres."""
    if not re.fullmatch(r"[0-9]{5,6}", text):
        raise ValueError(f"“{text}” is not a URN" if text else "there is none")
    return int(text)


def uid(text: str) -> int:
    """A group's UID."""
    value = number(text)
    if not value:
        raise ValueError(f"“{text}” is not a group UID" if text else "there is none")
    return value
