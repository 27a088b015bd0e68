"""Whose a milestone is: a person's, a contact's, a role's; one and many; and what becomes of a contact removed."""

from __future__ import annotations

import pytest

from partnerships.actions._core import NotAllowed, Refused
from partnerships.actions.milestones import ChangedMeanwhile, Progress, log_progress
from partnerships.actions.notes import remove_contact
from partnerships.actions.owners import Owner, able_to_give, assign_milestone, assign_several
from partnerships.actions.undo import undo
from partnerships.history import describe_call
from partnerships.models import Group, Milestone, Project, ProjectAccess, User
from tests.factories import ContactFactory, MilestoneFactory, ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(project: Project) -> Milestone:
    return MilestoneFactory(project=project, owner_roles="CFO,LA")


def test_a_contact_brings_its_party_and_takes_the_place_of_a_person(
    row: Milestone, project: Project, editor: User
) -> None:
    assign_milestone(by=editor, milestone=row, owner=editor)
    officer = ContactFactory(project=project, role="la", name="Caroline Metcalf")
    given = assign_milestone(by=editor, milestone=row, owner_contact=officer)
    assert (given.owner, given.owner_contact, given.owner_roles) == (None, officer, "LA")


def test_a_person_takes_the_place_of_a_contact_and_roles_stay(
    row: Milestone, project: Project, editor: User
) -> None:
    assign_milestone(by=editor, milestone=row, owner_contact=ContactFactory(project=project, role="union"))
    given = assign_milestone(by=editor, milestone=row, owner=editor)
    assert (given.owner, given.owner_contact, given.owner_roles) == (editor, None, "OTHER")


def test_a_contact_of_the_trust_itself_leaves_the_roles(
    row: Milestone, project: Project, editor: User
) -> None:
    given = assign_milestone(
        by=editor, milestone=row, owner_contact=ContactFactory(project=project, role="trust_ceo")
    )
    assert given.owner_roles == "CFO,LA"


def test_a_contact_of_another_project_is_refused(row: Milestone, editor: User) -> None:
    with pytest.raises(Refused, match="another project"):
        assign_milestone(by=editor, milestone=row, owner_contact=ContactFactory())
    with pytest.raises(Refused, match="another project"):
        log_progress(by=editor, milestone=row, progress=Progress("waiting", waiting_contact=ContactFactory()))


def test_a_confidential_projects_milestone_goes_to_named_people_only(
    row: Milestone, project: Project, editor: User, manager: User
) -> None:
    Project.objects.filter(pk=project.pk).update(confidential=True)
    with pytest.raises(Refused, match="not named on this confidential project"):
        assign_milestone(by=manager, milestone=row, owner=editor)
    ProjectAccess.objects.create(project=project, user=editor)
    assert assign_milestone(by=manager, milestone=row, owner=editor).owner == editor


@pytest.mark.parametrize(
    ("progress", "party", "words"),
    [
        ({"waiting_on": "the diocese"}, "diocese", "the diocese"),
        ({"waiting_on": "draft accounts"}, "", "draft accounts"),
        ({"waiting_party": "dfe"}, "dfe", "DfE"),
        ({"waiting_party": "la", "waiting_on": "their lawyer"}, "la", "their lawyer"),
    ],
)
def test_waiting_says_for_which_party(
    row: Milestone, editor: User, progress: dict[str, str], party: str, words: str
) -> None:
    logged = log_progress(by=editor, milestone=row, progress=Progress("waiting", **progress))
    assert (logged.waiting_party, logged.waiting_on) == (party, words)


def test_a_contact_is_enough_to_say_whom_it_waits_for(row: Milestone, project: Project, editor: User) -> None:
    officer = ContactFactory(project=project, role="la", name="Caroline Metcalf", organisation="Westmarch")
    logged = log_progress(by=editor, milestone=row, progress=Progress("waiting", waiting_contact=officer))
    assert (logged.waiting_party, logged.waiting_on) == ("la", "Caroline Metcalf, Westmarch")
    done = log_progress(by=editor, milestone=row, progress=Progress("done"))
    assert (done.waiting_party, done.waiting_contact, done.waiting_on) == ("", None, "")


def test_a_contact_removed_leaves_the_party_and_says_so_in_history(
    row: Milestone, project: Project, editor: User
) -> None:
    officer = ContactFactory(project=project, role="la", name="Caroline Metcalf")
    assign_milestone(by=editor, milestone=row, owner_contact=officer)
    log_progress(by=editor, milestone=row, progress=Progress("waiting", waiting_contact=officer))
    remove_contact(by=editor, contact=officer)
    row.refresh_from_db()
    assert (row.owner_contact, row.owner_roles) == (None, "LA")
    assert (row.waiting_contact, row.waiting_party, row.waiting_on) == (None, "la", "Caroline Metcalf")
    entry = describe_call(project, row.history.first().call)
    assert entry is not None
    assert (
        "removed a contact: Caroline Metcalf, Local authority; 1 milestone went back to the party"
        in entry.sentence
    )


def test_several_of_many_projects_are_given_in_one_call_and_taken_back_project_by_project(
    trust: Group, editor: User, manager: User
) -> None:
    one, two = ProjectFactory(trust=trust), ProjectFactory(trust=trust)
    rows = [MilestoneFactory(project=one), MilestoneFactory(project=one), MilestoneFactory(project=two)]
    given = assign_several(by=editor, milestones=rows, owner=Owner(person=manager))
    calls = {row.history.first().call for row in given}
    assert len(calls) == 1
    call = calls.pop()
    entry = describe_call(one, call)
    assert entry is not None
    assert "gave 2 milestones to Mona Manager" in entry.sentence
    assert undo(by=editor, project=one, call=call) == 2
    owners = dict(Milestone.objects.values_list("pk", "owner_id"))
    assert [owners[row.pk] for row in rows] == [None, None, manager.pk]


def test_several_are_all_given_or_none(trust: Group, editor: User, outsider: User) -> None:
    mine, other = MilestoneFactory(project__trust=trust), MilestoneFactory()
    with pytest.raises(NotAllowed):
        assign_several(by=editor, milestones=[mine, other], owner=Owner(person=editor))
    with pytest.raises(Refused, match="not one of the trust"):
        assign_several(by=editor, milestones=[mine], owner=Owner(person=outsider))
    with pytest.raises(ChangedMeanwhile):
        assign_several(
            by=editor, milestones=[mine], owner=Owner(person=editor), expected_versions={mine.pk: 9}
        )
    with pytest.raises(Refused, match="Tick"):
        assign_several(by=editor, milestones=[], owner=Owner(person=editor))
    mine.refresh_from_db()
    assert mine.owner is None


def test_what_cannot_be_given_is_told_with_the_reason(trust: Group, editor: User, manager: User) -> None:
    open_row = MilestoneFactory(project__trust=trust)
    done = MilestoneFactory(project=open_row.project, status="done", done_on="2027-01-01")
    secret = MilestoneFactory(project__trust=trust, project__confidential=True)
    found = able_to_give(
        by=editor,
        milestones=[open_row, done, secret, MilestoneFactory()],
        owner=Owner(person=manager),
    )
    assert found.able == [open_row]
    assert found.left_out == [
        (1, "Done already, or not applicable."),
        (1, "In confidential projects on which Mona Manager is not named."),
        (1, "In projects that you cannot change."),
    ]
