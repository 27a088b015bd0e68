"""Red, amber or green: how a project stands, worked out from its rules, its lateness and its forecast."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from partnerships.rules.problems import Problem
from partnerships.rules.saying import counted, say_day
from partnerships.rules.words import Rating

# A month can still be won back by working faster; two are a term's start, a payroll and a funding agreement missed.
MONTHS_RED = 2
# A few days are a tick forgotten, eight weeks are longer than any piece of work before opening takes.
DAYS_AMBER, DAYS_RED = 7, 56
MANY_AMBER, MANY_RED = 3, 10
LONGEST_OVERRIDE = 92  # days, about a school term: whoever overrules the rating looks again after that


@dataclass(frozen=True, slots=True)
class Standing:
    """What a rating is made of. `broken` and `warned` are sentences of rules; `longest` is in days.

    `opening` is the forecast month, None where there is no forecast, or no joining date to compare it with.
    """

    broken: tuple[str, ...] = ()
    warned: tuple[str, ...] = ()
    late: int = 0
    longest: int = 0
    months_late: int = 0
    opening: date | None = None


@dataclass(frozen=True, slots=True)
class Rated:
    """A rating with its reasons, the gravest first; each is a sentence."""

    rating: Rating
    reasons: tuple[str, ...]

    @property
    def words(self) -> str:
        """The reasons as they stand in a line."""
        return " ".join(self.reasons)


def rate(standing: Standing) -> Rated:
    """The rating: as bad as the worst that is found; green when nothing is."""
    found = [*_of_rules(standing), *_of_forecast(standing), *_of_lateness(standing)]
    found.sort(key=lambda each: each[0] is not Rating.RED)
    if found:
        return Rated(found[0][0], tuple(reason for _, reason in found))
    return Rated(Rating.GREEN, (_why_green(standing),))


def override_problems(*, rating: str, reason: str, until: date | None, today: date) -> list[Problem]:
    """What is wrong with overruling a rating so."""
    problems = []
    if not Rating.has(rating):
        problems.append(Problem("Choose a rating.", about="rating"))
    if not reason.strip():
        problems.append(Problem("Enter why you rate it so.", about="reason"))
    if until is None:
        problems.append(Problem("Enter the last day on which this rating holds.", about="until"))
    elif until < today:
        problems.append(Problem("The last day must be today or later.", about="until"))
    elif (until - today).days > LONGEST_OVERRIDE:
        said = "The last day must be within the next three months. You can rate it again then."
        problems.append(Problem(said, about="until"))
    return problems


def _of_rules(standing: Standing) -> list[tuple[Rating, str]]:
    broken = [(Rating.RED, f"A rule is broken: {each}") for each in standing.broken]
    return broken + [(Rating.AMBER, f"A rule warns: {each}") for each in standing.warned]


def _of_forecast(standing: Standing) -> list[tuple[Rating, str]]:
    if not standing.months_late or standing.opening is None:
        return []
    rating = Rating.RED if standing.months_late >= MONTHS_RED else Rating.AMBER
    late = counted(standing.months_late, "month")
    return [(rating, f"On current pace it opens on {say_day(standing.opening)}, {late} later than planned.")]


def _of_lateness(standing: Standing) -> list[tuple[Rating, str]]:
    if standing.longest < DAYS_AMBER and standing.late < MANY_AMBER:
        return []
    rating = Rating.RED if standing.longest >= DAYS_RED or standing.late >= MANY_RED else Rating.AMBER
    return [(rating, f"{_late(standing)}.")]


def _late(standing: Standing) -> str:
    days = counted(standing.longest, "day")
    if standing.late == 1:
        return f"1 milestone is {days} late"
    return f"{standing.late:,} milestones are late, the longest by {days}"


def _why_green(standing: Standing) -> str:
    late = f"{_late(standing)}, which is little" if standing.late else "Nothing is late"
    pace = "" if standing.opening is None else f", and it is on pace for {say_day(standing.opening)}"
    return f"{late}, no rule warns{pace}."
