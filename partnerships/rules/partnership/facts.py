"""What is known of one Trust Partnership, as plain values that the rules read: no database, no clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from partnerships.rules.partnership_words import PartnershipOutcome, ServiceArea
from partnerships.rules.saying import say_day
from partnerships.rules.words import Word


class Event(Word):
    """What happens in every partnership, by its milestone's code in the shipped template; it has its day there."""

    AGREED = "PAR-01", "Both boards agreed"
    RD_TOLD = "PAR-02", "Regional Director told"
    SIGNED = "PAR-03", "Service level agreement signed"
    BASELINE = "PAR-04", "Baseline"
    TERMLY = "PAR-05", "Termly review"
    CONSIDERED = "PAR-06", "Governing body considers joining"
    DECIDED = "PAR-07", "Decision to join, extend or end"
    CLOSED = "PAR-08", "Closing report"

    @property
    def is_review(self) -> bool:
        """Whether trust and school look together at how it goes: what a partnership's clock shows."""
        return self in REVIEWS


REVIEWS = (Event.BASELINE, Event.TERMLY, Event.CONSIDERED, Event.DECIDED)


@dataclass(frozen=True)
class Happening:
    """One event of one partnership, a milestone of its project's plan.

    `key` is the milestone's in the database. `happened` without a day is done before tracking began.
    """

    event: Event
    due_on: date | None = None
    happened: bool = False
    done_on: date | None = None
    occurrence: int = 1
    key: int = 0
    title: str = ""

    @property
    def name(self) -> str:
        """ "Termly review 2": what it is called on the clock."""
        return self.event.label if self.occurrence == 1 else f"{self.event.label} {self.occurrence}"


@dataclass(frozen=True)
class Extended:
    """One extension: from one end to a later one."""

    from_end: date
    to_end: date
    agreed_on: date


@dataclass(frozen=True)
class PersonChanged:
    """Somebody in the school was followed by somebody else; `seen_on` is when a download or a colleague said so."""

    role: str  # "headteacher", "chair of governors"
    seen_on: date
    before: str
    after: str


@dataclass(frozen=True)
class Window:
    """A consultation's, from opening to closing; either may not be known."""

    title: str
    opens: date | None
    closes: date | None


@dataclass(frozen=True)
class PartnershipFacts:
    """Everything that clock, lifecycle, expectations and warnings read of one partnership.

    `reviews` are the days of reviews that are not events of the plan; `considered` the days on which the school's
    governing body or board decided on joining; `services` the areas of the services. Hours are those logged in
    activities. `project_ended_on` ends a partnership without an outcome of its own.
    """

    starts_on: date | None = None
    ends_on: date | None = None
    extendable: bool | None = None
    latest_end: date | None = None
    happenings: tuple[Happening, ...] = ()
    reviews: tuple[date, ...] = ()
    considered: tuple[date, ...] = ()
    services: tuple[str, ...] = ()
    hours_teaching: Decimal = Decimal(0)
    hours_other: Decimal = Decimal(0)
    activities: int = 0
    activities_shown: int = 0
    last_activity: date | None = None
    extensions: tuple[Extended, ...] = ()
    charge: Decimal | None = None
    charge_due_on: date | None = None
    charge_paid_on: date | None = None
    has_sla_file: bool = False
    changes: tuple[PersonChanged, ...] = ()
    inspected_on: date | None = None
    firewall: str = ""
    consultations: tuple[Window, ...] = ()
    joining_month: date | None = None
    paused_since: date | None = None
    ended_on: date | None = None
    outcome: str = ""
    project_ended_on: date | None = None

    def of(self, event: Event) -> Happening | None:
        """The event's first occurrence; None where the plan has no such milestone."""
        return next((each for each in self.happenings if each.event is event and each.occurrence == 1), None)

    def happened(self, event: Event) -> bool:
        """Whether the event has happened, on a known day or not."""
        return any(each.happened for each in self.happenings if each.event is event)

    @property
    def missing_events(self) -> list[Event]:
        """Events for which the plan has no milestone: a template of the trust's own may lack them."""
        there = {each.event for each in self.happenings}
        return [event for event in Event if event not in there]

    @property
    def over_on(self) -> date | None:
        """The day it ended, by itself or with its project; None while it goes on."""
        return self.ended_on or self.project_ended_on

    @property
    def teaching_services(self) -> int:
        """How many services are about teaching and learning, or the leadership of it."""
        return sum(1 for area in self.services if ServiceArea.has(area) and ServiceArea(area).is_teaching)

    @property
    def hours(self) -> Decimal:
        return self.hours_teaching + self.hours_other

    @property
    def midpoint(self) -> date | None:
        """Half-way between start and end; None while one of the two is not known."""
        if self.starts_on is None or self.ends_on is None:
            return None
        return self.starts_on + timedelta(days=(self.ends_on - self.starts_on).days // 2)

    @property
    def planned_otherwise(self) -> str:
        """ " (the plan has it due on 10 August 2026)", where the plan asks the governing body on another day."""
        planned = self.of(Event.CONSIDERED)
        if planned is None or planned.due_on is None or planned.due_on == self.midpoint:
            return ""
        return f" (the plan has it due on {say_day(planned.due_on)})"

    @property
    def considered_on(self) -> date | None:
        """The first day on which the governing body is known to have considered joining."""
        return _first(
            [*self.considered, *(each.done_on for each in self.happenings if each.event is Event.CONSIDERED)]
        )

    @property
    def has_considered(self) -> bool:
        return bool(self.considered) or self.happened(Event.CONSIDERED)

    @property
    def has_decided(self) -> bool:
        """Whether it is decided what comes after its end: a decision to extend leaves the new end to decide on."""
        done = [each for each in self.happenings if each.event is Event.DECIDED and each.happened]
        if not done or not self.extensions:
            return bool(done)
        last = max(each.agreed_on for each in self.extensions)
        return any(each.done_on is not None and each.done_on > last for each in done)

    @property
    def review_days(self) -> list[date]:
        """The days of everything that was looked at together, in order."""
        days = [each.done_on for each in self.happenings if each.event.is_review and each.happened]
        return sorted([*self.reviews, *(day for day in days if day is not None)])

    @property
    def goes_on_to_join(self) -> bool:
        """Whether it ended in the school going on to join."""
        return PartnershipOutcome.has(self.outcome) and PartnershipOutcome(self.outcome).goes_on

    def has_started(self, today: date) -> bool:
        return self.starts_on is not None and self.starts_on <= today

    def until(self, today: date) -> date | None:
        """When it ended, ends, or would end were it to stop now: an end that has passed no longer limits it."""
        if self.over_on is not None:
            return self.over_on
        return max(self.ends_on, today) if self.ends_on is not None else None


def _first(days: Iterable[date | None]) -> date | None:
    return min((day for day in days if day is not None), default=None)
