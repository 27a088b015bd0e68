"""Signing in and out, lockout, forgotten passwords, two steps, inactivity."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth.hashers import Argon2PasswordHasher, get_hasher
from django.core import mail
from django.core.cache import cache
from django.test import Client, override_settings
from django.urls import reverse

from partnerships.models import User
from tests.conftest import signed_in

pytestmark = pytest.mark.django_db
PASSWORD = "a long pass phrase"
NOW = "2026-11-02 10:00:30Z"


@pytest.fixture(autouse=True)
def _no_tries_counted_yet(db: None) -> None:
    cache.clear()


def sign_in(client: Client, email: str, password: str = PASSWORD) -> str:
    """Posts the form; returns the page that follows."""
    return client.post(
        reverse("account_login"), {"login": email, "password": password}, follow=True
    ).content.decode()


def is_signed_in(client: Client) -> bool:
    return client.get(reverse("your-account")).status_code == 200


# In and out


def test_a_person_signs_in_with_address_and_password_and_out_again(viewer: User) -> None:
    client = Client()
    sign_in(client, "VERA@trust.example")
    assert is_signed_in(client)
    assert client.get(reverse("account_logout")).status_code == 200
    client.post(reverse("account_logout"))
    assert not is_signed_in(client)


def test_a_page_asked_for_before_signing_in_comes_after_it(viewer: User) -> None:
    client = Client()
    asked = client.get(reverse("your-account"))
    assert asked.status_code == 302
    done = client.post(asked["Location"], {"login": viewer.email, "password": PASSWORD})
    assert done["Location"] == reverse("your-account")


def test_a_wrong_password_and_an_unknown_address_read_the_same(viewer: User) -> None:
    wrong = sign_in(Client(), viewer.email, "wrong")
    unknown = sign_in(Client(), "nobody@trust.example", "wrong")
    message = "The e-mail address or the password is not right"
    assert message in wrong
    assert message in unknown


@pytest.mark.parametrize("demo", [True, False])
def test_the_demo_accounts_are_listed_in_demo_mode_only(demo: bool) -> None:
    with override_settings(DEMO_MODE=demo):
        page = Client().get(reverse("account_login")).content.decode()
    assert ("administrator@demo.example" in page) is demo
    assert ("demo-trust-tracker" in page) is demo


def test_passwords_are_kept_with_argon2_outside_the_tests() -> None:
    from trusttracker import settings

    with override_settings(PASSWORD_HASHERS=settings.PASSWORD_HASHERS):
        get_hasher.cache_clear() if hasattr(get_hasher, "cache_clear") else None
        assert isinstance(get_hasher(), Argon2PasswordHasher)


@pytest.mark.parametrize(
    "name", ["account_signup", "account_email_verification_sent", "account_confirm_login_code"]
)
def test_nobody_signs_up_by_themselves(name: str) -> None:
    client = Client()
    assert client.get(reverse(name))["Location"] == reverse("account_login")
    client.post(reverse(name), {"email": "x@y.example", "password1": PASSWORD, "password2": PASSWORD})
    assert not User.objects.exists()


# Lockout


def test_five_wrong_tries_lock_the_address_until_the_time_that_is_said(viewer: User) -> None:
    client = Client()
    with time_machine.travel(NOW, tick=False) as clock:
        for _ in range(5):
            sign_in(client, viewer.email, "wrong")
        page = sign_in(client, viewer.email)
        assert "You can try again at 10:16" in page
        assert not is_signed_in(client)
        clock.shift(timedelta(minutes=15, seconds=30))
        sign_in(client, viewer.email)
        assert is_signed_in(client)


def test_four_wrong_tries_do_not_lock_and_other_addresses_go_on(viewer: User, editor: User) -> None:
    client = Client()
    with time_machine.travel(NOW, tick=False):
        for _ in range(4):
            sign_in(client, viewer.email, "wrong")
        sign_in(client, viewer.email)
        assert is_signed_in(client)
        for _ in range(6):
            sign_in(Client(), viewer.email, "wrong")
        other = Client()
        sign_in(other, editor.email)
        assert is_signed_in(other)


def test_wrong_tries_are_counted_in_the_database_that_all_processes_share(viewer: User) -> None:
    from django.db import connection

    sign_in(Client(), viewer.email, "wrong")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM shared_cache WHERE cache_key LIKE '%%login_failed%%'")
        assert cursor.fetchone()[0] >= 1


def test_the_429_page_says_when_to_try_again(viewer: User) -> None:
    client = Client()
    with time_machine.travel(NOW, tick=False):
        for _ in range(5):
            client.post(reverse("account_reset_password"), {"email": viewer.email})
        response = client.post(reverse("account_reset_password"), {"email": viewer.email})
    assert response.status_code == 429
    assert response["Retry-After"] == "900"
    assert "Try again at 10:15" in response.content.decode()


# Forgotten and changed passwords


def reset_link() -> str:
    found = re.search(r"https?://testserver(/\S+)", str(mail.outbox[-1].body))
    assert found
    return found.group(1)


def test_a_forgotten_password_is_replaced_by_a_link_that_works_once(viewer: User) -> None:
    client = Client()
    client.post(reverse("account_reset_password"), {"email": viewer.email}, follow=True)
    assert mail.outbox[-1].to == [viewer.email]
    link = reset_link()
    page = client.get(link, follow=True)
    new = "three unlikely words"
    assert "too common" not in page.content.decode()
    short = client.post(page.request["PATH_INFO"], {"password1": "short", "password2": "short"})
    assert "at least 12 characters" in short.content.decode()
    client.post(page.request["PATH_INFO"], {"password1": new, "password2": new}, follow=True)
    assert User.objects.get(pk=viewer.pk).check_password(new)
    assert "no longer works" in Client().get(link, follow=True).content.decode()
    assert viewer.history.count() == 1  # as the factory left it: a password is nobody's history


def test_a_stranger_and_a_deactivated_person_get_no_link_and_learn_nothing(viewer: User) -> None:
    viewer.is_active = False
    viewer.save()
    pages = [
        main_part(Client().post(reverse("account_reset_password"), {"email": email}, follow=True))
        for email in (viewer.email, "nobody@trust.example")
    ]
    assert pages[0] == pages[1]
    assert not mail.outbox


def main_part(response: Any) -> str:
    """The page without its head, which carries a token of its own each time."""
    return str(response.content.decode().split("<main")[1])


def test_changing_the_password_needs_the_present_one_signs_out_and_is_told_by_mail(viewer: User) -> None:
    client = signed_in(viewer)
    url, new = reverse("account_change_password"), "three unlikely words"
    wrong = client.post(url, {"oldpassword": "wrong", "password1": new, "password2": new})
    assert "not the password you have now" in wrong.content.decode()
    client.post(url, {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert not is_signed_in(client)
    assert User.objects.get(pk=viewer.pk).check_password(new)
    assert "was changed" in mail.outbox[-1].subject


# Deactivation and inactivity


def test_a_deactivated_person_is_signed_out_at_once_and_cannot_come_back(viewer: User) -> None:
    client = Client()
    sign_in(client, viewer.email)
    User.objects.filter(pk=viewer.pk).update(is_active=False)
    assert not is_signed_in(client)
    assert "deactivated" in sign_in(client, viewer.email)
    assert not is_signed_in(client)


def test_two_hours_without_a_click_sign_a_person_out(viewer: User) -> None:
    client = Client()
    with time_machine.travel(NOW, tick=False) as clock:
        sign_in(client, viewer.email)
        for _ in range(4):  # working keeps the session, for longer than it would last alone
            clock.shift(timedelta(minutes=110))
            assert is_signed_in(client)
        clock.shift(timedelta(minutes=121))
        assert not is_signed_in(client)


def test_many_clicks_write_the_session_once_in_five_minutes(viewer: User) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = Client()
    with time_machine.travel(NOW, tick=False) as clock:
        sign_in(client, viewer.email)
        is_signed_in(client)
        with CaptureQueriesContext(connection) as queries:
            for _ in range(5):
                clock.shift(timedelta(seconds=30))
                assert is_signed_in(client)
        assert not [each for each in queries if "UPDATE" in each["sql"]]


# Two steps


def test_an_authenticator_app_is_switched_on_asked_for_and_switched_off(viewer: User) -> None:
    client = Client()
    sign_in(client, viewer.email)
    confirm = client.get(reverse("mfa_activate_totp"))["Location"]
    page = client.post(confirm, {"password": PASSWORD}, follow=True)
    secret = page.context["form"].secret
    done = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)}, follow=True)
    assert "Recovery codes" in done.content.decode()
    recovery = done.context["unused_codes"][0]
    for name in (
        "mfa_index",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_deactivate_totp",
    ):
        assert client.get(reverse(name)).status_code == 200, name

    other = Client()
    page_two = sign_in(other, viewer.email)
    assert "Enter your code" in page_two
    assert not is_signed_in(other)
    assert "Incorrect code" in other.post(reverse("mfa_authenticate"), {"code": "000000"}).content.decode()
    other.post(reverse("mfa_authenticate"), {"code": recovery})
    assert is_signed_in(other)

    client.post(reverse("mfa_deactivate_totp"))
    third = Client()
    sign_in(third, viewer.email)
    assert is_signed_in(third)


def code_of(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(secret, counter)))


def test_what_concerns_signing_in_asks_for_the_password_again(viewer: User) -> None:
    client = signed_in(viewer)
    asked = client.get(reverse("mfa_activate_totp"))
    assert asked.status_code == 302
    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    assert "not your password" in client.post(asked["Location"], {"password": "wrong"}).content.decode()
    client.post(asked["Location"], {"password": PASSWORD})
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


# The admin's door


def test_the_admin_stands_behind_the_same_sign_in(viewer: User, manager: User) -> None:
    client = Client()
    first = client.get("/admin/", follow=True)
    assert first.request["PATH_INFO"] == reverse("account_login")
    login = client.get("/admin/login/")
    assert login["Location"].startswith(reverse("account_login"))
    client.post("/admin/login/", {"username": manager.email, "password": PASSWORD})
    assert not is_signed_in(client)
    assert signed_in(viewer).get("/admin/login/").status_code == 403
    assert signed_in(manager).get("/admin/").status_code == 200


# Monitoring


def test_health_says_ok_to_anybody_and_nothing_else() -> None:
    response = Client().get(reverse("health"))
    assert (response.status_code, response.content) == (200, b"ok\n")
