"""The analysis of 50,000 responses with themes, beside as many of another consultation, and pages that rest on it.

The floor is one bare count by group, channel and stance, and one by theme, group and stance. Limits: every page within
1 second on PostgreSQL (2 on SQLite, which is for small installations).
"""

from __future__ import annotations

import datetime as dt
import os
import random
import sys

from bench._schools import on_each_database, seconds

RESPONSES = 50_000
LIMITS = {"postgresql": 1.0, "sqlite": 2.0}
_BY_GROUP = """SELECT audience, channel, stance, count(*) FROM partnerships_response
    WHERE consultation_id = %s AND removed_on IS NULL AND duplicate_of_id IS NULL GROUP BY 1, 2, 3"""
_BY_THEME = """SELECT t.theme_id, r.audience, r.stance, count(*) FROM partnerships_responsetheme t
    JOIN partnerships_response r ON r.id = t.response_id
    WHERE r.consultation_id = %s AND r.removed_on IS NULL AND r.duplicate_of_id IS NULL GROUP BY 1, 2, 3"""


def measure() -> int:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.urls import reverse

    from bench._plans import build
    from partnerships.models import Consultation, Project, Response, ResponseTheme, Theme
    from partnerships.rules.consultation_words import STARTER_THEMES, Audience, Channel, Stance

    call_command("migrate", verbosity=0)
    user, chance = build(1, today=dt.date(2026, 11, 1)), random.Random(1)  # noqa: S311  invented answers
    project = Project.objects.get()

    def consultation(title: str) -> Consultation:
        made = Consultation.objects.create(
            project=project, kind="statutory", title=title, led_by="governing_body"
        )
        Response.objects.bulk_create(
            (
                Response(
                    project=project,
                    consultation=made,
                    number=number,
                    received_on=dt.date(2026, 9, 1) + dt.timedelta(days=chance.randrange(42)),
                    audience=chance.choice(list(Audience)).value,
                    channel=chance.choice(list(Channel)).value,
                    stance=chance.choice(list(Stance)).value,
                    comment="We like the school as it is, and worry about what a trust would change. " * 4,
                )
                for number in range(1, RESPONSES + 1)
            ),
            batch_size=2000,
        )
        themes = [Theme(project=project, consultation=made, name=name) for name in STARTER_THEMES]
        Theme.objects.bulk_create(themes)
        links = [
            ResponseTheme(project=project, response_id=pk, theme=theme)
            for pk in made.responses.values_list("pk", flat=True)
            for theme in chance.sample(themes, chance.randrange(3))
        ]
        ResponseTheme.objects.bulk_create(links, batch_size=5000)
        return made

    consultation("Another one")
    ours = consultation("Joining")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    client = Client()
    client.force_login(user)

    def floor() -> None:
        with connection.cursor() as cursor:
            for query in (_BY_GROUP, _BY_THEME):
                cursor.execute(query, [ours.pk])
                cursor.fetchall()

    def page(name: str) -> float:
        url = reverse(name, args=[ours.pk])

        def ask() -> None:
            assert client.get(url).status_code == 200

        ask()
        return seconds(ask, times=5)

    low = seconds(floor, times=5)
    pages = {name: page(name) for name in ("consultation-analysis", "theme-list", "response-report-list")}
    limit = LIMITS[connection.vendor]
    good = max(pages.values()) <= limit
    said = ", ".join(f"{name} {took:.2f} s ({took / low:.1f} times)" for name, took in pages.items())
    print(
        f"{os.environ['BENCH_LABEL']}: {RESPONSES:,} responses: {said}; floor {low:.2f} s "
        f"(at most {limit:g} s): {'good' if good else 'TOO SLOW'}"
    )
    return 0 if good else 1


def main() -> int:
    """The number of databases on which a limit was passed."""
    return on_each_database("bench.analysis")


if __name__ == "__main__":
    sys.exit(measure() if "--measure" in sys.argv else main())
