"""Lines of history about partnerships and what is kept of each."""

from __future__ import annotations

from partnerships.history.names import Names
from partnerships.history.records import became, fields_of, label_words, lost, quoted, told, value_words
from partnerships.history.rows import Change
from partnerships.history.values import day_words
from partnerships.models import (
    Partnership,
    PartnershipActivity,
    PartnershipExtension,
    PartnershipMeasure,
    PartnershipService,
)
from partnerships.rules.partnership_words import ActivityKind, PartnershipOutcome, ServiceArea

_PARTNERSHIP = fields_of(Partnership, labels={"extendable": "whether it can be extended"})
_EXTENSION = fields_of(PartnershipExtension)
_SERVICE = fields_of(PartnershipService)
_MEASURE = fields_of(PartnershipMeasure)
_ACTIVITY = fields_of(PartnershipActivity)


def partnership_line(change: Change, names: Names) -> str:
    """A partnership begun, changed, paused, resumed, ended or taken up again."""
    row = change.row
    if change.type == "+":
        return f"recorded the partnership: {day_words(row.starts_on)} to {day_words(row.ends_on)}"
    if became(change, "outcome"):
        led_to = label_words(PartnershipOutcome(row.outcome).label)
        why = f" ({quoted(row.outcome_reason)})" if row.outcome_reason else ""
        return f"ended the partnership on {day_words(row.ended_on)}, {led_to}{why}"
    if lost(change, "ended_on"):
        return "took the partnership up again"
    if became(change, "paused_since"):
        return f"paused the partnership from {day_words(row.paused_since)}: {quoted(row.paused_reason)}"
    if lost(change, "paused_since"):
        return "resumed the partnership"
    return told(change, names, a="a partnership", the="the partnership", fields=_PARTNERSHIP)


def extension_line(change: Change, names: Names) -> str:
    row = change.row
    if change.type == "+":
        ends = f"from {day_words(row.from_end)} to {day_words(row.to_end)}"
        return f"extended the partnership {ends}: {quoted(row.reason)}"
    the = f"the extension to {day_words(row.to_end)}"
    return told(change, names, a="an extension", the=the, fields=_EXTENSION)


def service_line(change: Change, names: Names) -> str:
    row = change.row
    what = f"the service {quoted(row.what)}"
    area = label_words(ServiceArea(row.area).label)
    return told(change, names, a=f"{what}, {area}", the=what, fields=_SERVICE)


def measure_line(change: Change, names: Names) -> str:
    """A measure, or its latest result."""
    row = change.row
    what = f"the measure {quoted(row.what)}"
    if became(change, "now_on") and row.now:
        was = f" (was {quoted(change.before.now)})" if change.before.now else ""
        return f"measured {quoted(row.what)} on {day_words(row.now_on)}: {quoted(row.now)}{was}"
    return told(change, names, a=what, the=what, fields=_MEASURE)


def activity_line(change: Change, names: Names) -> str:
    row = change.row
    kind = label_words(ActivityKind(row.kind).label)
    if change.type == "+":
        hours = f", {value_words(row.hours)} hours" if row.hours else ""
        return f"logged an activity of {day_words(row.on)}: {kind}, {quoted(row.focus)}{hours}"
    the = f"the activity of {day_words(row.on)}, {quoted(row.focus)}"
    return told(change, names, a=the, the=the, fields=_ACTIVITY)
