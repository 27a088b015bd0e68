"""Groups of schools that join together, as lists and pages show them: as far as the person sees their projects."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from partnerships.models import Milestone, Project, ProjectGroup
from partnerships.models.people import User
from partnerships.models.project import ProjectQuerySet
from partnerships.rules.groups import NEVER_SHARED, usually_shared
from partnerships.rules.saying import counted
from partnerships.rules.words import GroupKind, Part, Phase, Status


@dataclass(frozen=True)
class GroupRow:
    """One group with what this person sees of it."""

    group: ProjectGroup
    schools: int = 0
    live: int = 0
    done: int = 0
    plan: int = 0
    late: int = 0

    @property
    def kind_words(self) -> str:
        return GroupKind(self.group.kind).label


@dataclass(frozen=True)
class Shareable:
    """A milestone of the members' plans that can be shared."""

    code: str
    title: str
    part: Part
    # How many of the schools that the person sees have it in their plan.
    schools: int
    done: int
    shared: bool
    usual: bool


def groups_for(user: User) -> QuerySet[ProjectGroup]:
    """The groups that this person sees, by name."""
    return ProjectGroup.objects.visible_to(user).select_related("trust").order_by("name", "pk")


def members(user: User, group: ProjectGroup) -> ProjectQuerySet:
    """The group's projects that this person sees, in joining order."""
    return Project.objects.visible_to(user).filter(group=group).in_joining_order()


def group_rows(user: User, groups: Sequence[ProjectGroup], *, on: dt.date) -> list[GroupRow]:
    """These groups with their counts, from two queries however many there are."""
    mine = Project.objects.visible_to(user).filter(group__in=groups).order_by()
    sizes = {
        each["group"]: each
        for each in mine.values("group").annotate(n=Count("pk"), live=Count("pk", filter=Q(ended_on=None)))
    }
    plans = Milestone.objects.filter(project__in=mine.values("pk")).in_plan()
    counts = {each["project__group"]: each for each in plans.tallied_by("project__group", on=on)}
    none: dict[str, Any] = {"n": 0, "live": 0, "done": 0, "found": 0, "late": 0}
    rows = []
    for group in groups:
        size, count = sizes.get(group.pk, none), counts.get(group.pk, none)
        rows.append(GroupRow(group, size["n"], size["live"], count["done"], count["found"], count["late"]))
    return rows


def shareable(user: User, group: ProjectGroup) -> list[Shareable]:
    """Every milestone of the plans of the members that this person sees, in the plan's order; one query."""
    rows = Milestone.objects.filter(
        project__in=members(user, group).order_by().values("pk"), in_plan=True, occurrence=1
    )
    chosen, usual = set(group.shared_codes), usually_shared(GroupKind(group.kind))
    found: dict[str, list[Any]] = {}
    for row in rows.exclude(code="").order_by("position", "pk").values("code", "title", "phase", "status"):
        if row["code"] not in NEVER_SHARED:
            found.setdefault(row["code"], []).append(row)
    return [
        Shareable(
            code=code,
            title=same[0]["title"],
            part=Phase(same[0]["phase"]).part,
            schools=len(same),
            done=sum(each["status"] == Status.DONE for each in same),
            shared=code in chosen,
            usual=code in usual,
        )
        for code, same in found.items()
    ]


def group_history(group: ProjectGroup) -> list[tuple[dt.datetime, str, str]]:
    """(when, who, what) of each change of the group itself, newest first; who is in it, its projects tell."""
    rows = list(group.history.select_related("history_user").order_by("history_id"))
    said = []
    for before, row in zip([None, *rows], rows, strict=False):
        who = str(row.history_user) if row.history_user else "Trust Tracker"
        if text := _told(before, row):
            said.append((row.history_date, who, text))
    return said[::-1]


def shared_in(project: Project, code: str) -> str:
    """The name of the project's group where it does this milestone once for all; empty elsewhere."""
    if not code or project.group_id is None or project.is_ended:
        return ""
    group = project.group
    return group.name if group is not None and code in group.shared_codes else ""


def say_shared(others: Sequence[Milestone]) -> str:
    """ "Shared with 2 other schools: …"; empty for none."""
    if not others:
        return ""
    names = ", ".join(each.project.school.name for each in others)
    schools = "1 other school" if len(others) == 1 else f"{len(others)} other schools"
    return f"Shared with {schools}: {names}. Status and dates are logged there too; note, evidence and owner are not."


def _told(before: Any, row: Any) -> str:
    if before is None:
        return f"made the group “{row.name}”"
    parts = []
    if before.name != row.name:
        parts.append(f"renamed it from “{before.name}” to “{row.name}”")
    if before.kind != row.kind:
        parts.append(f"said that it is: {GroupKind(row.kind).label.lower()}")
    if before.shared_codes != row.shared_codes:
        more, less = (
            set(row.shared_codes) - set(before.shared_codes),
            set(before.shared_codes) - set(row.shared_codes),
        )
        words = [f"{counted(len(more), 'milestone')} more"] if more else []
        words += [f"{counted(len(less), 'milestone')} fewer"] if less else []
        parts.append(f"changed what is shared: {' and '.join(words)}")
    return "; ".join(parts)
