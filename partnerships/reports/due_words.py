"""Why a milestone is due on its day, the holiday that day falls in, and the deadline it misses, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from partnerships.actions.plans import anchors_of
from partnerships.models import Milestone, Project
from partnerships.reports.calendar import holidays_for, months_with_deadlines
from partnerships.rules.calendar import say_moved
from partnerships.rules.deadlines import Ahead, earliest_open_month, missed, say_dates_unknown
from partnerships.rules.plan import Anchors
from partnerships.rules.saying import say_day, say_month
from partnerships.rules.words import Anchor, DueBy
from partnerships.rules.working_days import Holiday, holiday_on, say_holiday

# Due dates further off than this are not looked up in the list of holidays: nobody publishes them so early.
_YEARS = dt.timedelta(days=3 * 366)


@dataclass(frozen=True)
class Dates:
    """What there is to say about a project's due dates. `months` are the deadlines of every month, by code."""

    month: dt.date | None
    anchors: Anchors = field(default_factory=Anchors)
    holidays: tuple[Holiday, ...] = ()
    months: Mapping[dt.date, Mapping[str, dt.date]] = field(default_factory=dict)
    # Whether deadlines still matter: not once the school has opened or the project has ended.
    opening: bool = True

    def why(self, milestone: Milestone) -> str:
        """ "DfE deadline", "Fixed date: the LA's committee meets", "moved from Saturday 3 May"; empty for none."""
        if milestone.has_happened or milestone.due_on is None:
            return ""
        if milestone.due_by == DueBy.FIXED:
            return f"{DueBy.FIXED.label}: {milestone.fixed_reason}"
        if milestone.due_by == DueBy.DEADLINE:
            return DueBy.DEADLINE.label
        if milestone.due_by == DueBy.WORKING_DAY:
            return say_moved(self.anchors.of(Anchor(milestone.anchor)), milestone.days)
        return ""

    def holiday(self, milestone: Milestone) -> str:
        """ "in the summer holiday"; empty when its due date is in none, or it has happened."""
        found = None if milestone.has_happened else holiday_on(milestone.due_on, self.holidays)
        return say_holiday(found) if found else ""

    def deadline_of(self, milestone: Milestone) -> dt.date | None:
        """DfE's deadline for it, in the month in which the school joins."""
        if self.month is None or milestone.occurrence != 1:
            return None
        return self.months.get(self.month, {}).get(milestone.code)

    def misses(self, milestone: Milestone, today: dt.date) -> bool:
        """Whether its deadline has passed, or it is to be done after it."""
        if not self.opening or not milestone.in_plan or milestone.has_happened:
            return False
        return missed(self.deadline_of(milestone), milestone.fixed_on, today)

    def missed_words(self, milestone: Milestone, today: dt.date) -> str:
        """ "DfE's deadline, 3 May 2027, is missed. The earliest month still open is …"; empty when it is kept."""
        deadline = self.deadline_of(milestone)
        if deadline is None or not self.misses(milestone, today):
            return ""
        how = "has passed" if deadline < today else "comes before its fixed date"
        return f"DfE’s deadline, {say_day(deadline)}, {how}. {self._open_words([milestone], today)}"

    def earliest_words(self, milestones: Iterable[Milestone], today: dt.date) -> str:
        """The first month of which the project can still keep every deadline."""
        return self._open_words(milestones, today)

    def _open_words(self, milestones: Iterable[Milestone], today: dt.date) -> str:
        ahead = [
            Ahead(each.code, each.fixed_on)
            for each in milestones
            if each.in_plan and not each.has_happened and each.occurrence == 1
        ]
        if self.month is None:
            return ""
        bound = [each.code for each in ahead if each.code in self.months.get(self.month, {})]
        found = earliest_open_month(ahead, self.months, after=self.month, today=today)
        unknown = say_dates_unknown(found, bound, self.months)
        return f"The earliest month still open is {say_month(found)}. {unknown}".strip()


def dates_of(project: Project) -> Dates:
    """What there is to say about the project's due dates, from three queries."""
    around = project.joining_month or project.started_on
    return Dates(
        month=project.joining_month,
        anchors=anchors_of(project),
        holidays=holidays_for(project.school.la_code, around - _YEARS, around + _YEARS),
        months=months_with_deadlines(project.trust_id),
        opening=not project.is_ended and project.opened_on is None,
    )
