"""Handing over: one project with a note, or all the work of somebody who leaves."""

from __future__ import annotations

import pytest

from partnerships.actions._core import NotAllowed, Refused
from partnerships.actions.hand_overs import (
    hand_over_project,
    hand_over_work,
    read_hand_over,
    work_to_pass_on,
)
from partnerships.history import describe_call
from partnerships.models import Group, HandOver, Project, ProjectAccess, User
from tests.factories import MilestoneFactory, ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def led(trust: Group, editor: User) -> Project:
    return ProjectFactory(trust=trust, lead=editor)


def test_a_project_passes_with_its_note_and_the_old_leads_own_milestones(
    led: Project, editor: User, manager: User
) -> None:
    own = MilestoneFactory(project=led, owner=editor)
    done = MilestoneFactory(project=led, code="", owner=editor, status="done", done_on="2027-01-01")
    theirs = MilestoneFactory(project=led, owner=manager)
    over = hand_over_project(
        by=manager, project=led, to=manager, note=" Ring the head ", with_milestones=True
    )
    led.refresh_from_db()
    for row in (own, done, theirs):
        row.refresh_from_db()
    assert (led.lead, own.owner, done.owner, theirs.owner) == (manager, manager, editor, manager)
    assert (over.from_user, over.to_user, over.note, over.read_at) == (editor, manager, "Ring the head", None)
    entry = describe_call(led, over.history.first().call)
    assert entry is not None
    assert "handed the project over to Mona Manager (was Edda Editor), with 1 milestone" in entry.sentence


def test_without_the_box_the_milestones_stay(led: Project, editor: User, manager: User) -> None:
    own = MilestoneFactory(project=led, owner=editor)
    hand_over_project(by=manager, project=led, to=manager, note="Yours")
    own.refresh_from_db()
    assert own.owner == editor


@pytest.mark.parametrize(
    ("to", "note", "words"),
    [
        ("manager", "", "Enter a note"),
        ("editor", "Yours", "leads this project already"),
        ("viewer", "Yours", "cannot lead"),
        ("outsider", "Yours", "cannot lead"),
    ],
)
def test_what_stands_in_the_way(
    led: Project, cast: dict[str, User | None], to: str, note: str, words: str
) -> None:
    manager, new = cast["manager"], cast[to]
    assert manager is not None
    assert new is not None
    with pytest.raises(Refused, match=words):
        hand_over_project(by=manager, project=led, to=new, note=note)
    assert not HandOver.objects.exists()


def test_a_new_lead_of_a_confidential_project_is_named_on_it(
    trust: Group, editor: User, manager: User
) -> None:
    secret = ProjectFactory(trust=trust, confidential=True, lead=manager)
    hand_over_project(by=manager, project=secret, to=editor, note="Quietly")
    assert ProjectAccess.objects.filter(project=secret, user=editor).exists()


def test_only_the_new_lead_marks_the_note_as_read(led: Project, editor: User, manager: User) -> None:
    over = hand_over_project(by=manager, project=led, to=manager, note="Yours")
    with pytest.raises(NotAllowed):
        read_hand_over(by=editor, hand_over=over)
    read = read_hand_over(by=manager, hand_over=over)
    assert read.read_at is not None
    assert read_hand_over(by=manager, hand_over=over).read_at == read.read_at


def test_a_leavers_work_passes_in_one_call(
    trust: Group, led: Project, editor: User, manager: User, administrator: User
) -> None:
    second = ProjectFactory(trust=trust, lead=editor)
    elsewhere = MilestoneFactory(project=ProjectFactory(trust=trust, lead=manager), owner=editor)
    own = MilestoneFactory(project=led, owner=editor)
    work = hand_over_work(by=administrator, person=editor, to=manager, note="She left")
    assert {each.pk for each in work.projects} == {led.pk, second.pk}
    own.refresh_from_db()
    elsewhere.refresh_from_db()
    assert (own.owner, elsewhere.owner) == (manager, manager)
    calls = set(HandOver.history.values_list("call", flat=True)) | {own.history.first().call}
    assert len(calls) == 1


def test_what_the_doer_cannot_see_is_neither_passed_on_nor_counted(
    trust: Group, editor: User, manager: User, administrator: User
) -> None:
    secret = ProjectFactory(trust=trust, confidential=True, lead=editor)
    row = MilestoneFactory(project=secret, owner=editor)
    work = work_to_pass_on(by=administrator, person=editor)
    assert (work.projects, work.milestones, work.left_out) == ([], [], [])
    with pytest.raises(Refused, match="nothing that you can hand over"):
        hand_over_work(by=administrator, person=editor, to=manager, note="She left")
    row.refresh_from_db()
    assert row.owner == editor


def test_work_in_a_trust_that_the_new_person_does_not_belong_to_is_left_and_told(
    led: Project, editor: User, administrator: User, outsider: User, manager: User
) -> None:
    MilestoneFactory(project=led, owner=editor)
    work = work_to_pass_on(by=administrator, person=editor, to=outsider)
    assert work.is_empty
    assert [count for count, _why in work.left_out] == [1, 1]
    with pytest.raises(Refused, match="somebody else"):
        hand_over_work(by=administrator, person=editor, to=editor, note="x")
