"""Inviting somebody to a trust by a link, of which only a hash is kept."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.utils import timezone

from partnerships.actions._core import action, for_change, refuse_if, require
from partnerships.models import Group, Invitation, Membership, User

LASTS = timedelta(days=7)


def secret_hash(secret: str) -> str:
    """What is kept of a link's secret. It is long and random, so a plain hash is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


def invitation_of(secret: str) -> Invitation | None:
    """The invitation whose link carries this secret, whatever became of it; None if there is none."""
    return Invitation.objects.select_related("trust").filter(secret_hash=secret_hash(secret)).first()


def _renew(invitation: Invitation) -> None:
    invitation.secret = secrets.token_urlsafe(32)
    invitation.secret_hash = secret_hash(invitation.secret)
    invitation.expires_at = timezone.now() + LASTS


def invite_person_problems(*, trust: Group, email: str) -> list[str]:
    """What stands in the way of inviting this address to the trust."""
    email = email.strip().lower()
    if not trust.is_trust:
        return [f"{trust.name} is not a trust. People belong to trusts."]
    if Membership.objects.filter(trust=trust, user__email=email).exists():
        return [f"{email} already belongs to {trust.name}. Change their access instead."]
    if Invitation.objects.waiting().filter(trust=trust, email=email).exists():
        return [f"{email} has been invited already. Send that invitation again, or withdraw it first."]
    return []


@action
def invite_person(*, by: User, trust: Group, email: str, name: str, role: str, job: str = "") -> Invitation:
    """Makes an invitation. Its `secret` goes into the link and is known to nobody afterwards."""
    require(by.manages_people_of(trust.pk))
    refuse_if(invite_person_problems(trust=trust, email=email))
    invitation = Invitation(
        trust=trust, email=email.strip().lower(), name=name.strip(), role=role, job=job, invited_by=by
    )
    _renew(invitation)
    invitation.save()
    return invitation


def still_waiting_problems(*, invitation: Invitation) -> list[str]:
    """What stands in the way of sending the invitation again, or of withdrawing it."""
    if invitation.accepted_at is not None:
        return ["This invitation has been accepted already."]
    return ["This invitation was withdrawn."] if invitation.withdrawn_at is not None else []


@action
def resend_invitation(*, by: User, invitation: Invitation) -> Invitation:
    """Gives the invitation a new link of seven days; the old link no longer works."""
    require(by.manages_people_of(invitation.trust_id))
    now = for_change(Invitation, invitation.pk)
    refuse_if(still_waiting_problems(invitation=now))
    _renew(now)
    now.save()
    return now


@action
def withdraw_invitation(*, by: User, invitation: Invitation) -> Invitation:
    """Takes an invitation back; its link no longer works."""
    require(by.manages_people_of(invitation.trust_id))
    now = for_change(Invitation, invitation.pk)
    refuse_if(still_waiting_problems(invitation=now))
    now.withdrawn_at = timezone.now()
    now.save()
    return now


def accept_invitation_problems(*, invitation: Invitation, by: User | None) -> list[str]:
    """What stands in the way of joining by this invitation, for the signed-in person or for a newcomer (None)."""
    problems = still_waiting_problems(invitation=invitation)
    if problems:
        return problems
    if invitation.has_run_out(at=timezone.now()):
        return ["This invitation has run out. Ask the person who invited you to send it again."]
    account = User.objects.filter(email=invitation.email).first()
    if account is not None and not account.is_active:
        return ["Your account is deactivated. Ask an administrator to let you sign in again."]
    if account is not None and (by is None or by.pk != account.pk):
        return [f"There is an account for {invitation.email}. Sign in with it to join."]
    if account is None and by is not None:
        return [f"This invitation is for {invitation.email}. Sign out to accept it."]
    return []


@action
def accept_invitation(
    *, by: User | None, invitation: Invitation, name: str = "", password: str = ""
) -> Membership:
    """Makes the invited person a member of the trust: the one signed in, or a new account with this password."""
    now = for_change(Invitation, invitation.pk)
    refuse_if(accept_invitation_problems(invitation=now, by=by))
    person = by or User.objects.create_user(now.email, password, name=name.strip() or now.name)
    now.accepted_at = timezone.now()
    now.save()
    already = Membership.objects.filter(user=person, trust_id=now.trust_id).first()
    if already is not None:
        return already
    membership = Membership(user=person, trust_id=now.trust_id, role=now.role, job=now.job)
    membership.save()
    return membership
