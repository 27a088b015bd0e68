"""A sheet as the file has it, before headings are known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from partnerships.rules.workbook.headings import Span
from partnerships.rules.workbook.table import Cell

MOST_ROWS = 5_000
MOST_COLUMNS = 200
LONGEST_CELL = 10_000
# Where reading a row ends; what stands further to the right is refused in words.
WIDEST = 400
EMPTY = Cell()

NumberedRow = tuple[int, list[Cell]]


@dataclass(frozen=True)
class RawSheet:
    """One sheet; `rows` reads those with something in them anew each time, with the numbers that Excel gives them."""

    name: str
    row_count: int
    column_count: int
    rows: Callable[[], Iterator[NumberedRow]]
    hidden: bool = False
    merged: list[Span] = field(default_factory=list)
    formulas_without_result: int = 0


def clean(text: str) -> str:
    """Without what cannot be seen: hard spaces, line ends of Windows, spaces at either end."""
    for unseen, instead in (("\xa0", " "), ("\r\n", "\n"), ("\r", "\n"), ("\u200b", ""), ("\ufeff", "")):
        if unseen in text:
            text = text.replace(unseen, instead)
    return text.strip()
