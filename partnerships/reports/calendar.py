"""What the calendar says of projects: DfE's deadlines for their month, and the school holidays where they are."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import Q

from partnerships.models import DfeDeadline, PlanTemplate, Project, SchoolHoliday
from partnerships.rules.calendar import NO_CALENDAR, Calendar, takes_deadline
from partnerships.rules.holidays import in_force, school_year, school_year_span
from partnerships.rules.words import Anchor
from partnerships.rules.working_days import Holiday


def deadlines_for(trust_id: int, month: dt.date | None) -> dict[str, dt.date]:
    """DfE's deadlines by code for the schools that join this trust in this month; a trust's own go before shared."""
    return months_with_deadlines(trust_id, [month]).get(month, {}) if month else {}


def months_with_deadlines(
    trust_id: int, months: Iterable[dt.date | None] | None = None
) -> dict[dt.date, dict[str, dt.date]]:
    """The same for several months, or for all that have any, by month; from one query."""
    found = DfeDeadline.objects.filter(Q(trust=None) | Q(trust_id=trust_id))
    if months is not None:
        found = found.filter(opening_month__in=[month for month in months if month])
    by_month: dict[dt.date, dict[str, dt.date]] = defaultdict(dict)
    for month, code, on, _own in _shared_first(found.values_list("opening_month", "code", "on", "trust_id")):
        by_month[month][code] = on
    return dict(by_month)


def calendar_for(project: Project, month: dt.date | None = None) -> Calendar:
    """What the project's due dates have to heed, in its own joining month or in another one."""
    return Calendar(deadlines_for(project.trust_id, month or project.joining_month))


def calendars_for(projects: Iterable[Project]) -> dict[int, Calendar]:
    """The same for many projects, by key, from one query."""
    chosen = list(projects)
    months = {project.joining_month for project in chosen if project.joining_month}
    trusts = {project.trust_id for project in chosen}
    rows = DfeDeadline.objects.filter(Q(trust=None) | Q(trust__in=trusts), opening_month__in=months)
    shared: dict[tuple[int | None, dt.date], dict[str, dt.date]] = defaultdict(dict)
    for month, code, on, trust_id in rows.values_list("opening_month", "code", "on", "trust_id"):
        shared[trust_id, month][code] = on
    return {project.pk: _calendar_of(project, shared) for project in chosen}


def deadline_titles(trust_id: int | None) -> dict[str, str]:
    """The milestones that can have a deadline of DfE's, title by code, in the order of the plan.

    Those of the trust's own template, or of the shipped one: for None, and for a trust that has none.
    """
    template = PlanTemplate.objects.current_for(trust_id or 0)
    return {
        row.code: row.title
        for row in template.milestones.order_by("position")
        if takes_deadline(Anchor(row.anchor), row.days)
    }


def _calendar_of(
    project: Project, known: Mapping[tuple[int | None, dt.date], Mapping[str, dt.date]]
) -> Calendar:
    month = project.joining_month
    if month is None:
        return NO_CALENDAR
    return Calendar({**known.get((None, month), {}), **known.get((project.trust_id, month), {})})


def holidays_for(la_code: str, first: dt.date, last: dt.date) -> tuple[Holiday, ...]:
    """The school holidays that touch these days in a local authority: its own list, else the one for all."""
    return holidays_by_la([la_code], first, last)[la_code]


def holidays_by_la(la_codes: Iterable[str], first: dt.date, last: dt.date) -> dict[str, tuple[Holiday, ...]]:
    """The same for several local authorities, by their code, from one query."""
    codes = set(la_codes)
    # Whole school years: whether an authority has a list of its own is settled for each of them.
    begin, end = school_year_span(school_year(first))[0], school_year_span(school_year(last))[1]
    rows = SchoolHoliday.objects.filter(la_code__in=codes | {""}, first_day__lte=end, last_day__gte=begin)
    lists: dict[str, list[Holiday]] = defaultdict(list)
    for la_code, name, day, until in rows.values_list("la_code", "name", "first_day", "last_day"):
        lists[la_code].append(Holiday(name, day, until))
    return {
        code: tuple(
            each
            for each in in_force(lists[code] if code else [], lists[""])
            if each.first <= last and each.last >= first
        )
        for code in codes
    }


def _shared_first(
    rows: Iterable[tuple[dt.date, str, dt.date, int | None]],
) -> list[tuple[dt.date, str, dt.date, int | None]]:
    """So that a trust's own, coming later, go before them."""
    return sorted(rows, key=lambda row: row[3] is not None)
