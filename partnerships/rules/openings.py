"""Which openings a GIAS download shows: plain data in, proposals out. A person decides on each.

What is asked of GIAS was counted on real downloads: of 9,305 conversions the academy opened one day after the old
record closed in 9,236, and on the first of a month in 9,244. The date of the link between the two records is the day
of opening in three of five only, and a link to a later record may stand there long before the school closes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from partnerships.rules.register import code, is_closed, kind_of
from partnerships.rules.saying import say_day
from partnerships.rules.words import ProposalKind, Route

# An academy that opened longer than this before the old record closed was there already: the school went into it.
_OVERLAP = dt.timedelta(days=31)
# And one that opened longer than this after it is another school on the same site.
_GAP = dt.timedelta(days=366)
_OPEN = "01"
# GIAS's reasons for closing that are no conversion.
_OTHER_REASONS = ("amalgamation", "merge", "closure", "close nursery", "de-registered", "does not meet")


@dataclass(frozen=True)
class Record:
    """One establishment record of GIAS. `trust` is its trust's UID, as worked out after the import."""

    urn: int
    name: str = ""
    status_code: str = ""
    type_code: str = ""
    type_name: str = ""
    group_code: str = ""
    open_date: dt.date | None = None
    close_date: dt.date | None = None
    close_reason: str = ""
    trust: int | None = None
    trust_name: str = ""

    @property
    def is_open(self) -> bool:
        """Open and nothing else: proposed to open is not open."""
        return code(self.status_code) == _OPEN

    @property
    def named(self) -> str:
        return f"{self.name or 'A school without a name'} (URN {self.urn})"


@dataclass(frozen=True)
class Succession:
    """GIAS says that one record follows another. `plain` unless it calls that a merger, an amalgamation or a split."""

    old: int
    new: Record
    plain: bool
    # How many different records GIAS gives as the new one's predecessors.
    predecessors: int = 1


@dataclass(frozen=True)
class Watched:
    """A live project, as far as it matters here. `recorded` is the opening that it has, if it has one."""

    project: int
    route: str
    school: Record
    trust: int
    trust_name: str = ""
    started_on: dt.date | None = None
    # Since when GIAS has the school in the project's own trust; None where it does not say, or has it elsewhere.
    joined_on: dt.date | None = None
    recorded: tuple[dt.date, int | None] | None = None


@dataclass(frozen=True)
class Shown:
    """What GIAS shows of one project's school, with the sentences that say why one may think so."""

    project: int
    kind: ProposalKind
    academy: int
    opened_on: dt.date
    evidence: list[str] = field(default_factory=list)


def openings_shown(
    watched: Iterable[Watched], successions: Mapping[int, Sequence[Succession]], *, today: dt.date
) -> Iterable[Shown]:
    """At most one for each project. `successions` has those of each school by its URN, whichever end keeps them."""
    for each in watched:
        shown = _converted(each, successions.get(each.school.urn, ()), today) or _transferred(each, today)
        if shown is not None and each.recorded != (shown.opened_on, shown.academy):
            yield shown


def _converted(watched: Watched, successions: Sequence[Succession], today: dt.date) -> Shown | None:
    """The old record is closed, and one academy that has opened follows it and no other school."""
    old = watched.school
    following = {each.new.urn: each for each in successions if each.new.is_open}
    if not is_closed(old.status_code) or len(following) != 1 or _closed_otherwise(old):
        return None
    (one,) = following.values()
    new = one.new
    if not all(each.plain for each in successions if each.new.urn == new.urn) or one.predecessors != 1:
        return None
    # New records come without a type at times; one that has a type must be an academy's.
    if kind_of(new.type_code, new.group_code) not in ("academy", "unknown"):
        return None
    if new.open_date is None or new.open_date > today or not _follows(old, new.open_date):
        return None
    return Shown(
        watched.project,
        ProposalKind.CONVERTED,
        new.urn,
        new.open_date,
        _of_conversion(watched, new, new.open_date),
    )


def _closed_otherwise(old: Record) -> bool:
    reason = old.close_reason.lower()
    return any(each in reason for each in _OTHER_REASONS)


def _follows(old: Record, opened: dt.date) -> bool:
    return old.close_date is None or -_OVERLAP <= opened - old.close_date <= _GAP


def _of_conversion(watched: Watched, new: Record, opened: dt.date) -> list[str]:
    old = watched.school
    closed = f" on {say_day(old.close_date)}" if old.close_date else ", on a day that it does not give"
    reason = f". The reason given is “{old.close_reason}”" if old.close_reason else ""
    kind = f", {new.type_name}" if new.type_name else ""
    said = [
        f"GIAS lists {old.named} as closed{closed}{reason}.",
        f"It links that record to {new.named}{kind}, as the one school that follows it.",
        f"It lists {new.named} as open since {say_day(opened)}.",
    ]
    if new.trust is None:
        said.append("It does not say yet which trust the academy is in.")
    elif new.trust == watched.trust:
        said.append(
            f"It has the academy in {new.trust_name or watched.trust_name}, the trust of this project."
        )
    else:
        said.append(
            f"It has the academy in {new.trust_name or 'another trust'}, not in the trust of this project."
        )
    return said


def _transferred(watched: Watched, today: dt.date) -> Shown | None:
    """The academy is open, and in the project's trust since a day that GIAS gives."""
    school, joined = watched.school, watched.joined_on
    if is_closed(school.status_code) or school.trust != watched.trust or joined is None or joined > today:
        return None
    # On another route the school may have been in the trust all along.
    if watched.route != Route.TRANSFER and (
        watched.route or watched.started_on is None or joined < watched.started_on
    ):
        return None
    if kind_of(school.type_code, school.group_code) not in ("academy", "unknown"):
        return None
    trust = watched.trust_name or "the trust of this project"
    said = f"GIAS has {school.named} in {trust} since {say_day(joined)}."
    return Shown(watched.project, ProposalKind.TRANSFERRED, school.urn, joined, [said])
