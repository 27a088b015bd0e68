"""How the work is spread: open milestones, live projects and openings, per lead and per joining month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from partnerships.models import Milestone, Project, User
from partnerships.models.project import ProjectQuerySet
from partnerships.rules.dates import first_of_month
from partnerships.rules.saying import MONTHS, counted, say_month

AHEAD = 12
NO_LEAD = "none"


@dataclass(frozen=True)
class Load:
    """What is there to do: live projects, milestones not done, of these late, and due in the next 30 days."""

    projects: int = 0
    open: int = 0
    late: int = 0
    soon: int = 0

    def __add__(self, other: Load) -> Load:
        return Load(
            self.projects + other.projects,
            self.open + other.open,
            self.late + other.late,
            self.soon + other.soon,
        )


@dataclass(frozen=True)
class Column:
    """The openings of one month, or of all before or after, or those without a month (both bounds None)."""

    first: dt.date | None
    last: dt.date | None
    label: str
    short: str

    def holds(self, month: dt.date | None) -> bool:
        if month is None or (self.first is None and self.last is None):
            return month is None and self.first is None and self.last is None
        return (self.first is None or month >= self.first) and (self.last is None or month <= self.last)

    @property
    def query(self) -> str:
        """The part of an address that asks a list for these months; empty where it cannot be asked."""
        first = f"&joining_from={self.first:%Y-%m}" if self.first else ""
        last = f"&joining_to={self.last:%Y-%m}" if self.last else ""
        return first + last


@dataclass(frozen=True)
class LeadLine:
    """One lead, by key ("none" for projects without one), with what is theirs in all and in each column."""

    key: str
    name: str
    total: Load
    columns: list[tuple[Column, Load]]


@dataclass(frozen=True)
class Bar:
    """One column of the chart, in the units of its picture."""

    column: Column
    projects: int
    x: int
    y: int
    height: int


class Balance:
    """The figures for one person on one day: three queries, whatever there is."""

    def __init__(self, *, user: User, trust: int | None, today: dt.date) -> None:
        self.user, self.trust, self.today = user, trust, today

    @cached_property
    def projects(self) -> ProjectQuerySet:
        """Live projects that this person sees."""
        found = Project.objects.visible_to(self.user).live()
        return found if self.trust is None else found.filter(trust_id=self.trust)

    @cached_property
    def _cells(self) -> dict[tuple[int | None, dt.date | None], Load]:
        """By lead and joining month."""
        cells: dict[tuple[int | None, dt.date | None], Load] = {}
        for lead, month in self.projects.order_by().values_list("lead_id", "joining_month"):
            cells[lead, month] = cells.get((lead, month), Load()) + Load(projects=1)
        rows = Milestone.objects.filter(project__in=self.projects.order_by().values("pk")).to_do()
        for each in rows.tallied_by("project__lead_id", "project__joining_month", on=self.today):
            key = (each["project__lead_id"], each["project__joining_month"])
            cells[key] = cells.get(key, Load()) + Load(0, each["found"], each["late"], each["soon"])
        return cells

    @cached_property
    def columns(self) -> list[Column]:
        """The next twelve months, what lies before and after them where there is something, and "no date yet"."""
        months = _months(first_of_month(self.today), AHEAD)
        named = {month for _lead, month in self._cells if month is not None}
        columns = [Column(month, month, say_month(month), _short(month)) for month in months]
        if any(month < months[0] for month in named):
            before = _months(months[0], 1, step=-1)[-1]
            columns.insert(0, Column(None, before, f"Before {say_month(months[0])}", "Earlier"))
        if any(month > months[-1] for month in named):
            after = _months(months[-1], 2)[-1]
            columns.append(Column(after, None, f"After {say_month(months[-1])}", "Later"))
        return [*columns, Column(None, None, "No date yet", "No date")]

    @cached_property
    def leads(self) -> list[LeadLine]:
        """Everybody who leads something here, by name; last what nobody leads, where there is any."""
        names = dict(self.projects.lead_choices())
        keys: list[int | None] = [int(key) for key in names]
        if any(lead is None for lead, _month in self._cells):
            keys.append(None)
        return [self._line(key, names.get(str(key), "Nobody yet")) for key in keys]

    def _line(self, lead: int | None, name: str) -> LeadLine:
        mine = {month: load for (key, month), load in self._cells.items() if key == lead}
        columns = [(column, _sum(mine[m] for m in mine if column.holds(m))) for column in self.columns]
        return LeadLine(NO_LEAD if lead is None else str(lead), name, _sum(mine.values()), columns)

    @cached_property
    def months(self) -> list[tuple[Column, Load]]:
        """What there is in each column, over all leads."""
        return [
            (column, _sum(load for (_lead, month), load in self._cells.items() if column.holds(month)))
            for column in self.columns
        ]

    @cached_property
    def total(self) -> Load:
        """All of it."""
        return _sum(self._cells.values())

    def bars(self, *, height: int, width: int) -> list[Bar]:
        """The chart of openings: a column each, `width` apart; the tallest is `height` high."""
        most = max((load.projects for _column, load in self.months), default=0) or 1
        return [
            Bar(column, load.projects, place * width, height - tall, tall)
            for place, (column, load) in enumerate(self.months)
            for tall in [round(height * load.projects / most)]
        ]

    @property
    def chart_words(self) -> str:
        """What the chart shows, for those who do not see it."""
        said = [
            f"{column.label}: {counted(load.projects, 'school')}"
            for column, load in self.months
            if load.projects
        ]
        return "; ".join(said) or "No openings"


def _sum(loads: Iterable[Load]) -> Load:
    return sum(loads, Load())


def _months(first: dt.date, many: int, *, step: int = 1) -> Sequence[dt.date]:
    """So many months from `first` on; with `step` -1 the months before it."""
    begin = first.year * 12 + first.month - 1
    numbers = range(begin, begin + many) if step > 0 else range(begin - 1, begin - 1 - many, -1)
    return [dt.date(number // 12, number % 12 + 1, 1) for number in numbers]


def _short(month: dt.date) -> str:
    return f"{MONTHS[month.month - 1][:3]} {month.year % 100:02d}"
