"""How a spreadsheet's rows are named where they have gone in."""

from __future__ import annotations

from collections.abc import Sequence

# Beyond so many numbers a range says as much.
_MOST_NAMED = 12


def from_where(file_name: str, sheet: str, rows: Sequence[int]) -> str:
    """ "From “Pipeline.xlsx”, sheet “Schools”, row 12", or "rows 12, 14"; a csv has no sheet."""
    inside = f", sheet “{sheet}”" if sheet else ""
    return f"From “{file_name}”{inside}, {'row' if len(rows) == 1 else 'rows'} {row_numbers(rows)}"


def row_numbers(rows: Sequence[int]) -> str:
    """ "12", "12, 14"; of many the first and the last, "12 to 101"."""
    if len(rows) > _MOST_NAMED:
        return f"{rows[0]} to {rows[-1]}"
    return ", ".join(map(str, rows))
