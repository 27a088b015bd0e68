"""Months that were confirmed before the first agreed plan was kept: it is read from history, not forgotten."""

from __future__ import annotations

import datetime as dt
import importlib

import pytest
from django.apps import apps
from django.utils import timezone

from partnerships.models import FirstAgreedDate, Milestone, Project
from tests.factories import JoiningChangeFactory, MilestoneFactory, ProjectFactory

pytestmark = pytest.mark.django_db
MIGRATION = importlib.import_module("partnerships.migrations.0006_first_agreed_plans_of_before")


def _told(milestone: Milestone, day: int, due: dt.date) -> None:
    milestone.history.create(
        **{
            field.attname: getattr(milestone, field.attname)
            for field in milestone.history.model.tracked_fields
        }
        | {"due_on": due},
        history_type="~",
        history_date=_at(day),
    )


def _at(day: int) -> dt.datetime:
    return timezone.make_aware(dt.datetime(2027, 1, day))


def test_the_first_confirmed_month_and_its_dates_are_kept_and_none_is_overwritten() -> None:
    moved, provisional = ProjectFactory(joining_month=dt.date(2027, 11, 1)), ProjectFactory()
    kept = ProjectFactory(first_agreed_month=dt.date(2026, 1, 1))
    milestone = MilestoneFactory(project=moved, due_on=dt.date(2027, 8, 1))
    milestone.history.all().delete()
    for day, month, confirmed in ((1, 7, False), (2, 9, True), (3, 11, True)):
        JoiningChangeFactory(
            project=moved, to_month=dt.date(2027, month, 1), confirmed=confirmed, at=_at(day)
        )
        _told(milestone, day, dt.date(2027, month - 3, 1))
    JoiningChangeFactory(project=provisional, confirmed=False)
    JoiningChangeFactory(project=kept, confirmed=True)

    MIGRATION.keep_first_agreed(apps, None)
    months = dict(Project.objects.values_list("pk", "first_agreed_month"))
    assert months == {moved.pk: dt.date(2027, 9, 1), provisional.pk: None, kept.pk: dt.date(2026, 1, 1)}
    row = FirstAgreedDate.objects.get()
    assert (row.milestone, row.title, row.due_on) == (milestone, milestone.title, dt.date(2027, 6, 1))
