"""A project with a real plan, at a day on which some of it is late."""

from __future__ import annotations

import datetime as dt
from typing import Any

from partnerships.actions.projects import start_project
from partnerships.models import Group, Milestone, Project, School, User

# The day on which tests of plans stand: half a year before the joining month.
TODAY = dt.date(2027, 3, 10)
JOINING = dt.date(2027, 9, 1)


def planned(by: User, school: School, trust: Group, **fields: Any) -> Project:
    """A voluntary conversion of September 2027 with its plan, unless told otherwise."""
    given = {"route": "voluntary", "joining_month": JOINING} | fields
    return start_project(by=by, school=school, trust=trust, **given)


def code(project: Project, code: str) -> Milestone:
    """The milestone with this code, as the database has it now."""
    return project.milestones.get(code=code, occurrence=1)
