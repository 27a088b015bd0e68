"""Who belongs to a trust, with what access; who may sign in at all."""

from __future__ import annotations

from partnerships.actions._core import action, for_change, refuse_if, require
from partnerships.models import Group, Membership, ProjectAccess, User
from partnerships.permissions import May, Role
from partnerships.rules.problems import Problem

LAST_ADMINISTRATOR = "{name} is the only administrator of {trust}. Make somebody else an administrator first."
LAST_SITE_ADMINISTRATOR = (
    "{name} is the only site administrator. Make somebody else a site administrator first."
)


def _is_last_administrator(membership: Membership) -> bool:
    """Reads and locks the trust's administrators, so that two of them cannot leave in the same moment."""
    if membership.role != Role.ADMINISTRATOR or not membership.user.is_active:
        return False
    others = (
        Membership.objects.administrators().filter(trust_id=membership.trust_id).exclude(pk=membership.pk)
    )
    return not others.exists()


def _lock_administrators(trust_ids: list[int]) -> None:
    rows = Membership.objects.filter(trust_id__in=trust_ids, role=Role.ADMINISTRATOR).order_by("pk")
    list(rows.select_for_update(of=("self",)).values_list("pk"))


def change_membership_problems(
    *, by: User, membership: Membership, role: str, confirmed: bool = False
) -> list[str]:
    """What stands in the way of giving this access. `membership` is as the database has it now."""
    if role == membership.role:
        return []
    words = {"name": membership.user.name, "trust": membership.trust.name}
    if _is_last_administrator(membership):
        return [Problem(LAST_ADMINISTRATOR.format(**words), about="role")]
    if membership.user_id == by.pk and membership.role == Role.ADMINISTRATOR and not confirmed:
        own = "This is your own access. Tick the box to confirm that you give it up."
        return [Problem(own, about="confirmed")]
    return []


@action
def change_membership(
    *, by: User, membership: Membership, role: str, job: str = "", confirmed: bool = False
) -> Membership:
    """Changes somebody's access and job in a trust."""
    require(by.manages_people_of(membership.trust_id))
    _lock_administrators([membership.trust_id])
    now = for_change(Membership, membership.pk)
    refuse_if(change_membership_problems(by=by, membership=now, role=role, confirmed=confirmed))
    if (now.role, now.job) != (role, job):
        now.role, now.job = role, job
        now.save()
    return now


def remove_member_problems(*, by: User, membership: Membership, confirmed: bool = False) -> list[str]:
    """What stands in the way of taking this person out of the trust."""
    if _is_last_administrator(membership):
        return [LAST_ADMINISTRATOR.format(name=membership.user.name, trust=membership.trust.name)]
    if membership.user_id == by.pk and not confirmed:
        return ["This is you. Tick the box to confirm that you leave the trust."]
    return []


@action
def remove_member(*, by: User, membership: Membership, confirmed: bool = False) -> User:
    """Takes somebody out of a trust, and off its confidential projects: coming back does not bring those back."""
    require(by.manages_people_of(membership.trust_id))
    _lock_administrators([membership.trust_id])
    now = for_change(Membership, membership.pk)
    refuse_if(remove_member_problems(by=by, membership=now, confirmed=confirmed))
    person = now.user
    for access in ProjectAccess.objects.filter(user=person, project__trust_id=now.trust_id):
        access.delete()
    now.delete()
    return person


def may_deactivate(by: User, person: User) -> bool:
    """A site administrator may; a trust's administrator for somebody who belongs to none but that one's trusts."""
    if by.may(May.SITE_MANAGE_PEOPLE):
        return True
    trusts = set(Membership.objects.filter(user=person).values_list("trust_id", flat=True))
    return (
        bool(trusts)
        and not person.is_site_administrator
        and trusts <= set(by.trusts_where(May.MANAGE_PEOPLE))
    )


def deactivate_person_problems(*, by: User, person: User, confirmed: bool = False) -> list[str]:
    """What stands in the way of stopping this person from signing in."""
    problems = []
    if not person.is_active:
        return [f"{person.name} is deactivated already."]
    if person.is_site_administrator and not User.objects.site_administrators().exclude(pk=person.pk).exists():
        problems.append(LAST_SITE_ADMINISTRATOR.format(name=person.name))
    for membership in Membership.objects.filter(user=person).select_related("trust", "user"):
        if _is_last_administrator(membership):
            problems.append(LAST_ADMINISTRATOR.format(name=person.name, trust=membership.trust.name))
    if not problems and person.pk == by.pk and not confirmed:
        problems.append("This is you. Tick the box to confirm that you will not be able to sign in.")
    return problems


@action
def deactivate_person(*, by: User, person: User, confirmed: bool = False) -> User:
    """Stops somebody from signing in, at once: open sessions end with their next click."""
    require(may_deactivate(by, person))
    _lock_administrators(list(Membership.objects.filter(user=person).values_list("trust_id", flat=True)))
    now = for_change(User, person.pk)
    refuse_if(deactivate_person_problems(by=by, person=now, confirmed=confirmed))
    now.is_active = False
    now.save(update_fields=["is_active"])
    return now


def reactivate_person_problems(*, person: User) -> list[str]:
    """What stands in the way of letting this person sign in again."""
    return [f"{person.name} can sign in already."] if person.is_active else []


@action
def reactivate_person(*, by: User, person: User) -> User:
    """Lets somebody sign in again, with the trusts and access they had."""
    require(may_deactivate(by, person))
    now = for_change(User, person.pk)
    refuse_if(reactivate_person_problems(person=now))
    now.is_active = True
    now.save(update_fields=["is_active"])
    return now


def rename_person_problems(*, name: str) -> list[str]:
    """What stands in the way of this name."""
    return [] if name.strip() else ["Enter a name"]


@action
def rename_person(*, by: User, person: User, name: str) -> User:
    """Changes somebody's name: one's own, or anybody's for a site administrator."""
    require(by.pk == person.pk or by.may(May.SITE_MANAGE_PEOPLE))
    refuse_if(rename_person_problems(name=name))
    now = for_change(User, person.pk)
    if now.name != name.strip():
        now.name = name.strip()
        now.save(update_fields=["name"])
    return now


def set_site_administrator_problems(
    *, by: User, person: User, to: bool, confirmed: bool = False
) -> list[str]:
    """What stands in the way of making this person a site administrator, or no longer one."""
    if to:
        return [] if person.is_active else [f"{person.name} is deactivated. Let them sign in again first."]
    if not User.objects.site_administrators().exclude(pk=person.pk).exists():
        return [LAST_SITE_ADMINISTRATOR.format(name=person.name)]
    if person.pk == by.pk and not confirmed:
        return ["This is your own access. Tick the box to confirm that you give it up."]
    return []


@action
def set_site_administrator(*, by: User, person: User, to: bool, confirmed: bool = False) -> User:
    """Makes somebody a site administrator, or no longer one."""
    require(by.may(May.SITE_MANAGE_PEOPLE))
    list(User.objects.site_administrators().order_by("pk").select_for_update().values_list("pk"))
    now = for_change(User, person.pk)
    refuse_if(set_site_administrator_problems(by=by, person=now, to=to, confirmed=confirmed))
    if now.is_site_administrator != to:
        now.is_site_administrator = to
        now.save(update_fields=["is_site_administrator"])
    return now


def create_administrator_problems(*, email: str, trust: Group | None) -> list[str]:
    """What stands in the way of this administrator of the installation."""
    problems = []
    if User.objects.filter(email=email.strip().lower()).exists():
        problems.append(f"Somebody with the address {email} exists already.")
    if trust is not None and not trust.is_trust:
        problems.append(f"{trust.name} is not a trust.")
    return problems


@action
def create_administrator(
    *, by: User | None = None, email: str, name: str, trust: Group | None = None
) -> User:
    """The installation's first site administrator, from the command line; of a trust too when one is named."""
    refuse_if(create_administrator_problems(email=email, trust=trust))
    person = User.objects.create_user(email, name=name, is_site_administrator=True)
    if trust is not None:
        Membership(user=person, trust=trust, role=Role.ADMINISTRATOR).save()
    return person
