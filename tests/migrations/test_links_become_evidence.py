"""Links that milestones had before evidence had rows of its own: none is lost, and history says who added which."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

BEFORE, AFTER = ("partnerships", "0002_living_plans"), ("partnerships", "0003_links_become_evidence")


@pytest.mark.migrations
@pytest.mark.usefixtures("empty_database")
def test_every_link_becomes_a_row() -> None:
    old = _migrate(BEFORE)
    first, second, taken_away = (_milestone(old, title) for title in ("A", "B", "C"))
    _log(old, first, ["https://a.example/1", "https://a.example/1", "https://a.example/2"])
    _log(old, taken_away, ["https://a.example/3", ""])
    second.evidence_url = "https://a.example/4"  # set without any history
    second.save()
    new = _migrate(AFTER)
    rows = new.get_model("partnerships", "Evidence").objects
    assert {(row.milestone.title, row.name, row.url) for row in rows.select_related("milestone")} == {
        ("A", "Minute", "https://a.example/1"), ("A", "Minute", "https://a.example/2"),
        ("B", "Minute", "https://a.example/4"), ("C", "Minute", "https://a.example/3"),
    }  # fmt: skip
    newer = rows.get(url="https://a.example/2")
    assert newer.replaces.url == "https://a.example/1"
    assert timezone.localdate(newer.added_at) == dt.date(2027, 1, 3)
    assert rows.get(url="https://a.example/3").removed_at is not None
    told = new.get_model("partnerships", "HistoricalEvidence").objects.all()
    assert sorted((row.url[-1], row.history_type) for row in told) == [
        ("1", "+"),
        ("2", "+"),
        ("3", "+"),
        ("3", "~"),
    ]
    back = _migrate(BEFORE).get_model("partnerships", "Milestone").objects
    assert [row.evidence_url[-1:] for row in back.order_by("title")] == ["2", "4", ""]
    MigrationExecutor(connection).migrate([("partnerships", None)])  # the next test finds nothing


def _migrate(to: tuple[str, str]) -> Any:
    executor = MigrationExecutor(connection)
    executor.migrate([to])
    return MigrationExecutor(connection).loader.project_state([to]).apps


def _milestone(apps: Any, title: str) -> Any:
    number = 700_000 + ord(title)
    school = apps.get_model("partnerships", "School").objects.create(urn=number, name=title)
    trust = apps.get_model("partnerships", "Group").objects.create(uid=number, name=title)
    template, _ = apps.get_model("partnerships", "PlanTemplate").objects.get_or_create(name="Plan", version=1)
    project = apps.get_model("partnerships", "Project").objects.create(
        school=school, trust=trust, template=template
    )
    return apps.get_model("partnerships", "Milestone").objects.create(
        project=project, title=title, phase="EXP", evidence_wanted="Minute"
    )


def _log(apps: Any, milestone: Any, links: list[str]) -> None:
    told = apps.get_model("partnerships", "HistoricalMilestone").objects
    for day, link in enumerate(links, 1):
        milestone.evidence_url = link
        milestone.save()
        told.create(
            id=milestone.pk, project_id=milestone.project_id, title=milestone.title, phase="EXP", evidence_url=link,
            history_date=timezone.make_aware(dt.datetime(2027, 1, day, 9)), history_type="~" if day > 1 else "+",
        )  # fmt: skip
