"""People and their access, as the models answer."""

from __future__ import annotations

from itertools import pairwise

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from partnerships.models import Group, Membership, Project, User
from partnerships.permissions import May, Role
from tests.factories import MembershipFactory, ProjectFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_an_address_belongs_to_one_person_whatever_its_case() -> None:
    UserFactory(email="Vera@Trust.example")
    assert User.objects.get().email == "vera@trust.example"
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.bulk_create([User(email="VERA@trust.example", name="Other")])


def test_signing_in_and_changing_a_password_leave_no_history(viewer: User) -> None:
    rows = viewer.history.count()
    viewer.last_login = timezone.now()
    viewer.save(update_fields=["last_login"])
    viewer.set_password("another long pass phrase")
    viewer.save(update_fields=["password"])
    assert viewer.history.count() == rows
    viewer.name = "Vera Newname"
    viewer.save()
    assert viewer.history.count() == rows + 1


def test_history_holds_neither_password_nor_sign_in_times() -> None:
    columns = {field.name for field in User.history.model._meta.get_fields()}
    assert not columns & {"password", "last_login", "changes_seen_at"}


def test_each_role_may_what_the_one_below_may(cast: dict[str, User | None], project: Project) -> None:
    allowed = []
    for role in ("viewer", "editor", "manager", "administrator"):
        user = cast[role]
        assert user is not None
        allowed.append({may for may in May if user.may(may, project)})
    for less, more in pairwise(allowed):
        assert less < more


def test_a_site_administrator_sees_no_project(site_administrator: User, project: Project) -> None:
    assert site_administrator.may(May.SITE_MANAGE_PEOPLE)
    assert not site_administrator.may(May.SEE, project)
    assert not Project.objects.visible_to(site_administrator).exists()


def test_a_deactivated_person_may_nothing(administrator: User, trust: Group) -> None:
    administrator.is_active = False
    administrator.is_site_administrator = True
    assert not any(administrator.may(may) or administrator.may(may, trust.pk) for may in May)
    assert not administrator.is_staff
    assert not administrator.is_superuser


def test_confidential_projects_are_seen_by_those_named_who_still_belong(trust: Group, manager: User) -> None:
    project = ProjectFactory(trust=trust, confidential=True)
    seen = Project.objects.visible_to
    assert not seen(manager).exists()
    project.named_people.create(user=manager)
    assert seen(manager).get() == project
    Membership.objects.filter(user=manager).delete()
    assert not seen(User.objects.get(pk=manager.pk)).exists()


def test_people_are_visible_to_those_who_share_a_trust(
    viewer: User, editor: User, outsider: User, site_administrator: User
) -> None:
    visible = User.objects.get_queryset().visible_to
    assert set(visible(viewer)) == {viewer, editor}
    assert set(visible(outsider)) == {outsider}
    assert visible(site_administrator).count() == 4


def test_search_finds_every_word_in_name_or_address(viewer: User, editor: User) -> None:
    assert list(User.objects.get_queryset().search("edda EDIT")) == [editor]
    assert list(Membership.objects.get_queryset().search("trust.example vera")) == [viewer.memberships.get()]


def test_one_membership_per_person_and_trust(viewer: User, trust: Group) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        MembershipFactory(user=viewer, trust=trust, role=Role.MANAGER)
