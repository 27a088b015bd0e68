"""A partnership's clock: how far it is, and which of its reviews were held, missed or are next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from partnerships.rules.checks.days import months_after
from partnerships.rules.joining import say_shift
from partnerships.rules.partnership.facts import Event, Happening, PartnershipFacts
from partnerships.rules.saying import counted, say_day
from partnerships.rules.words import Word

# DfE's guidance on trust partnerships: 12 to 18 months are usual, and it is never a long-term alternative to joining.
USUAL_MONTHS = (12, 18)
LONGEST_MONTHS = 24
# Two reviews a term at most lie this far apart; more is a sign that nobody looks (domain, judgement).
REVIEW_WEEKS = 16
# The decision is due this long before the end, where the plan has no milestone for it.
DECISION_WEEKS = 13
# Below this many months what is left is said in weeks.
_WEEKS_BELOW_MONTHS = 3


class MarkState(Word):
    """How a review on the clock stands."""

    HELD = "held", "Held"
    MISSED = "missed", "Missed"
    DUE = "due", "To come"
    UNDATED = "undated", "No date yet"


@dataclass(frozen=True)
class Mark:
    """One review on the clock. `place` is where it stands between start (0) and end (1); None off the bar."""

    name: str
    state: MarkState
    due_on: date | None
    held_on: date | None
    place: float | None
    key: int = 0
    event: Event | None = None

    @property
    def on(self) -> date | None:
        """The day on which it stands: when it was held, else when it is due."""
        return self.held_on or self.due_on

    @property
    def words(self) -> str:
        """ "held 3 May 2027, 2 weeks later", "missed, was due 3 May 2027", "due 3 May 2027"."""
        if self.state is MarkState.HELD:
            if self.held_on is None:
                return "held, day not known"
            shift = say_shift(self.due_on, self.held_on)
            return f"held {say_day(self.held_on)}" + (f", {shift} than planned" if shift else "")
        if self.due_on is None:
            return "no date yet"
        was = "missed, was due" if self.state is MarkState.MISSED else "due"
        return f"{was} {say_day(self.due_on)}"


@dataclass(frozen=True)
class Clock:
    """How far a partnership is. Months are whole ones; None while start or end is not known."""

    starts_on: date | None
    ends_on: date | None
    today: date
    marks: tuple[Mark, ...]
    over_on: date | None = None

    @property
    def length(self) -> int | None:
        """How many whole months it lasts."""
        return None if self.ends_on is None else self._months(self.starts_on, self.ends_on)

    @property
    def elapsed(self) -> int | None:
        """Whole months since the start, up to its end."""
        if self.starts_on is None:
            return None
        last = min(filter(None, (self.today, self.over_on)))
        return 0 if last < self.starts_on else whole_months(self.starts_on, last)

    @property
    def share(self) -> float | None:
        """How much of it has passed, 0 to 1."""
        return place_between(self.starts_on, self.ends_on, self.over_on or self.today, clamp=True)

    @property
    def next(self) -> Mark | None:
        """The review that comes next."""
        ahead = [each for each in self.marks if each.state is MarkState.DUE and each.due_on is not None]
        return min(ahead, key=lambda each: each.due_on or self.today, default=None)

    @property
    def missed(self) -> list[Mark]:
        return [each for each in self.marks if each.state is MarkState.MISSED]

    @property
    def words(self) -> str:
        """ "8 of 18 months gone, 10 months left"."""
        if self.starts_on is None or self.ends_on is None or self.length is None:
            return "Start and end are not both known yet"
        if self.over_on is not None:
            return f"Ended {say_day(self.over_on)}, after {counted(self.elapsed or 0, 'month')}"
        if self.today < self.starts_on:
            return f"Starts {say_day(self.starts_on)}, for {counted(self.length, 'month')}"
        if self.today > self.ends_on:
            return f"Past its end by {say_length(self.ends_on, self.today)}"
        left = say_length(self.today, self.ends_on)
        return f"{self.elapsed} of {counted(self.length, 'month')} gone, {left} left"

    @staticmethod
    def _months(start: date | None, end: date) -> int | None:
        return None if start is None else whole_months(start, end)


def clock_of(facts: PartnershipFacts, *, today: date) -> Clock:
    """The clock as of today. Reviews are those of the plan, and those held beside it."""
    planned = [_mark(facts, each, today) for each in facts.happenings if each.event.is_review]
    beside = [
        Mark("Another review", MarkState.HELD, None, day, _place(facts, day)) for day in sorted(facts.reviews)
    ]
    if facts.happened(Event.DECIDED) and not facts.has_decided and facts.over_on is None:
        planned.append(_decision_again(facts, today))
    marks = sorted([*planned, *beside], key=lambda each: (each.on is None, each.on or today))
    return Clock(facts.starts_on, facts.ends_on, today, tuple(marks), facts.over_on)


def decision_due_on(facts: PartnershipFacts) -> date | None:
    """When joining, extending or ending is to be decided: the plan's day, else 13 weeks before the end.

    Source: the reviews that DfE's guidance on trust partnerships leads to, as the shipped template dates them.
    """
    planned = facts.of(Event.DECIDED)
    stands = planned is not None and (not planned.happened or facts.has_decided)
    if stands and planned is not None and planned.due_on is not None:
        return planned.due_on
    return None if facts.ends_on is None else facts.ends_on - timedelta(weeks=DECISION_WEEKS)


def whole_months(start: date, end: date) -> int:
    """Whole months from one day to another, the last day included: 1 September to 31 August are 12."""
    if end < start:
        return 0
    after = end + timedelta(days=1)
    months = (after.year - start.year) * 12 + after.month - start.month
    return months if months_after(start, months) <= after else months - 1


def say_length(start: date, end: date) -> str:
    """ "10 months", "9 weeks", "4 days": how far one day lies after another."""
    months = whole_months(start, end)
    if months >= _WEEKS_BELOW_MONTHS:
        return counted(months, "month")
    days = max((end - start).days, 0)
    return counted(days // 7, "week") if days >= 14 else counted(days, "day")


def place_between(
    start: date | None, end: date | None, day: date | None, *, clamp: bool = False
) -> float | None:
    """Where a day stands between two others, 0 to 1; None outside of them, unless clamped to them."""
    if start is None or end is None or day is None or end <= start:
        return None
    place = (day - start).days / (end - start).days
    if clamp:
        return min(max(place, 0.0), 1.0)
    return place if 0 <= place <= 1 else None


def _mark(facts: PartnershipFacts, happening: Happening, today: date) -> Mark:
    on = happening.done_on or happening.due_on
    return Mark(
        happening.name,
        _state(facts, happening, today),
        happening.due_on,
        happening.done_on,
        _place(facts, on),
        happening.key,
        happening.event,
    )


def _decision_again(facts: PartnershipFacts, today: date) -> Mark:
    """After an extension the new end is to be decided on; its milestone was done for the end before."""
    due = decision_due_on(facts)
    state = MarkState.UNDATED if due is None else MarkState.MISSED if due < today else MarkState.DUE
    planned = facts.of(Event.DECIDED)
    name = "Decision after the extension"
    key = planned.key if planned else 0
    return Mark(name, state, due, None, _place(facts, due), key, Event.DECIDED)


def _state(facts: PartnershipFacts, happening: Happening, today: date) -> MarkState:
    if happening.happened:
        return MarkState.HELD
    if happening.due_on is None:
        return MarkState.UNDATED
    # Of a partnership that is over, or past its end, nothing is to come any more that was due before.
    last = min(filter(None, (today, facts.over_on)))
    return MarkState.MISSED if happening.due_on < last else MarkState.DUE


def _place(facts: PartnershipFacts, day: date | None) -> float | None:
    return place_between(facts.starts_on, facts.ends_on, day)
