"""The history page of a project and its csv."""

from __future__ import annotations

from partnerships.actions.milestones import Progress, log_progress
from partnerships.actions.notes import write_note
from partnerships.actions.projects import set_confidential
from partnerships.models import Group, Project, School, User
from tests.factories import MilestoneFactory
from tests.helpers import assert_queries_do_not_grow
from tests.plans import code, planned
from tests.views._project import client_of, home, page


def test_project_history_filters_by_who_and_what(
    manager: User, editor: User, viewer: User, school: School, trust: Group
) -> None:
    plan = planned(manager, school, trust)
    log_progress(by=editor, milestone=code(plan, "EXP-01"), progress=Progress("done"))
    write_note(by=manager, project=plan, text="Rang the head")
    text = page(viewer, home(plan) + "history/")
    assert "3 changes found" in text
    assert "Mona Manager started the project: voluntary conversion" in text
    assert "1 change found" in page(viewer, f"{home(plan)}history/?who={editor.pk}")
    only = page(viewer, home(plan) + "history/?kind=notes")
    assert "Rang the head" in only
    assert "started the project" not in only
    assert "Choose one from the list" in page(viewer, home(plan) + "history/?kind=secrets&page=99")


def test_project_history_csv_has_a_line_for_each_change(
    manager: User, editor: User, school: School, trust: Group
) -> None:
    plan = planned(manager, school, trust)
    log_progress(by=editor, milestone=code(plan, "EXP-01"), progress=Progress("done"), note="=1+1")
    response = client_of(manager).get(f"{home(plan)}history.csv?who={editor.pk}")
    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0] == "When,Who,What,Why,Each change"
    assert len(lines) == 3
    assert all("Edda Editor" in line for line in lines[1:])


def test_project_history_is_hidden_with_its_project(
    manager: User, administrator: User, school: School, trust: Group
) -> None:
    plan = planned(manager, school, trust)
    set_confidential(by=manager, project=plan, confidential=True)
    for address in ("history/", "history.csv"):
        assert client_of(administrator).get(home(plan) + address).status_code == 404
    assert "made it confidential" in page(manager, home(plan) + "history/")


def test_project_history_queries_do_not_grow(project: Project, editor: User) -> None:
    def add(number: int) -> None:
        for _ in range(number):
            log_progress(
                by=editor, milestone=MilestoneFactory(project=project), progress=Progress("done"), note="Rang"
            )

    assert_queries_do_not_grow(client_of(editor), home(project) + "history/", add)
