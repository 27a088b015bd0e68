"""Invented projects with plans in bulk, for measurements: 90 milestones each, written by SQL in seconds.

The database is the bench's own and is made afresh; nothing here goes through actions, so there is no history.
"""

from __future__ import annotations

import datetime as dt

from django.db import connection
from django.utils import timezone

from partnerships.models import Group, Membership, Milestone, Note, PlanTemplate, Project, School, User
from partnerships.permissions import Role
from partnerships.rules.words import OwnerRole, Phase, Route

MILESTONES_EACH = 90
_PATTERNS = 36  # joining months that the projects share out between them
_PHASES = [*([Phase.EXPLORE] * 9), *([Phase.PARTNERSHIP] * 12), *([Phase.CONSULT] * 10), *([Phase.APPLY] * 7)]
_PHASES += [*([Phase.LEGAL] * 22), *([Phase.READY] * 18), *([Phase.OPEN] * 4), *([Phase.AFTER] * 8)]
_GUIDANCE = "What to do, whom to ask, and what counts as evidence, in a few plain sentences. " * 5


def build(projects: int, *, today: dt.date) -> User:
    """Fills an empty, migrated database with that many projects; returns a manager who sees them all."""
    trust = Group.objects.create(
        uid=990_001, name="Measured Schools Trust", type_code="06", status_name="Open"
    )
    user = User.objects.create_user("bench@trust.example", "not used", name="Bea Bench")
    Membership.objects.create(user=user, trust=trust, role=Role.MANAGER)
    template = PlanTemplate.objects.create(
        name="Measured plan", trust=trust, version=1, published_at=timezone.now()
    )
    schools = [
        School(urn=900_001 + n, name=f"Measured Primary School {n % 977} {n}", la_name=f"Westmarch {n % 40}")
        for n in range(projects)
    ]
    School.objects.bulk_create(schools, batch_size=1000)
    Project.objects.bulk_create(
        (
            Project(
                school_id=school.urn,
                trust=trust,
                template=template,
                route=list(Route)[n % 3],
                joining_month=_month(today, n % _PATTERNS - 6),
                lead=user if n % 10 == 0 else None,
                started_on=today,
            )
            for n, school in enumerate(schools)
        ),
        batch_size=1000,
    )
    patterns = list(Project.objects.order_by("pk")[:_PATTERNS])
    Milestone.objects.bulk_create([row for each in patterns for row in _plan(each, today)], batch_size=500)
    _copy_plans(patterns[0].pk, min(_PATTERNS, projects))
    _write_notes(user)
    with connection.cursor() as cursor:
        # As autovacuum leaves a database that has stood for a day: counts may then read an index alone.
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    return user


def _month(today: dt.date, ahead: int) -> dt.date:
    months = today.year * 12 + today.month - 1 + ahead
    return dt.date(months // 12, months % 12 + 1, 1)


def _plan(project: Project, today: dt.date) -> list[Milestone]:
    roles = [role.value for role in OwnerRole]
    rows = []
    for n, phase in enumerate(_PHASES):
        due = project.joining_month + dt.timedelta(days=(n - 70) * 7)
        behind = (today - due).days
        done = behind > 0 and n % 11 != 0
        waiting = not done and n % 5 == 0
        rows.append(
            Milestone(
                project=project,
                code=f"{phase.value}-{n:02d}",
                position=n * 10,
                title=f"Something that is to be done in {phase.label.lower()}, number {n}",
                phase=phase.value,
                days=(n - 70) * 7,
                due_on=due,
                guidance=_GUIDANCE,
                owner_roles=roles[n % len(roles)],
                in_plan=n % 23 != 7,
                applies="no" if n % 23 == 7 else "yes",
                status="done" if done else "waiting" if waiting else "not_started",
                done_on=due if done else None,
                waiting_on="The local authority" if waiting else "",
                waiting_since=min(due, today) if waiting else None,
            )
        )
    return rows


def _copy_plans(first: int, patterns: int) -> None:
    """Gives every further project the plan of its pattern: one statement, the same on both databases."""
    columns = [
        field.column for field in Milestone._meta.concrete_fields if field.column not in ("id", "project_id")
    ]
    names = ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {Milestone._meta.db_table} (project_id, {names}) "  # noqa: S608  names of our own columns
            f"SELECT p.id, {', '.join('m.' + name for name in columns)} "
            f"FROM {Project._meta.db_table} p JOIN {Milestone._meta.db_table} m "
            f"ON m.project_id = %s + (p.id - %s) %% %s WHERE p.id >= %s ORDER BY p.id, m.position",
            [first, first, patterns, first + patterns],
        )


def _write_notes(user: User) -> None:
    """A note on every ninth milestone."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {Note._meta.db_table} (project_id, milestone_id, text, author_id, written_at) "  # noqa: S608  the same
            f"SELECT project_id, id, 'Rang them; they will answer by the end of the month.', %s, %s "
            f"FROM {Milestone._meta.db_table} WHERE id %% 9 = 0",
            [user.pk, timezone.now()],
        )
