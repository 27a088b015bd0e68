"""School holidays as csv: the columns that can be downloaded are read in again."""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from datetime import date

from partnerships.rules.working_days import Holiday

COLUMNS = ("Local authority code", "Name", "First day", "Last day")
_LONGEST_NAME = 60
# The years that a date on a page may have, too: a holiday of 9999 could never be copied to the next year.
_FIRST_YEAR, _LAST_YEAR = 1900, 2200


class HolidayCsvError(Exception):
    """The csv cannot be read; `problems` has a sentence for each line that is wrong."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__(" ".join(problems))


def read_holidays(text: str) -> list[tuple[str, Holiday]]:
    """The holidays of a csv, each with its authority's code. Raises HolidayCsvError."""
    reader = csv.DictReader(io.StringIO(text, newline=""))
    try:
        named = set(reader.fieldnames or [])
    except csv.Error as error:
        raise HolidayCsvError(["The file is not a CSV."]) from error
    if not named.issuperset(COLUMNS):
        raise HolidayCsvError([f"The first line must name the columns {', '.join(COLUMNS)}."])
    found, problems = [], []
    try:
        for line, row in enumerate(reader, 2):
            try:
                found.append(_holiday(row))
            except ValueError as error:
                problems.append(f"Line {line}: {error}")
    except csv.Error as error:  # a cell without end, for one
        raise HolidayCsvError(["The file is not a CSV."]) from error
    if problems:
        raise HolidayCsvError(problems)
    return found


def write_holidays(rows: Iterable[tuple[str, Holiday]]) -> str:
    """The holidays as `read_holidays` reads them."""
    out = io.StringIO(newline="")
    lines = [(code, each.name, each.first.isoformat(), each.last.isoformat()) for code, each in rows]
    csv.writer(out).writerows([COLUMNS, *lines])
    return out.getvalue()


def _holiday(row: Mapping[str, str | None]) -> tuple[str, Holiday]:
    la_code, name, first, last = ((row[column] or "").strip() for column in COLUMNS)
    if not name or len(name) > _LONGEST_NAME:
        raise ValueError(f"enter a name of at most {_LONGEST_NAME} characters.")
    return la_code, Holiday(name, _day(first), _day(last))


def _day(text: str) -> date:
    british = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text)
    try:
        if british:
            day, month, year = (int(part) for part in british.groups())
            found = date(year, month, day)
        else:
            found = date.fromisoformat(text)
        if not _FIRST_YEAR <= found.year <= _LAST_YEAR:
            raise ValueError("no day of ours")
        return found
    except ValueError as error:
        raise ValueError(f"“{text[:20]}” is no day. Write it as 2027-07-22 or 22/07/2027.") from error
