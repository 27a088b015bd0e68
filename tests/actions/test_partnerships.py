"""Trust Partnerships: started, changed, recorded, paused, extended, ended, and what becomes of their project."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from partnerships.actions._core import NotAllowed, Refused, RowChangedMeanwhile
from partnerships.actions._shown import Shown
from partnerships.actions.evidence import Given
from partnerships.actions.partnership_dates import (
    change_partnership_dates,
    end_partnership,
    extend_partnership,
    reopen_partnership,
)
from partnerships.actions.partnerships import (
    Leads,
    change_partnership,
    pause_partnership,
    record_event,
    resume_partnership,
    start_partnership,
)
from partnerships.models import Group, Partnership, Project, School, User
from partnerships.reports.partnership import facts_of_partnership
from partnerships.reports.partnership_moves import try_dates
from partnerships.rules.partnership import Extended, state_of
from partnerships.rules.partnership.entering import Ending, Terms
from tests.factories import ContactFactory, EvidenceFactory, GroupFactory, ProjectFactory, SchoolFactory
from tests.plans import TODAY, code, planned

START, END = dt.date(2026, 9, 1), dt.date(2027, 8, 31)


@pytest.fixture
def running(plan: Project, manager: User) -> Partnership:
    """Half-way: agreed and signed before it began."""
    partnership = start_partnership(
        by=manager, school=plan.school, trust=plan.trust, starts_on=START, ends_on=END
    )
    for event, day in (("PAR-01", dt.date(2026, 7, 10)), ("PAR-03", dt.date(2026, 8, 20))):
        record_event(by=manager, partnership=partnership, event=event, on=day)
    return Partnership.objects.get()


def state(partnership: Partnership) -> str:
    return state_of(facts_of_partnership(Partnership.objects.get(pk=partnership.pk)), today=TODAY).value


# Starting


def test_a_partnership_joins_the_live_project(plan: Project, manager: User) -> None:
    partnership = start_partnership(by=manager, school=plan.school, trust=plan.trust, lead=manager)
    assert partnership.project == plan
    assert (partnership.school, partnership.trust, partnership.trust_lead) == (
        plan.school,
        plan.trust,
        manager,
    )
    assert plan.milestones.in_plan().filter(phase="PAR").exists()


@pytest.mark.parametrize(
    ("academy", "kind", "route"), [(False, "maintained", "voluntary"), (True, "sat", "transfer")]
)
def test_without_a_project_it_opens_one_on_the_route_that_such_a_school_takes(
    on_the_day: None, manager: User, trust: Group, academy: bool, kind: str, route: str
) -> None:
    own = GroupFactory(type_code="10", type_name="Single-academy trust") if academy else None
    fields = (
        {"type_code": "34", "type_name": "Academy converter", "type_group_code": "10", "trust": own}
        if academy
        else {}
    )
    school = SchoolFactory(**fields)
    partnership = start_partnership(by=manager, school=school, trust=trust, starts_on=START, ends_on=END)
    project = partnership.project
    assert (partnership.kind, project.route, project.outgoing_trust) == (kind, route, own)
    assert project.lead == manager
    assert code(project, "PAR-03").due_on == dt.date(2026, 8, 25)


def test_a_project_without_a_route_takes_one_as_only_then_its_plan_has_the_milestones(
    on_the_day: None, manager: User, school: School, trust: Group
) -> None:
    enquiry = planned(manager, school, trust, route="", joining_month=None)
    start_partnership(by=manager, school=school, trust=trust)
    enquiry.refresh_from_db()
    assert enquiry.route == "voluntary"
    assert code(enquiry, "PAR-01").in_plan


def test_a_second_partnership_in_one_project_is_refused(running: Partnership, manager: User) -> None:
    with pytest.raises(Refused, match="has a partnership with this trust already"):
        start_partnership(by=manager, school=running.school, trust=running.trust)


def test_a_confidential_project_is_not_given_away(manager: User, school: School, trust: Group) -> None:
    ProjectFactory(school=school, trust=trust, confidential=True)
    with pytest.raises(Refused, match=r"cannot be started\. Ask one of your trust’s administrators"):
        start_partnership(by=manager, school=school, trust=trust)


def test_an_editor_starts_none(plan: Project, editor: User) -> None:
    with pytest.raises(NotAllowed):
        start_partnership(by=editor, school=plan.school, trust=plan.trust)


# Terms


def test_terms_are_kept_with_the_signed_agreement_as_evidence_of_its_milestone(
    running: Partnership, manager: User
) -> None:
    head = ContactFactory(project=running.project)
    changed = change_partnership(
        by=manager,
        partnership=running,
        terms=Terms(purpose=" Reading ", charge=Decimal("12500"), extendable=True, latest_end=END),
        leads=Leads(manager, head),
        shown=Shown(given=Given("Agreement", "https://files.example/sla")),
        expected_version=running.version,
    )
    assert (changed.purpose, changed.charge, changed.school_lead) == ("Reading", Decimal("12500"), head)
    assert changed.sla is not None
    assert changed.sla.milestone == code(running.project, "PAR-03")
    assert facts_of_partnership(changed).has_sla_file


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        ({"charge": Decimal(-1)}, "Enter the charge in pounds, as 0 or more."),
        ({"charge": Decimal(10**9)}, "Enter the charge in pounds"),
        ({"charge_paid_on": TODAY + dt.timedelta(days=1)}, "charge was paid cannot be in the future"),
        ({"la_told_on": TODAY + dt.timedelta(days=1)}, "local authority was told cannot be in the future"),
        ({"inspected_on": TODAY + dt.timedelta(days=1)}, "inspected the school cannot be in the future"),
        ({"latest_end": END - dt.timedelta(days=1)}, "must be on or after the end, 31 August 2027"),
        ({"latest_end": dt.date(2028, 1, 1), "extendable": False}, "It cannot be extended"),
        ({"vat": "perhaps"}, "how the charge stands to VAT"),
    ],
)
def test_terms_that_make_no_sense(
    running: Partnership, manager: User, terms: dict[str, Any], said: str
) -> None:
    with pytest.raises(Refused, match=said):
        change_partnership(by=manager, partnership=running, terms=Terms(**terms))


def test_leads_are_people_of_the_trust_and_contacts_of_the_project(
    running: Partnership, manager: User, outsider: User
) -> None:
    for leads, said in (
        (Leads(trust=outsider), "cannot lead"),
        (Leads(school=ContactFactory()), "contact of this project"),
    ):
        with pytest.raises(Refused, match=said):
            change_partnership(by=manager, partnership=running, terms=Terms(), leads=leads)


def test_whoever_was_slower_is_told_who_was_faster(running: Partnership, manager: User) -> None:
    change_partnership(by=manager, partnership=running, terms=Terms(reference="A"))
    with pytest.raises(RowChangedMeanwhile, match="Mona Manager changed this partnership"):
        change_partnership(
            by=manager, partnership=running, terms=Terms(reference="B"), expected_version=running.version
        )


# Events


def test_an_event_is_logged_on_the_plan_and_its_proof_kept_there(plan: Project, manager: User) -> None:
    partnership = start_partnership(by=manager, school=plan.school, trust=plan.trust, starts_on=START)
    assert state(partnership) == "proposed"
    record_event(
        by=manager,
        partnership=partnership,
        event="PAR-02",
        on=TODAY,
        told_by="The chief executive",
        note="Rang as well",
        shown=Shown(given=Given("E-mail", "https://files.example/rd")),
    )
    told = code(plan, "PAR-02")
    assert (told.status, told.done_on) == ("done", TODAY)
    assert told.evidence.get().name == "E-mail"
    assert told.notes.get().text == "Rang as well"
    assert Partnership.objects.get().rd_told_by == "The chief executive"
    record_event(by=manager, partnership=partnership, event="PAR-01", on=TODAY)
    assert state(partnership) == "active"


def test_what_shows_the_signing_is_the_signed_agreement(running: Partnership, manager: User) -> None:
    kept = EvidenceFactory(project=running.project)
    record_event(by=manager, partnership=running, event="PAR-03", on=TODAY, shown=Shown(existing=kept))
    assert Partnership.objects.get().sla == kept
    assert code(running.project, "PAR-03").done_on == TODAY


@pytest.mark.parametrize(
    ("event", "on", "said"),
    [
        ("PAR-05", TODAY, "Choose what has happened"),
        ("", TODAY, "Choose what has happened"),
        ("PAR-02", None, "Enter the day"),
        ("PAR-02", TODAY + dt.timedelta(days=1), "cannot be in the future"),
    ],
)
def test_events_that_cannot_be_recorded(
    running: Partnership, manager: User, event: str, on: dt.date | None, said: str
) -> None:
    with pytest.raises(Refused, match=said):
        record_event(by=manager, partnership=running, event=event, on=on)


def test_a_plan_without_the_milestone_says_so(running: Partnership, manager: User) -> None:
    running.project.milestones.filter(code="PAR-02").delete()
    with pytest.raises(Refused, match="The plan has no milestone for “regional Director told”"):
        record_event(by=manager, partnership=running, event="PAR-02", on=TODAY)


# Pausing


def test_a_partnership_is_paused_for_a_reason_and_resumed(running: Partnership, manager: User) -> None:
    with pytest.raises(Refused, match="Enter why it is paused"):
        pause_partnership(by=manager, partnership=running, since=TODAY, why=" ")
    with pytest.raises(Refused, match="It started on 1 September 2026"):
        pause_partnership(by=manager, partnership=running, since=dt.date(2026, 8, 1), why="New head")
    pause_partnership(by=manager, partnership=running, since=TODAY, why="New head")
    assert state(running) == "paused"
    with pytest.raises(Refused, match="already paused"):
        pause_partnership(by=manager, partnership=running, since=TODAY, why="Again")
    resume_partnership(by=manager, partnership=running)
    assert state(running) == "active"
    with pytest.raises(Refused, match="not paused"):
        resume_partnership(by=manager, partnership=running)


# Dates


def test_moved_dates_move_the_plan_as_the_preview_said(running: Partnership, manager: User) -> None:
    start = START + dt.timedelta(weeks=2)
    tried = try_dates(running, starts_on=start, ends_on=END, today=TODAY)
    before = code(running.project, "PAR-04").due_on
    change_partnership_dates(by=manager, partnership=running, starts_on=start, ends_on=END, why="Illness")
    moved = {each.code: each.now for each in tried.move.moved}
    assert code(running.project, "PAR-04").due_on == moved["PAR-04"] != before
    assert {each.code for each in tried.move.done} == {"PAR-01", "PAR-03"}
    assert code(running.project, "PAR-03").due_on == dt.date(2026, 8, 25), "what is done keeps its day"


def test_a_later_end_of_what_runs_is_an_extension_unless_it_corrects_a_mistake(
    running: Partnership, manager: User
) -> None:
    later = dt.date(2027, 12, 31)
    with pytest.raises(Refused, match="a later end is an extension"):
        change_partnership_dates(by=manager, partnership=running, starts_on=START, ends_on=later)
    change_partnership_dates(by=manager, partnership=running, starts_on=START, ends_on=later, correction=True)
    assert not running.extensions.exists()
    with pytest.raises(Refused, match="These are its dates already"):
        change_partnership_dates(
            by=manager, partnership=Partnership.objects.get(), starts_on=START, ends_on=later
        )


def test_an_extension_is_kept_with_its_reason_and_brings_its_reviews(
    running: Partnership, manager: User
) -> None:
    later = dt.date(2028, 2, 29)
    tried = try_dates(
        running, starts_on=START, ends_on=later, extension=Extended(END, later, TODAY), today=TODAY
    )
    termly = running.project.milestones.filter(code="PAR-05").count()
    extended = extend_partnership(
        by=manager, partnership=running, to_end=later, agreed_on=TODAY, reason="The inspection"
    )
    assert (extended.from_end, extended.to_end, extended.by) == (END, later, manager)
    assert Partnership.objects.get().ends_on == later
    assert len(tried.gained) == running.project.milestones.filter(code="PAR-05").count() - termly == 2
    assert code(running.project, "PAR-07").due_on == dt.date(2027, 11, 30)


def test_a_preview_says_what_the_rules_would_say(running: Partnership) -> None:
    tried = try_dates(running, starts_on=START, ends_on=dt.date(2028, 9, 30), today=TODAY)
    assert tried.rating == "red"
    assert "It lasts longer than 24 months: a trial that long is becoming permanent." in tried.new_warnings


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"to_end": END}, "must be later than 31 August 2027"),
        ({"agreed_on": TODAY + dt.timedelta(days=1)}, "cannot be in the future"),
        ({"reason": " "}, "Enter why it is extended"),
    ],
)
def test_extensions_that_make_no_sense(
    running: Partnership, manager: User, given: dict[str, Any], said: str
) -> None:
    good = {"to_end": dt.date(2027, 12, 31), "agreed_on": TODAY, "reason": "The inspection"}
    with pytest.raises(Refused, match=said):
        extend_partnership(by=manager, partnership=running, **(good | given))


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        (Terms(extendable=False), "By its terms it cannot be extended"),
        (
            Terms(extendable=True, latest_end=dt.date(2027, 10, 31)),
            "it ends on 31 October 2027 at the latest",
        ),
    ],
)
def test_an_extension_keeps_to_the_terms(
    running: Partnership, manager: User, terms: Terms, said: str
) -> None:
    change_partnership(by=manager, partnership=running, terms=terms)
    with pytest.raises(Refused, match=said):
        extend_partnership(
            by=manager,
            partnership=running,
            to_end=dt.date(2027, 12, 31),
            agreed_on=TODAY,
            reason="The inspection",
        )


# The end


@pytest.mark.parametrize(
    ("outcome", "route"),
    [("converting", "voluntary"), ("superseded", "order"), ("withdrawn_school", "voluntary")],
)
def test_the_project_goes_on_by_the_route_of_the_outcome(
    running: Partnership, manager: User, outcome: str, route: str
) -> None:
    ended = end_partnership(
        by=manager, partnership=running, ending=Ending(TODAY, outcome, "The boards decided", "Start earlier")
    )
    project = Project.objects.get(pk=running.project_id)
    assert (ended.outcome, project.route, project.is_ended) == (outcome, route, False)
    assert code(project, "PAR-08").done_on == TODAY
    assert (code(project, "PAR-07").done_on == TODAY) == (outcome != "withdrawn_school")


def test_what_was_due_only_after_the_end_leaves_the_plan_and_what_was_missed_stays(
    running: Partnership, manager: User
) -> None:
    end_partnership(
        by=manager, partnership=running, ending=Ending(TODAY, "withdrawn_school", "Chose to stay")
    )
    project = running.project
    assert code(project, "PAR-04").in_plan, "the starting point was due, and never agreed"
    assert not code(project, "PAR-07").in_plan
    assert code(project, "PAR-07").override_reason == "The partnership ended on 10 March 2027."
    assert code(project, "PAR-08").in_plan, "the closing report is still to be written"
    assert state(running) == "ended"


def test_an_outcome_that_the_school_cannot_take_is_refused(running: Partnership, manager: User) -> None:
    with pytest.raises(Refused, match="not an academy, so it cannot transfer"):
        end_partnership(
            by=manager, partnership=running, ending=Ending(TODAY, "merging", "The boards decided")
        )


@pytest.mark.parametrize(
    ("ending", "said"),
    [
        (Ending(TODAY, "", "Why"), "Choose what the partnership led to"),
        (Ending(None, "converting", "Why"), "Enter the day"),
        (Ending(TODAY + dt.timedelta(days=1), "converting", "Why"), "cannot be in the future"),
        (Ending(TODAY, "converting", " "), "Enter the reason"),
        (Ending(TODAY, "lapsed", "Why"), "It lapses when its end passes, on 31 August 2027"),
    ],
)
def test_endings_that_make_no_sense(running: Partnership, manager: User, ending: Ending, said: str) -> None:
    with pytest.raises(Refused, match=said):
        end_partnership(by=manager, partnership=running, ending=ending)


def test_an_end_by_mistake_is_taken_back_with_its_milestones(running: Partnership, manager: User) -> None:
    end_partnership(
        by=manager, partnership=running, ending=Ending(TODAY, "withdrawn_school", "Chose to stay")
    )
    with pytest.raises(Refused, match="has ended"):
        record_event(by=manager, partnership=running, event="PAR-02", on=TODAY)
    with pytest.raises(Refused, match="Enter why"):
        reopen_partnership(by=manager, partnership=running, why="")
    again = reopen_partnership(by=manager, partnership=running, why="Entered on the wrong school")
    assert (again.ended_on, again.outcome) == (None, "")
    assert code(running.project, "PAR-07").in_plan
    assert state(running) == "active"
