"""`manage.py load_guidance`: adds the list of published guidance that ships with the product."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from partnerships.actions.guidance import add_shipped_guidance
from partnerships.data import shipped_guidance
from partnerships.models import Group


class Command(BaseCommand):
    help = "Adds the shipped list of guidance. What is there stays as it is; what was removed stays away."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--trust", type=int, metavar="UID", help="for this trust alone, not for all")

    def handle(self, *args: Any, trust: int | None, **options: Any) -> None:
        group = Group.objects.filter(pk=trust).first() if trust is not None else None
        if trust is not None and group is None:
            raise CommandError(f"There is no trust with the UID {trust}.")
        loaded = add_shipped_guidance(by=None, trust=group, entries=shipped_guidance())
        self.stdout.write(
            f"{loaded.added} added, {loaded.there} there already, {loaded.removed} removed before."
        )
