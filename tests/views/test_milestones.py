"""One milestone's page, and logging on it: in place, without script, and on several."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
import time_machine

from partnerships.actions.milestones import (
    Progress,
    add_own_milestone,
    change_own_milestone,
    log_progress,
    mark_not_applicable,
)
from partnerships.actions.notes import write_note
from partnerships.models import Group, Milestone, Note, Project, School, User
from tests.factories import MilestoneFactory
from tests.helpers import assert_queries_do_not_grow
from tests.plans import TODAY, code, planned
from tests.views._project import HTMX, at, client_of, home, page


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    with time_machine.travel(f"{TODAY} 09:00"):
        yield


@pytest.fixture
def plan(manager: User, school: School, trust: Group) -> Project:
    return planned(manager, school, trust)


@pytest.fixture
def row(plan: Project) -> Milestone:
    return code(plan, "EXP-01")


def test_milestone_detail_says_what_to_do_and_what_it_waits_for(plan: Project, editor: User) -> None:
    row = code(plan, "EXP-02")
    write_note(by=editor, project=plan, milestone=row, text="They prefer Fridays")
    text = page(editor, at(row))
    assert row.guidance[:40] in text
    assert row.evidence_wanted in text
    assert code(plan, "EXP-01").title in text
    assert "Others wait for it" in text
    assert "They prefer Fridays" in text
    assert "Mona Manager added" in text


def test_milestone_detail_queries_do_not_grow(row: Milestone, editor: User) -> None:
    def add(number: int) -> None:
        for _ in range(number):
            log_progress(by=editor, milestone=row, progress=Progress("in_progress"), note="A note")

    assert_queries_do_not_grow(client_of(editor), at(row), add)


def test_milestone_log_without_script_goes_on_to_the_page_that_says_saved(
    row: Milestone, editor: User
) -> None:
    data = {
        "status": "waiting",
        "waiting_on": "the LA",
        "version": row.version,
        "note": "Rang",
        "owner": editor.pk,
    }
    response = client_of(editor).post(at(row, "log/"), data, follow=True)
    row.refresh_from_db()
    assert (row.status, row.waiting_on, row.owner) == ("waiting", "the LA", editor)
    text = response.content.decode()
    assert "waiting for the LA since 10 March 2027" in text
    assert "Undo" in text
    assert Note.objects.get().milestone == row


def test_milestone_log_in_place_answers_with_the_row_and_the_counts(row: Milestone, editor: User) -> None:
    client = client_of(editor)
    opened = client.get(at(row, "log/"), **HTMX).content.decode()
    assert opened.lstrip().startswith("<li")
    assert 'name="evidence_url"' in opened
    assert 'name="evidence_url"' not in client.get(at(row, "log/?close"), **HTMX).content.decode()

    response = client.post(
        at(row, "log/"), {"status": "done", "done_on": "2027-03-01", "version": row.version}, **HTMX
    )
    text = response.content.decode()
    assert "Done 1 March 2027" in text
    assert "Saved" in text
    assert 'id="project-counts" hx-swap-oob="true"' in text
    assert "1 of " in text
    assert json.loads(response["HX-Trigger"]) == {"say": {"value": "Saved"}}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"status": "done", "done_on": "2027-03-11"}, "cannot be in the future"),
        (
            {"status": "done", "done_on_day": "31", "done_on_month": "2", "done_on_year": "2027"},
            "must be a real date",
        ),
        ({"status": "waiting"}, "Enter who you are waiting for"),
        ({"status": "not_applicable"}, "Enter why it is not applicable"),
        ({"status": "done", "evidence_url": "http://example.org"}, "begins with https://"),
        ({"status": "done", "evidence_url": "javascript:alert(1)"}, "begins with https://"),
        ({}, "Choose a status."),
    ],
)
def test_milestone_log_refused_keeps_what_was_entered(
    row: Milestone, editor: User, data: dict[str, str], said: str
) -> None:
    sent = {"note": "My <long> note", "version": row.version} | data
    for headers in ({}, HTMX):
        response = client_of(editor).post(at(row, "log/"), sent, **headers)
        assert response.status_code == 422
        text = response.content.decode()
        assert said in text
        assert "My &lt;long&gt; note" in text
    row.refresh_from_db()
    assert (row.status, row.evidence.count()) == ("not_started", 0)


def test_milestone_log_tells_who_was_faster_and_loses_neither(
    row: Milestone, editor: User, manager: User
) -> None:
    seen = row.version
    log_progress(by=manager, milestone=row, progress=Progress("waiting", waiting_on="the diocese"))
    sent = {"status": "done", "note": "I rang them", "version": seen}
    for headers in ({}, HTMX):
        response = client_of(editor).post(at(row, "log/"), sent, **headers)
        text = response.content.decode()
        assert response.status_code == 422
        assert "Mona Manager marked" in text
        assert "waiting for the diocese" in text
        assert "I rang them" in text
        row.refresh_from_db()
        assert f'name="version" value="{row.version}"' in text
        assert row.waiting_on == "the diocese"
    again = client_of(editor).post(at(row, "log/"), sent | {"version": row.version})
    assert again.status_code == 302
    row.refresh_from_db()
    assert row.status == "done"


def test_milestone_log_can_say_not_applicable(row: Milestone, editor: User) -> None:
    data = {"status": "not_applicable", "why": "They came to us", "version": row.version}
    text = client_of(editor).post(at(row, "log/"), data, **HTMX).content.decode()
    assert "Not applicable: They came to us" in text
    assert "Put back" in text
    row.refresh_from_db()
    assert not row.in_plan


def test_milestone_done_is_one_click(row: Milestone, editor: User) -> None:
    client = client_of(editor)
    address = home(row.project) + "?show=plan#explore"
    done = client.post(at(row, "done/"), {"version": row.version, "next": address})
    assert done.url.startswith(home(row.project) + "?show=plan&saved=")
    assert done.url.endswith("#explore")
    row.refresh_from_db()
    assert row.done_on == TODAY

    stale = client.post(at(row, "done/"), {"version": 1}, **HTMX)
    assert stale.status_code == 422
    assert "Edda Editor marked" in stale.content.decode()
    text = client.post(at(row, "done/"), {"version": 1}, follow=True).content.decode()
    assert "Not saved" in text


def test_undo_in_place_brings_the_row_back(row: Milestone, editor: User) -> None:
    client = client_of(editor)
    client.post(at(row, "done/"), {}, **HTMX)
    call = row.history.first().call
    text = client.post(f"{home(row.project)}undo/", {"call": call, "row": row.pk}, **HTMX).content.decode()
    assert "Done today" in text
    row.refresh_from_db()
    assert row.status == "not_started"


def test_undo_in_place_shows_no_row_of_another_project(row: Milestone, editor: User) -> None:
    other = MilestoneFactory(title="Secret row")
    client = client_of(editor)
    client.post(at(row, "done/"), {}, **HTMX)
    call = row.history.first().call
    response = client.post(f"{home(row.project)}undo/", {"call": call, "row": other.pk}, **HTMX)
    assert "Secret row" not in response.content.decode()


def test_pages_that_ask_why_have_their_own_form_and_nothing_else(
    row: Milestone, editor: User, plan: Project
) -> None:
    out = plan.milestones.filter(in_plan=False)[0]
    for path in (at(row, "not-applicable/"), at(out, "applicable/")):
        text = page(editor, path)
        assert 'name="why"' in text
        assert 'name="status"' not in text


def test_milestone_not_applicable_and_applicable(row: Milestone, editor: User, plan: Project) -> None:
    client = client_of(editor)
    assert "Enter why" in client.post(at(row, "not-applicable/"), {"why": " "}).content.decode()
    client.post(at(row, "not-applicable/"), {"why": "They came to us"})
    row.refresh_from_db()
    assert not row.in_plan
    client.post(at(row, "applicable/"), {})
    row.refresh_from_db()
    assert row.in_plan

    out = plan.milestones.filter(applies="no")[0]
    assert "Enter why it applies" in client.post(at(out, "applicable/"), {}).content.decode()
    client.post(at(out, "applicable/"), {"why": "The governors want it"})
    out.refresh_from_db()
    assert out.in_plan


def test_milestones_log_several_is_one_step(plan: Project, editor: User) -> None:
    rows = list(plan.milestones.in_plan()[:3])
    ticks = [f"{each.pk}-{each.version}" for each in rows]
    data = {"row": ticks, "status": "done", "done_on": "2027-03-01", "note": "At the meeting"}
    text = client_of(editor).post(home(plan) + "log-several/", data, follow=True).content.decode()
    assert "marked 3 milestones as done on 1 March 2027" in text
    assert plan.milestones.filter(status="done").count() == 3
    assert Note.objects.filter(text="At the meeting").count() == 3


def test_milestones_log_several_chooses_no_status_beforehand(plan: Project, editor: User) -> None:
    client = client_of(editor)
    shown = client.get(home(plan) + "?show=plan").content.decode()
    bar = shown[shown.index('<form id="several"') :].partition("</form>")[0]
    assert "Save on all ticked" in bar
    assert "Give all ticked to them" in bar
    assert " checked" not in bar
    row = plan.milestones.in_plan()[0]
    data = {"row": [f"{row.pk}-{row.version}"], "done_on": "2027-03-01"}
    assert "Choose a status." in client.post(home(plan) + "log-several/", data).content.decode()
    row.refresh_from_db()
    assert row.status == "not_started"


def test_milestones_log_several_refused_keeps_the_ticks(plan: Project, editor: User, manager: User) -> None:
    first, second = plan.milestones.in_plan().late(on=TODAY)[:2]
    client = client_of(editor)
    address = home(plan) + "log-several/"
    text = client.post(address, {"status": "done", "done_on": "2027-03-01"}).content.decode()
    assert "Tick at least one milestone" in text
    data = {"row": [f"{first.pk}-{first.version}", f"{second.pk}-{second.version}"], "status": "waiting"}
    text = client.post(address, data).content.decode()
    assert "Enter who you are waiting for" in text
    assert text.count(" checked>") >= 2

    log_progress(by=manager, milestone=second, progress=Progress("in_progress"))
    text = client.post(address, data | {"status": "done"}).content.decode()
    assert "Mona Manager changed" in text
    first.refresh_from_db()
    assert first.status == "not_started"


def test_milestones_log_several_passes_over_other_projects(plan: Project, editor: User) -> None:
    other = MilestoneFactory()
    client_of(editor).post(home(plan) + "log-several/", {"row": [f"{other.pk}-1"], "status": "done"})
    other.refresh_from_db()
    assert other.status == "not_started"


def test_milestone_own_add_edit_remove(plan: Project, editor: User) -> None:
    client = client_of(editor)
    after = code(plan, "LEG-01")
    data = {
        "title": "Visit the site",
        "phase": "LEG",
        "after": after.pk,
        "owner": editor.pk,
        "owner_role": "EST",
    }
    text = client.post(home(plan) + "milestones/add/", data, follow=True).content.decode()
    own = plan.milestones.get(code="")
    assert (own.position, own.owner, own.owner_roles) == (after.position, editor, "EST")
    assert "Edda Editor added “Visit the site”" in text

    client.post(at(own, "edit/"), {"title": "Visit it twice", "phase": "CON", "due_on": "2027-04-01"})
    own.refresh_from_db()
    assert own.title == "Visit it twice"
    text = client.post(at(own, "remove/"), follow=True).content.decode()
    assert "removed “Visit it twice”" in text
    assert not plan.milestones.filter(code="").exists()
    wrong = client.post(home(plan) + "milestones/add/", data | {"phase": "EXP"}).content.decode()
    assert "Choose one of the same part" in wrong


def test_milestone_own_edit_tells_who_was_faster_and_loses_neither(
    plan: Project, editor: User, manager: User
) -> None:
    own = add_own_milestone(by=editor, project=plan, title="Visit the site", phase="LEG")
    sent = {"title": "Visit on Monday", "phase": "LEG", "version": own.version}
    change_own_milestone(by=manager, milestone=own, title="Visit at noon", phase="LEG", due_on=None)

    text = client_of(editor).post(at(own, "edit/"), sent).content.decode()

    own.refresh_from_db()
    assert own.title == "Visit at noon"
    assert "Mona Manager changed" in text
    assert 'value="Visit on Monday"' in text
    client_of(editor).post(at(own, "edit/"), sent | {"version": own.version})
    own.refresh_from_db()
    assert own.title == "Visit on Monday"


@pytest.mark.parametrize("number", ["9" * 20, "9" * 5000, "٣", "²", "1\0"])
def test_milestones_take_no_number_that_nothing_has(
    plan: Project, row: Milestone, editor: User, number: str
) -> None:
    client = client_of(editor)
    ticked = {"row": [number, f"{row.pk}-{number}"], "status": "done"}
    assert client.post(home(plan) + "log-several/", ticked).status_code in (200, 302)
    assert client.post(at(row, "done/"), {"version": number}).status_code == 302
    day = {"status": "done", "version": row.version}
    for part in ("day", "month", "year"):
        typed = {"done_on_day": "1", "done_on_month": "2", "done_on_year": "2026", f"done_on_{part}": number}
        assert client.post(at(row, "log/"), day | typed).status_code == 422
    undone = client.post(home(plan) + "undo/", {"call": "x", "row": number}, **HTMX)
    assert undone.status_code == 302


def test_the_templates_rows_are_not_reworded(row: Milestone, editor: User) -> None:
    assert client_of(editor).get(at(row, "edit/")).status_code == 403
    assert client_of(editor).post(at(row, "remove/")).status_code == 403


def test_a_row_out_of_the_plan_can_be_opened_by_a_viewer(row: Milestone, viewer: User, editor: User) -> None:
    mark_not_applicable(by=editor, milestone=row, why="They came to us")
    text = page(viewer, at(row))
    assert "Not applicable: They came to us" in text
    assert "Put it back" not in text
    own = add_own_milestone(by=editor, project=row.project, title="Visit", phase="EXP")
    assert "Change its words" in page(editor, at(own))
