"""Looking through what a spreadsheet would do."""

from __future__ import annotations

from datetime import date
from typing import Any

from partnerships.rules.workbook.plan import Candidate, CellProblem, SchoolPlan, WorkbookPlan
from partnerships.rules.workbook.shown import Show, in_a_sentence, show_counts, shown
from partnerships.rules.workbook.steps import AddNote, Start, Step
from partnerships.rules.workbook.words import Asks

NEW = Step(Start(month=date(2027, 9, 1)), 2, "", "Project", "Joining September 2027")
NOTE = Step(AddNote("Rang"), 3, "Notes", "Note", "Rang")
PROBLEM = CellProblem(2, "Lead", "C2", "JS", "Nobody is called “JS”.", Asks.LEAD)


def school(called: str, **told: Any) -> SchoolPlan:
    return SchoolPlan(**{"key": called, "called": called, "rows": [2], "school": Candidate(1, called)} | told)


PLAN = WorkbookPlan(
    [
        school("Ashdown", steps=[NEW], problems=[PROBLEM]),
        school("Beck Lane", steps=[NOTE], reasons_wanted=(("land", "Land"),)),
        school("Beck Road", steps=[NEW], left_out=[2], problems=[PROBLEM]),
        school("St Mary", school=None, refused=["Two may be meant."], candidates=[Candidate(7, "St Mary’s")]),
        school("Gone", refused=["It is closed."], problems=[PROBLEM]),
        school("Same", school=Candidate(900123, "Same as ever")),
    ]
)
MOVED = school("Moved", reasons_wanted=(("land", "Land"),))


def names(show: Show, words: str = "") -> list[str]:
    return [each.called for each in shown(PLAN, show, words)]


def test_each_kind_has_its_schools() -> None:
    assert names(Show.NEW) == ["Ashdown"]
    assert names(Show.CHANGED) == ["Beck Lane"]
    assert names(Show.LEFT_OUT) == ["Beck Road"]
    assert names(Show.REFUSED) == ["St Mary", "Gone"]
    assert names(Show.SAME) == ["Same"]
    assert len(names(Show.ALL)) == 6


def test_to_mend_is_what_a_person_can_say_something_to() -> None:
    assert names(Show.MEND) == ["Ashdown", "Beck Lane", "St Mary", "Gone"]


def test_schools_are_found_by_words_of_the_sheet_of_gias_and_by_number() -> None:
    assert names(Show.ALL, "BECK lane") == ["Beck Lane"]
    assert names(Show.ALL, "ever") == ["Same"]
    assert names(Show.ALL, "900123") == ["Same"]
    assert names(Show.NEW, "beck") == []


def test_kinds_without_a_school_are_not_offered() -> None:
    found = dict(show_counts(WorkbookPlan([school("Ashdown", steps=[NEW])])))
    assert found == {Show.ALL: 1, Show.NEW: 1}
    assert dict(show_counts(WorkbookPlan([]))) == {Show.ALL: 0}


def test_a_school_that_waits_for_a_reason_is_not_told_as_nothing_new() -> None:
    plan = WorkbookPlan([MOVED, school("Same")])
    assert dict(show_counts(plan)) == {Show.ALL: 2, Show.MEND: 1, Show.SAME: 1}
    assert in_a_sentence(plan) == "2 schools: 1 with nothing new and 1 to settle first."


def test_the_whole_is_told_in_a_sentence() -> None:
    assert in_a_sentence(PLAN) == (
        "6 schools: 1 new here, 1 changed, 1 with nothing new, 2 cannot go in and 1 left out by you. "
        "1 cell is left out."
    )
    assert in_a_sentence(WorkbookPlan([])) == "No schools."
