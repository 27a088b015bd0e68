from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.rules.searching import Typed, read_search, spellings


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Typed()),
        ("  brackenholt   primary ", Typed(("brackenholt", "primary"))),
        ("St. Joseph\u2019s", Typed(("St", "Joseph's"))),
        ("900001", Typed(("900001",), urn=900001)),
        ("941/2001", Typed(("941/2001",), laestab=("941", "2001"))),
        ("9412001", Typed(("9412001",), laestab=("941", "2001"))),
        ("941 2001", Typed(("941", "2001"), laestab=("941", "2001"))),
        ("wm12ab", Typed(("wm12ab",), postcode="WM1 2AB")),
        ("wm1 2ab", Typed(("wm1", "2ab"), postcode="WM1 2AB")),
        ("EC1A 1BB", Typed(("EC1A", "1BB"), postcode="EC1A 1BB")),
        ("cv3", Typed(("cv3",), postcode_area="CV3")),
        ("tr01234", Typed(("tr01234",), trn="TR01234")),
        ("07654321", Typed(("07654321",), company="07654321")),
        ("10012345", Typed(("10012345",), company="10012345", ukprn="10012345")),
        ("sc123456", Typed(("sc123456",), company="SC123456")),
        ("1234", Typed(("1234",))),
        ("School 21", Typed(("School", "21"))),
    ],
)
def test_what_was_typed_is_recognised(text: str, expected: Typed) -> None:
    assert read_search(text) == expected


@given(st.text(max_size=40))
def test_any_text_can_be_read(text: str) -> None:
    assert all(word for word in read_search(text).words)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("josephs", ("josephs", "joseph's")),
        ("joseph's", ("joseph's", "josephs")),
        ("Marys", ("Marys", "Mary's")),
        ("the", ("the",)),
        ("'", ("'",)),
    ],
)
def test_names_are_found_with_and_without_their_apostrophe(word: str, expected: tuple[str, ...]) -> None:
    assert spellings(word) == expected
