"""School holidays: who keeps them, and what a list must not have."""

from __future__ import annotations

import datetime as dt

import pytest

from partnerships.actions._core import NotAllowed, Refused
from partnerships.actions.holidays import add_holidays, remove_holiday, save_holiday
from partnerships.models import Group, SchoolHoliday, User
from partnerships.rules.working_days import Holiday
from tests.factories import SchoolFactory, SchoolHolidayFactory

JULY, AUGUST = dt.date(2027, 7, 22), dt.date(2027, 8, 31)


def test_a_holiday_is_added_changed_and_removed(administrator: User) -> None:
    row = save_holiday(by=administrator, name=" Summer holiday ", first_day=JULY, last_day=AUGUST)
    assert (row.name, row.la_code) == ("Summer holiday", "")
    save_holiday(
        by=administrator, holiday=row, name="Summer", first_day=JULY, last_day=JULY, expected_version=1
    )
    row.refresh_from_db()
    assert (row.name, row.last_day) == ("Summer", JULY)
    with pytest.raises(Refused, match="Ada Administrator changed this"):
        save_holiday(
            by=administrator, holiday=row, name="X", first_day=JULY, last_day=JULY, expected_version=1
        )
    remove_holiday(by=administrator, holiday=row)
    assert not SchoolHoliday.objects.exists()
    assert SchoolHoliday.history.count() == 3


def test_holidays_of_one_list_do_not_overlap_those_of_two_may(administrator: User, trust: Group) -> None:
    SchoolHolidayFactory(name="Summer holiday", first_day=JULY, last_day=AUGUST)
    with pytest.raises(Refused, match=r"“Late summer”.*overlaps “Summer holiday”"):
        save_holiday(by=administrator, name="Late summer", first_day=AUGUST, last_day=AUGUST)
    save_holiday(by=administrator, la_code="941", name="Late summer", first_day=AUGUST, last_day=AUGUST)


def test_several_are_added_all_or_none(administrator: User) -> None:
    SchoolFactory(la_code="941")
    good = ("941", Holiday("Summer", JULY, AUGUST))
    with pytest.raises(Refused, match="overlaps"):
        add_holidays(by=administrator, holidays=[good, ("941", Holiday("Late", AUGUST, AUGUST))])
    with pytest.raises(Refused, match="no local authority with the code “999”"):
        add_holidays(by=administrator, holidays=[good, ("999", Holiday("Late", AUGUST, AUGUST))])
    with pytest.raises(Refused, match="no holiday to add"):
        add_holidays(by=administrator, holidays=[])
    assert not SchoolHoliday.objects.exists()
    add_holidays(by=administrator, holidays=[good, ("", Holiday("Late", AUGUST, AUGUST))])
    assert SchoolHoliday.objects.count() == 2


def test_every_trusts_administrators_and_site_administrators_keep_them(cast: dict[str, User | None]) -> None:
    row = SchoolHolidayFactory()
    for role, user in cast.items():
        if user is None or role in ("administrator", "site_administrator"):
            continue
        with pytest.raises(NotAllowed):
            save_holiday(by=user, name="X", first_day=JULY, last_day=JULY)
        with pytest.raises(NotAllowed):
            add_holidays(by=user, holidays=[("", Holiday("X", JULY, JULY))])
        with pytest.raises(NotAllowed):
            remove_holiday(by=user, holiday=row)
    keeper = cast["site_administrator"]
    assert keeper is not None
    save_holiday(by=keeper, name="Autumn", first_day=dt.date(2027, 10, 25), last_day=dt.date(2027, 10, 29))
