"""Which row of a sheet holds the headings: under titles and logos, in one row or in up to three."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import NamedTuple

from partnerships.rules.workbook.reading import tidy
from partnerships.rules.workbook.table import Cell
from partnerships.rules.written_days import MONTH

LOOKED_AT = 30
LONGEST_HEADING = 150
_MOST_ROWS_OF_HEADINGS = 3
# What cells under headings say, and headings do not: numbers, dates, addresses, ticks.
_NO_HEADING = re.compile(
    rf"[\W\d_]+|.*@.*\..*|.*\b\d{{1,2}}(st|nd|rd|th)? {MONTH}\b.*|{MONTH}[ -]'?\d{{2,4}}"
    r"|(y|n|x|yes|no|done|complete[d]?|in progress|not started|n/?a|tbc|tba|red|amber|green|\w+ term \d+"
    r"|(autumn|spring|summer)( term)? \d{4}|https?:.*)",
    re.IGNORECASE | re.DOTALL,
)
# A URN or a LAESTAB: what has one is a school, or the only row of a sheet without headings.
_SCHOOLS_NUMBER = re.compile(r"\d{6}|\d{3}[/ ]?\d{4}")
_HEADING_WORDS = re.compile(
    r"school|school name|name( of school)?|la|(name of )?(the )?(school|academy)|academy( name)?"
    r"|.*\b(urn|laestab|dfe (no|number)|dates?|lead|notes?|comments?|route|stage|status|local authority|e-?mail"
    r"|phone|telephone|contact|milestones?|task|action|owner|joining|due|postcode|phase|rag|rating|role|pupils|nor"
    r"|type|diocese|solicitors?|head(teacher)?|chair)\b.*",
    re.IGNORECASE,
)


class Span(NamedTuple):
    """Cells merged into one: rows and columns from 1, the last of them within."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Headings:
    """The rows that hold them, from the top, and what stands over each column; empty where nothing does."""

    rows: tuple[int, ...]
    texts: list[str]


@dataclass(frozen=True)
class _Line:
    number: int
    texts: list[str]
    cells: Sequence[Cell]

    def at(self, column: int) -> str:
        return self.texts[column] if column < len(self.texts) else ""

    @property
    def filled(self) -> list[int]:
        return [column for column, text in enumerate(self.texts) if text]


def find_headings(
    rows: Sequence[tuple[int, Sequence[Cell]]], spans: Iterable[Span] = (), *, given: int | None = None
) -> Headings | None:
    """The headings of a sheet's rows, of which none is empty; None where there are none, or the given row is empty.

    `given` is the number of the row that holds them, the last of them where they take several.
    """
    if given is None:
        lines = [_line(row) for row in rows[: LOOKED_AT + _MOST_ROWS_OF_HEADINGS]]
        place = _best(lines)
    else:
        lines = [_line(row) for row in rows if row[0] <= given][-_MOST_ROWS_OF_HEADINGS:]
        place = len(lines) - 1 if lines and lines[-1].number == given else None
    if place is None:
        return None
    known = list(spans)
    first, last = _stretch(lines, place, known, down=given is None)
    held = lines[first : last + 1]
    return Headings(tuple(line.number for line in held), _joined(held, known))


def _line(row: tuple[int, Sequence[Cell]]) -> _Line:
    number, cells = row
    return _Line(number, [" ".join(cell.text.split()) for cell in cells], cells)


def once_each(names: Iterable[str]) -> list[str]:
    """Each name once: a second of the same is "Comment (2)", a third "Comment (3)"."""
    found: list[str] = []
    for name in names:
        found.append(next(each for each in _numbered(name) if each not in found))
    return found


def likeness(cells: Sequence[Cell]) -> float:
    """How much a row looks like headings: its short, distinct texts, less what only stands under headings."""
    filled = [cell for cell in cells if cell.text]
    if any(_SCHOOLS_NUMBER.fullmatch(cell.text) for cell in filled):
        return 0
    like = {tidy(cell.text) for cell in filled if _may_be_heading(cell)}
    unlike = sum(not _may_be_heading(cell) for cell in filled)
    return len(like) + sum(bool(_HEADING_WORDS.fullmatch(text)) for text in like) - unlike


def _may_be_heading(cell: Cell) -> bool:
    return (
        cell.day is None
        and len(cell.text) <= LONGEST_HEADING
        and not _NO_HEADING.fullmatch(" ".join(cell.text.split()))
    )


def _numbered(name: str) -> Iterator[str]:
    """ "Comment", "Comment (2)", "Comment (3)" and so on."""
    yield name
    for number in count(2):
        yield f"{name} ({number})"


def _best(lines: Sequence[_Line]) -> int | None:
    """The first of the rows most like headings that has rows under it, where there are any; None for none like them."""
    places = range(min(len(lines) - 1, LOOKED_AT) or len(lines))
    best = max(places, key=lambda place: likeness(lines[place].cells), default=None)
    return best if best is not None and likeness(lines[best].cells) > 0 else None


def _stretch(lines: Sequence[_Line], place: int, spans: Sequence[Span], *, down: bool) -> tuple[int, int]:
    """From where to where headings go, around the row that is most like them."""
    first = last = place
    while (
        down
        and last - first + 1 < _MOST_ROWS_OF_HEADINGS
        and last + 2 < len(lines)
        and _is_under(lines[last], lines[last + 1], spans)
    ):
        last += 1
    while (
        first
        and last - first + 1 < _MOST_ROWS_OF_HEADINGS
        and _is_over(lines[first - 1], lines[first : last + 1], spans)
    ):
        first -= 1
    return first, last


def _groups(top: _Line, under: Sequence[_Line], spans: Sequence[Span]) -> list[int]:
    """The columns of the texts in `top` that stand over several columns, but not over all as a title does."""
    merged = _spans_of(top, spans)
    if merged:
        columns = [column for line in (top, *under) for column in line.filled]
        whole = (min(columns), max(columns))
        return [
            span.left - 1
            for span in merged
            if span.bottom < under[0].number
            and top.at(span.left - 1)
            and not (span.left - 1 <= whole[0] and span.right - 1 >= whole[1])
        ]
    low = under[0]
    return [
        column for column in top.filled if low.at(column) and not top.at(column + 1) and low.at(column + 1)
    ]


def _spans_of(line: _Line, spans: Sequence[Span]) -> list[Span]:
    """Cells of this row that are merged sideways."""
    return [span for span in spans if span.top <= line.number <= span.bottom and span.right > span.left]


def _follows(top: _Line, low: _Line) -> bool:
    return (
        low.number == top.number + 1
        and bool(top.filled)
        and all(_may_be_heading(line.cells[column]) for line in (top, low) for column in line.filled)
    )


def _is_under(line: _Line, below: _Line, spans: Sequence[Span]) -> bool:
    """Whether the row below parts the headings in `line` further, and is not the first school."""
    if not _follows(line, below):
        return False
    groups = _groups(line, [below], spans)
    twice = [column for column in line.filled if column not in groups and below.at(column)]
    return bool(groups) and (not twice or len(twice) < len(groups))


def _is_over(above: _Line, lines: Sequence[_Line], spans: Sequence[Span]) -> bool:
    """Whether the row above names groups of these columns, and is not a title."""
    line = lines[0]
    if not _follows(above, line) or not _groups(above, lines, spans):
        return False
    if _spans_of(above, spans):
        return True
    texts = above.filled
    starts_at_first = bool(line.at(texts[0])) and texts[0] <= line.filled[0]
    return len(texts) >= (3 if starts_at_first else 2)


def _joined(lines: Sequence[_Line], spans: Sequence[Span]) -> list[str]:
    """What stands over each column, from the top: "Legal: CTA agreed"."""
    width = max(len(line.texts) for line in lines)
    over = [_spread(line, lines[place + 1 :], spans, width) for place, line in enumerate(lines)]
    found = []
    for column in range(width):
        said = dict.fromkeys(texts[column] for texts in over if texts[column])
        found.append(": ".join(said)[:200])
    return found


def _spread(line: _Line, below: Sequence[_Line], spans: Sequence[Span], width: int) -> list[str]:
    """The texts of one row of headings, each over all the columns that it stands over."""
    texts = [line.at(column) for column in range(width)]
    if not below:
        return texts
    if own := _spans_of(line, spans):
        for span in own:
            for column in range(span.left - 1, min(span.right, width)):
                texts[column] = line.at(span.left - 1)
        return texts
    carried = ""
    for column in range(width):
        under = any(low.at(column) for low in below)
        if line.at(column):
            carried = line.at(column) if under else ""
        elif under:
            texts[column] = carried
    return texts
