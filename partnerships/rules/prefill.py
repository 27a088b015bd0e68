"""Answers that GIAS already gives, each with its reason.

A yes keeps milestones in the plan and is given freely; a no takes them out and is given only where
GIAS or the law is plain. Everything else is left to be asked.
"""

from partnerships.rules.register import (
    ALTERNATIVE_PROVISION_TYPES,
    COMMUNITY_TYPES,
    FOUNDATION_TYPES,
    KNOWN_TYPES,
    SPECIAL_TYPES,
    VOLUNTARY_TYPES,
    SchoolFacts,
    church_kind,
    code,
)
from partnerships.rules.words import Answer

Prefill = tuple[Answer, str]
"""An answer and the sentence that says why."""

_SUPPORTED_BY_FOUNDATION_TRUST = "01"


def from_register(school: SchoolFacts) -> dict[str, Prefill]:
    """The facts GIAS settles for this school, by fact key; facts it leaves open are absent."""
    found = {
        "church": _church(school),
        "religious_character": _religious_character(school),
        "foundation": _foundation(school),
        "federation": _federation(school),
        "la_land": _la_land(school),
        "own_freehold": _own_freehold(school),
        "land_restriction": _land_restriction(school),
        "special_or_ap": _special_or_ap(school),
        "sen_unit": _sen_unit(school),
        "nursery": _nursery(school),
    }
    return {key: prefill for key, prefill in found.items() if prefill is not None}


def _church(school: SchoolFacts) -> Prefill | None:
    kind = church_kind(school.religious_character)
    said = f"GIAS gives the religious character as “{school.religious_character.strip()}”."
    if kind in {"church_of_england", "catholic"}:
        return Answer.YES, said
    if kind in {"other", "none"}:
        return Answer.NO, said
    if code(school.type_code) in COMMUNITY_TYPES:
        return Answer.NO, _COMMUNITY_HAS_NO_CHARACTER
    return None


def _religious_character(school: SchoolFacts) -> Prefill | None:
    kind = church_kind(school.religious_character)
    if kind != "unknown":
        said = f"GIAS gives the religious character as “{school.religious_character.strip()}”."
        return (Answer.NO if kind == "none" else Answer.YES), said
    if code(school.type_code) in COMMUNITY_TYPES:
        return Answer.NO, _COMMUNITY_HAS_NO_CHARACTER
    return None


# Only foundation and voluntary schools can be designated: School Standards and Framework Act 1998 s.69(3).
_COMMUNITY_HAS_NO_CHARACTER = "Community schools, by law, have no designated religious character."


def _foundation(school: SchoolFacts) -> Prefill | None:
    kind = code(school.type_code)
    if kind in VOLUNTARY_TYPES:
        return Answer.YES, "Voluntary schools have a foundation."
    if kind in COMMUNITY_TYPES:
        return Answer.NO, "Community schools have no foundation."
    if kind in FOUNDATION_TYPES and _has_foundation_trust(school):
        return Answer.YES, "GIAS lists this foundation school as supported by a trust."
    return None


def _has_foundation_trust(school: SchoolFacts) -> bool:
    return bool(school.foundation_trust.strip()) or code(school.trust_flag) == _SUPPORTED_BY_FOUNDATION_TRUST


def _federation(school: SchoolFacts) -> Prefill | None:
    flag = school.federation_flag.strip()
    if flag.lower() == "supported by a federation":
        return Answer.YES, "GIAS lists the school in a federation."
    if flag.lower() in {"not under a federation", "not applicable"}:
        return Answer.NO, "GIAS lists the school in no federation."
    return None


def _la_land(school: SchoolFacts) -> Prefill | None:
    if code(school.type_code) in COMMUNITY_TYPES:
        return Answer.YES, "The local authority provides a community school's land. Check the title."
    return None


def _own_freehold(school: SchoolFacts) -> Prefill | None:
    if code(school.type_code) in FOUNDATION_TYPES:
        return (
            Answer.YES,
            "A foundation school's land is held by its foundation or governing body. Check the title.",
        )
    return None


def _land_restriction(school: SchoolFacts) -> Prefill | None:
    if code(school.type_code) in COMMUNITY_TYPES:
        return Answer.NO, "Only voluntary and foundation schools have such land."
    return None


def _special_or_ap(school: SchoolFacts) -> Prefill | None:
    kind = code(school.type_code)
    if kind not in KNOWN_TYPES:
        return None
    said = f"GIAS gives the type as “{school.type_name.strip() or kind}”."
    return (Answer.YES if kind in SPECIAL_TYPES | ALTERNATIVE_PROVISION_TYPES else Answer.NO), said


def _sen_unit(school: SchoolFacts) -> Prefill | None:
    listed = school.resourced_provision.strip()
    if (school.sen_unit_capacity or 0) > 0 or (school.resourced_provision_capacity or 0) > 0:
        return Answer.YES, "GIAS lists places in a SEN unit or resourced provision."
    if listed.lower() in {"not applicable", "none"}:
        return Answer.NO, "GIAS lists no SEN unit or resourced provision."
    return (Answer.YES, f"GIAS lists “{listed}”.") if listed else None


def _nursery(school: SchoolFacts) -> Prefill | None:
    listed = school.nursery_provision.strip()
    if code(school.type_code) == "15":
        return Answer.YES, "It is a nursery school."
    if listed.lower().startswith("has nursery"):
        return Answer.YES, "GIAS lists nursery classes."
    if listed.lower() in {"no nursery classes", "not applicable"}:
        return Answer.NO, "GIAS lists no nursery classes."
    return None
