"""Activities as csv: what can be downloaded is read in again, from a file or pasted from a spreadsheet.

Nothing is ever worked out: a cell that begins with "=" is the text that it is.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from partnerships.rules.activities import Entry, activity_problems, read_hours, say_number
from partnerships.rules.partnership_words import ActivityKind
from partnerships.rules.typed_days import HOW, read_typed_day

COLUMNS = (
    "Date", "Kind", "Focus", "People from the trust", "People from the school", "Hours", "What changed", "Service",
)  # fmt: skip
NEEDED = COLUMNS[:3]
MOST_ROWS = 500
LARGEST = 500_000
_LONGEST_CELL = 10_000
# Before one of these, an export of ours puts an apostrophe; see exports/_csv.py.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class ActivityCsvError(Exception):
    """The text as a whole cannot be read; says in a sentence why."""


@dataclass(frozen=True)
class Line:
    """One line of the csv: an activity, or why it is none. `line` counts from 1, the heading included."""

    line: int
    entry: Entry | None
    problems: tuple[str, ...] = ()
    said: str = ""


@dataclass(frozen=True)
class Read:
    """What a csv holds: activities to add, those that look logged already, and what is refused."""

    new: tuple[Line, ...] = ()
    logged: tuple[Line, ...] = ()
    refused: tuple[Line, ...] = ()


def decode(content: bytes) -> str:
    """The text of a file, as spreadsheets save it. Raises ActivityCsvError."""
    if len(content) > LARGEST:
        raise ActivityCsvError("The file must be smaller than 500 KB.")
    if content.startswith(b"PK\x03\x04"):
        raise ActivityCsvError(
            "This is a workbook. Save the sheet as CSV first, or copy its cells and paste them."
        )
    for encoding in ("utf-8-sig", "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ActivityCsvError("The file is no CSV. Save it again as “CSV UTF-8”.")


def read_activities(text: str, *, services: Mapping[str, int], today: dt.date) -> list[Line]:
    """Every line of the csv that is not empty. `services` are the partnership's, names to keys.

    Raises ActivityCsvError where it has no heading of ours, or more lines than are taken at once.
    """
    if "\0" in text:
        raise ActivityCsvError("This is no CSV.")
    if len(text) > LARGEST:
        raise ActivityCsvError("Paste less at once: at most 500,000 characters.")
    table = _table(text.lstrip("\ufeff \r\n"))
    headings = [" ".join(cell.lower().split()) for cell in table[0][1]] if table else []
    missing = [name for name in NEEDED if name.lower() not in headings]
    if missing:
        raise ActivityCsvError(
            f"The first line must name the columns. Not found: {', '.join(missing)}. "
            f"The columns are {', '.join(COLUMNS)}."
        )
    rows = [(line, cells) for line, cells in table[1:] if any(cell.strip() for cell in cells)]
    if not rows:
        raise ActivityCsvError("There is no activity below the first line.")
    if len(rows) > MOST_ROWS:
        raise ActivityCsvError(f"These are {len(rows):,} activities. Add at most {MOST_ROWS} at once.")
    known = {" ".join(name.casefold().split()): key for name, key in services.items()}
    return [_line(line, _cells(headings, cells), known, today) for line, cells in rows]


def sort_out(lines: Sequence[Line], *, logged: Iterable[tuple[dt.date | None, str, str]]) -> Read:
    """Which are new, which look logged already (there, or further up in the same csv), and which are refused.

    The same activity is one of the same day and kind with the same focus.
    """
    seen = set(logged)
    new, again, refused = [], [], []
    for line in lines:
        if line.entry is None:
            refused.append(line)
        elif line.entry.same_as in seen:
            again.append(line)
        else:
            seen.add(line.entry.same_as)
            new.append(line)
    return Read(tuple(new), tuple(again), tuple(refused))


def write_activities(entries: Iterable[Entry], *, services: Mapping[int, str]) -> str:
    """Activities as `read_activities` reads them."""
    out = io.StringIO(newline="")
    rows = csv.writer(out)
    rows.writerow(COLUMNS)
    for each in entries:
        kind, day = ActivityKind(each.kind).label, each.on.isoformat() if each.on else ""
        people, hours = (each.our_people, each.their_people), say_number(each.hours)
        service = services.get(each.service or 0, "")
        rows.writerow(
            [_guarded(cell) for cell in (day, kind, each.focus, *people, hours, each.changed, service)]
        )
    return out.getvalue()


def _table(text: str) -> list[tuple[int, list[str]]]:
    """Lines with their numbers; cells are parted by what parts the headings: tab, semicolon or comma."""
    first = text.partition("\n")[0]
    mark = max("\t;,", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    table, before = [], 0
    try:
        for row in reader:
            table.append((before + 1, row))
            before = reader.line_num
    except csv.Error as error:  # a quotation mark without its pair, for one
        said = "a quotation mark has no pair, or a cell is too long"
        raise ActivityCsvError(f"Line {reader.line_num} cannot be read: {said}.") from error
    return table


def _cells(headings: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    named: dict[str, str] = {}
    for heading, cell in zip(headings, cells, strict=False):
        named.setdefault(heading, _plain(cell))
    return named


def _plain(cell: str) -> str:
    """The cell's text, without the apostrophe that our own export put before it."""
    text = cell.strip()
    return text[1:] if text[:1] == "'" and text[1:2] in _FORMULA_STARTS else text


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


def _line(number: int, cells: Mapping[str, str], services: Mapping[str, int], today: dt.date) -> Line:
    def cell(name: str) -> str:
        return cells.get(name.lower(), "")

    problems: list[str] = []
    on, hours, service = None, None, None
    try:
        on = read_typed_day(cell("Date"), today=today)
    except ValueError:
        problems.append(f"“{cell('Date')[:20]}” is no day. {HOW}")
    try:
        hours = read_hours(cell("Hours"))
    except ValueError:
        problems.append(f"“{cell('Hours')[:20]}” is no number of hours. Write it as 3 or 1.5.")
    if named := " ".join(cell("Service").casefold().split()):
        service = services.get(named)
        if service is None:
            said = "Leave it empty, or add the service first."
            problems.append(f"There is no service “{cell('Service')[:60]}” in this partnership. {said}")
    entry = Entry(
        on=on, kind=_kind(cell("Kind")), focus=cell("Focus"), our_people=cell("People from the trust"),
        their_people=cell("People from the school"), hours=hours, changed=cell("What changed"), service=service,
    )  # fmt: skip
    unread = {"on"} if on is None and cell("Date") else set()
    problems += [each for each in activity_problems(entry, today=today) if each.about not in unread]
    if any(len(text) > _LONGEST_CELL for text in cells.values()):
        problems.append("A cell is too long.")
    said = " – ".join(filter(None, (cell("Date")[:20], cell("Kind")[:40], cell("Focus")[:80])))
    return Line(number, None if problems else entry, tuple(dict.fromkeys(problems)), said)


def _kind(text: str) -> str:
    """The stored value of a kind named by its label or value, however it is spelt; the text itself where none is."""
    wanted = " ".join(text.casefold().split())
    for kind in ActivityKind:
        if wanted in (kind.label.casefold(), kind.value):
            return kind.value
    return text
