from datetime import date

import pytest

from partnerships.rules.holiday_csv import HolidayCsvError, read_holidays, write_holidays
from partnerships.rules.working_days import Holiday

HEAD = "Local authority code,Name,First day,Last day\n"
SUMMER = Holiday("Summer holiday", date(2027, 7, 22), date(2027, 8, 31))


def test_what_is_written_is_read_again():
    rows = [("", SUMMER), ("941", Holiday("Half, term", date(2027, 10, 25), date(2027, 10, 29)))]
    assert read_holidays(write_holidays(rows)) == rows


def test_other_columns_and_british_days_are_read():
    text = "Name,Extra,First day,Last day,Local authority code\nSummer holiday,x,22/07/2027,31/8/2027,\n"
    assert read_holidays(text) == [("", SUMMER)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "must name the columns"),
        ("Name,First day\n", "must name the columns"),
        (HEAD + "941,Summer,22 July,2027-08-31\n", "Line 2: “22 July” is no day"),
        (HEAD + "941,Summer,31/02/2027,2027-08-31\n", "Line 2: “31/02/2027” is no day"),
        (HEAD + "941,Summer\n", "Line 2: “” is no day"),
        (HEAD + "941,Summer,9999-12-30,9999-12-31\n", "Line 2: “9999-12-30” is no day"),
        (HEAD + "941,Summer,22/07/0027,2027-08-31\n", "Line 2: “22/07/0027” is no day"),
        (HEAD + "941," + "x" * 200_000 + ",2027-07-22,2027-08-31\n", "not a CSV"),
        (HEAD + "941,,2027-07-22,2027-08-31\n", "Line 2: enter a name"),
        (HEAD + f"941,{'x' * 61},2027-07-22,2027-08-31\n", "Line 2: enter a name"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text, said):
    with pytest.raises(HolidayCsvError, match=said):
        read_holidays(text)
