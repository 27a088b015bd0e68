"""What the rows of one school would do to its project, or to one that they start."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest

from partnerships.rules.problems import Problem
from partnerships.rules.words import Phase
from partnerships.rules.workbook.cells import Person
from partnerships.rules.workbook.compare import compare
from partnerships.rules.workbook.look import Found, Look
from partnerships.rules.workbook.meanings import MilestoneTitle
from partnerships.rules.workbook.plan import Candidate, SchoolPlan
from partnerships.rules.workbook.reading import Mends, Reading
from partnerships.rules.workbook.standing import Standing, StandingContact, StandingMilestone
from partnerships.rules.workbook.steps import (
    AddNote,
    AddOwn,
    ChangeLead,
    ChangeRoute,
    DoneBefore,
    FixDate,
    KeepContact,
    LogProgress,
    MilestoneRef,
    MoveMonth,
    NotApplicable,
    PutOnHold,
    Start,
)
from partnerships.rules.workbook.table import Cell, Row, Table
from partnerships.rules.workbook.trusts import names_of
from partnerships.rules.workbook.words import Asks, Becomes

TODAY = dt.date(2027, 3, 10)
SEPTEMBER = dt.date(2027, 9, 1)
DUE = dt.date(2027, 6, 9)
LQ = MilestoneTitle("LEG-03", "Land questionnaire", Phase.LEGAL)
CTA = MilestoneTitle("LEG-17", "Sign the transfer agreement", Phase.LEGAL)
FORM_M = MilestoneTitle("LEG-04", "Form M", Phase.LEGAL)
VISIT = MilestoneTitle("EXP-03", "Visit the school", Phase.EXPLORE)
TITLES = (LQ, CTA, FORM_M, VISIT)
PEOPLE = (Person(5, "Mona Manager", "mona@trust.example"), Person(6, "Edda Editor", "edda@trust.example"))
COLUMNS = {
    "Route": "route", "Stage": "stage", "Joining": "joining", "Sure": "confirmed", "Lead": "lead", "Trust": "trust",
    "From": "outgoing", "Secret": "confidential", "LQ": "milestone:LEG-03", "CTA": "milestone:LEG-17",
    "Form M": "milestone:LEG-04", "Visit": "milestone:EXP-03", "Minibus": "own:OPS", "Notes": "note",
    "Chair": "contact:chair:name", "Chair email": "contact:chair:email", "Head": "contact:headteacher:name",
    "What": "nothing",
}  # fmt: skip


def plan_of(route: str, _month: dt.date | None) -> Sequence[StandingMilestone]:
    """Without a route only what comes first; Form M is of a transfer alone."""
    wanted = {"": (VISIT,), "transfer": TITLES}.get(route, (LQ, CTA, VISIT))
    return [StandingMilestone(each.code, each.title, each.phase, DUE) for each in wanted]


def new(**fields: Any) -> Standing:
    return Standing(**{"plan_of": plan_of, "proposed": ("voluntary", "It is maintained.")} | fields)


def there(*milestones: StandingMilestone, **fields: Any) -> Standing:
    """A project of September 2027 with the milestones of its plan, but for these."""
    instead = {each.code: each for each in milestones}
    standing = [instead.pop(each.code, each) for each in plan_of("voluntary", None)]
    given: dict[str, Any] = {
        "plan_of": plan_of, "project_id": 1, "version": 3, "route": "voluntary", "joining_month": SEPTEMBER,
        "milestones": (*standing, *instead.values()),
    }  # fmt: skip
    return Standing(**given | fields)


class Sheet:
    """A sheet of rows given by heading, compared with how its one school stands."""

    def __init__(
        self,
        *rows: dict[str, str],
        mends: Mends | None = None,
        columns: dict[str, str] | None = None,
        **reading: Any,
    ) -> None:
        self.columns = columns or COLUMNS
        headings = list(self.columns)
        self.rows = [
            Row(number, [Cell(said.get(heading, "")) for heading in headings])
            for number, said in enumerate(rows, 2)
        ]
        letters = [chr(65 + place) for place in range(len(headings))]
        self.look = Look(
            Table("", headings, 1, self.rows, letters), Reading(columns=self.columns, **reading), mends or Mends(),
            TODAY, PEOPLE, TITLES,
            names_of("Harrowmere Learning Trust", uid=60_001, trn="TR01234", own=True), {"moorland schools": 9},
        )  # fmt: skip

    def against(self, standing: Standing) -> tuple[SchoolPlan, Found]:
        numbers = [row.number for row in self.rows]
        left = [each for each in self.look.mends.left_out if each in numbers]
        plan = SchoolPlan(
            "key", "Ashdown", numbers, Candidate(100001, "Ashdown Primary School"), left_out=left
        )
        return plan, compare(self.rows, plan, standing, self.look)


def plan_for(standing: Standing, *rows: dict[str, str], **given: Any) -> SchoolPlan:
    return Sheet(*rows, **given).against(standing)[0]


def whats(plan: SchoolPlan) -> list[Any]:
    return [step.what for step in plan.steps]


def test_a_new_school_is_started_with_what_its_row_says() -> None:
    said = {"Route": "transfer", "Joining": "Sept 2027 confirmed", "Lead": "Mona Manager", "Secret": "yes"}
    plan = plan_for(new(), said | {"From": "Moorland Schools Trust"})

    assert plan.becomes is Becomes.NEW
    assert whats(plan)[0] == Start("transfer", SEPTEMBER, True, 5, 9, True)
    assert (
        plan.steps[0].after
        == "Transfer, joining September 2027, confirmed, led by Mona Manager, confidential"
    )
    assert plan.problems == []


@pytest.mark.parametrize("written", ["note: asap", "TBC, waits for the diocese"])
def test_what_is_noted_of_the_joining_date_comes_after_the_project_that_it_is_written_on(
    written: str,
) -> None:
    first, second, *_ = whats(plan_for(new(), {"Joining": written}))

    assert first == Start("voluntary")
    assert isinstance(second, AddNote)


def test_without_a_route_in_the_sheet_the_one_that_gias_suggests_is_taken_and_said_so() -> None:
    plan = plan_for(new(), {"Joining": "TBC"})

    assert whats(plan) == [Start("voluntary")]
    assert plan.steps[0].assumed == "It is maintained."


def test_a_route_that_is_not_understood_leaves_the_route_open() -> None:
    plan, found = Sheet({"Route": "sideways", "Visit": "done"}).against(new())

    assert whats(plan)[0] == Start("")
    assert whats(plan)[1] == LogProgress(MilestoneRef("EXP-03"), "done", None, True)
    assert [(each.heading, each.asks) for each in plan.problems] == [("Route", Asks.ROUTE)]
    assert [each.text for each in found.unknown] == ["sideways"]


def test_what_stands_in_the_way_of_the_project_is_said_and_a_wrong_route_can_be_mended() -> None:
    refused = new(start_problems=lambda *_: [Problem("It cannot transfer.", about="route"), "It is closed."])
    plan = plan_for(refused, {"Route": "transfer", "LQ": "done"})

    assert plan.becomes is Becomes.REFUSED
    assert plan.refused == ["It cannot transfer.", "It is closed."]
    assert [(each.heading, each.says) for each in plan.problems] == [("Route", "It cannot transfer.")]
    assert {value for value, _ in plan.problems[0].options} == {"voluntary", "order", "transfer"}


def test_without_a_stage_a_school_is_not_late_with_what_nobody_mentions() -> None:
    row = {"Joining": "Sept 2027"}
    assert whats(plan_for(new(), row))[1:] == [DoneBefore(day=TODAY)]
    assert whats(plan_for(new(), row, earlier="to_do"))[1:] == []
    assert whats(plan_for(new(), {"Joining": "TBC"}))[1:] == []  # nothing is due yet
    assert whats(plan_for(new(), row | {"Stage": "Enquiry"}))[1:] == []


def test_the_stage_says_what_is_done_already() -> None:
    plan = plan_for(new(), {"Stage": "Legal", "Visit": "done", "LQ": "3/3/2027"})

    assert whats(plan)[1:] == [
        DoneBefore(Phase.LEGAL),
        LogProgress(MilestoneRef("LEG-03"), "done", dt.date(2027, 3, 3)),
    ]


def test_a_school_on_hold_is_put_on_hold_and_one_that_withdrew_does_not_go_in() -> None:
    assert PutOnHold() in whats(plan_for(new(), {"Stage": "on hold"}))
    withdrawn = plan_for(new(), {"Stage": "Withdrawn", "LQ": "done"})
    assert withdrawn.becomes is Becomes.REFUSED
    assert "Withdrawn" in withdrawn.refused[0]


def test_the_stage_of_a_school_that_is_here_is_not_read() -> None:
    assert plan_for(there(), {"Stage": "Withdrawn"}).becomes is Becomes.SAME


@pytest.mark.parametrize(
    ("written", "step"),
    [
        ("3/3/2027", LogProgress(MilestoneRef("LEG-03"), "done", dt.date(2027, 3, 3))),
        ("done", LogProgress(MilestoneRef("LEG-03"), "done", None, True)),
        ("in progress", LogProgress(MilestoneRef("LEG-03"), "in_progress")),
        ("1 May 2027", FixDate(MilestoneRef("LEG-03"), dt.date(2027, 5, 1))),
    ],
)
def test_a_cell_says_how_far_a_milestone_is(written: str, step: Any) -> None:
    assert whats(plan_for(new(), {"LQ": written}))[1:] == [step]
    assert whats(plan_for(there(), {"LQ": written})) == [step]


def test_what_does_not_apply_is_taken_out_with_its_reason() -> None:
    plan = plan_for(there(), {"LQ": "n/a"})

    assert whats(plan) == [NotApplicable(MilestoneRef("LEG-03"), "The spreadsheet says so, in row 2.")]
    out = StandingMilestone("LEG-03", "Land questionnaire", Phase.LEGAL, DUE, in_plan=False, taken_out=True)
    assert plan_for(there(out), {"LQ": "n/a"}).becomes is Becomes.SAME


def test_what_is_so_already_makes_no_step() -> None:
    day = dt.date(2027, 3, 3)
    done = StandingMilestone("LEG-03", "Land questionnaire", Phase.LEGAL, DUE, status="done", done_on=day)

    assert plan_for(there(done), {"LQ": "3/3/2027"}).becomes is Becomes.SAME
    assert plan_for(there(done), {"LQ": "done"}).becomes is Becomes.SAME
    assert (
        plan_for(there(), {"LQ": f"{DUE:%d/%m/%Y}", "Joining": "Sept 27", "Route": "conversion"}).steps == []
    )
    assert plan_for(there(), {"LQ": "TBC", "Joining": "TBC", "What": "anything"}).becomes is Becomes.SAME


def test_another_day_is_a_change_with_before_and_after() -> None:
    done = StandingMilestone(
        "LEG-03", "Land questionnaire", Phase.LEGAL, DUE, status="done", done_on=dt.date(2027, 3, 1)
    )
    step = plan_for(there(done), {"LQ": "3/3/2027"}).steps[0]

    assert (step.before, step.after) == ("Done on 1 March 2027", "Done on 3 March 2027")


def test_what_is_done_stays_done() -> None:
    done = StandingMilestone("LEG-03", "Land questionnaire", Phase.LEGAL, DUE, status="done")
    plan = plan_for(there(done), {"LQ": "in progress"})

    assert plan.steps == []
    assert "stays done" in plan.problems[0].says


def test_planned_days_are_left_out_where_the_person_says_so() -> None:
    assert plan_for(there(), {"LQ": "1/5/2027"}, planned="leave").steps == []


def test_a_milestone_of_another_route_is_refused_by_name() -> None:
    plan = plan_for(new(), {"Form M": "done"})

    assert whats(plan) == [Start("voluntary")]
    assert plan.problems[0].says == "“Form M” is not part of a voluntary conversion."
    assert plan.problems[0].cell == "K2"
    assert plan_for(new(), {"Form M": "n/a"}).problems == []


def test_a_day_and_words_are_a_day_and_a_note() -> None:
    plan = plan_for(there(), {"LQ": "3/3/27 – chased LA"})

    assert whats(plan) == [
        LogProgress(MilestoneRef("LEG-03"), "done", dt.date(2027, 3, 3)),
        AddNote("chased LA", MilestoneRef("LEG-03")),
    ]


def test_a_word_that_nobody_knows_leaves_out_its_cell_alone_and_can_be_answered() -> None:
    said = {"LQ": "blue folder", "CTA": "done"}
    plan, found = Sheet(said).against(there())

    assert len(plan.steps) == 1
    assert (plan.problems[0].cell, plan.problems[0].text) == ("I2", "blue folder")
    assert [each.again for each in found.unknown] == [False]
    answered = plan_for(there(), said, words={"progress": {"blue folder": "done"}})
    assert len(answered.steps) == 2
    noted = plan_for(there(), said, words={"progress": {"blue folder": "note"}})
    assert AddNote("blue folder", MilestoneRef("LEG-03")) in whats(noted)


def test_one_cell_can_be_mended_or_left_out() -> None:
    mended = plan_for(there(), {"LQ": "blue folder"}, mends=Mends(cells={"2": {"LQ": "3/3/2027"}}))
    left = plan_for(there(), {"LQ": "done"}, mends=Mends(cells={"2": {"LQ": "leave out"}}))

    assert whats(mended) == [LogProgress(MilestoneRef("LEG-03"), "done", dt.date(2027, 3, 3))]
    assert left.becomes is Becomes.SAME


def test_a_row_of_the_teams_own_is_added_once_and_logged_on() -> None:
    plan = plan_for(there(), {"Minibus": "done"})
    ref = MilestoneRef(own_title="Minibus")
    assert whats(plan) == [AddOwn("Minibus", Phase.READY), LogProgress(ref, "done", None, True)]

    standing = there(StandingMilestone("", "Minibus ", Phase.READY, status="done"))
    assert plan_for(standing, {"Minibus": "done"}).becomes is Becomes.SAME
    assert plan_for(there(), {"Minibus": "n/a"}).steps == []


def test_a_later_row_that_says_otherwise_is_refused_naming_both() -> None:
    plan = plan_for(
        there(), {"LQ": "done", "Lead": "Mona Manager"}, {"LQ": "in progress", "Lead": "Edda Editor"}
    )

    assert [type(each) for each in whats(plan)] == [ChangeLead, LogProgress]
    assert [each.says for each in plan.problems] == [
        "Row 3 says Edda Editor, row 2 says Mona Manager, which goes in.",
        "Row 3 says In progress, row 2 says Done, date unknown, which goes in.",
    ]


def test_a_moved_month_wants_a_reason_first() -> None:
    plan = plan_for(there(), {"Joining": "January 2028", "LQ": "done"})
    assert [type(each) for each in whats(plan)] == [LogProgress]
    assert "land" in dict(plan.reasons_wanted)
    assert plan.problems[0].heading == "Joining"

    given = Mends(reasons={"100001": {"code": "land", "words": "No titles yet"}})
    moved = plan_for(there(), {"Joining": "January 2028"}, mends=given)
    assert whats(moved) == [MoveMonth(dt.date(2028, 1, 1), False, {"land": "No titles yet"})]
    assert moved.reasons_wanted == ()
    assert moved.problems == []
    assert moved.steps[0].before == "joining September 2027, provisional"


def test_words_that_may_mean_the_month_that_is_here_are_not_asked_again() -> None:
    plan, found = Sheet({"Joining": "Autumn 2027"}).against(there())
    assert (plan.becomes, plan.problems, found.unknown) == (Becomes.SAME, [], [])
    assert plan_for(there(), {"Joining": "Spring 2027"}).problems != []
    assert plan_for(new(), {"Joining": "Autumn 2027"}).problems != []


def test_a_first_month_and_a_confirmation_need_no_reason() -> None:
    first = plan_for(there(joining_month=None), {"Joining": "Sept 2027"})
    assert whats(first) == [MoveMonth(SEPTEMBER, False, {})]
    confirmed = plan_for(there(), {"Sure": "yes"})
    assert whats(confirmed) == [MoveMonth(SEPTEMBER, True, {})]


def test_another_route_and_another_lead_change_a_project() -> None:
    plan = plan_for(there(lead_id=6), {"Route": "sponsored", "Lead": "MM"})

    assert whats(plan) == [ChangeRoute("order"), ChangeLead(5)]
    assert (plan.steps[1].before, plan.steps[1].after) == ("Edda Editor", "Mona Manager")
    refused = there(start_problems=lambda *_: ["It cannot."])
    assert plan_for(refused, {"Route": "transfer"}).problems[0].says == "It cannot."


def test_a_row_of_another_trust_does_not_go_in() -> None:
    plan = plan_for(new(), {"Trust": "Moorland Schools Trust", "LQ": "done"})
    assert plan.becomes is Becomes.REFUSED
    assert plan.problems[0].says.startswith("This row is of “Moorland Schools Trust”.")
    assert plan.steps == []


@pytest.mark.parametrize(
    "name",
    [
        "Harrowmere Learning Trust",
        "harrowmere learning",
        "HLT",
        "us",
        "TR01234",
        "60001",
        "The Harrowmere Learning MAT",
    ],
)
def test_the_trust_is_known_by_all_that_it_is_called(name: str) -> None:
    assert plan_for(new(), {"Trust": name}).becomes is Becomes.NEW


def test_rows_that_are_left_out_do_nothing() -> None:
    plan = plan_for(there(), {"LQ": "done"}, mends=Mends(left_out=[2]))
    assert plan.becomes is Becomes.LEFT_OUT
    assert plan.steps == []


def test_notes_are_added_once() -> None:
    plan = plan_for(
        there(), {"Notes": "Rang the head"}, {"Notes": "rang  the head"}, {"Notes": "Rang  the head"}
    )
    assert whats(plan) == [AddNote("Rang the head"), AddNote("rang  the head")]
    standing = there(notes=frozenset({(None, "Rang the head")}))
    assert plan_for(standing, {"Notes": "Rang the  head"}).becomes is Becomes.SAME


def test_contacts_are_added_and_what_they_lack_is_filled_in() -> None:
    said = {"Chair": "Jane Bell", "Chair email": "jane@bell.example"}
    assert whats(plan_for(there(), said)) == [KeepContact("chair", "Jane Bell", "", "jane@bell.example")]

    old = StandingContact("chair", "jane bell", "Bell Ltd", "", "0113 496 0000", 7)
    plan = plan_for(there(contacts=(old,)), said)
    assert whats(plan) == [
        KeepContact("chair", "jane bell", "Bell Ltd", "jane@bell.example", "0113 496 0000", 7)
    ]
    full = old._replace(email="jane@bell.example")
    assert plan_for(there(contacts=(full,)), said).becomes is Becomes.SAME


def test_an_address_in_the_cell_of_a_name_is_an_address() -> None:
    plan = plan_for(there(), {"Head": "Robin Marsh robin@marsh.example 0113 496 0000"})
    assert whats(plan) == [
        KeepContact("headteacher", "Robin Marsh", "", "robin@marsh.example", "0113 496 0000")
    ]


def test_what_one_cell_holds_too_much_of_is_refused_and_its_name_goes_in() -> None:
    plan = plan_for(there(), {"Head": f"Robin Marsh, {'Marsh ' * 30}, robin@marsh.123"})
    assert whats(plan) == [KeepContact("headteacher", "Robin Marsh")]
    assert [each.says for each in plan.problems] == [
        "This is too long for organisation of a contact: at most 150 letters."
    ]


def test_what_is_no_address_is_refused() -> None:
    plan = plan_for(there(), {"Chair": "Jane Bell", "Chair email": "ask the office"})
    assert whats(plan) == [KeepContact("chair", "Jane Bell")]
    assert plan.problems[0].says == "“ask the office” is no e-mail address."


ROWS = {
    "Milestone": "m_title",
    "Phase": "m_phase",
    "Due": "m_due",
    "Done": "m_done",
    "Status": "m_status",
    "Note": "m_note",
}


def test_rows_that_are_milestones_are_found_by_title() -> None:
    plan = plan_for(
        there(StandingMilestone("", "Minibus", Phase.READY)),
        {"Milestone": "Land questionnaire", "Done": "3/3/2027", "Note": "Signed by Bob"},
        {"Milestone": "minibus", "Status": "in progress"},
        columns=ROWS,
    )

    assert whats(plan) == [
        LogProgress(MilestoneRef("LEG-03"), "done", dt.date(2027, 3, 3)),
        AddNote("Signed by Bob", MilestoneRef("LEG-03")),
        LogProgress(MilestoneRef(own_title="Minibus"), "in_progress"),
    ]


def test_a_title_that_is_not_known_is_asked_and_may_be_a_row_of_the_teams_own() -> None:
    said = {"Milestone": "Order new minibus", "Due": "1/5/2027"}
    plan, found = Sheet(said, columns=ROWS).against(there())
    assert plan.steps == []
    assert found.unknown[0].asks is Asks.MILESTONE
    assert ("own:OPS", "A row of our own: Ready to open") in found.unknown[0].options

    answered = plan_for(there(), said, columns=ROWS, words={"milestone": {"order new minibus": "own:OPS"}})
    assert whats(answered) == [AddOwn("Order new minibus", Phase.READY, dt.date(2027, 5, 1))]
