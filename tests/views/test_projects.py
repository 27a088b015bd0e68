"""A project's page, and changing the project as a whole."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import pytest
import time_machine

from partnerships.actions.joining import set_joining_month
from partnerships.actions.milestones import Progress, log_progress, log_several
from partnerships.actions.plans import earlier_rows
from partnerships.actions.projects import (
    end_project,
    set_confidential,
    start_project,
)
from partnerships.models import Group, Milestone, Project, School, User
from tests.factories import MilestoneFactory, ProjectFactory, SchoolFactory
from tests.helpers import assert_queries_do_not_grow, query_count
from tests.plans import TODAY, code, planned
from tests.views._project import client_of, home, page


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    with time_machine.travel(f"{TODAY} 09:00"):
        yield


@pytest.fixture
def plan(manager: User, school: School, trust: Group) -> Project:
    return planned(manager, school, trust)


def headings(text: str) -> list[str]:
    return [
        " ".join(re.sub("<[^>]+>", " ", each).split())
        for each in re.findall(r"<h2[^>]*>(.*?)</h2>", text, re.S)
    ]


def test_project_detail_opens_on_what_is_late_and_due(plan: Project, editor: User) -> None:
    text = page(editor, home(plan))
    late = plan.milestones.late(on=TODAY).count()
    assert f"{late} milestones" in text
    assert "175 days until conversion" in text
    assert "1 September 2027" in text
    assert f'into <a class="govuk-link" href="/trusts/{plan.trust_id}/">Harrowmere Learning Trust</a>' in text
    assert f'href="/schools/{plan.school_id}/"' in text
    shown = headings(text)
    assert shown.index("Late") < next(n for n, each in enumerate(shown) if each.startswith("This month"))


def test_project_detail_shows_each_milestone_once(plan: Project, editor: User) -> None:
    for show in ("", "?show=plan", "?show=all"):
        rows = re.findall(r'id="row-(\d+)"', page(editor, home(plan) + show))
        assert len(rows) == len(set(rows))
    assert len(rows) == plan.milestones.count()


def test_project_detail_whole_plan_counts_each_part(plan: Project, editor: User) -> None:
    log_several(
        by=editor, milestones=list(plan.milestones.filter(phase="EXP")[:3]), progress=Progress("done")
    )
    text = page(editor, home(plan) + "?show=plan")
    total = plan.milestones.in_plan().filter(phase="EXP").count()
    assert f"3 of {total} done" in text
    assert headings(text)[:3] == ["When will it open?", "Explore", "Partnership"]
    assert "Show " in text
    assert f"With {plan.milestones.filter(in_plan=False).count()} not applicable" in text


def test_project_detail_rows_of_a_part_stand_by_due_date(plan: Project, editor: User) -> None:
    text = page(editor, home(plan) + "?show=plan")
    legal = text[text.index('id="legal"') : text.index('id="ready"')]
    due = [Milestone.objects.get(pk=pk).due_on for pk in re.findall(r'id="row-(\d+)"', legal)]
    assert due == sorted(due)


def test_project_detail_says_which_answer_decided(plan: Project, manager: User) -> None:
    text = page(manager, home(plan) + "?show=plan")
    assert "does the school have a PFI contract?" in text
    assert f'formaction="/projects/{plan.pk}/facts/pfi/"' in text
    assert "In the plan because Local authority land: yes, from GIAS" in text


def test_project_detail_gives_a_viewer_nothing_to_press(plan: Project, viewer: User, editor: User) -> None:
    text = page(viewer, home(plan) + "?show=plan")
    for word in ("Done today", "formaction", "tt-tick", "Add a milestone", "Change this project"):
        assert word not in text
    assert "Done today" in page(editor, home(plan))
    assert "Change this project" not in page(editor, home(plan))


def test_project_detail_without_a_month_says_so(manager: User, school: School, trust: Group) -> None:
    project = start_project(by=manager, school=school, trust=trust, enquiry="The chair rang & asked")
    text = page(manager, home(project))
    assert "the plan has no dates" in text
    assert "The chair rang &amp; asked" in text
    assert "Choose the route" in text
    assert "No date yet" in text


def test_project_detail_of_an_ended_project_is_a_record(plan: Project, manager: User) -> None:
    end_project(by=manager, project=plan, outcome="withdrawn_school", on=TODAY, why="A new head")
    text = page(manager, home(plan) + "?show=plan")
    assert "Withdrawn by the school. A new head" in text
    assert "Done today" not in text
    assert "days late" not in text
    assert "Reopen the project" in text
    assert "Questions that matter now" not in page(manager, home(plan))


def test_project_detail_asks_few_questions_and_only_soon(plan: Project, manager: User) -> None:
    asked = r'formaction="/projects/\d+/facts/(\w+)/" name="answer" value="yes"'
    with time_machine.travel("2027-06-01 09:00"):
        text = page(manager, home(plan))
    section = text[text.index("Questions that matter now") : text.index("All questions")]
    assert 1 <= len(re.findall(asked, section)) <= 5
    with time_machine.travel("2026-01-01 09:00"):
        assert "Questions that matter now" not in page(manager, home(plan))


def test_project_detail_offers_to_start_from_here_until_as_much_is_logged_as_is_late(
    plan: Project, editor: User
) -> None:
    late = list(plan.milestones.late(on=TODAY))
    log_progress(by=editor, milestone=late[0], progress=Progress("done"))
    text = page(editor, home(plan))
    assert "start-from-here" in text
    assert f"Show the {len(late) - 1} milestones due before today" in text

    log_several(by=editor, milestones=late[1 : len(late) // 2 + 1], progress=Progress("done"))
    text = page(editor, home(plan))
    assert "start-from-here" not in text
    assert "milestones due before today" not in text


def test_project_detail_keeps_start_from_here_among_the_changes(plan: Project, manager: User) -> None:
    log_several(by=manager, milestones=list(plan.milestones.late(on=TODAY)), progress=Progress("done"))
    assert "start-from-here" in page(manager, home(plan))


def test_project_detail_shows_whom_it_waits_for(plan: Project, editor: User) -> None:
    far = code(plan, "OPN-01")
    log_progress(
        by=editor, milestone=far, progress=Progress("waiting", waiting_on="the <LA>"), note="Rang twice"
    )
    text = page(editor, home(plan))
    assert "Also waiting for somebody 1" in headings(text)
    assert "Waiting for the &lt;LA&gt; since 10 March 2027" in text
    assert "Rang twice" in text


def test_project_detail_queries_do_not_grow(trust: Group, school: School, manager: User) -> None:
    project = ProjectFactory(trust=trust, school=school)

    def add(number: int) -> None:
        for row in MilestoneFactory.create_batch(number, project=project, owner=manager, because=["pfi"]):
            log_progress(by=manager, milestone=row, progress=Progress("in_progress"), note="A note")

    assert_queries_do_not_grow(client_of(manager), home(project) + "?show=plan", add)
    assert query_count(client_of(manager), home(project)) <= 28


def test_project_detail_of_a_hidden_project_is_not_there(
    plan: Project, manager: User, administrator: User
) -> None:
    set_confidential(by=manager, project=plan, confidential=True)
    assert client_of(administrator).get(home(plan)).status_code == 404
    assert "Confidential" in page(manager, home(plan))


def test_project_route_shows_what_changes_before_it_does(plan: Project, manager: User) -> None:
    client = client_of(manager)
    first = client.post(home(plan) + "route/", {"route": "order"})
    assert "What this route would do" in first.content.decode()
    plan.refresh_from_db()
    assert plan.route == "voluntary"

    done = client.post(home(plan) + "route/", {"route": "order", "confirm": "yes"}, follow=True)
    plan.refresh_from_db()
    assert plan.route == "order"
    said = done.content.decode()
    assert "Mona Manager changed the route from voluntary conversion to academy order" in said
    assert ">Undo<" not in said

    same = client.post(home(plan) + "route/", {"route": "order"})
    assert "This is the route already" in same.content.decode()
    wrong = client.post(home(plan) + "route/", {"route": "transfer"})
    assert "This school is not an academy" in wrong.content.decode()


def test_project_joining_month_moves_and_lists_earlier_changes(plan: Project, manager: User) -> None:
    client = client_of(manager)
    data = {"month": "2027-10", "reasons": "la", "text_la": "The LA asked"}
    text = client.post(home(plan) + "joining-month/", data, follow=True).content.decode()
    assert re.search(r"moved the conversion date from September to October 2027: \d+ dates moved", text)
    text = page(manager, home(plan) + "joining-month/")
    assert "The LA asked" in text
    again = client.post(home(plan) + "joining-month/", data).content.decode()
    assert "This is already the conversion date" in again


def test_a_change_by_somebody_else_meanwhile_is_told_and_what_was_typed_is_kept(
    plan: Project, manager: User, administrator: User
) -> None:
    seen = plan.version
    set_joining_month(by=administrator, project=plan, month=dt.date(2027, 11, 1), reasons={"la": "Late"})
    data = {"month": "2027-08", "reasons": "faster", "text_faster": "The LA asked", "version": str(seen)}

    url = f"/projects/{plan.pk}/joining-month/"
    text = client_of(manager).post(url, data).content.decode()

    assert "Ada Administrator changed this project while you had this page open" in text
    assert "The LA asked" in text
    plan.refresh_from_db()
    assert plan.joining_month == dt.date(2027, 11, 1)
    again = re.search(r'name="version" value="(\d+)"', text)
    assert again is not None
    client_of(manager).post(url, data | {"version": again[1]})
    plan.refresh_from_db()
    assert plan.joining_month == dt.date(2027, 8, 1)


def test_project_lead_offers_only_who_may_lead(
    plan: Project, manager: User, editor: User, viewer: User
) -> None:
    text = page(manager, home(plan) + "lead/")
    assert "Edda Editor" in text
    assert "Vera Viewer" not in text
    client_of(manager).post(home(plan) + "lead/", {"lead": editor.pk})
    plan.refresh_from_db()
    assert plan.lead == editor


def test_project_confidential_goes_on_and_off(plan: Project, manager: User, editor: User) -> None:
    client = client_of(manager)
    for _ in range(2):  # pressed twice, or by two people at once, it does not become visible again
        client.post(home(plan) + "confidential/", {"confidential": "yes"})
        assert client_of(editor).get(home(plan)).status_code == 404
    text = page(manager, home(plan) + "confidential/")
    assert "Mona Manager" in text
    assert f"/projects/{plan.pk}/people/" in text
    assert 'name="confidential" value="no"' in text
    client.post(home(plan) + "confidential/", {"confidential": "no"})
    assert client_of(editor).get(home(plan)).status_code == 200


def test_project_reopen_does_not_tell_of_a_project_that_one_may_not_see(
    plan: Project, manager: User, administrator: User
) -> None:
    end_project(by=manager, project=plan, outcome="other", on=TODAY, why="A pause")
    planned(administrator, plan.school, plan.trust, confidential=True)
    sees, does_not = (
        client_of(who).post(home(plan) + "reopen/", {"why": "Again"}).content.decode()
        for who in (administrator, manager)
    )
    assert "has another live project" in sees
    assert "has another live project" not in does_not
    assert "This project cannot be reopened. Ask one of your trust" in does_not


def test_project_end_and_reopen(plan: Project, manager: User) -> None:
    client = client_of(manager)
    data = {"outcome": "withdrawn_school", "on": "2027-03-11", "why": "A new head"}
    assert "cannot be in the future" in client.post(home(plan) + "end/", data).content.decode()
    client.post(home(plan) + "end/", data | {"on": "2027-03-09"})
    plan.refresh_from_db()
    assert plan.is_ended
    client.post(home(plan) + "reopen/", {"why": "They changed their minds"})
    plan.refresh_from_db()
    assert not plan.is_ended


def test_project_start_from_here_shows_its_list_first_and_is_undone(plan: Project, editor: User) -> None:
    client = client_of(editor)
    address = home(plan) + "start-from-here/"
    first = client.post(address, {"before": "2027-03-10"}).content.decode()
    count = plan.milestones.to_do().filter(due_on__lt=TODAY).count()
    assert f"This would mark {count} milestones as done" in first
    assert not plan.milestones.filter(status="done").exists()

    saved = client.post(address, {"before": "2027-03-10", "confirm": "yes"}, follow=True)
    text = saved.content.decode()
    assert f"marked {count} milestones as done before tracking began" in text
    call = re.search(r'name="call" value="([^"]+)"', text)
    assert call is not None
    client.post(home(plan) + "undo/", {"call": call[1]})
    assert not plan.milestones.filter(status="done").exists()

    both = {"before": "2027-03-10", "milestone": code(plan, "CON-01").pk}
    text = client.post(address, both).content.decode()
    assert f"This would mark {len(earlier_rows(plan, milestone=code(plan, 'CON-01')))} milestones" in text
    assert "Choose a date or a milestone" in client.post(address, {}).content.decode()


def test_project_undo_says_when_it_cannot(plan: Project, editor: User) -> None:
    for call in ("", "nonsense", "6f1c5f0e-4f0e-4d2b-9a53-0123456789ab"):
        text = client_of(editor).post(home(plan) + "undo/", {"call": call}, follow=True).content.decode()
        assert "There is nothing to undo." in text


def test_saved_tells_only_of_this_project(plan: Project, manager: User, trust: Group) -> None:
    other = planned(manager, SchoolFactory(name="Hidden School"), trust, confidential=True)
    call = other.history.first().call
    text = page(manager, f"{home(plan)}?saved={call}")
    assert "started the project" not in text
    assert "started the project" in page(manager, f"{home(plan)}?saved={plan.history.first().call}")


def test_project_undo_goes_nowhere_else(plan: Project, editor: User) -> None:
    done = log_progress(by=editor, milestone=code(plan, "EXP-01"), progress=Progress("done"))
    call = done.history.first().call
    response = client_of(editor).post(home(plan) + "undo/", {"call": call, "next": "https://evil.example/"})
    assert response.url == home(plan)


def test_project_start_finds_the_school_without_a_long_list(manager: User, trust: Group) -> None:
    SchoolFactory.create_batch(30, name="Oakfield Primary School")
    closed = SchoolFactory(name="Oakfield Old School", status_code="2")
    text = page(manager, "/projects/start/?q=oakfield")
    assert text.count("/projects/start/?school=") == 25
    assert f"school={closed.pk}" not in text
    assert "and more" in text
    assert "No school found" in page(manager, "/projects/start/?q=zzz")
    assert client_of(manager).get("/projects/start/?school=123").status_code == 404


def test_project_start_proposes_the_route_and_says_why(manager: User, trust: Group, school: School) -> None:
    text = page(manager, f"/projects/start/?school={school.pk}")
    assert "maintained by a local authority" in text
    assert re.search(r'value="voluntary" checked', text)
    done = client_of(manager).post(
        f"/projects/start/?school={school.pk}",
        {"trust": trust.pk, "route": "voluntary", "joining_month": "2027-09", "lead": manager.pk},
    )
    project = Project.objects.get()
    assert done.url == home(project)
    assert (project.joining_month, project.lead) == (dt.date(2027, 9, 1), manager)
    text = page(manager, f"/projects/start/?school={school.pk}")
    assert "is a live project already" in text


def test_project_start_takes_the_outgoing_trust_from_gias_or_by_name(
    manager: User, trust: Group, other_trust: Group
) -> None:
    address = "/projects/start/?school={}"
    known = SchoolFactory(academy=True, trust=other_trust)
    client = client_of(manager)
    client.post(address.format(known.pk), {"route": "transfer"})
    assert Project.objects.get(school=known).outgoing_trust == other_trust
    unknown = SchoolFactory(academy=True)
    wrong = client.post(address.format(unknown.pk), {"route": "transfer", "outgoing_trust": "Nowhere"})
    assert "No trust has that name" in wrong.content.decode()
    client.post(address.format(unknown.pk), {"route": "transfer", "outgoing_trust": "moorland"})
    assert Project.objects.get(school=unknown).outgoing_trust == other_trust


def test_project_start_says_what_stands_in_the_way(manager: User, trust: Group) -> None:
    academy = SchoolFactory(academy=True)
    text = (
        client_of(manager)
        .post(f"/projects/start/?school={academy.pk}", {"route": "voluntary"})
        .content.decode()
    )
    assert "already an academy" in text
    assert not Project.objects.exists()


def test_enquiry_log_takes_two_fields(manager: User, trust: Group, school: School) -> None:
    done = client_of(manager).post("/projects/enquiry/", {"school": str(school.pk), "said": "The chair rang"})
    project = Project.objects.get()
    assert done.url == home(project)
    assert (project.enquiry, project.route, project.lead) == ("The chair rang", "", manager)
    assert code(project, "EXP-01").done_on == TODAY
    assert set(project.milestones.values_list("phase", flat=True)) == {"EXP"}


def test_enquiry_log_asks_which_of_several_schools(manager: User, trust: Group) -> None:
    one, two = SchoolFactory(name="Oakfield Infant"), SchoolFactory(name="Oakfield Junior")
    client = client_of(manager)
    text = client.post("/projects/enquiry/", {"school": "oakfield", "said": "Rang"}).content.decode()
    assert "Several schools have these words" in text
    assert str(one.pk) in text
    client.post("/projects/enquiry/", {"school": "oakfield", "said": "Rang", "urn": two.pk})
    assert Project.objects.get().school == two
    none = client.post("/projects/enquiry/", {"school": "nowhere", "said": "Rang"}).content.decode()
    assert "No school has that name or URN" in none
