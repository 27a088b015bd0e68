"""Rules about days counted from joining: employee liability information, the academy's name, a tenancy at will."""

from collections.abc import Iterator
from datetime import date, timedelta

from partnerships.rules.checks._compare import by_last_day, off
from partnerships.rules.checks.situation import Finding, Situation, State
from partnerships.rules.saying import say_day
from partnerships.rules.words import Answer

LIABILITY = "liability_information"
NAME = "academy_name"
TENANCY = "tenancy_at_will"

LIABILITY_DAYS = 28
NAME_DAYS = 40
TENANCY_MONTHS = 3


def liability(situation: Situation) -> Iterator[Finding]:
    """Employee liability information at least 28 days before joining: TUPE Regulations 2006, reg. 11(6). Hard."""
    yield _days_before(LIABILITY, "OPS-06", LIABILITY_DAYS, situation)


def name(situation: Situation) -> Iterator[Finding]:
    """The academy's name at least 40 days before opening: DfE's conversion task list, "Confirm the academy name". Hard.

    A transfer keeps the academy's name, and its plan has no such milestone.
    """
    yield _days_before(NAME, "OPS-07", NAME_DAYS, situation)


def tenancy(situation: Situation) -> Iterator[Finding]:
    """A tenancy at will lasts three months at most: DfE's conversion task list, "Tenancy at will". Soft."""
    answer = situation.answer("tenancy_at_will")
    if answer == Answer.NO:
        yield off(TENANCY, "By the answers there is no tenancy at will.")
        return
    if answer != Answer.YES:
        said = "Whether there is a tenancy at will is not known yet."
        yield Finding(TENANCY, State.NOT_YET, said, asks="tenancy_at_will")
        return
    step = situation.step("PST-08")
    if step is None:
        yield off(TENANCY, "Replacing the tenancy at will is not in this plan.")
    elif situation.joining is None:
        yield _no_month(TENANCY, step.code, hard=False)
    else:
        last = months_after(situation.joining, TENANCY_MONTHS)
        what_for = f"a tenancy that began on {say_day(situation.joining)}"
        if situation.joining > situation.today:
            what_for = f"a tenancy that begins on {say_day(situation.joining)}"
        yield by_last_day(TENANCY, step, last, situation, hard=False, what_for=what_for)


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the month's last day where it has no such day."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    for size in (day.day, 30, 29, 28):
        try:
            return date(year, month, size)
        except ValueError:
            continue
    raise AssertionError("every month has a 28th")


def _days_before(rule: str, code: str, days: int, situation: Situation) -> Finding:
    step = situation.step(code)
    if step is None:
        return off(rule, "This is not in the plan.")
    if situation.joining is None:
        return _no_month(rule, code, hard=True)
    last = situation.joining - timedelta(days=days)
    what_for = f"joining on {say_day(situation.joining)}"
    return by_last_day(rule, step, last, situation, hard=True, what_for=what_for)


def _no_month(rule: str, code: str, *, hard: bool) -> Finding:
    said = "There is no joining month yet, so there is no last day."
    return Finding(rule, State.NOT_YET, said, (code,), hard=hard)
