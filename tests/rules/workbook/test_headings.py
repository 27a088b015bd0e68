"""The row of headings is found under whatever stands over it, and nothing else is taken for it."""

from __future__ import annotations

import datetime as dt

import pytest

from partnerships.rules.workbook.headings import Headings, Span, find_headings, likeness, once_each
from partnerships.rules.workbook.table import Cell

Rows = list[tuple[int, list[Cell]]]


def sheet(*lines: str, first: int = 1) -> Rows:
    """Rows of cells parted by bars; blank lines count, and are no rows."""
    return [
        (number, [Cell(text.strip()) for text in line.split("|")])
        for number, line in enumerate(lines, first)
        if line.replace("|", "").strip()
    ]


def found(rows: Rows, *spans: Span, given: int | None = None) -> tuple[tuple[int, ...], list[str]]:
    headings = find_headings(rows, spans, given=given)
    assert isinstance(headings, Headings)
    return headings.rows, headings.texts


def test_headings_in_the_first_row() -> None:
    rows = sheet("School|URN|Joining date", "Ashdown Primary School|100001|Sept 2027")
    assert found(rows) == ((1,), ["School", "URN", "Joining date"])


def test_titles_logos_keys_and_blank_rows_stand_over_them() -> None:
    rows = sheet(
        "HARROWMERE LEARNING TRUST",
        "",
        "Pipeline 2027|||Version 4",
        "Key:|green = done|amber = late",
        "",
        "School|URN|Stage|Joining date|Notes",
        "Ashdown Primary School|100001|Legal|Sept 2027|",
    )
    assert found(rows)[0] == (6,)


def test_rows_of_schools_are_never_headings_however_full() -> None:
    rows = sheet(
        "School|Date|Notes",
        "Ashdown Primary School|Sept 2027|chase the council|who is Kim|ask again|lost|found",
        "Birch Lane|TBC|",
    )
    assert found(rows)[0] == (1,)


def test_two_rows_merged_over_groups_are_put_together() -> None:
    rows = sheet(
        "School|URN|Legal||Land||Notes", "||CTA agreed|SFA signed|Plans|Lease|", "Ashdown|100001|done||||"
    )
    spans = (Span(1, 3, 1, 4), Span(1, 5, 1, 6), Span(1, 1, 2, 1))
    rows_, texts = found(rows, *spans)
    assert rows_ == (1, 2)
    assert texts == [
        "School",
        "URN",
        "Legal: CTA agreed",
        "Legal: SFA signed",
        "Land: Plans",
        "Land: Lease",
        "Notes",
    ]


def test_a_csv_knows_no_merged_cells_and_its_groups_are_found_all_the_same() -> None:
    rows = sheet(
        "School|URN|Legal||Land||Notes", "||CTA agreed|SFA signed|Plans|Lease|", "Ashdown|100001|done||||"
    )
    assert found(rows)[1][2:] == [
        "Legal: CTA agreed",
        "Legal: SFA signed",
        "Land: Plans",
        "Land: Lease",
        "Notes",
    ]


def test_three_rows_are_put_together() -> None:
    rows = sheet(
        "||Legal|||",
        "||CTA||SFA|",
        "School|URN|Planned|Actual|Planned|Actual",
        "Ashdown|100001|1/9/26|done||",
    )
    assert found(rows, Span(1, 3, 1, 6), Span(2, 3, 2, 4), Span(2, 5, 2, 6)) == (
        (1, 2, 3),
        [
            "School",
            "URN",
            "Legal: CTA: Planned",
            "Legal: CTA: Actual",
            "Legal: SFA: Planned",
            "Legal: SFA: Actual",
        ],
    )


def test_a_title_merged_over_all_columns_is_no_group() -> None:
    rows = sheet("Our pipeline|||", "School|URN|Stage|Joining", "Ashdown|100001|Legal|Sept 2027")
    assert found(rows, Span(1, 1, 1, 4)) == ((2,), ["School", "URN", "Stage", "Joining"])
    assert found(rows)[0] == (2,)


def test_a_title_with_a_date_beside_it_is_no_group() -> None:
    rows = sheet(
        "Our pipeline||Updated 3 March|", "School|URN|Stage|Joining", "Ashdown|100001|Legal|Sept 2027"
    )
    assert found(rows)[0] == (2,)


def test_the_first_school_is_no_second_row_of_headings() -> None:
    rows = sheet("School|LA|Lead|", "Ashdown Primary|Westmarch|Jo Quinn|ask again", "Birch Lane|Estermoor||")
    assert found(rows)[0] == (1,)
    rows = sheet("School|Notes|", "Ashdown Primary|ask|again", "Birch Lane|x|y")
    assert found(rows)[0] == (1,)


def test_the_row_that_a_person_names_counts_with_the_groups_over_it() -> None:
    rows = sheet(
        "School|URN|Legal|", "||CTA|SFA", "The real headings|Number|Agreed|Signed", "Ashdown|100001|x|"
    )
    assert found(rows, given=3) == ((3,), ["The real headings", "Number", "Agreed", "Signed"])
    assert found(rows, Span(1, 3, 1, 4), given=2)[1] == ["School", "URN", "Legal: CTA", "Legal: SFA"]
    assert find_headings(rows, given=9) is None


def test_what_is_found_is_found_again_by_its_number() -> None:
    rows = sheet("", "Title", "School|URN|Legal|", "||CTA|SFA", "Ashdown|100001|x|")
    first = find_headings(rows)
    assert first is not None
    assert find_headings(rows, given=first.rows[-1]) == first


@pytest.mark.parametrize(
    "lines",
    [
        ("100001|Ashdown Primary School|Westmarch|Voluntary", "100004|Birch Lane|Westmarch|Voluntary"),
        ("941/2001|Ashdown Primary School|Westmarch", "941/2004|Birch Lane|Westmarch"),
        ("1|2|3", "4|5|6"),
        (),
    ],
)
def test_a_sheet_without_headings_loses_no_school_to_them(lines: tuple[str, ...]) -> None:
    assert find_headings(sheet(*lines)) is None


def test_days_numbers_ticks_and_addresses_speak_against_headings() -> None:
    for text in (
        "1/9/27",
        "Sept 27",
        "3 March",
        "w/c 3 March 2027",
        "done",
        "N/A",
        "a@b.example",
        "Autumn 2027",
        "42",
    ):
        assert likeness([Cell(text)]) < 0, text
    assert likeness([Cell("Start", dt.date(2027, 9, 1))]) < 0
    assert likeness([Cell("3-month review")]) == 1
    assert likeness([Cell("Joining date")]) == 2


def test_each_name_comes_once() -> None:
    assert once_each(["Notes", "Notes", "Notes (2)", "Notes"]) == [
        "Notes",
        "Notes (2)",
        "Notes (2) (2)",
        "Notes (3)",
    ]
