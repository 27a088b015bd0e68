"""Questions about schools: what lists can be filtered by, and everything that one school's page says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from django.db.models import F, Q, QuerySet, Value

from partnerships.models import GroupMembership, Partnership, Project, RegisterFile, School, User

Choices = tuple[tuple[str, str], ...]

# What can be chosen from, and the two columns (stored value, words) it comes from.
_OPTION_FIELDS = {
    "phase": ("phase_code", "phase_name"),
    "type_group": ("type_group_code", "type_group_name"),
    "type": ("type_code", "type_name"),
    "la": ("la_name", "la_name"),
    "region": ("region_name", "region_name"),
    "religious_character": ("religious_character", "religious_character"),
    "status": ("status_code", "status_name"),
}


@dataclass(frozen=True)
class SchoolOptions:
    """What the filters of the school list offer: the values that GIAS has, by name (phases and statuses by code)."""

    phase: Choices = ()
    type_group: Choices = ()
    type: Choices = ()
    la: Choices = ()
    region: Choices = ()
    religious_character: Choices = ()
    status: Choices = ()


def school_options() -> SchoolOptions:
    """Today's options, read once per process and GIAS import; two queries, else one.

    The newest import is asked for each time, so that no process offers what another has replaced. Before a first
    import (an empty or a demo database) nothing is kept.
    """
    newest = RegisterFile.objects.applied().order_by("-applied_at").values_list("pk", "applied_at").first()
    return _read_options() if newest is None else _options_since(*map(str, newest))


@lru_cache(maxsize=2)
def _options_since(pk: str, applied_at: str) -> SchoolOptions:
    return _read_options()


def _read_options() -> SchoolOptions:
    parts = [
        School.objects.order_by()
        .exclude(**{code: ""})
        .annotate(option=Value(name), value=F(code), words=F(words))
        .values_list("option", "value", "words")
        .distinct()
        for name, (code, words) in _OPTION_FIELDS.items()
    ]
    found: dict[str, dict[str, str]] = {name: {} for name in _OPTION_FIELDS}
    for name, value, words in parts[0].union(*parts[1:], all=True):
        found[name][value] = words or value
    by_code = {"phase", "status"}
    return SchoolOptions(
        **{
            name: tuple(sorted(values.items(), key=lambda pair: pair[0 if name in by_code else 1]))
            for name, values in found.items()
        }
    )


def groups_of(school: School) -> list[GroupMembership]:
    """Groups that GIAS has the school in, trusts first, each with the day it joined."""
    return list(
        GroupMembership.objects.filter(school=school, gone_on=None)
        .select_related("group")
        .order_by("group__type_code", "group__name")
    )


def projects_of(urns: Sequence[int], user: User) -> QuerySet[Project]:
    """Projects that began or opened as one of these records, that this person may see; others leave no trace."""
    return (
        Project.objects.visible_to(user)
        .filter(Q(school_id__in=urns) | Q(academy_id__in=urns))
        .with_names()
        .in_joining_order()
    )


@dataclass(frozen=True)
class Membership:
    """The school's trust with the day it joined, and its other groups."""

    trust: GroupMembership | None = None
    others: list[GroupMembership] = field(default_factory=list)


def membership_of(school: School) -> Membership:
    """The trust's own membership row beside all other groups (sponsors, federations, foundations)."""
    groups = groups_of(school)
    own = next((each for each in groups if each.group_id == school.trust_id), None)
    return Membership(own, [each for each in groups if each is not own])


def trusts_with_partnership(projects: Sequence[Project]) -> set[int]:
    """The trusts of those of these projects that have a Trust Partnership already."""
    rows = Partnership.objects.filter(project__in=[each.pk for each in projects])
    return set(rows.values_list("trust_id", flat=True))
