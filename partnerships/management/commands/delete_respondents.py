"""`manage.py delete_respondents`: deletes who sent responses once their day has come, and files that name people."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from partnerships.actions.respondents import delete_due_senders, give_up_old_uploads
from partnerships.management._lost_files import delete_lost_files
from partnerships.models import Respondent, ResponseImport
from partnerships.rules.responses import UPLOADS_KEPT_DAYS
from partnerships.rules.saying import counted

FOLDER = "responses"


class Command(BaseCommand):
    help = (
        "Deletes who sent responses to consultations once the day for it has come, in ended projects too, and files of "
        f"responses that were neither saved nor given up for {UPLOADS_KEPT_DAYS} days. Run it every day."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="says how many are due, and deletes nothing"
        )

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        today = timezone.localdate()
        if dry_run:
            due = Respondent.objects.filter(delete_on__lte=today).count()
            self.stdout.write(f"{counted(due, 'sender')} due; nothing was deleted")
            return
        gone = delete_due_senders(by=None, on=today)
        uploads = give_up_old_uploads(by=None, on=today)
        named = set(ResponseImport.objects.exclude(stored="").values_list("stored", flat=True))
        lost = delete_lost_files(FOLDER, named)
        self.stdout.write(
            f"{counted(gone, 'sender')} deleted, {counted(uploads, 'file')} that nobody saved, "
            f"{counted(lost, 'file')} that nothing names"
        )
