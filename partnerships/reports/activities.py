"""The log of a partnership: its rows, and what they add up to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from partnerships.models import Evidence, PartnershipActivity
from partnerships.models.partnership_records import PartnershipActivityQuerySet
from partnerships.rules.activities import (
    Totals,
    Worked,
    days_of,
    is_teaching,
    say_hours,
    say_number,
    totals_of,
)
from partnerships.rules.partnership_words import ActivityKind

WITH = ("service", "evidence")


@dataclass(frozen=True)
class ActivityRow:
    """One activity with what its line says."""

    activity: PartnershipActivity

    @property
    def kind(self) -> str:
        return ActivityKind(self.activity.kind).label

    @property
    def hours(self) -> str:
        return say_hours(self.activity.hours) or "No hours given"

    @property
    def teaching(self) -> bool:
        """Whether it counts as teaching and learning."""
        service = self.activity.service
        return is_teaching(self.activity.kind, service.area if service else "")

    @property
    def evidence(self) -> Evidence | None:
        """What shows it, unless that was removed since."""
        return standing(self.activity.evidence)


@dataclass(frozen=True)
class ActivityTotals:
    """What a list of activities adds up to, in words."""

    totals: Totals

    @property
    def hours(self) -> str:
        """ "31.5 hours (4.8 days)"."""
        found = self.totals.hours
        return f"{say_hours(found)} ({say_days(days_of(found))})"

    @property
    def teaching(self) -> str:
        """ "82% of the hours"; says so where there are no hours yet."""
        percent = self.totals.teaching_percent
        return "No hours yet" if percent is None else f"{percent}% of the hours"

    @property
    def without_hours(self) -> str:
        """How many say no hours, which the share leaves out; empty for none."""
        number = self.totals.without_hours
        return "" if not number else f"{number:,} without hours, which the share leaves out"


def standing(evidence: Evidence | None) -> Evidence | None:
    """The evidence, unless it was removed since."""
    return evidence if evidence is not None and evidence.removed_at is None else None


def say_days(days: Decimal) -> str:
    """ "1 day", "4.8 days"."""
    return f"{say_number(days)} day{'' if days == 1 else 's'}"


def activity_rows(found: Iterable[PartnershipActivity]) -> list[ActivityRow]:
    """These activities as rows, in their order."""
    return [ActivityRow(each) for each in found]


def totals_of_activities(found: PartnershipActivityQuerySet) -> ActivityTotals:
    """What these activities add up to; one query."""
    tallies: list[dict[str, Any]] = list(found.tallied())
    worked = [
        Worked(
            kind=each["kind"],
            area=each["service__area"] or "",
            hours=each["hours_given"] or Decimal(0),
            count=each["count"],
        )
        for each in tallies
    ]
    without = sum(each["count"] - each["with_hours"] for each in tallies)
    return ActivityTotals(totals_of(worked, without_hours=without))
