"""Reviews: which milestones of the plan they are, and what a record of one needs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from partnerships.rules.partnership_words import Domain, ReviewKind
from partnerships.rules.problems import Problem
from partnerships.rules.saying import say_day
from partnerships.rules.words import Rating

CODE_OF: Mapping[ReviewKind, str] = {
    ReviewKind.BASELINE: "PAR-04",
    ReviewKind.TERMLY: "PAR-05",
    ReviewKind.MIDPOINT: "PAR-06",
    ReviewKind.DECISION: "PAR-07",
    ReviewKind.CLOSING: "PAR-08",
    ReviewKind.DAY_30: "PST-04",
    ReviewKind.DAY_100: "PST-11",
    ReviewKind.ONE_YEAR: "PST-10",
}
"""Codes of the shipped plan, data/milestones.csv. The termly review comes several times, once per occurrence."""

_KIND_OF = {code: kind for kind, code in CODE_OF.items()}
LONGEST_PRESENT, LONGEST_TEXT = 200, 10_000


@dataclass(frozen=True)
class Finding:
    """What was found in one of the five domains."""

    rating: str = ""
    text: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.rating and not self.text.strip()


@dataclass(frozen=True)
class Said:
    """A review as it was entered; `domains` holds findings by the value of the domain."""

    held_on: dt.date | None
    rating: str = ""
    findings: str = ""
    next_steps: str = ""
    present: str = ""
    domains: Mapping[str, Finding] = field(default_factory=dict)


def review_kind_of(code: str) -> ReviewKind | None:
    """The review that a milestone of the plan is; None for any other milestone."""
    return _KIND_OF.get(code)


def review_problems(
    said: Said, *, kind: str, today: dt.date, opened_on: dt.date | None = None
) -> list[Problem]:
    """What is missing from the record of a review. A rating always comes with what was found."""
    problems = _day_problems(said.held_on, kind=kind, today=today, opened_on=opened_on)
    found_something = any(each.text.strip() for each in said.domains.values())
    if not said.findings.strip() and not found_something:
        problems.append(Problem("Enter what was found.", about="findings"))
    if said.rating and not Rating.has(said.rating):
        problems.append(Problem("Choose a rating, or none.", about="rating"))
    if len(said.present.strip()) > LONGEST_PRESENT:
        problems.append(Problem("Say who was there in at most 200 characters.", about="present"))
    for domain, finding in said.domains.items():
        if finding.rating and not finding.text.strip():
            label = Domain(domain).label.lower()
            problems.append(
                Problem(f"Enter what was found on {label}: a rating needs it.", about=f"text_{domain}")
            )
        if finding.rating and not Rating.has(finding.rating):
            problems.append(Problem("Choose a rating, or none.", about=f"rating_{domain}"))
    return problems


def _day_problems(
    held_on: dt.date | None, *, kind: str, today: dt.date, opened_on: dt.date | None
) -> list[Problem]:
    if not ReviewKind.has(kind):
        return [Problem("Choose which review it was.", about="of")]
    if held_on is None:
        return [Problem("Enter the day on which the review was held.", about="held_on")]
    if held_on > today:
        return [Problem("The day of the review cannot be in the future.", about="held_on")]
    if ReviewKind(kind).after_opening and opened_on is not None and held_on < opened_on:
        said = f"The school joined on {say_day(opened_on)}, and this review comes after that."
        return [Problem(said, about="held_on")]
    return []
