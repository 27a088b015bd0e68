"""`manage.py tidy_files`: removes files of evidence that no row names, and says which rows lack theirs."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand

from partnerships.management._archive import stored_files
from partnerships.management._lost_files import lost_files
from partnerships.models import Evidence, Workbook

FOLDER = "evidence"


class Command(BaseCommand):
    help = (
        "Removes files of evidence that nothing names: a process was killed between storing one and saving its row. "
        "Says which evidence and which spreadsheets lack their file."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="says what it would remove")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        named = dict(Evidence.objects.exclude(stored="").values_list("stored", "pk"))
        there = set(stored_files(FOLDER))
        lost = lost_files(FOLDER, named)
        for name in lost:
            if not dry_run:
                default_storage.delete(name)
        verb = "would be removed" if dry_run else "removed"
        self.stdout.write(f"{len(there)} files of evidence; {len(lost)} that nothing names {verb}")
        for name in sorted(named.keys() - there):
            self._say_lost("Evidence", named[name], name)
        for key, name in Workbook.objects.exclude(stored="").order_by("pk").values_list("pk", "stored"):
            if not default_storage.exists(name):
                self._say_lost("Spreadsheet", key, name)

    def _say_lost(self, what: str, key: int, name: str) -> None:
        self.stderr.write(f"{what} {key} has lost its file {name}: look for it in a backup.")
