"""Who must lead a consultation, and why."""

from __future__ import annotations

from dataclasses import dataclass

from partnerships.rules.checks.situation import Source
from partnerships.rules.consultation_words import ConsultationKind, LedBy
from partnerships.rules.consultations import sources
from partnerships.rules.register import COMMUNITY_TYPES, FOUNDATION_TYPES, SchoolFacts, code
from partnerships.rules.words import Route

VOLUNTARY_AIDED, VOLUNTARY_CONTROLLED = "02", "03"
LOCAL_AUTHORITY_EMPLOYS = COMMUNITY_TYPES | {VOLUNTARY_CONTROLLED}
GOVERNING_BODY_EMPLOYS = FOUNDATION_TYPES | {VOLUNTARY_AIDED}


@dataclass(frozen=True)
class Lead:
    """Who may lead a consultation, the likeliest first; none where that is not known yet."""

    bodies: tuple[LedBy, ...]
    why: str
    source: Source


def lead_of(kind: ConsultationKind, route: Route | None, school: SchoolFacts) -> Lead:
    """Who leads a consultation of this kind."""
    if kind is ConsultationKind.TUPE:
        return employer(route, school)
    if kind is ConsultationKind.STATUTORY:
        return Lead((LedBy.GOVERNING_BODY,), "The duty is the governing body’s.", sources.DUTY)
    if kind is ConsultationKind.FOUNDATION:
        return _of_foundation(route)
    if kind is ConsultationKind.ENGAGEMENT:
        both = (LedBy.BOTH_TRUSTS, LedBy.SAT_BOARD, LedBy.OUTGOING_TRUST)
        return Lead(both, "Both trusts’ boards decide on a transfer.", sources.TRANSFER)
    why = "The trust tells and listens; the governing body and the local authority help."
    return Lead((LedBy.TRUST, LedBy.GOVERNING_BODY), why, sources.EXEMPT)


def _of_foundation(route: Route | None) -> Lead:
    if route is Route.TRANSFER:
        boards = (LedBy.SAT_BOARD, LedBy.OUTGOING_TRUST, LedBy.BOTH_TRUSTS)
        return Lead(boards, "The academy’s board asks its diocese.", sources.TRANSFER)
    return Lead((LedBy.GOVERNING_BODY,), "The governing body asks before it applies.", sources.CONSENTS)


def employer(route: Route | None, school: SchoolFacts) -> Lead:
    """The present employer of the staff, who informs and consults under TUPE (regulation 13).

    The local authority at community and voluntary controlled schools, the governing body at voluntary aided and
    foundation schools (Education Act 2002 ss.35, 36), the trust at an academy.
    """
    kind = code(school.type_code)
    if route is Route.TRANSFER or school.kind == "academy":
        why = "An academy’s staff are employed by its trust."
        return Lead((LedBy.OUTGOING_TRUST, LedBy.SAT_BOARD), why, sources.REGULATION_13)
    if kind in LOCAL_AUTHORITY_EMPLOYS:
        why = "The local authority employs the staff of a community or voluntary controlled school."
        return Lead((LedBy.LOCAL_AUTHORITY,), why, sources.EMPLOYERS)
    if kind in GOVERNING_BODY_EMPLOYS:
        why = "The governing body employs the staff of a voluntary aided or foundation school."
        return Lead((LedBy.GOVERNING_BODY,), why, sources.EMPLOYERS)
    why = "GIAS does not say what type of school this is, so its employer is not known. Ask the school."
    return Lead((), why, sources.EMPLOYERS)
