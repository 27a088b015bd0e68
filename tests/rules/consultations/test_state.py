from datetime import date

import pytest

from partnerships.rules.consultations.state import (
    ConsultationState,
    Progress,
    closes_soon,
    say_state,
    state_of,
    troubles,
)
from partnerships.rules.consultations.window import say_length, window_problems

TODAY = date(2027, 3, 10)
BEFORE, LATER = date(2027, 3, 1), date(2027, 4, 11)
S = ConsultationState


@pytest.mark.parametrize(
    ("progress", "state", "said"),
    [
        (Progress(), S.PLANNED, "No opening day yet"),
        (Progress(LATER), S.PLANNED, "Opens on 11 April 2027"),
        (Progress(TODAY), S.PLANNED, "Opens today"),
        (Progress(BEFORE, LATER), S.PLANNED, "Was to open on 1 March 2027"),
        (Progress(BEFORE, LATER, opened=True), S.OPEN, "Closes on 11 April 2027, in 32 days"),
        (Progress(BEFORE, TODAY, opened=True), S.OPEN, "Closes today"),
        (Progress(BEFORE, None, opened=True), S.OPEN, "No closing day yet"),
        (Progress(BEFORE, date(2027, 3, 9), opened=True), S.CLOSED, "Closed on 9 March 2027"),
        (Progress(BEFORE, LATER, opened=True, closed=True), S.CLOSED, "Closed on 11 April 2027"),
        (Progress(BEFORE, LATER, opened=True, decided=True), S.DECIDED, ""),
        (Progress(BEFORE, LATER, opened=True, decided=True, stopped=True), S.STOPPED, ""),
    ],
)
def test_how_far_a_consultation_has_got(progress, state, said):
    assert state_of(progress, today=TODAY) is state
    assert say_state(progress, today=TODAY) == said


@pytest.mark.parametrize(
    ("progress", "said"),
    [
        (Progress(BEFORE, LATER), ["It was to open on 1 March 2027, and the opening is not logged."]),
        (Progress(TODAY, LATER), []),
        (Progress(BEFORE, LATER, closed=True, opened=True), []),
        (
            Progress(LATER, LATER, closed=True),
            ["Its closing is logged, but its opening is not."],
        ),
        (Progress(BEFORE, opened=True), ["It is open, and no day is set on which it closes."]),
        (Progress(BEFORE, LATER, stopped=True), []),
    ],
)
def test_what_does_not_fit_together_is_said(progress, said):
    assert troubles(progress, today=TODAY) == said


@pytest.mark.parametrize(
    ("closes", "opened", "soon"),
    [
        (date(2027, 3, 17), True, True),
        (date(2027, 3, 18), True, False),
        (TODAY, True, True),
        (date(2027, 3, 9), True, False),
        (date(2027, 3, 12), False, False),
        (None, True, False),
    ],
)
def test_what_closes_within_a_week_closes_soon(closes, opened, soon):
    assert closes_soon(Progress(BEFORE, closes, opened=opened), today=TODAY) is soon


@pytest.mark.parametrize(
    ("opens", "closes", "about"),
    [
        (BEFORE, LATER, []),
        (BEFORE, BEFORE, []),
        (BEFORE, None, []),
        (None, None, []),
        (None, LATER, ["opens_on"]),
        (LATER, BEFORE, ["closes_on"]),
    ],
)
def test_a_window_closes_after_it_opens(opens, closes, about):
    assert [problem.about for problem in window_problems(opens, closes)] == about


@pytest.mark.parametrize(
    ("opens", "closes", "said"),
    [
        (BEFORE, date(2027, 4, 11), "42 days, which is 6 weeks"),
        (BEFORE, date(2027, 3, 7), "7 days, which is 1 week"),
        (BEFORE, BEFORE, "1 day"),
        (BEFORE, date(2027, 3, 12), "12 days"),
        (LATER, BEFORE, ""),
        (None, BEFORE, ""),
    ],
)
def test_the_length_of_a_window_counts_both_days(opens, closes, said):
    assert say_length(opens, closes) == said
