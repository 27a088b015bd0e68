"""How rows of a spreadsheet are named."""

from __future__ import annotations

from collections.abc import Sequence

# So many numbers and stretches are told; what is left is counted.
_MOST_TOLD = 6


def from_where(file_name: str, sheet: str, rows: Sequence[int]) -> str:
    """ "From “Pipeline.xlsx”, sheet “Schools”, row 12", or "rows 12, 14"; a csv has no sheet."""
    inside = f", sheet “{sheet}”" if sheet else ""
    return f"From “{file_name}”{inside}, {'row' if len(rows) == 1 else 'rows'} {row_numbers(rows)}"


def named_rows(rows: Sequence[int]) -> str:
    """ "Row 12", "Rows 12, 14 to 20"."""
    return f"{'Row' if len(rows) == 1 else 'Rows'} {row_numbers(rows)}"


def row_numbers(rows: Sequence[int]) -> str:
    """ "12", "12, 14 to 20"; of very many the first, "2, 4, 6, 8, 10, 12 and 30 more". In their order."""
    stretches: list[list[int]] = []
    for row in rows:
        if stretches and row == stretches[-1][-1] + 1:
            stretches[-1].append(row)
        else:
            stretches.append([row])
    told = [str(each[0]) if len(each) == 1 else f"{each[0]} to {each[-1]}" for each in stretches[:_MOST_TOLD]]
    left = sum(map(len, stretches[_MOST_TOLD:]))
    return ", ".join(told) + (f" and {left:,} more" if left else "")
