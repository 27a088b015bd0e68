"""Pages of the joining month: choose, see, give reasons, save; try; who changed it; fixed dates; slipped months."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator

import pytest
import time_machine

from partnerships.actions.fixed_dates import fix_date
from partnerships.actions.joining import correct_joining_reason, set_joining_month
from partnerships.models import Group, JoiningReason, Project, School, User
from partnerships.rules.checks.days import months_after
from tests.conftest import signed_in
from tests.factories import JoiningReasonFactory, ProjectFactory
from tests.helpers import assert_queries_do_not_grow
from tests.plans import JOINING, TODAY, code, planned

LATER = dt.date(2027, 11, 1)
LAND = {"land": "The titles are not registered"}


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    with time_machine.travel(f"{TODAY} 09:00"):
        yield


@pytest.fixture
def plan(manager: User, school: School, trust: Group) -> Project:
    return planned(manager, school, trust, lead=manager, joining_confirmed=True)


def get(user: User, url: str) -> str:
    response = signed_in(user).get(url)
    assert response.status_code == 200
    return response.content.decode()


def rows(user: User, url: str) -> list[dict[str, str]]:
    response = signed_in(user).get(url)
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_the_change_is_seen_before_it_is_saved(plan: Project, manager: User) -> None:
    url = f"/projects/{plan.pk}/joining-month/"
    first = get(manager, url)
    assert "Show what would change" in first
    assert "would change</h3>" not in first

    shown = get(manager, f"{url}?month=2027-11&confirmed=on")
    assert "What November 2027 would change" in shown
    assert "Why does it change?" in shown
    assert "Voluntary deferral" in shown
    assert "Going faster than expected" not in shown
    plan.refresh_from_db()
    assert plan.joining_month == JOINING

    data = {"month": "2027-11-01", "confirmed": "on", "version": plan.version}
    again = signed_in(manager).post(url, data)
    assert "Choose at least one reason." in again.content.decode()
    assert "What November 2027 would change" in again.content.decode()
    wordless = signed_in(manager).post(url, data | {"reasons": ["la", "land"], "text_la": "Asked"})
    assert "Say more about “Land”." in wordless.content.decode()
    assert "Asked" in wordless.content.decode()

    not_ticked = signed_in(manager).post(
        url, data | {"reasons": "la", "text_la": "Asked", "text_land": "No titles"}
    )
    assert "Tick “Land”, or empty the box beside it" in not_ticked.content.decode()

    done = signed_in(manager).post(
        url, data | {"reasons": ["la", "land"], "text_la": "Asked", "text_land": "No titles"}, follow=True
    )
    assert "moved the conversion date from September to November 2027, confirmed" in done.content.decode()
    assert "First agreed 1 September 2027, now 1 November 2027: 2 months later" in done.content.decode()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("month=2027-09&confirmed=on", "This is already the conversion date"),
        ("month=&confirmed=on", "Enter the month that is confirmed"),
        ("month_month=13&month_year=2027", "Choose a month"),
        ("month_month=9&month_year=", "must include a year"),
    ],
)
def test_a_month_that_does_not_do_goes_no_further(
    plan: Project, manager: User, asked: str, said: str
) -> None:
    text = get(manager, f"/projects/{plan.pk}/joining-month/?{asked}")
    assert said in text
    assert "Error:" in text
    assert "Why does it change?" not in text
    sent = {key: value for key, _, value in (each.partition("=") for each in asked.split("&"))}
    posted = signed_in(manager).post(f"/projects/{plan.pk}/joining-month/", sent)
    assert said in posted.content.decode()
    plan.refresh_from_db()
    assert plan.joining_changes.count() == 1


def test_a_confirmation_asks_for_no_reason(manager: User, school: School, trust: Group) -> None:
    project = planned(manager, school, trust)
    url = f"/projects/{project.pk}/joining-month/"
    assert "What is there to say about it?" in get(manager, f"{url}?month=2027-09&confirmed=on")
    signed_in(manager).post(url, {"month": "2027-09-01", "confirmed": "on", "why": "At the kick-off"})
    change = project.joining_changes.last()
    assert (change.confirmed, change.why) == (True, "At the kick-off")


def test_who_reads_may_try_and_who_manages_may_go_on(plan: Project, viewer: User, manager: User) -> None:
    url = f"/projects/{plan.pk}/joining-month/try/?a=2027-04&b=2027-11"
    seen = get(viewer, url)
    for words in ("Side by side", "April 2027", "November 2027", "Working days left", "Rules broken"):
        assert words in seen
    assert "Use this month" not in seen
    offered = get(manager, url)
    assert f"/projects/{plan.pk}/joining-month/?month=2027-11&amp;confirmed=on" in offered
    assert plan.joining_changes.count() == 1


def test_the_first_month_that_works_is_looked_for_when_asked(plan: Project, manager: User) -> None:
    url = f"/projects/{plan.pk}/joining-month/try/"
    assert "Find the first month that works" in get(manager, url)
    found = get(manager, f"{url}?first=yes")
    assert "<strong>April 2027</strong> does not work:" in found


def test_a_month_that_cannot_be_read_is_an_error_of_the_form(plan: Project, viewer: User) -> None:
    text = get(viewer, f"/projects/{plan.pk}/joining-month/try/?a_month=13&a_year=2027")
    assert "Choose a month" in text
    assert "Side by side" not in text


def test_all_changes_with_their_reasons_newest_first_and_corrections_marked(
    plan: Project, manager: User, viewer: User
) -> None:
    set_joining_month(by=manager, project=plan, month=LATER, reasons=LAND)
    reason = JoiningReason.objects.get()
    link = f"/joining-reasons/{reason.pk}/correct/"
    text = get(manager, f"/projects/{plan.pk}/joining-month/")
    assert link in text
    assert "(words corrected)" not in text
    assert link not in get(viewer, f"/projects/{plan.pk}/joining-month/try/")

    assert "The titles are not registered" in get(manager, link)
    signed_in(manager).post(link, {"text": "Two titles"})
    text = get(viewer, f"/projects/{plan.pk}/joining-month/try/")
    assert "Two titles" in text
    assert "(words corrected)" in text
    changes = rows(viewer, f"/projects/{plan.pk}/joining-month.csv")
    assert [(row["From"], row["To"], row["Reasons"], row["Corrected"], row["By"]) for row in changes] == [
        ("2027-09-01", "2027-11-01", "Land: Two titles", "Yes", "Mona Manager"),
        ("", "2027-09-01", "", "No", "Mona Manager"),
    ]


def test_many_changes_cost_no_more_queries(plan: Project, manager: User) -> None:
    client = signed_in(manager)

    def add(number: int) -> None:
        for _ in range(number):
            JoiningReasonFactory(change__project=plan, change__by=manager)

    assert_queries_do_not_grow(client, f"/projects/{plan.pk}/joining-month/", add)


def test_trying_begins_with_the_three_months_after_the_planned_one(plan: Project, viewer: User) -> None:
    response = signed_in(viewer).get(f"/projects/{plan.pk}/joining-month/try/")
    form = response.context["form"]
    assert plan.joining_month is not None
    wanted = [months_after(plan.joining_month, count) for count in (1, 2, 3)]
    assert [form[name].value() for name in "abcd"] == [*wanted, None]


def test_a_fixed_date_is_saved_not_fixed_again(plan: Project, editor: User) -> None:
    row = code(plan, "CON-01")
    url = f"/milestones/{row.pk}/date/"
    assert 'value="Save the date"' not in get(editor, url)
    fix_date(by=editor, milestone=row, on=LATER, reason="The governors meet")
    assert "Save the date" in get(editor, url)


def test_a_milestones_date_is_fixed_shown_and_let_go(plan: Project, editor: User) -> None:
    row = code(plan, "CON-01")
    url = f"/milestones/{row.pk}/date/"
    wrong = signed_in(editor).post(url, {"on": "2027-04-14", "reason": ""}).content.decode()
    assert "Enter why the date is fixed." in wrong
    done = signed_in(editor).post(url, {"on": "2027-04-14", "reason": "The board meets"}, follow=True)
    text = done.content.decode()
    assert "Fixed date: The board meets" in text
    assert ">Undo<" in text
    assert "irst agreed" in text
    assert "Let the date follow the plan again" in get(editor, url)
    free = signed_in(editor).post(url, {"unfix": "yes"}, follow=True).content.decode()
    assert "follow the plan again" in free
    assert code(plan, "CON-01").fixed_on is None
    twice = signed_in(editor).post(url, {"unfix": "yes"}).content.decode()
    assert "is not fixed" in twice


def test_a_fixed_date_is_not_overwritten_unseen(plan: Project, editor: User, manager: User) -> None:
    row = code(plan, "CON-01")
    fix_date(by=manager, milestone=row, on=dt.date(2027, 4, 20), reason="Cabinet")
    data = {"on": "2027-04-14", "reason": "The board meets", "version": row.version}
    text = signed_in(editor).post(f"/milestones/{row.pk}/date/", data).content.decode()
    assert "Somebody else changed this milestone" in text
    let_go = {"unfix": "yes", "version": row.version}
    again = signed_in(editor).post(f"/milestones/{row.pk}/date/", let_go)
    assert "Mona Manager changed this milestone" in again.content.decode()
    assert code(plan, "CON-01").fixed_on == dt.date(2027, 4, 20)
    now = f'name="version" value="{code(plan, "CON-01").version}"'
    assert get(editor, f"/milestones/{row.pk}/date/").count(now) == 2, (
        "fixing and letting go both say what was seen"
    )
    assert code(plan, "CON-01").fixed_reason == "Cabinet"


def test_slipped_months_by_month_left_and_by_first_agreed(
    plan: Project, manager: User, viewer: User, outsider: User
) -> None:
    set_joining_month(by=manager, project=plan, month=LATER, reasons=LAND)
    plan.refresh_from_db()
    set_joining_month(by=manager, project=plan, month=None, reasons={"la": "Cabinet said no"})

    text = get(viewer, "/reports/slipped/")
    assert "2 moves found" in text
    assert re.search(r"Left September 2027.*Left November 2027", text, re.S)
    assert "Mona Manager" in text

    agreed = rows(viewer, "/reports/slipped.csv?by=agreed")
    assert [(row["Month left"], row["Moved to"], row["Reasons"]) for row in agreed] == [
        ("2027-09-01", "", "Land: The titles are not registered; Local authority: Cabinet said no")
    ]
    assert "1 move found" in get(viewer, "/reports/slipped/?month_from=2027-10&month_to=2027-12")
    assert "No school matches" in get(viewer, "/reports/slipped/?by=agreed&month_from=2027-10")
    assert "the same as the first or later" in get(
        viewer, "/reports/slipped/?month_from=2027-10&month_to=2027-09"
    )
    assert "No school has slipped" in get(outsider, "/reports/slipped/")
    assert rows(outsider, "/reports/slipped.csv") == []


def test_a_confidential_school_does_not_show_among_the_slipped(manager: User, trust: Group) -> None:
    secret = ProjectFactory(trust=trust, confidential=True, first_agreed_month=dt.date(2027, 7, 1))
    JoiningReasonFactory(change__project=secret)
    for address in ("/reports/slipped/", "/reports/slipped/?by=agreed"):
        assert secret.school.name not in get(manager, address)


@pytest.mark.parametrize("asked", ["", "?by=agreed"])
def test_more_slipped_schools_cost_no_more_queries(manager: User, trust: Group, asked: str) -> None:
    def add(number: int) -> None:
        for _ in range(number):
            project = ProjectFactory(trust=trust, lead=manager, first_agreed_month=dt.date(2027, 7, 1))
            JoiningReasonFactory(change__project=project)

    for page in ("/reports/slipped/", "/reports/slipped.csv"):
        assert_queries_do_not_grow(signed_in(manager), f"{page}{asked}", add)


def test_files_say_how_far_it_has_slipped(plan: Project, manager: User) -> None:
    set_joining_month(by=manager, project=plan, month=LATER, reasons=LAND)
    project = rows(manager, "/projects.csv")[0]
    assert (project["First agreed month"], project["Months later than first agreed"]) == ("2027-09-01", "2")
    assert "2 months later than first agreed" in get(manager, "/projects/")
    opening = next(row for row in rows(manager, "/reports/milestones.csv") if row["Code"] == "OPN-01")
    assert (opening["First agreed date"], opening["Days later than first agreed"]) == ("2027-09-01", "61")


def test_the_words_that_were_corrected_by_the_admins_form(plan: Project, administrator: User) -> None:
    set_joining_month(by=administrator, project=plan, month=LATER, reasons=LAND)
    reason = JoiningReason.objects.get()
    url = f"/admin/partnerships/joiningreason/{reason.pk}/change/"
    assert signed_in(administrator).post(url, {"text": "Two titles"}).status_code == 302
    reason.refresh_from_db()
    assert (reason.text, reason.history.count()) == ("Two titles", 2)
    assert signed_in(administrator).get(url.replace("change", "delete")).status_code == 403
    assert signed_in(administrator).get("/admin/partnerships/joiningreason/add/").status_code == 403


def test_another_persons_words_are_read_only_in_the_admin(
    plan: Project, manager: User, administrator: User
) -> None:
    set_joining_month(by=manager, project=plan, month=LATER, reasons=LAND)
    reason = JoiningReason.objects.get()
    url = f"/admin/partnerships/joiningreason/{reason.pk}/change/"
    signed_in(administrator).post(url, {"text": "Else"})
    reason.refresh_from_db()
    assert reason.text == LAND["land"]
    correct_joining_reason(by=manager, reason=reason, text="Mine")
    assert JoiningReason.objects.get().text == "Mine"
