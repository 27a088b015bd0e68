"""Where a partnership stands, worked out from its record, and what may be done with it there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from partnerships.rules.partnership.clock import decision_due_on
from partnerships.rules.partnership.facts import Event, PartnershipFacts
from partnerships.rules.partnership_words import PartnershipState
from partnerships.rules.words import Word


class PartnershipAct(Word):
    """Something that is done with a partnership as a whole, as a button says it."""

    RECORD = "record", "Record what has happened"
    TERMS = "terms", "Change the terms"
    DATES = "dates", "Change start or end"
    PAUSE = "pause", "Pause"
    RESUME = "resume", "Resume"
    EXTEND = "extend", "Extend"
    END = "end", "End"
    REOPEN = "reopen", "Take up again"


_ALWAYS = frozenset({PartnershipAct.RECORD, PartnershipAct.TERMS, PartnershipAct.DATES, PartnershipAct.END})

# An extension is an event of a partnership that runs; before its start, and where both are wrong, the dates change.
ALLOWED_ACTS: Mapping[PartnershipState, frozenset[PartnershipAct]] = MappingProxyType(
    {
        PartnershipState.PROPOSED: _ALWAYS,
        PartnershipState.AGREED: _ALWAYS | {PartnershipAct.PAUSE},
        PartnershipState.ACTIVE: _ALWAYS | {PartnershipAct.PAUSE, PartnershipAct.EXTEND},
        PartnershipState.PAUSED: _ALWAYS | {PartnershipAct.RESUME, PartnershipAct.EXTEND},
        PartnershipState.DECISION_DUE: _ALWAYS | {PartnershipAct.PAUSE, PartnershipAct.EXTEND},
        PartnershipState.OVERDUE: _ALWAYS | {PartnershipAct.EXTEND},
        # A charge is paid late, and an end is entered by mistake.
        PartnershipState.ENDED: frozenset({PartnershipAct.TERMS, PartnershipAct.REOPEN}),
    }
)


def state_of(facts: PartnershipFacts, *, today: date) -> PartnershipState:
    """Where it stands today: proposed, agreed, active, paused, decision due, past its end, ended.

    Source: the attributes of DfE's guidance on trust partnerships (2021, updated July 2023) read as a lifecycle. It
    runs from its start once both boards have agreed; it is past its end when that day is over and nobody has said what
    it led to.
    """
    if facts.over_on is not None:
        return PartnershipState.ENDED
    if facts.paused_since is not None:
        return PartnershipState.PAUSED
    if facts.ends_on is not None and facts.ends_on < today:
        return PartnershipState.OVERDUE
    if not is_agreed(facts):
        return PartnershipState.PROPOSED
    if not facts.has_started(today):
        return PartnershipState.AGREED
    return PartnershipState.DECISION_DUE if is_decision_due(facts, today=today) else PartnershipState.ACTIVE


def is_agreed(facts: PartnershipFacts) -> bool:
    """Whether both boards have agreed: logged as such, or shown by the signed agreement.

    Where the plan has no milestone for it, setting a start is all that can be known.
    """
    if facts.happened(Event.AGREED) or facts.happened(Event.SIGNED):
        return True
    return facts.of(Event.AGREED) is None and facts.starts_on is not None


def is_decision_due(facts: PartnershipFacts, *, today: date) -> bool:
    """Whether the day of the decision has come and none is recorded: 13 weeks before the end in the shipped plan."""
    due = decision_due_on(facts)
    return due is not None and due <= today and not facts.has_decided


def may_act(state: PartnershipState, act: PartnershipAct) -> bool:
    """Whether this can be done with a partnership that stands so."""
    return act in ALLOWED_ACTS[state]


def why_not(state: PartnershipState, act: PartnershipAct) -> str:
    """Why it cannot, in a sentence; empty where it can."""
    if may_act(state, act):
        return ""
    if state is PartnershipState.ENDED:
        return "This partnership has ended. Take it up again first, if that was a mistake."
    if act is PartnershipAct.REOPEN:
        return "This partnership has not ended."
    if act is PartnershipAct.RESUME:
        return "This partnership is not paused."
    if act is PartnershipAct.PAUSE and state is PartnershipState.PAUSED:
        return "This partnership is already paused."
    if act is PartnershipAct.EXTEND:
        return "This partnership has not begun. Change its start or end instead."
    return f"This cannot be done while the partnership stands at “{state.label}”."
