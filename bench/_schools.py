"""51,012 invented schools in a database of the bench's own, on SQLite and on PostgreSQL where a server answers."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SCHOOLS = 51_012
_SERVER = os.environ.get("TEST_POSTGRES_URL", "postgres://root@127.0.0.1:5432/postgres")
_FIRST = 1024  # made one by one; the database multiplies them


def on_each_database(module: str) -> int:
    """Runs `python -m module --measure` once per database; the number of databases on which it failed."""
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        failed += _measured(module, "SQLite", f"sqlite:///{Path(folder) / 'bench.sqlite3'}")
    with _postgres_database() as url:
        if url:
            failed += _measured(module, "PostgreSQL", url)
        else:
            print("PostgreSQL: no server answers, not measured")
    return failed


def _measured(module: str, label: str, url: str) -> int:
    env = os.environ | {"DATABASE_URL": url, "TRUST_TRACKER_MODE": "demo", "BENCH_LABEL": label}
    env["DJANGO_SETTINGS_MODULE"] = "trusttracker.settings"
    return int(
        subprocess.run([sys.executable, "-m", module, "--measure"], env=env, check=False).returncode != 0
    )


@contextmanager
def _postgres_database() -> Iterator[str]:
    import psycopg

    name = f"bench_schools_{os.getpid()}"
    try:
        server = psycopg.connect(_SERVER, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError:
        yield ""
        return
    with server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{_SERVER.rsplit('/', 1)[0]}/{name}"
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def fill() -> None:
    """Migrates the database, makes the schools and their trusts, and notes an import, as a real database has one."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.utils import timezone

    from partnerships.models import Group, Membership, RegisterFile, User

    call_command("migrate", verbosity=0)
    Group.objects.bulk_create(_trusts())
    _make_schools()
    RegisterFile.objects.create(kind="schools", file_name="bench", applied_at=timezone.now())
    user = User.objects.create_user("bench@trust.example", "not used", name="Bea Bench")
    Membership.objects.create(user=user, trust_id=1, role="manager")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _trusts() -> list[Any]:
    from partnerships.models import Group

    return [
        Group(
            uid=n,
            group_id=f"TR{n:05d}",
            name=f"Harbour Learning Trust {n}",
            type_code="06",
            status_name="Open",
        )
        for n in range(1, 1001)
    ]


def _make_schools() -> None:
    from django.db import connection

    from partnerships.models import School

    School.objects.bulk_create([_school(n) for n in range(_FIRST)], batch_size=100)
    columns = [field.column for field in School._meta.concrete_fields]
    made = {"urn": "urn + %(by)s", "name": "name || ' ' || %(by)s"}
    listed = ", ".join(columns)
    with connection.cursor() as cursor:
        for copy in range(1, SCHOOLS // _FIRST + 1):
            values = ", ".join(made.get(column, column) % {"by": copy * _FIRST} for column in columns)
            last = 100_000 + min(_FIRST, SCHOOLS - copy * _FIRST)
            cursor.execute(
                f"INSERT INTO partnerships_school ({listed}) SELECT {values} FROM partnerships_school "  # noqa: S608  # names from the model
                f"WHERE urn >= 100000 AND urn < {last}"
            )
    assert School.objects.count() == SCHOOLS


def _school(n: int) -> Any:
    from partnerships.models import School

    places = (
        "Larkfield",
        "Westmarch",
        "Ottersea",
        "Brackenholt",
        "Saint Osyth's",
        "High Tarn",
        "Millbeck",
        "Coldwell",
    )
    kinds = ("Primary School", "Academy", "Church of England Primary School", "High School", "Infant School")
    academy, closed = n % 3 == 0, n % 9 in (1, 4, 5, 7)
    return School(
        urn=100_000 + n, name=f"{places[n % 8]} {kinds[n % 5]}", la_code=f"{900 + n % 150}",
        la_name=f"Authority {n % 150}", establishment_number=f"{2000 + n}",
        type_code="34" if academy else "01", type_name="Academy converter" if academy else "Community school",
        type_group_code="10" if academy else "4", type_group_name="Academies" if academy else "Maintained",
        status_code="2" if closed else "1", status_name="Closed" if closed else "Open",
        phase_code="4" if n % 5 == 3 else "2", phase_name="Secondary" if n % 5 == 3 else "Primary",
        low_age=4, high_age=11, capacity=210 + n, pupils=200 + n, region_name=f"Region {n % 9}",
        religious_character="Does not apply", gender_name="Mixed", street=f"{n} School Lane", town=places[n % 8],
        postcode=f"WM{n % 40} {n % 9}AB", telephone=f"01632 {960000 + n}", website="www.school.example",
        head_first_name="Robin", head_last_name="Marsh", trust_id=1 + n % 1000 if academy else None,
        in_trust="yes" if academy else "no",
    )  # fmt: skip


def seconds(run: Callable[[], object], *, times: int) -> float:
    """The median time of one run."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        run()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)
