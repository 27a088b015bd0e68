"""Recording the day a school opened, and answering what GIAS shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partnerships.actions._core import NotAllowed, Refused
from partnerships.actions.facts import answer_fact
from partnerships.actions.openings import (
    accept_opening,
    correct_opening,
    dismiss_opening,
    propose_openings,
    record_opening,
    withdraw_opening,
)
from partnerships.actions.projects import end_project
from partnerships.history import entries_for
from partnerships.history.rows import calls_of
from partnerships.models import (
    Group,
    GroupMembership,
    OpeningProposal,
    Project,
    RegisterFile,
    School,
    SchoolLink,
    User,
)
from partnerships.reports.openings import openings_in_gias
from tests.factories import ProjectFactory, SchoolFactory
from tests.plans import JOINING, code, planned

pytestmark = pytest.mark.django_db
TODAY = dt.date(2027, 10, 4)


@pytest.fixture(autouse=True)
def after_the_opening() -> Iterator[None]:
    with time_machine.travel(f"{TODAY} 09:00"):
        yield


@pytest.fixture
def plan(manager: User, school: School, trust: Group) -> Project:
    return planned(manager, school, trust)


@pytest.fixture
def academy() -> School:
    return SchoolFactory(academy=True, name="Brackenholt Academy", open_date=JOINING)


@pytest.fixture
def converted(plan: Project, academy: School) -> Project:
    """GIAS now shows the plan's school as converted."""
    close(plan.school)
    SchoolLink.objects.create(school=plan.school, other=academy, link_type="Successor")
    return plan


def close(school: School) -> None:
    school.status_code, school.close_date = "2", JOINING - dt.timedelta(days=1)
    school.save()


def download(day: dt.date = TODAY) -> RegisterFile:
    return RegisterFile.objects.create(kind="schools", file_name="x.csv", downloaded_on=day)


def propose() -> int:
    return propose_openings(by=None, file=download())


def said(project: Project) -> str:
    return " | ".join(each.sentence for each in entries_for(project, calls_of(project.pk)))


def test_an_opening_ticks_its_milestones_and_leaves_the_agreed_date(
    plan: Project, manager: User, academy: School
) -> None:
    opened = record_opening(by=manager, project=plan, opened_on=dt.date(2027, 10, 1), academy_urn=academy.pk)
    assert (opened.opened_on, opened.academy_id) == (dt.date(2027, 10, 1), academy.pk)
    assert opened.joining_month == JOINING
    assert code(plan, "OPN-01").done_on == dt.date(2027, 10, 1)
    assert code(plan, "OPN-02").done_on == TODAY
    assert f"recorded that the school opened on 1 October 2027, its URN {academy.pk}" in said(plan)


def test_the_new_urn_may_be_unknown_or_not_in_gias_yet(plan: Project, manager: User) -> None:
    record_opening(by=manager, project=plan, opened_on=JOINING)
    assert not code(plan, "OPN-02").is_done
    later = correct_opening(by=manager, project=plan, opened_on=JOINING, academy_urn=799_999)
    assert later.academy_id == 799_999
    assert code(plan, "OPN-02").is_done
    assert Project.objects.with_names().get(pk=plan.pk).now_called == "now URN 799999 since 1 September 2027"


def test_a_transfer_keeps_its_urn_unless_it_is_a_fresh_start(manager: User, trust: Group) -> None:
    moved = planned(manager, SchoolFactory(academy=True), trust, route="transfer")
    with pytest.raises(Refused, match="keeps its URN"):
        record_opening(by=manager, project=moved, opened_on=JOINING, academy_urn=799_999)
    answer_fact(by=manager, project=moved, key="fresh_start", answer="yes")
    assert (
        record_opening(by=manager, project=moved, opened_on=JOINING, academy_urn=799_999).academy_id
        == 799_999
    )

    kept = planned(manager, SchoolFactory(academy=True), trust, route="transfer")
    opened = record_opening(by=manager, project=kept, opened_on=JOINING)
    assert opened.academy_id == kept.school_id


def test_what_cannot_be_is_refused(plan: Project, manager: User, school: School) -> None:
    with pytest.raises(Refused, match="future"):
        record_opening(by=manager, project=plan, opened_on=TODAY + dt.timedelta(days=1))
    with pytest.raises(Refused, match="own URN"):
        record_opening(by=manager, project=plan, opened_on=JOINING, academy_urn=school.pk)
    with pytest.raises(Refused, match="No opening has been recorded"):
        correct_opening(by=manager, project=plan, opened_on=JOINING)
    record_opening(by=manager, project=plan, opened_on=JOINING)
    with pytest.raises(Refused, match="recorded already"):
        record_opening(by=manager, project=plan, opened_on=JOINING)
    with pytest.raises(Refused, match="recorded already"):
        correct_opening(by=manager, project=plan, opened_on=JOINING)


def test_a_mistaken_opening_is_corrected_and_taken_back(
    plan: Project, manager: User, academy: School
) -> None:
    record_opening(by=manager, project=plan, opened_on=JOINING, academy_urn=academy.pk)
    correct_opening(by=manager, project=plan, opened_on=dt.date(2027, 10, 1), academy_urn=academy.pk)
    assert code(plan, "OPN-01").done_on == dt.date(2027, 10, 1)
    with pytest.raises(Refused, match="why"):
        withdraw_opening(by=manager, project=plan, why=" ")
    back = withdraw_opening(by=manager, project=plan, why="It was another school")
    assert (back.opened_on, back.academy_id) == (None, None)
    assert not code(plan, "OPN-01").is_done
    assert not code(plan, "OPN-02").is_done
    assert "took back the opening of 1 October 2027" in said(plan)


def test_only_managers_record_and_answer(
    converted: Project, viewer: User, editor: User, outsider: User, site_administrator: User
) -> None:
    propose()
    proposal = converted.opening_proposals.get()
    for who in (viewer, editor, outsider, site_administrator):
        for act in (
            lambda by: record_opening(by=by, project=converted, opened_on=JOINING),
            lambda by: correct_opening(by=by, project=converted, opened_on=JOINING),
            lambda by: withdraw_opening(by=by, project=converted, why="No"),
            lambda by: accept_opening(by=by, proposal=proposal),
            lambda by: dismiss_opening(by=by, proposal=proposal, why="No"),
        ):
            with pytest.raises(NotAllowed):
                act(who)
    with pytest.raises(NotAllowed):
        propose_openings(by=editor, file=download())


def test_an_ended_project_is_a_record(plan: Project, manager: User) -> None:
    end_project(by=manager, project=plan, outcome="other", on=TODAY, why="Over")
    with pytest.raises(NotAllowed):
        record_opening(by=manager, project=plan, opened_on=JOINING)
    assert propose() == 0


def test_what_gias_shows_is_proposed_once_and_accepted(
    converted: Project, manager: User, academy: School
) -> None:
    assert [propose(), propose()] == [1, 0]
    proposal = converted.opening_proposals.get()
    accept_opening(by=manager, proposal=proposal)
    converted.refresh_from_db()
    assert (converted.opened_on, converted.academy_id) == (JOINING, academy.pk)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decided_by) == ("accepted", manager)
    assert propose() == 0
    assert "recorded, as GIAS shows, that the school opened on 1 September 2027" in said(converted)
    with pytest.raises(Refused, match="Mona Manager has answered this already: recorded"):
        accept_opening(by=manager, proposal=proposal)


def test_what_is_dismissed_is_not_proposed_again_but_another_academy_is(
    converted: Project, manager: User, academy: School
) -> None:
    propose()
    proposal = converted.opening_proposals.get()
    with pytest.raises(Refused, match="Enter why"):
        dismiss_opening(by=manager, proposal=proposal, why="")
    dismiss_opening(by=manager, proposal=proposal, why="GIAS links the wrong school")
    assert propose() == 0
    other = SchoolFactory(academy=True, open_date=JOINING)
    SchoolLink.objects.filter(other=academy).update(other=other)
    assert propose() == 1
    assert converted.opening_proposals.get(state="open").academy_id == other.pk


def test_an_open_proposal_follows_gias_and_goes_when_gias_no_longer_shows_it(
    converted: Project, academy: School
) -> None:
    propose()
    academy.open_date = dt.date(2027, 10, 1)
    academy.save()
    assert propose() == 0
    proposal = converted.opening_proposals.get()
    assert proposal.opened_on == dt.date(2027, 10, 1)
    assert "open since 1 October 2027" in " ".join(proposal.evidence)
    SchoolLink.objects.all().update(link_type="Successor - merged")
    assert propose() == 0
    assert not converted.opening_proposals.exists()
    assert "took away what GIAS no longer shows" in said(converted)


def test_what_a_person_records_answers_what_gias_shows(
    converted: Project, manager: User, academy: School
) -> None:
    propose()
    record_opening(by=manager, project=converted, opened_on=JOINING, academy_urn=academy.pk)
    assert converted.opening_proposals.get().state == "accepted"
    withdraw_opening(by=manager, project=converted, why="Too early")
    assert converted.opening_proposals.get().state == "dismissed"
    assert propose() == 0


def test_gias_may_know_the_urn_of_an_opening_that_is_recorded_without(
    converted: Project, manager: User, academy: School
) -> None:
    record_opening(by=manager, project=converted, opened_on=JOINING)
    assert propose() == 1
    accept_opening(by=manager, proposal=converted.opening_proposals.get())
    converted.refresh_from_db()
    assert converted.academy_id == academy.pk
    assert code(converted, "OPN-02").is_done


def test_the_link_may_be_kept_at_the_academy_only(plan: Project, academy: School) -> None:
    close(plan.school)
    SchoolLink.objects.create(school=academy, other=plan.school, link_type="Predecessor")
    assert propose() == 1
    SchoolLink.objects.create(school=academy, other=SchoolFactory(), link_type="Predecessor - amalgamated")
    assert propose() == 0
    assert not OpeningProposal.objects.exists()


def test_a_transfer_is_proposed_with_the_day_it_joined(
    manager: User, trust: Group, other_trust: Group
) -> None:
    school = SchoolFactory(academy=True, trust=other_trust)
    project = planned(manager, school, trust, route="transfer")
    assert propose() == 0
    school.trust = trust
    school.save()
    assert propose() == 0
    GroupMembership.objects.create(school=school, group=trust, joined_on=JOINING)
    assert propose() == 1
    proposal = project.opening_proposals.get()
    assert (proposal.kind, proposal.academy_id, proposal.opened_on) == ("transferred", school.pk, JOINING)
    accept_opening(by=manager, proposal=proposal)
    project.refresh_from_db()
    assert project.academy_id == school.pk


def test_comparing_takes_as_many_queries_for_ten_projects_as_for_one(
    trust: Group,
) -> None:
    def queries(number: int) -> int:
        for _ in range(number):
            old = SchoolFactory(status_code="2", close_date=JOINING - dt.timedelta(days=1))
            new = SchoolFactory(academy=True, open_date=JOINING)
            ProjectFactory(school=old, trust=trust)
            SchoolLink.objects.create(school=old, other=new, link_type="Successor")
        with CaptureQueriesContext(connection) as counted:
            list(openings_in_gias(today=TODAY))
        return len(counted)

    assert queries(1) == queries(9) == 5
