"""Which projects there are to ask for: the vocabulary of their QuerySet, and the rules that other tables share."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    Max,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from partnerships.rules.searching import read_search
from partnerships.rules.words import Part, Status

if TYPE_CHECKING:
    from partnerships.models.people import User
    from partnerships.models.project import Project  # noqa: F401  (named in a string below)


# What every page and list says of a project, beside the project itself.
NAMED_WITH = ("school", "academy", "trust", "outgoing_trust", "lead")


def visible_projects(user: User, path: str = "") -> Q:
    """The one rule of who sees a project, as a filter on a relation that `path` leads to ("project__", or "").

    A project belongs to its incoming trust. A confidential one is seen by the people named on it, and they must
    still belong to that trust.
    """
    from partnerships.models.project import ProjectAccess

    in_my_trusts = Q(**{f"{path}trust_id__in": list(user.roles)})
    named = ProjectAccess.objects.filter(user_id=user.pk).values("project_id")
    open_to_me = Q(**{f"{path}confidential": False}) | Q(**{f"{path}pk__in": named})
    return in_my_trusts & open_to_me


def going_on(path: str = "") -> Q:
    """The one rule of which projects ask for work, as a filter on a relation that `path` leads to: live, not on hold.

    Nothing of the others is late or due soon.
    """
    return Q(**{f"{path}ended_on": None, f"{path}on_hold_since": None})


def _reached() -> Subquery:
    """The place of the furthest part of a project's plan in which something is done or under way."""
    from partnerships.models.milestone import Milestone

    places = [
        When(phase__in=[phase.value for phase in part.phases], then=Value(place))
        for place, part in enumerate(Part, 1)
    ]
    begun = Milestone.objects.filter(project=OuterRef("pk"), in_plan=True).exclude(status=Status.NOT_STARTED)
    furthest = (
        begun.order_by().values("project").annotate(place=Max(Case(*places, output_field=IntegerField())))
    )
    return Subquery(furthest.values("place"))


class ProjectQuerySet(models.QuerySet["Project"]):
    def visible_to(self, user: User) -> ProjectQuerySet:
        return self.filter(visible_projects(user))

    def search(self, text: str) -> ProjectQuerySet:
        """By the school's URN, LAESTAB, postcode or words of its name, or by a trust's name or number.

        A school is also found by what its academy is called, and by the records before and after it in GIAS.
        """
        from partnerships.models.group import Group
        from partnerships.models.register import SchoolLink
        from partnerships.models.school import School

        schools, trusts = School.objects.search(text).order_by(), Group.objects.search(text).order_by()
        links = SchoolLink.objects.succession().order_by()
        return self.filter(
            Q(school__in=schools.values("pk"))
            | Q(academy__in=schools.values("pk"))
            | Q(academy=read_search(text).urn or 0)
            | Q(school__in=links.filter(other__in=schools.values("pk")).values("school_id"))
            | Q(school__in=links.filter(school__in=schools.values("pk")).values("other_id"))
            | Q(trust__in=trusts.values("pk"))
            | Q(outgoing_trust__in=trusts.values("pk"))
        )

    def with_names(self) -> ProjectQuerySet:
        """Reads school, trusts and lead along."""
        return self.select_related(*NAMED_WITH)

    def live(self) -> ProjectQuerySet:
        return self.filter(ended_on=None)

    def on_hold(self) -> ProjectQuerySet:
        """Live ones that are on hold: nothing of them counts as late or due soon."""
        return self.filter(ended_on=None).exclude(on_hold_since=None)

    def going_on(self) -> ProjectQuerySet:
        """Live ones that are not on hold."""
        return self.filter(going_on())

    def ended(self) -> ProjectQuerySet:
        return self.exclude(ended_on=None)

    def led_by(self, lead: str) -> ProjectQuerySet:
        """Those with this lead, by the person's key; "none" for those without one."""
        return self.filter(lead=None) if lead == "none" else self.filter(lead_id=int(lead))

    def lead_choices(self) -> list[tuple[str, str]]:
        """(key, name) of the people who lead these projects, by name."""
        leads = self.exclude(lead=None).order_by("lead__name", "lead_id").distinct()
        return [(str(key), name) for key, name in leads.values_list("lead_id", "lead__name")]

    def values_there(self, path: str) -> list[str]:
        """The different texts that these projects have there ("school__la_name"), in order, without blanks."""
        return list(self.exclude(**{path: ""}).order_by(path).values_list(path, flat=True).distinct())

    def joining_between(self, first: dt.date | None, last: dt.date | None) -> ProjectQuerySet:
        """Joining in these months, both included; None is no bound."""
        found = self if first is None else self.filter(joining_month__gte=first)
        return found if last is None else found.filter(joining_month__lte=last)

    def late(self, *, on: dt.date) -> ProjectQuerySet:
        """Live ones, not on hold, with something late in their plan."""
        from partnerships.models.milestone import Milestone

        late = Milestone.objects.filter(project=OuterRef("pk")).to_do().filter(due_on__lt=on)
        return self.going_on().filter(Exists(late.order_by()))

    def signed_off(self, gate: str) -> ProjectQuerySet:
        """Those under which somebody's name stands for this: ready to apply, to open or to close."""
        from partnerships.models.standing import SignOff

        standing = SignOff.objects.filter(project=OuterRef("pk"), gate=gate, withdrawn_at=None)
        return self.filter(Exists(standing.order_by()))

    def with_reached(self) -> ProjectQuerySet:
        """Adds `reached`: the place (1 to 6) of the furthest part of the plan in which something is done or under
        way; None where nothing is."""
        return self.annotate(reached=_reached())

    def with_reached_part(self, part: Part | None) -> ProjectQuerySet:
        """Those that have got as far as this part of the plan and no further; None, those with nothing begun."""
        return self.annotate(reached=_reached()).filter(
            reached=None if part is None else list(Part).index(part) + 1
        )

    def versions_with_plan(self) -> dict[int, int]:
        """By key, the versions of each and of its milestones added up: it moves on with any change of either."""
        added = self.order_by().annotate(of_plan=Coalesce(models.Sum("milestones__version"), 0))
        return {pk: own + plan for pk, own, plan in added.values_list("pk", "version", "of_plan")}

    def tallied_by_month(self) -> dict[dt.date | None, int]:
        """How many there are in each joining month, in joining order."""
        months = self.order_by(F("joining_month").asc(nulls_last=True)).values("joining_month")
        return {each["joining_month"]: each["n"] for each in months.annotate(n=Count("pk"))}

    def tallied_by_trust(self) -> dict[int, int]:
        """How many there are in each incoming trust, by its UID."""
        trusts = self.order_by().values("trust_id").annotate(n=Count("pk"))
        return {each["trust_id"]: each["n"] for each in trusts}

    def in_joining_order(self) -> ProjectQuerySet:
        """By joining month, those without one last; then by the school's name."""
        return self.order_by(F("joining_month").asc(nulls_last=True), "school__name", "pk")

    def with_progress(self, *, on: dt.date) -> ProjectQuerySet:
        """Adds plan_count, done_count, late_count, next_due and next_title, as of `on`."""
        from partnerships.models.milestone import Milestone

        mine = Milestone.objects.filter(project=OuterRef("pk")).in_plan().order_by()
        late = mine.to_do().filter(due_on__lt=on)
        upcoming = mine.to_do().filter(due_on__gte=on).order_by("due_on", "position")

        def count(which: models.QuerySet[Milestone]) -> Coalesce:
            number = which.values("project").annotate(n=Count("pk")).values("n")
            return Coalesce(Subquery(number), 0)

        return self.annotate(
            plan_count=count(mine),
            done_count=count(mine.with_status(Status.DONE)),
            late_count=Case(When(going_on(), then=count(late)), default=Value(0)),
            next_due=Subquery(upcoming.values("due_on")[:1]),
            next_title=Subquery(upcoming.values("title")[:1]),
        )
