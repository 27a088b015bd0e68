from datetime import date

import pytest

from partnerships.rules.deadlines import Ahead, earliest_open_month, missed

TODAY = date(2027, 3, 10)
SEP, OCT, NOV, DEC = (date(2027, month, 1) for month in (9, 10, 11, 12))
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
    ("ahead", "after", "month"),
    [
        ([Ahead("LEG-18")], SEP, OCT),
        ([Ahead("LEG-18", date(2027, 3, 20))], SEP, NOV),
        ([Ahead("LEG-18"), Ahead("OPS-09")], OCT, DEC),  # of November nobody knows when OPS-09 is due
        ([Ahead("LEG-18", date(2027, 5, 20))], SEP, DEC),
        ([Ahead("LEG-18", date(2027, 7, 1))], SEP, None),
        ([Ahead("LEG-18")], DEC, None),
        ([Ahead("CON-04")], SEP, None),
        ([], SEP, OCT),
    ],
)
def test_the_earliest_month_still_open_keeps_every_deadline_that_is_ahead(ahead, after, month):
    assert earliest_open_month(ahead, MONTHS, after=after, today=TODAY) == month
