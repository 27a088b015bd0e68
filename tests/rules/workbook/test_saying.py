"""Rows are named as a person would, however many there are."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from partnerships.rules.workbook.saying import from_where, named_rows


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([12], "Row 12"),
        ([12, 14], "Rows 12, 14"),
        ([3, 12, 13, 14], "Rows 3, 12 to 14"),
        (range(2, 30, 2), "Rows 2, 4, 6, 8, 10, 12 and 8 more"),
    ],
)
def test_rows_are_named_in_stretches_and_the_many_counted(rows: Sequence[int], said: str) -> None:
    assert named_rows(rows) == said


def test_a_csv_has_no_sheet_to_come_from() -> None:
    assert from_where("Pipeline.csv", "", [4]) == "From “Pipeline.csv”, row 4"
