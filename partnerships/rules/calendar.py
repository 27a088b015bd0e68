"""When a milestone of a plan is due: its place in the plan, unless a weekend, a bank holiday or DfE says otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from partnerships.rules.dates import due_date
from partnerships.rules.saying import say_weekday_and_day
from partnerships.rules.words import Anchor, DueBy, Route
from partnerships.rules.working_days import working_day_from, working_day_until


@dataclass(frozen=True)
class Calendar:
    """What a plan's dates have to heed: DfE's deadlines, by code, for the month the project joins in."""

    deadlines: Mapping[str, date] = field(default_factory=dict)


NO_CALENDAR = Calendar()


@dataclass(frozen=True)
class Due:
    """A due date, and why it is that day; `by` is None where it is simply the milestone's place in the plan."""

    on: date | None = None
    by: DueBy | None = None


def due_of(code: str, anchor_date: date | None, days: int | None, calendar: Calendar) -> Due:
    """When a milestone is due that stands `days` from its anchor.

    A deadline of DfE's goes before the plan's own day and never moves. The plan's own day moves off weekends and bank
    holidays: before the anchor to the working day before, so that what must be ready is ready in time; after it to
    the working day after. What happens on the anchor itself stays: schools open on the first of a month, also on a
    1 January or a Sunday.
    """
    if days is None:
        return Due()
    if code in calendar.deadlines:
        return Due(calendar.deadlines[code], DueBy.DEADLINE)
    place = due_date(anchor_date, days)
    if place is None or days == 0:
        return Due(place)
    worked = working_day_until(place) if days < 0 else working_day_from(place)
    return Due(worked, None if worked == place else DueBy.WORKING_DAY)


def say_moved(anchor_date: date | None, days: int | None) -> str:
    """ "moved from Saturday 3 May": for a due date that was moved off its place in the plan."""
    place = due_date(anchor_date, days)
    return f"moved from {say_weekday_and_day(place)}" if place else ""


def takes_deadline(anchor: Anchor, days: Mapping[Route, int]) -> bool:
    """Whether DfE can set a deadline for a milestone: it counts from the joining date and is not the joining itself."""
    return anchor is Anchor.JOINING and any(days.values())
