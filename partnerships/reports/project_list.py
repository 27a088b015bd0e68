"""The list of projects: joining months with their totals, and what one line says of a project."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from partnerships.models import Milestone, Project
from partnerships.models.forecast import ProjectForecast, with_standing
from partnerships.models.project import ProjectQuerySet
from partnerships.reports.ratings import COLOURS
from partnerships.reports.stuck import stuck_among
from partnerships.rules.dates import days_until, months_between
from partnerships.rules.joining import say_month_shift
from partnerships.rules.saying import counted
from partnerships.rules.words import Part, Rating, Route


@dataclass(frozen=True)
class ProjectRow:
    """One project (annotated by `with_progress` and `with_reached`) with what its line says."""

    project: Project
    today: dt.date
    stuck: bool = False

    @property
    def days(self) -> int | None:
        """Days until the joining date; negative when past, None without one."""
        return days_until(self.project.joining_month, self.today)

    @property
    def opening_words(self) -> str:
        """ "284 days until opening"; the outcome's day for an ended project."""
        if self.project.is_ended or self.days is None:
            return ""
        if self.days == 0:
            return "Opens today"
        size = counted(abs(self.days), "day")
        return f"{size} until opening" if self.days > 0 else f"{size} since the joining date"

    @property
    def slip_words(self) -> str:
        """ "2 months later than first agreed"; empty where it joins when it was first agreed."""
        shift = say_month_shift(self.project.first_agreed_month, self.project.joining_month)
        return f"{shift} than first agreed" if shift else ""

    @property
    def months_slipped(self) -> int | None:
        """Months later than first agreed; negative for earlier, None before anything was agreed or without a month."""
        first, now = self.project.first_agreed_month, self.project.joining_month
        return None if first is None or now is None else months_between(first, now)

    @property
    def reached_words(self) -> str:
        """The furthest part of the plan with something done or under way."""
        place = getattr(self.project, "reached", None)
        return list(Part)[place - 1].label if place else "Nothing started yet"

    @property
    def has_begun(self) -> bool:
        """Something is done or under way: `reached_words` name a part of the plan, which "Ready to open" is too."""
        return bool(getattr(self.project, "reached", None))

    @property
    def forecast(self) -> ProjectForecast | None:
        """The stored forecast; None for what is on hold or ended, or was never worked out."""
        return getattr(self.project, "forecast", None) if self.project.is_going_on else None

    @property
    def rating(self) -> Rating | None:
        """A manager's rating while it holds, else the one worked out."""
        shown = getattr(self.project, "shown_rating", None)
        return Rating(shown) if shown and self.forecast else None

    @property
    def rating_words(self) -> str:
        """Why it is rated so."""
        if self.rating is None or self.forecast is None:
            return ""
        by_hand: str | None = getattr(self.project, "rated_by_hand", None)
        return by_hand or " ".join(self.forecast.rating_reasons)

    @property
    def main_reason(self) -> str:
        """The gravest reason for the rating."""
        if self.forecast is None:
            return ""
        by_hand: str | None = getattr(self.project, "rated_by_hand", None)
        return by_hand or next(iter(self.forecast.rating_reasons), "")

    @property
    def more_reasons(self) -> int:
        """How many further reasons there are."""
        if self.forecast is None or getattr(self.project, "rated_by_hand", None):
            return 0
        return max(len(self.forecast.rating_reasons) - 1, 0)

    @property
    def rating_colour(self) -> str:
        return COLOURS[self.rating] if self.rating else ""

    @property
    def is_forecast_older(self) -> bool:
        """The forecast is not of today: no change since, and the daily command has not run."""
        return self.forecast is not None and self.forecast.made_on < self.today

    @property
    def route_words(self) -> str:
        return Route(self.project.route).label if self.project.route else "Route not chosen yet"


@dataclass(frozen=True)
class MonthTotal:
    """One joining month over everything found."""

    month: dt.date | None
    projects: int
    done: int
    plan: int
    late: int

    @property
    def words(self) -> str:
        """ "4 projects, 212 of 310 milestones done, 7 late"."""
        projects = counted(self.projects, "project")
        return f"{projects}, {self.done:,} of {self.plan:,} milestones done, {self.late:,} late"


@dataclass(frozen=True)
class MonthGroup:
    """The projects of one month that stand on this page, with the whole month's totals."""

    total: MonthTotal
    rows: list[ProjectRow] = field(default_factory=list)
    # Whether the month began on an earlier page, and whether it goes on over the next.
    goes_back: bool = False
    goes_on: bool = False


def month_totals(found: ProjectQuerySet, *, today: dt.date) -> list[MonthTotal]:
    """Totals of each joining month of the projects found, in joining order: two queries."""
    plans = Milestone.objects.filter(project__in=found.order_by().values("pk")).in_plan()
    counts = {
        each["project__joining_month"]: each for each in plans.tallied_by("project__joining_month", on=today)
    }
    none = {"done": 0, "found": 0, "late": 0}
    return [
        MonthTotal(month, projects, *(counts.get(month, none)[key] for key in ("done", "found", "late")))
        for month, projects in found.tallied_by_month().items()
    ]


def project_rows(keys: Sequence[int], *, today: dt.date) -> list[ProjectRow]:
    """The lines of these projects, in the order of the keys. Progress is counted for these only."""
    shown = Project.objects.filter(pk__in=keys).with_progress(on=today).with_reached().with_names()
    found = with_standing(shown, on=today).in_bulk()
    stuck = set(stuck_among(Project.objects.filter(pk__in=keys), on=today).values_list("pk", flat=True))
    return [ProjectRow(found[key], today, key in stuck) for key in keys if key in found]


def month_groups(rows: Sequence[ProjectRow], totals: Sequence[MonthTotal], *, first: int) -> list[MonthGroup]:
    """The rows of one page by joining month. `first` is the place (from 0) of the page's first row in all."""
    begins, place = {}, 0
    for total in totals:
        begins[total.month] = (place, total)
        place += total.projects
    groups, at = [], first
    for month, some in groupby(rows, key=lambda row: row.project.joining_month):
        mine = list(some)
        start, total = begins[month]
        groups.append(
            MonthGroup(total, mine, goes_back=at > start, goes_on=at + len(mine) < start + total.projects)
        )
        at += len(mine)
    return groups
