"""The pages about people: lists, inviting, accepting, changing, deactivating, one's own account."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.test import Client, override_settings
from django.urls import reverse

from partnerships.models import Group, Invitation, Membership, User
from partnerships.permissions import Role
from tests.conftest import signed_in
from tests.factories import MembershipFactory, MilestoneFactory, ProjectFactory, UserFactory
from tests.helpers import assert_queries_do_not_grow
from tests.views._people import page, text

pytestmark = pytest.mark.django_db
NEWCOMER = {"email": "new@trust.example", "name": "Nia New", "role": "editor", "job": "HRD"}
PASSWORDS = {"password1": "three unlikely words", "password2": "three unlikely words"}


def invitation_link() -> str:
    found = re.search(r"http://testserver(/invitation/\S+)", str(mail.outbox[-1].body))
    assert found
    return found.group(1)


@pytest.fixture
def invited(administrator: User, trust: Group) -> str:
    """The path of a link that was sent to a newcomer."""
    signed_in(administrator).post(reverse("person-invite", args=[trust.pk]), NEWCOMER)
    return invitation_link()


# Lists


def test_trust_people_lists_the_trusts_people_only_and_says_how_many(
    administrator: User, viewer: User, outsider: User, trust: Group
) -> None:
    shown = page(administrator, "trust-people", trust.pk)
    assert "2 people found" in shown
    assert "Vera Viewer" in shown
    assert "Otto Outsider" not in shown


def test_trust_people_filters_by_words_and_access(administrator: User, viewer: User, trust: Group) -> None:
    assert "1 person found" in page(administrator, "trust-people", trust.pk, q="vera trust.example")
    assert (
        "Vera" not in page(administrator, "trust-people", trust.pk, role="administrator").split("History")[0]
    )
    assert "No people found" in page(administrator, "trust-people", trust.pk, q="nobody of this name")


def test_trust_people_costs_the_same_for_ten(administrator: User, trust: Group) -> None:
    def add(count: int) -> None:
        for _ in range(count):
            membership = MembershipFactory(trust=trust, job="HRD")
            membership.role = Role.VIEWER
            membership.save()
            Invitation.objects.create(
                email=f"{membership.pk}@x.example", name="N", trust=trust, secret_hash=str(membership.pk),
                expires_at="2030-01-01T00:00Z",
            )  # fmt: skip

    assert_queries_do_not_grow(signed_in(administrator), reverse("trust-people", args=[trust.pk]), add)


def test_people_list_shows_everybody_to_a_site_administrator(
    site_administrator: User, viewer: User, outsider: User
) -> None:
    shown = page(site_administrator, "people-list")
    assert "3 people found" in shown
    assert "Harrowmere Learning Trust: viewer" in shown
    assert "1 person found" in page(site_administrator, "people-list", role="manager")
    assert_queries_do_not_grow(
        signed_in(site_administrator), reverse("people-list"), lambda n: MembershipFactory.create_batch(n)
    )


def test_people_list_takes_a_trust_administrator_to_the_trusts_page(
    administrator: User, trust: Group
) -> None:
    response = signed_in(administrator).get(reverse("people-list"))
    assert response["Location"] == reverse("trust-people", args=[trust.pk])


def test_people_trust_choice_finds_a_trust_without_people(
    site_administrator: User, other_trust: Group
) -> None:
    assert "Moorland Schools Trust" in page(site_administrator, "people-trust-choice", q="moor")
    assert "No open trust found" in page(site_administrator, "people-trust-choice", q="zzz")


# Inviting


def test_person_invite_sends_a_link_that_is_kept_nowhere(
    administrator: User, trust: Group, invited: str
) -> None:
    message = mail.outbox[-1]
    assert message.to == ["new@trust.example"]
    assert "Ada Administrator invites you to Harrowmere Learning Trust" in message.subject
    secret = invited.rstrip("/").rsplit("/", 1)[1]
    assert not Invitation.objects.filter(secret_hash=secret).exists()
    shown = page(administrator, "trust-people", trust.pk)
    assert "Invited, not yet here" in shown
    assert (
        "Ada Administrator invited Nia New (new@trust.example) to Harrowmere Learning Trust as editor"
        in shown
    )


def test_person_invite_says_what_is_wrong_and_keeps_what_was_typed(
    administrator: User, trust: Group, viewer: User
) -> None:
    response = signed_in(administrator).post(
        reverse("person-invite", args=[trust.pk]), {**NEWCOMER, "email": viewer.email}
    )
    assert "already belongs to Harrowmere Learning Trust" in text(response)
    assert 'value="Nia New"' in response.content.decode()
    assert not mail.outbox


def test_a_mail_server_that_is_down_loses_no_invitation(administrator: User, trust: Group) -> None:
    with override_settings(
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_HOST="127.0.0.1", EMAIL_PORT=1
    ):
        response = signed_in(administrator).post(
            reverse("person-invite", args=[trust.pk]), NEWCOMER, follow=True
        )
    assert "saved, but the message could not be sent" in text(response)
    assert Invitation.objects.count() == 1


def test_invitation_resend_gives_a_new_link_and_ends_the_old(administrator: User, invited: str) -> None:
    signed_in(administrator).post(reverse("invitation-resend", args=[Invitation.objects.get().pk]))
    assert invitation_link() != invited
    assert Client().get(invited).status_code == 404
    assert Client().get(invitation_link()).status_code == 200


def test_invitation_withdraw_ends_the_link(administrator: User, trust: Group, invited: str) -> None:
    signed_in(administrator).post(reverse("invitation-withdraw", args=[Invitation.objects.get().pk]))
    assert "This invitation was withdrawn" in text(Client().get(invited))
    Client().post(invited, {"name": "Nia", **PASSWORDS})
    assert not User.objects.filter(email="new@trust.example").exists()
    assert "withdrew the invitation of new@trust.example" in page(administrator, "trust-people", trust.pk)


# Accepting


def test_invitation_accept_makes_an_account_signed_in_at_once(
    administrator: User, trust: Group, invited: str
) -> None:
    client = Client()
    shown = client.get(invited)
    assert "Your access: editor" in text(shown)
    assert shown["Referrer-Policy"] == "no-referrer"
    client.post(invited, {"name": "Nia New", **PASSWORDS})
    assert "HR director" in text(client.get(reverse("your-account")))
    assert "Nia New accepted the invitation and joined" in page(administrator, "trust-people", trust.pk)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"password1": "short", "password2": "short"}, "at least 12 characters"),
        ({"password1": "three unlikely words", "password2": "three other words"}, "same password twice"),
        ({"password1": "new@trust.example", "password2": "new@trust.example"}, "too similar"),
        ({"name": "", **PASSWORDS}, "Enter your name"),
    ],
)
def test_invitation_accept_asks_for_a_name_and_a_good_password(
    invited: str, typed: dict[str, str], problem: str
) -> None:
    response = Client().post(invited, {"name": "Nia New", **typed})
    assert problem in text(response)
    assert not User.objects.filter(email="new@trust.example").exists()


def test_invitation_accept_by_somebody_with_an_account(
    administrator: User, trust: Group, outsider: User
) -> None:
    signed_in(administrator).post(
        reverse("person-invite", args=[trust.pk]), {**NEWCOMER, "email": outsider.email}
    )
    link = invitation_link()
    client = Client()
    shown = client.get(link)
    assert "Sign in with it" in text(shown)
    assert "password1" not in shown.content.decode()
    assert f"{reverse('account_login')}?next={link}" in shown.content.decode()
    client.post(reverse("account_login"), {"login": outsider.email, "password": "a long pass phrase"})
    assert "Join" in text(client.get(link))
    client.post(link)
    assert outsider.memberships.count() == 2


def test_invitation_accept_by_the_wrong_person_offers_to_sign_out(viewer: User, invited: str) -> None:
    client = signed_in(viewer)
    assert "Sign out to accept it" in text(client.get(invited))
    client.post(invited)
    assert viewer.memberships.count() == 1


# Changing and removing


def test_membership_change_is_told_in_the_history(administrator: User, viewer: User, trust: Group) -> None:
    signed_in(administrator).post(
        reverse("membership-change", args=[viewer.memberships.get().pk]), {"role": "manager", "job": "CFO"}
    )
    shown = page(administrator, "trust-people", trust.pk)
    assert (
        "Ada Administrator changed Vera Viewer’s access from viewer to manager and job from none "
        "to Chief financial officer in Harrowmere Learning Trust"
    ) in shown


def test_membership_change_refuses_the_last_administrator_as_a_form_error(administrator: User) -> None:
    url = reverse("membership-change", args=[administrator.memberships.get().pk])
    response = signed_in(administrator).post(url, {"role": "viewer", "job": "", "confirmed": "on"})
    assert "only administrator" in text(response)
    assert administrator.memberships.get().role == "administrator"


def test_membership_change_of_oneself_is_confirmed_by_a_box(administrator: User, trust: Group) -> None:
    MembershipFactory(trust=trust, role=Role.ADMINISTRATOR)
    client, url = (
        signed_in(administrator),
        reverse("membership-change", args=[administrator.memberships.get().pk]),
    )
    assert "Tick the box" in text(client.post(url, {"role": "viewer", "job": ""}))
    assert client.post(url, {"role": "viewer", "job": "", "confirmed": "on"})["Location"] == reverse(
        "your-account"
    )


def test_membership_remove_names_what_it_means(administrator: User, manager: User, trust: Group) -> None:
    ProjectFactory(trust=trust, lead=manager)
    url = reverse("membership-remove", args=[manager.memberships.get().pk])
    client = signed_in(administrator)
    assert "leads 1 live project" in text(client.get(url))
    client.post(url)
    assert not Membership.objects.filter(user=manager).exists()
    assert "removed Mona Manager from Harrowmere Learning Trust" in page(
        administrator, "trust-people", trust.pk
    )


def test_membership_remove_of_oneself_leads_to_ones_own_pages(administrator: User, trust: Group) -> None:
    MembershipFactory(trust=trust, role=Role.ADMINISTRATOR)
    client, url = (
        signed_in(administrator),
        reverse("membership-remove", args=[administrator.memberships.get().pk]),
    )
    assert "Tick the box" in text(client.post(url))
    assert client.post(url, {"confirmed": "on"})["Location"] == reverse("your-work")


# One person


def test_person_detail_shows_only_trusts_that_one_looks_after(
    administrator: User, viewer: User, other_trust: Group, site_administrator: User
) -> None:
    MembershipFactory(user=viewer, trust=other_trust)
    assert "Moorland" not in page(administrator, "person-detail", viewer.pk)
    assert "Moorland" in page(site_administrator, "person-detail", viewer.pk)


def test_person_detail_says_what_is_theirs_of_what_one_sees(
    administrator: User, editor: User, trust: Group
) -> None:
    assert "leads no live project that you can see" in page(administrator, "person-detail", editor.pk)
    project = ProjectFactory(trust=trust, lead=editor)
    MilestoneFactory.create_batch(2, project=project, owner=editor)
    hidden = ProjectFactory(trust=trust, lead=editor, confidential=True)
    MilestoneFactory(project=hidden, owner=editor)

    text = page(administrator, "person-detail", editor.pk)
    assert "Leads 1 live project" in text
    assert "Has 2 milestones not done yet" in text


def test_person_deactivate_and_person_reactivate(administrator: User, viewer: User) -> None:
    client = signed_in(administrator)
    client.post(reverse("person-deactivate", args=[viewer.pk]))
    assert not User.objects.get(pk=viewer.pk).is_active
    assert "Ada Administrator deactivated Vera Viewer" in page(administrator, "person-detail", viewer.pk)
    client.post(reverse("person-reactivate", args=[viewer.pk]))
    assert User.objects.get(pk=viewer.pk).is_active


def test_person_deactivate_of_somebody_in_another_trust_too_is_not_offered_and_refused(
    administrator: User, viewer: User, other_trust: Group
) -> None:
    MembershipFactory(user=viewer, trust=other_trust)
    assert "Deactivate" not in page(administrator, "person-detail", viewer.pk)
    response = signed_in(administrator).post(reverse("person-deactivate", args=[viewer.pk]))
    assert "do not have access" in text(response)
    assert User.objects.get(pk=viewer.pk).is_active


def test_person_site_administrator_is_given_and_taken(site_administrator: User, viewer: User) -> None:
    url = reverse("person-site-administrator", args=[viewer.pk])
    client = signed_in(site_administrator)
    for _ in range(2):  # pressed twice it still goes that way
        client.post(url, {"to": "yes"})
        assert User.objects.get(pk=viewer.pk).is_site_administrator
    client.post(url, {"to": "no"})
    assert not User.objects.get(pk=viewer.pk).is_site_administrator
    assert "made Vera Viewer no longer a site administrator" in page(
        site_administrator, "person-detail", viewer.pk
    )


# One's own account


def test_your_account_shows_access_and_jobs_and_changes_the_name(trust: Group) -> None:
    person = MembershipFactory(
        trust=trust, role=Role.EDITOR, job="EST", user=UserFactory(name="Old Name")
    ).user
    assert "Editor, Estates lead" in page(person, "your-account")
    signed_in(person).post(reverse("your-account"), {"name": "New Name"})
    assert User.objects.get(pk=person.pk).name == "New Name"
    assert "Enter your name" in text(signed_in(person).post(reverse("your-account"), {"name": " "}))
