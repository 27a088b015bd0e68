"""`manage.py delete_respondents`: deletes who sent responses once their day has come, and files that name people."""

from __future__ import annotations

import datetime as dt
from argparse import ArgumentParser
from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand
from django.utils import timezone

from partnerships.actions.respondents import delete_due_senders, give_up_old_uploads
from partnerships.management._archive import stored_files
from partnerships.models import Respondent, ResponseImport
from partnerships.rules.responses import UPLOADS_KEPT_DAYS
from partnerships.rules.saying import counted

FOLDER = "responses"
# What somebody is choosing this minute has its file before its row.
OLD_ENOUGH = dt.timedelta(days=1)


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
        lost = _delete_lost_files()
        self.stdout.write(
            f"{counted(gone, 'sender')} deleted, {counted(uploads, 'file')} that nobody saved, "
            f"{counted(lost, 'file')} that nothing names"
        )


def _delete_lost_files() -> int:
    """Files of which a killed process left no row. Returns how many."""
    named = set(ResponseImport.objects.exclude(stored="").values_list("stored", flat=True))
    before = timezone.now() - OLD_ENOUGH
    lost = [name for name in stored_files(FOLDER) if name not in named and _stored_at(name) < before]
    for name in lost:
        default_storage.delete(name)
    return len(lost)


def _stored_at(name: str) -> dt.datetime:
    when = default_storage.get_modified_time(name)
    return when if timezone.is_aware(when) else timezone.make_aware(when)
