"""What the page of one Trust Partnership shows: its record, judged as of today, and its clock as a picture."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from partnerships.models import Partnership, PartnershipExtension
from partnerships.reports.partnership import facts_of_partnership
from partnerships.rules.partnership import (
    Clock,
    Event,
    Happening,
    Judged,
    Mark,
    MarkState,
    PartnershipAct,
    PartnershipFacts,
    Sign,
    clock_of,
    expectations_of,
    may_act,
    state_of,
    warnings_of,
    worst,
)
from partnerships.rules.partnership.clock import place_between
from partnerships.rules.partnership_words import PartnershipState
from partnerships.rules.saying import all_of, lower_first
from partnerships.rules.words import Rating

COLOURS = {Rating.GREEN: "green", Rating.AMBER: "yellow", Rating.RED: "red"}
STATE_COLOURS = {
    PartnershipState.PROPOSED: "grey",
    PartnershipState.AGREED: "blue",
    PartnershipState.ACTIVE: "green",
    PartnershipState.PAUSED: "yellow",
    PartnershipState.DECISION_DUE: "yellow",
    PartnershipState.OVERDUE: "red",
    PartnershipState.ENDED: "grey",
}
# The picture's units: a bar between two margins, marks above it that give way to each other in rows.
WIDTH, MARGIN, ROW, RADIUS = 660, 24, 28, 11
BAR = WIDTH - 2 * MARGIN


@dataclass(frozen=True)
class Placed:
    """One mark in the picture, numbered as in the table beneath."""

    number: int
    mark: Mark
    x: int
    row: int

    @property
    def state(self) -> str:
        return self.mark.state.value


@dataclass(frozen=True)
class Picture:
    """The clock as a picture: `today` and `ends_before` are places on the bar, None off it."""

    placed: Sequence[Placed]
    filled: int
    today: int | None
    ends_before: Sequence[int]

    width, margin, bar, radius = WIDTH, MARGIN, BAR, RADIUS

    @property
    def rows(self) -> int:
        return max((each.row for each in self.placed), default=0) + 1

    @property
    def base(self) -> int:
        """Where the bar lies, below its rows of marks."""
        return self.rows * ROW + 8

    @property
    def height(self) -> int:
        return self.base + 58

    @property
    def today_below(self) -> int:
        """How far below the bar its label stands: beside the days of start and end, or under one that is near."""
        near = self.today is not None and not MARGIN + 150 < self.today < WIDTH - MARGIN - 150
        return 54 if near else 34

    @property
    def marks(self) -> list[tuple[Placed, int]]:
        """Each mark with its height in the picture; the lowest row is the nearest to the bar."""
        return [(each, self.base - 18 - each.row * ROW) for each in self.placed]


@dataclass(frozen=True)
class PartnershipPage:
    partnership: Partnership
    facts: PartnershipFacts
    today: dt.date

    @cached_property
    def state(self) -> PartnershipState:
        return state_of(self.facts, today=self.today)

    @property
    def state_colour(self) -> str:
        return STATE_COLOURS[self.state]

    @cached_property
    def clock(self) -> Clock:
        return clock_of(self.facts, today=self.today)

    @cached_property
    def picture(self) -> Picture | None:
        """None while start and end are not both known."""
        return picture_of(self.clock, self.facts)

    @cached_property
    def expectations(self) -> list[tuple[Judged, str]]:
        """The four, each with the colour of its tag."""
        return [(each, COLOURS[each.rating]) for each in expectations_of(self.facts, today=self.today)]

    @cached_property
    def warnings(self) -> list[tuple[Sign, str]]:
        return [(each, COLOURS[each.rating]) for each in warnings_of(self.facts, today=self.today)]

    @property
    def rating(self) -> Rating:
        """As bad as the worst expectation."""
        return worst(each.rating for each, _ in self.expectations)

    @property
    def happenings(self) -> list[Happening]:
        """What is recorded of it as a whole, beside its reviews."""
        return [each for each in self.facts.happenings if not each.event.is_review]

    @property
    def signed(self) -> Happening | None:
        """That the agreement was signed; None until then, when its own status says how far it has got."""
        signed = self.facts.of(Event.SIGNED)
        return signed if signed is not None and signed.happened else None

    @property
    def acts(self) -> list[PartnershipAct]:
        """What its state allows, in the order of the buttons."""
        return [act for act in PartnershipAct if may_act(self.state, act)]

    @property
    def missing_words(self) -> str:
        """Which milestones the plan lacks, in a sentence; empty where it has all, or nothing is to come."""
        missing = self.facts.missing_events
        if self.facts.over_on is not None:  # what was due only afterwards has left the plan
            return ""
        if len(missing) == len(Event):
            return "The plan has none of a partnership’s milestones."
        if not missing:
            return ""
        return f"The plan has no milestone for: {all_of([lower_first(each.label) for each in missing])}."

    @cached_property
    def extensions(self) -> list[PartnershipExtension]:
        return list(self.partnership.extensions.select_related("by"))


def partnership_page(partnership: Partnership, *, today: dt.date) -> PartnershipPage:
    """The page of this partnership, as of today."""
    return PartnershipPage(partnership, facts_of_partnership(partnership), today)


def picture_of(clock: Clock, facts: PartnershipFacts) -> Picture | None:
    """Where everything stands on the bar; what lies before the start or after the end stands in the table alone."""
    if clock.share is None:
        return None
    last_in_row: list[int] = []
    placed = []
    for number, mark in enumerate(clock.marks, 1):
        if mark.place is None:
            continue
        x = _at(mark.place)
        row = next((n for n, last in enumerate(last_in_row) if x - last > 2 * RADIUS + 2), len(last_in_row))
        last_in_row[row : row + 1] = [x]
        placed.append(Placed(number, mark, x, row))
    before = [place_between(clock.starts_on, clock.ends_on, each.from_end) for each in facts.extensions]
    today = None if clock.over_on else place_between(clock.starts_on, clock.ends_on, clock.today)
    return Picture(
        placed,
        round(clock.share * BAR),
        None if today is None else _at(today),
        [_at(place) for place in before if place is not None],
    )


def _at(place: float) -> int:
    return MARGIN + round(place * BAR)


__all__ = ["COLOURS", "STATE_COLOURS", "MarkState", "PartnershipPage", "Picture", "partnership_page"]
