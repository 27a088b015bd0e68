from __future__ import annotations

import pytest

from partnerships.imports.gias.trusts import GroupFacts, TrustFinder

MAT = GroupFacts(5, "Harrowmere Learning Trust", "TR00005", "06", True)
SAT = GroupFacts(6, "Brackenholt Trust", "TR00006", "10", True)
CLOSED = GroupFacts(7, "Former Trust", "TR00007", "06", False)
SPONSOR = GroupFacts(8, "Harrowmere sponsors", "SP00008", "05", True)
FOUNDATION = GroupFacts(9, "Brackenholt foundation", "", "02", True)
GROUPS = (MAT, SAT, CLOSED, SPONSOR, FOUNDATION)
MULTI, NONE = "Supported by a multi-academy trust", "Not applicable"


@pytest.mark.parametrize(
    ("memberships", "facts", "found"),
    [
        ([(1, 5, None)], ("34", "10", "", ""), (5, "yes")),
        (
            [(1, 8, None), (1, 5, None)],
            ("34", "10", MULTI, "6"),
            (5, "yes"),
        ),  # beside a sponsor, before the file
        ([(1, 5, "2019-09-01"), (1, 6, "2021-09-01")], ("34", "10", "", ""), (6, "yes")),  # the later one
        ([(1, 7, None)], ("34", "10", "", ""), (None, "unknown")),  # a closed trust proves nothing
        ([(1, 7, None)], ("34", "10", MULTI, "7"), (None, "unknown")),
        ([], ("34", "10", MULTI, "5"), (5, "yes")),
        ([], ("34", "10", MULTI, "TR00006"), (6, "yes")),
        ([], ("34", "10", MULTI, "1234"), (None, "yes")),  # in a trust that no file has named yet
        ([], ("05", "4", "Supported by a trust", "9"), (None, "no")),  # a foundation trust is no trust here
        ([], ("34", "10", NONE, ""), (None, "no")),
        ([], ("01", "4", "", ""), (None, "no")),  # maintained
        ([], ("1", "", "", ""), (None, "no")),
        ([], ("34", "10", "", ""), (None, "unknown")),
        ([], ("", "", "", ""), (None, "unknown")),  # a blank type means ask
    ],
)
def test_which_trust_a_school_is_in(
    memberships: list[tuple[int, int, str | None]],
    facts: tuple[str, str, str, str],
    found: tuple[int | None, str],
) -> None:
    assert TrustFinder(GROUPS, memberships).of(1, *facts) == found
