"""How days, months and numbers are written in a sentence: one way everywhere."""

from collections.abc import Sequence
from datetime import date

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def say_day(day: date) -> str:
    """ "1 September 2027"."""
    return f"{day.day} {say_month(day)}"


def say_weekday_and_day(day: date) -> str:
    """ "Saturday 3 May", for a day whose year the sentence has told already."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def say_month(day: date) -> str:
    """ "September 2027"."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def counted(number: int, noun: str) -> str:
    """ "1 school", "1,234 schools"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def lower_first(words: str) -> str:
    """Words of their own, to stand inside a sentence."""
    return words[:1].lower() + words[1:]


def all_of(words: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)
