"""Giving milestones to somebody, and handing projects over, on the pages."""

from __future__ import annotations

import pytest
from django.urls import reverse

from partnerships.actions.hand_overs import hand_over_project
from partnerships.models import Group, HandOver, Milestone, Project, User
from tests.factories import ContactFactory, MilestoneFactory, ProjectFactory
from tests.helpers import assert_queries_do_not_grow, query_count
from tests.views._project import at, client_of, home, page

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(project: Project) -> Milestone:
    return MilestoneFactory(project=project, title="Agree the lease", owner_roles="SOL")


def test_a_milestone_goes_to_a_contact_and_the_page_says_how_to_reach_them(
    row: Milestone, project: Project, editor: User
) -> None:
    solicitor = ContactFactory(
        project=project, role="trust_solicitor", name="Esther Quill", telephone="01632 960001"
    )
    data = {"owner": f"contact-{solicitor.pk}", "version": row.version}
    response = client_of(editor).post(at(row, "owner/"), data, follow=True)
    text = response.content.decode()
    row.refresh_from_db()
    assert row.owner_contact == solicitor
    assert "01632 960001" in text
    assert 'href="mailto:head@brackenholt.example"' in text
    assert "Esther Quill" in page(editor, f"{home(project)}?show=plan")


def test_somebody_who_was_faster_is_named(row: Milestone, editor: User, manager: User) -> None:
    client_of(manager).post(at(row, "owner/"), {"owner": "role-CFO", "version": row.version})
    late = client_of(editor).post(at(row, "owner/"), {"owner": str(editor.pk), "version": row.version})
    assert "Mona Manager" in late.content.decode()
    row.refresh_from_db()
    assert (row.owner, row.owner_roles) == (None, "CFO")


def test_a_contact_of_another_project_cannot_be_chosen(row: Milestone, editor: User) -> None:
    other = ContactFactory()
    response = client_of(editor).post(at(row, "owner/"), {"owner": f"contact-{other.pk}"})
    assert "Choose one from the list" in response.content.decode()


def test_a_wait_is_logged_by_choosing_a_contact(row: Milestone, project: Project, editor: User) -> None:
    officer = ContactFactory(project=project, role="la", name="Caroline Metcalf")
    data = {"status": "waiting", "waiting_for": f"contact-{officer.pk}", "version": row.version}
    client_of(editor).post(at(row, "log/"), data)
    row.refresh_from_db()
    assert (row.waiting_contact, row.waiting_party) == (officer, "la")


def test_ticked_rows_of_a_plan_are_given_in_one_step(row: Milestone, project: Project, editor: User) -> None:
    second = MilestoneFactory(project=project)
    data = {"row": [f"{row.pk}-1", f"{second.pk}-1"], "to": str(editor.pk)}
    response = client_of(editor).post(f"{home(project)}give/", data, follow=True)
    assert "gave 2 milestones to Edda Editor" in response.content.decode()
    nobody = client_of(editor).post(f"{home(project)}give/", {"row": f"{row.pk}-2"})
    assert "Choose to whom you give them." in nobody.content.decode()


def test_all_that_a_report_found_is_given_after_a_look_and_taken_back_by_project(
    trust: Group, editor: User
) -> None:
    projects = [ProjectFactory(trust=trust), ProjectFactory(trust=trust)]
    rows = [MilestoneFactory(project=each) for each in projects]
    MilestoneFactory(project=projects[0], code="", status="done", done_on="2027-01-01")
    client, address = client_of(editor), f"{reverse('report-give')}?lead=none"
    asked = client.post(address, {"all": "yes", "to": str(editor.pk)}).content.decode()
    assert "2 milestones in 2 projects will be given to Edda Editor." in asked
    assert "1 milestone. Done already, or not applicable." in asked
    assert not Milestone.objects.filter(owner=editor).exists()
    done = client.post(address, {"all": "yes", "to": str(editor.pk), "confirm": "yes"}, follow=True)
    assert set(Milestone.objects.filter(owner=editor)) == set(rows)
    call = rows[0].history.first().call
    undone = client.post(f"{home(projects[0])}undo/", {"call": str(call)})
    assert undone.status_code == 302
    assert list(Milestone.objects.filter(owner=editor)) == [rows[1]]
    assert done.content.decode().count(">Undo<") == 2


def test_what_another_gave_is_not_shown(row: Milestone, editor: User, manager: User) -> None:
    data = {"row": str(row.pk), "to": "role-CFO", "confirm": "yes"}
    given = client_of(editor).post(reverse("report-give"), data)
    assert client_of(editor).get(given.url).status_code == 200
    assert client_of(manager).get(given.url).status_code == 404


def test_the_page_of_what_was_given_costs_the_same_however_many(trust: Group, editor: User) -> None:
    client = client_of(editor)

    def given(number: int) -> str:
        keys = [str(MilestoneFactory(project__trust=trust).pk) for _ in range(number)]
        data = {"row": keys, "to": "role-CFO", "confirm": "yes"}
        return str(client.post(reverse("report-give"), data)["Location"])

    one, ten = given(1), given(10)
    query_count(client, one)
    assert query_count(client, one) == query_count(client, ten)


def test_a_hand_over_is_seen_by_both_until_it_is_read(project: Project, editor: User, manager: User) -> None:
    Project.objects.filter(pk=project.pk).update(lead=manager)
    data = {"to": editor.pk, "note": "Governors meet on Tuesday", "with_milestones": "on"}
    client_of(manager).post(f"{home(project)}hand-over/", data)
    over = HandOver.objects.get()
    for person in (editor, manager):
        assert "Governors meet on Tuesday" in page(person, "/")
        assert "Governors meet on Tuesday" in page(person, home(project))
    assert client_of(manager).post(reverse("hand-over-read", args=[over.pk])).status_code == 403
    client_of(editor).post(reverse("hand-over-read", args=[over.pk]))
    for person in (editor, manager):
        assert "Governors meet on Tuesday" not in page(person, "/")


def test_without_a_note_nothing_is_handed_over(project: Project, editor: User, manager: User) -> None:
    response = client_of(manager).post(f"{home(project)}hand-over/", {"to": editor.pk})
    assert "Enter a note" in response.content.decode()
    assert not HandOver.objects.exists()


def test_a_leavers_work_passes_after_a_look_and_hidden_projects_are_not_counted(
    trust: Group, editor: User, manager: User, administrator: User
) -> None:
    mine = ProjectFactory(trust=trust, lead=editor)
    secret = ProjectFactory(trust=trust, lead=editor, confidential=True)
    address, client = f"/people/{editor.pk}/hand-over/", client_of(administrator)
    data = {"to": manager.pk, "note": "She leaves in May"}
    asked = client.post(address, data).content.decode()
    assert "Mona Manager would take over 1 project and 0 milestones." in asked
    assert "There may be confidential projects that you cannot see." in asked
    client.post(address, data | {"confirm": "yes"})
    mine.refresh_from_db()
    secret.refresh_from_db()
    assert (mine.lead, secret.lead) == (manager, editor)


def test_home_costs_the_same_however_many_hand_overs(trust: Group, editor: User, manager: User) -> None:
    def add(number: int) -> None:
        for _ in range(number):
            led = ProjectFactory(trust=trust, lead=manager)
            hand_over_project(by=manager, project=led, to=editor, note="Yours")

    add(8)  # more than the page shows of projects and changes
    assert_queries_do_not_grow(client_of(editor), "/", add)
