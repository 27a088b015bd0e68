from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from partnerships.models import Group, User

pytestmark = pytest.mark.django_db


def run(*args: str) -> str:
    out = io.StringIO()
    call_command("create_administrator", *args, stdout=out)
    return out.getvalue()


def test_the_printed_link_sets_the_password_once() -> None:
    output = run("first@trust.example", "Fay First")
    link = output.strip().splitlines()[-1].removeprefix("http://127.0.0.1:8000")
    client = Client()
    page = client.get(link, follow=True)
    password = "four unlikely words together"
    done = client.post(page.request["PATH_INFO"], {"password1": password, "password2": password}, follow=True)
    assert done.status_code == 200
    person = User.objects.get()
    assert person.is_site_administrator
    assert person.check_password(password)
    assert "no longer works" in Client().get(link, follow=True).content.decode()


def test_it_refuses_somebody_who_exists_whatever_the_case(viewer: User) -> None:
    with pytest.raises(CommandError, match="exists already"):
        run(viewer.email.upper(), "Vera Again")
    assert not User.objects.get(pk=viewer.pk).is_site_administrator


def test_with_a_trust_the_administrator_belongs_to_it(trust: Group) -> None:
    run("first@trust.example", "Fay First", "--trust", str(trust.pk))
    assert User.objects.get().memberships.get().role == "administrator"


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("first@trust.example", "Fay", "--trust", "1"), "knows no group with UID 1"),
        (("not an address", "Fay"), "not an e-mail address"),
        (("first@trust.example", "  "), "name"),
        (("first@trust.example", "Fay", "--ask-password"), "terminal"),
    ],
)
def test_wrong_arguments_are_said_and_make_nobody(arguments: tuple[str, ...], problem: str) -> None:
    with pytest.raises(CommandError, match=problem):
        run(*arguments)
    assert not User.objects.exists()
