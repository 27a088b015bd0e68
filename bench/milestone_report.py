"""The milestone report over 3,000 projects of 90 milestones: first page and csv, each against a floor of the same run.

The page's floor is one bare count by project and phase, and the page's hundred rows by their keys. The csv's is a
bare cursor-and-csv loop over the report's own columns of the same rows, unsorted. Limits: page and the csv's first
row within 1 second on PostgreSQL (2 on SQLite, which is for small installations), memory flat while the csv runs.
"""

from __future__ import annotations

import csv
import io
import os
import resource
import sys
import time
from pathlib import Path

from bench._schools import on_each_database, seconds

PROJECTS = 3000
LIMITS = {"postgresql": 1.0, "sqlite": 2.0}
MOST_MEMORY = 60  # MB that the whole csv may add
_OF_LIVE = """FROM partnerships_milestone m JOIN partnerships_project p ON p.id = m.project_id
    WHERE m.in_plan AND p.ended_on IS NULL"""
_COUNT = f"""SELECT m.project_id, m.phase, count(*), sum(CASE WHEN m.status = 'done' THEN 1 ELSE 0 END),
    sum(CASE WHEN m.status <> 'done' AND m.due_on < %s THEN 1 ELSE 0 END),
    sum(CASE WHEN m.status = 'waiting' THEN 1 ELSE 0 END) {_OF_LIVE} GROUP BY 1, 2"""
_ROWS = """SELECT p.joining_month, s.name, s.urn, s.la_name, g.name, p.route, u.name, m.phase, m.code, m.title,
    m.status, m.due_on, m.done_on, m.owner_roles, m.waiting_on, m.waiting_since, m.applies
    FROM partnerships_school s JOIN partnerships_project p ON p.school_id = s.urn
    JOIN partnerships_group g ON g.uid = p.trust_id LEFT JOIN partnerships_user u ON u.id = p.lead_id
    JOIN partnerships_milestone m ON m.project_id = p.id WHERE m.in_plan AND p.ended_on IS NULL"""

_FIRST_ROWS = f"{_ROWS} AND p.id IN (SELECT min(id) FROM partnerships_project)"  # noqa: S608  our own text


def memory() -> float:
    """What the process holds now, in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


def measure() -> int:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.urls import reverse
    from django.utils import timezone

    from bench._plans import MILESTONES_EACH, build

    call_command("migrate", verbosity=0)
    today = timezone.localdate()
    begun = time.perf_counter()
    client = Client()
    client.force_login(build(PROJECTS, today=today))
    print(
        f"{os.environ['BENCH_LABEL']}: {PROJECTS:,} projects of {MILESTONES_EACH} milestones "
        f"built in {time.perf_counter() - begun:.0f} s"
    )
    page_url, csv_url = reverse("report-milestones"), reverse("report-milestones-csv")

    def floor_page() -> None:
        with connection.cursor() as cursor:
            cursor.execute(_COUNT, [today])
            cursor.fetchall()
            cursor.execute(_FIRST_ROWS)
            cursor.fetchall()

    def page() -> None:
        assert client.get(page_url).status_code == 200

    def first_row() -> None:
        response = client.get(csv_url)
        stream = iter(response.streaming_content)
        next(stream), next(stream)  # the heading, and the first five hundred rows
        response.close()

    def floor_csv() -> None:
        out = csv.writer(io.StringIO())
        with connection.cursor() as cursor:
            cursor.execute(_ROWS)
            while rows := cursor.fetchmany(2000):
                out.writerows(rows)

    def whole_csv() -> None:
        for n, _ in enumerate(client.get(csv_url).streaming_content):
            if n % 20 == 0:
                held.append(memory())

    page(), first_row(), floor_page()
    low, ours, first = seconds(floor_page, times=7), seconds(page, times=7), seconds(first_row, times=7)
    late = seconds(lambda: client.get(page_url, {"status": "late"}), times=5)
    held = [memory()]
    took = seconds(whole_csv, times=1)
    added = max(held) - held[0]
    low_csv = seconds(floor_csv, times=1)
    limit = LIMITS[connection.vendor]
    good = max(ours, first, late) <= limit and added <= MOST_MEMORY
    print(
        f"  page {ours:.2f} s, floor {low:.2f} s, {ours / low:.1f} times; late only {late:.2f} s\n"
        f"  csv: first rows {first:.2f} s (at most {limit:g} s, as the page), all {took:.1f} s, "
        f"bare loop {low_csv:.1f} s, {took / low_csv:.1f} times; "
        f"memory +{added:.0f} MB (at most {MOST_MEMORY}): {'good' if good else 'TOO SLOW OR TOO LARGE'}"
    )
    return 0 if good else 1


def main() -> int:
    """The number of databases on which a limit was passed."""
    return on_each_database("bench.milestone_report")


if __name__ == "__main__":
    sys.exit(measure() if "--measure" in sys.argv else main())
