"""When a promise is checked, and what is wrong with one as it was entered."""

from dataclasses import dataclass
from datetime import date

from partnerships.rules.partnership_words import CheckPromise, Kept
from partnerships.rules.problems import Problem
from partnerships.rules.saying import counted
from partnerships.rules.words import OwnerRole

LONGEST = 2000


@dataclass(frozen=True)
class Promised:
    """A promise as it was entered, as far as the rules look at it."""

    what: str
    made_on: date | None
    check_when: str
    check_on: date | None = None
    owner_role: str = ""
    has_owner: bool = False


def year_after(day: date) -> date:
    """The same day of the next year; the first of March after a 29 February."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 3, 1)


def check_day(
    check_when: str, check_on: date | None, *, opened_on: date | None, joining_month: date | None
) -> date | None:
    """The day on which the promise is checked: its own, or one year after the school opened.

    While it has not opened, the joining month stands for the opening. None where no day is known yet.
    """
    if check_when != CheckPromise.YEAR_AFTER_OPENING:
        return check_on
    opening = opened_on or joining_month
    return year_after(opening) if opening is not None else None


def is_due(day: date | None, today: date, *, kept: str) -> bool:
    """Whether somebody should check it now."""
    return not kept and day is not None and day <= today


def due_words(day: date | None, today: date, *, kept: str) -> str:
    """ "Check today", "Check 12 days late"; empty where none is due."""
    if day is None or not is_due(day, today, kept=kept):
        return ""
    days = (today - day).days
    return "Check today" if days == 0 else f"Check {counted(days, 'day')} late"


def promise_problems(promised: Promised, *, today: date) -> list[Problem]:
    """What is wrong with a promise, each about the answer to change."""
    problems = []
    if not promised.what.strip():
        problems.append(Problem("Enter what was promised.", about="what"))
    if len(promised.what) > LONGEST:
        problems.append(Problem(f"Shorten the promise to {LONGEST:,} characters.", about="what"))
    if promised.made_on is None:
        problems.append(Problem("Enter the day on which it was promised.", about="made_on"))
    elif promised.made_on > today:
        problems.append(Problem("The day of the promise must be today or earlier.", about="made_on"))
    if not CheckPromise.has(promised.check_when):
        problems.append(Problem("Choose when it is checked.", about="check_when"))
    elif promised.check_when == CheckPromise.ON_A_DAY and promised.check_on is None:
        problems.append(Problem("Enter the day on which it is checked.", about="check_on"))
    if promised.check_on and promised.made_on and promised.check_on < promised.made_on:
        problems.append(Problem("It must be checked after it was promised.", about="check_on"))
    return problems + _owner_problems(promised)


def _owner_problems(promised: Promised) -> list[Problem]:
    if promised.owner_role and not OwnerRole.has(promised.owner_role):
        return [Problem("Choose one of the roles.", about="owner_role")]
    if promised.owner_role and promised.has_owner:
        return [Problem("Choose a person or a role, not both.", about="owner_role")]
    return []


def finding_problems(
    *, kept: str, finding: str, checked_on: date | None, made_on: date, today: date
) -> list[Problem]:
    """What is wrong with what a check found. Only a promise that was kept needs no words."""
    problems = []
    if not Kept.has(kept):
        problems.append(Problem("Choose whether it was kept.", about="kept"))
    elif kept != Kept.YES and not finding.strip():
        problems.append(Problem("Enter what was found, and what is done about it.", about="finding"))
    if checked_on is None:
        problems.append(Problem("Enter the day on which it was checked.", about="checked_on"))
    elif not made_on <= checked_on <= today:
        problems.append(
            Problem("The day of the check must lie between the promise and today.", about="checked_on")
        )
    return problems
