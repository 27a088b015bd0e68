"""What one call of "give to" has done, project by project."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db.models import Count

from partnerships.history import Entry
from partnerships.history.recent import RecentKey, tell
from partnerships.models import Milestone, Project, User
from partnerships.permissions import May


@dataclass(frozen=True)
class GivenLine:
    """One project's part of the call."""

    project: Project
    entry: Entry
    milestones: int
    call: uuid.UUID
    can_undo: bool


def given_by(user: User, call: uuid.UUID) -> list[GivenLine]:
    """The person's own call, in the projects that they still see; nothing for anybody else's."""
    rows = Milestone.history.filter(call=call, history_user_id=user.pk, action="assign_several").order_by()
    counts = dict(rows.values_list("project_id").annotate(n=Count("id", distinct=True)))
    visible = Project.objects.visible_to(user).filter(pk__in=counts).with_names()
    projects = {each.pk: each for each in visible.order_by("school__name", "pk")}
    told = dict(tell([RecentKey(call, 0, "milestones", key) for key in projects]))
    return [
        GivenLine(project, told[key], counts[key], call, user.may(May.LOG_PROGRESS, project))
        for key, project in projects.items()
        if key in told
    ]
