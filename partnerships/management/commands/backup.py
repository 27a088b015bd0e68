from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from partnerships.management._archive import write_archive


class Command(BaseCommand):
    help = "Copies the database and the uploaded files into one archive, and checks it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("where", type=Path, help="a folder, or the name of the archive to write")

    def handle(self, *args: Any, where: Path, **options: Any) -> None:
        target = where
        if where.is_dir():
            target = where / f"trust-tracker-{timezone.now():%Y-%m-%dT%H%M%SZ}.tar.gz"
        if target.exists():
            raise CommandError(f"{target} exists already. Name another file: a backup is never overwritten.")
        if not target.parent.is_dir():
            raise CommandError(f"There is no folder {target.parent}.")
        manifest = write_archive(target)
        files = len(manifest["contents"]) - 1
        size = target.stat().st_size / 1024 / 1024
        self.stdout.write(f"{target}: database and {files} files, {size:.1f} MB, checked")
