from __future__ import annotations

import getpass
import sys
from argparse import ArgumentParser
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.urls import reverse

from partnerships.actions._core import Refused
from partnerships.actions.people import create_administrator
from partnerships.models import Group, User


class Command(BaseCommand):
    help = "Makes the first site administrator, and prints a link with which they set their password, once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("name")
        parser.add_argument(
            "--trust", type=int, metavar="UID", help="also an administrator of this trust (group UID)"
        )
        parser.add_argument(
            "--ask-password", action="store_true", help="ask for the password here instead of a link"
        )

    def handle(self, *args: Any, email: str, name: str, trust: int | None, **options: Any) -> None:
        if not name.strip():
            raise CommandError("Give the administrator's name.")
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"{email} is not an e-mail address.") from error
        password = self.asked(email, name) if options["ask_password"] else ""
        try:
            person = create_administrator(email=email, name=name, trust=self.group(trust))
        except Refused as refused:
            raise CommandError(" ".join(refused.problems)) from refused
        self.stdout.write(f"{person.name} is a site administrator.")
        if password:
            person.set_password(password)
            person.save(update_fields=["password"])
            return
        self.stdout.write("Set the password within three days, once, with this link:")
        self.stdout.write(password_link(person))

    def group(self, uid: int | None) -> Group | None:
        if uid is None:
            return None
        try:
            return Group.objects.get(pk=uid)
        except Group.DoesNotExist as error:
            raise CommandError(
                f"GIAS knows no group with UID {uid} here. Import the trusts first, or leave --trust out."
            ) from error

    def asked(self, email: str, name: str) -> str:
        """The password typed twice on the terminal. Raises CommandError if it will not do."""
        if not sys.stdin.isatty():
            raise CommandError("--ask-password needs a terminal. Leave it out to get a link.")
        password = getpass.getpass("Password: ")
        if password != getpass.getpass("Password again: "):
            raise CommandError("The two passwords are not the same.")
        try:
            validate_password(password, User(email=email, name=name))
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        return password


def password_link(person: User) -> str:
    """The link that a forgotten password would have sent; its host is the first of ALLOWED_HOSTS."""
    key = default_token_generator.make_token(person)
    path = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(person), key])
    host = settings.ALLOWED_HOSTS[0].strip()
    if not settings.PRODUCTION or host.startswith(("*", ".")):
        return f"http://127.0.0.1:8000{path}" if not settings.PRODUCTION else path
    return f"https://{host}{path}"
