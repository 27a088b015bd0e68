"""Shares that add up, small groups that cannot be picked out, and days, weeks and months of a window."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.rules.analysis import (
    SMALL,
    TOGETHER,
    lines_of,
    over_time,
    shares,
    unique_words,
    without_small,
)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([], []),
        ([0, 0], [0, 0]),
        ([1], [100]),
        ([1, 1], [50, 50]),
        ([1, 1, 1], [33, 33, 33]),
        ([2, 1], [67, 33]),
        ([27, 4, 7], [71, 11, 18]),
        ([1, 199], [1, 100]),
        ([1, 999], [0, 100]),
        ([0, 3, 0, 1], [0, 75, 0, 25]),
    ],
)
def test_shares(counts: list[int], expected: list[int]) -> None:
    assert shares(counts) == expected


@given(st.lists(st.integers(min_value=0, max_value=10_000), min_size=1, max_size=12))
def test_a_share_is_at_most_half_a_point_off_and_equal_counts_have_equal_shares(counts: list[int]) -> None:
    found, whole = shares(counts), sum(counts)
    for share, count in zip(found, counts, strict=True):
        assert not whole or abs(share - 100 * count / whole) <= 0.5
    assert len(set(zip(counts, found, strict=True))) == len(set(counts))


def tally(yes: int, no: int = 0) -> dict[str, int]:
    return {"for": yes, "against": no}


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({}, []),
        # Large enough: as it is, the largest first.
        (
            {"staff": tally(3, 2), "parents": tally(9)},
            [("parents", 9, True, ()), ("staff", 5, True, ())],
        ),
        # Two small ones that are large enough together.
        (
            {"parents": tally(9), "staff": tally(4), "pupils": tally(0, 1)},
            [("parents", 9, True, ()), (TOGETHER, 5, True, ("staff", "pupils"))],
        ),
        # One small one is joined by the smallest of the others, or the total would tell what it said.
        (
            {"parents": tally(9), "staff": tally(6), "la": tally(0, 1)},
            [("parents", 9, True, ()), (TOGETHER, 7, True, ("staff", "la"))],
        ),
        ({"parents": tally(9), "la": tally(0, 1)}, [(TOGETHER, 10, True, ("parents", "la"))]),
        # All of it is small.
        ({"parents": tally(2), "la": tally(0, 1)}, [(TOGETHER, 3, False, ("parents", "la"))]),
        ({"parents": tally(4)}, [(TOGETHER, 4, False, ("parents",))]),
        ({"parents": tally(3), "la": tally(3)}, [(TOGETHER, 6, True, ("parents", "la"))]),
        ({"parents": tally(0)}, []),
    ],
)
def test_small_groups_are_not_broken_down(
    cells: dict[str, dict[str, int]], expected: list[tuple[object, ...]]
) -> None:
    found = [(line.key, line.total, line.is_broken_down, line.merged) for line in without_small(cells)]
    assert found == expected


GROUPS = ["staff", "parents", "pupils", "la", "unions"]
CELLS = st.dictionaries(
    st.sampled_from(GROUPS),
    st.builds(tally, st.integers(min_value=0, max_value=12), st.integers(min_value=0, max_value=12)),
)


@given(CELLS)
def test_nothing_small_is_broken_down_and_nothing_is_lost(cells: dict[str, dict[str, int]]) -> None:
    lines = without_small(cells)
    assert all(line.total >= SMALL for line in lines if line.is_broken_down)
    assert sum(line.total for line in lines) == sum(line.total for line in lines_of(cells))
    for line in lines:
        assert not line.is_broken_down or sum(line.counts.values()) == line.total
    # What is not told can be worked out from the total only where it is the whole.
    assert sum(not line.is_broken_down for line in lines) == 0 or len(lines) == 1


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


OPEN, CLOSE = day("2026-11-02"), day("2026-12-11")


@pytest.mark.parametrize(
    ("came", "opens", "closes", "step", "expected"),
    [
        ({}, OPEN, CLOSE, "day", []),
        ({"2026-11-03": 2}, None, None, "day", [("3 Nov", 2)]),
        (
            {"2026-11-03": 2, "2026-11-05": 1},
            None,
            None,
            "day",
            [("3 Nov", 2), ("4 Nov", 0), ("5 Nov", 1)],
        ),
        # Six weeks from a Monday; what came outside stands apart.
        (
            {"2026-10-30": 1, "2026-11-02": 3, "2026-11-08": 1, "2026-12-11": 4, "2026-12-14": 2},
            OPEN,
            CLOSE,
            "week",
            [
                ("Earlier", 1),
                ("2 Nov", 4),
                ("9 Nov", 0),
                ("16 Nov", 0),
                ("23 Nov", 0),
                ("30 Nov", 0),
                ("7 Dec", 4),
                ("Later", 2),
            ],
        ),
        # Begun on a Thursday: its first week ends on the Sunday.
        (
            {"2026-11-08": 1, "2026-11-09": 1},
            day("2026-11-05"),
            day("2026-11-29"),
            "week",
            [("5 Nov", 1), ("9 Nov", 1), ("16 Nov", 0), ("23 Nov", 0)],
        ),
        # No opening known: from the first response on.
        ({"2026-12-10": 1}, None, CLOSE, "day", [("10 Dec", 1), ("11 Dec", 0)]),
        # Only what lies on the other side of the one day that is known.
        ({"2026-12-14": 1}, None, CLOSE, "day", [("14 Dec", 1)]),
        ({"2026-10-30": 1}, OPEN, None, "day", [("30 Oct", 1)]),
        # Longer than half a year: months.
        (
            {"2026-01-15": 1, "2026-08-01": 2},
            day("2026-01-15"),
            day("2026-08-02"),
            "month",
            [
                ("Jan 26", 1),
                ("Feb 26", 0),
                ("Mar 26", 0),
                ("Apr 26", 0),
                ("May 26", 0),
                ("Jun 26", 0),
                ("Jul 26", 0),
                ("Aug 26", 2),
            ],
        ),
    ],
)
def test_over_time(
    came: dict[str, int],
    opens: dt.date | None,
    closes: dt.date | None,
    step: str,
    expected: list[tuple[str, int]],
) -> None:
    by_day = {day(text): number for text, number in came.items()}
    found = over_time(by_day, opens_on=opens, closes_on=closes)
    assert (found[0], [(span.short, span.count) for span in found[1]]) == (step, expected)


def test_a_day_mistyped_by_decades_gives_no_picture_of_hundreds_of_months() -> None:
    step, spans = over_time({day("1926-11-03"): 1, day("2026-11-03"): 5}, opens_on=None, closes_on=None)
    assert step == "month"
    assert len(spans) <= 26
    assert spans[0].short == "Earlier"
    assert sum(span.count for span in spans) == 6


@given(
    st.dictionaries(
        st.dates(day("2024-01-01"), day("2028-12-31")), st.integers(min_value=1, max_value=50), max_size=30
    ),
    st.none() | st.dates(day("2025-01-01"), day("2027-12-31")),
    st.none() | st.dates(day("2025-01-01"), day("2027-12-31")),
)
def test_every_response_is_in_one_span(
    by_day: dict[dt.date, int], opens: dt.date | None, closes: dt.date | None
) -> None:
    _step, spans = over_time(by_day, opens_on=opens, closes_on=closes)
    assert sum(span.count for span in spans) == sum(by_day.values())
    assert len(spans) <= 29


@pytest.mark.parametrize(
    ("number", "duplicates", "said"),
    [
        (1, 0, "1 response is counted."),
        (120, 0, "120 responses are counted."),
        (120, 1, "120 responses are counted. 1 more is a duplicate and is left out."),
        (1200, 4, "1,200 responses are counted. 4 more are duplicates and are left out."),
    ],
)
def test_unique_and_duplicate(number: int, duplicates: int, said: str) -> None:
    assert unique_words(number, duplicates) == said


def test_a_day_in_the_first_years_of_the_calendar_is_drawn_too() -> None:
    _step, spans = over_time({day("0001-01-01"): 1}, opens_on=None, closes_on=None)
    assert [span.count for span in spans] == [1]
