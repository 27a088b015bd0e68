from datetime import date

import pytest

from partnerships.rules.partnership import Event, Extended, MarkState, clock_of
from partnerships.rules.partnership.clock import place_between, whole_months
from tests.rules.partnership_facts import END, START, TODAY, happening, partnership


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2026, 9, 1), date(2027, 8, 31), 12),
        (date(2026, 9, 1), date(2027, 8, 30), 11),
        (date(2026, 9, 1), date(2026, 9, 1), 0),
        (date(2026, 9, 1), date(2026, 9, 30), 1),
        (date(2027, 1, 31), date(2027, 2, 28), 1),
        (date(2026, 9, 15), date(2028, 3, 14), 18),
        (date(2027, 1, 1), date(2026, 1, 1), 0),
    ],
)
def test_months_are_whole_and_the_last_day_counts(start, end, months):
    assert whole_months(start, end) == months


@pytest.mark.parametrize(
    ("changed", "today", "words"),
    [
        ({}, TODAY, "9 of 18 months gone, 9 months left"),
        ({}, date(2028, 1, 1), "16 of 18 months gone, 8 weeks left"),
        ({}, date(2028, 2, 20), "17 of 18 months gone, 9 days left"),
        ({}, date(2026, 8, 1), "Starts 1 September 2026, for 18 months"),
        ({}, date(2028, 3, 20), "Past its end by 2 weeks"),
        ({"ends_on": None}, TODAY, "Start and end are not both known yet"),
        ({"starts_on": None}, TODAY, "Start and end are not both known yet"),
        ({"ended_on": date(2027, 3, 31), "outcome": "lapsed"}, TODAY, "Ended 31 March 2027, after 7 months"),
    ],
)
def test_the_clock_says_how_far_it_is(changed, today, words):
    assert clock_of(partnership(**changed), today=today).words == words


def test_the_clock_has_every_review_in_order_with_what_is_next_and_what_was_missed():
    events = {Event.BASELINE: happening(Event.BASELINE, date(2026, 9, 29))}
    clock = clock_of(partnership(events=events, reviews=(date(2027, 5, 1),)), today=TODAY)
    assert [(each.name, each.state) for each in clock.marks] == [
        ("Baseline", MarkState.MISSED),
        ("Termly review", MarkState.HELD),
        ("Termly review 2", MarkState.HELD),
        ("Governing body considers joining", MarkState.HELD),
        ("Another review", MarkState.HELD),
        ("Termly review 3", MarkState.DUE),
        ("Decision to join, extend or end", MarkState.DUE),
    ]
    assert clock.next is not None
    assert clock.next.words == "due 3 June 2027"
    assert [each.words for each in clock.missed] == ["missed, was due 29 September 2026"]
    assert clock.marks[1].words == "held 3 December 2026, 2 days later than planned"


def test_what_is_due_today_is_not_missed_yet():
    termly = (happening(Event.TERMLY, TODAY),)
    assert clock_of(partnership(termly=termly), today=TODAY).missed == []


def test_what_was_due_after_the_partnership_ended_is_not_missed():
    clock = clock_of(partnership(ended_on=date(2027, 5, 1), outcome="lapsed"), today=date(2028, 1, 1))
    assert clock.missed == []


def test_an_extension_leaves_the_new_end_to_decide_on():
    events = {Event.DECIDED: happening(Event.DECIDED, date(2027, 5, 1), date(2027, 5, 2))}
    extended = (Extended(date(2027, 8, 31), END, date(2027, 5, 4)),)
    clock = clock_of(partnership(events=events, extensions=extended), today=TODAY)
    assert (clock.marks[-1].name, clock.marks[-1].due_on) == (
        "Decision after the extension",
        date(2027, 11, 30),
    )


@pytest.mark.parametrize(
    ("day", "clamp", "place"),
    [
        (START, False, 0.0),
        (END, False, 1.0),
        (date(2026, 8, 31), False, None),
        (date(2026, 8, 31), True, 0.0),
        (date(2028, 3, 1), True, 1.0),
        (None, True, None),
    ],
)
def test_a_day_has_its_place_on_the_bar(day, clamp, place):
    assert place_between(START, END, day, clamp=clamp) == place
