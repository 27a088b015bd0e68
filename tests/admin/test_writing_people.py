"""People, access and invitations in the admin: the rules of the pages about people hold here too."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from partnerships.models import (
    Group,
    Invitation,
    Membership,
    ProjectAccess,
    User,
)
from partnerships.permissions import Role
from tests.admin._forms import change, errors
from tests.admin.conftest import Records, address
from tests.conftest import signed_in
from tests.factories import MembershipFactory


@pytest.fixture
def client(manager: User) -> Client:
    return signed_in(manager)


def test_people_are_named_and_taken_off(
    records: Records, administrator: User, manager: User, outsider: User
) -> None:
    client = signed_in(administrator)
    url = address("add", ProjectAccess)
    assert "user" in errors(client.post(url, {"project": records.secret.pk, "user": outsider.pk}))
    assert client.post(url, {"project": records.secret.pk, "user": manager.pk}).status_code == 302
    assert "user" in errors(client.post(url, {"project": records.secret.pk, "user": manager.pk}))
    access = ProjectAccess.objects.get(project=records.secret, user=manager)
    assert access.history.get().action == "name_person"
    assert client.post(address("delete", ProjectAccess, access.pk), {"post": "yes"}).status_code == 302
    assert not ProjectAccess.objects.filter(pk=access.pk).exists()


def test_access_is_changed_by_administrators_within_the_rules(
    client: Client, administrator: User, editor: User, trust: Group
) -> None:
    place = editor.memberships.get()
    url = address("change", Membership, place.pk)
    assert client.post(url, {"role": "administrator"}).status_code == 403

    mine = signed_in(administrator)
    assert change(mine, url, role="manager", job="CFO").status_code == 302
    assert place.history.first().action == "change_membership"
    own = administrator.memberships.get()
    assert "only administrator" in str(
        errors(change(mine, address("change", Membership, own.pk), role="viewer"))
    )
    gone = mine.post(address("delete", Membership, own.pk), {"post": "yes"})
    assert "only administrator" in gone.content.decode()
    assert mine.post(address("delete", Membership, place.pk), {"post": "yes"}).status_code == 302
    assert not Membership.objects.filter(pk=place.pk).exists()


def test_one_leaves_a_trust_only_after_ticking_the_box(administrator: User, trust: Group) -> None:
    MembershipFactory(trust=trust, role=Role.ADMINISTRATOR)
    own = administrator.memberships.get()
    client = signed_in(administrator)
    url = address("delete", Membership, own.pk)

    assert "Tick the box" in client.post(url, {"post": "yes"}).content.decode()
    assert client.post(url, {"post": "yes", "confirmed": "on"}).status_code == 302
    assert not Membership.objects.filter(pk=own.pk).exists()


def test_people_are_renamed_and_deactivated(site_administrator: User, editor: User, manager: User) -> None:
    url = address("change", User, editor.pk)
    assert signed_in(manager).post(url, {"name": "Nobody"}).status_code == 403

    client = signed_in(site_administrator)
    assert "name" in errors(change(client, url, name=" "))
    assert change(client, url, name="Edda Renamed", is_active=None).status_code == 302
    editor.refresh_from_db()
    assert (editor.name, editor.is_active) == ("Edda Renamed", False)
    assert editor.history.first().action == "deactivate_person"
    own = address("change", User, site_administrator.pk)
    assert "only site administrator" in str(errors(change(client, own, is_site_administrator=None)))
    assert "only site administrator" in str(errors(change(client, own, is_active=None)))


def test_an_administrator_of_one_trust_makes_nobody_site_administrator(
    administrator: User, editor: User
) -> None:
    client = signed_in(administrator)

    change(client, address("change", User, editor.pk), is_site_administrator="on")

    editor.refresh_from_db()
    assert not editor.is_site_administrator


def test_invitations_are_sent_sent_again_and_withdrawn(
    administrator: User, trust: Group, django_capture_on_commit_callbacks: Any
) -> None:
    client = signed_in(administrator)
    sent = {"trust": trust.pk, "email": "nia@trust.example", "name": "Nia", "role": "editor"}
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(address("add", Invitation), sent).status_code == 302
    invitation = Invitation.objects.get(email="nia@trust.example")
    assert len(mail.outbox) == 1
    assert "email" in errors(client.post(address("add", Invitation), sent))

    again = {"action": "send_again", "index": "0", "_selected_action": [invitation.pk]}
    client.post(address("changelist", Invitation), again)
    assert len(mail.outbox) == 2
    assert client.post(address("delete", Invitation, invitation.pk), {"post": "yes"}).status_code == 302
    invitation.refresh_from_db()
    assert invitation.withdrawn_at is not None
    client.post(address("changelist", Invitation), again)
    assert len(mail.outbox) == 2


def test_an_invitation_to_another_trust_is_refused(administrator: User, other_trust: Group) -> None:
    sent = {"trust": other_trust.pk, "email": "nia@trust.example", "name": "Nia", "role": "administrator"}

    assert "trust" in errors(signed_in(administrator).post(address("add", Invitation), sent))
