"""What a person enters when a school has opened: what cannot be, and what is unusual and is said before it is saved."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from partnerships.rules.dates import is_first_of_month
from partnerships.rules.openings import Record
from partnerships.rules.problems import Problem
from partnerships.rules.register import kind_of
from partnerships.rules.saying import counted, say_day, say_month
from partnerships.rules.words import Route


@dataclass(frozen=True)
class Entry:
    """One opening as it is entered. `academy` is the URN as typed; `found` its record, None if GIAS has none yet."""

    route: str
    school: Record
    opened_on: dt.date
    academy: int | None = None
    found: Record | None = None
    fresh_start: bool = False
    joining_month: dt.date | None = None

    @property
    def keeps_urn(self) -> bool:
        """A transfer keeps its record and URN, unless it is a fresh start (DfE's guidance on new URNs)."""
        is_academy = kind_of(self.school.type_code, self.school.group_code) == "academy"
        return not self.fresh_start and (self.route == Route.TRANSFER or (not self.route and is_academy))

    @property
    def academy_urn(self) -> int | None:
        """The URN that the school has from that day on, as far as it is known."""
        return self.school.urn if self.keeps_urn else self.academy


def entry_problems(entry: Entry, *, today: dt.date) -> list[Problem]:
    """What cannot be.

    A conversion closes the old record and opens another with a URN of its own (Academies Act 2010 s.6: the authority
    ceases to maintain the school). Like GIAS, nothing is recorded as opened on a day to come.
    """
    problems = []
    if entry.opened_on > today:
        problems.append(
            Problem(
                "The day it opened cannot be in the future. Plan it as the joining date.", about="opened_on"
            )
        )
    if entry.academy is None:
        return problems
    if not 100_000 <= entry.academy <= 999_999:
        problems.append(Problem("A URN has six figures.", about="academy_urn"))
    elif entry.keeps_urn and entry.academy != entry.school.urn:
        said = (
            f"A transfer keeps its URN, {entry.school.urn}. If DfE has given a new one, "
            "first answer “yes” to the question about a fresh start."
        )
        problems.append(Problem(said, about="academy_urn"))
    elif not entry.keeps_urn and entry.academy == entry.school.urn:
        said = "This is the school’s own URN. The academy gets a new one: leave it empty until you know it."
        problems.append(Problem(said, about="academy_urn"))
    elif entry.found is not None and kind_of(entry.found.type_code, entry.found.group_code) == "maintained":
        said = f"GIAS lists {entry.found.named} as {entry.found.type_name or 'a maintained school'}, not as an academy."
        problems.append(Problem(said, about="academy_urn"))
    return problems


def entry_remarks(entry: Entry) -> list[str]:
    """What is unusual or still missing; none of it stands in the way."""
    remarks = []
    if not is_first_of_month(entry.opened_on):
        remarks.append(
            f"{say_day(entry.opened_on)} is not the first of a month, on which schools open nearly always."
        )
    if entry.joining_month is not None and entry.joining_month != entry.opened_on:
        remarks.append(
            f"The agreed date is {say_day(entry.joining_month)}, {_apart(entry.joining_month, entry.opened_on)}. "
            "It stays as it was agreed."
        )
    return remarks + _about_academy(entry)


def _apart(agreed: dt.date, opened: dt.date) -> str:
    days = (opened - agreed).days
    months = (opened.year - agreed.year) * 12 + opened.month - agreed.month
    size = counted(abs(months), "month") if opened.day == agreed.day else counted(abs(days), "day")
    return f"so it opened {size} {'later' if days > 0 else 'earlier'}"


def _about_academy(entry: Entry) -> list[str]:
    if entry.keeps_urn:
        return []
    if entry.academy is None:
        return ["The academy’s URN is not entered. You can add it when it is known; GIAS may show it first."]
    if entry.found is None:
        return [f"GIAS, as it was last loaded, has no URN {entry.academy} yet. Check the figures."]
    if not entry.found.is_open:
        return [f"GIAS does not list {entry.found.named} as open."]
    if entry.found.open_date and entry.found.open_date != entry.opened_on:
        return [f"GIAS says that {entry.found.named} opened on {say_day(entry.found.open_date)}."]
    return []


def opening_words(opened_on: dt.date, academy: int | None, name: str, *, kept: bool) -> str:
    """ "now Brackenholt Academy, URN 700123 since 1 September 2026", to follow the school's own name and URN."""
    since = f"since {say_day(opened_on)}"
    if kept:
        return f"in the trust {since}"
    if academy is None:
        return f"an academy {since}, its new URN not known yet"
    return f"now {name}, URN {academy} {since}" if name else f"now URN {academy} {since}"


def month_words(opened_on: dt.date) -> str:
    """ "Opened September 2026", for a line of a list."""
    return f"Opened {say_month(opened_on)}"
