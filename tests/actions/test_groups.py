"""Schools that join together: what is logged once for all of them, and taken back in all of them."""

from __future__ import annotations

import datetime as dt

import pytest

from partnerships.actions._core import NotAllowed, Refused
from partnerships.actions.groups import (
    add_to_group,
    change_group,
    group_problems,
    make_group,
    remove_from_group,
    remove_group,
    share_milestones,
    shared_with,
)
from partnerships.actions.milestones import Progress, log_progress, log_several, mark_not_applicable
from partnerships.actions.projects import end_project, set_confidential
from partnerships.actions.undo import undo, undo_problems
from partnerships.history import calls_of, entries_for
from partnerships.models import Group, Note, Project, ProjectGroup, User
from tests.factories import ContactFactory, MembershipFactory, ProjectFactory, SchoolFactory
from tests.plans import code, planned

BOARD = "CON-14"


@pytest.fixture
def sister(plan: Project, manager: User, trust: Group) -> Project:
    return planned(manager, SchoolFactory(name="Aldermere School"), trust)


@pytest.fixture
def group(plan: Project, sister: Project, manager: User, trust: Group) -> ProjectGroup:
    made = make_group(
        by=manager, trust=trust, name="Two rivers federation", kind="federation", projects=[plan, sister]
    )
    plan.refresh_from_db()
    sister.refresh_from_db()
    return made


def status(project: Project, which: str = BOARD) -> str:
    return code(project, which).status


def newest(project: Project) -> str:
    return entries_for(project, calls_of(project.pk)[:1])[0].what


def test_a_group_starts_with_what_is_usually_shared(
    group: ProjectGroup, plan: Project, sister: Project
) -> None:
    assert {BOARD, "OPS-03", "CON-12"} <= set(group.shared_codes)
    assert plan.group == sister.group == group
    assert newest(plan) == "changed the project: group set to “Two rivers federation”"


def test_what_is_shared_is_logged_once_for_all(
    group: ProjectGroup, plan: Project, sister: Project, manager: User
) -> None:
    day = dt.date(2027, 3, 1)
    log_progress(
        by=manager, milestone=code(plan, BOARD), progress=Progress("done", done_on=day), note="All agreed"
    )
    assert (code(sister, BOARD).status, code(sister, BOARD).done_on) == ("done", day)
    title = f"“{code(plan, BOARD).title}”"
    assert newest(plan) == f"marked {title} as done on 1 March 2027 and wrote a note: “All agreed”"
    assert newest(sister) == f"marked {title} as done on 1 March 2027"
    assert Note.objects.get().project == plan
    assert calls_of(plan.pk)[0].call == calls_of(sister.pk)[0].call


def test_what_is_not_shared_stays_with_one_school(
    group: ProjectGroup, plan: Project, sister: Project, manager: User
) -> None:
    log_progress(by=manager, milestone=code(plan, "LEG-01"), progress=Progress("done"))
    assert status(sister, "LEG-01") == "not_started"
    share_milestones(by=manager, group=group, codes=[])
    log_progress(by=manager, milestone=code(plan, BOARD), progress=Progress("done"))
    assert status(sister) == "not_started"


def test_a_contact_belongs_to_one_school_and_its_party_to_all(
    group: ProjectGroup, plan: Project, sister: Project, manager: User
) -> None:
    contact = ContactFactory(project=plan, role="trust_solicitor", name="Sol Reed", organisation="")
    log_progress(
        by=manager, milestone=code(plan, BOARD), progress=Progress("waiting", waiting_contact=contact)
    )
    here, there = code(plan, BOARD), code(sister, BOARD)
    assert here.waiting_contact == contact
    assert there.waiting_contact is None
    assert (there.waiting_on, there.waiting_party) == (here.waiting_on, here.waiting_party)


def test_several_at_once_are_shared_too(
    group: ProjectGroup, plan: Project, sister: Project, manager: User
) -> None:
    rows = [code(plan, BOARD), code(plan, "OPS-03"), code(plan, "LEG-01")]
    log_several(by=manager, milestones=rows, progress=Progress("in_progress"))
    assert [status(sister, each) for each in (BOARD, "OPS-03", "LEG-01")] == [
        "in_progress", "in_progress", "not_started",
    ]  # fmt: skip


def test_what_one_school_has_done_already_keeps_its_day(
    group: ProjectGroup, plan: Project, sister: Project, manager: User
) -> None:
    share_milestones(by=manager, group=group, codes=[])
    log_progress(
        by=manager, milestone=code(sister, BOARD), progress=Progress("done", done_on=dt.date(2027, 1, 5))
    )
    share_milestones(by=manager, group=group, codes=[BOARD])
    log_progress(by=manager, milestone=code(plan, BOARD), progress=Progress("done"))
    assert code(sister, BOARD).done_on == dt.date(2027, 1, 5)


def test_those_on_hold_ended_or_without_it_are_left_alone(
    group: ProjectGroup, plan: Project, sister: Project, manager: User, trust: Group
) -> None:
    held, ended = (planned(manager, SchoolFactory(), trust) for _ in range(2))
    for each in (held, ended):
        add_to_group(by=manager, group=group, project=each)
    held.refresh_from_db()
    held.on_hold_since = dt.date(2027, 3, 1)
    held.save()
    end_project(by=manager, project=ended, outcome="declined_dfe", on=dt.date(2027, 3, 1), why="No")
    mark_not_applicable(by=manager, milestone=code(sister, BOARD), why="Not theirs")
    log_progress(by=manager, milestone=code(plan, BOARD), progress=Progress("done"))
    assert {status(each) for each in (held, ended, sister)} == {"not_started"}


def test_a_confidential_member_is_neither_logged_nor_named_for_who_does_not_see_it(
    group: ProjectGroup, plan: Project, sister: Project, manager: User, editor: User
) -> None:
    set_confidential(by=manager, project=sister, confidential=True)
    assert shared_with(editor, code(plan, BOARD)) == []
    log_progress(by=editor, milestone=code(plan, BOARD), progress=Progress("done"))
    assert status(sister) == "not_started"
    assert [each.project for each in shared_with(manager, code(plan, BOARD))] == [sister]


def test_one_undo_takes_back_all_of_it_from_any_school(
    group: ProjectGroup, plan: Project, sister: Project, manager: User
) -> None:
    for origin in (plan, sister):
        log_progress(by=manager, milestone=code(plan, BOARD), progress=Progress("done"))
        call = calls_of(plan.pk)[0].call
        assert call is not None
        assert undo(by=manager, project=origin, call=call) == 2
        assert (status(plan), status(sister)) == ("not_started", "not_started")
    back = calls_of(plan.pk)[0].call
    assert back is not None
    undo(by=manager, project=plan, call=back)
    assert (status(plan), status(sister)) == ("done", "done")


def test_what_stands_in_the_way_of_undoing_names_the_school(
    group: ProjectGroup, plan: Project, sister: Project, manager: User
) -> None:
    log_progress(by=manager, milestone=code(plan, BOARD), progress=Progress("done"))
    call = calls_of(plan.pk)[0].call
    assert call is not None
    share_milestones(by=manager, group=group, codes=[])
    log_progress(by=manager, milestone=code(sister, BOARD), progress=Progress("in_progress"))
    with pytest.raises(Refused, match=r"Aldermere School: .* was changed again since"):
        undo(by=manager, project=plan, call=call)
    assert status(plan) == "done"
    end_project(by=manager, project=sister, outcome="declined_dfe", on=dt.date(2027, 3, 1), why="No")
    said = undo_problems(project=plan, call=call, by=manager)
    assert "Aldermere School was logged in the same step, and can no longer be changed." in said


def test_undo_leaves_alone_what_the_person_does_not_see(
    group: ProjectGroup, plan: Project, sister: Project, manager: User, editor: User
) -> None:
    log_progress(by=manager, milestone=code(plan, BOARD), progress=Progress("done"))
    call = calls_of(plan.pk)[0].call
    assert call is not None
    set_confidential(by=manager, project=sister, confidential=True)
    assert undo(by=editor, project=plan, call=call) == 1
    assert (status(plan), status(sister)) == ("not_started", "done")


def test_a_group_is_changed_and_whoever_was_slower_is_told(group: ProjectGroup, manager: User) -> None:
    changed = change_group(by=manager, group=group, name=" Rivers ", kind="other", expected_version=1)
    assert (changed.name, changed.kind, changed.shared_codes) == ("Rivers", "other", group.shared_codes)
    for act in (
        lambda: change_group(by=manager, group=group, name="X", kind="other", expected_version=1),
        lambda: share_milestones(by=manager, group=group, codes=[], expected_version=1),
    ):
        with pytest.raises(Refused, match="Mona Manager changed this group"):
            act()


def test_what_a_group_must_not_be(group: ProjectGroup, plan: Project, manager: User, trust: Group) -> None:
    elsewhere = ProjectFactory(trust=MembershipFactory(user=manager, role="manager").trust)
    manager = User.objects.get(pk=manager.pk)
    for act, said in (
        (lambda: make_group(by=manager, trust=trust, name=" ", kind="other"), "Enter the group's name"),
        (
            lambda: make_group(by=manager, trust=trust, name="TWO RIVERS FEDERATION", kind="other"),
            "cannot be used",
        ),
        (lambda: make_group(by=manager, trust=trust, name="New", kind="club"), "Choose why"),
        (lambda: add_to_group(by=manager, group=group, project=plan), "in the group already"),
        (lambda: add_to_group(by=manager, group=group, project=elsewhere), "belongs to another"),
        (lambda: share_milestones(by=manager, group=group, codes=["OPN-01"]), "opens by itself"),
        (lambda: remove_from_group(by=manager, project=elsewhere), "in no group"),
        (lambda: remove_group(by=manager, group=group), "Take its projects out of the group first"),
    ):
        with pytest.raises(Refused, match=said):
            act()


def test_an_empty_group_is_removed_one_with_a_hidden_project_is_not(
    group: ProjectGroup, plan: Project, sister: Project, manager: User, administrator: User
) -> None:
    set_confidential(by=manager, project=sister, confidential=True)
    with pytest.raises(Refused, match="Take its projects out"):
        remove_group(by=administrator, group=group)
    remove_from_group(by=manager, project=sister)
    remove_from_group(by=manager, project=plan)
    remove_group(by=administrator, group=group)
    assert not ProjectGroup.objects.exists()


def test_only_managers_change_groups(
    group: ProjectGroup, plan: Project, sister: Project, cast: dict[str, User | None], trust: Group
) -> None:
    for role in ("viewer", "editor", "outsider", "site_administrator"):
        user = cast[role]
        assert user is not None
        for act in (
            lambda by: make_group(by=by, trust=trust, name="New", kind="other"),
            lambda by: change_group(by=by, group=group, name="New", kind="other"),
            lambda by: share_milestones(by=by, group=group, codes=[]),
            lambda by: add_to_group(by=by, group=group, project=plan),
            lambda by: remove_from_group(by=by, project=plan),
            lambda by: remove_group(by=by, group=group),
        ):
            with pytest.raises(NotAllowed):
                act(user)


def test_a_taken_name_is_refused_in_the_same_words_whether_or_not_its_group_is_seen(
    group: ProjectGroup, plan: Project, sister: Project, manager: User, trust: Group
) -> None:
    seen = group_problems(trust=trust, name="two rivers federation", kind="federation")
    for project in (plan, sister):
        set_confidential(by=manager, project=project, confidential=True)
    hidden = group_problems(trust=trust, name="two rivers federation", kind="federation")
    assert seen == hidden == ["This name cannot be used. Choose another one."]
    assert group_problems(trust=trust, name="Two rivers federation", kind="federation", but=group) == []
