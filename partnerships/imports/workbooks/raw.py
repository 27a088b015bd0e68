"""A sheet as the file has it, before headings are known."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from partnerships.rules.workbook.headings import Span
from partnerships.rules.workbook.table import Cell

EMPTY = Cell()
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\ufeff\ufffe\uffff\ud800-\udfff]")

NumberedRow = tuple[int, list[Cell]]


@dataclass(frozen=True)
class RawSheet:
    """One sheet; `rows` reads those with something in them anew each time, with the numbers that Excel gives them."""

    name: str
    row_count: int
    column_count: int
    rows: Callable[[], Iterator[NumberedRow]]
    last_row: int = 0
    hidden: bool = False
    merged: list[Span] = field(default_factory=list)
    formulas_without_result: int = 0


def clean(text: str) -> str:
    """Without what cannot be seen or kept: hard spaces, line ends of Windows, control characters, halves of pairs."""
    if not text.isprintable():
        text = text.replace("\xa0", " ").replace("\r\n", "\n").replace("\r", "\n")
        text = _UNSEEN.sub("", text)
    return text.strip()
