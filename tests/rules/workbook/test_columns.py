"""What columns are taken to hold, and what is wrong with what they are said to hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.rules.words import Phase
from partnerships.rules.workbook.columns import column_problems, guess_columns, guess_day_first
from partnerships.rules.workbook.meanings import MilestoneTitle
from partnerships.rules.workbook.reading import Reading
from partnerships.rules.workbook.table import Cell, Row, Table
from partnerships.rules.workbook.words import Holds
from tests.rules.workbook.template import TITLES

NOT_KNOWN: Mapping[str, str] = {}


def sheet(headings: Sequence[str], *rows: Sequence[str]) -> Table:
    found = [Row(number, [Cell(text) for text in row]) for number, row in enumerate(rows, 2)]
    return Table("Schools", list(headings), 1, found)


def guess(
    *headings: str, rows: Sequence[Sequence[str]] = (), remembered: Mapping[str, str] = NOT_KNOWN
) -> dict[str, str]:
    return guess_columns(sheet(headings, *rows), milestones=TITLES, remembered=remembered)[0]


@pytest.mark.parametrize(
    ("heading", "holds"),
    [
        ("URN", "urn"), ("School URN", "urn"), ("School", "school"), ("School name", "school"), ("Academy",
        "school"),
        ("Name", "school"), ("LAESTAB", "laestab"), ("DfE number", "laestab"), ("DfE no.", "laestab"), ("LA",
        "la"),
        ("Local authority", "la"), ("Post code", "postcode"), ("Trust", "trust"), ("Incoming trust", "trust"),
        ("Current trust", "outgoing"), ("Outgoing MAT", "outgoing"), ("Route", "route"), ("Project type",
        "route"),
        ("Converter / sponsored", "route"), ("Stage", "stage"), ("Status", "stage"), ("Conversion date",
        "joining"),
        ("Target conversion date (dd/mm/yy)", "joining"), ("Proposed joining month", "joining"), ("Go live",
        "joining"),
        ("Date of transfer", "joining"), ("Confirmed?", "confirmed"), ("Date confirmed", "confirmed"),
        ("Confidential (Y/N)", "confidential"), ("Lead", "lead"), ("Project manager", "lead"), ("Trust lead",
        "lead"),
        ("Notes", "note"), ("Comments", "note"), ("Notes (2)", "note"), ("Latest update", "note"),
        ("Risks / issues", "note"),
        ("Next steps", "note"), ("Headteacher", "contact:headteacher:name"), ("Head’s email",
        "contact:headteacher:email"),
        ("HT tel", "contact:headteacher:telephone"), ("Chair of Governors", "contact:chair:name"),
        ("Chair e-mail", "contact:chair:email"), ("School contact", "contact:other:name"),
        ("Contact email", "contact:other:email"), ("Clerk", "contact:other:name"), ("LA contact",
        "contact:la:name"),
        ("LA officer email", "contact:la:email"), ("Our solicitors", "contact:trust_solicitor:name"),
        ("LEG-03", "milestone:LEG-03"), ("LEG 3", "milestone:LEG-03"), ("LEG03 LQ", "milestone:LEG-03"),
        ("CTA signed", "milestone:LEG-17"), ("Land questionnaire", "milestone:LEG-03"), ("TUPE letter",
        "milestone:OPS-03"),
        ("Governors’ resolution", "milestone:CON-12"), ("Academy order received", "milestone:APP-05"),
        ("AO date", "milestone:APP-05"), ("Consultation start date", "milestone:CON-04"), ("HTB date",
        "milestone:APP-04"),
        ("Due diligence", "nothing"), ("TUPE", "nothing"), ("Funding agreement", "nothing"), ("LGPS",
        "nothing"),
        ("RAG", "nothing"), ("Pupil numbers", "nothing"), ("PFI?", "nothing"), ("UKPRN", "nothing"), ("New URN",
        "nothing"),
        ("Headcount", "nothing"), ("Colour of the door", "nothing"), ("", "nothing"),
    ],
)  # fmt: skip
def test_headings_say_what_columns_hold(heading: str, holds: str) -> None:
    assert guess(heading)[heading] == holds


def test_a_heading_says_whether_days_are_planned_or_done() -> None:
    table = sheet(
        ["CTA signed – planned", "CTA signed – actual date", "LQ due", "Consultation closes", "Completed ELI"]
    )
    columns, dates = guess_columns(table, milestones=TITLES, remembered={})
    assert list(columns.values()) == [
        f"milestone:{code}" for code in ("LEG-17", "LEG-17", "LEG-03", "CON-06", "OPS-06")
    ]
    assert list(dates.values()) == ["planned", "done", "planned", "done"]
    assert (
        column_problems(Reading(columns={**columns, "S": "school"}, dates=dates), [*table.headings, "S"])
        == []
    )


def test_what_stands_over_several_columns_is_not_part_of_a_milestone_s_name() -> None:
    table = sheet(
        [
            "Legal: CTA agreed",
            "Ready to open: Bank account: Planned",
            "Legal: TUPE",
            "Head: E-mail",
            "Bank details to DfE",
        ]
    )
    columns, dates = guess_columns(table, milestones=TITLES, remembered={})
    assert list(columns.values()) == [
        "milestone:LEG-15", "milestone:OPS-09", "nothing", "contact:headteacher:email", "milestone:OPS-09",
    ]  # fmt: skip
    assert dates == {"Ready to open: Bank account: Planned": "planned"}


def test_headings_that_mean_other_things_elsewhere_need_cells_that_agree() -> None:
    assert guess("Phase", rows=[["Primary"], ["Secondary"]])["Phase"] == "nothing"
    assert guess("Phase", rows=[["Consultation"], ["Legal"], ["tba"]])["Phase"] == "stage"
    assert guess("Type", rows=[["Community school"], ["Academy"]])["Type"] == "nothing"
    assert guess("Type", rows=[["Converter"], ["Sponsored"]])["Type"] == "route"


def test_cells_tell_what_a_heading_does_not() -> None:
    rows = [["100001", "383/2001", "LS1 4AP", "9"], ["100002", "383/2002", "ls14ap", "100003"]]
    assert list(guess("A", "B", "C", "D", rows=rows).values()) == ["urn", "laestab", "postcode", "nothing"]


def test_of_two_columns_for_one_thing_the_fuller_is_taken() -> None:
    found = guess("Stage", "Status", "LQ", "LEG-03", rows=[["", "Legal", "done", ""]])
    assert found == {"Stage": "nothing", "Status": "stage", "LQ": "milestone:LEG-03", "LEG-03": "nothing"}


def test_a_sheet_of_one_milestone_a_row() -> None:
    headings = [
        "School",
        "Milestone",
        "Phase",
        "Due date",
        "Completed",
        "Status",
        "Waiting on",
        "Comments",
        "Owner",
    ]
    found = guess(*headings, rows=[["Ashdown", "CTA signed", "Legal", "", "", "", "", "", ""]])
    assert list(found.values()) == [
        "school", "m_title", "m_phase", "m_due", "m_done", "m_status", "m_waiting", "m_note", "nothing",
    ]  # fmt: skip


def test_a_column_of_tasks_is_one_of_milestones_only_where_its_cells_name_them() -> None:
    assert guess("School", "Task", rows=[["A", "LQ"], ["A", "CTA signed"]])["Task"] == "m_title"
    assert guess("School", "Action", rows=[["A", "Ring the head"], ["B", "Ask Amara"]])["Action"] == "note"


def test_a_sheet_of_one_contact_a_row() -> None:
    found = guess("School", "Role", "Name", "Email", "Phone", "Organisation")
    assert list(found.values()) == ["school"] + [
        f"contact:row:{part}" for part in ("role", "name", "email", "telephone", "organisation")
    ]


def test_what_a_heading_held_before_goes_before_a_guess_where_it_still_exists() -> None:
    remembered = {
        "door": "milestone:LEG-03", "stage": "nothing", "cta signed": "milestone:XYZ-01", "head": "contact:foo:name",
        "bus": "own:OPS", "odd": "what",
    }  # fmt: skip
    found = guess("Door", "Stage", "CTA signed", "Head", "Bus", "Odd", remembered=remembered)
    assert found == {
        "Door": "milestone:LEG-03", "Stage": "nothing", "CTA signed": "milestone:LEG-17",
        "Head": "contact:headteacher:name",
        "Bus": "own:OPS", "Odd": "nothing",
    }  # fmt: skip


def test_a_row_of_the_team_s_own_is_known_by_its_title() -> None:
    own = MilestoneTitle("", "Minibus handed over", Phase.READY)
    columns, _ = guess_columns(sheet(["Minibus handed over"]), milestones=[own], remembered={})
    assert columns == {"Minibus handed over": "own:OPS"}


@pytest.mark.parametrize(
    ("columns", "problem", "about"),
    [
        ({"A": "urn"}, "", ""),
        ({"A": "note"}, "Say which column is the URN, the LAESTAB or the school’s name.", ""),
        ({"A": "urn", "B": "stage", "C": "stage"}, "Only one column can be “Stage”.", "C"),
        ({"A": "urn", "B": "m_due"}, "Say which column is the milestone’s title or code.", ""),
        ({"A": "urn", "B": "m_title", "C": "milestone:LEG-03"}, "Each row is one milestone here", ""),
        ({"A": "urn", "B": "milestone:LEG-03", "C": "milestone:LEG-03"}, "“B” and “C” are the same milestone.",
        "C"),
        ({"A": "urn", "B": "contact:chair:name", "C": "contact:chair:name"}, "the same part of a contact", "C"),
        ({"A": "urn", "B": "contact:chair:name", "C": "contact:chair:email"}, "", ""),
        ({"A": "urn", "B": "note", "C": "note"}, "", ""),
    ],
)  # fmt: skip
def test_columns_that_do_not_work_together_are_told(
    columns: dict[str, str], problem: str, about: str
) -> None:
    found = column_problems(Reading(columns=columns), list(columns))
    assert [each.about for each in found] == ([about] if problem else [])
    assert all(problem in each for each in found)


@pytest.mark.parametrize(
    ("texts", "day_first"),
    [(["1/9/27", "13/9/27"], True), (["9/1/27", "sent 9/13/27"], False), (["1/9/27"], None), (["13/1/27",
    "1/13/27"], None)],
)  # fmt: skip
def test_a_day_above_twelve_tells_which_is_the_day(texts: list[str], day_first: bool | None) -> None:
    table = sheet(["URN", "LQ"], *(["100001", text] for text in texts))
    reading = Reading(columns={"URN": "urn", "LQ": "milestone:LEG-03"})
    assert guess_day_first(table, reading) is day_first


@given(st.lists(st.text(max_size=30), min_size=1, max_size=6, unique=True))
def test_guesses_are_always_something_that_can_be_said_and_works(headings: list[str]) -> None:
    columns, dates = guess_columns(sheet(headings), milestones=TITLES, remembered={})
    reading = Reading(columns=columns, dates=dates)
    assert list(columns) == headings
    assert {reading.holds(heading) for heading in headings} <= set(Holds)
    assert {each.about for each in column_problems(reading, headings)} <= {""}
