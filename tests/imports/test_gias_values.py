from __future__ import annotations

import pytest

from partnerships.imports.gias import values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("31-08-2024", "2024-08-31"),
        ("31/08/2024", "2024-08-31"),
        ("", None),
        ("01-01-1900", None),
        ("01/01/1920", None),
        ("02-01-1920", "1920-01-02"),
    ],
)
def test_date_reads_both_ways_of_writing_and_takes_placeholders_as_not_known(
    text: str, value: str | None
) -> None:
    assert values.date(text) == value


@pytest.mark.parametrize("text", ["31-02-2024", "2024-08-31", "1-9-2024", "soon", "08-31-2024"])
def test_date_refuses_what_is_no_day(text: str) -> None:
    with pytest.raises(ValueError, match="is not a date"):
        values.date(text)


@pytest.mark.parametrize(("text", "value"), [("", None), ("0", 0), ("210", 210), ("007", 7)])
def test_number(text: str, value: int | None) -> None:
    assert values.number(text) == value


@pytest.mark.parametrize("text", ["-1", "3.5", "many", "1,200", "99999999999", "٣"])
def test_number_refuses_the_rest(text: str) -> None:
    with pytest.raises(ValueError, match="is not a whole number"):
        values.number(text)


def test_a_place_at_0_is_not_known() -> None:
    assert values.coordinate("0") is None
    assert values.coordinate("533498") == 533_498


@pytest.mark.parametrize(("text", "value"), [("", None), ("12", "12.0"), ("12.34", "12.3"), ("7.5%", "7.5")])
def test_percentage_has_one_decimal(text: str, value: str | None) -> None:
    assert values.percentage(text) == value


@pytest.mark.parametrize("text", ["NaN", "101", "-1", "few", "Infinity"])
def test_percentage_refuses_the_rest(text: str) -> None:
    with pytest.raises(ValueError, match="is not a percentage"):
        values.percentage(text)


@pytest.mark.parametrize("text", ["", "1234", "1234567", "12345A"])
def test_urn_refuses_what_is_none(text: str) -> None:
    with pytest.raises(ValueError, match=r"none|not a URN"):
        values.urn(text)


def test_urn_of_a_childrens_centre_has_5_figures() -> None:
    assert values.urn("20003") == 20_003
