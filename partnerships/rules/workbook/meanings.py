"""What one cell says, once it is understood."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from partnerships.rules.words import Phase
from partnerships.rules.workbook.words import Asks, Holds

# As much as the database keeps of whom a milestone waits for.
LONGEST_WAITING = 100


class NotUnderstood(ValueError):
    """A cell that cannot be read: why, in words for whoever filled it in, and what would help.

    `options` are (what is read instead, label) from which one may choose; empty asks for words. Of a row that is one
    milestone, `holds` says which of its cells it is.
    """

    def __init__(
        self, says: str, asks: Asks, options: tuple[tuple[str, str], ...] = (), *, holds: Holds | None = None
    ) -> None:
        super().__init__(says)
        self.says, self.asks, self.options, self.holds = says, asks, options, holds


class ColourAlone(NotUnderstood):
    """A cell that is empty but for its colour: asked like a word, but left out where nobody answers."""


@dataclass(frozen=True)
class MonthSaid:
    """A joining month; None says that there is none yet."""

    month: date | None
    # None where the cell does not say whether it is confirmed.
    confirmed: bool | None = None
    # What was taken for granted, as a sentence ("“3 March” is taken as 3 March 2027"); empty for nothing.
    assumed: str = ""
    # What else the cell says, to be kept as a note.
    note: str = ""


@dataclass(frozen=True)
class ProgressSaid:
    """What a milestone's cell, or the cells of a milestone's row, say. All empty: nothing, or "TBC"."""

    # A value of Status; empty where only a plan or a note is given.
    status: str = ""
    # With Status.DONE; None is "done, date unknown".
    done_on: date | None = None
    planned_on: date | None = None
    waiting_on: str = ""
    not_applicable: bool = False
    note: str = ""
    assumed: str = ""


@dataclass(frozen=True)
class StageSaid:
    """How far a school has come. Not one of them: a school that is not on its way, with why it does not go in."""

    phase: Phase | None = None
    on_hold: bool = False
    # "This row says “Withdrawn”. Only schools on their way go in."
    not_going_in: str = ""


@dataclass(frozen=True)
class MilestoneTitle:
    """What a milestone is called, for matching headings and cells: the template's, or one of the team's own."""

    code: str
    title: str
    phase: Phase
