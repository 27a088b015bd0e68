"""Who would have more than one school opening in the same month."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from partnerships.models import Milestone, Project, User

# month: person's key: schools that open in it, by name
Openings = dict[dt.date, dict[int, list[str]]]


@dataclass(frozen=True)
class Busy:
    """A person of this project, and the other schools whose opening they lead or work on in that month."""

    name: str
    leads: bool
    schools: list[str]


@dataclass(frozen=True)
class People:
    """The lead and the owners of what is still to do, with what else they have in which month."""

    lead_id: int | None
    names: dict[int, str]
    openings: Openings

    def busy_in(self, month: dt.date | None) -> list[Busy]:
        """Those who would have more than one opening in this month, the lead first."""
        there = self.openings.get(month, {}) if month else {}
        found = [Busy(self.names[pk], pk == self.lead_id, schools) for pk, schools in there.items()]
        return sorted(found, key=lambda each: (not each.leads, each.name))

    def openings_of_lead(self, month: dt.date) -> int | None:
        """How many openings the lead would have in this month, this one included; None without a lead."""
        if self.lead_id is None:
            return None
        return 1 + len(self.openings.get(month, {}).get(self.lead_id, []))


def people_of(
    project: Project, milestones: Iterable[Milestone], months: Collection[dt.date], *, viewer: User
) -> People:
    """Reads the other openings in these months in three queries. What the viewer may not see is not there at all."""
    to_do = {each.owner_id for each in milestones if each.in_plan and not each.has_happened}
    people = {pk for pk in {project.lead_id, *to_do} if pk is not None}
    others = Project.objects.visible_to(viewer).going_on().exclude(pk=project.pk)
    others = others.filter(joining_month__in=months, opened_on=None).order_by()
    led = others.filter(lead__in=people).values_list("joining_month", "lead_id", "school__name")
    owned = Milestone.objects.filter(project__in=others.values("pk"), owner__in=people).to_do()
    worked = owned.order_by().values_list("project__joining_month", "owner_id", "project__school__name")
    schools: dict[dt.date, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for month, person, school in [*led, *worked.distinct()]:
        if month is not None and person is not None:
            schools[month][person].add(school)
    openings = {
        month: {person: sorted(names) for person, names in found.items()} for month, found in schools.items()
    }
    named = {user.pk: str(user) for user in User.objects.filter(pk__in=people)}
    return People(project.lead_id, named, openings)
