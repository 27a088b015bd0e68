from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from partnerships.management import _database_copy
from partnerships.management._archive import fits_problems, opened, restore_files
from partnerships.models import Project, School, User


class Command(BaseCommand):
    help = (
        "Replaces the database by what a backup holds, and puts its files back. Stop the web processes first."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("archive", type=Path)
        parser.add_argument("--confirm", action="store_true", help="replace a database that is not empty")

    def handle(self, *args: Any, archive: Path, confirm: bool, **options: Any) -> None:
        if not archive.is_file():
            raise CommandError(f"There is no file {archive}.")
        with opened(archive) as (folder, manifest):
            problems = fits_problems(manifest)
            if problems:
                raise CommandError(f"{problems[0]} Nothing has changed.")
            if not confirm and holds_something():
                raise CommandError(
                    "The database is not empty: everything in it would be replaced. Nothing has changed. "
                    "Make a backup of it, then run this again with --confirm."
                )
            _database_copy.load_from(folder / _database_copy.file_name())
            files = restore_files(folder, manifest)
        self.stdout.write(
            f"Restored the database of {manifest['made_at'][:16]} and {files} files. Now run: migrate"
        )


def holds_something() -> bool:
    """Whether the database has people, schools or projects; one without our tables has not."""
    tables = set(connection.introspection.table_names())
    return any(
        model._meta.db_table in tables and model._default_manager.exists()
        for model in (User, School, Project)
    )
