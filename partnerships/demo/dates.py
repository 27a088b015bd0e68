"""The demonstration's DfE deadlines and school holidays: invented, near to what is usual."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from partnerships.actions.calendar import set_deadlines
from partnerships.actions.holidays import add_holidays
from partnerships.demo.backdate import Clock
from partnerships.demo.calendar import month
from partnerships.models import Group, User
from partnerships.rules.working_days import Holiday, working_day_until

MONTHS_AHEAD = 12
SOURCE = "https://files.havenlight.example/dfe/deadlines-by-opening-month"


def load_dates(clock: Clock, *, by: User, trust: Group, today: dt.date) -> None:
    """The trust's deadlines of the coming opening months, and three school years' holidays common to all."""
    at = clock.now - dt.timedelta(days=400)
    years = range(today.year - 1, today.year + 2)
    holidays = [("", each) for year in years for each in _holidays(year)]
    clock.play(at, add_holidays, by=by, holidays=holidays)
    for ahead in range(1, MONTHS_AHEAD + 1):
        opening = month(today, ahead)
        dates = {
            "OPS-07": working_day_until(opening - dt.timedelta(days=45)),
            "OPS-09": working_day_until(opening - dt.timedelta(days=30)),
        }
        clock.play(
            at + dt.timedelta(minutes=ahead),
            set_deadlines,
            by=by,
            trust=trust,
            month=opening,
            dates=dates,
            source_url=SOURCE,
        )


def _holidays(year: int) -> Iterator[Holiday]:
    """A year's holidays, from the Monday of their first week to the Friday of their last."""
    for name, first, weeks in (
        ("February half-term", dt.date(year, 2, 13), 1),
        ("Easter holiday", dt.date(year, 4, 1), 2),
        ("May half-term", dt.date(year, 5, 25), 1),
        ("Summer holiday", dt.date(year, 7, 22), 6),
        ("October half-term", dt.date(year, 10, 24), 1),
        ("Christmas holiday", dt.date(year, 12, 21), 2),
    ):
        monday = first - dt.timedelta(days=first.weekday())
        yield Holiday(name, monday, monday + dt.timedelta(days=weeks * 7 - 3))
