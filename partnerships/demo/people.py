"""The demonstration's people: invited, accepted, and looked up by first name or by job."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable

from partnerships.actions.invitations import accept_invitation, invite_person
from partnerships.actions.people import change_membership, create_administrator
from partnerships.demo.accounts import ACCOUNTS, BY_NAME, COLLEAGUES, PASSWORD, Account
from partnerships.demo.backdate import Clock
from partnerships.demo.trusts import MAIN, OTHER
from partnerships.models import Group, User
from partnerships.rules.words import OwnerRole

# Who logs what the outside parties and the smaller jobs own.
STAND_INS = {
    OwnerRole.DIO: "margaret",
    OwnerRole.DPO: "margaret",
    OwnerRole.SOL: "margaret",
    OwnerRole.EMPLOYER: "grace",
}


class People:
    """Who is who. A job is looked up in the main trust; elsewhere the lead does everything."""

    def __init__(self) -> None:
        self._users = {name: User.objects.get(email=account.email) for name, account in BY_NAME.items()}

    def __getitem__(self, name: str) -> User:
        return self._users[name]

    def manager_of(self, trust: int, name: str) -> User:
        """Who starts projects and answers questions there."""
        return self["owen"] if trust == OTHER else self[name]

    def logs(self, roles: Iterable[OwnerRole], *, trust: int, lead: str) -> User:
        """Who would log progress on a milestone with these owners."""
        if trust == MAIN:
            for role in roles:
                if role in STAND_INS:
                    return self[STAND_INS[role]]
                for name, account in BY_NAME.items():
                    if account.job.value == role.value and role not in (OwnerRole.TL, OwnerRole.CEO):
                        return self[name]
        return self[lead]


def load_people(clock: Clock, today: dt.date) -> People:
    """Everybody joins by invitation, as in real life; one invitation is still waiting."""
    came = clock.now - dt.timedelta(days=600)
    trust, other = Group.objects.get(pk=MAIN), Group.objects.get(pk=OTHER)
    first = next(account for account in ACCOUNTS if account.site_administrator)
    administrator = clock.play(
        came, create_administrator, by=None, email=first.email, name=first.name, trust=trust
    )
    place = administrator.memberships.get()
    clock.play(came, change_membership, by=administrator, membership=place, role=place.role, job=first.job)
    administrator.set_password(PASSWORD)
    _settle(administrator, first, clock)
    for number, account in enumerate((*ACCOUNTS, *COLLEAGUES)):
        if account is not first:
            joins = came + dt.timedelta(days=2 + number, hours=number)
            _join(account, other if account.outsider else trust, administrator, joins, clock)
    clock.play(
        clock.now - dt.timedelta(days=3, hours=2),
        invite_person,
        by=administrator,
        trust=trust,
        email="amina.farouk@havenlight.example",
        name="Amina Farouk",
        role="editor",
        job="DPO",
    )
    return People()


def _join(account: Account, trust: Group, by: User, joins: dt.datetime, clock: Clock) -> None:
    invitation = clock.play(
        joins - dt.timedelta(days=1),
        invite_person,
        by=by,
        trust=trust,
        email=account.email,
        name=account.name,
        role=account.role,
        job=account.job,
    )
    password = PASSWORD if account in ACCOUNTS else secrets.token_urlsafe(24)
    membership = clock.play(joins, accept_invitation, by=None, invitation=invitation, password=password)
    _settle(membership.user, account, clock)


def _settle(user: User, account: Account, clock: Clock) -> None:
    """The password, and when they last looked at what changed: neither is in anybody's history."""
    user.changes_seen_at = clock.now - dt.timedelta(days=account.seen, hours=3)
    user.save(update_fields=["password", "changes_seen_at"])
