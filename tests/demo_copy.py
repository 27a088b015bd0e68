"""The demonstration, loaded once for all workers and runs: whoever asks later gets a copy, in milliseconds."""

from __future__ import annotations

import fcntl
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone

from partnerships.demo.load import load_demo, load_demo_problems


def put_demo(folder: Path) -> int:
    """Fills the empty test database and the store of files, outside a transaction. Returns the number of projects."""
    assert load_demo_problems() == []
    if connection.vendor != "sqlite":
        return load_demo()
    # Whoever runs the tests over midnight gets the next day's demonstration.
    copy = folder / f"demo-{timezone.localdate()}"
    with _alone(folder):
        if (copy / "projects").exists():
            _restore(copy)
        else:
            _load(copy)
    return int((copy / "projects").read_text())


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Others who want the demonstration wait until it is there, rather than load their own."""
    with (folder / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _load(copy: Path) -> None:
    """Loads the demonstration here, and keeps its tables and files. The number of projects says that all is there."""
    before = set(_stored())
    projects = load_demo()
    copy.mkdir(exist_ok=True)
    with closing(sqlite3.connect(copy / "database.sqlite3")) as kept:
        connection.connection.backup(kept)
    for name in set(_stored()) - before:
        path = copy / "files" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with default_storage.open(name) as file:
            path.write_bytes(file.read())
    (copy / "projects").write_text(str(projects))


def _restore(copy: Path) -> None:
    with closing(sqlite3.connect(copy / "database.sqlite3")) as kept:
        kept.backup(connection.connection)
    ContentType.objects.clear_cache()
    for path in (copy / "files").rglob("*"):
        if path.is_file():
            name = path.relative_to(copy / "files").as_posix()
            default_storage.delete(name)
            assert default_storage.save(name, ContentFile(path.read_bytes())) == name


def _stored(folder: str = "") -> Iterator[str]:
    """Names of all files in the store."""
    folders, files = default_storage.listdir(folder)
    yield from (f"{folder}{name}" for name in files)
    for name in folders:
        yield from _stored(f"{folder}{name}/")
