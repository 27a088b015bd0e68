"""Whose something is that belongs to a person, to a role in the trust, or to nobody yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from partnerships.rules.words import OwnerRole

if TYPE_CHECKING:
    from partnerships.models.people import User


def given_to(user: User) -> Q:
    """Given to this person, or to their job in the trust; the lead's are those of the projects they lead."""
    by_role = Q(owner_role=OwnerRole.TL, project__lead=user)
    for trust_id, membership in user.roles.items():
        if membership.job and membership.job != OwnerRole.TL:
            by_role |= Q(owner_role=membership.job, project__trust_id=trust_id)
    return Q(owner=user) | Q(owner=None) & by_role
