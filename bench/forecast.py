"""`manage.py forecast` over 30, 300 and 3,000 live projects of 90 milestones, and what it adds to one page.

The floor is the reading alone: the same columns of the same milestones by a bare cursor, a hundred projects at a
time. Limits: 3,000 projects in 60 seconds, a cost that grows with the number of projects and no faster, 50 ms added
to one project's page. The pass over the network alone is measured apart, since a simulation repeats only that.
"""

from __future__ import annotations

import io
import os
import sys
import time
from functools import partial

from bench._schools import on_each_database, seconds

SIZES = (30, 300, 3000)
MOST_SECONDS, MOST_PAGE_MS = 60, 50
MOST_GROWTH = 2  # times what one project costs among 300, when it is one of 3,000
PASSES = 10_000
_ROWS = """SELECT project_id, id, code, occurrence, position, title, anchor, days, due_on, fixed_on, takes_days,
    depends_on, in_plan, status, done_on, decision_id FROM partnerships_milestone
    WHERE project_id BETWEEN %s AND %s"""


def measure() -> int:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.utils import timezone

    from bench._plans import MILESTONES_EACH, build
    from partnerships.models import Project, ProjectForecast
    from partnerships.reports.forecast import outlook

    call_command("migrate", verbosity=0)
    today = timezone.localdate()
    begun = time.perf_counter()
    build(SIZES[-1], today=today)
    _chain()
    print(
        f"{os.environ['BENCH_LABEL']}: {SIZES[-1]:,} projects of {MILESTONES_EACH} milestones "
        f"built in {time.perf_counter() - begun:.0f} s"
    )
    keys = list(Project.objects.order_by("pk").values_list("pk", flat=True))

    def floor(size: int) -> None:
        with connection.cursor() as cursor:
            for first in range(0, size, 100):
                cursor.execute(_ROWS, [keys[first], keys[min(first + 100, size) - 1]])
                cursor.fetchall()

    each: dict[int, float] = {}
    for size in SIZES:
        Project.objects.update(ended_on=today, outcome="other")
        Project.objects.filter(pk__in=keys[:size]).update(ended_on=None, outcome="")
        low = seconds(partial(floor, size), times=3)
        took = seconds(lambda: call_command("forecast", stdout=io.StringIO()), times=1)
        each[size] = took / size
        print(
            f"  {size:5,} projects: {took:6.2f} s, {took / size * 1000:5.2f} ms each, "
            f"floor {low:.3f} s, {took / low:.1f} times"
        )
    late = ProjectForecast.objects.filter(months_late__gt=0).count()
    assert 0 < late < SIZES[-1], "the invented plans are to be late in part"
    project = Project.objects.order_by("pk")[40]
    page = seconds(lambda: outlook(project, today=today), times=15) * 1000
    total, growth = each[SIZES[-1]] * SIZES[-1], each[SIZES[-1]] / each[SIZES[1]]
    good = total <= MOST_SECONDS and page <= MOST_PAGE_MS and growth <= MOST_GROWTH
    print(
        f"  3,000 in {total:.1f} s (at most {MOST_SECONDS}), a project {growth:.2f} times what it costs among 300 "
        f"(at most {MOST_GROWTH}); one page {page:.1f} ms (at most {MOST_PAGE_MS}); "
        f"{late:,} forecast late: {'good' if good else 'TOO SLOW'}"
    )
    print(f"  the pass alone, {PASSES:,} times over one plan: {_passes(keys[35], today):.1f} s")
    return 0 if good else 1


def _chain() -> None:
    """Lets every milestone wait for the one before it and for one further back, as in a real plan."""
    import json

    from django.db import connection

    from partnerships.models import Milestone

    first = Milestone.objects.order_by("project_id").values_list("project_id", flat=True)[0]
    codes = list(Milestone.objects.filter(project=first).order_by("position").values_list("code", flat=True))
    cast = "::jsonb" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for n, code in enumerate(codes):
            before = json.dumps([codes[each] for each in (n - 1, n - 7) if each >= 0])
            cursor.execute(
                f"UPDATE partnerships_milestone SET depends_on = %s{cast} WHERE code = %s",  # noqa: S608  our own text
                [before, code],
            )


def _passes(project: int, today: object) -> float:
    import datetime as dt

    from partnerships.reports.forecast_rows import read_plans, steps_of
    from partnerships.rules.network import Network

    assert isinstance(today, dt.date)
    network, now = Network(steps_of(read_plans([project])[project])), today.toordinal()

    def run() -> None:
        for _ in range(PASSES):
            network.opening(network.finishes(now), now, None)

    return seconds(run, times=1)


def main() -> int:
    """The number of databases on which a limit was passed."""
    return on_each_database("bench.forecast")


if __name__ == "__main__":
    sys.exit(measure() if "--measure" in sys.argv else main())
