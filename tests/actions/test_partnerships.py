"""Trust Partnerships: started, changed, recorded and paused."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from partnerships.actions._core import NotAllowed, Refused, RowChangedMeanwhile
from partnerships.actions._shown import Shown
from partnerships.actions.evidence import Given
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
from partnerships.rules.partnership.entering import Terms
from tests.actions._partnerships import END, START, half_way, state
from tests.factories import ContactFactory, EvidenceFactory, GroupFactory, ProjectFactory, SchoolFactory
from tests.plans import TODAY, code, planned


@pytest.fixture
def running(plan: Project, manager: User) -> Partnership:
    return half_way(plan, manager)


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
