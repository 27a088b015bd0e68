"""From when something is stuck, and what counts as activity."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from partnerships.actions._core import NotAllowed, Refused
from partnerships.actions.chasing import MOST_DAYS, set_chasing_limits
from partnerships.actions.milestones import Progress, log_progress
from partnerships.actions.notes import write_note
from partnerships.models import ChasingLimits, Group, Project, ProjectForecast, User
from tests.factories import MilestoneFactory

pytestmark = pytest.mark.django_db


def test_an_administrator_sets_and_changes_the_days_of_their_trust(
    trust: Group, administrator: User, manager: User
) -> None:
    set_chasing_limits(by=administrator, trust=trust, quiet_days=14, waiting_days=7)
    set_chasing_limits(by=administrator, trust=trust, quiet_days=30, waiting_days=7)
    limits = ChasingLimits.objects.get()
    assert (limits.trust, limits.quiet_days, limits.waiting_days) == (trust, 30, 7)
    assert limits.history.count() == 2
    with pytest.raises(NotAllowed):
        set_chasing_limits(by=manager, trust=trust, quiet_days=1, waiting_days=1)


@pytest.mark.parametrize("days", [0, -1, MOST_DAYS + 1])
def test_days_are_whole_and_not_too_many(trust: Group, administrator: User, days: int) -> None:
    with pytest.raises(Refused, match="number of days"):
        set_chasing_limits(by=administrator, trust=trust, quiet_days=days, waiting_days=7)


def test_what_a_person_does_is_activity_and_a_note_is_too(project: Project, editor: User) -> None:
    row = MilestoneFactory(project=project)
    with time_machine.travel("2027-03-10 09:00", tick=False):
        log_progress(by=editor, milestone=row, progress=Progress("in_progress"))
        assert active(project) == dt.datetime(2027, 3, 10, 9, tzinfo=dt.UTC)
    with time_machine.travel("2027-03-12 09:00", tick=False):
        write_note(by=editor, project=project, text="Rang")
        assert active(project) == dt.datetime(2027, 3, 12, 9, tzinfo=dt.UTC)


def active(project: Project) -> dt.datetime | None:
    return ProjectForecast.objects.get(project=project).active_at
