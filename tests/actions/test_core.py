"""What every action shares: one call, and what rests on the touched projects settled once at its end."""

from __future__ import annotations

import pytest

from partnerships.actions import _core
from partnerships.actions._core import Refused, at_the_end, one_call
from partnerships.actions.milestones import Progress, log_progress, log_several
from partnerships.actions.notes import write_note
from partnerships.models import Milestone, Project, User
from partnerships.rules.words import Status
from tests.factories import MilestoneFactory, ProjectFactory

pytestmark = pytest.mark.django_db
DONE = Progress(Status.DONE)


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> list[frozenset[int]]:
    """What a settler is told, beside those of the product."""
    told: list[frozenset[int]] = []
    monkeypatch.setattr(_core, "_settlers", [*_core._settlers])
    at_the_end(told.append)
    return told


def test_several_rows_in_one_step_are_settled_once(
    editor: User, project: Project, settled: list[frozenset[int]]
) -> None:
    log_several(by=editor, milestones=MilestoneFactory.create_batch(3, project=project), progress=DONE)
    assert settled == [frozenset({project.pk})]


def test_a_note_counts_as_touching_its_project(
    editor: User, project: Project, settled: list[frozenset[int]]
) -> None:
    write_note(by=editor, project=project, text="The chair rang.")
    assert settled == [frozenset({project.pk})]


def test_one_call_settles_every_project_once_and_ties_their_history_together(
    editor: User, project: Project, settled: list[frozenset[int]]
) -> None:
    other = ProjectFactory(trust=project.trust)
    rows = [MilestoneFactory(project=each) for each in (project, other)]
    with one_call("log_several", by=editor):
        for row in rows:
            log_progress(by=editor, milestone=row, progress=DONE)
    assert settled == [frozenset({project.pk, other.pk})]
    assert len({row.history.first().call for row in rows}) == 1


def test_a_refused_action_settles_nothing(
    editor: User, project: Project, settled: list[frozenset[int]]
) -> None:
    row = MilestoneFactory(project=project)
    with pytest.raises(Refused):
        log_progress(by=editor, milestone=row, progress=Progress(Status.WAITING))
    assert settled == []


def test_a_settler_that_fails_leaves_nothing_half_saved(
    editor: User, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(projects: frozenset[int]) -> None:
        raise ZeroDivisionError

    row = MilestoneFactory(project=project)
    monkeypatch.setattr(_core, "_settlers", [fail])
    with pytest.raises(ZeroDivisionError):
        log_progress(by=editor, milestone=row, progress=DONE)
    assert Milestone.objects.get(pk=row.pk).status == Status.NOT_STARTED
