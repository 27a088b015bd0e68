"""What GIAS codes mean: questions on plain values, blank or new codes never refused.

Codes are those of the public download and may come with or without leading zeros.
"""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["academy", "maintained", "other", "unknown"]
ChurchKind = Literal["church_of_england", "catholic", "other", "none", "unknown"]

TRUST_TYPE_CODES = frozenset({"06", "10", "11"})
"""Group types that are trusts here: multi-academy, single-academy, secure single-academy."""

COMMUNITY_TYPES = frozenset({"01", "07", "14", "15"})
"""Community, community special, pupil referral unit, local authority nursery."""
VOLUNTARY_TYPES = frozenset({"02", "03"})
FOUNDATION_TYPES = frozenset({"05", "12"})
MAINTAINED_TYPES = COMMUNITY_TYPES | VOLUNTARY_TYPES | FOUNDATION_TYPES
ACADEMY_TYPES = frozenset(
    {"28", "33", "34", "35", "36", "38", "39", "40", "41", "42", "43", "44", "45", "46", "57"}
)
SPECIAL_TYPES = frozenset({"07", "08", "10", "12", "33", "36", "44"})
ALTERNATIVE_PROVISION_TYPES = frozenset({"14", "38", "42", "43"})
OTHER_TYPES = frozenset(
    {"06", "08", "10", "11", "18", "24", "25", "26", "27", "29", "30", "31", "32", "37", "49", "56"}
)
KNOWN_TYPES = MAINTAINED_TYPES | ACADEMY_TYPES | OTHER_TYPES

_ACADEMY_GROUPS = frozenset({"10", "11"})
_MAINTAINED_GROUPS = frozenset({"04"})
_OTHER_GROUPS = frozenset({"01", "02", "03", "06", "13"})
_NO_CHARACTER = frozenset({"does not apply", "none", "not applicable"})


@dataclass(frozen=True)
class SchoolFacts:
    """What GIAS says of one school, as text; blank where it does not say."""

    type_code: str = ""
    type_name: str = ""
    group_code: str = ""
    status_code: str = ""
    religious_character: str = ""
    nursery_provision: str = ""
    resourced_provision: str = ""
    sen_unit_capacity: int | None = None
    resourced_provision_capacity: int | None = None
    federation_flag: str = ""
    trust_flag: str = ""
    foundation_trust: str = ""

    @property
    def kind(self) -> Kind:
        """Academy, maintained, other, or not known."""
        return kind_of(self.type_code, self.group_code)


def code(value: str) -> str:
    """A two-figure code: "6", "06" and " 6 " are one; text that is no number comes back trimmed."""
    text = value.strip()
    return f"{int(text):02d}" if text.isascii() and text.isdigit() else text


def kind_of(type_code: str, group_code: str = "") -> Kind:
    """What a school is, by its type, else by its type group; "unknown" means ask, never refuse."""
    kind_code, group = code(type_code), code(group_code)
    if kind_code in ACADEMY_TYPES or (kind_code not in KNOWN_TYPES and group in _ACADEMY_GROUPS):
        return "academy"
    if kind_code in MAINTAINED_TYPES or (kind_code not in KNOWN_TYPES and group in _MAINTAINED_GROUPS):
        return "maintained"
    return "other" if kind_code in OTHER_TYPES or group in _OTHER_GROUPS else "unknown"


def is_maintained(type_code: str, group_code: str = "") -> bool:
    """Maintained by a local authority. False also when not known: ask `kind_of` before refusing."""
    return kind_of(type_code, group_code) == "maintained"


def is_closed(status: str) -> bool:
    """Whether a status, by code or name, is Closed; proposed to close is still open."""
    return status.strip().lower() == "closed" or code(status) == "02"


def is_trust(group_type_code: str) -> bool:
    """Whether a GIAS group is a trust in this product (foundation trusts of schools are not)."""
    return code(group_type_code) in TRUST_TYPE_CODES


def church_kind(religious_character: str) -> ChurchKind:
    """The church a religious character belongs to, by how its name begins.

    In a joint name the first part that is Church of England or Catholic counts, so that
    "Methodist/Church of England" still needs a church agreement. New names are never refused.
    """
    text = religious_character.strip().lower()
    if not text:
        return "unknown"
    if text in _NO_CHARACTER:
        return "none"
    for part in (part.strip() for part in text.split("/")):
        if part.startswith(("church of england", "anglican")):
            return "church_of_england"
        if part.startswith(("catholic", "roman catholic")):
            return "catholic"
    return "other"


def laestab(la_code: str, number: str) -> str:
    """The DfE number, "123/4567"; blank when either half is missing."""
    la, establishment = la_code.strip(), number.strip()
    return f"{la.zfill(3)}/{establishment.zfill(4)}" if la and establishment else ""
