from datetime import date
from decimal import Decimal

import pytest

from partnerships.rules.partnership import Event, Extended, PersonChanged, Window, warnings_of
from tests.rules.partnership_facts import END, START, TODAY, happening, partnership

EXTENDED = Extended(date(2027, 8, 31), END, date(2027, 5, 4))
UNSIGNED = {Event.SIGNED: happening(Event.SIGNED, date(2026, 8, 25))}
NEW_HEAD = PersonChanged("headteacher", date(2027, 2, 1), "Ann Lee", "Tom Ray")
CONSULTATION = Window("Joining the trust", date(2027, 4, 1), date(2027, 5, 13))


def test_a_partnership_in_good_order_warns_of_nothing():
    assert warnings_of(partnership(), today=TODAY) == []


@pytest.mark.parametrize(
    ("changed", "today", "rating", "sentence"),
    [
        ({"ends_on": date(2028, 3, 2)}, TODAY, "amber", "It lasts longer than the usual 18 months."),
        (
            {"ends_on": date(2028, 9, 2)},
            TODAY,
            "red",
            "It lasts longer than 24 months: a trial that long is becoming permanent.",
        ),
        ({"extensions": (EXTENDED, EXTENDED)}, TODAY, "red", "It has been extended more than once."),
        (
            {"ended_on": TODAY, "outcome": "lapsed"},
            TODAY,
            "red",
            "It lapsed: its end came without a decision.",
        ),
        (
            {"ends_on": date(2027, 5, 31)},
            TODAY,
            "red",
            "Its end, 31 May 2027, has passed and no outcome is recorded: it is lapsing.",
        ),
        (
            {"project_ended_on": TODAY},
            TODAY,
            "amber",
            "The project ended, and what the partnership led to is not recorded.",
        ),
        (
            {"events": UNSIGNED},
            TODAY,
            "red",
            "It started on 1 September 2026 without a signed agreement.",
        ),
        (
            {"events": {Event.SIGNED: happening(Event.SIGNED, START, date(2026, 9, 2))}},
            TODAY,
            "amber",
            "The agreement was signed on 2 September 2026, after the start.",
        ),
        (
            {"events": UNSIGNED | {Event.AGREED: happening(Event.AGREED, date(2026, 7, 21))}},
            TODAY,
            "amber",
            "Its start has come, and the agreement of both boards is not recorded.",
        ),
        (
            {"events": {Event.RD_TOLD: happening(Event.RD_TOLD, date(2026, 8, 4))}},
            TODAY,
            "amber",
            "It has started, and the Regional Director has not been told.",
        ),
        (
            {"events": {Event.RD_TOLD: happening(Event.RD_TOLD, date(2026, 8, 4))}, "termly": ()},
            date(2026, 8, 5),
            "amber",
            "The Regional Director was to be told by 4 August 2026, before it starts.",
        ),
        (
            {"events": {Event.CONSIDERED: happening(Event.CONSIDERED, date(2027, 3, 30))}},
            date(2027, 6, 2),
            "red",
            "Its midpoint was 1 June 2027 (the plan has it due on 30 March 2027), and the governing body"
            " has not considered joining.",
        ),
        (
            {},
            date(2027, 7, 16),
            "amber",
            "No review has been held since 25 March 2027, 16 weeks ago; at least every 16 weeks is usual.",
        ),
        ({"services": ("finance",)}, TODAY, "red", "None of its services is for teaching and learning."),
        (
            {"charge": Decimal(5000), "charge_due_on": date(2027, 5, 31)},
            TODAY,
            "amber",
            "The charge was due on 31 May 2027 and is not paid.",
        ),
        (
            {"changes": (NEW_HEAD,)},
            TODAY,
            "amber",
            "The headteacher changed during it: Tom Ray has followed Ann Lee, seen on 1 February 2027.",
        ),
        (
            {"inspected_on": date(2027, 1, 12)},
            TODAY,
            "amber",
            "Ofsted inspected the school during it, on 12 January 2027.",
        ),
        (
            {"consultations": (CONSULTATION,)},
            TODAY,
            "amber",
            "It overlaps “Joining the trust”, and nothing says how the two are kept apart.",
        ),
        (
            {"joining_month": date(2028, 4, 1)},
            TODAY,
            "amber",
            "It ends on 29 February 2028, and the school joins only in April 2028.",
        ),
    ],
)
def test_each_sign_is_a_sentence(changed, today, rating, sentence):
    found = warnings_of(partnership(**changed), today=today)
    assert (rating, sentence) in [(each.rating, each.sentence) for each in found]


@pytest.mark.parametrize(
    ("changed", "today"),
    [
        ({"ends_on": date(2028, 3, 1)}, TODAY),
        ({"extensions": (EXTENDED,)}, TODAY),
        ({"ends_on": TODAY}, TODAY),
        ({"events": UNSIGNED, "termly": ()}, date(2026, 8, 31)),
        ({"paused_since": date(2027, 4, 1)}, date(2027, 8, 1)),
        ({"charge": Decimal(5000), "charge_due_on": TODAY}, TODAY),
        ({"charge": Decimal(0), "charge_due_on": date(2027, 5, 1)}, TODAY),
        ({"charge_due_on": date(2027, 5, 1), "charge_paid_on": date(2027, 4, 30)}, TODAY),
        ({"consultations": (CONSULTATION,), "firewall": "The growth lead alone speaks of joining."}, TODAY),
        ({"consultations": (Window("Before it", date(2026, 3, 1), date(2026, 4, 1)),)}, TODAY),
        ({"consultations": (Window("No dates yet", None, None),)}, TODAY),
        ({"joining_month": date(2028, 3, 1)}, TODAY),
        ({"ended_on": date(2027, 5, 1), "outcome": "converting", "joining_month": date(2028, 9, 1)}, TODAY),
    ],
)
def test_what_is_in_order_gives_no_sign(changed, today):
    found = [each.sentence for each in warnings_of(partnership(**changed), today=today)]
    assert [each for each in found if "review" not in each and "midpoint" not in each] == []


def test_the_gravest_sign_comes_first():
    found = warnings_of(partnership(inspected_on=TODAY, services=("finance",)), today=TODAY)
    assert [each.rating for each in found] == ["red", "amber"]
