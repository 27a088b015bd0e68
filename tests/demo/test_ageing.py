"""The demonstration never ages: on any day it looks no worse than today."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.db import connection

from partnerships.demo.load import load_demo
from tests.demo import test_load as promises


@pytest.mark.skipif(
    connection.vendor != "sqlite",
    reason="only on SQLite: the days are the same on PostgreSQL, and take a minute",
)
@pytest.mark.django_db
def test_it_keeps_its_promises_on_an_awkward_day() -> None:
    """A Sunday before office hours that is the first of a month, some years from now."""
    on = "2031-06-01 07:30"
    with time_machine.travel(dt.datetime.fromisoformat(on).replace(tzinfo=dt.UTC), tick=False):
        assert load_demo() >= 30
        promises.test_nothing_has_happened_in_the_future()
        promises.test_some_projects_are_late_and_none_is_a_wall_of_late()
        promises.test_nothing_is_done_before_what_it_depends_on()
        promises.test_every_phase_is_under_way_or_done_somewhere()
        promises.test_history_of_a_milestone_goes_forward()
