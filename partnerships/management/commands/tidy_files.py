"""`manage.py tidy_files`: removes files of evidence that no row names, and says which rows lack theirs."""

from __future__ import annotations

import datetime as dt
from argparse import ArgumentParser
from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand
from django.utils import timezone

from partnerships.management._archive import stored_files
from partnerships.models import Evidence

FOLDER = "evidence"
# What somebody is handing in this minute has its file before its row.
OLD_ENOUGH = dt.timedelta(days=1)


class Command(BaseCommand):
    help = (
        "Removes files of evidence that nothing names: a process was killed between storing one and saving its row. "
        "Says which rows lack their file."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="says what it would remove")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        named = dict(Evidence.objects.exclude(stored="").values_list("stored", "pk"))
        there = set(stored_files(FOLDER))
        before = timezone.now() - OLD_ENOUGH
        lost = [name for name in sorted(there - named.keys()) if _stored_at(name) < before]
        for name in lost:
            if not dry_run:
                default_storage.delete(name)
        verb = "would be removed" if dry_run else "removed"
        self.stdout.write(f"{len(there)} files of evidence; {len(lost)} that nothing names {verb}")
        for name in sorted(named.keys() - there):
            self.stderr.write(f"Evidence {named[name]} has lost its file {name}: look for it in a backup.")


def _stored_at(name: str) -> dt.datetime:
    when = default_storage.get_modified_time(name)
    return when if timezone.is_aware(when) else timezone.make_aware(when)
