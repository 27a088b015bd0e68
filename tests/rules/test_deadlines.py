from datetime import date

import pytest

from partnerships.rules.dates import next_month
from partnerships.rules.deadlines import (
    Ahead,
    OpenMonth,
    earliest_open_month,
    first_open_month,
    missed,
    say_dates_unknown,
)
from partnerships.rules.forecast import forecast
from partnerships.rules.network import Step

TODAY = date(2027, 3, 10)
SEP, OCT, NOV, DEC = (date(2027, month, 1) for month in (9, 10, 11, 12))
JAN = date(2028, 1, 1)
MONTHS = {
    SEP: {"LEG-18": date(2027, 3, 5), "OPS-09": date(2027, 7, 1)},
    OCT: {"LEG-18": date(2027, 3, 10), "OPS-09": date(2027, 8, 2)},
    NOV: {"LEG-18": date(2027, 5, 4)},
    DEC: {"LEG-18": date(2027, 6, 1), "OPS-09": date(2027, 10, 1)},
}


@pytest.mark.parametrize(
    ("deadline", "expected", "said"),
    [
        (None, None, False),
        (None, date(2030, 1, 1), False),
        (date(2027, 3, 9), None, True),
        (date(2027, 3, 10), None, False),
        (date(2027, 3, 11), date(2027, 3, 11), False),
        (date(2027, 3, 11), date(2027, 3, 12), True),
    ],
)
def test_a_deadline_is_missed_when_it_has_passed_or_the_work_is_due_after_it(deadline, expected, said):
    assert missed(deadline, expected, TODAY) is said


@pytest.mark.parametrize(
    ("ahead", "after", "month", "unknown"),
    [
        ([Ahead("LEG-18")], SEP, OCT, ""),
        ([Ahead("LEG-18", date(2027, 3, 20))], SEP, NOV, ""),
        # Of November nobody knows yet when OPS-09 is due: that shuts nothing, and is said.
        ([Ahead("LEG-18"), Ahead("OPS-09")], OCT, NOV, "Not all of its DfE dates are entered yet."),
        ([Ahead("LEG-18", date(2027, 5, 20))], SEP, DEC, ""),
        # After the last month of which anything is known comes one of which nothing is.
        ([Ahead("LEG-18", date(2027, 7, 1))], SEP, JAN, "It has no DfE dates yet."),
        ([Ahead("LEG-18")], DEC, JAN, "It has no DfE dates yet."),
        ([Ahead("CON-04")], SEP, OCT, "Not all of its DfE dates are entered yet."),
        ([], SEP, OCT, ""),
        ([], DEC, JAN, "It has no DfE dates yet."),
    ],
)
def test_the_earliest_month_still_open(ahead, after, month, unknown):
    found = earliest_open_month(ahead, MONTHS, after=after, today=TODAY)
    assert (found, say_dates_unknown(found, [each.code for each in ahead], MONTHS)) == (month, unknown)

    # A forecast of the same plan passes over the same months.
    steps = [
        Step(each.code, each.code, planned=each.expected, takes=0, place=-200, blocking=True)
        for each in ahead
    ]
    assert forecast(steps, planned=next_month(after), today=TODAY, deadlines=MONTHS).opening == month


def test_what_shuts_a_month_is_said_with_it():
    finishes = {"LEG-18": date(2027, 5, 20).toordinal(), "OPS-09": date(2027, 7, 3).toordinal()}
    assert first_open_month(SEP, MONTHS, finishes) == OpenMonth(DEC, NOV, "LEG-18")
    assert first_open_month(DEC, MONTHS, finishes) == OpenMonth(DEC)
