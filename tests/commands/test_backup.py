"""The drill: back up, lose everything, restore. On the database that the tests run on."""

from __future__ import annotations

import io
import json
import os
import stat
import tarfile
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from partnerships.models import Project, User
from tests.factories import ProjectFactory, UserFactory

# The copy is made and loaded outside any transaction, as it is in earnest.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A backup of one project with two people and one file."""
    UserFactory(name="Wanda Wasthere")
    ProjectFactory(enquiry='Ünïcode, "quotes" and\nlines', lead=UserFactory(name="Lea Lead"))
    for name in list(_stored()):
        default_storage.delete(name)
    default_storage.save("gias/2026/file.csv", ContentFile(b"URN,Name\n900001,Brackenholt\n"))
    out = io.StringIO()
    call_command("backup", tmp_path, stdout=out)
    [path] = tmp_path.iterdir()
    assert "database and 1 files" in out.getvalue()
    return path


def _stored() -> list[str]:
    from partnerships.management._archive import stored_files

    return list(stored_files())


def restore(path: Path, *options: str) -> str:
    out = io.StringIO()
    call_command("restore", path, *options, stdout=out)
    return out.getvalue()


def test_what_was_lost_or_changed_comes_back(archive: Path) -> None:
    Project.objects.all().delete()
    User.objects.filter(name="Wanda Wasthere").delete()
    UserFactory(name="Nora Newer")
    default_storage.delete("gias/2026/file.csv")
    assert "Restored" in restore(archive, "--confirm")
    assert Project.objects.get().enquiry == 'Ünïcode, "quotes" and\nlines'
    assert sorted(User.objects.values_list("name", flat=True)) == ["Lea Lead", "Wanda Wasthere"]
    with default_storage.open("gias/2026/file.csv") as file:
        assert file.read() == b"URN,Name\n900001,Brackenholt\n"
    # The restored database goes on working: numbers of new rows do not collide, migrations fit.
    assert UserFactory().pk not in {None}
    call_command("migrate", check_unapplied=True, verbosity=0)


def test_a_database_that_is_not_empty_is_replaced_only_on_confirmation(archive: Path) -> None:
    UserFactory(name="Nora Newer")
    with pytest.raises(CommandError, match="not empty"):
        restore(archive)
    assert User.objects.filter(name="Nora Newer").exists()


@pytest.mark.parametrize("damage", ["cut", "flipped", "not an archive", "file exchanged"])
def test_a_damaged_archive_changes_nothing(archive: Path, damage: str, tmp_path: Path) -> None:
    content = archive.read_bytes()
    if damage == "cut":
        archive.write_bytes(content[: len(content) // 2])
    elif damage == "flipped":
        middle = len(content) // 2
        archive.write_bytes(content[:middle] + bytes([content[middle] ^ 0xFF]) + content[middle + 1 :])
    elif damage == "not an archive":
        archive.write_bytes(b"Dear all, please find attached")
    else:
        _exchange(archive, "files/gias/2026/file.csv", b"URN,Name\n900001,Somewhere else\n", tmp_path)
    UserFactory(name="Nora Newer")
    with pytest.raises(CommandError, match="damaged"):
        restore(archive, "--confirm")
    assert User.objects.filter(name="Nora Newer").exists()


def _exchange(archive: Path, name: str, content: bytes, tmp_path: Path) -> None:
    folder = tmp_path / "unpacked"
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    (folder / name).write_bytes(content)
    with tarfile.open(archive, "w:gz") as tar:
        for path in folder.rglob("*"):
            if path.is_file():
                tar.add(path, str(path.relative_to(folder)))


def test_a_backup_of_another_kind_of_database_or_of_a_newer_version_is_refused(
    archive: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "look"
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    manifest = (folder / "manifest.json").read_text()
    other = "postgresql" if connection.vendor == "sqlite" else "sqlite"
    _exchange(
        archive, "manifest.json", manifest.replace(f'"{connection.vendor}"', f'"{other}"').encode(), tmp_path
    )
    with pytest.raises(CommandError, match="was made from"):
        restore(archive, "--confirm")
    newer = json.loads(manifest)
    newer["migrations"].append("sessions.0999_future")
    _exchange(archive, "manifest.json", json.dumps(newer).encode(), tmp_path)
    with pytest.raises(CommandError, match=r"newer version \(it has sessions.0999_future"):
        restore(archive, "--confirm")


def test_a_backup_without_its_database_changes_nothing(archive: Path, tmp_path: Path) -> None:
    with tarfile.open(archive) as tar:
        tar.extractall(tmp_path / "look", filter="data")
    manifest = json.loads((tmp_path / "look" / "manifest.json").read_text())
    for name in [name for name in manifest["contents"] if name.startswith("database")]:
        del manifest["contents"][name]
    _exchange(archive, "manifest.json", json.dumps(manifest).encode(), tmp_path)
    UserFactory(name="Nora Newer")
    with pytest.raises(CommandError, match="holds no copy of the database"):
        restore(archive, "--confirm")
    assert User.objects.filter(name="Nora Newer").exists()


def test_only_its_owner_reads_the_archive_and_it_is_never_overwritten(archive: Path) -> None:
    assert stat.S_IMODE(os.stat(archive).st_mode) == 0o600
    before = archive.read_bytes()
    with pytest.raises(CommandError, match="exists already"):
        call_command("backup", archive)
    assert archive.read_bytes() == before
    assert [path.name for path in archive.parent.iterdir()] == [archive.name]


def test_a_missing_folder_or_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no folder"):
        call_command("backup", tmp_path / "nowhere" / "x.tar.gz")
    with pytest.raises(CommandError, match="no file"):
        restore(tmp_path / "x.tar.gz")
