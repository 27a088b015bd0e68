"""Keeping the school holidays: common to all trusts, because they move no dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from partnerships.actions._core import action, create_many, for_change, refuse_if, require, who_was_faster
from partnerships.models import School, SchoolHoliday
from partnerships.models.people import User
from partnerships.permissions import May
from partnerships.rules.holidays import holiday_problems, list_problems
from partnerships.rules.working_days import Holiday


def may_keep_holidays(by: User) -> bool:
    """School holidays are common to all trusts and move no dates: every trust's administrators may keep them."""
    return by.may(May.SITE_MANAGE_CALENDAR) or by.may_anywhere(May.MANAGE_CALENDAR)


def save_holiday_problems(wanted: Holiday, *, la_code: str, but: int | None = None) -> list[str]:
    """What is wrong with a holiday of this authority's list; `but` is the key of the one that it replaces."""
    return holiday_problems(wanted, _listed(la_code, but=but))


@action
def save_holiday(
    *,
    by: User,
    holiday: SchoolHoliday | None = None,
    la_code: str = "",
    name: str,
    first_day: dt.date,
    last_day: dt.date,
    expected_version: int | None = None,
) -> SchoolHoliday:
    """Adds a school holiday to the list of an authority, or to the one for all (no code), or changes one."""
    require(may_keep_holidays(by))
    row = SchoolHoliday(la_code=la_code) if holiday is None else for_change(SchoolHoliday, holiday.pk)
    if holiday is not None:
        refuse_if(who_was_faster(row, expected_version))
        row.version += 1
    wanted = Holiday(name.strip(), first_day, last_day)
    refuse_if(save_holiday_problems(wanted, la_code=row.la_code, but=row.pk))
    row.name, row.first_day, row.last_day = wanted.name, first_day, last_day
    row.save()
    return row


@action
def add_holidays(*, by: User, holidays: Sequence[tuple[str, Holiday]]) -> list[SchoolHoliday]:
    """Adds several at once, each with its authority's code: next year's, or those of a csv. All of them, or none."""
    require(may_keep_holidays(by))
    refuse_if(add_holidays_problems(holidays=holidays))
    return create_many(
        [
            SchoolHoliday(la_code=la_code, name=each.name.strip(), first_day=each.first, last_day=each.last)
            for la_code, each in holidays
        ]
    )


def add_holidays_problems(*, holidays: Sequence[tuple[str, Holiday]]) -> list[str]:
    """What is wrong with these: overlaps with what is in the list, and among themselves, by name."""
    if not holidays:
        return ["There is no holiday to add."]
    codes = dict.fromkeys(code for code, _ in holidays)
    known = {
        "",
        *School.objects.filter(la_code__in=codes).order_by().values_list("la_code", flat=True).distinct(),
    }
    problems = [
        f"GIAS knows no local authority with the code “{code[:20]}”." for code in codes if code not in known
    ]
    for la_code in codes:
        mine = [each for code, each in holidays if code == la_code]
        there = _listed(la_code)
        problems += [said for each in mine for said in holiday_problems(each, there)] + list_problems(mine)
    return problems


@action
def remove_holiday(*, by: User, holiday: SchoolHoliday) -> None:
    """Takes a school holiday out of the list; history keeps it."""
    require(may_keep_holidays(by))
    for_change(SchoolHoliday, holiday.pk).delete()


def _listed(la_code: str, *, but: int | None = None) -> list[Holiday]:
    rows = SchoolHoliday.objects.filter(la_code=la_code)
    rows = rows if but is None else rows.exclude(pk=but)
    return [Holiday(each.name, each.first_day, each.last_day) for each in rows]
