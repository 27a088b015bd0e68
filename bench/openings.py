"""Openings found in the real GIAS downloads: precision, recall, and the time that comparing 3,000 projects takes.

Schools of 2 September 2021 get projects: the 134 that convert by 21 March 2022, found here from the files alone, all
whose later link stands there early, and others up to 3,000. Then the downloads of 21 March 2022 and of the links go
in. The floor, taken in the same run, is reading each live project's school and every link as plain values.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import os
import sys
import time
import zipfile
from itertools import islice
from pathlib import Path

from bench._schools import on_each_database

MOST = 3.0  # times the floor
ROUNDS = 5  # the best counts: other work on the machine slows a round, nothing makes one too fast
PROJECTS = 3_000
BEFORE, AFTER, LINKS = "edubasealldata20210902", "edubasealldata20220321", "links_edubasealldata20230421"
FOLDER = Path(__file__).resolve().parents[2] / "shared" / "gias"
STATUS, GROUP = "EstablishmentStatus (code)", "EstablishmentTypeGroup (code)"
TYPE = "TypeOfEstablishment (code)"


def rows_of(name: str) -> list[dict[str, str]]:
    with zipfile.ZipFile(FOLDER / f"{name}.zip") as archive:
        data = archive.read(archive.namelist()[0])
    return list(csv.DictReader(io.StringIO(data.decode("cp1252"), newline="")))


def day_of(text: str) -> dt.date:
    """dd-mm-yyyy."""
    day, month, year = map(int, text.split("-"))
    return dt.date(year, month, day)


def truth() -> tuple[dict[int, tuple[int, dt.date]], list[int]]:
    """What each school that converted became and when; and 3,000 schools, these and others, to begin projects for."""
    before = {row["URN"]: row for row in rows_of(BEFORE)}
    after = {row["URN"]: row for row in rows_of(AFTER)}
    later: dict[str, set[str]] = {}
    for row in rows_of(LINKS):
        if row["LinkType"] in ("Successor", "Predecessor"):
            ends = (row["URN"], row["LinkURN"])
            old, new = ends if row["LinkType"] == "Successor" else ends[::-1]
            later.setdefault(old, set()).add(new)
    became, closed, others = {}, [], []
    for urn, row in before.items():
        if row[STATUS] not in ("1", "3") or not (row[GROUP] == "4" or row[TYPE] in ("07", "12")):
            continue
        following = [after[n] for n in later.get(urn, ()) if n in after and after[n][STATUS] == "1"]
        if after[urn][STATUS] != "2":
            others.append(int(urn))
        elif len(following) == 1 and following[0][GROUP] == "10":
            day = day_of(following[0]["OpenDate"])
            became[int(urn)] = (int(following[0]["URN"]), day)
        else:
            closed.append(int(urn))
    others.sort(key=lambda urn: str(urn) not in later)  # those with a later link first: what misleads
    return became, list(islice([*became, *closed, *others], PROJECTS))


def take(name: str) -> None:
    from partnerships.imports.gias.reader import open_download
    from partnerships.imports.gias.take_in import Request, take_in_gias_file

    with (FOLDER / f"{name}.zip").open("rb") as file:
        download = open_download(file, f"{name}.zip", largest_mb=200)
        take_in_gias_file(request=Request(download), today=dt.date(2026, 1, 1))


def begin(urns: list[int]) -> None:
    """A bare project for each of these schools."""
    from partnerships.models import Group, PlanTemplate, Project

    trust = Group.objects.create(uid=1, name="Harrowmere Learning Trust", type_code="06")
    template = PlanTemplate.objects.get(trust=None, version=1)
    Project.objects.bulk_create(
        Project(school_id=urn, trust=trust, template=template, route="voluntary") for urn in urns
    )


def floor() -> float:
    """Seconds to read what any comparison has to read."""
    from partnerships.models import Project, School, SchoolLink

    start = time.perf_counter()
    fields = [f"school__{field.attname}" for field in School._meta.concrete_fields[:12]]
    list(Project.objects.live().order_by().values_list("pk", *fields))
    list(SchoolLink.objects.filter(gone_on=None).order_by().values_list("school_id", "other_id", "link_type"))
    return time.perf_counter() - start


def compared() -> float:
    """Seconds to compare every live project with GIAS."""
    from partnerships.reports.openings import openings_in_gias

    start = time.perf_counter()
    list(openings_in_gias(today=dt.date(2026, 1, 1)))
    return time.perf_counter() - start


def measure() -> int:
    """One database, empty at the start. 1 when a limit is passed."""
    import django

    django.setup()
    from django.core.management import call_command

    from partnerships.models import OpeningProposal

    call_command("migrate", verbosity=0, skip_checks=True)
    became, urns = truth()
    take(BEFORE)
    begin(urns)
    take(AFTER)
    take(LINKS)
    wanted = {(old, *new) for old, new in became.items()}
    found = list(OpeningProposal.objects.values_list("project__school_id", "academy_id", "opened_on"))
    right = len(wanted & set(found))
    precision, recall = right / max(len(found), 1), right / len(wanted)
    rounds = [(floor(), compared()) for _ in range(ROUNDS)]
    low, taken = (min(each) for each in zip(*rounds, strict=True))
    times = min(each[1] / each[0] for each in rounds)
    good = precision == recall == 1 and len(found) == len(wanted) and times <= MOST
    print(
        f"{os.environ['BENCH_LABEL']}: {len(found)} proposed, {len(wanted)} opened, among {len(urns):,} projects; "
        f"precision {precision:.3f}, recall {recall:.3f}; floor {low * 1000:.0f} ms, comparing {taken * 1000:.0f} ms, "
        f"{times:.2f} times (at most {MOST:g}): {'good' if good else 'BEYOND THE LIMIT'}"
    )
    return 0 if good else 1


def main() -> int:
    """The number of databases on which a limit was passed."""
    if "--measure" in sys.argv:
        return measure()
    if not (FOLDER / f"{BEFORE}.zip").exists():
        print("The real GIAS downloads are not beside this checkout: not measured")
        return 0
    return on_each_database("bench.openings")


if __name__ == "__main__":
    sys.exit(main())
