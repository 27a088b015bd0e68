"""What a project's story says: plain data, played forward by `partnerships.demo.engine`.

Days and weeks count back from today; months are counted from the present one (-2 is two months ago).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from partnerships.demo.happenings import Happening
from partnerships.demo.trusts import MAIN
from partnerships.rules.decisions import NONE_DECLARED
from partnerships.rules.joining_reasons import MoveReason
from partnerships.rules.words import ContactRole, EndOutcome, Phase, Route


class Pace(Enum):
    """How many days after its due date a milestone is done: earliest, latest, most often."""

    EARLY = (-12, 2, -5)
    STEADY = (-8, 9, -1)
    SLOW = (-3, 26, 6)


class InGias(Enum):
    """How the academy's URN came into the project."""

    RECORDED = "somebody typed it in"
    ACCEPTED = "GIAS showed it, and a manager said yes"
    PROPOSED = "GIAS shows it, and nobody has answered yet"


@dataclass(frozen=True)
class Stuck:
    """A milestone that does not move: on whom it waits, and since how many weeks."""

    on: str
    weeks: int
    note: str = ""


@dataclass(frozen=True)
class Move:
    """A change of the joining month, so many days ago, for one reason and in its words.

    `month` None takes the date away.
    """

    days_ago: int
    month: int | None
    reason: MoveReason
    why: str


@dataclass(frozen=True)
class Said:
    """A note so many days ago, by a person's first name in small letters."""

    days_ago: int
    by: str
    text: str
    code: str = ""


@dataclass(frozen=True)
class Own:
    """A row of the team's own, due so many days from today."""

    title: str
    phase: Phase
    due: int
    owner: str
    done: bool = False


@dataclass(frozen=True)
class Person:
    """A contact."""

    role: ContactRole
    name: str
    organisation: str = ""
    remark: str = ""


@dataclass(frozen=True)
class End:
    days_ago: int
    outcome: EndOutcome
    why: str


@dataclass(frozen=True)
class Story:
    """One project. `began` (days ago) is worked out from the plan unless given."""

    urn: int
    route: Route | None
    month: int | None
    lead: str = "tom"
    pace: Pace = Pace.STEADY
    trust: int = MAIN
    outgoing: int | None = None
    began: int | None = None
    first_month: int | None = None
    enquiry: str = ""
    moves: tuple[Move, ...] = ()
    partnership: tuple[int, int] | None = None  # start and end, days from today
    answers: Mapping[str, str] = field(default_factory=dict)
    open_questions: frozenset[str] = frozenset()
    stuck: Mapping[str, Stuck] = field(default_factory=dict)
    not_applicable: Mapping[str, str] = field(default_factory=dict)
    own: tuple[Own, ...] = ()
    assigned: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[Said, ...] = ()
    contacts: tuple[Person, ...] = ()
    confidential: bool = False
    named: tuple[str, ...] = ()
    starter: str = "priya"
    happened: tuple[Happening, ...] = ()
    # Conditions of DfE's approval; interests declared when the trust board decided.
    conditions: tuple[str, ...] = ()
    interests: str = NONE_DECLARED
    in_gias: InGias = InGias.RECORDED
    # Schools that join together.
    group: str = ""
    end: End | None = None
    # How far an undated project has got in the Explore rows.
    explored: int = 0

    @property
    def key(self) -> str:
        return str(self.urn)
