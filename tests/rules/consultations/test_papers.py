"""Which version of a paper was in force on a day."""

from datetime import date

import pytest

from partnerships.rules.consultations.papers import (
    Paper,
    days_without,
    in_force_on,
    replaced_between,
    say_run,
)


def nov(day: int) -> date:
    return date(2026, 11, day)


def paper(number: int, first: date, gone: date | None = None, **given: str) -> Paper:
    return Paper("consultation", given.pop("title", "Joining"), number, first, gone, **given)


ONE, TWO = paper(1, nov(2)), paper(2, nov(10))


@pytest.mark.parametrize(
    ("papers", "day", "numbers"),
    [
        ([], nov(2), []),
        ([ONE], nov(1), []),
        ([ONE], nov(2), [1]),
        ([ONE, TWO], nov(9), [1]),
        ([ONE, TWO], nov(10), [2]),
        ([TWO, ONE], nov(10), [2]),
        # Both from one day: the later version.
        ([ONE, paper(2, nov(2))], nov(2), [2]),
        # Withdrawn: not on that day any more, and the older one does not come back.
        ([ONE, paper(2, nov(10), nov(12))], nov(11), [2]),
        ([ONE, paper(2, nov(10), nov(12))], nov(12), []),
        # A language is a paper of its own.
        ([ONE, paper(1, nov(3), language="Polish")], nov(4), [1, 1]),
        ([ONE, paper(1, nov(3), format="easy_read")], nov(2), [1]),
        ([ONE, paper(1, nov(3), title="Questions")], nov(4), [1, 1]),
    ],
)
def test_the_version_in_force_on_a_day(papers, day, numbers):
    assert [each.number for each in in_force_on(papers, day)] == numbers


@pytest.mark.parametrize(
    ("papers", "runs"),
    [
        ([], [(nov(2), nov(20))]),
        ([ONE], []),
        ([TWO], [(nov(2), nov(9))]),
        ([paper(1, nov(2), nov(5)), paper(2, nov(8))], [(nov(5), nov(7))]),
        ([paper(1, nov(2), nov(5))], [(nov(5), nov(20))]),
        # Another paper fills the gap.
        ([paper(1, nov(2), nov(5)), paper(1, nov(4), title="Letter")], []),
        # Two changes inside one gap are still one gap.
        ([paper(1, nov(2), nov(5)), paper(1, nov(4), nov(6), title="Letter")], [(nov(6), nov(20))]),
        ([paper(1, date(2026, 10, 1), date(2026, 10, 2)), paper(2, date(2026, 12, 1))], [(nov(2), nov(20))]),
    ],
)
def test_the_days_on_which_nothing_was_in_force(papers, runs):
    assert days_without(papers, nov(2), nov(20)) == runs


def test_what_replaced_another_while_people_were_answering():
    first, later = paper(1, nov(5), title="Letter"), paper(3, nov(21))
    assert replaced_between([later, TWO, ONE, first], nov(2), nov(20)) == [TWO]
    assert replaced_between([TWO], nov(10), nov(20)) == []


def test_a_run_of_days_in_words():
    assert say_run((nov(3), nov(3))) == "on 3 November 2026"
    assert say_run((nov(3), nov(5))) == "from 3 November 2026 to 5 November 2026"
