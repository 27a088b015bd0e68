"""`manage.py import_responses 12 answers.csv --by ann@trust.example`: responses of one consultation from a file."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from partnerships.actions._core import Refused
from partnerships.actions.response_imports import give_up_import
from partnerships.imports.responses.uploads import Plan, plan_of, receive, saving
from partnerships.models import Consultation, User


class Command(BaseCommand):
    help = (
        "Saves the responses of a csv or Excel file, read as the consultation's last file was, or as its headings say. "
        "Who sent them is not kept."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("consultation", type=int, help="its number, as in its address")
        parser.add_argument("file", type=Path)
        parser.add_argument("--by", required=True, help="e-mail address of the person who brings it in")
        parser.add_argument(
            "--dry-run", action="store_true", help="says what would be saved, and saves nothing"
        )

    def handle(
        self, *args: Any, consultation: int, file: Path, by: str, dry_run: bool, **options: Any
    ) -> None:
        user = User.objects.filter(email__iexact=by, is_active=True).first()
        if user is None:
            raise CommandError(f"Nobody has the e-mail address {by}.")
        about = Consultation.objects.visible_to(user).filter(pk=consultation).first()
        if about is None:
            raise CommandError(f"{user} sees no consultation {consultation}.")
        try:
            plan = plan_of(receive(file.read_bytes(), file.name, consultation=about, by=user))
            self._say(plan)
            self._finish(plan, user, dry_run)
        except OSError as wrong:
            raise CommandError(f"{file} could not be read: {wrong.strerror}.") from wrong
        except Refused as refused:
            raise CommandError(" ".join(refused.problems)) from refused

    def _finish(self, plan: Plan, user: User, dry_run: bool) -> None:
        if dry_run or plan.problems:
            give_up_import(by=user, upload=plan.upload)
        if plan.problems:
            raise CommandError(" ".join(plan.problems))
        line = plan.line  # as it was before the rows were in
        if dry_run:
            self.stdout.write("A dry run: nothing was saved.")
        else:
            with tqdm(file=sys.stderr, disable=None, leave=False, unit=" responses") as bar:
                for step in saving(plan, by=user):
                    bar.total, bar.n = step.total, step.done
                    bar.refresh()
        self.stdout.write(line)

    def _say(self, plan: Plan) -> None:
        for heading in plan.sheet.headings:
            self.stdout.write(f"{heading}: {plan.reading.columns[heading]}")
        for row in plan.understood.refused[:20]:
            self.stderr.write(f"Row {row.row}: {row.reason}")
