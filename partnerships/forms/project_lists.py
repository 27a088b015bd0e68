"""Search and filters of the list of projects."""

from __future__ import annotations

import datetime as dt
from typing import Any

from partnerships.forms._filters import FilterForm, OptionField, search_box
from partnerships.forms.fields import MonthField
from partnerships.models import ProjectGroup, User
from partnerships.models.forecast import standing_so
from partnerships.models.project import ProjectQuerySet
from partnerships.reports.stuck import stuck_among
from partnerships.rules.words import Gate, Part, Rating, Route

NOBODY = "none"
LIVE, ENDED, ALL = "", "ended", "all"
HOLD_CHOICES = [("yes", "On hold only"), ("no", "Not on hold")]


def lead_choices(projects: ProjectQuerySet) -> list[tuple[str, str]]:
    """Who leads these projects, and "Nobody yet". Give it visible projects only: a name may give one away."""
    return [*projects.lead_choices(), (NOBODY, "Nobody yet")]


def trust_choices(user: User) -> list[tuple[str, str]]:
    """The person's own trusts, by name."""
    trusts = sorted((each.trust for each in user.roles.values()), key=lambda trust: trust.name)
    return [(str(trust.pk), trust.name) for trust in trusts]


def group_choices(user: User) -> list[tuple[str, str]]:
    """The groups of schools that the person sees, by name."""
    groups = ProjectGroup.objects.visible_to(user).order_by("name", "pk")
    return [(str(pk), name) for pk, name in groups.values_list("pk", "name")]


class ProjectFilter(FilterForm):
    """Those most asked for in view, the rest under "More filters". `projects` are those that the person may see."""

    q = search_box("School name or URN")
    trust = OptionField(label="Trust")
    lead = OptionField(label="Lead")
    route = OptionField(label="Route", choices=[*Route.choices(), (NOBODY, "Not chosen yet")])
    late = OptionField(label="Late", choices=[("yes", "With something late"), ("no", "Nothing late")])
    rating = OptionField(label="Rating", choices=Rating.choices())
    pace = OptionField(
        label="On current pace",
        choices=[("later", "Opens later than planned"), ("planned", "Opens as planned")],
    )
    reached = OptionField(label="Phase reached", choices=[*Part.choices(), (NOBODY, "Nothing started yet")])
    la = OptionField(label="Local authority")
    region = OptionField(label="Region")
    group = OptionField(label="Group", any_label="Any or none")
    confidential = OptionField(
        label="Confidential", choices=[("yes", "Confidential only"), ("no", "Not confidential")]
    )
    hold = OptionField(label="On hold", choices=HOLD_CHOICES)
    stuck = OptionField(label="Stuck", choices=[("yes", "Stuck only"), ("no", "Not stuck")])
    joining_from = MonthField(label="Joining from", required=False, nothing_chosen="Any month")
    joining_to = MonthField(label="Joining to", required=False, nothing_chosen="Any month")
    ready = OptionField(label="Signed off", choices=[(each.value, each.label.rstrip("?")) for each in Gate])
    state = OptionField(
        label="Live or ended", any_label="Live", choices=[(ENDED, "Ended"), (ALL, "Live and ended")]
    )
    more = (
        "reached",
        "la",
        "region",
        "group",
        "confidential",
        "hold",
        "stuck",
        "joining_from",
        "joining_to",
        "state",
    )

    def __init__(
        self, *args: Any, user: User, projects: ProjectQuerySet, today: dt.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.offer("trust", trust_choices(user))
        self.offer("lead", lead_choices(projects))
        self.offer("group", group_choices(user))
        self.offer("la", [(name, name) for name in projects.values_there("school__la_name")])
        self.offer("region", [(name, name) for name in projects.values_there("school__region_name")])

    def apply(self, queryset: ProjectQuerySet) -> ProjectQuerySet:
        found = self._of_state(queryset)
        if self.chosen("q"):
            found = found.search(self.chosen("q"))
        if self.chosen("lead"):
            found = found.led_by(self.chosen("lead"))
        if self.chosen("confidential"):
            found = found.filter(confidential=self.chosen("confidential") == "yes")
        if self.chosen("hold"):
            found = found.filter(on_hold_since__isnull=self.chosen("hold") == "no")
        if self.chosen("stuck"):
            stuck = stuck_among(found, on=self.today).order_by().values("pk")
            found = (
                found.filter(pk__in=stuck) if self.chosen("stuck") == "yes" else found.exclude(pk__in=stuck)
            )
        found = found.joining_between(self.chosen("joining_from") or None, self.chosen("joining_to") or None)
        if self.chosen("ready"):
            found = found.signed_off(self.chosen("ready"))
        if self.chosen("late"):
            late = found.late(on=self.today)
            found = (
                late if self.chosen("late") == "yes" else found.exclude(pk__in=late.order_by().values("pk"))
            )
        return self._of_phase(self._of_standing(found.filter(**self._equal())))

    def _equal(self) -> dict[str, str]:
        columns = {
            "trust": "trust_id",
            "route": "route",
            "la": "school__la_name",
            "region": "school__region_name",
            "group": "group_id",
        }
        chosen = {column: self.chosen(name) for name, column in columns.items() if self.chosen(name)}
        return {column: "" if value == NOBODY else value for column, value in chosen.items()}

    def _of_state(self, queryset: ProjectQuerySet) -> ProjectQuerySet:
        state = self.chosen("state")
        return queryset if state == ALL else queryset.ended() if state == ENDED else queryset.live()

    def _of_standing(self, queryset: ProjectQuerySet) -> ProjectQuerySet:
        """By the stored forecast; what is on hold or ended has none."""
        rating, pace = self.chosen("rating"), self.chosen("pace")
        if not rating and not pace:
            return queryset
        return standing_so(
            queryset, rating=rating, later=None if not pace else pace == "later", on=self.today
        )

    def _of_phase(self, queryset: ProjectQuerySet) -> ProjectQuerySet:
        reached = self.chosen("reached")
        if not reached:
            return queryset
        return queryset.with_reached_part(None if reached == NOBODY else Part(reached))
