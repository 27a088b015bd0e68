"""What the calendar says of projects: DfE's deadlines for their month, and the school holidays where they are."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

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
    return deadlines_by_trust([trust_id], months)[trust_id]


def deadlines_by_trust(
    trust_ids: Iterable[int], months: Iterable[dt.date | None] | None = None
) -> dict[int, dict[dt.date, dict[str, dt.date]]]:
    """The same for each of several trusts, by its UID; from one query."""
    trusts = set(trust_ids)
    rows = DfeDeadline.objects.filter(Q(trust=None) | Q(trust__in=trusts))
    if months is not None:
        rows = rows.filter(opening_month__in={month for month in months if month})
    found: dict[int, dict[dt.date, dict[str, dt.date]]] = {trust: defaultdict(dict) for trust in trusts}
    # A trust's own, coming later, go before those for all.
    told = rows.order_by("pk").values_list("trust_id", "opening_month", "code", "on")
    for owner, month, code, on in sorted(told, key=lambda row: row[0] is not None):
        for trust in trusts if owner is None else (owner,):
            found[trust][month][code] = on
    return {trust: dict(by_month) for trust, by_month in found.items()}


def calendar_for(project: Project, month: dt.date | None = None) -> Calendar:
    """What the project's due dates have to heed, in its own joining month or in another one."""
    return Calendar(deadlines_for(project.trust_id, month or project.joining_month))


def calendars_for(projects: Iterable[Project]) -> dict[int, Calendar]:
    """The same for many projects, by key, from one query."""
    chosen = list(projects)
    months = {project.joining_month for project in chosen}
    known = deadlines_by_trust({project.trust_id for project in chosen}, months)
    return {
        project.pk: Calendar(known[project.trust_id].get(project.joining_month, {}))
        if project.joining_month
        else NO_CALENDAR
        for project in chosen
    }


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
