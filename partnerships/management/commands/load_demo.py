"""`manage.py load_demo`: invented schools, trusts, people and projects for a first look."""

from __future__ import annotations

from typing import Any

from django.core.management import CommandError
from django.core.management.base import BaseCommand, CommandParser

from partnerships.actions._core import Refused
from partnerships.demo.load import is_empty, load_demo


class Command(BaseCommand):
    help = "Fills an empty database with invented schools, trusts, people and projects, dated from today."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing when there are people or projects already"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["if_empty"] and not is_empty():
            return
        try:
            count = load_demo()
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"Demo data loaded: {count} projects.")
