"""School holidays as the page about them shows them."""

from __future__ import annotations

from django.db.models import QuerySet

from partnerships.models import School, SchoolHoliday
from partnerships.rules.holidays import next_years, school_year, school_year_span
from partnerships.rules.working_days import Holiday

ALL_AUTHORITIES = "All local authorities"


def authorities() -> dict[str, str]:
    """Every local authority that GIAS names, name by code, by name."""
    rows = School.objects.exclude(la_code="").order_by("la_name").values_list("la_code", "la_name").distinct()
    return dict(rows)


def holidays() -> QuerySet[SchoolHoliday]:
    """All of them, the latest school year first and in it by day."""
    return SchoolHoliday.objects.order_by("-first_day", "la_code", "pk")


def years_listed() -> list[int]:
    """The school years for which there are holidays, latest first."""
    days = SchoolHoliday.objects.order_by().values_list("first_day", flat=True).distinct()
    return sorted({school_year(day) for day in days}, reverse=True)


def holidays_of_year(year: int, la_code: str | None = None) -> QuerySet[SchoolHoliday]:
    """Those that begin in this school year, of one list ("" for the one of all) or of all lists."""
    first, last = school_year_span(year)
    found = holidays().filter(first_day__range=(first, last))
    return found if la_code is None else found.filter(la_code=la_code)


def copies_for_next_year(year: int, la_code: str | None = None) -> list[tuple[str, Holiday]]:
    """The holidays of a school year 52 weeks later, each with its authority's code, by day."""
    rows = holidays_of_year(year, la_code).order_by("la_code", "first_day")
    return [
        (row.la_code, later)
        for row in rows
        for later in next_years([Holiday(row.name, row.first_day, row.last_day)])
    ]
