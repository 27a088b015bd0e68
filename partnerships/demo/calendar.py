"""Dates of the demonstration, all counted from today."""

from __future__ import annotations

import datetime as dt
import random
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def month(today: dt.date, offset: int) -> dt.date:
    """The first of the month `offset` months from today's."""
    years, month0 = divmod(today.year * 12 + today.month - 1 + offset, 12)
    return dt.date(years, month0 + 1, 1)


def months_before(today: dt.date, months: int) -> dt.date:
    """The first of the month so many months ago."""
    return month(today, -months)


def working_day(day: dt.date) -> dt.date:
    """The day itself, or the Monday after a weekend."""
    return day + dt.timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def moment(day: dt.date, chance: random.Random, *, latest: dt.datetime) -> dt.datetime:
    """A time in office hours of that day, never later than `latest`."""
    at = dt.datetime.combine(day, dt.time(8, 40), LONDON) + dt.timedelta(minutes=chance.randint(0, 520))
    return min(at, latest)
