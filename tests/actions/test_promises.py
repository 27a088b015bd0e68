"""Promises: made, changed, checked, taken back and removed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from partnerships.actions._core import NotAllowed, Refused, RowChangedMeanwhile
from partnerships.actions._shown import Shown
from partnerships.actions.evidence import Given
from partnerships.actions.promises import (
    Said,
    change_promise,
    check_promise,
    make_promise,
    remove_promise,
    uncheck_promise,
)
from partnerships.models import Project, Promise, User
from partnerships.rules.promises import check_day
from tests.factories import ProjectFactory, PromiseFactory

DAY = dt.date(2026, 1, 5)
SAID = Said(what="A library in every school", made_to="Parents", made_on=DAY, check_when="year_after")


def test_a_promise_is_written_down(project: Project, editor: User) -> None:
    promise = make_promise(by=editor, project=project, said=replace(SAID, owner=editor))
    kept = Promise.objects.get()
    assert (kept.what, kept.made_to, kept.made_on, kept.owner) == (SAID.what, "Parents", DAY, editor)
    assert (kept.check_when, kept.check_on, kept.kept) == ("year_after", None, "")
    assert promise.history.get().action == "make_promise"


def test_a_day_left_over_from_another_choice_is_dropped(project: Project, editor: User) -> None:
    said = replace(SAID, check_on=dt.date(2020, 1, 1))
    assert make_promise(by=editor, project=project, said=said).check_on is None


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"what": ""}, "Enter what was promised"),
        ({"check_when": "day"}, "Enter the day on which it is checked"),
        ({"owner_role": "?"}, "Choose one of the roles"),
        ({"made_on": dt.date(2100, 1, 1)}, "today or earlier"),
    ],
)
def test_what_is_refused(project: Project, editor: User, change: dict, said: str) -> None:
    with pytest.raises(Refused, match=said):
        make_promise(by=editor, project=project, said=replace(SAID, **change))
    assert not Promise.objects.exists()


def test_an_owner_is_one_of_the_trust(project: Project, editor: User, outsider: User) -> None:
    with pytest.raises(Refused, match="not one of the trust's people"):
        make_promise(by=editor, project=project, said=replace(SAID, owner=outsider))


def test_a_check_says_how_it_stands_and_what_shows_it(project: Project, editor: User) -> None:
    promise = PromiseFactory(project=project, made_on=DAY)
    with pytest.raises(Refused, match="what was found"):
        check_promise(by=editor, promise=promise, kept="no")
    link = Shown(Given(url="https://files.trust.example/photo"))
    checked = check_promise(
        by=editor, promise=promise, kept="partly", finding="Shelves, no books", checked_on=DAY, shown=link
    )
    assert (checked.kept, checked.finding, checked.checked_on) == ("partly", "Shelves, no books", DAY)
    assert checked.evidence is not None
    again = uncheck_promise(by=editor, promise=checked)
    assert (again.kept, again.checked_on, again.evidence) == ("", None, None)
    assert "Shelves, no books" in Promise.history.values_list("finding", flat=True)
    with pytest.raises(Refused, match="not been checked yet"):
        uncheck_promise(by=editor, promise=again)


def test_a_promise_is_not_moved_behind_its_check(project: Project, editor: User) -> None:
    promise = PromiseFactory(project=project, made_on=DAY, kept="yes", checked_on=DAY)
    with pytest.raises(Refused, match="Correct the check first"):
        change_promise(by=editor, promise=promise, said=replace(SAID, made_on=dt.date(2026, 2, 1)))


def test_nobody_saves_over_what_they_have_not_seen(project: Project, editor: User) -> None:
    promise = PromiseFactory(project=project, made_on=DAY, version=3)
    with pytest.raises(RowChangedMeanwhile):
        change_promise(by=editor, promise=promise, said=SAID, expected_version=2)
    with pytest.raises(RowChangedMeanwhile):
        check_promise(by=editor, promise=promise, kept="yes", expected_version=2)
    assert change_promise(by=editor, promise=promise, said=SAID, expected_version=3).version == 4


def test_a_promise_is_removed_with_why(project: Project, editor: User) -> None:
    promise = PromiseFactory(project=project)
    with pytest.raises(Refused, match="why it is removed"):
        remove_promise(by=editor, promise=promise, why=" ")
    remove_promise(by=editor, promise=promise, why="Written down twice")
    assert not Promise.objects.exists()
    assert Promise.history.first().history_change_reason == "Written down twice"


def test_a_viewer_and_an_ended_project_refuse(project: Project, editor: User, viewer: User) -> None:
    promise = PromiseFactory(project=project, made_on=DAY, kept="yes", checked_on=DAY)
    for by in (viewer, editor):
        for write in (
            lambda by=by: make_promise(by=by, project=project, said=SAID),
            lambda by=by: change_promise(by=by, promise=promise, said=SAID),
            lambda by=by: check_promise(by=by, promise=promise, kept="yes"),
            lambda by=by: uncheck_promise(by=by, promise=promise),
            lambda by=by: remove_promise(by=by, promise=promise, why="Twice"),
        ):
            with pytest.raises(NotAllowed):
                write()
        Project.objects.filter(pk=project.pk).update(ended_on=DAY, outcome="other")


@pytest.mark.parametrize(
    ("when", "on", "opened", "month"),
    [
        ("day", dt.date(2027, 3, 10), None, dt.date(2020, 1, 1)),
        ("day", dt.date(2027, 3, 11), None, dt.date(2020, 1, 1)),
        ("year_after", None, dt.date(2026, 3, 10), dt.date(2025, 1, 1)),
        ("year_after", None, dt.date(2026, 3, 11), dt.date(2025, 1, 1)),
        ("year_after", None, dt.date(2024, 2, 29), dt.date(2024, 2, 1)),
        ("year_after", None, None, dt.date(2026, 3, 1)),
        ("year_after", None, None, dt.date(2026, 4, 1)),
        ("year_after", None, None, None),
    ],
)
@pytest.mark.parametrize(
    "today", [dt.date(2025, 2, 28), dt.date(2025, 3, 1), dt.date(2027, 3, 10), dt.date(2028, 2, 29)]
)
@pytest.mark.django_db
def test_the_database_finds_what_the_rule_says_is_due(when, on, opened, month, today) -> None:
    project = ProjectFactory(opened_on=opened, joining_month=month)
    promise = PromiseFactory(project=project, made_on=dt.date(2020, 1, 1), check_when=when, check_on=on)
    day = check_day(when, on, opened_on=opened, joining_month=month)
    assert Promise.objects.check_due(on=today).filter(pk=promise.pk).exists() is (
        day is not None and day <= today
    )
