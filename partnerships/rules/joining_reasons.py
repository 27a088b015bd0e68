"""Why a joining month changes: which reasons may be given, by route and by the direction in which it moves."""

from collections.abc import Mapping
from datetime import date

from partnerships.rules.problems import Problem
from partnerships.rules.words import Route, Word


class Direction(Word):
    """What a change does to the joining month. The first month ever, and a confirmation, need no reason."""

    FIRST = "first", "First month"
    CONFIRMED = "confirmed", "Confirmed"
    UNCONFIRMED = "unconfirmed", "Provisional again"
    EARLIER = "earlier", "Earlier"
    LATER = "later", "Later"


class MoveReason(Word):
    """A reason for a change of the joining month; each that is given has words of its own."""

    FASTER = "faster", "Going faster than expected"
    ERROR = "error", "Correcting an error"
    INCOMING_TRUST = "incoming_trust", "Incoming trust"
    OUTGOING_TRUST = "outgoing_trust", "Outgoing trust"
    SCHOOL = "school", "School"
    ACADEMY = "academy", "Academy"
    LA = "la", "Local authority"
    DIOCESE = "diocese", "Diocese"
    TUPE = "tupe", "Staff transfer (TUPE)"
    PENSIONS = "pensions", "Pensions"
    UNION = "union", "Unions"
    PRESS = "press", "Negative press coverage"
    GOVERNANCE = "governance", "Governance"
    FINANCE = "finance", "Finance"
    VIABILITY = "viability", "Viability"
    LAND = "land", "Land"
    BUILDINGS = "buildings", "Buildings"
    LEGAL = "legal", "Legal documents"
    COMMERCIAL = "commercial", "Commercial transfer agreement"
    FEDERATION = "federation", "Joining together with others in a federation"
    DEFERRAL = "deferral", "Voluntary deferral"
    CONDITIONS = "conditions", "Conditions of the decision not met"
    NOT_CERTAIN = "not_certain", "The month is no longer certain"


_R = MoveReason
# DfE's own lists, read from its two systems: Complete conversions, transfers and changes (app/forms/date_history/
# reasons/) for conversions and transfers, Prepare conversions and transfers for the federation.
_EARLIER = (_R.FASTER, _R.ERROR)
_CONVERSION = (
    *(
        _R.INCOMING_TRUST,
        _R.SCHOOL,
        _R.LA,
        _R.DIOCESE,
        _R.TUPE,
        _R.PENSIONS,
        _R.UNION,
        _R.PRESS,
        _R.GOVERNANCE,
    ),
    *(_R.FINANCE, _R.VIABILITY, _R.LAND, _R.BUILDINGS, _R.LEGAL, _R.FEDERATION, _R.DEFERRAL, _R.CONDITIONS),
    _R.ERROR,
)
_TRANSFER = (
    *(_R.INCOMING_TRUST, _R.OUTGOING_TRUST, _R.ACADEMY, _R.LA, _R.DIOCESE, _R.TUPE, _R.PENSIONS, _R.UNION),
    *(_R.PRESS, _R.GOVERNANCE, _R.FINANCE, _R.VIABILITY, _R.LAND, _R.BUILDINGS, _R.LEGAL, _R.COMMERCIAL),
    *(_R.DEFERRAL, _R.CONDITIONS, _R.ERROR),
)
_EITHER = tuple(reason for reason in MoveReason if reason in {*_CONVERSION, *_TRANSFER})


def direction_of(
    was: date | None, now: date | None, *, last_known: date | None, confirmed_now: bool
) -> Direction:
    """Which way the joining month moves from `was` to `now`; None is "not known yet".

    `last_known` is the newest month that the project ever had: after "not known", the new month is compared with it.
    Taking the month away counts as later, so giving back the very same month counts as earlier.
    """
    if was == now:
        return Direction.CONFIRMED if confirmed_now else Direction.UNCONFIRMED
    if now is None:
        return Direction.LATER
    before = was or last_known
    if before is None:
        return Direction.FIRST
    return Direction.LATER if now > before else Direction.EARLIER


def reasons_for(direction: Direction, route: Route | None) -> tuple[MoveReason, ...]:
    """What may be given as a reason, in the order of the list; none where no reason is needed."""
    if direction is Direction.EARLIER:
        return _EARLIER
    if direction is Direction.UNCONFIRMED:
        return (_R.NOT_CERTAIN, _R.ERROR)
    if direction is not Direction.LATER:
        return ()
    if route is None:
        return _EITHER
    return _TRANSFER if route is Route.TRANSFER else _CONVERSION


def reason_problems(direction: Direction, route: Route | None, given: Mapping[str, str]) -> list[str]:
    """What is wrong with these reasons, {code: its words}: none, one that is not on the list, or one without words."""
    allowed = {reason.value: reason for reason in reasons_for(direction, route)}
    strange = [code for code in given if code not in allowed]
    if strange and not allowed:
        return [Problem("This change needs no reason from the list.", about="reasons")]
    if strange:
        return [Problem("Choose reasons from the list for this change.", about="reasons")]
    if allowed and not given:
        return [Problem("Choose at least one reason.", about="reasons")]
    return [
        Problem(f"Say more about “{allowed[code].label}”.", about=f"text_{code}")
        for code, words in given.items()
        if not words.strip()
    ]


def say_reasons(given: Mapping[str, str]) -> str:
    """All reasons with their words, for one line of history: "Land: no titles yet. Local authority: asked for it"."""
    said = [f"{label_of(code)}: {words.strip().rstrip('.')}" for code, words in given.items()]
    return ". ".join(said)


def label_of(code: str) -> str:
    """What a stored reason is called; a code of an earlier list stands for itself."""
    return MoveReason(code).label if MoveReason.has(code) else code
