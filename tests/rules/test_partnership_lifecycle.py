from datetime import date

import pytest

from partnerships.rules.partnership import Event, Extended, PartnershipAct, may_act, state_of, why_not
from partnerships.rules.partnership_words import PartnershipState
from tests.rules.partnership_facts import END, START, TODAY, happening, partnership

OPEN = {
    Event.AGREED: happening(Event.AGREED, date(2026, 7, 21)),
    Event.SIGNED: happening(Event.SIGNED, date(2026, 8, 25)),
}
SIGNED = {Event.AGREED: happening(Event.AGREED, date(2026, 7, 21))}
DECIDED = {Event.DECIDED: happening(Event.DECIDED, date(2027, 11, 30), date(2027, 11, 1))}


@pytest.mark.parametrize(
    ("changed", "today", "state"),
    [
        ({"events": OPEN}, date(2026, 8, 1), "proposed"),
        (
            {"events": OPEN},
            TODAY,
            "proposed",
        ),  # begun without anybody's agreement: nothing shows that it runs
        ({}, date(2026, 8, 31), "agreed"),
        ({"starts_on": None}, TODAY, "agreed"),
        ({}, START, "active"),
        ({"events": SIGNED}, TODAY, "active"),
        ({"events": {Event.AGREED: None, Event.SIGNED: None}}, TODAY, "active"),
        ({"paused_since": date(2027, 5, 1)}, TODAY, "paused"),
        ({}, date(2027, 11, 29), "active"),
        ({}, date(2027, 11, 30), "decision_due"),
        ({"events": DECIDED}, date(2027, 11, 30), "active"),
        ({"events": {Event.DECIDED: None}}, date(2027, 11, 29), "active"),
        ({"events": {Event.DECIDED: None}}, date(2027, 11, 30), "decision_due"),  # 13 weeks before the end
        (
            {
                "events": {Event.DECIDED: happening(Event.DECIDED, date(2027, 5, 1), date(2027, 5, 2))},
                "extensions": (Extended(date(2027, 8, 31), END, date(2027, 5, 2)),),
            },
            date(2027, 11, 30),
            "decision_due",  # what was decided was to extend; the new end is still to be decided on
        ),
        ({}, END, "decision_due"),
        ({}, date(2028, 3, 1), "overdue"),
        ({"events": OPEN}, date(2028, 3, 1), "overdue"),
        ({"events": DECIDED}, date(2028, 3, 1), "overdue"),
        ({"ended_on": TODAY, "outcome": "converting"}, TODAY, "ended"),
        ({"project_ended_on": TODAY}, TODAY, "ended"),
    ],
)
def test_the_state_follows_from_the_record(changed, today, state):
    assert state_of(partnership(**changed), today=today) == PartnershipState(state)


@pytest.mark.parametrize(
    ("state", "acts"),
    [
        ("proposed", {"record", "terms", "dates", "end"}),
        ("agreed", {"record", "terms", "dates", "end", "pause"}),
        ("active", {"record", "terms", "dates", "end", "pause", "extend"}),
        ("paused", {"record", "terms", "dates", "end", "resume", "extend"}),
        ("decision_due", {"record", "terms", "dates", "end", "pause", "extend"}),
        ("overdue", {"record", "terms", "dates", "end", "extend"}),
        ("ended", {"terms", "reopen"}),
    ],
)
def test_each_state_allows_its_acts_and_says_why_not_of_the_others(state, acts):
    stands = PartnershipState(state)
    assert {act.value for act in PartnershipAct if may_act(stands, act)} == acts
    assert {act.value for act in PartnershipAct if not why_not(stands, act)} == acts
