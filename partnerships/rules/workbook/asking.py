"""How a cell that is not understood asks: its sentence, and what may be put in its place."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from partnerships.rules.dates import next_month
from partnerships.rules.saying import say_day, say_month
from partnerships.rules.workbook.meanings import NotUnderstood
from partnerships.rules.workbook.words import KEEP_AS_NOTE, LEAVE_OUT, Asks

Options = tuple[tuple[str, str], ...]
LEAVE = (LEAVE_OUT, "Leave it out")
AS_NOTE = (KEEP_AS_NOTE, "Keep the words as a note")
# What stands before words that are kept as a note and not read.
NOTE_PREFIX = f"{KEEP_AS_NOTE}: "
PROGRESS_OPTIONS: Options = (
    ("done", "Done, date unknown"),
    ("in progress", "In progress"),
    ("not started", "Not started"),
    ("waiting for the local authority", "Waiting for the local authority"),
    ("waiting for the diocese", "Waiting for the diocese"),
    ("waiting for solicitors", "Waiting for solicitors"),
    ("waiting for the school", "Waiting for the school"),
    ("waiting for DfE", "Waiting for DfE"),
    ("n/a", "Not applicable"),
    AS_NOTE,
    LEAVE,
)
_LONGEST_QUOTE = 60
_PLAIN = str.maketrans(
    {**dict.fromkeys("–—−‐‑", "-"), **dict.fromkeys("’‘`´", "'"), **dict.fromkeys("“”", '"'), "\ufe0f": None}
)


def plain(text: str) -> str:
    """A cell's text with plain dashes and quotes and without doubled spaces, its capitals as they are."""
    words = " ".join(text.translate(_PLAIN).split())
    # A place in it is the same place in its small letters, but for letters that grow with that.
    return words if len(words.lower()) == len(words) else words.lower()


def quoted(text: str) -> str:
    """A cell's text for a sentence: "“Sept 27”", cut where it is long."""
    words = " ".join(text.split())
    return f"“{words}”" if len(words) <= _LONGEST_QUOTE else f"“{words[: _LONGEST_QUOTE - 1].rstrip()}…”"


def noted(text: str) -> str:
    """The words of a cell that are kept as a note, where it says so before them; empty for any other."""
    return text[len(NOTE_PREFIX) :].strip() if text[: len(NOTE_PREFIX)].lower() == NOTE_PREFIX else ""


def asks_month(says: str, months: Iterable[date]) -> NotUnderstood:
    """Asks for a joining month, of these or another."""
    options = tuple((f"{month:%Y-%m}", say_month(month)) for month in months)
    return NotUnderstood(says, Asks.MONTH, (*options, ("tbc", "No date yet"), AS_NOTE, LEAVE))


def asks_first_of_month(text: str, day: date, *, shown: str = "") -> NotUnderstood:
    """Asks for the month of a day on which no school joins; schools join on the first of a month (DfE).

    A spreadsheet makes 27 September of "Sept 27", so where it shows no year (`shown`) September 2027 is offered too.
    """
    says = f"{quoted(text)} is not the first of a month, and a school joins on the first. Choose the month."
    hides_year = shown and f"{day:%y}" not in shown and 2000 + day.day >= day.year
    meant = [day.replace(year=2000 + day.day, day=1)] if hides_year else []
    return asks_month(says, dict.fromkeys((*meant, day.replace(day=1), next_month(day))))


def asks_planned_day(says: str, days: Iterable[date]) -> NotUnderstood:
    """Asks on which of these days, or another, a milestone is planned, or else how far it has got."""
    planned = tuple((f"planned {day:%Y-%m-%d}", f"Planned for {say_day(day)}") for day in days)
    return NotUnderstood(says, Asks.PROGRESS, (*planned, ("done", "Done, date unknown"), AS_NOTE, LEAVE))


def asks_progress(text: str) -> NotUnderstood:
    """Asks how far a milestone has got."""
    says = f"{quoted(text)} is not understood. Enter a date, “done”, “in progress”, “waiting for …” or “n/a”."
    return NotUnderstood(says, Asks.PROGRESS, PROGRESS_OPTIONS)
