"""The pages on which school holidays are kept."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from partnerships.models import SchoolHoliday, User
from tests.conftest import signed_in
from tests.factories import SchoolFactory, SchoolHolidayFactory
from tests.helpers import assert_queries_do_not_grow

LIST = "/settings/holidays/"
HEAD = "Local authority code,Name,First day,Last day\n"


@pytest.fixture
def keeper(administrator: User) -> Client:
    SchoolFactory(la_code="941", la_name="Westmarch")
    return signed_in(administrator)


def test_a_holiday_is_added_changed_and_removed(keeper: Client) -> None:
    assert "No school holidays yet" in keeper.get(LIST).content.decode()
    data = {"la_code": "941", "name": "Summer holiday", "first_day": "2027-07-22", "last_day": "2027-08-31"}
    assert keeper.post(f"{LIST}add/", data)["Location"] == LIST
    row = SchoolHoliday.objects.get()
    html = keeper.get(LIST).content.decode()
    assert "1 holiday found" in html
    assert "Westmarch" in html
    keeper.post(f"{LIST}{row.pk}/change/", {**data, "name": "Summer", "version": "1"})
    late = keeper.post(f"{LIST}{row.pk}/change/", {**data, "version": "1"})
    assert "changed this while you were editing it" in late.content.decode()
    keeper.post(f"{LIST}{row.pk}/remove/")
    assert not SchoolHoliday.objects.exists()
    said = [entry.text for entry in keeper.get(LIST).context["history"]]
    days = "22 July 2027 to 31 August 2027"
    assert said == [
        f"removed “Summer” of Westmarch, {days}",
        f"changed “Summer” of Westmarch from {days} to {days}",
        f"added “Summer holiday” of Westmarch, {days}",
    ]


def test_an_overlap_is_refused_by_name_and_keeps_what_was_typed(keeper: Client) -> None:
    SchoolHolidayFactory()
    data = {"la_code": "", "name": "Late", "first_day": "2027-08-31", "last_day": "2027-09-01"}
    html = keeper.post(f"{LIST}add/", data).content.decode()
    assert "overlaps “Summer holiday” (22 July 2027 to 31 August 2027)" in html
    assert 'value="Late"' in html
    assert SchoolHoliday.objects.count() == 1


def test_the_list_is_filtered_by_school_year_and_authority(keeper: Client) -> None:
    SchoolHolidayFactory()
    SchoolHolidayFactory(la_code="941", first_day=dt.date(2027, 10, 25), last_day=dt.date(2027, 10, 29))
    assert keeper.get(LIST).context["total"] == 2
    assert keeper.get(f"{LIST}?year=2026").context["total"] == 1
    assert keeper.get(f"{LIST}?la=941").context["total"] == 1
    assert keeper.get(f"{LIST}?la=shared").context["total"] == 1
    assert keeper.get(f"{LIST}?la=941&year=2026").context["total"] == 0


def test_the_lists_queries_do_not_grow(keeper: Client) -> None:
    days = iter(dt.date(2027, 1, 1) + dt.timedelta(days=n) for n in range(0, 300, 2))

    def add(n: int) -> None:
        for _ in range(n):
            day = next(days)
            SchoolHolidayFactory(first_day=day, last_day=day)

    assert_queries_do_not_grow(keeper, LIST, add)


def test_a_year_is_copied_to_the_next_after_a_look(keeper: Client) -> None:
    SchoolHolidayFactory()
    page = keeper.post(f"{LIST}copy/", {"year": "2026", "la": ""})
    html = page.content.decode()
    assert "20 July 2028" in html
    assert "Add 1 holiday" in html
    assert SchoolHoliday.objects.count() == 1
    done = keeper.post(f"{LIST}copy/", {"rows": page.context["rows"]})
    assert done["Location"] == LIST
    assert SchoolHoliday.objects.filter(first_day=dt.date(2028, 7, 20)).exists()
    again = keeper.post(f"{LIST}copy/", {"year": "2026", "la": "shared"}).content.decode()
    assert "overlaps" in again
    assert "Add 1 holiday" not in again


def test_the_lists_own_csv_can_be_added_again_after_a_look(keeper: Client) -> None:
    SchoolHolidayFactory(la_code="941")
    text = b"".join(keeper.get("/settings/holidays.csv").streaming_content)
    assert "941,Summer holiday,2027-07-22,2027-08-31,Westmarch" in text.decode()
    SchoolHoliday.objects.get().delete()
    page = keeper.post(f"{LIST}import/", {"file": SimpleUploadedFile("holidays.csv", text)})
    assert "22 July 2027" in page.content.decode()
    keeper.post(f"{LIST}import/", {"rows": page.context["rows"]})
    assert SchoolHoliday.objects.get().la_code == "941"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe\x00", "not a CSV in UTF-8"),
        (b"a,b\n1,2\n", "must name the columns"),
        (HEAD.encode() + b"941,Summer,soon,2027-08-31\n", "Line 2: “soon” is no day"),
        (HEAD.encode() + b"999,Summer,2027-07-22,2027-08-31\n", "GIAS knows no local authority"),
        (HEAD.encode(), "no holiday to add"),
        (HEAD.encode() + b"x" * 200_001, "smaller than 200 KB"),
    ],
)
def test_a_csv_that_does_not_fit_is_explained(keeper: Client, content: bytes, said: str) -> None:
    page = keeper.post(f"{LIST}import/", {"file": SimpleUploadedFile("h.csv", content)})
    assert page.status_code == 200
    assert said in page.content.decode()
    assert not SchoolHoliday.objects.exists()


def test_what_comes_back_confirmed_is_looked_at_again(keeper: Client) -> None:
    for rows in ("nonsense", HEAD + "999,Summer,2027-07-22,2027-08-31\n"):
        page = keeper.post(reverse("holiday-import"), {"rows": rows})
        assert page.status_code == 200
        assert "Not added" in page.content.decode()
    assert not SchoolHoliday.objects.exists()
