"""What a trust is made of, by phase, kind and size, as it is and with one school more."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from partnerships.rules.register import (
    ALTERNATIVE_PROVISION_TYPES,
    SPECIAL_TYPES,
    church_kind,
    code,
)

# In the order in which pupils come to them; any other name of GIAS follows by its alphabet.
_PHASE_ORDER = (
    "Nursery",
    "Primary",
    "Middle deemed primary",
    "Middle deemed secondary",
    "Secondary",
    "All-through",
    "16 plus",
)
_CHURCH_WORDS = {"church_of_england": "Church of England", "catholic": "Catholic", "other": "Another faith"}
NOT_SAID = "Not given in GIAS"


@dataclass(frozen=True)
class Member:
    """One school as the mix counts it; pupils None where GIAS does not say."""

    phase: str
    type_code: str
    religious_character: str
    pupils: int | None = None

    @property
    def kind(self) -> str:
        """Mainstream, special, or alternative provision."""
        kind = code(self.type_code)
        if kind in ALTERNATIVE_PROVISION_TYPES:
            return "Alternative provision"
        return "Special" if kind in SPECIAL_TYPES else "Mainstream"

    @property
    def faith(self) -> str:
        """The church it belongs to, in words."""
        kind = church_kind(self.religious_character)
        if kind == "unknown":
            return NOT_SAID
        return _CHURCH_WORDS.get(kind, "No religious character")


@dataclass(frozen=True)
class Line:
    """How many schools of one sort there are, and would be with the school."""

    name: str
    now: int
    then: int


@dataclass(frozen=True)
class Size:
    """Schools and the pupils on their rolls; `untold` schools have no number of pupils in GIAS."""

    schools: int
    pupils: int
    untold: int


def size_of(members: Sequence[Member]) -> Size:
    """How large these schools are together."""
    told = [each.pupils for each in members if each.pupils is not None]
    return Size(len(members), sum(told), len(members) - len(told))


def by_phase(others: Sequence[Member], school: Member) -> list[Line]:
    """Schools by phase, without and with this one."""
    order = {name: place for place, name in enumerate(_PHASE_ORDER)}
    lines = _lines([each.phase or NOT_SAID for each in others], school.phase or NOT_SAID)
    return sorted(lines, key=lambda line: (order.get(line.name, len(order)), line.name))


def by_kind(others: Sequence[Member], school: Member) -> list[Line]:
    """Mainstream, special and alternative provision, without and with this one."""
    return sorted(
        _lines([each.kind for each in others], school.kind), key=lambda line: (-line.then, line.name)
    )


def by_faith(others: Sequence[Member], school: Member) -> list[Line]:
    """Schools by the church they belong to, without and with this one."""
    return sorted(
        _lines([each.faith for each in others], school.faith), key=lambda line: (-line.then, line.name)
    )


def first_of(lines: Sequence[Line]) -> list[str]:
    """What the trust has none of yet and would have with the school."""
    return [line.name for line in lines if line.now == 0 and line.then and line.name != NOT_SAID]


def _lines(others: Sequence[str], school: str) -> list[Line]:
    now = Counter(others)
    return [Line(name, now[name], now[name] + (name == school)) for name in {*others, school}]
