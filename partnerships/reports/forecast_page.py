"""What the pages show of one project's forecast and rating, with a milestone's key behind each name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from partnerships.models import Project
from partnerships.reports.forecast import Outlook, outlook
from partnerships.reports.ratings import Shown, shown_rating
from partnerships.rules.forecast import Line
from partnerships.rules.saying import counted


@dataclass(frozen=True)
class ForecastRow:
    """One milestone of the forecast."""

    pk: int
    line: Line
    chased: bool

    @property
    def code(self) -> str:
        """The template's code; empty for a row of the team's own."""
        key = self.line.step.key
        return "" if key.startswith("#") else key.partition("/")[0]

    @property
    def title(self) -> str:
        return self.line.step.title

    @property
    def days_late(self) -> int:
        """How many days after its planned date it is or will be finished; 0 for none, or where a date is missing."""
        planned, finish = self.line.step.planned, self.line.finish
        return max((finish - planned).days, 0) if planned and finish else 0

    @property
    def finish_words(self) -> str:
        """What stands beside the forecast date."""
        if self.line.step.done:
            return "done" if self.line.finish else "Done, date unknown"
        return f"{counted(self.days_late, 'day')} later" if self.days_late else ""

    @property
    def room_words(self) -> str:
        """ "12 days", "4 days short"; for what is done or what the opening does not wait for, that."""
        room = self.line.room
        if self.line.step.done:
            return "Done"
        if room is None:
            return "Opening does not wait for it"
        return counted(room, "day") if room >= 0 else f"{counted(-room, 'day')} short"


@dataclass(frozen=True)
class ForecastPage:
    """`rows` stand in plan order, `chain` in the order of the work; both are empty where there is no forecast."""

    outlook: Outlook
    rating: Shown | None
    rows: Sequence[ForecastRow]
    chain: Sequence[ForecastRow]
    chase: Sequence[ForecastRow]

    @property
    def in_time(self) -> bool:
        """There is a forecast, and it is not later than planned."""
        return self.outlook.forecast is not None and not self.outlook.forecast.months_late


def forecast_page(project: Project, *, today: dt.date) -> ForecastPage:
    """Works the forecast out as of today, in nine queries whatever the length of the plan."""
    found = outlook(project, today=today)
    rating = shown_rating(project, today=today, worked_out=found.rated) if found.rated else None
    if found.forecast is None:
        return ForecastPage(found, rating, (), (), ())
    chased = set(found.forecast.chase)
    rows = {
        line.step.key: ForecastRow(found.milestones[line.step.key], line, line.step.key in chased)
        for line in found.forecast.lines
    }
    return ForecastPage(
        found,
        rating,
        rows=tuple(rows.values()),
        chain=tuple(rows[key] for key in found.forecast.holding.keys),
        chase=tuple(rows[key] for key in found.forecast.chase),
    )
