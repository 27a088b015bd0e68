"""The fields of a preview, drawn from the plan: one for each word, cell, school and reason that is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from partnerships.forms.workbook_preview import OTHER, id_of
from partnerships.rules.joining_reasons import label_of
from partnerships.rules.saying import counted
from partnerships.rules.workbook.asking import LEAVE
from partnerships.rules.workbook.plan import AskedWord, Candidate, CellProblem, SchoolPlan
from partnerships.rules.workbook.reading import Mends, Reading, tidy
from partnerships.rules.workbook.saying import named_rows
from partnerships.rules.workbook.shown import TO_SETTLE, waits
from partnerships.rules.workbook.steps import Step
from partnerships.rules.workbook.words import Asks, Becomes

# Of these only what is on the list can be said.
_FROM_A_LIST = {Asks.ROUTE, Asks.STAGE, Asks.YES_NO, Asks.ROLE, Asks.PHASE, Asks.LEAD, Asks.TRUST}
# Steps of a school that are seen at once; the rest is a click away.
STEPS_SHOWN = 8
# Of a cell's words, in its label.
_LONGEST_TEXT = 80
_COLOURS = {
    Becomes.NEW: "green", Becomes.CHANGED: "blue", Becomes.SAME: "grey", Becomes.REFUSED: "red",
    Becomes.LEFT_OUT: "grey",
}  # fmt: skip


@dataclass(frozen=True)
class Ask:
    """What is asked of one text: a list, a box for words, or both."""

    name: str
    label: str
    text: str
    says: str
    options: tuple[tuple[str, str], ...]
    asks: Asks
    entered: str = ""

    @property
    def id(self) -> str:
        return id_of(self.name)

    @property
    def text_name(self) -> str:
        kind, _, about = self.name.partition(":")
        return f"{kind}-text:{about}"

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """The options, and that it may always be left out."""
        given = {value for value, _ in self.options}
        leave = () if LEAVE[0] in given else (LEAVE,)
        return (*self.options, *leave)

    @property
    def takes_words(self) -> bool:
        return not self.options or self.asks not in _FROM_A_LIST

    @property
    def chosen(self) -> str:
        return self.entered if self.entered in dict(self.choices) else ""

    @property
    def typed(self) -> str:
        return "" if self.chosen else self.entered


@dataclass
class SchoolShown:
    """One school of the plan with its fields."""

    plan: SchoolPlan
    mends: Mends
    asked: dict[tuple[Asks, str], str]
    data: Mapping[str, Any] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return id_of(self.plan.key)

    @property
    def name(self) -> str:
        return self.plan.called or (self.plan.school.name if self.plan.school else "A row without a name")

    @property
    def becomes(self) -> str:
        return TO_SETTLE if waits(self.plan) else self.plan.becomes.label

    @property
    def colour(self) -> str:
        return "yellow" if waits(self.plan) else _COLOURS[self.plan.becomes]

    @property
    def row_words(self) -> str:
        return named_rows(self.plan.rows)

    @property
    def all_rows(self) -> str:
        return ",".join(str(each) for each in self.plan.rows)

    @property
    def out_words(self) -> str:
        rows = len(self.plan.rows)
        return {1: "Leave this row out", 2: "Leave both rows out"}.get(rows, f"Leave all {rows} rows out")

    @property
    def is_out(self) -> bool:
        return self.plan.becomes is Becomes.LEFT_OUT

    @property
    def row_ticks(self) -> list[tuple[int, bool]]:
        """(row, left out) of each, where a school has several and not all are left out."""
        if self.is_out or len(self.plan.rows) == 1:
            return []
        return [(row, row in self.plan.left_out) for row in self.plan.rows]

    @property
    def first_steps(self) -> list[Step]:
        return self.plan.steps[:STEPS_SHOWN]

    @property
    def more_steps(self) -> list[Step]:
        return self.plan.steps[STEPS_SHOWN:]

    @property
    def candidates(self) -> list[tuple[Candidate, str, bool]]:
        """(school, id of its radio, whether it is chosen)."""
        chosen = str(self.data.get(f"school:{self.plan.key}", self.mends.schools.get(self.plan.key, "")))
        return [(each, f"{self.id}-{each.urn}", str(each.urn) == chosen) for each in self.plan.candidates]

    @property
    def other_urn(self) -> str:
        """What stands in the box for another school."""
        name = f"school-text:{self.plan.key}"
        kept = self.mends.schools.get(self.plan.key)
        offered = {each.urn for each in self.plan.candidates}
        return str(self.data.get(name, "" if kept is None or kept in offered else kept))

    @property
    def is_other(self) -> bool:
        return bool(self.other_urn) or self.data.get(f"school:{self.plan.key}") == OTHER

    @property
    def school_error(self) -> str:
        return self.errors.get(f"school-text:{self.plan.key}", "")

    @property
    def school_id(self) -> str:
        return id_of(f"school-text:{self.plan.key}")

    @property
    def problems(self) -> list[tuple[Ask, str]]:
        """Each cell that does not go in, with the id of the question above it that settles it too."""
        moved = self.moved
        return [
            (self._ask(each), self.asked.get((each.asks, tidy(each.text)), ""))
            for each in self.plan.problems
            if each is not moved
        ]

    @property
    def moved(self) -> CellProblem | None:
        """The cell that moves the joining month, where it waits for a reason: asked for with the reason."""
        if not self.plan.reasons_wanted:
            return None
        months = (each for each in self.plan.problems if each.asks is Asks.MONTH and not each.options)
        return next(months, None)

    def _ask(self, problem: CellProblem) -> Ask:
        name = f"cell:{problem.row}:{problem.heading}"
        entered = self.data.get(f"cell-text:{problem.row}:{problem.heading}") or self.data.get(name)
        kept = self.mends.cells.get(str(problem.row), {}).get(problem.heading, "")
        text_there = f": “{problem.text[:_LONGEST_TEXT]}”" if problem.text else ""
        label = f"{problem.heading}, {problem.cell}{text_there}"
        return Ask(name, label, problem.text, problem.says, problem.options, problem.asks, entered or kept)

    @property
    def mended(self) -> list[tuple[str, str, str]]:
        """(row and heading, words, what was entered) of cells that are read otherwise and are understood."""
        asked = {(each.row, each.heading) for each in self.plan.problems}
        return [
            (f"{row}:{heading}", f"Row {row}, {heading}", entered)
            for row in self.plan.rows
            for heading, entered in self.mends.cells.get(str(row), {}).items()
            if (row, heading) not in asked
        ]

    @property
    def reason_given(self) -> str:
        """Why the joining month moves, as it was said; empty where it is asked, or does not move."""
        said = {} if self.plan.reasons_wanted else self.mends.reasons.get(self.reason_name, {})
        return f"{label_of(said['code'])}: {said['words']}" if said else ""

    @property
    def reason_name(self) -> str:
        return str(self.plan.school.urn) if self.plan.school else ""

    @property
    def reason(self) -> dict[str, str]:
        """What was chosen and written, its ids, and what is wrong with it."""
        urn = self.reason_name
        kept = self.mends.reasons.get(urn, {})
        code, words = f"reason:{urn}", f"reason-text:{urn}"
        return {
            "code": str(self.data.get(code, kept.get("code", ""))), "code_id": id_of(code),
            "words": str(self.data.get(words, kept.get("words", ""))), "words_id": id_of(words),
            "code_error": self.errors.get(code, ""), "words_error": self.errors.get(words, ""),
        }  # fmt: skip


def word_ask(word: AskedWord, reading: Reading, data: Mapping[str, Any]) -> Ask:
    """What is asked of a text once for all its cells."""
    about = f"{word.asks.value}:{word.tidied}"
    entered = data.get(f"word-text:{about}") or data.get(f"word:{about}")
    kept = reading.words.get(word.asks.value, {}).get(word.tidied, "")
    label = f"“{word.text}” in {counted(word.cells, 'cell')}, first in {word.first_cell}, “{word.heading}”"
    return Ask(f"word:{about}", label, word.text, word.says, word.options, word.asks, entered or kept)
