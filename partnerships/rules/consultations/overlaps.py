"""What should be kept apart: two consultations of one school at once, TUPE before the resolution, TUPE mixed in."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from partnerships.rules.consultation_words import ConsultationKind
from partnerships.rules.saying import say_day

_OF_JOINING = frozenset(
    {ConsultationKind.STATUTORY, ConsultationKind.ENGAGEMENT, ConsultationKind.INFORMATION}
)


@dataclass(frozen=True)
class Run:
    """One consultation that was not stopped. `resolved_on` is the day of the resolution to join, done or due."""

    key: int
    school: Hashable
    kind: str
    title: str
    opens: date | None = None
    closes: date | None = None
    resolved_on: date | None = None
    # Whether the plan has a resolution at all: an order without an application has none.
    has_resolution: bool = False


@dataclass(frozen=True)
class Overlap:
    """One sentence about consultations that should be kept apart, and the keys of those it is about."""

    sentence: str
    keys: tuple[int, ...]


def overlaps(runs: Iterable[Run]) -> list[Overlap]:
    """Everything to point out among these consultations, of one school or of many."""
    found = list(runs)
    by_school: dict[Hashable, list[Run]] = {}
    for run in found:
        by_school.setdefault(run.school, []).append(run)
    pairs = [pair for same in by_school.values() for pair in combinations(same, 2)]
    return [*_together(pairs), *_before_resolution(found)]


def overlaps_of(key: int, found: Sequence[Overlap]) -> list[str]:
    """The sentences about one consultation."""
    return [each.sentence for each in found if key in each.keys]


def _together(pairs: Iterable[tuple[Run, Run]]) -> Iterable[Overlap]:
    """Two windows that share a day. The foundation is asked apart from everybody else, and is not counted."""
    for one, other in pairs:
        shared = _shared(one, other)
        if shared is None or ConsultationKind.FOUNDATION in (one.kind, other.kind):
            continue
        first, last = shared
        days = f"on {say_day(first)}" if first == last else f"from {say_day(first)} to {say_day(last)}"
        said = f"“{one.title}” and “{other.title}” are open at the same time, {days}."
        if _mixes_tupe(one, other):
            said += " Staff are asked twice over: keep papers, meetings and answers apart, and say which is which."
        else:
            said += " Say in each what the other is about, or people will answer the wrong one."
        yield Overlap(said, (one.key, other.key))


def _mixes_tupe(one: Run, other: Run) -> bool:
    tupe = ConsultationKind.TUPE in (one.kind, other.kind)
    return tupe and (one.kind in _OF_JOINING or other.kind in _OF_JOINING)


def _shared(one: Run, other: Run) -> tuple[date, date] | None:
    """The days on which both are open; one without a closing day is open on its first day at least."""
    if one.opens is None or other.opens is None:
        return None
    first = max(one.opens, other.opens)
    last = min(one.closes or one.opens, other.closes or other.opens)
    return (first, last) if first <= last else None


def _before_resolution(runs: Iterable[Run]) -> Iterable[Overlap]:
    """TUPE starts after the resolution to join: usual practice, no law (solicitors advise "not before")."""
    for run in runs:
        if run.kind != ConsultationKind.TUPE or run.opens is None or not run.has_resolution:
            continue
        if run.resolved_on is None:
            said = f"“{run.title}” opens on {say_day(run.opens)}, and no day is known for the resolution to join."
        elif run.opens < run.resolved_on:
            said = (
                f"“{run.title}” opens on {say_day(run.opens)}, before the resolution to join on "
                f"{say_day(run.resolved_on)}."
            )
        else:
            continue
        yield Overlap(
            f"{said} Formal TUPE usually starts after it: staff should not think it is settled.", (run.key,)
        )
