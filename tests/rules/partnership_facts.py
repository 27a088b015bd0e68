"""A partnership in good order half-way, from which cases of the rules differ in one thing."""

from datetime import date, timedelta
from decimal import Decimal

from partnerships.rules.partnership import Event, Happening, PartnershipFacts

START, END = date(2026, 9, 1), date(2028, 2, 29)
TODAY = date(2027, 6, 1)


def happening(event, due_on=None, done_on=None, *, occurrence=1, undated=False):
    """`undated` is done on a day that nobody knows."""
    return Happening(event, due_on, done_on is not None or undated, done_on, occurrence)


GOOD = {
    Event.AGREED: happening(Event.AGREED, date(2026, 7, 21), date(2026, 7, 14)),
    Event.RD_TOLD: happening(Event.RD_TOLD, date(2026, 8, 4), date(2026, 7, 20)),
    Event.SIGNED: happening(Event.SIGNED, date(2026, 8, 25), date(2026, 8, 20)),
    Event.BASELINE: happening(Event.BASELINE, date(2026, 9, 29), date(2026, 9, 28)),
    Event.CONSIDERED: happening(Event.CONSIDERED, date(2027, 3, 30), date(2027, 3, 25)),
    Event.DECIDED: happening(Event.DECIDED, date(2027, 11, 30)),
    Event.CLOSED: happening(Event.CLOSED, END),
}
TERMLY = (
    happening(Event.TERMLY, date(2026, 12, 1), date(2026, 12, 3)),
    happening(Event.TERMLY, date(2027, 3, 2), date(2027, 3, 2), occurrence=2),
    happening(Event.TERMLY, date(2027, 6, 3), occurrence=3),
)


def partnership(*, events=None, termly=TERMLY, **changed):
    """`events` are {event: its happening, or None where the plan has no such milestone} in place of the good ones."""
    happenings = [each for each in (GOOD | (events or {})).values() if each is not None]
    values = {
        "starts_on": START,
        "ends_on": END,
        "extendable": False,
        "happenings": (*happenings, *termly),
        "services": ("teaching", "leadership", "governance"),
        "hours_teaching": Decimal("30"),
        "hours_other": Decimal("10"),
        "activities": 10,
        "activities_shown": 8,
        "has_sla_file": True,
    }
    return PartnershipFacts(**(values | changed))


def days(number):
    return timedelta(days=number)
