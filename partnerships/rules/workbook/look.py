"""One look at a sheet: its cells as people mended them, and what comes of reading them for one school."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Generic, NamedTuple, TypeVar

from partnerships.rules.workbook import cells
from partnerships.rules.workbook.asking import noted
from partnerships.rules.workbook.colours import colour_text
from partnerships.rules.workbook.meanings import ColourAlone, MilestoneTitle, NotUnderstood
from partnerships.rules.workbook.plan import CellProblem, SchoolPlan
from partnerships.rules.workbook.reading import Mends, Reading
from partnerships.rules.workbook.steps import AddNote, MilestoneRef, Step, What
from partnerships.rules.workbook.table import Cell, Row, Table
from partnerships.rules.workbook.words import ASKED_OF, Asks, Holds

T = TypeVar("T")
S = TypeVar("S")


class Column(NamedTuple):
    """One column that is read: its heading and place, what it holds, and which milestone or contact."""

    heading: str
    place: int
    holds: Holds
    which: str

    @property
    def asks(self) -> Asks:
        return ASKED_OF.get(self.holds, Asks.TEXT)


@dataclass
class Look:
    """What reading every row of a sheet rests on, besides the rows."""

    table: Table
    reading: Reading
    mends: Mends
    today: date
    # Who may lead a project of the trust.
    people: Sequence[cells.Person] = ()
    milestones: Sequence[MilestoneTitle] = ()
    # What the trust itself may be called in a cell, as `trusts.known_as` has it.
    trust: frozenset[str] = frozenset()
    # Other trusts by what they may be called, as keys.
    trusts: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def columns(self) -> list[Column]:
        """Those that are read, in the order of the sheet."""
        return [
            Column(heading, place, self.reading.holds(heading), self.reading.which(heading))
            for place, heading in enumerate(self.table.headings)
            if self.reading.holds(heading) is not Holds.NOTHING
        ]

    @cached_property
    def _by_kind(self) -> dict[Holds, list[Column]]:
        found: dict[Holds, list[Column]] = {}
        for column in self.columns:
            found.setdefault(column.holds, []).append(column)
        return found

    def of(self, *kinds: Holds) -> list[Column]:
        """The columns that hold one of these, in the order of the kinds."""
        return [column for kind in kinds for column in self._by_kind.get(kind, ())]

    def mended(self, row: Row, heading: str) -> str | None:
        """What a person said of this one cell."""
        said = self.mends.cells.get(str(row.number))
        return said.get(heading) if said else None

    def cell(self, row: Row, column: Column) -> Cell | None:
        """The cell as it is to be read; None where it says nothing or is left out."""
        raw, mended = row.cells[column.place], self.mended(row, column.heading)
        if mended is None and raw.is_empty:
            return None
        cell = cells.read_instead(raw, column.asks, self.reading, mended)
        if cell is None or (not cell.text and cell.day is None and column.asks is not Asks.PROGRESS):
            return None  # a colour alone says something of how far a milestone is, and nothing elsewhere
        return None if cell.is_empty else cell

    def text(self, row: Row, kind: Holds) -> str:
        """The first text that the row has of this kind."""
        found = (self.cell(row, column) for column in self.of(kind))
        return next((cell.text for cell in found if cell and cell.text), "")


class Unknown(NamedTuple):
    """One cell that was not understood. `again` where it is what a person put in its place that was not."""

    asks: Asks
    text: str
    row: int
    heading: str
    says: str
    options: tuple[tuple[str, str], ...]
    again: bool


class Told(NamedTuple, Generic[T]):
    """What one cell of a school says."""

    value: T
    row: int
    heading: str

    def saying(self, value: S) -> Told[S]:
        """The same cell with another reading of it, or a part of it."""
        return Told(value, self.row, self.heading)


class Found:
    """What the rows of one school come to: steps and problems, put on its plan as they are found."""

    def __init__(self, look: Look, plan: SchoolPlan) -> None:
        self.look, self.plan = look, plan
        self.unknown: list[Unknown] = []
        self._said: dict[Any, Told[tuple[Any, str]]] = {}
        self._notes: set[tuple[Any, str]] = set()

    def step(
        self, what: What, told: Told[Any], label: str, after: str, before: str = "", assumed: str = ""
    ) -> None:
        self.plan.steps.append(Step(what, told.row, told.heading, label, after, before, assumed))

    def begin(self, what: What, told: Told[Any], label: str, after: str, assumed: str = "") -> None:
        """The step on which all others rest: it goes before what was noted on the way to it."""
        self.plan.steps.insert(0, Step(what, told.row, told.heading, label, after, "", assumed))

    def refuse(
        self, row: int, heading: str, says: str, asks: Asks, options: tuple[tuple[str, str], ...] = ()
    ) -> None:
        """The cell does not go in, for a reason that has to do with this school alone."""
        text = self.look.table.written(row, heading)
        name = self.look.table.name_of_cell(row, heading)
        self.plan.problems.append(CellProblem(row, heading, name, text, says, asks, options))

    def ask(self, row: Row, heading: str, text: str, wrong: NotUnderstood) -> None:
        """The cell does not go in until somebody says what it means, here or wherever the text stands."""
        again = self.look.mended(row, heading) is not None
        self.unknown.append(Unknown(wrong.asks, text, row.number, heading, wrong.says, wrong.options, again))
        if not isinstance(wrong, ColourAlone):
            name = self.look.table.name_of_cell(row.number, heading)
            problem = CellProblem(row.number, heading, name, text, wrong.says, wrong.asks, wrong.options)
            self.plan.problems.append(problem)

    def read(self, row: Row, column: Column, meaning: Callable[[Cell], T | None]) -> T | None:
        """What the cell means; nothing where it is empty, left out, kept as a note or not understood."""
        cell = self.look.cell(row, column)
        if cell is None:
            return None
        try:
            return meaning(cell)
        except NotUnderstood as wrong:
            if note := noted(cell.text):
                self.note(Told(f"{column.heading}: {note}", row.number, column.heading))
            else:
                self.ask(row, column.heading, cell.text or colour_text(cell.fill), wrong)
            return None

    def all_of(
        self, rows: Iterable[Row], kind: Holds, meaning: Callable[[Cell], T | None]
    ) -> Iterator[Told[T]]:
        """What each cell of this kind says, from the first row on."""
        columns = self.look.of(kind)
        for row in rows:
            for column in columns:
                value = self.read(row, column, meaning)
                if value is not None:
                    yield Told(value, row.number, column.heading)

    def once(self, key: Any, told: Told[Any], said: str, asks: Asks) -> bool:
        """Whether this is said for the first time. What says otherwise later is refused, what says the same is not."""
        first = self._said.setdefault(key, Told((told.value, said), told.row, told.heading))
        if (first.row, first.heading) == (told.row, told.heading):
            return True
        if first.value[0] != told.value:
            self.refuse(told.row, told.heading, _otherwise(told, said, first), asks)
        return False

    def only(
        self, rows: Iterable[Row], kind: Holds, meaning: Callable[[Cell], T | None], say: Callable[[T], str]
    ) -> Told[T] | None:
        """What the school's rows say of this, the first of them where they say different things."""
        first: Told[T] | None = None
        for told in self.all_of(rows, kind, meaning):
            if self.once(kind, told, say(told.value), ASKED_OF[kind]):
                first = told
        return first

    def note(self, told: Told[str], milestone: MilestoneRef | None = None, label: str = "Note") -> None:
        """Adds a note, unless this one is there already or was added by another row."""
        key = (milestone, same_note(told.value))
        if key not in self._notes:
            self._notes.add(key)
            self.step(AddNote(told.value.strip(), milestone), told, label, told.value.strip())

    def has_notes(self, notes: Iterable[tuple[MilestoneRef | None, str]]) -> None:
        """These stand already."""
        self._notes |= {(milestone, same_note(text)) for milestone, text in notes}


def same_note(text: str) -> str:
    """Notes are the same whose words are, however they are spaced."""
    return " ".join(text.split())


def _otherwise(told: Told[Any], said: str, first: Told[tuple[Any, str]]) -> str:
    if told.row == first.row:
        return f"This says {said}, “{first.heading}” says {first.value[1]}, which goes in."
    return f"Row {told.row} says {said}, row {first.row} says {first.value[1]}, which goes in."
