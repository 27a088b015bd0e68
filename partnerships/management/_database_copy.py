"""One consistent copy of the database to a file, and back: SQLite by its backup API, PostgreSQL by its own tools."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db import connection


def file_name() -> str:
    """What the copy is called inside an archive; the name tells which kind of database it came from."""
    return "database.sqlite3" if connection.vendor == "sqlite" else "database.sql"


def dump_to(path: Path) -> None:
    """Writes the database as it is at one moment. Raises CommandError with the tool's own words when that fails."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with _sqlite(path) as copy:
            connection.connection.backup(copy)
        return
    _run("pg_dump", "--format=plain", "--no-owner", "--no-privileges", f"--file={path}")


def load_from(path: Path) -> None:
    """Replaces the whole database by the copy, in one transaction: after an error everything is as it was."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with _sqlite(path) as copy:
            copy.backup(connection.connection)
        return
    script = path.with_suffix(".restore.sql")
    script.write_text(_drop_everything(), encoding="utf-8")
    with script.open("ab") as out, path.open("rb") as dump:
        shutil.copyfileobj(dump, out)
    # Another process that holds a table would make us wait for ever; give up after a while, with nothing changed.
    connection.close()
    _run(
        "psql", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", "--no-psqlrc", f"--file={script}"
    )
    connection.close()


def _drop_everything() -> str:
    """SQL that empties the schema: tables of a newer version would be in the way of later migrations."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = current_schema()")
        tables = [name for (name,) in cursor.fetchall()]
    drops = [f"DROP TABLE IF EXISTS {name} CASCADE;\n" for name in tables]
    return "SET lock_timeout = '30s';\n" + "".join(drops)


@contextmanager
def _sqlite(path: Path) -> Iterator[sqlite3.Connection]:
    copy = sqlite3.connect(path)
    try:
        yield copy
    finally:
        copy.close()


def _run(tool: str, *options: str) -> None:
    """Runs one of PostgreSQL's tools on the configured database; the password goes by the environment."""
    found = shutil.which(tool)
    if found is None:
        raise CommandError(
            f"{tool} is not on this machine. Install PostgreSQL's client tools (Debian: postgresql-client)."
        )
    settings: dict[str, Any] = {**connection.settings_dict}
    arguments, extra = connection.client.settings_to_cmd_args_env(settings, list(options))
    done = subprocess.run(  # noqa: S603  (a tool found by its fixed name, with the settings' own arguments)
        [found, *arguments[1:]], env=_environment(extra), capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise CommandError(f"{tool} failed, and nothing has changed: {done.stderr.strip()}")


def _environment(extra: dict[str, str] | None) -> dict[str, str]:
    return {**os.environ, **(extra or {})}
