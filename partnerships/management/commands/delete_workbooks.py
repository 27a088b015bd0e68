"""`manage.py delete_workbooks`: deletes files of spreadsheets once their day has come, and those nobody brought in."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from partnerships.actions.workbooks import delete_due_files, give_up_old_workbooks
from partnerships.management._lost_files import delete_lost_files
from partnerships.models import Workbook
from partnerships.rules.responses import UPLOADS_KEPT_DAYS
from partnerships.rules.saying import counted

FOLDER = "workbooks"


class Command(BaseCommand):
    help = (
        "Deletes the files of spreadsheets that were brought in once the day for it has come, and spreadsheets that "
        f"were neither brought in nor given up for {UPLOADS_KEPT_DAYS} days. What was brought in stays. "
        "Run it every day."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="says how many are due, and deletes nothing"
        )

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        today = timezone.localdate()
        if dry_run:
            due = Workbook.objects.file_due(on=today).count()
            old = Workbook.objects.given_up(on=today).count()
            nobodys = f"{counted(old, 'spreadsheet')} that nobody brought in"
            self.stdout.write(f"{counted(due, 'file')} due, {nobodys}; nothing was deleted")
            return
        due = delete_due_files(by=None, on=today)
        old = give_up_old_workbooks(by=None, on=today)
        named = set(Workbook.objects.exclude(stored="").values_list("stored", flat=True))
        lost = delete_lost_files(FOLDER, named)
        self.stdout.write(
            f"{counted(due, 'file')} deleted whose day has come, {counted(old, 'spreadsheet')} that nobody brought in, "
            f"{counted(lost, 'file')} that nothing names"
        )
