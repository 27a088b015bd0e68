"""What is wrong with a consultation's opening and closing days."""

from __future__ import annotations

from datetime import date

from partnerships.rules.problems import Problem
from partnerships.rules.saying import counted


def window_problems(opens: date | None, closes: date | None) -> list[Problem]:
    """The law sets no length, so none is refused; but a window closes on or after the day on which it opens."""
    problems = []
    if opens is None and closes is not None:
        problems.append(Problem("Enter the day on which it opens.", about="opens_on"))
    if opens is not None and closes is not None and closes < opens:
        problems.append(Problem("It cannot close before it opens.", about="closes_on"))
    return problems


def say_length(opens: date | None, closes: date | None) -> str:
    """ "42 days, which is 6 weeks"; empty while either day is not known. Both days count."""
    if opens is None or closes is None or closes < opens:
        return ""
    days = (closes - opens).days + 1
    weeks = f", which is {counted(days // 7, 'week')}" if days >= 7 and days % 7 == 0 else ""
    return f"{counted(days, 'day')}{weeks}"
