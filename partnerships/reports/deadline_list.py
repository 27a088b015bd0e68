"""DfE's deadlines as the pages about them show them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from partnerships.models import DfeDeadline, Group, PlanTemplate, TemplateMilestone
from partnerships.models.people import User
from partnerships.permissions import May
from partnerships.rules.calendar import NO_CALENDAR, due_of, takes_deadline
from partnerships.rules.deadlines import USUAL
from partnerships.rules.saying import say_day
from partnerships.rules.words import Anchor, Part, Phase, Route

ALL_TRUSTS = "All trusts"


@dataclass(frozen=True)
class Choice:
    """A milestone that can have a deadline, with when it is due in a month without one."""

    code: str
    title: str
    part: Part
    without: str
    usual: bool


def deadlines(user: User) -> QuerySet[DfeDeadline]:
    """Those that this person may see, the latest month first, as a plan has them."""
    mine = DfeDeadline.objects.visible_to(user).select_related("trust")
    return mine.order_by("-opening_month", "on", "code", "trust")


def titles_by_code(user: User) -> dict[str, str]:
    """What the codes are called in the templates that this person's trusts follow, from one query."""
    rows = TemplateMilestone.objects.filter(
        Q(template__trust=None) | Q(template__trust__in=list(user.roles)),
        template__published_at__isnull=False,
    )
    return dict(rows.order_by("template__version", "pk").values_list("code", "title"))


def months_listed(user: User) -> list[dt.date]:
    """The months for which there are deadlines, latest first."""
    mine = DfeDeadline.objects.visible_to(user).order_by("-opening_month")
    return list(mine.values_list("opening_month", flat=True).distinct())


def keeps_for(user: User) -> list[tuple[str, str]]:
    """For whom this person keeps deadlines: ("shared", "All trusts") and each trust's (UID, name)."""
    shared = [("shared", ALL_TRUSTS)] if user.may(May.SITE_MANAGE_CALENDAR) else []
    uids = user.trusts_where(May.MANAGE_CALENDAR)
    return shared + sorted(((str(uid), user.roles[uid].trust.name) for uid in uids), key=lambda each: each[1])


def month_choices(trust: Group | None, month: dt.date) -> list[Choice]:
    """Every milestone that can have a deadline, in the order of the plan."""
    template = PlanTemplate.objects.current_for(trust.pk if trust else 0)
    had = set(DfeDeadline.objects.filter(Q(trust=None) | Q(trust=trust)).values_list("code", flat=True))
    return [
        Choice(
            code=row.code,
            title=row.title,
            part=Phase(row.phase).part,
            without=_without(row, month),
            usual=row.code in had or row.code in USUAL,
        )
        for row in template.milestones.order_by("position")
        if takes_deadline(Anchor(row.anchor), row.days)
    ]


def dates_of_month(trust: Group | None, month: dt.date) -> dict[str, DfeDeadline]:
    """The deadlines that this trust has of its own, or that all share, for the month, by code."""
    return {each.code: each for each in DfeDeadline.objects.filter(trust=trust, opening_month=month)}


def _without(row: TemplateMilestone, month: dt.date) -> str:
    """ "Without one: 3 May 2027", by route where they differ."""
    days: Mapping[str, Any] = row.days
    due = {
        route: due_of(row.code, month, days[route.value], NO_CALENDAR).on
        for route in Route
        if route.value in days
    }
    said = {route: say_day(on) for route, on in due.items() if on is not None}
    if len(set(said.values())) == 1:
        return f"Without one: {next(iter(said.values()))}"
    return "Without one: " + ", ".join(f"{day} ({route.label.lower()})" for route, day in said.items())
