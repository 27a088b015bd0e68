"""History rows as sentences: one call, one sentence; who, what, from, to, why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine

from partnerships.actions._shown import Shown
from partnerships.actions.evidence import Given
from partnerships.actions.facts import answer_fact
from partnerships.actions.joining import set_joining_month
from partnerships.actions.milestones import (
    Progress,
    add_own_milestone,
    change_own_milestone,
    log_progress,
    log_several,
    mark_applicable,
    mark_not_applicable,
    remove_own_milestone,
)
from partnerships.actions.naming import name_person, unname_person
from partnerships.actions.notes import delete_note, edit_note, remove_contact, save_contact, write_note
from partnerships.actions.owners import assign_milestone
from partnerships.actions.partnerships import record_event, start_partnership
from partnerships.actions.plans import start_from_here
from partnerships.actions.projects import (
    change_lead,
    change_route,
    end_project,
    reopen_project,
    set_confidential,
    start_project,
)
from partnerships.actions.undo import undo
from partnerships.history import Entry, calls_of, describe_call, entries_for, milestone_entries
from partnerships.history.entries import SYSTEM
from partnerships.models import Contact, Group, Note, Project, School, User
from tests.factories import MilestoneFactory, NoteFactory, ProjectFactory
from tests.plans import TODAY, code, planned


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    with time_machine.travel(f"{TODAY} 09:00"):
        yield


@pytest.fixture
def plan(manager: User, school: School, trust: Group) -> Project:
    return planned(manager, school, trust)


def latest(project: Project) -> Entry:
    return entries_for(project, calls_of(project.pk)[:1])[0]


def test_moved_dates_are_one_sentence_that_opens(plan: Project, manager: User) -> None:
    set_joining_month(by=manager, project=plan, month=dt.date(2027, 10, 1), reasons={"la": "The LA asked"})
    entry = latest(plan)
    moved = plan.milestones.in_plan().count()
    assert entry.sentence == (
        f"Mona Manager moved the conversion date from September to October 2027: {moved} dates moved"
    )
    assert entry.why == "Local authority: The LA asked"
    assert len(entry.details) == moved + 2
    assert "gave the reason “local authority”: The LA asked" in entry.details
    assert "changed the project: joining month from September 2027 to October 2027" in entry.details
    assert any("due date from" in line for line in entry.details)


def test_every_change_of_the_joining_month_has_its_words(plan: Project, manager: User) -> None:
    month = plan.joining_month
    said = []
    for change in (
        {"month": month, "confirmed": True},
        {"month": dt.date(2028, 1, 1), "confirmed": True, "reasons": {"land": "No titles"}},
        {"month": dt.date(2028, 1, 1), "reasons": {"not_certain": "Still no titles"}},
        {"month": None, "reasons": {"land": "Still no titles"}},
        {"month": month, "reasons": {"faster": "Titles came"}},
    ):
        set_joining_month(by=manager, project=plan, **change)
        said.append(latest(plan).what.split(":")[0])
    assert said == [
        "confirmed the conversion date, September 2027",
        "moved the conversion date from September 2027 to January 2028, confirmed",
        "made the conversion date, January 2028, provisional again",
        "took away the conversion date, January 2028",
        "set the conversion date to September 2027",
    ]


def test_a_started_project_says_its_route_and_how_many_milestones(plan: Project) -> None:
    count = plan.milestones.in_plan().count()
    assert latest(plan).what == f"started the project: voluntary conversion, {count} milestones"


def test_logging_in_sentences(plan: Project, editor: User) -> None:
    row = code(plan, "EXP-01")
    said = []
    for progress, extra in (
        (Progress("waiting", waiting_on="the LA"), {}),
        (Progress("done", done_on=dt.date(2027, 2, 1)), {"note": "By phone"}),
        (Progress("done", done_on=dt.date(2027, 2, 1)), {"owner": editor}),
        (Progress("in_progress"), {"evidence": Given(url="https://x.example/1")}),
    ):
        log_progress(by=editor, milestone=row, progress=progress, **extra)
        said.append(latest(plan).what)
    name = f"“{row.title}”"
    assert said == [
        f"marked {name} as waiting for the LA since 10 March 2027",
        f"marked {name} as done on 1 February 2027 (was waiting for the LA since 10 March 2027) and "
        "wrote a note: “By phone”",
        f"changed {name}: owner set to Edda Editor",
        f"marked {name} as in progress (was done on 1 February 2027) and "
        "kept “Note of the enquiry” as evidence: https://x.example/1",
    ]


def test_several_milestones_are_counted_and_listed(plan: Project, editor: User) -> None:
    rows = list(plan.milestones.in_plan()[:3])
    log_several(by=editor, milestones=rows, progress=Progress("done"))
    entry = latest(plan)
    assert entry.what == "marked 3 milestones as done on 10 March 2027"
    assert len(entry.details) == 3
    assert "(was not started)" in entry.details[0]
    start_from_here(by=editor, project=plan, before=TODAY)
    assert latest(plan).what.endswith("milestones as done before tracking began")
    undo(by=editor, project=plan, call=calls_of(plan.pk)[0].call)
    assert latest(plan).what.startswith("undid a change of ")


def test_applicable_or_not(plan: Project, editor: User) -> None:
    row = code(plan, "EXP-01")
    mark_not_applicable(by=editor, milestone=row, why="They came to us")
    assert (latest(plan).what, latest(plan).why) == (
        f"marked “{row.title}” as not applicable",
        "They came to us",
    )
    mark_applicable(by=editor, milestone=row)
    assert latest(plan).what == f"put “{row.title}” back into the plan"


def test_rows_of_ones_own(plan: Project, editor: User) -> None:
    own = add_own_milestone(by=editor, project=plan, title="Visit", phase="EXP", due_on=TODAY)
    assert latest(plan).what == "added “Visit”, due 10 March 2027"
    change_own_milestone(by=editor, milestone=own, title="See it", phase="CON", due_on=None)
    assert latest(plan).what == (
        "changed “See it”: words from “Visit” to “See it”; due date taken away, it was 10 March 2027; "
        "part of the plan from Explore to Consult and decide"
    )
    assign_milestone(by=editor, milestone=own, owner=editor, owner_roles=["HT"])
    assert "owner set to Edda Editor; owner role set to Headteacher" in latest(plan).what
    remove_own_milestone(by=editor, milestone=own)
    assert latest(plan).what == "removed “See it”"


def test_answers_say_what_became_of_the_plan(plan: Project, manager: User) -> None:
    answer_fact(by=manager, project=plan, key="pfi", answer="no", why="Built in 1962")
    assert latest(plan).what.startswith("answered “Does the school have a PFI contract?”: no: ")
    assert latest(plan).what.endswith("taken out")
    answer_fact(by=manager, project=plan, key="pfi", answer="yes")
    assert ": yes (was no): " in latest(plan).what


def test_the_project_as_a_whole(plan: Project, manager: User, editor: User) -> None:
    said = []

    def told() -> None:
        said.append(latest(plan).what)

    change_route(by=manager, project=plan, route="order")
    assert latest(plan).what.startswith(
        "changed the route from voluntary conversion to academy order (sponsored): "
    )
    change_lead(by=manager, project=plan, lead=editor)
    told()
    set_confidential(by=manager, project=plan, confidential=True)
    told()
    start_partnership(by=manager, school=plan.school, trust=plan.trust, starts_on=TODAY)
    assert latest(plan).what.startswith("recorded the partnership: 10 March 2027 to no date: ")
    end_project(by=manager, project=plan, outcome="declined_dfe", on=TODAY, why="Declined")
    told()
    reopen_project(by=manager, project=plan)
    told()
    assert said == [
        "gave the project to Edda Editor",
        "changed the project: made it confidential",
        "ended the project on 10 March 2027: declined by DfE",
        "reopened the project",
    ]


def test_an_enquiry_is_told_in_one_sentence_and_its_route_is_chosen(
    manager: User, school: School, trust: Group
) -> None:
    enquiry = start_project(by=manager, school=school, trust=trust, lead=manager, enquiry="The chair rang")
    rows = enquiry.milestones.in_plan().count()
    assert latest(enquiry).what == f"started the project, route not chosen yet, {rows} milestones"
    change_route(by=manager, project=enquiry, route="voluntary")
    assert latest(enquiry).what.startswith("chose the route, voluntary conversion: ")
    change_lead(by=manager, project=enquiry, lead=None)
    assert latest(enquiry).what == "left the project without a lead (was Mona Manager)"


def test_people_named(plan: Project, manager: User, editor: User, administrator: User) -> None:
    set_confidential(by=manager, project=plan, confidential=True)
    access = name_person(by=manager, project=plan, user=administrator)
    assert latest(plan).what == "named Ada Administrator on the project"
    unname_person(by=manager, access=access)
    assert latest(plan).what == "took Ada Administrator off the project"


def test_notes_and_contacts(plan: Project, editor: User) -> None:
    said = []
    note = write_note(by=editor, project=plan, text="Rang")
    said.append(latest(plan).what)
    edit_note(by=editor, note=note, text="Rang twice")
    said.append(latest(plan).what)
    contact = save_contact(by=editor, contact=Contact(project=plan, role="chair", name="Sam"))
    said.append(latest(plan).what)
    contact.email = "sam@x.example"
    save_contact(by=editor, contact=contact)
    said.append(latest(plan).what)
    remove_contact(by=editor, contact=contact)
    said.append(latest(plan).what)
    assert said == [
        "wrote a note: “Rang”",
        "changed a note: “Rang twice”",
        "added a contact: Sam, Chair of governors",
        "changed the contact Sam, Chair of governors: e-mail set to “sam@x.example”",
        "removed a contact: Sam, Chair of governors",
    ]


def test_a_deleted_note_is_not_repeated(plan: Project, editor: User) -> None:
    note = write_note(by=editor, project=plan, text="A private matter")
    edit_note(by=editor, note=note, text="A very private matter")
    delete_note(by=editor, note=note)
    assert latest(plan).what == "deleted a note"
    said = [entry.sentence for entry in entries_for(plan, calls_of(plan.pk))]
    assert not any("private" in each for each in said)
    assert "Edda Editor wrote a note, deleted since" in said


def test_a_milestone_tells_its_own_part_of_a_call(plan: Project, manager: User, editor: User) -> None:
    row = code(plan, "OPN-01")
    set_joining_month(by=manager, project=plan, month=dt.date(2027, 10, 1), reasons={"la": "The LA asked"})
    log_progress(by=editor, milestone=row, progress=Progress("waiting", waiting_on="DfE"), note="Rang")
    newest, moved, added = milestone_entries(row)
    assert "wrote a note: “Rang”" in newest.sentence
    assert moved.what == f"changed “{row.title}”: due date from 1 September 2027 to 1 October 2027"
    assert (moved.why, moved.details) == ("Local authority: The LA asked", [])
    assert added.what.startswith(f"added “{row.title}”")


def test_a_call_is_told_of_its_own_project_only(plan: Project, editor: User, trust: Group) -> None:
    other = ProjectFactory(trust=trust)
    done = log_progress(by=editor, milestone=code(plan, "EXP-01"), progress=Progress("done"))
    call = done.history.first().call
    assert describe_call(plan, call) is not None
    assert describe_call(other, call) is None


def test_rows_written_outside_actions_are_told_too(db: None) -> None:
    note = NoteFactory(text="Typed by a program")
    keys = calls_of(note.project_id)
    said = [entry.sentence for entry in entries_for(note.project, keys)]
    assert f"{SYSTEM} wrote a note: “Typed by a program”" in said
    assert len(said) == 2
    MilestoneFactory(project=note.project)
    assert len(entries_for(note.project, calls_of(note.project_id))) == 3
    Note.objects.get().delete()
    assert len(calls_of(note.project_id, kinds=["notes"])) == 2


def test_what_happened_to_a_partnership_is_told_as_its_milestone(plan: Project, manager: User) -> None:
    partnership = start_partnership(by=manager, school=plan.school, trust=plan.trust, starts_on=TODAY)
    shown = Shown(given=Given("Minute", "https://files.example/minute"))
    record_event(by=manager, partnership=partnership, event="PAR-01", on=TODAY, shown=shown)
    assert latest(plan).what.startswith("marked “Both boards agree the partnership proposal” as done")
