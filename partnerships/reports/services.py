"""The services of a partnership: days planned, and days given as the log has them; and its measures."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from partnerships.models import Partnership, PartnershipMeasure, PartnershipService
from partnerships.reports.activities import say_days, totals_of_activities
from partnerships.rules.activities import days_of, whole_percent
from partnerships.rules.partnership_words import ServiceArea


@dataclass(frozen=True)
class ServiceRow:
    """One service with what its line says; `times` is how often it was given."""

    service: PartnershipService
    hours: Decimal
    times: int

    @property
    def area(self) -> str:
        return ServiceArea(self.service.area).label

    @property
    def teaching(self) -> bool:
        """Whether it is teaching and learning, or the leadership of it."""
        return ServiceArea(self.service.area).is_teaching

    @property
    def planned(self) -> str:
        days = self.service.days_planned
        return "Not said" if days is None else say_days(days)

    @property
    def days_given(self) -> Decimal:
        return days_of(self.hours)

    @property
    def given(self) -> str:
        return say_days(self.days_given)


@dataclass(frozen=True)
class ServicePage:
    """All services of a partnership, with what they add up to."""

    rows: list[ServiceRow]
    hours_elsewhere: Decimal

    @property
    def planned(self) -> Decimal:
        return sum((row.service.days_planned or Decimal(0) for row in self.rows), Decimal(0))

    @property
    def planned_words(self) -> str:
        return say_days(self.planned)

    @property
    def given_words(self) -> str:
        """Days given in all, those for no service included."""
        return say_days(days_of(sum((row.hours for row in self.rows), self.hours_elsewhere)))

    @property
    def elsewhere_words(self) -> str:
        """Days that were logged for no service; empty for none."""
        return say_days(days_of(self.hours_elsewhere)) if self.hours_elsewhere else ""

    @property
    def teaching_words(self) -> str:
        """The share of the planned days that is teaching and learning."""
        teaching = sum(
            (row.service.days_planned or Decimal(0) for row in self.rows if row.teaching), Decimal(0)
        )
        percent = whole_percent(teaching, self.planned)
        return "No days planned yet" if percent is None else f"{percent}% of the days planned"


def services_of(partnership: Partnership) -> ServicePage:
    """The services with the days given for each; two queries."""
    found = partnership.services.with_hours()
    rows = [ServiceRow(each, each.hours_given or Decimal(0), each.times) for each in found]
    elsewhere = totals_of_activities(partnership.activities.filter(service=None))
    return ServicePage(rows, elsewhere.totals.hours)


def measures_of(partnership: Partnership) -> list[PartnershipMeasure]:
    """By what it is judged, in the order in which it was entered."""
    return list(partnership.measures.all())
