from datetime import date
from decimal import Decimal

import pytest

from partnerships.rules.partnership import Event, Expectation, Extended, expectations_of
from tests.rules.partnership_facts import END, START, TERMLY, TODAY, happening, partnership

FIRST = Extended(date(2027, 8, 31), END, date(2027, 5, 4))
SECOND = Extended(END, date(2028, 8, 31), date(2027, 5, 20))


def judged(expectation, facts, today=TODAY):
    return next(each for each in expectations_of(facts, today=today) if each.expectation == expectation)


def test_a_partnership_in_good_order_is_green_in_all_four_and_says_why():
    found = expectations_of(partnership(), today=TODAY)
    assert [each.expectation for each in found] == list(Expectation)
    assert {each.rating.value for each in found} == {"green"}
    assert [each.mend for each in found] == [[], [], [], []]
    assert found[0].evidence == ["From 1 September 2026 to 29 February 2028: 18 months; 12 to 18 are usual."]
    assert found[1].evidence == [
        "2 of 3 services are for teaching and learning.",
        "75% of the 40 hours logged were teaching and learning.",
    ]
    assert found[2].evidence == [
        "The agreement was signed on 20 August 2026, before support began.",
        "4 reviews held.",
        "8 of 10 activities with evidence.",
    ]
    assert found[3].evidence == [
        "The governing body considered joining on 25 March 2027, by the midpoint.",
        "The decision to join, extend or end is due on 30 November 2027.",
    ]


@pytest.mark.parametrize(
    ("changed", "rating", "said"),
    [
        ({"ends_on": date(2027, 8, 31)}, "green", "12 months"),
        ({"ends_on": date(2027, 6, 30)}, "green", "10 months"),
        ({"ends_on": date(2028, 3, 1)}, "green", "18 months"),
        ({"ends_on": date(2028, 3, 2)}, "amber", "18 months; 12 to 18 are usual."),
        ({"ends_on": date(2028, 9, 1)}, "amber", "24 months"),
        ({"ends_on": date(2028, 9, 2)}, "red", "more than 24 are no trial any more"),
        ({"ends_on": None}, "red", "No end is set."),
        ({"ends_on": None, "starts_on": date(2027, 9, 1)}, "amber", "No end is set."),
        ({"starts_on": None}, "amber", "No start is set."),
        ({"extensions": (FIRST,)}, "green", "Extended to 29 February 2028, agreed on 4 May 2027."),
        ({"extensions": (FIRST, SECOND)}, "red", "It has been extended twice. Extended to 31 August 2028"),
        ({"extensions": (FIRST, SECOND, SECOND)}, "red", "It has been extended 3 times."),
        ({"ends_on": date(2027, 5, 1)}, "red", "It is 4 weeks past its end of 1 May 2027."),
        ({"ended_on": date(2027, 5, 31), "outcome": "converting"}, "green", "to 31 May 2027: 9 months"),
        ({"extendable": None}, "green", "Whether it may be extended has not been said."),
    ],
)
def test_time_limited_has_an_end_eighteen_months_away_and_one_extension_at_most(changed, rating, said):
    found = judged(Expectation.TIME_LIMITED, partnership(**changed))
    assert found.rating == rating
    assert said in " ".join(found.evidence)
    assert bool(found.mend) == (rating != "green")


@pytest.mark.parametrize(
    ("changed", "rating", "said"),
    [
        ({"services": ("teaching", "finance")}, "green", "1 of 2 services is for teaching and learning."),
        ({"services": ("teaching", "finance", "estates")}, "amber", "1 of 3 services is"),
        ({"services": ("finance",)}, "red", "which is what partnerships are for"),
        ({"services": ()}, "red", "No services are recorded."),
        ({"services": (), "starts_on": date(2027, 4, 10)}, "amber", "No services are recorded."),
        ({"hours_other": Decimal(30)}, "green", "50% of the 60 hours logged"),
        ({"hours_other": Decimal("30.5")}, "amber", "49% of the 60.5 hours logged"),
        ({"hours_teaching": Decimal(0), "hours_other": Decimal(1)}, "red", "0% of the 1 hour logged"),
        ({"hours_teaching": Decimal(0), "hours_other": Decimal(0)}, "amber", "No hours are logged."),
        (
            {"hours_teaching": Decimal(0), "hours_other": Decimal(0), "starts_on": date(2027, 4, 10)},
            "green",
            "2 of 3 services",
        ),
    ],
)
def test_focused_on_teaching_means_half_of_services_and_hours(changed, rating, said):
    found = judged(Expectation.TEACHING, partnership(**changed))
    assert found.rating == rating
    assert said in " ".join(found.evidence)
    assert bool(found.mend) == (rating != "green")


@pytest.mark.parametrize(
    ("events", "changed", "rating", "said"),
    [
        ({Event.SIGNED: happening(Event.SIGNED, START)}, {}, "red", "not signed, and support has begun"),
        (
            {Event.SIGNED: happening(Event.SIGNED, START)},
            {"starts_on": date(2027, 6, 2), "termly": ()},
            "amber",
            "The agreement is not signed yet.",
        ),
        (
            {Event.SIGNED: happening(Event.SIGNED, START, date(2026, 9, 15))},
            {},
            "amber",
            "signed on 15 September 2026, 2 weeks later than support began",
        ),
        ({Event.SIGNED: happening(Event.SIGNED, START, START)}, {}, "green", "before support began"),
        (
            {Event.SIGNED: happening(Event.SIGNED, START, undated=True)},
            {},
            "amber",
            "a day that is not known",
        ),
        ({Event.SIGNED: None}, {}, "amber", "no milestone for signing"),
        ({}, {"has_sla_file": False}, "amber", "The signed agreement is not kept here."),
        (
            {Event.BASELINE: happening(Event.BASELINE, date(2026, 9, 29))},
            {},
            "amber",
            "1 review missed: baseline, due 29 September 2026.",
        ),
        (
            {Event.BASELINE: happening(Event.BASELINE, date(2026, 9, 29))},
            {"termly": (happening(Event.TERMLY, date(2026, 12, 1)),)},
            "red",
            "2 reviews missed",
        ),
        (
            {},
            {"termly": TERMLY[:2], "reviews": ()},
            "green",
            "4 reviews held.",
        ),
        ({}, {"activities": 0, "activities_shown": 0}, "amber", "No activities are logged."),
        ({}, {"activities": 1, "activities_shown": 1}, "green", "1 of 1 activity with evidence."),
        ({}, {"activities": 10, "activities_shown": 4}, "amber", "4 of 10 activities with evidence, less"),
        ({}, {"activities": 10, "activities_shown": 5}, "green", "5 of 10 activities"),
    ],
)
def test_well_documented_is_signed_first_reviewed_and_shown(events, changed, rating, said):
    found = judged(Expectation.DOCUMENTED, partnership(events=events, **changed))
    assert found.rating == rating
    assert said in " ".join(found.evidence)
    assert bool(found.mend) == (rating != "green")


@pytest.mark.parametrize(
    ("last_review", "today", "gap"),
    [
        (date(2027, 2, 9), TODAY, False),  # 16 weeks to the day
        (date(2027, 2, 8), TODAY, True),
    ],
)
def test_sixteen_weeks_without_a_review_are_too_long(last_review, today, gap):
    events = {Event.CONSIDERED: happening(Event.CONSIDERED, date(2027, 9, 1))}
    facts = partnership(events=events, termly=(happening(Event.TERMLY, last_review, last_review),))
    found = judged(Expectation.DOCUMENTED, facts, today)
    assert ("No review has been held since 8 February 2027, 16 weeks ago" in " ".join(found.evidence)) == gap
    assert found.rating == ("amber" if gap else "green")


@pytest.mark.parametrize(
    ("events", "changed", "today", "rating", "said"),
    [
        (
            {Event.CONSIDERED: happening(Event.CONSIDERED, date(2027, 3, 30))},
            {},
            date(2027, 6, 2),
            "red",
            "had not considered joining by the midpoint, 1 June 2027",
        ),
        (
            {Event.CONSIDERED: happening(Event.CONSIDERED, date(2027, 3, 30))},
            {},
            date(2027, 6, 1),
            "green",
            "is to consider joining by 1 June 2027",
        ),
        (
            {Event.CONSIDERED: happening(Event.CONSIDERED, date(2027, 3, 30))},
            {"considered": (date(2027, 5, 1),)},
            TODAY,
            "green",
            "considered joining on 1 May 2027, by the midpoint",
        ),
        (
            {Event.CONSIDERED: happening(Event.CONSIDERED, date(2027, 3, 30), date(2027, 7, 1))},
            {},
            date(2027, 8, 1),
            "amber",
            "1 July 2027, after the midpoint of 1 June 2027",
        ),
        (
            {Event.CONSIDERED: happening(Event.CONSIDERED, None, undated=True)},
            {},
            TODAY,
            "green",
            "on a day that is not known",
        ),
        ({Event.CONSIDERED: None}, {"ends_on": None}, TODAY, "amber", "start or end is not set"),
        ({}, {}, date(2027, 12, 1), "amber", "was due on 30 November 2027"),
        ({}, {}, date(2028, 3, 1), "red", "No decision is recorded, and its end has passed."),
        (
            {Event.DECIDED: happening(Event.DECIDED, date(2027, 11, 30), date(2027, 5, 2))},
            {},
            TODAY,
            "green",
            "What comes after the partnership is decided",
        ),
        (
            {Event.DECIDED: happening(Event.DECIDED, date(2027, 5, 1), date(2027, 5, 2))},
            {"extensions": (FIRST,)},
            TODAY,
            "green",
            "is due on 30 November 2027",
        ),
        (
            {Event.CONSIDERED: None},
            {"ended_on": date(2027, 5, 31), "outcome": "withdrawn_school"},
            TODAY,
            "green",
            "It ended before its midpoint",
        ),
        ({}, {"ended_on": TODAY, "outcome": "lapsed"}, TODAY, "red", "without a decision"),
        (
            {},
            {"ended_on": TODAY, "outcome": "converting"},
            TODAY,
            "green",
            "It led to a decision: converting",
        ),
    ],
)
def test_with_a_view_to_joining_is_considered_half_way_and_decided_in_time(
    events, changed, today, rating, said
):
    found = judged(Expectation.JOINING, partnership(events=events, **changed), today)
    assert found.rating == rating
    assert said in " ".join(found.evidence)
