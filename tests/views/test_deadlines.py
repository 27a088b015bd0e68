"""The pages on which DfE's deadlines are kept."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from partnerships.models import DfeDeadline, Group, Project, School, User
from tests.conftest import signed_in
from tests.factories import DfeDeadlineFactory, GroupFactory, SchoolHolidayFactory
from tests.helpers import assert_queries_do_not_grow
from tests.plans import JOINING, code, planned

MAY = dt.date(2027, 5, 4)
LIST = "/settings/deadlines/"


@pytest.fixture
def keeper(administrator: User) -> Client:
    return signed_in(administrator)


@pytest.fixture
def plan(manager: User, school: School, trust: Group) -> Project:
    return planned(manager, school, trust)


def messages_of(client: Client, url: str) -> str:
    return " ".join(str(each) for each in client.get(url).context["messages"])


def test_the_list_shows_shared_ones_and_those_of_ones_own_trust(keeper: Client, trust: Group) -> None:
    DfeDeadlineFactory(code="LEG-18")
    DfeDeadlineFactory(code="OPS-09", trust=trust)
    DfeDeadlineFactory(code="LEG-19", trust=GroupFactory(name="Hidden Trust"))
    page = keeper.get(LIST)
    html = page.content.decode()
    assert page.context["total"] == 2
    assert "2 deadlines found" in html
    assert "Hidden Trust" not in html
    assert "Trust signs the funding agreement" in html
    assert keeper.get(f"{LIST}?whose=shared").context["total"] == 1
    assert keeper.get(f"{LIST}?whose={trust.pk}").context["total"] == 1
    assert keeper.get(f"{LIST}?month=2027-09").context["total"] == 2
    assert "Choose one from the list" in keeper.get(f"{LIST}?month=2031-01").content.decode()


def test_an_empty_list_says_what_it_is_for(keeper: Client) -> None:
    assert "No deadlines yet" in keeper.get(LIST).content.decode()


def test_the_lists_queries_do_not_grow(keeper: Client, trust: Group) -> None:
    codes = iter(f"LEG-{n:02d}" for n in range(1, 99))
    assert_queries_do_not_grow(
        keeper, LIST, lambda n: [DfeDeadlineFactory(trust=trust, code=next(codes)) for _ in range(n)]
    )


def test_a_months_sheet_is_entered_on_one_form(keeper: Client, plan: Project, trust: Group) -> None:
    first = keeper.post("/settings/deadlines/add/", {"month": "2027-09", "whose": str(trust.pk)})
    assert first["Location"] == reverse("deadline-month", args=[str(trust.pk), "2027-09"])
    page = keeper.get(first["Location"]).content.decode()
    assert "Without one: 4 August 2027" in page
    saved = keeper.post(
        first["Location"],
        {"LEG-18": "2027-05-04", "OPS-09": "2027-06-01", "source_url": "https://www.gov.uk/x"},
    )
    assert saved["Location"] == f"{LIST}?month=2027-09"
    assert "2 due dates of 1 project moved" in messages_of(keeper, saved["Location"])
    assert code(plan, "LEG-18").due_on == MAY
    again = keeper.get(first["Location"]).context["form"]
    assert (again.initial["LEG-18"], again.initial["source_url"]) == (MAY, "https://www.gov.uk/x")

    keeper.post(first["Location"], {"LEG-18": "2027-05-04", "OPS-09": ""})
    assert list(DfeDeadline.objects.values_list("code", flat=True)) == ["LEG-18"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"LEG-18": "2007-05-04"}, "years away from September 2027"),
        ({"LEG-18_day": "31", "LEG-18_month": "2", "LEG-18_year": "2027"}, "must be a real date"),
        ({"source_url": "http://x.example"}, "begins with https://"),
    ],
)
def test_a_wrong_sheet_comes_back_with_what_was_typed(
    keeper: Client, trust: Group, data: dict[str, str], said: str
) -> None:
    page = keeper.post(
        reverse("deadline-month", args=[str(trust.pk), "2027-09"]), {**data, "OPS-09": "2027-06-01"}
    )
    html = page.content.decode()
    assert page.status_code == 200
    assert said in html
    assert 'value="2027"' in html
    assert not DfeDeadline.objects.exists()


@pytest.mark.parametrize("month", ["2027-13", "september", "x", "2027-09-02"])
def test_a_month_that_is_none_is_not_there(keeper: Client, trust: Group, month: str) -> None:
    assert keeper.get(f"/settings/deadlines/month/{trust.pk}/{month}/").status_code == 404


def test_one_is_changed_and_removed(keeper: Client, plan: Project, trust: Group) -> None:
    row = DfeDeadlineFactory(trust=trust)
    url = reverse("deadline-change", args=[row.pk])
    keeper.post(url, {"on": "2027-05-04", "version": "1"})
    assert code(plan, "LEG-18").due_on == MAY
    late = keeper.post(url, {"on": "2027-05-05", "version": "1"})
    assert "Ada Administrator changed this while you were editing it" in late.content.decode()
    assert "Remove the deadline of" in keeper.get(reverse("deadline-remove", args=[row.pk])).content.decode()
    keeper.post(reverse("deadline-remove", args=[row.pk]))
    assert not DfeDeadline.objects.exists()
    history = keeper.get(LIST).context["history"]
    title = "“Trust signs the funding agreement or deed of novation, undated” for September 2027"
    assert [entry.text for entry in history[:2]] == [
        f"removed the deadline of {title}, it was 4 May 2027",
        f"moved the deadline of {title} from 1 July 2027 to 4 May 2027",
    ]


def test_nobody_saves_a_sheet_over_deadlines_that_they_have_not_seen(keeper: Client, trust: Group) -> None:
    url = f"/settings/deadlines/month/{trust.pk}/2027-09/"
    seen = keeper.get(url).context["form"]["seen"].value()
    DfeDeadlineFactory(code="OPS-09", trust=trust)  # meanwhile, by somebody else
    typed = {"LEG-18": "2027-05-04", "OPS-09": "", "seen": seen}
    again = keeper.post(url, typed)
    assert "Somebody else changed the deadlines of this month" in again.content.decode()
    assert DfeDeadline.objects.get().code == "OPS-09"
    assert keeper.post(url, typed | {"seen": again.context["form"]["seen"].value()}).status_code == 302
    assert DfeDeadline.objects.get().code == "LEG-18"
    keeper.post(url, {"OPS-09": "2027-05-04"})  # what is not on the form stays
    assert DfeDeadline.objects.count() == 2


def test_history_tells_a_sheet_as_one_step(keeper: Client, trust: Group) -> None:
    url = reverse("deadline-month", args=[str(trust.pk), "2027-09"])
    keeper.post(url, {"LEG-18": "2027-05-04", "OPS-09": "2027-06-01"})
    (entry,) = keeper.get(LIST).context["history"]
    assert (entry.who, entry.text) == ("Ada Administrator", "changed 2 deadlines for September 2027")
    assert len(entry.lines) == 2


def test_the_csv_has_what_the_list_has(keeper: Client, trust: Group) -> None:
    DfeDeadlineFactory(trust=trust)
    DfeDeadlineFactory(trust=GroupFactory(name="Hidden Trust"))
    answer = keeper.get("/settings/deadlines.csv?month=2027-09")
    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert len(lines) == 2
    assert "2027-09-01,LEG-18" in lines[1]
    assert "2027-07-01,Harrowmere Learning Trust" in lines[1]


def test_pages_say_why_a_date_is_what_it_is(keeper: Client, plan: Project, trust: Group) -> None:
    signing, bank, moved = (
        code(plan, "LEG-18"),
        code(plan, "OPS-09"),
        plan.milestones.filter(due_by="working_day")[0],
    )
    keeper.post(reverse("deadline-month", args=[str(trust.pk), "2027-09"]), {"LEG-18": "2027-08-10"})
    SchoolHolidayFactory(first_day=dt.date(2027, 7, 22), last_day=dt.date(2027, 8, 31))
    bank.fixed_on = bank.due_on = dt.date(2027, 7, 1)
    bank.fixed_reason, bank.due_by = "the bank’s own day", "fixed"
    bank.save()

    html = keeper.get(reverse("milestone-detail", args=[signing.pk])).content.decode()
    assert "DfE deadline" in html
    assert "In the summer holiday" in html
    assert "Fixed date: the bank’s own day" in keeper.get(f"/milestones/{bank.pk}/").content.decode()
    place = JOINING + dt.timedelta(days=moved.days)
    html = keeper.get(f"/projects/{plan.pk}/?show=plan").content.decode()
    assert f"moved from {place:%A} {place.day} {place:%B}" in html
    assert "in the summer holiday" in html


def test_a_missed_deadline_says_which_month_is_still_open(
    keeper: Client, plan: Project, trust: Group
) -> None:
    gone, later = dt.date(2026, 1, 5), dt.date(2029, 1, 5)
    DfeDeadlineFactory(trust=trust, on=gone)
    DfeDeadlineFactory(trust=trust, opening_month=dt.date(2027, 10, 1), on=gone)
    url = f"/projects/{plan.pk}/"
    html = keeper.get(url).content.decode()
    assert "The earliest month still open is November 2027. It has no DfE dates yet." in html
    DfeDeadlineFactory(trust=trust, opening_month=dt.date(2027, 11, 1), on=later)
    html = keeper.get(url).content.decode()
    assert "The earliest month still open is November 2027." in html
    assert "no DfE dates yet" not in html
    row = code(plan, "LEG-18")
    assert (
        "DfE’s deadline, 5 January 2026, has passed." in keeper.get(f"/milestones/{row.pk}/").content.decode()
    )
    keeper.post(f"/milestones/{row.pk}/log/", {"status": "done", "version": row.version})
    assert "earliest month still open" not in keeper.get(url).content.decode()
