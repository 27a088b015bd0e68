"""How far schools lie apart."""

from __future__ import annotations

import pytest

from partnerships.rules.distance import (
    Place,
    Position,
    farthest_apart,
    miles_between,
    nearest_first,
    position,
    say_miles,
)


def test_the_grid_becomes_degrees_as_in_the_ordnance_survey_s_own_example() -> None:
    """ "A guide to coordinate systems in Great Britain", annex C: Caister water tower."""
    found = position(651_410, 313_177)
    assert found is not None
    assert found.latitude == pytest.approx(52 + 39 / 60 + 27.2531 / 3600, abs=1e-5)
    assert found.longitude == pytest.approx(1 + 43 / 60 + 4.5177 / 3600, abs=1e-5)


@pytest.mark.parametrize(("easting", "northing"), [(None, None), (None, 1), (1, None), (0, 0), (0, 180_000)])
def test_what_gias_does_not_say_lies_nowhere(easting: int | None, northing: int | None) -> None:
    assert position(easting, northing) is None


@pytest.mark.parametrize(
    ("one", "other", "miles"),
    [
        (Position(51.5, -0.1), Position(51.5, -0.1), 0),
        # A minute of arc of latitude is about 1.15 miles.
        (Position(52, 0), Position(53, 0), 69.09),
        # London (Charing Cross) to Manchester (town hall).
        (Position(51.5074, -0.1278), Position(53.4794, -2.2453), 162.6),
        (Position(0, 0), Position(0, 180), 12_437),
    ],
)
def test_miles_along_the_great_circle(one: Position, other: Position, miles: float) -> None:
    assert miles_between(one, other) == pytest.approx(miles, rel=0.002)
    assert miles_between(one, other) == miles_between(other, one)


def test_a_mile_of_the_grid_is_a_mile() -> None:
    one, other = position(450_000, 300_000), position(450_000 + 16_093, 300_000)
    assert one is not None
    assert other is not None
    # The earth is no ball: along a parallel, one of its mean radius is three thousandths short.
    assert miles_between(one, other) == pytest.approx(10, rel=0.004)


def place(key: int, northing: int | None) -> Place:
    return Place(key, f"School {key}", position(450_000, northing))


def test_the_nearest_come_first_and_the_unplaced_are_left_out() -> None:
    here = place(1, 300_000)
    found = nearest_first(here, [place(2, 400_000), place(3, 310_000), place(4, None), here])
    assert [apart.other.key for apart in found] == [3, 2]
    assert nearest_first(place(5, None), [here]) == []


def test_the_two_that_lie_farthest_apart() -> None:
    found = farthest_apart([place(1, 300_000), place(2, 400_000), place(3, 310_000), place(4, None)])
    assert found is not None
    assert {found.one.key, found.other.key} == {1, 2}
    assert farthest_apart([place(1, 300_000), place(4, None)]) is None


@pytest.mark.parametrize(
    ("miles", "said"),
    [
        (0, "less than a mile"), (0.94, "less than a mile"), (0.96, "1 mile"), (1.04, "1 mile"), (1.1, "1.1 miles"),
        (7.44, "7.4 miles"), (9.94, "9.9 miles"), (9.96, "10 miles"), (62.6, "63 miles"), (1234.4, "1,234 miles"),
    ],
)  # fmt: skip
def test_miles_in_words(miles: float, said: str) -> None:
    assert say_miles(miles) == said
