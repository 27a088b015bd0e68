"""Responses to a consultation: 10,000 from a csv, then the list of 50,000, each against a floor of the same run.

The import's floor is reading the file with `csv.DictReader`, and writing the same rows with one `bulk_create` and no
history, in a transaction that is taken back. The list's floor is one count and the fifty rows of the page. Limits: the
import 8 times its floor, which is 10 seconds where the floor takes 1.25, and on PostgreSQL each page within 1 second
(SQLite, for small installations: 2).
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import os
import random
import sys
import time

from bench._schools import on_each_database, seconds

IMPORTED, LISTED = 10_000, 50_000
MOST_TIMES = 8.0
LIMITS = {"postgresql": 1.0, "sqlite": 2.0}
_TEXT = (
    "school trust parents children governors change worried support buses uniform teachers staff pension land church "
    "link council better results small village fair time meeting answer question local future name budget special "
    "needs admission"
)
WORDS = _TEXT.split()
GROUPS = ("Parent/carer", "Member of staff", "Pupil", "Local resident", "Governor")
VIEWS = ("Agree", "Disagree", "Neither agree nor disagree", "Not sure")
THEMES = ("SEND", "Admissions", "Catering and transport", "Land and buildings", "")


def comment(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(3, 60)))


def answers(count: int, seed: int) -> bytes:
    """A form's csv."""
    chance = random.Random(seed)  # noqa: S311  the same rows each time, no secrets
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(
        ["Timestamp", "Email Address", "Are you a…", "Do you agree with the proposal?", "Comments", "Themes"]
    )
    day = dt.date(2026, 9, 1)
    for n in range(count):
        when = f"{day + dt.timedelta(days=chance.randrange(40)):%d/%m/%Y} 10:00:00"
        row = [when, f"p{seed}-{n}@x.example", chance.choice(GROUPS), chance.choice(VIEWS), comment(chance)]
        writer.writerow([*row, ";".join({chance.choice(THEMES), chance.choice(THEMES)})])
    return out.getvalue().encode()


def measure() -> int:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection, transaction
    from django.test import Client
    from django.urls import reverse

    from bench._plans import build
    from partnerships.imports.responses.uploads import plan_of, receive, saving
    from partnerships.models import Consultation, Project, Response

    call_command("migrate", verbosity=0)
    user = build(1, today=dt.date(2026, 11, 1))
    project = Project.objects.get()
    consultation = Consultation.objects.create(
        project=project, kind="statutory", title="Joining", led_by="governing_body"
    )

    def take_in(count: int, seed: int) -> float:
        data = answers(count, seed)
        begun = time.perf_counter()
        upload = receive(data, f"{seed}.csv", consultation=consultation, by=user)
        plan = plan_of(upload)
        assert plan.counts["refused"] == 0
        for _ in saving(plan, by=user):
            pass
        return time.perf_counter() - begun

    def floor_import() -> None:
        rows = list(csv.DictReader(io.StringIO(answers_once.decode())))
        fields = {
            "project": project,
            "consultation": consultation,
            "received_on": dt.date(2026, 9, 1),
            "stance": "for",
        }
        with transaction.atomic():
            Response.objects.bulk_create(
                (
                    Response(number=1_000_000 + n, comment=row["Comments"], **fields)
                    for n, row in enumerate(rows)
                ),
                batch_size=500,
            )
            transaction.set_rollback(True)

    answers_once = answers(IMPORTED, 0)
    low_import = seconds(floor_import, times=3)
    took = take_in(IMPORTED, 1)
    last = 0.0
    for seed in range(2, LISTED // IMPORTED + 1):
        last = take_in(IMPORTED, seed)
    assert Response.objects.count() == LISTED
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    client = Client()
    client.force_login(user)
    url = reverse("response-list", args=[consultation.pk])

    def floor_page() -> None:
        with connection.cursor() as cursor:
            where = "FROM partnerships_response WHERE consultation_id = %s AND removed_on IS NULL"
            cursor.execute(f"SELECT count(*) {where}", [consultation.pk])
            cursor.fetchall()
            cursor.execute(f"SELECT * {where} ORDER BY number DESC LIMIT 50", [consultation.pk])
            cursor.fetchall()

    def page(**query: str) -> float:
        def ask() -> None:
            assert client.get(url, query).status_code == 200

        ask()
        return seconds(ask, times=5)

    low = seconds(floor_page, times=5)
    pages = {
        "first page": page(),
        "last page": page(page="1000"),
        "filtered": page(audience="parents", stance="against", theme="none"),
        "searched": page(q="worried pension"),
    }
    most_page = LIMITS[connection.vendor]
    good = took <= MOST_TIMES * low_import and max(pages.values()) <= most_page
    said = ", ".join(f"{name} {took:.2f} s ({took / low:.0f} times)" for name, took in pages.items())
    print(
        f"{os.environ['BENCH_LABEL']}: import of {IMPORTED:,} {took:.1f} s, the fifth {last:.1f} s, "
        f"floor {low_import:.1f} s, "
        f"{took / low_import:.1f} times (at most {MOST_TIMES:g})\n"
        f"  list of {LISTED:,}: {said}; floor {low:.3f} s (at most {most_page:g} s): {'good' if good else 'TOO SLOW'}"
    )
    return 0 if good else 1


def main() -> int:
    """The number of databases on which a limit was passed."""
    return on_each_database("bench.responses")


if __name__ == "__main__":
    sys.exit(measure() if "--measure" in sys.argv else main())
