"""What a page of a spreadsheet's preview sends, put to what was said before."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from partnerships.forms.workbook_preview import Said, said_in_preview
from partnerships.rules.workbook.reading import Mends, Reading
from tests.factories import SchoolFactory

READING = Reading(words={"lead": {"js": "id:4"}})
MENDS = Mends(
    cells={"12": {"Land": "done"}},
    schools={"st mary": 100001},
    left_out=[3, 40],
    reasons={"100001": {"code": "land", "words": "No titles"}},
)


def said(**fields: str | list[str]) -> Said:
    data = QueryDict(mutable=True)
    for name, value in fields.items():
        data.setlist(name, [value] if isinstance(value, str) else value)
    return said_in_preview(data, READING, MENDS)


def test_a_page_that_says_nothing_changes_nothing() -> None:
    found = said(rows="5,6", seen="x")
    assert (found.reading, found.mends, found.changed) == (READING, MENDS, False)


def test_a_word_is_settled_by_choice_or_by_what_is_entered() -> None:
    found = said(
        **{"word:month:autumn 2027": "2027-09", "word:progress:nearly": "done",
           "word-text:progress:nearly": "3 March 2027", "word:lead:ab": "", "word:nonsense:x": "y"}
    )  # fmt: skip
    assert found.changed
    assert found.reading.words == {
        "lead": {"js": "id:4"}, "month": {"autumn 2027": "2027-09"}, "progress": {"nearly": "3 March 2027"},
    }  # fmt: skip


def test_a_settled_word_is_asked_again() -> None:
    assert said(**{"again-word": "lead:js"}).reading.words == {"lead": {}}


def test_a_cell_is_mended_and_read_as_it_stands_again() -> None:
    name = "Land: titles"
    assert said(**{f"cell:14:{name}": "n/a"}).mends.cells["14"] == {name: "n/a"}
    assert said(**{f"cell:14:{name}": "", f"cell-text:14:{name}": "2027"}).mends.cells["14"] == {name: "2027"}
    assert said(**{"cell:12:Land": "", "cell-text:12:Land": ""}).mends.cells == {}
    assert said(**{"again-cell": "12:Land"}).mends.cells == {}
    assert said(**{"cell:x:Land": "done"}).mends.cells == MENDS.cells


def test_rows_are_left_out_and_taken_in_as_far_as_the_page_shows_them() -> None:
    assert said(rows="3,5,6,7", out=["5", "6,7"]).mends.left_out == [5, 6, 7, 40]
    assert said(rows="3", out="99").mends.left_out == [40]


@pytest.mark.django_db
def test_a_school_is_chosen_or_named_by_its_urn() -> None:
    SchoolFactory(urn=100002)
    SchoolFactory(urn=100003)
    found = said(
        **{"school:beck": "100002", "school-text:beck": "", "school:lane": "other", "school-text:lane": "100003"},
        **{"school-text:st mary": ""},
    )  # fmt: skip
    assert found.mends.schools == {"beck": 100002, "lane": 100003}
    assert found.errors == {}


@pytest.mark.django_db
@pytest.mark.parametrize("urn", ["999999", "12a", "St Mary’s"])
def test_a_urn_that_gias_does_not_have_is_told_and_the_rest_kept(urn: str) -> None:
    found = said(**{"school-text:beck": urn, "word:lead:ab": "id:5"})
    assert list(found.errors) == ["school-text:beck"]
    assert urn in found.error_links[0][1]
    assert found.mends.schools == MENDS.schools
    assert found.reading.words["lead"]["ab"] == "id:5"


def test_a_reason_has_its_code_and_its_words() -> None:
    both = said(**{"reason:100002": "la", "reason-text:100002": "Late papers"})
    assert both.mends.reasons["100002"] == {"code": "la", "words": "Late papers"}
    assert list(said(**{"reason:100002": "la", "reason-text:100002": ""}).errors) == ["reason-text:100002"]
    assert list(said(**{"reason:100002": "", "reason-text:100002": "Why"}).errors) == ["reason:100002"]
    assert said(**{"again-reason": "100001"}).mends.reasons == {}


def test_what_no_page_sends_is_not_kept() -> None:
    """PostgreSQL keeps no text with a NUL in it."""
    found = said(
        **{"cell:12:La\x00nd": "x", "cell:13:Land": "do\x00ne", f"word:lead:{'x' * 20_000}": "id:4",
           "school:\x00": "100001", "reason:\x00": "land", "reason-text:\x00": "No titles"}
    )  # fmt: skip
    assert found.mends.cells == {"12": {"Land": "done"}, "13": {"Land": "done"}}
    assert (found.reading, found.mends.schools, found.mends.reasons) == (
        READING,
        MENDS.schools,
        MENDS.reasons,
    )
