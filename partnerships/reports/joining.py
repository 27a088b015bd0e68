"""What another joining month would mean for a project, before anybody saves it. Read once, tried as often as wanted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from partnerships.actions.plans import anchors_of, answers_of, due_date_of
from partnerships.actions.templates import template_rows
from partnerships.models import Milestone, Project, User
from partnerships.reports.calendar import holidays_for, months_with_deadlines
from partnerships.reports.checks import situation_of
from partnerships.reports.forecast_rows import Row, steps_of
from partnerships.reports.joining_people import Busy, people_of
from partnerships.rules.calendar import Calendar
from partnerships.rules.checks import Finding, State, check_rules
from partnerships.rules.deadlines import Ahead, earliest_open_month, missed, say_dates_unknown
from partnerships.rules.forecast import Forecast, forecast
from partnerships.rules.joining import Placed, PlanMove, next_months, plan_move
from partnerships.rules.network import PlanCircle
from partnerships.rules.plan import build_plan
from partnerships.rules.saying import counted, say_day, say_month
from partnerships.rules.words import Phase, Route
from partnerships.rules.working_days import holiday_on, say_holiday, working_days_between

Finishes = Mapping[str, dt.date | None]  # milestone's code: when it is done on current pace


@dataclass(frozen=True)
class Missed:
    """A deadline of DfE's that could not be kept. `expected` is when the milestone would be done on current pace."""

    title: str
    deadline: dt.date
    expected: dt.date | None

    @property
    def sentence(self) -> str:
        said = f"DfE’s deadline for “{self.title}” is {say_day(self.deadline)}"
        if self.expected is None or self.expected <= self.deadline:
            return f"{said}, and it is not done."
        return f"{said}. On current pace it is done on {say_day(self.expected)}."


@dataclass(frozen=True)
class MonthTried:
    """One month, or "not known yet", and everything that it would mean.

    `breaks` are hard rules that this month breaks, `at_risk` those that it brings near; `opens` is when the school
    would open on current pace (None where that cannot be told); `open_month` is the earliest later month for which
    DfE's deadlines, as far as they are known, can be kept on current pace (None where this month's can), and
    `open_unknown` says which of them are not.
    """

    month: dt.date | None
    move: PlanMove
    breaks: list[Finding]
    at_risk: list[Finding]
    missed: list[Missed]
    open_month: dt.date | None
    open_unknown: str
    busy: list[Busy]
    lead_openings: int | None
    working_days: int
    holiday: str
    opens: dt.date | None

    @property
    def pace(self) -> str:
        """Why current pace does not allow the month; empty where it does."""
        if self.month is None or self.opens is None or self.opens <= self.month:
            return ""
        return f"On current pace the school would open in {say_month(self.opens)}."

    @property
    def obstacles(self) -> list[str]:
        """Why this month does not work, in sentences; none where it does."""
        found = [each.sentence for each in self.breaks] + [each.sentence for each in self.missed]
        return [*found, self.pace] if self.pace else found

    @property
    def works(self) -> bool:
        return not self.obstacles

    @property
    def late_words(self) -> str:
        return counted(len(self.move.late), "milestone")


class Trial:
    """A project, read once, whose months are then tried in memory. `viewer` decides which other projects count."""

    def __init__(
        self, project: Project, months: Sequence[dt.date | None], *, viewer: User, today: dt.date
    ) -> None:
        self.project, self.today = project, today
        self.route = Route(project.route) if project.route else None
        self.milestones = list(project.milestones.in_plan_order())
        self.template = template_rows(project.template)
        self.answers, self.anchors = answers_of(project), anchors_of(project)
        self.deadlines = months_with_deadlines(project.trust_id)
        self.situation = situation_of(project, today)
        known = [month for month in months if month is not None]
        self.people = people_of(project, self.milestones, known, viewer=viewer)
        self.holidays = holidays_for(project.school.la_code, min(known), max(known)) if known else ()

    @cached_property
    def always_broken(self) -> set[tuple[str, tuple[str, ...]]]:
        """Hard rules that are broken whatever the month."""
        without = replace(self.situation, joining=None)
        return {(each.rule, each.codes) for each in check_rules(without) if _breaks(each)}

    def at(self, month: dt.date | None) -> MonthTried:
        """What this month would mean."""
        due = self._due_dates(month)
        made = self._forecast(month, due)
        findings = [] if month is None else self._findings(month, due)
        finish = {line.step.key: line.finish for line in made.lines} if made else {}
        gone = self._missed(month, finish)
        open_month, open_unknown = self._still_open(month, made, finish) if gone else (None, "")
        return MonthTried(
            month=month,
            move=plan_move(self._placed(due), today=self.today),
            breaks=[each for each in findings if _breaks(each)],
            at_risk=[each for each in findings if each.hard and each.state is State.WARNS],
            missed=gone,
            open_month=open_month,
            open_unknown=open_unknown,
            busy=self.people.busy_in(month),
            lead_openings=self.people.openings_of_lead(month) if month else None,
            working_days=working_days_between(self.today, month - dt.timedelta(days=1)) if month else 0,
            holiday=say_holiday(holiday) if (holiday := holiday_on(month, self.holidays)) else "",
            opens=made.opening if made else None,
        )

    def _due_dates(self, month: dt.date | None) -> dict[int, dt.date | None]:
        """When every milestone would be due, by its key. What no template gives a date stays where it is."""
        calendar = Calendar(self.deadlines.get(month, {}) if month else {})
        anchors = replace(self.anchors, joining=month)
        plan = build_plan(self.template, self.route, self.answers, anchors, calendar)
        planned = {(each.code, each.occurrence): each for each in plan}
        due = {each.pk: each.due_on for each in self.milestones}
        for each in self.milestones:
            by_plan = planned.get((each.code, each.occurrence))
            if by_plan is not None:
                due[each.pk] = due_date_of(each, by_plan)[0]
        return due

    def _placed(self, due: Mapping[int, dt.date | None]) -> Iterable[Placed]:
        return (
            Placed(
                key=each.pk,
                title=each.title,
                part=Phase(each.phase).part,
                was=each.due_on,
                now=due[each.pk],
                code=each.code,
                happened=each.has_happened,
                fixed=each.fixed_on is not None,
                fixed_reason=each.fixed_reason,
            )
            for each in self.milestones
            if each.in_plan
        )

    def _findings(self, month: dt.date, due: Mapping[int, dt.date | None]) -> list[Finding]:
        steps = {
            code: replace(step, due_on=due.get(step.key, step.due_on)) if step.key else step
            for code, step in self.situation.steps.items()
        }
        tried = replace(self.situation, joining=month, steps=steps)
        return [each for each in check_rules(tried) if (each.rule, each.codes) not in self.always_broken]

    def _forecast(self, month: dt.date | None, due: Mapping[int, dt.date | None]) -> Forecast | None:
        values = ([getattr(each, name) for name in Row._fields] for each in self.milestones)
        rows = [row._replace(due_on=due[row.pk]) for row in map(Row._make, values)]
        try:
            return forecast(steps_of(rows), planned=month, today=self.today, deadlines=self.deadlines)
        except PlanCircle:
            return None

    def _missed(self, month: dt.date | None, finish: Finishes) -> list[Missed]:
        """DfE's deadlines of this month that what is still to do would miss on current pace."""
        deadlines = self.deadlines.get(month, {}) if month else {}
        return [
            Missed(each.title, deadline, finish.get(each.code))
            for each in self._to_do()
            if (deadline := deadlines.get(each.code)) and missed(deadline, finish.get(each.code), self.today)
        ]

    def _still_open(
        self, month: dt.date | None, made: Forecast | None, finish: Finishes
    ) -> tuple[dt.date | None, str]:
        """The earliest later month that is open on current pace, and what is not known of it yet."""
        if month is None:
            return None, ""
        # What follows the opening moves with it, and shuts no month.
        follows = {line.step.key for line in made.lines if line.step.follows_opening} if made else set()
        codes = [each.code for each in self._to_do() if each.code not in follows]
        ahead = [Ahead(code, finish.get(code)) for code in codes]
        found = earliest_open_month(ahead, self.deadlines, after=month, today=self.today)
        bound = [code for code in codes if code in self.deadlines.get(month, {})]
        return found, say_dates_unknown(found, bound, self.deadlines)

    def _to_do(self) -> list[Milestone]:
        """What DfE's deadlines bind: the first of each milestone that is in the plan and has not happened."""
        return [
            each
            for each in self.milestones
            if each.in_plan and not each.has_happened and each.code and each.occurrence == 1
        ]


def preview_month(project: Project, month: dt.date | None, *, viewer: User, today: dt.date) -> MonthTried:
    """What this month would mean for the project; nothing is changed."""
    return Trial(project, [month], viewer=viewer, today=today).at(month)


def months_side_by_side(
    project: Project, months: Sequence[dt.date], *, viewer: User, today: dt.date
) -> list[MonthTried]:
    """These months, each with what it would mean, in the order given."""
    if not months:
        return []
    trial = Trial(project, months, viewer=viewer, today=today)
    return [trial.at(month) for month in months]


def first_month_that_works(project: Project, *, viewer: User, today: dt.date) -> list[MonthTried]:
    """The months to come, one after the other, up to the first with nothing in its way; all where none is."""
    months = list(next_months(today))
    trial, tried = Trial(project, months, viewer=viewer, today=today), []
    for month in months:
        tried.append(trial.at(month))
        if tried[-1].works:
            break
    return tried


def _breaks(finding: Finding) -> bool:
    return finding.hard and finding.state is State.BREAKS
