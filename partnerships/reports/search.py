"""The search box in the header: schools, trusts and the person's projects, or straight to what a number names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from partnerships.models import Group, Project, School, User
from partnerships.rules.searching import read_search

SHOWN = 10


@dataclass(frozen=True)
class Section:
    """The first results of one kind, and how many there are in all."""

    rows: list[Any]
    total: int

    @property
    def more(self) -> bool:
        """Whether there are more than are shown."""
        return self.total > len(self.rows)


@dataclass(frozen=True)
class Results:
    """What was found for a text; every section empty where nothing was typed."""

    schools: Section
    trusts: Section
    projects: Section

    @property
    def total(self) -> int:
        return self.schools.total + self.trusts.total + self.projects.total


def search_all(text: str, user: User) -> Results:
    """Schools and trusts (open ones first), and projects that this person may see; closed schools are found too."""
    if not read_search(text).words:
        nothing = Section([], 0)
        return Results(nothing, nothing, nothing)
    schools = School.objects.visible_to(user).search(text).open_first().select_related("trust")
    trusts = Group.objects.visible_to(user).trusts().search(text).open_first().with_school_count()
    projects = Project.objects.visible_to(user).search(text).with_names().in_joining_order()
    return Results(_section(schools), _section(trusts), _section(projects))


def named_by_number(text: str, user: User) -> School | Group | None:
    """The one school (open before closed, where a LAESTAB has had several) or trust that this number names."""
    typed = read_search(text)
    if not typed.names_one:
        return None
    if typed.urn is not None or typed.laestab or typed.ukprn:
        school = School.objects.visible_to(user).search(text).open_first().first()
        if school is not None:
            return school
    if typed.trn or typed.company:
        return Group.objects.visible_to(user).search(text).first()
    return None


def _section(rows: QuerySet[Any]) -> Section:
    first = list(rows[: SHOWN + 1])
    # A list that fits has been counted by being read.
    return Section(first[:SHOWN], rows.count() if len(first) > SHOWN else len(first))
