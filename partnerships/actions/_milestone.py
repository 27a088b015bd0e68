"""One milestone, locked while an action works on it, and saved with what the rules make of it."""

from __future__ import annotations

from partnerships.actions._core import Refused, lock_project, require, who_changed
from partnerships.actions.plans import decide_in_plan
from partnerships.models import Milestone
from partnerships.models.people import User
from partnerships.permissions import May


class ChangedMeanwhile(Refused):
    """Somebody else changed the row since the form was opened; `milestone` is as they left it."""

    def __init__(self, milestone: Milestone) -> None:
        self.milestone = milestone
        who = who_changed(milestone)
        super().__init__(
            f"{who} changed “{milestone.title}” while you were editing it. Check it and save again."
        )


def open_milestone(by: User, milestone: Milestone, expected_version: int | None) -> Milestone:
    """The milestone as it is now, locked, if this person may log on it and nobody was faster."""
    lock_project(milestone.project_id)
    locked = Milestone.objects.select_for_update(of=("self",), no_key=True).select_related("project")
    fresh = locked.filter(pk=milestone.pk).first()
    if fresh is None:
        raise Refused(f"“{milestone.title}” has been removed meanwhile.")
    require(by.may(May.LOG_PROGRESS, fresh.project))
    if expected_version is not None and fresh.version != expected_version:
        raise ChangedMeanwhile(fresh)
    return fresh


def save_milestone(milestone: Milestone) -> Milestone:
    milestone.in_plan = decide_in_plan(milestone)
    milestone.version += 1
    milestone.save()
    return milestone
