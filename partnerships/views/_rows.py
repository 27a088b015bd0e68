"""One line of the plan as an answer of its own, for a change in place."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from partnerships.forms.milestones import MilestoneLogForm
from partnerships.models import Milestone, Project, User
from partnerships.permissions import May
from partnerships.reports.forecast_page import forecast_page
from partnerships.reports.project_page import one_row, project_header, section_counts


def row_context(
    milestone: Milestone,
    project: Project,
    user: User,
    today: dt.date,
    *,
    form: MilestoneLogForm | None = None,
    saved: uuid.UUID | None = None,
    conflict: str = "",
) -> dict[str, Any]:
    """What `milestones/row.html` shows: the line, and the counts of the page around it.

    `saved` is the call to offer "Undo" for; `conflict` says who was faster.
    """
    row = one_row(milestone, project, today)
    progress, part_late = section_counts(project, row.part, today=today)
    return {
        "row": row,
        "project": project,
        "header": project_header(project, today=today),
        "progress": progress,
        "part_late": part_late,
        "forecast": forecast_page(project, today=today),
        "can_log": user.may(May.LOG_PROGRESS, project),
        "can_answer": user.may(May.CHANGE_PROJECT, project),
        "form": form,
        "saved": saved,
        "conflict": conflict,
    }
