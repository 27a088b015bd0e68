"""What another joining month would do to a plan, and slippage in words."""

from __future__ import annotations

import datetime as dt

import pytest

from partnerships.rules.joining import (
    Placed,
    next_months,
    plan_move,
    say_first_agreed,
    say_first_due,
    say_month_shift,
    say_shift,
)
from partnerships.rules.words import Part, Phase

TODAY = dt.date(2027, 3, 10)


def day(month: int, number: int = 1) -> dt.date:
    return dt.date(2027, month, number)


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        (day(5, 3), day(6, 14), "6 weeks later"),
        (day(5, 3), day(5, 4), "1 day later"),
        (day(5, 16), day(5, 3), "13 days earlier"),
        (day(9), day(11), "9 weeks later"),
        (day(5), day(5), ""),
        (None, day(5), ""),
        (day(5), None, ""),
    ],
)
def test_how_much_later(was: dt.date | None, now: dt.date | None, said: str) -> None:
    assert say_shift(was, now) == said


@pytest.mark.parametrize(
    ("first", "now", "said"),
    [
        (None, day(9), ""),
        (day(9), day(9), "First agreed 1 September 2027"),
        (day(9), day(11), "First agreed 1 September 2027, now 1 November 2027: 2 months later"),
        (day(9), day(8), "First agreed 1 September 2027, now 1 August 2027: 1 month earlier"),
        (day(9), None, "First agreed 1 September 2027, now no date yet"),
    ],
)
def test_a_joining_date_beside_the_first_agreed_one(
    first: dt.date | None, now: dt.date | None, said: str
) -> None:
    assert say_first_agreed(first, now) == said


@pytest.mark.parametrize(
    ("first", "now", "said"),
    [
        (None, day(5, 3), ""),
        (day(5, 3), day(5, 3), ""),
        (day(5, 3), day(6, 14), "first agreed 3 May 2027, 6 weeks later"),
        (day(5, 3), None, "first agreed 3 May 2027"),
    ],
)
def test_a_due_date_beside_the_first_agreed_one(
    first: dt.date | None, now: dt.date | None, said: str
) -> None:
    assert say_first_due(first, now) == said


def test_months_are_counted_over_the_end_of_a_year() -> None:
    assert say_month_shift(day(11), dt.date(2028, 2, 1)) == "3 months later"


def test_what_moves_and_what_stays() -> None:
    part = Phase.LEGAL.part
    rows = [
        Placed(1, "Moves", part, day(5), day(7)),
        Placed(2, "Late at once", part, day(5), day(2)),
        Placed(3, "Loses its date", part, day(5), None),
        Placed(4, "Not counted from joining", part, day(5), day(5)),
        Placed(5, "Fixed", part, day(5), day(5), fixed=True, fixed_reason="The board meets"),
        Placed(6, "Done", part, day(2), day(2), happened=True),
        Placed(7, "Elsewhere", Phase.EXPLORE.part, day(4), day(6)),
    ]
    move = plan_move(rows, today=TODAY)
    assert [row.title for row in move.moved] == ["Moves", "Late at once", "Loses its date", "Elsewhere"]
    assert [row.title for row in move.late] == ["Late at once"]
    assert [row.title for row in move.fixed] == ["Fixed"]
    assert [row.title for row in move.done] == ["Done"]
    assert [where for where, _ in move.by_part] == [
        each for each in Part if each in (part, Phase.EXPLORE.part)
    ]


def test_months_to_come() -> None:
    assert list(next_months(dt.date(2027, 11, 30), 3)) == [
        dt.date(2027, 12, 1), dt.date(2028, 1, 1), dt.date(2028, 2, 1),
    ]  # fmt: skip
