"""One file that holds the database and the uploaded files, with a manifest by which every byte is checked."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import CommandError
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone
from tqdm import tqdm

from partnerships.management import _database_copy

FORMAT = 1
MANIFEST = "manifest.json"
FILES = "files/"
DAMAGED = "This archive is damaged or is not a backup of Trust Tracker ({why}). Nothing has changed."


def checksum(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def stored_files(folder: str = "") -> Iterator[str]:
    """Names of all files in the default storage, wherever that is."""
    try:
        folders, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    prefix = f"{folder}/" if folder else ""
    yield from (f"{prefix}{name}" for name in sorted(names))
    for each in sorted(folders):
        yield from stored_files(f"{prefix}{each}")


def write_archive(target: Path) -> dict[str, Any]:
    """Copies the database first, then the files its rows name, and reads everything back. Returns the manifest."""
    half = target.with_name(f".{target.name}.part")
    try:
        with _workshop() as folder:
            database = folder / _database_copy.file_name()
            _database_copy.dump_to(database)
            manifest = _manifest()
            # Personal data: for the owner's eyes only, from the first byte.
            owner_only = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(owner_only, "wb") as raw, tarfile.open(fileobj=raw, mode="w:gz") as archive:
                _add(archive, manifest, database, database.name)
                _add_stored_files(archive, manifest, folder / "file")
                note = folder / MANIFEST
                note.write_text(json.dumps(manifest, indent=1), encoding="utf-8")
                archive.add(note, MANIFEST)
        with opened(half):
            pass
        half.replace(target)
    finally:
        half.unlink(missing_ok=True)
    return manifest


def _manifest() -> dict[str, Any]:
    loader = MigrationLoader(connection)
    return {
        "format": FORMAT,
        "made_at": timezone.now().isoformat(),
        "database": connection.vendor,
        "migrations": sorted(f"{app}.{name}" for app, name in loader.applied_migrations),
        "contents": {},
    }


def _add(archive: tarfile.TarFile, manifest: dict[str, Any], path: Path, name: str) -> None:
    manifest["contents"][name] = {"sha256": checksum(path), "bytes": path.stat().st_size}
    archive.add(path, name)


def _add_stored_files(archive: tarfile.TarFile, manifest: dict[str, Any], copy: Path) -> None:
    for name in tqdm(list(stored_files()), desc="Files", unit="file", disable=None):
        with default_storage.open(name) as source, copy.open("wb") as out:
            shutil.copyfileobj(source, out)
        _add(archive, manifest, copy, FILES + name)


@contextmanager
def _workshop() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="trust-tracker-") as folder:
        yield Path(folder)


@contextmanager
def opened(path: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The archive unpacked into a passing folder, with its manifest, every file checked. Raises CommandError."""
    with _workshop() as folder:
        try:
            with tarfile.open(path, "r:gz") as archive:
                archive.extractall(folder, filter="data")
            manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
            contents = manifest["contents"]
            wrong = [name for name, told in contents.items() if checksum(folder / name) != told["sha256"]]
        except (OSError, EOFError, tarfile.TarError, zlib.error, ValueError, KeyError) as error:
            raise CommandError(DAMAGED.format(why=error)) from error
        if wrong:
            raise CommandError(DAMAGED.format(why=f"{wrong[0]} is not as it was written"))
        yield folder, manifest


def fits_problems(manifest: dict[str, Any]) -> list[str]:
    """What stands in the way of restoring this archive with this version and this kind of database."""
    if manifest.get("format") != FORMAT:
        return ["This backup has a format that this version does not know. Install the version that made it."]
    if manifest["database"] != connection.vendor:
        names = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
        was, now = (names.get(kind, kind) for kind in (manifest["database"], connection.vendor))
        return [f"This backup was made from {was}, and DATABASE_URL names {now}. Set DATABASE_URL to {was}."]
    if _database_copy.file_name() not in manifest["contents"]:
        # SQLite would make an empty database under that name, and restore it.
        return ["This backup holds no copy of the database."]
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    newer = sorted(set(manifest["migrations"]) - known)
    if newer:
        return [f"This backup comes from a newer version (it has {newer[0]}). Install that version first."]
    return []


def restore_files(folder: Path, manifest: dict[str, Any]) -> int:
    """Puts the archive's files into the default storage; others there stay. Returns the count."""
    names = [name for name in manifest["contents"] if name.startswith(FILES)]
    for name in tqdm(names, desc="Files", unit="file", disable=None):
        stored = name.removeprefix(FILES)
        if default_storage.exists(stored):
            default_storage.delete(stored)
        with (folder / name).open("rb") as file:
            default_storage.save(stored, file)
    return len(names)
