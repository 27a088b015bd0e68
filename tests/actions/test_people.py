"""Inviting, changing, removing, deactivating and naming people."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from partnerships.actions._core import NotAllowed, Refused
from partnerships.actions.invitations import (
    accept_invitation,
    invitation_of,
    invite_person,
    invite_person_problems,
    resend_invitation,
    withdraw_invitation,
)
from partnerships.actions.naming import name_person, unname_person
from partnerships.actions.people import (
    change_membership,
    create_administrator,
    deactivate_person,
    may_deactivate,
    reactivate_person,
    remove_member,
    rename_person,
    set_site_administrator,
)
from partnerships.models import Group, Invitation, Membership, Project, ProjectAccess, User
from partnerships.permissions import Role
from tests.factories import GroupFactory, MembershipFactory, ProjectFactory, UserFactory

pytestmark = pytest.mark.django_db


def invite(by: User, trust: Group, email: str = "new@trust.example") -> Invitation:
    return invite_person(by=by, trust=trust, email=email, name="Nia New", role="editor", job="HRD")


def place(person: User) -> Membership:
    return Membership.objects.get(user=person)


def second_administrator(trust: Group) -> User:
    return MembershipFactory(trust=trust, role=Role.ADMINISTRATOR).user


# Invitations


def test_an_invitation_keeps_only_a_hash_of_its_secret(administrator: User, trust: Group) -> None:
    invitation = invite(administrator, trust, " New@Trust.example ")
    stored = Invitation.objects.get()
    assert stored.email == "new@trust.example"
    assert invitation.secret
    assert invitation.secret not in str(vars(stored))
    assert stored.secret == ""
    assert invitation_of(invitation.secret) == stored
    assert invitation_of("something else") is None


@pytest.mark.parametrize("who", ["viewer", "editor", "manager", "outsider"])
def test_only_those_who_look_after_people_invite(cast: dict[str, User], trust: Group, who: str) -> None:
    with pytest.raises(NotAllowed):
        invite(cast[who], trust)


def test_nobody_is_invited_twice_or_into_a_group_that_is_no_trust(administrator: User, trust: Group) -> None:
    invite(administrator, trust)
    with pytest.raises(Refused, match="invited already"):
        invite(administrator, trust)
    with pytest.raises(Refused, match="already belongs"):
        invite(administrator, trust, administrator.email)
    federation = GroupFactory(type_code="01", name="A federation")
    assert "not a trust" in invite_person_problems(trust=federation, email="x@y.example")[0]


def test_a_newcomer_accepts_and_becomes_a_member_with_a_password(administrator: User, trust: Group) -> None:
    invitation = invite(administrator, trust)
    membership = accept_invitation(
        by=None, invitation=invitation, name="Nia Renamed", password="a long pass phrase"
    )
    person = membership.user
    assert (person.name, person.email) == ("Nia Renamed", "new@trust.example")
    assert person.check_password("a long pass phrase")
    assert (membership.trust, membership.role, membership.job) == (trust, "editor", "HRD")
    with pytest.raises(Refused, match="accepted already"):
        accept_invitation(by=None, invitation=invitation, password="a long pass phrase")


def test_somebody_with_an_account_joins_with_it_and_nobody_else_can(
    administrator: User, trust: Group, outsider: User, viewer: User
) -> None:
    invitation = invite(administrator, trust, outsider.email)
    with pytest.raises(Refused, match="Sign in with it"):
        accept_invitation(by=None, invitation=invitation, password="a long pass phrase")
    with pytest.raises(Refused, match="Sign in with it"):
        accept_invitation(by=viewer, invitation=invitation)
    assert accept_invitation(by=outsider, invitation=invitation).user == outsider
    assert outsider.memberships.count() == 2


def test_a_signed_in_person_cannot_take_an_invitation_meant_for_a_newcomer(
    administrator: User, trust: Group, viewer: User
) -> None:
    with pytest.raises(Refused, match=r"for new@trust.example. Sign out"):
        accept_invitation(by=viewer, invitation=invite(administrator, trust))


def test_an_invitation_runs_out_after_seven_days_and_sending_it_again_renews_it(
    administrator: User, trust: Group
) -> None:
    with time_machine.travel("2026-11-02 10:00Z", tick=False):
        invitation = invite(administrator, trust)
    with time_machine.travel("2026-11-09 09:59Z", tick=False):
        assert not invitation.has_run_out(at=timezone.now())
    with time_machine.travel("2026-11-09 10:00Z", tick=False):
        with pytest.raises(Refused, match="run out"):
            accept_invitation(by=None, invitation=invitation, password="a long pass phrase")
        again = resend_invitation(by=administrator, invitation=invitation)
        assert invitation_of(invitation.secret) is None
        assert invitation_of(again.secret) == invitation
        assert again.expires_at == timezone.now() + dt.timedelta(days=7)
        accept_invitation(by=None, invitation=again, password="a long pass phrase")


def test_a_withdrawn_invitation_is_over(administrator: User, trust: Group) -> None:
    invitation = invite(administrator, trust)
    withdraw_invitation(by=administrator, invitation=invitation)
    for attempt in (
        lambda: accept_invitation(by=None, invitation=invitation, password="a long pass phrase"),
        lambda: resend_invitation(by=administrator, invitation=invitation),
        lambda: withdraw_invitation(by=administrator, invitation=invitation),
    ):
        with pytest.raises(Refused, match="withdrawn"):
            attempt()
    invite(administrator, trust)


# Membership


def test_access_and_job_change_with_a_history_row_that_says_by_whom(
    administrator: User, viewer: User
) -> None:
    change_membership(by=administrator, membership=place(viewer), role="manager", job="CFO")
    now = place(viewer)
    assert (now.role, now.job) == ("manager", "CFO")
    row = now.history.first()
    assert (row.action, row.history_user) == ("change_membership", administrator)


def test_nothing_changed_writes_nothing(administrator: User, viewer: User) -> None:
    before = place(viewer).history.count()
    change_membership(by=administrator, membership=place(viewer), role="viewer", job="")
    assert place(viewer).history.count() == before


def test_nobody_demotes_removes_or_deactivates_the_last_administrator(
    administrator: User, site_administrator: User
) -> None:
    theirs = place(administrator)
    for by in (administrator, site_administrator):
        for attempt in (
            lambda by=by: change_membership(by=by, membership=theirs, role="viewer", confirmed=True),
            lambda by=by: remove_member(by=by, membership=theirs, confirmed=True),
            lambda by=by: deactivate_person(by=by, person=administrator, confirmed=True),
        ):
            with pytest.raises(Refused, match="only administrator of Harrowmere Learning Trust"):
                attempt()
    assert place(administrator).role == "administrator"


def test_a_deactivated_administrator_does_not_count_as_the_other_one(
    administrator: User, trust: Group
) -> None:
    other = second_administrator(trust)
    User.objects.filter(pk=other.pk).update(is_active=False)
    with pytest.raises(Refused, match="only administrator"):
        remove_member(by=administrator, membership=place(administrator), confirmed=True)


def test_giving_up_ones_own_access_asks_for_confirmation(administrator: User, trust: Group) -> None:
    second_administrator(trust)
    with pytest.raises(Refused, match="confirm"):
        change_membership(by=administrator, membership=place(administrator), role="viewer")
    with pytest.raises(Refused, match="confirm"):
        remove_member(by=administrator, membership=place(administrator))
    with pytest.raises(Refused, match="confirm"):
        deactivate_person(by=administrator, person=administrator)
    change_membership(by=administrator, membership=place(administrator), role="viewer", confirmed=True)
    assert place(administrator).role == "viewer"


def test_removal_takes_a_person_off_the_trusts_confidential_projects(
    administrator: User, manager: User, trust: Group
) -> None:
    project = ProjectFactory(trust=trust, confidential=True)
    ProjectAccess.objects.create(project=project, user=manager)
    remove_member(by=administrator, membership=place(manager))
    assert not Membership.objects.filter(user=manager).exists()
    assert not ProjectAccess.objects.filter(user=manager).exists()


@pytest.mark.parametrize("who", ["viewer", "editor", "manager", "outsider"])
def test_others_change_and_remove_nobody(cast: dict[str, User], who: str) -> None:
    theirs = place(cast["viewer"])
    with pytest.raises(NotAllowed):
        change_membership(by=cast[who], membership=theirs, role="administrator")
    with pytest.raises(NotAllowed):
        remove_member(by=cast[who], membership=theirs, confirmed=True)


# Accounts


def test_a_trust_administrator_deactivates_only_those_who_belong_nowhere_else(
    administrator: User, viewer: User, other_trust: Group, site_administrator: User
) -> None:
    assert may_deactivate(administrator, viewer)
    MembershipFactory(user=viewer, trust=other_trust)
    assert not may_deactivate(administrator, viewer)
    with pytest.raises(NotAllowed):
        deactivate_person(by=administrator, person=viewer)
    assert not may_deactivate(administrator, site_administrator)
    deactivate_person(by=site_administrator, person=viewer)
    assert not User.objects.get(pk=viewer.pk).is_active
    with pytest.raises(Refused, match="deactivated already"):
        deactivate_person(by=site_administrator, person=viewer)
    reactivate_person(by=site_administrator, person=viewer)
    assert User.objects.get(pk=viewer.pk).is_active
    with pytest.raises(Refused, match="can sign in already"):
        reactivate_person(by=site_administrator, person=viewer)


def test_the_last_site_administrator_stays(site_administrator: User, viewer: User) -> None:
    with pytest.raises(Refused, match="only site administrator"):
        deactivate_person(by=site_administrator, person=site_administrator, confirmed=True)
    with pytest.raises(Refused, match="only site administrator"):
        set_site_administrator(by=site_administrator, person=site_administrator, to=False, confirmed=True)
    set_site_administrator(by=site_administrator, person=viewer, to=True)
    with pytest.raises(Refused, match="confirm"):
        set_site_administrator(by=site_administrator, person=site_administrator, to=False)
    set_site_administrator(by=site_administrator, person=site_administrator, to=False, confirmed=True)
    assert list(User.objects.get_queryset().site_administrators()) == [viewer]


def test_only_a_site_administrator_makes_another(administrator: User, viewer: User) -> None:
    with pytest.raises(NotAllowed):
        set_site_administrator(by=administrator, person=viewer, to=True)


def test_people_change_their_own_name_and_no_others(administrator: User, viewer: User) -> None:
    rename_person(by=viewer, person=viewer, name=" Vera Married ")
    assert User.objects.get(pk=viewer.pk).name == "Vera Married"
    with pytest.raises(Refused, match="Enter a name"):
        rename_person(by=viewer, person=viewer, name="  ")
    with pytest.raises(NotAllowed):
        rename_person(by=administrator, person=viewer, name="Somebody Else")


def test_create_administrator_makes_one_and_refuses_a_second_with_the_address(trust: Group) -> None:
    person = create_administrator(email="First@Trust.example", name="Fay First", trust=trust)
    assert person.is_site_administrator
    assert not person.has_usable_password()
    assert place(person).role == "administrator"
    with pytest.raises(Refused, match="exists already"):
        create_administrator(email="first@trust.example", name="Again")


# Naming


@pytest.fixture
def secret_project(trust: Group, manager: User) -> Project:
    project = ProjectFactory(trust=trust, confidential=True)
    ProjectAccess.objects.create(project=project, user=manager)
    return project


def test_a_manager_who_sees_the_project_names_members_of_the_trust(
    manager: User, viewer: User, outsider: User, secret_project: Project
) -> None:
    name_person(by=manager, project=secret_project, user=viewer)
    assert Project.objects.visible_to(viewer).get() == secret_project
    with pytest.raises(Refused, match="named on this project already"):
        name_person(by=manager, project=secret_project, user=viewer)
    with pytest.raises(Refused, match="does not belong"):
        name_person(by=manager, project=secret_project, user=outsider)


def test_who_does_not_see_it_or_may_not_manage_names_nobody(
    administrator: User, viewer: User, editor: User, outsider: User, secret_project: Project
) -> None:
    ProjectAccess.objects.create(project=secret_project, user=editor)
    for by in (administrator, editor, outsider):
        with pytest.raises(NotAllowed):
            name_person(by=by, project=secret_project, user=viewer)


def test_a_site_administrator_names_somebody_and_history_says_so(
    site_administrator: User, viewer: User, secret_project: Project
) -> None:
    access = name_person(by=site_administrator, project=secret_project, user=viewer)
    row = access.history.get()
    assert (row.action, row.history_user) == ("name_person", site_administrator)
    assert not Project.objects.visible_to(site_administrator).exists()


def test_the_last_person_named_stays_and_leaving_oneself_is_confirmed(
    manager: User, viewer: User, secret_project: Project
) -> None:
    own = ProjectAccess.objects.get(user=manager)
    with pytest.raises(Refused, match="only person named"):
        unname_person(by=manager, access=own, confirmed=True)
    other = name_person(by=manager, project=secret_project, user=viewer)
    with pytest.raises(Refused, match="confirm"):
        unname_person(by=manager, access=own)
    unname_person(by=manager, access=other)
    assert not Project.objects.visible_to(viewer).exists()


def test_a_deactivated_person_is_not_named(manager: User, secret_project: Project, trust: Group) -> None:
    gone = MembershipFactory(trust=trust, user=UserFactory(is_active=False)).user
    with pytest.raises(Refused, match="deactivated"):
        name_person(by=manager, project=secret_project, user=gone)
