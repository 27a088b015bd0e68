"""Questions about trusts and other groups of GIAS: what their list can be filtered by, and one group's page."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from partnerships.models import Group, Project, School, User

Choices = tuple[tuple[str, str], ...]

# Number of schools in the trust: (value in an address, words, fewest, most).
SIZES: tuple[tuple[str, str, int, int | None], ...] = (
    ("0", "No schools", 0, 0),
    ("1", "1 school", 1, 1),
    ("2-5", "2 to 5 schools", 2, 5),
    ("6-10", "6 to 10 schools", 6, 10),
    ("11-20", "11 to 20 schools", 11, 20),
    ("21", "21 schools or more", 21, None),
)


def group_types() -> Choices:
    """Every type of group that GIAS has, code and name, by name."""
    found = Group.objects.order_by().exclude(type_code="").values_list("type_code", "type_name").distinct()
    return tuple(sorted(dict(found).items(), key=lambda pair: pair[1]))


def schools_of(group: Group) -> QuerySet[School]:
    """The group's schools that are not closed, by name, each with joined_on."""
    return School.objects.in_group(group).not_closed().with_joined_on(group)


def closed_schools_of(group: Group) -> int:
    """How many closed schools GIAS still has in the group."""
    return School.objects.in_group(group).closed().count()


def projects_with(group: Group, user: User) -> QuerySet[Project]:
    """Projects that bring a school to this trust or take one from it, as far as this person may see them."""
    return (
        Project.objects.visible_to(user)
        .filter(Q(trust=group) | Q(outgoing_trust=group))
        .with_names()
        .in_joining_order()
    )
