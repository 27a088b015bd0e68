from datetime import date

import pytest

from partnerships.rules.saying import counted, lower_first, say_day, say_month


def test_days_and_months():
    assert say_day(date(2027, 9, 1)) == "1 September 2027"
    assert say_month(date(2028, 12, 31)) == "December 2028"


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 schools"), (1, "1 school"), (2, "2 schools"), (1234, "1,234 schools")]
)
def test_numbers_of_things(number, said):
    assert counted(number, "school") == said


def test_words_inside_a_sentence():
    assert lower_first("Declined by DfE") == "declined by DfE"
    assert lower_first("") == ""
