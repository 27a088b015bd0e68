from __future__ import annotations

import io
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from partnerships.models import Group, GroupMembership, RegisterFile, School, SchoolLink
from tests.imports import files
from tests.imports.files import as_csv, as_zip, group, link, member, school

ROOT = Path(__file__).resolve().parents[2]


def run(command: str, path: Path, *options: str) -> list[str]:
    """What the command printed, by line."""
    out = io.StringIO()
    call_command(command, str(path), *options, stdout=out, stderr=io.StringIO())
    return out.getvalue().splitlines()


def saved(folder: Path, data: bytes, name: str = "edubasealldata20260401.csv") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("command", "header", "row", "model"),
    [
        ("import_schools", files.SCHOOLS, school(100_001), School),
        ("import_trusts", files.GROUPS, group(5), Group),
        ("import_memberships", files.MEMBERS, member(100_001, 5), GroupMembership),
        ("import_links", files.LINKS, link(100_001, 100_002), SchoolLink),
    ],
)
def test_import_takes_a_csv_or_a_zip_and_ends_with_one_line(
    tmp_path: Path, command: str, header: tuple[str, ...], row: dict[str, str], model: type
) -> None:
    path = saved(tmp_path, as_csv(header, [row]))
    assert run(command, path) == ["created 1, changed 0, unchanged 0, gone 0, refused 0"]
    zipped = saved(tmp_path, as_zip(x20260401=as_csv(header, [row])), "results.zip")
    assert run(command, zipped) == ["created 0, changed 0, unchanged 1, gone 0, refused 0"]
    assert model.objects.count() == 1
    assert RegisterFile.objects.filter(by=None).applied().count() == 2


@pytest.mark.django_db
def test_import_schools_dry_run_saves_nothing(tmp_path: Path) -> None:
    printed = run("import_schools", saved(tmp_path, as_csv(files.SCHOOLS, [school(100_001)])), "--dry-run")
    assert printed == [
        "A dry run: nothing was saved.", "created 1, changed 0, unchanged 0, gone 0, refused 0",
    ]  # fmt: skip
    assert not School.objects.exists()
    assert not RegisterFile.objects.exists()


@pytest.mark.django_db
def test_import_schools_writes_refused_rows_beside_the_file(tmp_path: Path) -> None:
    path = saved(tmp_path, as_csv(files.SCHOOLS, [school(100_001), school("12")]))
    assert run("import_schools", path)[-1] == "created 1, changed 0, unchanged 0, gone 0, refused 1"
    text = (tmp_path / "edubasealldata20260401.refused.csv").read_text("utf-8-sig")
    assert text.splitlines() == ["Line,Reason", "3,URN: “12” is not a URN."]


@pytest.mark.django_db
def test_import_schools_names_a_wrong_file(tmp_path: Path) -> None:
    path = saved(tmp_path, as_csv(files.LINKS, [link(100_001, 100_002)]))
    with pytest.raises(CommandError, match=r"^This is a file of links between schools, not of schools\.$"):
        run("import_schools", path)
    assert not SchoolLink.objects.exists()


@pytest.mark.django_db
def test_import_schools_needs_confirm_for_an_older_or_much_smaller_file(tmp_path: Path) -> None:
    run("import_schools", saved(tmp_path, as_csv(files.SCHOOLS, [school(100_001), school(100_002)])))
    smaller = saved(tmp_path, as_csv(files.SCHOOLS, [school(100_001)]), "x20260301.csv")
    with pytest.raises(CommandError, match=r"older than .*50%.*--confirm"):
        run("import_schools", smaller)
    assert not School.objects.exclude(gone_on=None).exists()
    assert run("import_schools", smaller, "--confirm") == [
        "created 0, changed 0, unchanged 1, gone 1, refused 0"
    ]


@pytest.mark.django_db
def test_import_schools_asks_for_a_date_that_the_name_lacks(tmp_path: Path) -> None:
    path = saved(tmp_path, as_csv(files.SCHOOLS, [school(100_001)]), "results.csv")
    with pytest.raises(CommandError, match="--date"):
        run("import_schools", path)
    run("import_schools", path, "--date", "2026-04-01")
    assert str(RegisterFile.objects.get().downloaded_on) == "2026-04-01"


@pytest.mark.django_db
def test_import_schools_says_when_there_is_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="could not be read"):
        run("import_schools", tmp_path / "missing.csv")


def test_import_schools_killed_half_way_leaves_nothing(tmp_path: Path) -> None:
    """A real process on a database file, killed once rows have reached the disk and before it has finished."""
    database = tmp_path / "killed.sqlite3"
    environment = {
        **os.environ, "TRUST_TRACKER_MODE": "demo", "DATABASE_URL": f"sqlite:///{database}",
        "VAR_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "trusttracker.settings",
    }  # fmt: skip
    manage = [sys.executable, str(ROOT / "manage.py")]
    make_tables = (
        "import django; from django.conf import settings; settings.MIGRATION_MODULES = {'partnerships': None};"
        "django.setup(); from django.core.management import call_command as c;"
        "c('migrate', run_syncdb=True, verbosity=0, skip_checks=True)"
    )
    subprocess.run([sys.executable, "-c", make_tables], env=environment, check=True, cwd=ROOT)
    path = saved(
        tmp_path, as_csv(files.SCHOOLS, [school(100_000 + n, f"Brackenholt {n}") for n in range(20_000)])
    )
    log = Path(f"{database}-wal")
    before = log.stat().st_size if log.exists() else 0
    importing = subprocess.Popen(
        [*manage, "import_schools", str(path), "--skip-checks"], env=environment, cwd=ROOT
    )
    deadline = time.monotonic() + 60
    while (log.stat().st_size if log.exists() else 0) < before + 1_000_000:
        assert importing.poll() is None, "the import ended before it could be killed"
        assert time.monotonic() < deadline
        time.sleep(0.005)
    importing.kill()
    assert importing.wait() == -signal.SIGKILL
    with sqlite3.connect(database) as connection:
        for table in ("partnerships_school", "partnerships_registerfile", "partnerships_registerchange"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)  # noqa: S608  (our names)
