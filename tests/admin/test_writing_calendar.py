"""Deadlines and holidays in the admin: by the same actions as on the pages."""

from __future__ import annotations

import datetime as dt

from partnerships.models import DfeDeadline, Group, SchoolHoliday, User
from tests.admin._forms import errors
from tests.admin.conftest import address
from tests.conftest import signed_in
from tests.factories import DfeDeadlineFactory, SchoolHolidayFactory


def test_a_deadline_is_added_changed_and_removed(administrator: User, trust: Group) -> None:
    client = signed_in(administrator)
    data = {
        "trust": trust.pk,
        "opening_month": "2027-09-01",
        "code": "LEG-18",
        "on": "2027-05-04",
        "source_url": "",
    }
    client.post(address("add", DfeDeadline), data)
    row = DfeDeadline.objects.get()
    assert row.history.get().action == "set_deadlines"
    client.post(address("change", DfeDeadline, row.pk), {"on": "2027-05-05", "source_url": "", "seen": "1"})
    row.refresh_from_db()
    assert row.on == dt.date(2027, 5, 5)
    client.post(address("delete", DfeDeadline, row.pk))
    assert not DfeDeadline.objects.exists()


def test_what_is_wrong_with_a_deadline_is_said_at_its_field(administrator: User, trust: Group) -> None:
    data = {
        "trust": trust.pk,
        "opening_month": "2027-09-02",
        "code": "LEG-18",
        "on": "2027-05-04",
        "source_url": "",
    }
    answer = signed_in(administrator).post(address("add", DfeDeadline), data)
    assert "first of a month" in str(errors(answer))
    without = signed_in(administrator).post(address("add", DfeDeadline), {**data, "trust": ""})
    assert "You keep no deadlines there" in str(errors(without))
    assert not DfeDeadline.objects.exists()


def test_a_trusts_administrator_does_not_change_what_all_trusts_share(
    administrator: User, site_administrator: User, trust: Group
) -> None:
    shared, own = DfeDeadlineFactory(), DfeDeadlineFactory(trust=trust)
    for user, row in ((administrator, shared), (site_administrator, own)):
        answer = signed_in(user).post(
            address("change", DfeDeadline, row.pk), {"on": "2027-05-05", "seen": "1"}
        )
        assert answer.status_code in (302, 403, 404)  # 302 or 404 where the row is not this person's to see
        row.refresh_from_db()
        assert row.on == dt.date(2027, 7, 1)


def test_a_holiday_is_added_changed_and_removed(administrator: User) -> None:
    client = signed_in(administrator)
    data = {"la_code": "", "name": "Summer", "first_day": "2027-07-22", "last_day": "2027-08-31"}
    client.post(address("add", SchoolHoliday), data)
    row = SchoolHoliday.objects.get()
    client.post(address("change", SchoolHoliday, row.pk), {**data, "name": "Summer holiday", "seen": "1"})
    row.refresh_from_db()
    assert (row.name, row.history.first().action) == ("Summer holiday", "save_holiday")
    SchoolHolidayFactory(name="Late", first_day=dt.date(2027, 9, 1), last_day=dt.date(2027, 9, 1))
    clash = client.post(
        address("change", SchoolHoliday, row.pk), {**data, "last_day": "2027-09-01", "seen": "2"}
    )
    assert "overlaps “Late”" in str(errors(clash))
    client.post(address("delete", SchoolHoliday, row.pk))
    assert SchoolHoliday.objects.count() == 1
